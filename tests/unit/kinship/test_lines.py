"""The shortest two lines from one ancestor, walked or found by augmentation."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from families import family, graph_of

from cousins.kinship.common_ancestors import independent_common_ancestors
from cousins.kinship.lines import ShortestLines
from cousins.kinship.pedigree import Pedigree


def nearest(graph, a, b, ancestor, **patience):
    """The meetings of two people at an ancestor, as (through, generations, count)."""
    pedigree = Pedigree(graph, (graph.number(a), graph.number(b)))
    place_a, place_b, top = (pedigree.place(graph.number(who)) for who in (a, b, ancestor))
    found = ShortestLines(pedigree, place_a, place_b).meetings(top, **patience)
    return [
        (tuple(graph.ids[pedigree.people[p]] for p in each.through), each.generations, each.count) for each in found
    ]


COUSINS = family("Adam + Ann: Bob, Bea\nBob: Carl\nBea: Dora")


def test_lines_are_walked_and_counted_while_patience_lasts():
    assert nearest(COUSINS, "Carl", "Dora", "Adam") == [(("Adam", "Ann"), (2, 2), 1)]
    assert nearest(COUSINS, "Bob", "Adam", "Adam", patience=2) == [(("Adam",), (1, 0), 1)]


@pytest.mark.parametrize("patience", [0, 1])
def test_one_pair_without_a_count_stands_for_all_when_patience_ends(patience):
    assert nearest(COUSINS, "Bob", "Bea", "Adam", patience=patience) == [(("Adam", "Ann"), (1, 1), 0)]
    assert nearest(COUSINS, "Carl", "Dora", "Ann", patience=patience) == [(("Adam", "Ann"), (2, 2), 0)]


def test_all_lengths_of_the_shortest_sum_are_answered():
    graph = family("Adam: Bob, Bea\nBob: Carl\nBea: Dora\nBob: Dora\nBea: Eve\nEve: Carl\nAdam: Eve")
    assert {lengths for _, lengths, _ in nearest(graph, "Carl", "Dora", "Adam")} == {(2, 2)}
    crossed = family("Adam: Bob, Bea, Cleo\nBob: Carl, Dora\nCarl: Dan\nBea: Eve\nEve: Dora\nCleo: Dan")
    assert {lengths for _, lengths, _ in nearest(crossed, "Dan", "Dora", "Adam")} == {(2, 2)}


def test_two_augmentations_find_lines_as_short_as_the_walk():
    for seed in range(150):
        chance = random.Random(seed)  # noqa: S311 (families, no secrets)
        parents = {child: chance.sample(range(max(0, child - 5), child), min(child, 2)) for child in range(1, 22)}
        pedigree = Pedigree(graph_of(parents, 22), (20, 21))
        a, b = pedigree.place(20), pedigree.place(21)
        for top in independent_common_ancestors(pedigree, a, b):
            walked = ShortestLines(pedigree, a, b).meetings(top)
            (one,) = ShortestLines(pedigree, a, b).meetings(top, patience=0)
            assert one.count == 0 < walked[0].count
            assert sum(one.generations) == sum(walked[0].generations)
            assert not set(one.lines[0]) & set(one.lines[1][1:])
            for line, end in zip(one.lines, (a, b), strict=True):
                assert line[-1] == end
                assert all(parent in pedigree.parents[child] for parent, child in pairwise(line))
