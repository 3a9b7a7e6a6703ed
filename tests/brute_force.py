"""The same questions answered by listing every line: slow, plain, and independent of the product."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cousins.family.graph import FamilyGraph


def birth_parents(graph: FamilyGraph) -> dict[int, list[int]]:
    return {person: list(graph.parents[person]) for person in range(len(graph))}


def without_circles(parents: dict[int, list[int]]) -> dict[int, list[int]]:
    """Leave out every link between two people who are each other's ancestors."""

    def above(person: int) -> set[int]:
        found: set[int] = set()
        waiting = list(parents[person])
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += parents[one]
        return found

    ancestors = {person: above(person) for person in parents}
    return {child: [p for p in row if child not in ancestors[p] and p != child] for child, row in parents.items()}


def lines_up(parents: Mapping[int, Sequence[int]], person: int) -> list[tuple[int, ...]]:
    """Return every line from a person upward, the one of the person alone included."""
    return [(person,)] + [(person, *line) for parent in parents[person] for line in lines_up(parents, parent)]


def disjoint_pairs(
    parents: Mapping[int, Sequence[int]], a: int, b: int
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return every pair of lines from A and from B that share nobody but their top."""
    of_b: dict[int, list[tuple[int, ...]]] = {}
    for line in lines_up(parents, b):
        of_b.setdefault(line[-1], []).append(line)
    return [(up, down) for up in lines_up(parents, a) for down in of_b.get(up[-1], []) if len(set(up) & set(down)) == 1]


def kinship_function(parents: Mapping[int, Sequence[int]], order: Sequence[int]) -> Callable[[int, int], Fraction]:
    """Return φ by the tabular recursion; at most two parents a person, ancestors first in the order."""
    rank = {person: place for place, person in enumerate(order)}

    @cache
    def phi(a: int, b: int) -> Fraction:
        if a == b:
            father_mother = parents[a]
            inbred = phi(*father_mother) if len(father_mother) == 2 else Fraction(0)
            return (1 + inbred) / 2
        if rank[a] < rank[b]:
            a, b = b, a
        return sum((phi(parent, b) for parent in parents[a]), Fraction(0)) / 2

    return phi
