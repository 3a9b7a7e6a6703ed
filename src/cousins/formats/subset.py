"""Some people of a family graph, with the links among them."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from cousins.family.graph import FamilyGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cousins.family.graph import Adjacency, Link


def subset(graph: FamilyGraph, people: Iterable[int]) -> FamilyGraph:
    """Return the graph of some people only, in the order of the whole graph.

    Args:
        graph: Where they live.
        people: Their numbers; any number may come more than once.
    """
    kept = sorted(set(people))
    new = array("q", [-1]) * len(graph)
    for place, number in enumerate(kept):
        new[number] = place
    parents = [*_links(graph.parents, kept, new), *_links(graph.social_parents, kept, new)]
    partners = [link for link in _links(graph.partners, kept, new) if link[0] < link[1]]
    return FamilyGraph(
        [graph.people[number] for number in kept],
        [graph.ids[number] for number in kept],
        [graph.sexes[number] for number in kept],
        parents,
        partners,
    )


def _links(adjacency: Adjacency, kept: Iterable[int], new: array[int]) -> Iterator[Link]:
    for number in kept:
        for other, kind in adjacency.kinds(number):
            if new[other] >= 0:
                yield new[number], new[other], kind
