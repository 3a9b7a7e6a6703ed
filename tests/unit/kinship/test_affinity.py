"""Kin by marriage: who they are, whom it runs through, and by which lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from families import family, married_families
from hypothesis import given
from hypothesis import strategies as st

from cousins.family.links import PartnerKind
from cousins.kinship.affinity import in_laws, kin_not_by_blood, partnership
from cousins.kinship.blood import BloodKin
from cousins.kinship.relationship import Kind
from cousins.kinship.step import step_relationship

HOUSE = family("""
    Adam + Ann: Bob, Bea
    Dan + Dora: Cleo, Gus
    Bob + Cleo: Carl
    Gus + Gail
""")
STEPS = family("""
    Hans + Helen: Adam
    Hans + Eve
    Adam + Ann: Bob
    Adam + Bea
    Carl + Bea: Dora
    Emil: step Fay
""")


def check_lines(graph, found, a, b):
    """A line to A and one to B, from one person, each step a link of the graph."""
    to_a, to_b = found.lines
    assert (to_a[-1], to_b[-1], to_a[0]) == (graph.ids[a], graph.ids[b], to_b[0])
    for line in found.lines:
        for one, other in pairwise(map(graph.number, line)):
            kinds = graph.parents.kind(other, one), graph.social_parents.kind(other, one)
            # Of step-kin the two in the middle may be a couple by a child in common alone.
            common = set(graph.children[one]) & set(graph.children[other])
            up = found.kind is Kind.STEP and graph.parents.kind(one, other)  # from a stepparent to their forebears
            assert any(kinds) or up or graph.partners.kind(one, other) or (found.kind is Kind.STEP and common)


def by_marriage(graph, a, b):
    found = kin_not_by_blood(graph, graph.number(a), graph.number(b), nearest=None).first
    for each in found:
        check_lines(graph, each, graph.number(a), graph.number(b))
    return found


@pytest.mark.parametrize(
    ("a", "b", "to_a", "to_b", "through"),
    [
        ("Cleo", "Ann", ("Ann", "Bob", "Cleo"), ("Ann",), ("Bob",)),
        ("Cleo", "Bea", ("Adam", "Bob", "Cleo"), ("Adam", "Bea"), ("Bob",)),
        ("Bob", "Gus", ("Dan", "Cleo", "Bob"), ("Dan", "Gus"), ("Cleo",)),
        ("Bob", "Gail", ("Dan", "Cleo", "Bob"), ("Dan", "Gus", "Gail"), ("Cleo", "Gus")),
        ("Carl", "Gail", ("Dan", "Cleo", "Carl"), ("Dan", "Gus", "Gail"), ("Gus",)),
    ],
)
def test_lines_of_in_laws_end_with_the_step_across_a_marriage(a, b, to_a, to_b, through):
    (found,) = by_marriage(HOUSE, a, b)
    assert (found.kind, found.lines, found.through) == (Kind.AFFINITY, (to_a, to_b), through)
    (mirrored,) = by_marriage(HOUSE, b, a)
    assert (mirrored.lines, mirrored.through) == ((to_b, to_a), through[::-1])
    assert (found.bond, found.mirrored) == (mirrored.mirrored, mirrored.bond)


@pytest.mark.parametrize(
    ("a", "b", "generations", "to_a", "to_b", "through"),
    [
        ("Bob", "Bea", (1, 0), ("Adam", "Bob"), ("Adam", "Bea"), ("Adam", "Bea")),
        ("Bob", "Dora", (1, 1), ("Adam", "Bob"), ("Adam", "Bea", "Dora"), ("Adam", "Bea")),
        ("Bob", "Eve", (2, 0), ("Hans", "Adam", "Bob"), ("Hans", "Eve"), ("Hans", "Eve")),
        ("Fay", "Emil", (1, 0), ("Emil", "Fay"), ("Emil",), ()),
        ("Adam", "Eve", (1, 0), ("Hans", "Adam"), ("Hans", "Eve"), ("Hans", "Eve")),
    ],
)
def test_lines_of_step_kin_part_at_the_parent_who_married(a, b, generations, to_a, to_b, through):
    (found,) = by_marriage(STEPS, a, b)
    assert (found.kind, found.bond.generations, found.mirrored.generations) == (
        Kind.STEP,
        generations,
        generations[::-1],
    )
    assert (found.lines, found.through) == ((to_a, to_b), through)
    (mirrored,) = by_marriage(STEPS, b, a)
    assert mirrored.bond.generations == generations[::-1]
    if generations != (1, 1):
        assert mirrored.lines == (to_b, to_a)


def test_partners_are_told_with_their_kind_from_both_sides():
    graph = family("Adam ~ Ann\nBob + Bea")
    found = partnership(graph, graph.number("Adam"), graph.number("Ann"))
    assert (found.bond.kind, found.bond.b_sex.value, found.mirrored.b_sex.value) == (
        PartnerKind.UNMARRIED,
        "female",
        "male",
    )
    assert partnership(graph, graph.number("Adam"), graph.number("Bob")) is None


def test_kin_by_birth_are_no_step_kin():
    for a, b in (("Bob", "Adam"), ("Adam", "Bob"), ("Bob", "Hans"), ("Bob", "Carl")):
        assert step_relationship(STEPS, STEPS.number(a), STEPS.number(b)) is None


def test_in_laws_come_nearest_first_and_stay_under_a_limit():
    graph = family("""
        Adam + Ann: Bob, Bea
        Bob: Carl
        Carl + Eve
        Bea + Eve: Dora
    """)
    eve, ann, adam = (graph.number(who) for who in ("Eve", "Ann", "Adam"))
    assert [each.distance for each in in_laws(graph, eve, ann, nearer_than=None)] == [2, 3]
    assert [each.distance for each in in_laws(graph, adam, eve, nearer_than=3)] == [2]
    assert in_laws(graph, eve, ann, nearer_than=2) == []
    # Either order of partners: the farther one is numbered first.
    early = family("Carl + Eve\nBea + Eve\nAdam + Ann: Bob, Bea\nBob: Carl")
    found = in_laws(early, early.number("Eve"), early.number("Ann"), nearer_than=None)
    assert [each.distance for each in found] == [2, 3]


def test_what_step_kin_are_is_not_said_again_but_what_else_they_are_is():
    graph = family("Adam + Ann: Bob\nAdam + Bea\nDan + Dora: Bea, Gus\nBob + Gail\nDan: Gail")
    found = by_marriage(graph, "Bob", "Bea")
    assert [each.kind for each in found] == [Kind.STEP, Kind.AFFINITY]
    assert found[1].through == ("Gail",)
    back = by_marriage(graph, "Bea", "Bob")
    assert [each.kind for each in back] == [Kind.STEP, Kind.AFFINITY]


def test_a_step_grandparent_may_be_a_parent_in_law_as_well():
    graph = family("Hans + Helen: Adam\nHans + Eve\nAdam + Ann: Bob\nBob + Fay\nEve: Fay")
    kinds = [(each.kind, each.distance) for each in by_marriage(graph, "Bob", "Eve")]
    assert kinds == [(Kind.AFFINITY, 2), (Kind.STEP, 3)]
    assert [(each.kind, each.distance) for each in by_marriage(graph, "Eve", "Bob")] == kinds


def test_farther_kin_by_two_marriages_answer_for_want_of_others_only():
    graph = family("Adam + Ann: Bob, Bea\nBob: Carl\nBea: Dora\nCarl + Eve\nDora + Finn")
    eve, finn = graph.number("Eve"), graph.number("Finn")
    (found,) = in_laws(graph, eve, finn, nearer_than=None)
    assert (found.distance, found.through) == (6, ("Carl", "Dora"))
    assert in_laws(graph, eve, finn, nearer_than=None, fallback=False) == []


def test_of_two_pairs_of_partners_the_nearest_kin_count():
    graph = family("""
        Adam: Bob, Bea
        Bob: Carl
        Bea: Dora, Fay
        Carl + Eve
        Dora: Gail
        Gail + Finn
        Fay + Finn
    """)
    (found,) = in_laws(graph, graph.number("Eve"), graph.number("Finn"), nearer_than=None)
    assert found.through == ("Carl", "Fay")


def test_of_two_ways_to_step_kin_the_nearer_one_counts_whoever_asks():
    graph = family("Adam: Bob\nAdam + Ann\nAnn + Bob\nAnn: Carl")
    for a, b, generations in (("Carl", "Bob", (1, 0)), ("Bob", "Carl", (0, 1))):
        (found,) = by_marriage(graph, a, b)
        assert (found.kind, found.bond.generations) == (Kind.STEP, generations)


@given(married_families(), st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]))
def test_lines_of_kin_by_marriage_are_links_of_the_graph(graph, pair):
    by_blood = next(BloodKin(graph, *pair).relationships(), None)
    nearest = by_blood.distance if by_blood else None
    partners, first, then = kin_not_by_blood(graph, *pair, nearest=nearest)
    found = sorted([*first, *then], key=lambda each: each.distance)
    assert (partners is not None) == (graph.partners.kind(*pair) is not None)
    assert [each.distance for each in first] == sorted(each.distance for each in first)
    for each in found:
        check_lines(graph, each, *pair)
    answer = kin_not_by_blood(graph, *pair[::-1], nearest=nearest)
    back = sorted([*answer.first, *answer.then], key=lambda each: each.distance)
    steps = [each.bond.generations for each in (*found, *back) if each.kind is Kind.STEP]
    # Two who are each other's stepparent, by mistake or by incest, are told from the side that asks.
    if not steps or any(down for _, down in steps):
        assert sorted((each.kind.value, each.distance) for each in found) == sorted(
            (each.kind.value, each.distance) for each in back
        )
