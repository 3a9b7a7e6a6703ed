"""The shortest pairs of lines from one independent common ancestor.

The shortest line to each side alone will not do: the two can share a person
below the ancestor. Wanted are two lines that share nobody, shortest together,
and all of that length. The pair walk finds them, the pairs first that may end
soonest; a pair whose lines must share somebody below the ancestor is left out. Where families are so intermarried that
even this would list too many pairs, one shortest pair comes from two
augmentations of a shortest augmenting path instead (J. W. Suurballe, Networks
4:125, 1974), in time linear in the people between.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.family.closure import steps_from, way_to, ways_from
from cousins.kinship.pairs import TOO_FAR, LongWalkError, Patience, Visit, gathered, layers
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.kinship.pairs import Meeting, State, Trail, Ways
    from cousins.kinship.pedigree import Pedigree

PATIENCE = 40_000
"""Links that one ancestor may cost before a single shortest pair of lines must do."""

_DETOURS = (0, 1, TOO_FAR)
"""Steps by which the two lines together may be longer than the shortest to each side, as tried in turn."""


class ShortestLines:
    """The shortest disjoint lines from common ancestors to two people.

    Args:
        pedigree: One that holds both and all their ancestors.
        a: The place of one.
        b: The place of the other.

    Attributes:
        up: The fewest steps from each of the two up to each of their ancestors.
        links: How many links were looked at below the ancestors asked for, as a measure of what they cost.
    """

    def __init__(self, pedigree: Pedigree, a: int, b: int) -> None:
        """Count the steps up."""
        self._pedigree, self._a, self._b = pedigree, a, b
        self.links = 0
        self.up = tuple([steps_from([place], pedigree.parents.__getitem__) for place in (a, b)])

    def meetings(self, ancestor: int, *, patience: int = PATIENCE) -> Sequence[Meeting]:
        """Return the meetings at an independent common ancestor that are nearest.

        Several, when pairs of lines are equally short in sum but differ in their
        lengths or in the partner they meet in as well.

        Args:
            ancestor: The place of an independent common ancestor of the two.
            patience: How many links to look at, about. Beyond it one pair of lines
                stands for all, and the meeting's `count` is 0: not counted.
        """
        walked = self.walked(ancestor, patience=patience)
        return walked or gathered(self._pedigree, _one_pair(self._pedigree, self._a, self._b, ancestor), ancestor)

    def walked(self, ancestor: int, *, patience: int) -> Sequence[Meeting]:
        """Return the same, all counted, or none where the walk did not end within its patience.

        Most lines make no detour, and those who stand on a line without one are a fifth of those below the ancestor:
        it is tried among few people first.
        """
        least = sum(up[ancestor] for up in self.up)
        left = Patience(patience)
        nearest: Sequence[Meeting] = ()
        for detour in _DETOURS:
            ways = self.ways_up(ancestor, detour)
            with suppress(LongWalkError):
                walk = layers(self._pedigree, self._a, self._b, ways, left)
                found = next(filter(None, (gathered(self._pedigree, layer, ancestor) for layer in walk)), ())
                if found and sum(found[0].generations) <= least + detour:
                    nearest = found
            if nearest or left.left < 0:
                break
        self.links += patience - left.left
        return nearest

    def ways_up(self, ancestor: int, detour: int = TOO_FAR) -> dict[int, Ways]:
        """Return what is known of the ways up to an ancestor from those below, by one sweep downward.

        The branch is found as the ancestors' independence is (`common_ancestors`): in the tree of dominators below
        the ancestor it is the top of the branch somebody stands on.

        Args:
            ancestor: A place.
            detour: Only those are looked at through whom a line to one of the two is at most so much longer than the
                shortest.
        """
        pedigree = self._pedigree
        ways: dict[int, Ways] = {ancestor: (0, -1, 0, -1)}
        for place in sorted(self._below(ancestor, detour)):
            steps, by, next_best, branch = TOO_FAR, -1, TOO_FAR, -1
            self.links += len(pedigree.parents[place])
            for parent in pedigree.parents[place]:
                if parent not in ways:
                    continue
                steps_on, by_parent, next_on, branch_on = ways[parent]
                if parent == ancestor:
                    # Whoever is the ancestor's own child is the one by whom all further ways come, and its own branch.
                    by_parent, next_on, branch_on = place, TOO_FAR, place
                branch = branch_on if branch in (-1, branch_on) else place
                # The next best comes by another child than the best, so it is no further way by the same one.
                if by_parent == by:
                    steps, next_best = min(steps, steps_on), min(next_best, next_on)
                elif steps_on < steps:
                    steps, by, next_best = steps_on, by_parent, min(steps, next_on)
                else:
                    next_best = min(next_best, steps_on)
            ways[place] = (steps + 1, by, min(next_best + 1, TOO_FAR), branch)
        return ways

    def _below(self, ancestor: int, detour: int) -> list[int]:
        """Return the places below an ancestor that lines with so much of a detour run through."""
        children = self._pedigree.children
        of_a, of_b = self.up
        to_a, to_b = of_a.get(ancestor, TOO_FAR) + detour, of_b.get(ancestor, TOO_FAR) + detour
        seen = {ancestor}
        below: list[int] = []
        row, steps = [ancestor], 0
        while row:
            steps += 1
            following = []
            for place in row:
                for child in children[place]:
                    if child not in seen and (
                        of_a.get(child, TOO_FAR) + steps <= to_a or of_b.get(child, TOO_FAR) + steps <= to_b
                    ):
                        seen.add(child)
                        following.append(child)
            below += following
            row = following
        return below


def _one_pair(pedigree: Pedigree, a: int, b: int, ancestor: int) -> dict[State, Visit]:
    """Return one shortest pair of disjoint lines, in the form of the walk's last state."""
    below = ways_from([ancestor], pedigree.children.__getitem__, until=(a, b))
    nearer = a if a in below else b
    first = way_to(nearer, below)
    steps = set(pairwise(first))
    # What both augmentations walk, in opposite directions, is on neither of the two lines.
    steps.symmetric_difference_update(_augmentation(pedigree, first, b if nearer == a else a))
    after = {parent: child for parent, child in steps if parent != ancestor}
    lines = {a: [a], b: [b]}
    for _, child in sorted(step for step in steps if step[0] == ancestor):
        line = [ancestor, child]
        while line[-1] in after:
            line.append(after[line[-1]])
        lines[line[-1]] = line
    to_a, to_b = lines[a], lines[b]
    of_a, of_b = (pedigree.broods[line[1]] if len(line) > 1 else -1 for line in (to_a, to_b))
    state = (ancestor, of_a, ancestor, of_b, len(to_a) - 1)
    return {state: Visit(0, _trail(to_a), _trail(to_b), not pedigree.disputed(to_a, to_b))}


