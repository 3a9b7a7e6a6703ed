"""The ancestors of a person, each once, with Sosa numbers.

The person is 1, the father of n is 2n and the mother 2n + 1 (Eytzinger 1590,
Sosa 1676, Stradonitz 1898). Who is an ancestor on several lines has several
numbers, as many as lines lead there, which may be more than can be written:
such a person is listed, with parents above, at the lowest number only, and that
row notes the other numbers where they turn up again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.family.person import Sex
from cousins.kinship.rivals import rivals_of
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family.graph import FamilyGraph


MOST_NUMBERED = 100
"""Generations whose people have numbers: of thirty digits, at the end."""


@dataclass(frozen=True, slots=True)
class Ancestor:
    """One row of a pedigree list.

    Attributes:
        person: The number in the graph.
        generation: Steps up from the person; the fewest of all lines.
        sosa: The lowest Sosa number; None for a third parent, whom the system has no number for, and beyond
            `MOST_NUMBERED` generations.
        again: Sosa numbers at which the list meets the person again.
    """

    person: int
    generation: int
    sosa: int | None
    again: tuple[int, ...] = ()


def ancestors(graph: FamilyGraph, person: int, *, generations: int | None = None) -> list[Ancestor]:
    """Return the ancestors of a person by birth, generation by generation, the person first.

    Circles end the list where it comes back to somebody already on it.

    Args:
        graph: Where they live.
        person: The number of the person.
        generations: How many generations up at most; None for all.
    """
    first: dict[int, tuple[int, int | None]] = {person: (0, 1)}
    again: dict[int, list[int]] = {}
    row = [person]
    generation = 0
    while row and (generations is None or generation < generations):
        look()
        generation += 1
        above = []
        for child in row:
            number = first[child][1] if generation <= MOST_NUMBERED else None
            for parent, sosa in _numbered_parents(graph, child, number):
                if parent not in first:
                    first[parent] = (generation, sosa)
                    above.append(parent)
                elif sosa is not None:
                    again.setdefault(parent, []).append(sosa)
        row = above
    return [Ancestor(number, *place, tuple(again.get(number, ()))) for number, place in first.items()]


def _numbered_parents(graph: FamilyGraph, child: int, sosa: int | None) -> Iterator[tuple[int, int | None]]:
    """Yield each parent with the Sosa number; the second of two rivals, and a third parent, have none."""
    parents = graph.parents[child]
    rivals = rivals_of(graph, parents)
    free = [0, 1]
    # Two who are no rivals have both numbers, the father's first; two mothers in the order of the record.
    for parent in parents if rivals else sorted(parents, key=lambda parent: graph.sex[parent] is Sex.FEMALE):
        side = 1 if graph.sex[parent] is Sex.FEMALE else 0
        if free and ((not rivals and len(parents) > 1) or (side not in free and graph.sex[parent] is None)):
            side = free[0]
        numbered = side in free and sosa is not None
        if side in free:
            free.remove(side)
        yield parent, 2 * sosa + side if numbered and sosa is not None else None
