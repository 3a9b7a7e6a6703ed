"""Which row everybody stands in: generations, aligned even when lines differ in length.

Persons stand in even rows and households in odd ones. Children stand below
their parents, always; partners stand in one row unless one of them descends
from the other's generation in a way that forbids it; and whoever could stand
in several rows stands as near to their kin as possible.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.drawing.layout.tightening import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.drawing.scene.figures import Household, Scene

_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Rows:
    """The row of every figure and household.

    Attributes:
        figures: For each figure its row: 0, 2, 4, …
        households: For each household its row: 1, 3, 5, …
        upward: (household, child) of the links that a circle forces to lead upwards.
    """

    figures: tuple[int, ...]
    households: tuple[int, ...]
    upward: frozenset[tuple[int, int]]


def rows_of(scene: Scene) -> Rows:
    """Return the rows for a scene.

    Where people are recorded as their own ancestors, as few links as the search
    meets first are left out of account; all others lead downwards.
    """
    upward = _upward_links(scene)
    links = [
        [child.place for child in household.children if (number, child.place) not in upward]
        for number, household in enumerate(scene.households)
    ]
    generations = _aligned(len(scene.figures), scene.households, links)
    households = [2 * max([generations[partner] for partner in each.partners]) + 1 for each in scene.households]
    return Rows(tuple([2 * generation for generation in generations]), tuple(households), upward)


def _upward_links(scene: Scene) -> frozenset[tuple[int, int]]:
    """Return links (household, child) whose removal leaves no circle."""
    below: list[list[tuple[int, int]]] = [[] for _ in scene.figures]
    for number, household in enumerate(scene.households):
        for partner in household.partners:
            below[partner] += [(number, child.place) for child in household.children]
    upward: set[tuple[int, int]] = set()
    state = [0] * len(below)
    for start in range(len(below)):
        stack = [(start, iter(below[start]))] if not state[start] else []
        state[start] = 1 if stack else state[start]
        while stack:
            person, rest = stack[-1]
            link = next(rest, None)
            if link is None:
                state[person] = 2
                stack.pop()
            elif state[link[1]] == 1:
                upward.add(link)
            elif not state[link[1]]:
                state[link[1]] = 1
                stack.append((link[1], iter(below[link[1]])))
    return frozenset(upward)


def _aligned(size: int, households: Sequence[Household], links: Sequence[Sequence[int]]) -> list[int]:
    """Return the generation of every person, partners in one wherever that makes no circle."""
    couples = sorted({(each.partners[0], other) for each in households for other in each.partners[1:]})
    families = [(each.partners, below) for each, below in zip(households, links, strict=True) if below]
    alone = _Generations(list(range(size)), families).settled()
    while True:
        group = _groups(size, couples)
        generations = _Generations(group, families)
        knotted = generations.knotted()
        if not knotted:
            return generations.shortest()
        # Not all couples of a knot need to part: those whose own ancestry sets them furthest apart go first.
        gaps = {pair: abs(alone[pair[0]] - alone[pair[1]]) for pair in couples if group[pair[0]] in knotted}
        wide = (max(gaps.values()) + 1) // 2
        couples = [pair for pair in couples if gaps.get(pair, -1) < wide]


def _groups(size: int, couples: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each person the smallest person of the group that partnerships join."""
    head = list(range(size))

    def find(person: int) -> int:
        while head[person] != person:
            # Every look halves the way to the head, so that later looks are short.
            head[person] = head[head[person]]
            person = head[person]
        return person

    for one, other in couples:
        first, second = sorted((find(one), find(other)))
        head[second] = first
    return [find(person) for person in range(size)]


def _peeled(
    members: Iterable[int], before: Mapping[int, Sequence[int]], after: Mapping[int, Sequence[int]]
) -> list[int]:
    """Return members so that each comes after all before it; those on circles, and after them, are left out."""
    waits = dict.fromkeys(members, 0)
    for member in waits:
        waits[member] = len([each for each in before[member] if each in waits])
    order = [member for member, count in waits.items() if not count]
    for member in order:
        for follower in after[member]:
            if follower in waits:
                waits[follower] -= 1
                if not waits[follower]:
                    order.append(follower)
    return order


class _Generations:
    """Rows for groups of people, from the households between them."""

    def __init__(self, group: Sequence[int], families: Iterable[tuple[Sequence[int], Sequence[int]]]) -> None:
        self.group = group
        self.members = sorted(set(group))
        self.weights: Counter[tuple[int, int]] = Counter()
        for partners, children in families:
            for upper in {group[partner] for partner in partners}:
                self.weights.update((upper, group[child]) for child in children)
        self.above: dict[int, list[int]] = {member: [] for member in self.members}
        self.below: dict[int, list[int]] = {member: [] for member in self.members}
        for upper, lower in self.weights:
            self.below[upper].append(lower)
            self.above[lower].append(upper)
        self.order = _peeled(self.members, self.above, self.below)
        """The groups from the top down, without those that a circle joins or holds below it."""

    def knotted(self) -> set[int]:
        """Return the groups that stand on a circle or between two."""
        left = set(self.members) - set(self.order)
        return left - set(_peeled(left, self.below, self.above))

    def settled(self) -> dict[int, int]:
        """Return a generation for each group: as high as parents allow, then as near to children as pays."""
        row: dict[int, int] = {}
        for member in self.order:
            row[member] = max((row[upper] + 1 for upper in self.above[member]), default=0)
        for _ in range(_SWEEPS):
            if not self._pulled_down(row) and not self._pulled_up(row):
                break
        return row

    def shortest(self) -> list[int]:
        """Return the generation of every person, with links as short as possible, the first being 0."""
        place = {member: number for number, member in enumerate(self.members)}
        row = self.settled()
        weights = {(place[upper], place[lower]): weight for (upper, lower), weight in self.weights.items()}
        rows = shortened([row[member] for member in self.members], weights)
        lowest = min(rows, default=0)
        return [rows[place[member]] - lowest for member in self.group]

    def _pulled_down(self, row: dict[int, int]) -> bool:
        moved = False
        for member in reversed(self.order):
            below = self.below[member]
            if below and len(below) >= len(self.above[member]):
                lowest = min(row[lower] for lower in below) - 1
                moved |= lowest != row[member]
                row[member] = lowest
        return moved

    def _pulled_up(self, row: dict[int, int]) -> bool:
        moved = False
        for member in self.order:
            above = self.above[member]
            if len(above) > len(self.below[member]):
                highest = max(row[upper] for upper in above) + 1
                moved |= highest != row[member]
                row[member] = highest
        return moved
