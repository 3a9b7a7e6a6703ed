"""Numbers for the people of a whole family so that parents have lower ones than their children."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph


def ancestors_first(graph: FamilyGraph) -> tuple[list[int], list[tuple[int, int]]]:
    """Return everybody, ancestors before descendants by birth, and the (child, parent) links that go against it.

    Otherwise the order of the graph stays, as far as that is possible. Links go against it only where somebody is
    recorded as their own ancestor; they are those that a pedigree cuts.

    Example:
        >>> from cousins.family.graph import FamilyGraph
        >>> graph = FamilyGraph.from_arrays(["Ann", "Bob", "Eve"], child=[0], parent=[2])
        >>> [graph.ids[number] for number in ancestors_first(graph)[0]]
        ['Bob', 'Eve', 'Ann']
    """
    start = graph.parents.start
    missing = [start[number + 1] - start[number] for number in range(len(graph))]
    order = _sorted(graph, missing, set())
    if len(order) == len(graph):
        return order, []
    from cousins.kinship.pedigree import Pedigree  # noqa: PLC0415 (only where somebody is their own ancestor)

    cut = Pedigree(graph, sorted(set(range(len(graph))).difference(order))).cut
    missing = [start[number + 1] - start[number] for number in range(len(graph))]
    for child, _ in cut:
        missing[child] -= 1
    return _sorted(graph, missing, set(cut)), list(cut)


def _sorted(graph: FamilyGraph, missing: list[int], cut: set[tuple[int, int]]) -> list[int]:
    """Return people after their parents, the lowest number first wherever there is a choice.

    Args:
        graph: Who is whose child.
        missing: How many parents of each are not yet in the order; used up.
        cut: (child, parent) links that do not count.
    """
    waiting = [number for number, count in enumerate(missing) if not count]
    heapify(waiting)
    order: list[int] = []
    while waiting:
        person = heappop(waiting)
        order.append(person)
        if not len(order) % OFTEN:
            look()
        for child in graph.children[person]:
            if cut and (child, person) in cut:
                continue
            missing[child] -= 1
            if not missing[child]:
                heappush(waiting, child)
    return order
