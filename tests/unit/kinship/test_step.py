"""Step-kin: as far as blood goes, from either side, and only where there is a step."""

import pytest

from cousins.explorer.relating import related
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, PersonId, Sex
from cousins.terms import speaker

WOMEN = {"Stepmother", "Niece", "Stepsister", "Mum", "Other mum"}


def family(parents, couples=(), kinds=None):
    names = {name for link in parents for name in link} | {name for couple in couples for name in couple[:2]}
    people = [Person(PersonId(name), name, Sex.FEMALE if name in WOMEN else Sex.MALE) for name in sorted(names)]
    links = [
        ParentLink(PersonId(child), PersonId(up), (kinds or {}).get((child, up), ParentKind.BIRTH))
        for child, up in parents
    ]
    partners = [PartnerLink(PersonId(one), PersonId(other), *kind) for one, other, *kind in couples]
    return FamilyGraph.of(people, links, partners)


def words(graph, a, b):
    return [each.b_is for each in related(graph, graph.number(a), graph.number(b), speaker("en"))]


FAR = family(
    [
        ("Me", "Dad"),
        ("Stepmother", "Her father"),
        ("Her brother", "Her father"),
        ("Niece", "Her brother"),
        ("Stepsister", "Stepmother"),
        ("Her grandson", "Stepsister"),
    ],
    [("Dad", "Stepmother")],
)


@pytest.mark.parametrize(
    ("other", "word", "back"),
    [
        ("Stepmother", "stepmother", "stepson"),
        ("Stepsister", "stepsister", "stepbrother"),
        ("Her father", "step-grandfather", "step-grandson"),
        ("Her brother", "step-uncle", "step-nephew"),
        ("Niece", "step-cousin", "step-cousin"),
        ("Her grandson", "step-nephew", "step-uncle"),
    ],
)
def test_step_kin_reach_as_far_as_the_blood_of_a_stepparent(other, word, back):
    assert words(FAR, "Me", other) == [word]
    assert words(FAR, other, "Me") == [back]


def test_step_kin_of_an_ancestor_count_the_generations_between():
    graph = family([("Me", "Mum"), ("Mum", "Gran"), ("Uncle", "Second")], [("Gran", "Second")])
    assert words(graph, "Me", "Second") == ["step-grandfather"]
    assert words(graph, "Me", "Uncle") == ["step-uncle"]


def test_children_of_a_recorded_stepparent_are_stepsiblings():
    graph = family([("Me", "Dad"), ("Me", "Him"), ("Stepsister", "Him")], kinds={("Me", "Him"): ParentKind.STEP})
    assert words(graph, "Me", "Stepsister") == ["stepsister"]
    assert words(graph, "Stepsister", "Me") == ["stepbrother"]


def test_a_common_child_makes_a_stepparent_without_any_marriage():
    graph = family([("Me", "Dad"), ("Half", "Dad"), ("Half", "Mum"), ("Son", "Mum")])
    assert words(graph, "Me", "Mum") == ["stepmother"]
    assert words(graph, "Me", "Son") == ["stepbrother"]
    assert words(graph, "Me", "Half") == ["(half-)brother"]


def test_a_former_spouse_of_a_parent_is_no_stepparent():
    graph = family([("Me", "Dad")], [("Dad", "Stepmother", PartnerKind.FORMER)])
    assert words(graph, "Me", "Stepmother") == ["ex-wife of the father"]


def test_two_recorded_fathers_make_no_stepfather_of_each_other():
    graph = family([("Me", "Dad"), ("Son", "Dad"), ("Son", "Rival"), ("Son", "Mum")])
    assert "stepfather" not in words(graph, "Me", "Rival")


def test_near_step_kin_are_told_after_nearer_blood():
    graph = family(
        [("Me", "Dad"), ("Dad", "Gran"), ("Mum", "Gran"), ("Son", "Mum"), ("Me", "Other mum")], [("Dad", "Mum")]
    )
    assert words(graph, "Me", "Son") == ["stepbrother", "(half) first cousin"]
    assert words(graph, "Me", "Mum")[0] == "stepmother"
