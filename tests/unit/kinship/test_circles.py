"""Who stands on a circle, and who only below one."""

from __future__ import annotations

from unittest import mock

import pytest
from families import graph_of

from cousins.kinship import circles
from cousins.kinship.circles import own_ancestors


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
    with mock.patch.object(circles, "Pedigree") as pedigree:
        assert list(own_ancestors(graph_of({0: [2, 3], 1: [2, 3], 4: [0, 1], 5: [4, 2]}, 6))) == []
    pedigree.assert_not_called()
