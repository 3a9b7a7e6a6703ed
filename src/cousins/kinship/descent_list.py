"""The descendants of a person, each once, with d'Aboville numbers.

The children of 1 are 1.1, 1.2, …, in the order of their births (J. d'Aboville
1940). Who descends on several lines is listed, with children below, where the
fewest generations lead, and that row notes the other numbers. Deep down people have a generation and no number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.kinship.listing_order import by_birth
from cousins.stopping import look

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph

Number = tuple[int, ...]
"""A d'Aboville number: (1, 3, 2) is written 1.3.2."""

MOST_NUMBERED = 100
"""Generations whose people have numbers; they grow by a part a generation, and nobody reads one of a hundred parts."""


@dataclass(frozen=True, slots=True)
class Descendant:
    """One row of a list of descendants.

    Attributes:
        person: The number in the graph.
        generation: Steps down from the person; the fewest of all lines.
        number: The d'Aboville number; None beyond `MOST_NUMBERED` generations.
        again: Numbers at which the list meets the person again.
    """

    person: int
    generation: int
    number: Number | None
    again: tuple[Number, ...] = ()


def descendants(graph: FamilyGraph, person: int, *, generations: int | None = None) -> list[Descendant]:
    """Return the descendants of a person by birth in the order of their numbers, the person first.

    Circles end the list where it comes back to somebody already on it.

    Args:
        graph: Where they live.
        person: The number of the person.
        generations: How many generations down at most; None for all.
    """
    first: dict[int, tuple[int, Number | None]] = {person: (0, (1,))}
    again: dict[int, list[Number]] = {}
    listed_under: dict[int, list[int]] = {}
    row = [person]
    generation = 0
    while row and (generations is None or generation < generations):
        look()
        generation += 1
        below = []
        for parent in row:
            look()
            _, above = first[parent]
            for place, child in enumerate(by_birth(graph, graph.children[parent]), start=1):
                number = (*above, place) if above and generation <= MOST_NUMBERED else None
                if child not in first:
                    first[child] = (generation, number)
                    below.append(child)
                    listed_under.setdefault(parent, []).append(child)
                elif number:
                    again.setdefault(child, []).append(number)
        row = below
    rows = []
    waiting = [person]  # depth first is the order of the numbers; to sort them could not be interrupted
    while waiting:
        look()
        who = waiting.pop()
        rows.append(Descendant(who, *first[who], tuple(again.get(who, ()))))
        waiting += reversed(listed_under.get(who, ()))
    return rows
