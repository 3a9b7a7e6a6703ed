"""Circles in a whole family: who is recorded, by mistake, as their own ancestor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.kinship.pedigree import Pedigree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph


def own_ancestors(graph: FamilyGraph) -> Sequence[int]:
    """Return the numbers of the people who are recorded as their own ancestors, ascending.

    Only birth parents count. Descendants of a circle who do not stand on one are no part of it.
    """
    # Taking away whoever has no parents left, again and again, leaves those on circles and
    # below them: mostly nobody, so that the costly search is spared in a family of millions.
    missing = [len(graph.parents[number]) for number in range(len(graph))]
    waiting = [number for number, count in enumerate(missing) if not count]
    while waiting:
        for child in graph.children[waiting.pop()]:
            missing[child] -= 1
            if not missing[child]:
                waiting.append(child)
    stuck = [number for number, count in enumerate(missing) if count]
    return Pedigree(graph, stuck).circle if stuck else ()
