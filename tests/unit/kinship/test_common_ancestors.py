"""Which common ancestors say something of their own."""

from __future__ import annotations

import pytest
from families import graph_of

from cousins.kinship.common_ancestors import common_ancestors, independent_common_ancestors
from cousins.kinship.pedigree import Pedigree


@pytest.mark.parametrize(
    ("parents", "a", "b", "common", "independent"),
    [
        ({}, 0, 1, [], []),
        ({0: [2], 1: [2]}, 0, 1, [2], [2]),
        ({0: [2], 1: [2], 2: [3]}, 0, 1, [2, 3], [2]),
        ({0: [2, 3], 1: [2, 3], 2: [4], 3: [4]}, 0, 1, [2, 3, 4], [2, 3, 4]),
        ({0: [1], 1: [2]}, 0, 1, [1, 2], [1]),
        ({0: [1, 2], 1: [2]}, 1, 0, [1, 2], [1, 2]),
        ({0: [1], 1: [2]}, 0, 0, [0, 1, 2], [0]),
    ],
)
def test_an_ancestor_is_independent_when_two_lines_share_nobody_else(parents, a, b, common, independent):
    pedigree = Pedigree(graph_of(parents, 5), (a, b))
    places = pedigree.place(a), pedigree.place(b)
    assert sorted(pedigree.people[place] for place in common_ancestors(pedigree, *places)) == common
    found = independent_common_ancestors(pedigree, *places)
    assert sorted(pedigree.people[place] for place in found) == independent
    assert list(found) == sorted(found)
