"""The one breadth-first search."""

from __future__ import annotations

import pytest

from cousins.family.closure import steps_from, way_to, ways_from

LINKS = {1: [2, 3], 2: [4], 3: [5], 4: [1, 6], 5: [6], 6: []}


@pytest.mark.parametrize(("most", "reached"), [(0, {1}), (1, {1, 2, 3}), (2, {1, 2, 3, 4, 5}), (None, set(LINKS))])
def test_so_many_steps_are_made(most, reached):
    assert set(ways_from([1], LINKS.__getitem__, most=most)) == set(steps_from([1], LINKS.__getitem__, most=most))
    assert set(steps_from([1], LINKS.__getitem__, most=most)) == reached


def test_the_fewest_steps_count_from_several_starts():
    assert steps_from([1, 5], LINKS.__getitem__) == {1: 0, 5: 0, 2: 1, 3: 1, 6: 1, 4: 2}


def test_a_search_ends_at_the_first_of_those_it_looks_for():
    ways = ways_from([1], LINKS.__getitem__, until=[4, 6])
    assert list(ways) == [1, 2, 3, 4]
    assert way_to(4, ways) == [1, 2, 4]
    assert way_to(1, ways) == [1]
    assert ways_from([1], LINKS.__getitem__, until=[1]) == {1: 1}
