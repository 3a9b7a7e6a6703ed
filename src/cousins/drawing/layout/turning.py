"""Whole branches change places: fathers to the left of mothers, the elder before the younger, wives by marriage.

The search for few crossings sees no difference between a family and its mirror
image. Here two branches that hang on the same point are exchanged, everybody
in them, wherever more people stand as a reader expects and no more lines cross.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from cousins.drawing.layout.crossings import SwapCosts
from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cousins.drawing.layout.ordering import Sorter

_LARGEST_BRANCH, _LARGEST_KNOT = 400, 40
"""Nodes of a branch, and of what only one of two branches has; in larger ones an exchange hardly ever pays."""
_TOGETHER = 4
"""What it weighs that a couple stands side by side, against one pair in order."""
_UNIT = 1024
"""A crossing weighs more than any number of brothers and sisters out of order."""
_EFFORT, _LEAST_EFFORT = 6, 400
"""Nodes looked at for each node of the picture, and more; then those who were not yet asked stay where they are."""


Lines = Sequence[Sequence[tuple[int, int]]]
"""Of each node, its neighbours in the row above or below."""


class Wish(NamedTuple):
    """Nodes of one row that would stand in this order, and the node that all of them hang on."""

    nodes: tuple[int, ...]
    joint: int


class Turner:
    """Exchanges branches of an ordered network."""

    def __init__(self, sorter: Sorter) -> None:
        """Keep the order, which is changed in place."""
        self.sorter, self.network = sorter, sorter.network
        network = self.network
        self.wishes = list(self._wishes())
        self._left = _EFFORT * len(network.row_of) + _LEAST_EFFORT
        self._pairs: list[list[tuple[int, int, bool]]] = [[] for _ in sorter.rows]
        for nodes, joint in self.wishes:
            row = network.row_of[nodes[0]]
            is_couple = network.row_of[joint] > row
            self._pairs[row] += [(one, other, is_couple) for one, other in pairwise(nodes)]

    def turn(self) -> None:
        """Exchange branches where it pays."""
        for wish in self.wishes:
            if self._left > 0 and not self._is_granted(wish.nodes):
                self._sort(wish)

    def _wishes(self) -> Iterator[Wish]:
        """Yield the wishes, those with small branches first: couples from above, children from below."""
        network = self.network
        scene, size = network.scene, network.size
        downwards = sorted(range(len(scene.households)), key=lambda home: network.row_of[size + home])
        for number in downwards:
            partners = scene.households[number].partners
            if [scene.figures[each].person.sex for each in partners] == [Sex.MALE, Sex.FEMALE]:
                yield from self._side_by_side(partners, size + number)
        unions: dict[int, list[int]] = {}
        for number, household in enumerate(scene.households):
            for partner in household.partners:
                unions.setdefault(partner, []).append(number)
        for place, homes in unions.items():
            if len(homes) > 1:
                yield from self._side_by_side([size + home for home in self._by_marriage(place, homes)], place)
        for number in reversed(downwards):
            children = (child.place for child in scene.households[number].children)
            elders = [each for each in children if network.elders[each][0] == number]
            yield from self._side_by_side(elders, size + number)

    def _side_by_side(self, nodes: Iterable[int], joint: int) -> Iterator[Wish]:
        """Yield the wish that nodes stand in this order, for those that share a row."""
        rows: dict[int, list[int]] = {}
        for node in nodes:
            if self.network.row_of[node] >= 0:
                rows.setdefault(self.network.row_of[node], []).append(node)
        yield from (Wish(tuple(each), joint) for each in rows.values() if len(each) > 1)

    def _by_marriage(self, place: int, homes: list[int]) -> list[int]:
        """Return somebody's households by marriage; those with nobody else where the side is that no partner takes."""
        scene = self.network.scene
        rank = {partner: at for at, partner in enumerate(scene.figures[place].partners)}
        alone = -1 if scene.figures[place].person.sex is Sex.MALE else len(rank)

        def at(number: int) -> int:
            return min([rank[each] for each in scene.households[number].partners if each in rank], default=alone)

        return sorted(homes, key=at)

    def _is_granted(self, nodes: Sequence[int]) -> bool:
        places = [self.sorter.place[node] for node in nodes]
        return places == sorted(places)

    def _granted(self, rows: Iterable[int]) -> int:
        """Return how many neighbours of all wishes stand in order in some rows; couples side by side count most."""
        place = self.sorter.place
        return sum(
            (place[one] < place[other]) + (_TOGETHER if is_couple and abs(place[one] - place[other]) == 1 else 0)
            for row in rows
            for one, other, is_couple in self._pairs[row]
        )

    def _sort(self, wish: Wish) -> None:
        """Put the branches of one wish in order, all at once or each with the next one."""
        branches = self._branches(wish)
        if not branches or self._sorted(branches):
            return
        ordered = sorted(range(len(branches)), key=lambda at: self.sorter.place[wish.nodes[at]])
        barred: set[tuple[int, int]] = set()
        at = 0
        while len(ordered) > 2 and at + 1 < len(ordered) and self._left > 0:  # noqa: PLR2004 (all at once was tried)
            one, other = ordered[at : at + 2]
            if one < other or (one, other) in barred:
                at += 1
            elif self._sorted([branches[other], branches[one]]):
                ordered[at : at + 2] = other, one
                at = max(at - 1, 0)
            else:
                barred.add((one, other))

    def _branches(self, wish: Wish) -> list[set[int]]:
        """Return what hangs on each node of a wish, without what hangs on another, too; nothing if that is too much."""
        network = self.network
        whole = self._reached(wish, (network.up, network.down), _LARGEST_BRANCH, apart=True)
        if whole is None:
            # Kin married each other: what is left are those who descend from one only, or are the ancestors of one.
            is_above = network.row_of[wish.nodes[0]] < network.row_of[wish.joint]
            whole = self._reached(wish, (network.up if is_above else network.down,), _LARGEST_KNOT, apart=False)
        if whole is None:
            return []
        seen = Counter(node for each in whole for node in each)
        return [{node for node in each if seen[node] == 1} for each in whole]

    def _reached(self, wish: Wish, ways: Sequence[Lines], most: int, *, apart: bool) -> list[set[int]] | None:
        """Return what is linked to each node of a wish without the joint; None if that is too much.

        Args:
            wish: The nodes.
            ways: The lines that lead on from each node.
            most: How many nodes are too many for one branch.
            apart: Whether it is too much as soon as it meets another node of the wish.
        """
        joint, barred = wish.joint, set(wish.nodes) if apart else set()
        whole = []
        for start in wish.nodes:
            found, waiting = {start}, [start]
            for node in waiting:
                for lines in ways:
                    for other, _ in lines[node]:
                        if other not in found and other != joint:
                            found.add(other)
                            waiting.append(other)
                if len(found) > most or (barred and len(found & barred) > 1):
                    self._left -= len(found)
                    return None
            self._left -= len(found)
            whole.append(found)
        return whole

    def _sorted(self, branches: Sequence[set[int]]) -> bool:
        """Put branches in this order, in the places they have together, if that is no worse; return whether it did."""
        sorter, number_of = self.sorter, self.network.row_of
        turned: dict[int, list[list[int]]] = {}
        for at, branch in enumerate(branches):
            for node in branch:
                turned.setdefault(number_of[node], [[] for _ in branches])[at].append(node)
        gaps = {gap for row in turned for gap in (row - 1, row) if 0 <= gap < len(sorter.rows) - 1}
        before = sum(map(sorter.crossings_below, gaps)), -self._granted(turned)
        kept, counts = {row: sorter.rows[row] for row in turned}, list(sorter.counts)
        for row, parts in turned.items():
            nodes = [node for part in parts for node in sorted(part, key=sorter.place.__getitem__)]
            changed = list(kept[row])
            for place, node in zip(sorted(map(sorter.place.__getitem__, nodes)), nodes, strict=True):
                changed[place] = node
            sorter.put(row, changed)
        self._left -= sum(len(sorter.rows[gap]) for gap in gaps)
        if (sum(map(sorter.crossings_below, gaps)), -self._granted(turned)) <= before:
            return True
        for row, nodes in kept.items():
            sorter.put(row, nodes)
        sorter.counts = counts
        return False


