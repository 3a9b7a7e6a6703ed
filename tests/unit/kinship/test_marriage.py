"""Step-kin, in-laws, doubles and siblings, where the words are easily wrong."""

from __future__ import annotations

import pytest
from families import family

from cousins.explorer.portraying import profile
from cousins.explorer.relating import related
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink, PartnerLink
from cousins.family.person import Person, Sex
from cousins.kinship import affinity
from cousins.kinship.relationship import BloodBond
from cousins.kinship.scope import Scope
from cousins.terms import speaker

WORDS = speaker("en")


def relation(graph, a, b, **options):
    return related(graph, graph.number(a), graph.number(b), WORDS, Scope(**options))


def words(graph, a, b):
    return [relationship.b_is for relationship in relation(graph, a, b).relationships]


def test_an_unmarried_partner_of_a_parent_is_no_stepparent():
    graph = family("Adam + Ann: Bob\nAdam ~ Bea")
    assert words(graph, "Bob", "Bea") == ["partner of the father"]
    assert words(graph, "Bea", "Bob") == ["son of the partner"]


def _dated_step(died):
    people = [
        Person("Adam", "Adam", Sex.MALE),
        Person("Bea", "Bea", Sex.FEMALE, died=Date(died)),
        Person("Bob", "Bob", Sex.MALE, born=Date(1850)),
    ]
    return FamilyGraph.of(people, [ParentLink("Bob", "Adam")], [PartnerLink("Adam", "Bea")])


def test_a_spouse_who_died_before_the_birth_is_no_stepparent():
    assert words(_dated_step(1840), "Bob", "Bea") == ["wife of the father"]
    assert words(_dated_step(1840), "Bea", "Bob") == ["son of the husband"]
    assert words(_dated_step(1850), "Bob", "Bea") == ["stepmother"]


def test_the_wife_of_an_adoptive_father_is_not_said_twice():
    graph = family("Adam + Ann: adoptive Finn")
    assert words(graph, "Finn", "Ann") == ["adoptive mother"]


FAR = """
    Adam + Ann: Bob, Bea
    Bob + Cleo: Carl
    Bea + Dan: Dora
    Carl + Eve
    Dora + Finn
"""


def test_far_kin_by_two_marriages_answer_for_want_of_others_only():
    assert words(family(FAR), "Eve", "Finn") == ["husband of a first cousin of the husband"]
    assert words(family(FAR + "Finn: adoptive Eve"), "Eve", "Finn") == ["adoptive father"]
    assert words(family(FAR + "Gus + Gail: Eve\nGus + Helen: Finn"), "Eve", "Finn") == ["half-brother"]


def test_kin_not_by_birth_are_neither_full_nor_half():
    graph = family("Adam: Bob, adoptive Finn\nBob: Carl")
    assert words(graph, "Finn", "Bob") == ["adoptive brother"]
    assert words(graph, "Finn", "Carl") == ["adoptive nephew"]


DOUBLES = family("""
    Adam + Ann: Bob, Carl
    Dan + Dora: Bea, Cleo
    Bob + Bea: Emil
    Carl + Cleo: Fay
    Emil + Eve: Gus
    Fay + Finn: Gail
""")


@pytest.mark.parametrize(("a", "b", "name"), [("Emil", "Fay", "first"), ("Gus", "Gail", "second")])
def test_doubles_are_one_row(a, b, name):
    found = relation(DOUBLES, a, b)
    assert [each.b_is for each in found.relationships] == [f"double {name} cousin"] * 2
    assert f"1. double {name} cousins, through Adam and Ann, and through Dan and Dora\n" in str(found)
    assert "2. " not in str(found)


def test_three_couples_make_triple_cousins():
    graph = family("""
        Adam + Ann: Bob, Carl
        Dan + Dora: Bea, Cleo
        Finn + Fay: Hans, Gail
        Bob + Bea: X
        Carl + Cleo: Y
        X + Hans: Emil
        Y + Gail: Eve
    """)
    assert "double second cousins" in str(relation(graph, "Emil", "Eve"))
    bond = BloodBond((None,) * 3, (None,) * 3, None, double=2)
    assert WORDS.name(bond) == "triple second cousin"


def test_siblings_of_a_profile_are_those_of_the_relation():
    graph = family("Adam + Ann: Bob, Carl\nAdam + Bea: Dan\nAdam: Emil")
    found = profile(graph, graph.number("Bob"), WORDS)
    groups = (found.siblings, found.half_siblings, found.perhaps_half_siblings)
    assert [[str(who) for who in group] for group in groups] == [["Carl"], ["Dan"], ["Emil"]]
    assert [words(graph, "Bob", who)[0] for who in ("Carl", "Dan", "Emil")] == [
        "brother",
        "half-brother",
        "(half-)brother",
    ]
    assert "siblings or half-siblings\n  Emil" in str(found)
    assert [who["id"] for who in found.record()["perhaps_half_siblings"]] == ["Emil"]


def test_partners_come_in_the_order_of_birth():
    graph = family("Adam + Ann\nAdam + Bea", {"Ann": "1820", "Bea": "1810"})
    assert [str(who) for _, who in profile(graph, graph.number("Adam"), WORDS).partners] == ["Bea", "Ann"]


def test_the_two_themselves_are_not_whom_it_runs_through():
    graph = family("Adam + Ann: Bob\nAdam + Bea")
    assert "1. Bea is the stepmother of Bob, through Adam" in str(relation(graph, "Bob", "Bea")).splitlines()


def test_the_way_is_told_where_there_is_no_word():
    graph = family(FAR)
    assert "shortest way" not in str(relation(graph, "Eve", "Cleo"))
    assert "The shortest way from one to the other has 6 steps:" in str(relation(graph, "Eve", "Finn"))


def test_pairs_of_lines_are_counted_with_every_relationship_only():
    graph = family("Adam + Ann: Bob, Bea\nBob + Bea: Carl, Cleo\nCarl: Dan\nCleo: Dora")
    assert "2 pairs of lines" in str(relation(graph, "Dan", "Dora", every=True))
    assert "pairs of lines" not in str(relation(graph, "Dan", "Dora"))


def test_a_direct_line_stands_apart():
    assert str(relation(DOUBLES, "Adam", "Emil")).splitlines()[2:5] == [
        "1. Emil is the grandson of Adam",
        "",
        "   Adam",
    ]


def test_a_limit_beyond_all_numbers_is_none():
    assert len(relation(DOUBLES, "Emil", "Fay", limit=10**30).relationships) == 2


def test_kin_of_many_partners_are_looked_for_by_one_pair_only(monkeypatch):
    links, couples, asked = [], [], []
    for side in ("one", "other"):
        for place in range(60):
            couples.append(PartnerLink(side, f"{side} {place}"))
            links += [ParentLink(f"{side} {place}", f"{side} up {place}"), ParentLink(f"{side} up {place}", f"{place}")]
    kin = affinity.BloodKin
    monkeypatch.setattr(affinity, "BloodKin", lambda *people: asked.append(people) or kin(*people))
    assert words(FamilyGraph.of([], links, couples), "one", "other")[0].startswith("spouse of a ")
    assert len(asked) == 1
