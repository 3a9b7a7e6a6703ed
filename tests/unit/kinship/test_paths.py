"""The shortest way by any links."""

from __future__ import annotations

from families import family

from cousins.kinship.paths import Step, connection, links

HOUSE = family("""
    Adam + Ann: Bob
    Bob ~ Bea: adoptive Carl, foster Dan
    Emil: step Carl
    Finn + Fay
""")


def way(a, b):
    found = connection(HOUSE, HOUSE.number(a), HOUSE.number(b))
    return found.steps and [(step.value, HOUSE.ids[who]) for step, who in found.steps], found.reached


def test_a_step_is_named_for_the_person_it_leads_to():
    assert way("Ann", "Dan")[0] == [("child", "Bob"), ("foster child", "Dan")]
    assert way("Dan", "Ann")[0] == [("foster parent", "Bob"), ("parent", "Ann")]
    assert way("Adam", "Emil")[0] == [("child", "Bob"), ("adoptive child", "Carl"), ("step parent", "Emil")]
    assert way("Emil", "Bea")[0] == [("step child", "Carl"), ("adoptive parent", "Bea")]
    assert way("Adam", "Bea")[0] == [("child", "Bob"), ("unmarried partner", "Bea")]
    assert way("Fay", "Finn")[0] == [("partner", "Finn")]


def test_nobody_is_a_way_from_themselves_and_strangers_have_none():
    assert way("Bob", "Bob") == ((), 1)
    assert way("Finn", "Adam")[0] is None
    assert way("Finn", "Adam") == way("Fay", "Adam")


def test_links_come_parents_first_then_children_then_partners():
    assert [step for _, step in links(HOUSE, HOUSE.number("Bob"))] == [
        Step.PARENT,
        Step.PARENT,
        Step.ADOPTIVE_CHILD,
        Step.FOSTER_CHILD,
        Step.UNMARRIED_PARTNER,
    ]