def _augmentation(pedigree: Pedigree, first: Sequence[int], end: int) -> list[tuple[int, int]]:
    """Return the (parent, child) steps to add to, or take from, a first line to have two disjoint ones.

    The search may enter a person of the first line only to follow that line
    backwards, at a gain of one step: each person is split in an arrival and a
    departure, and `node` is (place, whether departing).
    """
    after = dict(pairwise(first))
    before = {child: parent for parent, child in after.items()}
    start, goal = (first[0], True), (end, True)
    cost = {start: 0}
    came_from: dict[tuple[int, bool], tuple[int, bool]] = {}
    waiting = deque([start])
    while waiting:
        look()
        node = waiting.popleft()
        for reached, price in _ways_on(pedigree, node, after, before):
            if cost[node] + price < cost.get(reached, cost[node] + price + 1):
                cost[reached] = cost[node] + price
                came_from[reached] = node
                waiting.append(reached)
    steps = []
    node = goal
    while node != start:
        earlier = came_from[node]
        if earlier[0] != node[0]:
            steps.append((node[0], earlier[0]) if node[1] else (earlier[0], node[0]))
        node = earlier
    return steps


def _ways_on(
    pedigree: Pedigree, node: tuple[int, bool], after: dict[int, int], before: dict[int, int]
) -> list[tuple[tuple[int, bool], int]]:
    place, departing = node
    if not departing:
        return [((before[place], True), -1)] if place in before else [((place, True), 0)]
    down = [((child, False), 1) for child in pedigree.children[place] if after.get(place) != child]
    return [*down, ((place, False), 0)] if place in before else down


def _trail(line: Sequence[int]) -> Trail:
    trail: Trail | None = None
    for place in reversed(line):
        trail = (place, trail)
    if trail is None:
        raise ValueError("a line has at least one person")
    return trail
