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


def as_one_person(
    graph: FamilyGraph, sets: Sequence[Sequence[int]]
) -> tuple[dict[int, list[int]], dict[int, int], list[Sequence[int]]]:
    """Return everybody's parents once identical twins are one, who stands for whom, and the sets that cannot be true.

    Sets that share nobody. A set is left out where the sexes or the parents differ, or where somebody
    of it would be their own ancestor.
    """
    wrong = []
    for twins in sets:
        recorded = [set(graph.parents[twin]) for twin in twins if graph.parents[twin]]
        together = set().union(*recorded)
        sexes = [graph.sex[parent] for parent in together]
        crowd = len(together) > 2 or (len(together) == 2 and sexes[0] is sexes[1] is not None)
        differ = crowd and any(each != together for each in recorded)
        if differ or len({graph.sex[twin] for twin in twins} - {None}) == 2:
            wrong.append(twins)
    parents, one = _merged(graph, [twins for twins in sets if twins not in wrong])
    above = {person: set(parents[person]) for person in parents}
    for _ in parents:
        above = {person: row.union(*(above[other] for other in row)) for person, row in above.items()}
    wrong += [twins for twins in sets if twins not in wrong and one[twins[0]] in above[one[twins[0]]]]
    return (*_merged(graph, [twins for twins in sets if twins not in wrong]), wrong)


def _merged(graph: FamilyGraph, sets: Sequence[Sequence[int]]) -> tuple[dict[int, list[int]], dict[int, int]]:
    one = {person: person for person in range(len(graph))} | {twin: min(twins) for twins in sets for twin in twins}
    parents: dict[int, list[int]] = {}
    for person in range(len(graph)):
        row = parents.get(one[person], [])
        parents[one[person]] = list(dict.fromkeys([*row, *(one[parent] for parent in graph.parents[person])]))
    return parents, one
