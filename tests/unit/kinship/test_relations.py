"""How two people are related, over small families drawn in each test."""

from __future__ import annotations

import pytest
from families import family

from cousins.explorer.questions import profile, related
from cousins.kinship.relationship import Half, Kind
from cousins.kinship.scope import Scope
from cousins.terms import speaker

WORDS = speaker("en")


def relation(graph, a, b, **options):
    return related(graph, graph.number(a), graph.number(b), WORDS, Scope(**options))


def words(graph, a, b):
    return [relationship.b_is for relationship in relation(graph, a, b).relationships]


COUSINS = family("""
    Adam + Ann: Bob, Bea
    Bob + Cleo: Carl
    Bea + Dan: Dora
    Carl + Eve: Emil
    Dora + Finn: Fay
    Emil + Fay: Gail
""")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Carl", "Dora", "first cousin"),
        ("Emil", "Dora", "mother-in-law"),
        ("Gail", "Bob", "great-grandfather"),
        ("Carl", "Adam", "grandfather"),
        ("Adam", "Carl", "grandson"),
        ("Carl", "Bea", "aunt"),
        ("Bea", "Carl", "nephew"),
        ("Bob", "Bea", "sister"),
        ("Gail", "Ann", "great-great-grandmother"),
        ("Bob", "Cleo", "wife"),
        ("Emil", "Fay", "wife"),
        ("Cleo", "Ann", "mother-in-law"),
        ("Ann", "Cleo", "daughter-in-law"),
        ("Cleo", "Bea", "sister-in-law"),
        ("Bea", "Cleo", "sister-in-law"),
        ("Cleo", "Dan", "brother-in-law"),
        ("Dora", "Eve", "wife of a first cousin"),
        ("Eve", "Dora", "first cousin of the husband"),
    ],
)
def test_the_nearest_relationship_is_named(a, b, expected):
    assert words(COUSINS, a, b)[0] == expected


def test_partners_are_second_cousins_too():
    assert words(COUSINS, "Emil", "Fay") == ["wife", "second cousin"]


def test_first_cousins_share_their_grandparents():
    (cousin,) = relation(COUSINS, "Carl", "Dora").relationships
    assert cousin.through == ("Adam", "Ann")
    assert cousin.lines == (("Adam", "Bob", "Carl"), ("Adam", "Bea", "Dora"))
    assert cousin.half is Half.FULL
    assert (cousin.civil_degree, cousin.canon_degree) == (4, 2)


def test_kinship_of_first_cousins_is_a_sixteenth():
    found = relation(COUSINS, "Carl", "Dora")
    assert (found.kinship, found.relatedness) == (1 / 16, 1 / 8)


def test_a_child_of_second_cousins_is_inbred():
    assert relation(COUSINS, "Gail", "Gail").inbreeding == (1 / 64, 1 / 64)


def test_the_same_person_is_the_same_person():
    found = relation(COUSINS, "Carl", "Carl")
    assert [relationship.b_is for relationship in found.relationships] == ["the same person"]
    assert found.relationships[0].generations == (0, 0)
    assert found.kinship == 0.5


HALVES = family("""
    Adam + Ann: Bob
    Adam + Bea: Carl, Dora
    Bob + Cleo: Emil
    Carl + Eve: Finn
    Gus: Hans, Helen
""")


def test_half_siblings_share_one_parent_and_their_others_differ():
    assert words(HALVES, "Bob", "Dora") == ["half-sister"]
    assert relation(HALVES, "Emil", "Finn").relationships[0].b_is == "half first cousin"


def test_siblings_whose_mother_is_unknown_may_be_full_or_half():
    (sibling,) = relation(HALVES, "Hans", "Helen").relationships
    assert sibling.half is Half.UNCERTAIN
    assert sibling.b_is == "(half-)sister"


def test_stepkin_come_by_a_parents_marriage():
    graph = family("""
        Adam + Ann: Bob
        Adam + Bea
        Bea + Carl: Dora
        Hans + Helen: Adam
        Hans + Eve
    """)
    assert words(graph, "Bob", "Bea")[0] == "stepmother"
    assert words(graph, "Bea", "Bob")[0] == "stepson"
    assert words(graph, "Bob", "Dora")[0] == "stepsister"
    assert words(graph, "Bob", "Eve")[0] == "step-grandmother"
    assert relation(graph, "Bob", "Bea").relationships[0].kind is Kind.STEP


