"""Who stands on a circle, and who only below one."""

from __future__ import annotations

from unittest import mock

import pytest
from families import graph_of

from cousins.kinship import circles as module
from cousins.kinship.circles import circles, own_ancestors, shortest_chain


@pytest.mark.parametrize(
    ("parents", "circle"),
    [
        ({}, []),
        ({0: [1], 1: [2]}, []),
        ({0: [1], 1: [0]}, [0, 1]),
        ({0: [1], 1: [0], 2: [0]}, [0, 1]),  # a child of the circle
        ({0: [1, 2], 1: [0]}, [0, 1]),  # a parent of the circle
        ({3: [3]}, [3]),
        ({0: [1], 1: [0], 2: [3], 3: [2]}, [0, 1, 2, 3]),
        ({0: [1, 2], 2: [3], 3: [0]}, [0, 2, 3]),
    ],
)
def test_own_ancestors_are_those_on_circles(parents, circle):
    assert list(own_ancestors(graph_of(parents, 4))) == circle


def test_a_family_without_circles_is_not_searched():
    with mock.patch.object(module, "rings") as rings:
        assert list(own_ancestors(graph_of({0: [2, 3], 1: [2, 3], 4: [0, 1], 5: [4, 2]}, 6))) == []
    rings.assert_not_called()


def test_circles_that_share_somebody_are_one_and_others_are_told_apart():
    assert circles(graph_of({0: [1], 1: [0], 2: [3], 3: [2, 4], 4: [2], 5: [0]}, 6)) == [[0, 1], [2, 3, 4]]
    assert circles(graph_of({0: [1]}, 2)) == []


@pytest.mark.parametrize(
    ("parents", "links", "chain"),
    [
        ({0: [1], 1: [2], 2: [3], 3: [0]}, [], [0, 1, 2, 3]),
        ({0: [1], 1: [2], 2: [3], 3: [0]}, [(2, 3)], [2, 3, 0, 1]),
        ({0: [1], 1: [2], 2: [3, 1], 3: [0]}, [], [1, 2]),
        ({0: [1], 1: [2], 2: [3, 1], 3: [0]}, [(3, 0)], [3, 0, 1, 2]),
        ({0: [1, 2], 1: [0], 2: [2, 0]}, [], [2]),
        ({0: [0, 1], 1: [0]}, [], [0]),
        ({0: [0, 1], 1: [0]}, [(0, 1)], [0, 1]),
        ({0: [1], 1: [2, 0], 2: [3], 3: [1]}, [(2, 3), (0, 1)], [0, 1]),
    ],
)
def test_the_shortest_chain_closes(parents, links, chain):
    graph = graph_of(parents, 4)
    (people,) = circles(graph)
    assert shortest_chain(graph, people, links) == chain


def test_on_a_circle_of_thousands_a_chain_is_found_with_few_searches():
    size = 25_000
    graph = graph_of({number: [(number + 1) % size] for number in range(size)}, size)
    (people,) = circles(graph)
    searches = mock.Mock(wraps=module.ways_from)
    with mock.patch.object(module, "ways_from", searches):
        assert shortest_chain(graph, people) == list(range(size))
    assert searches.call_count == 20
