"""Identical twins are one person for genes, and brothers or sisters in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from families import family

import cousins
from cousins.errors import SettingsError
from cousins.explorer.relating import between
from cousins.family.graph import FamilyGraph
from cousins.kinship.coefficients import inbreeding, kinship
from cousins.kinship.identical_twins import Doubt, completed, doubts

TWO = family("Adam + Ann: Bob, Carl\nBob + Bea: Dan, Dora\nCarl + Cleo: Emil")
"""Bob and Carl are brothers; of the twins that they may be the children are cousins."""
COUSINS = family("Bob + Bea: Dan\nCarl + Cleo: Dora\nDan + Dora: Fay")
"""Bob and Carl have no recorded parents; Fay is the child of cousins if they are twins."""


def marked(graph, *names):
    return graph.with_identical_twins([{graph.number(name) for name in names}])


@pytest.mark.parametrize(
    ("one", "other", "phi"),
    [
        ("Bob", "Carl", Fraction(1, 2)),
        ("Carl", "Dan", Fraction(1, 4)),
        ("Dan", "Emil", Fraction(1, 8)),
        ("Dan", "Dora", Fraction(1, 4)),
        ("Adam", "Carl", Fraction(1, 4)),
    ],
)
def test_kin_of_one_twin_are_kin_of_the_other(one, other, phi):
    graph = marked(TWO, "Bob", "Carl")
    assert kinship(graph, graph.number(one), graph.number(other)) == phi


def test_unmarked_twins_are_siblings():
    assert kinship(TWO, TWO.number("Bob"), TWO.number("Carl")) == Fraction(1, 4)
    assert cousins.relate("Bob", "Carl", source=TWO).relationships[0].b_is == "brother"


def test_a_child_of_twins_children_is_as_inbred_as_one_of_half_siblings():
    graph = marked(COUSINS, "Bob", "Carl")
    assert inbreeding(graph, graph.number("Fay")) == Fraction(1, 8)
    assert cousins.show("Fay", source=graph).inbreeding == 1 / 8
    assert cousins.show("Fay", source=COUSINS).inbreeding == 0


@pytest.mark.parametrize(
    ("graph", "children"),
    [(TWO, ("Dan", "Emil")), (COUSINS, ("Dan", "Dora"))],
    ids=["with recorded parents", "without"],
)
def test_twins_are_named_and_their_children_are_cousins(graph, children):
    graph = marked(graph, "Bob", "Carl")
    twins = cousins.relate("Bob", "Carl", source=graph)
    assert [each.b_is for each in twins] == ["identical twin brother"]
    assert "1. identical twin brothers" in str(twins)
    assert twins.relatedness == 1
    answer = cousins.relate(*children, source=graph)
    assert answer.relationships[-1].b_is == "first cousin"
    assert answer.kinship == 1 / 8


def test_what_words_there_are_for_twins():
    graph = FamilyGraph.from_arrays(["A", "B", "C"], sex=["female", "female", None], identical_twins=[(0, 1, 2)])
    assert [cousins.relate("A", other, source=graph).relationships[0].b_is for other in "BC"] == [
        "identical twin sister",
        "identical twin",
    ]
    assert "1. identical twin sisters\n" in str(cousins.relate("A", "B", source=graph))


def test_no_answer_names_the_unknown_parents_of_twins():
    answer = cousins.relate("Dan", "Dora", source=marked(COUSINS, "Bob", "Carl"))
    assert "unknown" not in str(answer)
    assert set(answer.people) == {"Bob", "Carl", "Dan", "Dora"}
    assert answer.record()["identical_twins"] == [["Bob", "Carl"]]


def test_what_one_twin_lacks_the_other_has():
    graph = FamilyGraph.from_arrays(
        ["Tom", "Tim", "Father", "Mother"],
        sex=["male", "male", "male", "female"],
        child=[0, 1],
        parent=[2, 3],
        identical_twins=[(0, 1)],
    )
    assert cousins.relate("Tom", "Mother", source=graph).relationships[0].b_is == "mother"
    assert kinship(graph, 0, 3) == Fraction(1, 4)


def test_of_two_recorded_fathers_who_are_twins_either_is_it_for_genes():
    graph = family("Adam: Dan\nBob: Dan")
    assert kinship(graph, graph.number("Adam"), graph.number("Dan")) == Fraction(1, 8)
    graph = marked(graph, "Adam", "Bob")
    assert kinship(graph, graph.number("Adam"), graph.number("Dan")) == Fraction(1, 4)


@pytest.mark.parametrize(
    ("drawing", "twins", "doubt"),
    [
        ("Adam + Ann: Bob, Bea", ("Bob", "Bea"), Doubt.SEX),
        ("Adam + Ann: Bob\nCarl + Cleo: Dan", ("Bob", "Dan"), Doubt.PARENTS),
        ("Adam + Ann: Bob\nCarl + Ann: Dan", ("Bob", "Dan"), Doubt.PARENTS),
        ("Adam: Bob\nBob: Carl", ("Adam", "Carl"), Doubt.DESCENT),
        ("Adam: Bob\nBob: Adam", ("Adam", "Carl"), Doubt.DESCENT),
    ],
)
def test_a_mark_that_cannot_be_true_is_not_used(drawing, twins, doubt):
    graph = family(f"{drawing}\nCarl + Cleo")
    wrong = marked(graph, *twins)
    assert list(doubts(wrong).values()) == [doubt]
    one, other = (graph.number(name) for name in twins)
    assert kinship(wrong, one, other) == kinship(graph, one, other)
    assert "identical" not in str(cousins.relate(*twins, source=wrong))
    with pytest.raises(SettingsError, match="cannot be identical twins"):
        cousins.relate(*twins, twins=[twins], source=graph)


def test_twins_of_each_other_s_children_cannot_be():
    graph = family("Adam: Bob\nCarl: Dan").with_identical_twins([(0, 3), (1, 2)])
    assert [graph.ids[number] for number in (0, 3, 1, 2)] == ["Adam", "Dan", "Bob", "Carl"]
    assert set(doubts(graph).values()) == {Doubt.DESCENT}
    assert list(completed(graph).identical_twins) == []


def test_people_are_marked_for_one_question():
    answer = cousins.relate("Dan", "Emil", twins=[("Bob", "Carl")], source=TWO)
    assert answer.kinship == 1 / 8
    assert [each.person.id for each in answer.understood] == ["Dan", "Emil", "Bob", "Carl"]
    assert [who.id for who in cousins.show("Bob", twins=[("Bob", "Carl")], source=TWO).identical_twins] == ["Carl"]
    with pytest.raises(SettingsError, match="two people or more, not Bob"):
        cousins.relate("Dan", "Emil", twins=[("Bob", "Bob")], source=TWO)


def test_live_sources_cannot_be_marked():
    with pytest.raises(SettingsError, match="explore --output"):
        cousins.relate("Q9682", "Q80976", twins=[("Q9682", "Q80976")], source="wikidata")


def test_a_family_between_two_holds_only_those_who_are_recorded():
    graph = marked(COUSINS, "Bob", "Carl")
    cut, _ = between(graph, graph.number("Dan"), graph.number("Dora"))
    assert sorted(cut.ids) == ["Bob", "Carl", "Dan", "Dora"]
    assert len(cut.identical_twins) == 1


def test_twins_share_both_parents_whichever_of_two_recorded_fathers_it_is():
    graph = marked(family("Adam: Bob, Carl\nDan: Bob, Carl\nEve: Bob, Carl\nBob: Ben\nCarl: Max"), "Bob", "Carl")
    assert cousins.relate("Bob", "Carl", source=graph).relationships[0].b_is == "identical twin brother"
    assert cousins.relate("Ben", "Max", source=graph).relationships[0].b_is == "first cousin"
    assert kinship(graph, graph.number("Ben"), graph.number("Max")) == Fraction(1, 8)


def test_the_unmarried_partner_of_a_twin_has_a_phrase():
    graph = marked(family("Bob: Dan\nCarl ~ Cleo: Dora"), "Bob", "Carl")
    assert cousins.relate("Bob", "Cleo", source=graph).relationships[0].b_is == "partner of an identical twin brother"


def test_nobody_is_nearer_to_an_unknown_ancestor():
    graph = marked(family("Bob: Dan\nDan: Max\nCarl: Dora"), "Bob", "Carl")
    answer = cousins.relate("Max", "Dora", source=graph)
    assert answer.relationships[0].b_is == "first cousin once removed"
    assert "nearer" not in str(answer)