def test_double_cousins_come_by_two_couples_of_siblings():
    graph = family("""
        Adam + Ann: Bob, Carl
        Dan + Dora: Bea, Cleo
        Bob + Bea: Emil
        Carl + Cleo: Fay
    """)
    found = relation(graph, "Emil", "Fay")
    assert [relationship.b_is for relationship in found.relationships] == ["double first cousin"] * 2
    assert found.relatedness == 0.25


def test_an_ancestor_may_marry_a_descendant():
    graph = family("""
        Adam + Ann: Bea
        Adam + Bea: Cleo
    """)
    assert words(graph, "Cleo", "Adam") == ["father"]
    assert words(graph, "Cleo", "Bea") == ["mother", "half-sister"]
    assert relation(graph, "Cleo", "Cleo").inbreeding[0] == 0.25


def test_adoptive_kin_are_named_so_and_never_count():
    graph = family("""
        Adam + Ann: Bob, adoptive Finn, foster Gus
        Bob + Cleo: Carl
    """)
    found = relation(graph, "Finn", "Adam")
    assert (found.relationships[0].b_is, found.relationships[0].kind) == ("adoptive father", Kind.ADOPTIVE)
    assert found.kinship == 0
    assert words(graph, "Adam", "Finn") == ["adopted son"]
    assert words(graph, "Finn", "Bob") == ["adoptive brother"]
    assert words(graph, "Gus", "Ann") == ["foster mother"]
    assert words(graph, "Finn", "Carl") == ["adoptive nephew"]
    assert found.path is None


def test_strangers_are_told_how_many_people_were_reached():
    graph = family("""
        Adam + Ann: Bob
        Carl + Cleo
    """)
    found = relation(graph, "Bob", "Cleo")
    assert (found.relationships, found.path, found.reached) == ((), None, 5)
    assert not found.related
    assert "No connection found (5 people reached)." in str(found)


def test_kin_by_many_marriages_are_told_the_way():
    graph = family("""
        Adam + Ann: Bob
        Bob + Bea
        Carl + Cleo: Bea, Dora
        Dora + Dan
        Emil + Eve: Dan, Fay
        Fay + Finn
    """)
    found = relation(graph, "Adam", "Finn")
    assert found.path is not None
    assert found.path[0].word == "son"
    assert found.path[-1].to == "Finn"
    assert "The shortest way" in str(found)


def test_people_on_a_circle_are_named_and_answered():
    graph = family("""
        Adam: Bob
        Bob: Adam, Carl
        Carl: Dora
    """)
    found = relation(graph, "Carl", "Dora")
    assert found.relationships[0].b_is == "daughter"
    assert set(found.circle) == {"Adam", "Bob"}
    assert "own ancestors" in str(found)
    assert profile(graph, graph.number("Adam"), WORDS).circle


def test_a_circle_is_cut_where_the_dates_disprove_it():
    graph = family("Adam: Bob\nBob: Carl\nCarl: Adam", {"Adam": "1800", "Bob": "1830", "Carl": "1860"})
    assert words(graph, "Adam", "Carl") == ["grandson"]


def test_siblings_and_half_siblings_are_kept_apart_in_a_profile():
    found = profile(HALVES, HALVES.number("Carl"), WORDS)
    assert [person.name for person in found.siblings] == ["Dora"]
    assert [person.name for person in found.half_siblings] == ["Bob"]


def test_three_generations_of_first_cousin_marriages_end_quickly():
    lines = ["Root0 + Root1: P0, P1"]
    lines += [f"P{2 * i} + P{2 * i + 1}: P{2 * i + 2}, P{2 * i + 3}" for i in range(400)]
    graph = family("\n".join(lines))
    found = relation(graph, "P800", "P801", limit=5)
    assert found.relationships[0].b_is == "sibling"


def test_lines_of_descent_stand_side_by_side():
    text = str(relation(COUSINS, "Carl", "Dora"))
    assert "Bob    Bea" in text
    assert "Carl   Dora" in text


@pytest.mark.parametrize("columns", [1, 8, 20, 30, 60, 200])
def test_text_fits_any_width(columns):
    from cousins.answers import text

    for pair in (("Carl", "Dora"), ("Emil", "Fay"), ("Gail", "Adam"), ("Cleo", "Dan")):
        lines = text.relation(relation(COUSINS, *pair), columns).splitlines()
        assert max(map(len, lines)) <= max(columns, 20)