def settle(sorter: Sorter) -> None:
    """Put brothers and sisters in order of birth wherever that crosses no more lines than before."""
    for number in range(0, len(sorter.rows), 2):
        row = sorter.rows[number]
        juniors = _juniors(row, sorter.network.elders)
        if not juniors:
            continue
        costs = SwapCosts(sorter.sides(number), len(row))
        order = list(range(len(row)))
        gains = {}
        for node, siblings in juniors.items():
            gains[node] = [_UNIT * cost for cost in costs.of(node)]
            for other, sign in siblings:
                gains[node][other] += sign
        for node in (*sorted(juniors), *sorted(juniors, reverse=True)):
            sums = list(accumulate(map(gains[node].__getitem__, order), initial=0))
            at, to = order.index(node), sums.index(min(sums))
            if sums[to] < sums[at]:
                order.insert(to - (to > at), order.pop(at))
        sorter.put(number, [row[at] for at in order])


def _juniors(row: Sequence[int], elders: Mapping[int, tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
    """Return, for those with brothers and sisters out of order, each of these: 1 for younger ones, else -1."""
    broods: dict[int, list[tuple[int, int]]] = {}
    for at, node in enumerate(row):
        if node in elders:
            household, birth = elders[node]
            broods.setdefault(household, []).append((birth, at))
    return {
        at: [(there, (birth < other) - (birth > other)) for other, there in brood]
        for brood in broods.values()
        if any(one > other for one, other in pairwise(brood))
        for birth, at in brood
    }
