"""Descendants with their d'Aboville numbers."""

from __future__ import annotations

import pytest
from families import family

from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.kinship.descent_list import by_birth, descendants
from cousins.stopping import Stop, StoppedError, stop

HOUSE = family(
    "Adam: Bob, Bea, Carl\nBob: Dan\nBea: Dora\nDora: Emil\nDan: Emil",
    {"Bea": "1800-01-01", "Carl": "1805"},
)


def rows(**limits):
    found = descendants(HOUSE, HOUSE.number("Adam"), **limits)
    return [(HOUSE.ids[row.person], row.generation, row.number, row.again) for row in found]


def test_children_are_numbered_by_birth_and_those_without_a_date_come_last():
    assert rows() == [
        ("Adam", 0, (1,), ()),
        ("Bea", 1, (1, 1), ()),
        ("Dora", 2, (1, 1, 1), ()),
        ("Emil", 3, (1, 1, 1, 1), ((1, 3, 1, 1),)),
        ("Carl", 1, (1, 2), ()),
        ("Bob", 1, (1, 3), ()),
        ("Dan", 2, (1, 3, 1), ()),
    ]
    assert by_birth(HOUSE, [HOUSE.number("Bob"), HOUSE.number("Bea")])[0] == HOUSE.number("Bea")


@pytest.mark.parametrize(("generations", "people"), [(0, 1), (1, 4), (2, 6), (3, 7), (4, 7)])
def test_generations_are_counted_down(generations, people):
    assert len(rows(generations=generations)) == people


def test_beyond_a_hundred_generations_nobody_has_a_number():
    graph = FamilyGraph.of([], [ParentLink(str(number + 1), str(number)) for number in range(150)])
    found = descendants(graph, graph.number("0"))
    assert found[100].number == (1,) * 101
    assert [(row.generation, row.number) for row in found[101:]] == [(deep, None) for deep in range(101, 151)]


def test_a_list_that_nobody_wants_any_more_ends():
    flag = Stop()
    flag.asked = True
    token = stop.set(flag)
    try:
        with pytest.raises(StoppedError):
            rows()
    finally:
        stop.reset(token)
