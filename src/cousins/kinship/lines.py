"""The shortest pairs of lines from one independent common ancestor.

The shortest line to each side alone will not do: the two can share a person
below the ancestor. Wanted are two lines that share nobody, shortest together,
and all of that length. The pair walk finds them, the pairs first that may end
soonest; a pair whose lines must share somebody, because both stand on one
branch below the ancestor, is left out. Where families are so intermarried that
even this would list too many pairs, one shortest pair comes from two
augmentations of a shortest augmenting path instead (J. W. Suurballe, Networks
4:125, 1974), in time linear in the people between.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.family.closure import way_to, ways_from
from cousins.kinship.pairs import Visit, gathered, layers
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.kinship.pairs import Meeting, State, Trail
    from cousins.kinship.pedigree import Pedigree

PATIENCE = 20_000
"""Pairs that one ancestor may cost before a single shortest pair of lines must do."""


def shortest_meetings(
    pedigree: Pedigree, a: int, b: int, ancestor: int, height: Mapping[int, int], *, patience: int = PATIENCE
) -> Sequence[Meeting]:
    """Return the meetings at an independent common ancestor that are nearest.

    Several, when pairs of lines are equally short in sum but differ in their
    lengths or in the partner they meet in as well.

    Args:
        pedigree: One that holds both and all their ancestors.
        a: The place of one.
        b: The place of the other.
        ancestor: The place of an independent common ancestor of the two.
        height: The fewest steps up to the ancestor from each place that a line leads to.
        patience: How many pairs to walk, about. Beyond it one pair of lines
            stands for all, and the meeting's `count` is 0: not counted.
    """
    branch = _branches(pedigree, ancestor, height)
    for layer in layers(pedigree, a, b, height, branch=branch, patience=patience):
        found = gathered(pedigree, layer, ancestor)
        if found:
            return found
    return gathered(pedigree, _one_pair(pedigree, a, b, ancestor), ancestor)


def _branches(pedigree: Pedigree, ancestor: int, height: Mapping[int, int]) -> dict[int, int]:
    """Return for everybody below an ancestor the highest one below whom all lines run through; of the ancestor -1.

    In the tree of dominators below the ancestor that is the branch somebody stands on.
    """
    branch = {ancestor: -1}
    for place in sorted(height):
        only = -1
        for parent in pedigree.parents[place]:
            above = branch.get(parent)
            if above is not None:
                only = above if only in (-1, above) else place
                if only in (-1, place):
                    only = place
                    break
        if place != ancestor:
            branch[place] = only
    return branch


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
    state = (ancestor, _parents_below(pedigree, to_a), ancestor, _parents_below(pedigree, to_b), len(to_a) - 1)
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


def _parents_below(pedigree: Pedigree, line: Sequence[int]) -> tuple[int, ...]:
    return pedigree.parents[line[1]] if len(line) > 1 else ()


def _trail(line: Sequence[int]) -> Trail:
    trail: Trail | None = None
    for place in reversed(line):
        trail = (place, trail)
    if trail is None:
        raise ValueError("a line has at least one person")
    return trail
