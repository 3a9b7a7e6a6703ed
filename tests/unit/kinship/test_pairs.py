"""The pair walk: which states it visits, and what it gathers of them."""

from __future__ import annotations

import pytest
from families import collapsed_families, family
from hypothesis import given

from cousins.kinship.lines import ShortestLines
from cousins.kinship.pairs import Patience, half_of, layers, meetings
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.relationship import Half


def found(graph, a, b):
    pedigree = Pedigree(graph, (graph.number(a), graph.number(b)))
    rows = meetings(pedigree, pedigree.place(graph.number(a)), pedigree.place(graph.number(b)))
    return [[tuple(graph.ids[pedigree.people[place]] for place in each.through) for each in row] for row in rows]


@pytest.mark.parametrize(
    ("parents", "others", "half"),
    [
        ((1, 2), (1, 2), Half.FULL),
        ((1, 2), (1, 3), Half.HALF),
        ((1,), (1, 3), Half.UNCERTAIN),
        ((1,), (1,), Half.UNCERTAIN),
        ((1, 2, 3), (1, 2), Half.FULL),
    ],
)
def test_two_children_of_known_parents_are_full_or_half(parents, others, half):
    assert half_of(parents, others) is half


def test_meetings_come_by_distance_and_couples_before_single_ancestors():
    graph = family("Hans: Cleo, Dan\nAdam + Ann: Bob, Bea\nBob + Cleo: Carl\nBea + Dan: Dora")
    assert found(graph, "Carl", "Dora") == [[], [], [], [], [("Adam", "Ann"), ("Hans",)]]


def test_one_person_twice_meets_at_once():
    assert found(family("Adam: Bob"), "Bob", "Bob") == [[("Bob",)]]


def test_strangers_walk_nowhere():
    assert found(family("Adam: Bob\nAnn: Bea"), "Bob", "Bea") == []


@given(collapsed_families())
def test_whoever_needs_no_further_step_has_arrived(graph):
    pedigree = Pedigree(graph, (12, 13))
    a, b = pedigree.place(12), pedigree.place(13)
    for top in range(len(pedigree)):
        for layer in layers(pedigree, a, b, ShortestLines(pedigree, a, b).ways_up(top), Patience()):
            assert all(x == y == top for x, _, y, _, _ in layer)
