"""The order of the nodes in each row, improved until few lines cross.

Rows are ordered by the mean place of their nodes' neighbours in the row before
(Sugiyama, Tagawa and Toda 1981) and then sifted: every node in turn moves to
the best of all places in its row, the other rows held fast (Matuszewski,
Schönfeld and Molitor 1999). Among equally good places one is drawn by lot, so
that sifting drifts over plateaus and finds the way down on their other side.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from cousins.drawing.layout.crossings import SwapCosts, crossed, crossings
from cousins.drawing.layout.network import neighbours

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from cousins.drawing.layout.crossings import Ends
    from cousins.drawing.layout.network import Network

Order = list[list[int]]
"""The nodes of every row from left to right."""

_UNIT = 1024
"""A crossing weighs more than any number of brothers and sisters out of order."""


class Sorter:
    """Puts the rows of a network in order.

    Attributes:
        network: What is put in order.
        rows: The present order.
        place: For each node its place in its row.
    """

    def __init__(self, network: Network, rows: Order) -> None:
        self.network = network
        self.rows = [list(row) for row in rows]
        self.place = [0] * len(network.row_of)
        for row in self.rows:
            self.renumber(row)

    def renumber(self, row: Sequence[int]) -> None:
        """Note the places of a row's nodes."""
        for place, node in enumerate(row):
            self.place[node] = place

    def crossings(self) -> int:
        """Return the number of crossings of the whole picture."""
        return sum(crossings(self._ends(row)) for row in self.rows[:-1])

    def _ends(self, row: Sequence[int]) -> list[int]:
        """Return where in the next row each line of a row ends."""
        lines, place = self.network.lines, self.place
        ends: list[int] = []
        for node in row:
            others = lines[node]
            if len(others) == 1:
                ends.append(place[others[0]])
            else:
                ends += sorted([place[other] for other in others])
        return ends

    def sweep(self, *, downwards: bool) -> None:
        """Order each row by the mean place of its neighbours in the row before it; who has none keeps the place."""
        links, place = self.network.up if downwards else self.network.down, self.place
        for row in self.rows if downwards else reversed(self.rows):
            means = {}
            for node in row:
                lines = links[node]
                if len(lines) == 1:
                    means[node] = float(place[lines[0][0]])
                elif lines:
                    total = sum([place[other] * weight for other, weight in lines])
                    means[node] = total / sum([weight for _, weight in lines])
            if len(means) == len(row):
                row.sort(key=means.__getitem__)
            else:
                known = iter(sorted(means, key=means.__getitem__))
                row[:] = [next(known) if node in means else node for node in row]
            self.renumber(row)

    def drift(self, chance: random.Random, *, upwards: bool) -> None:
        """Sift all rows once, drawing lots between equally good places."""
        numbers = range(len(self.rows))
        for number in reversed(numbers) if upwards else numbers:
            if len(self.rows[number]) > 1:
                self._drift_row(number, chance)

    def _drift_row(self, number: int, chance: random.Random) -> None:
        sides = self.sides(number)
        movers = set().union(*(crossed(ends) for ends, _ in sides))
        if not movers:
            return
        costs = SwapCosts(sides, len(self.rows[number]), expected=len(movers))
        order = list(range(len(self.rows[number])))
        for node in sorted(movers):
            sums = list(accumulate(map(costs.of(node).__getitem__, order), initial=0))
            _move(order, node, _any_place(sums, min(sums), chance))
        self._reorder(number, order)

    def settle(self) -> None:
        """Put brothers and sisters in order of birth wherever that crosses no more lines than before."""
        for number in range(0, len(self.rows), 2):
            if len(self.rows[number]) > 1:
                self._settle_row(number)

    def _settle_row(self, number: int) -> None:
        juniors = self._juniors(number)
        if not juniors:
            return
        costs = SwapCosts(self.sides(number), len(self.rows[number]))
        order = list(range(len(self.rows[number])))
        for node in (*sorted(juniors), *sorted(juniors, reverse=True)):
            gains = [_UNIT * cost for cost in costs.of(node)]
            for other, sign in juniors[node]:
                gains[other] += sign
            sums = list(accumulate(map(gains.__getitem__, order), initial=0))
            best = min(sums)
            if best < sums[order.index(node)]:
                _move(order, node, sums.index(best))
        self._reorder(number, order)

    def _juniors(self, number: int) -> dict[int, list[tuple[int, int]]]:
        """Return, for those with brothers and sisters out of order, each of these: 1 for younger ones, else -1."""
        broods: dict[int, list[tuple[int, int]]] = {}
        for at, node in enumerate(self.rows[number]):
            if node in self.network.elders:
                household, birth = self.network.elders[node]
                broods.setdefault(household, []).append((birth, at))
        return {
            at: [(there, (birth < other) - (birth > other)) for other, there in brood]
            for brood in broods.values()
            if any(one > other for one, other in pairwise(brood))
            for birth, at in brood
        }

    def _reorder(self, number: int, order: Sequence[int]) -> None:
        row = self.rows[number]
        self.rows[number] = [row[at] for at in order]
        self.renumber(self.rows[number])

    def sides(self, number: int) -> list[tuple[Ends, int]]:
        """Return the lines of a row's nodes to the row above and to the row below, each with that row's width."""
        row, network = self.rows[number], self.network
        sides: list[tuple[Ends, int]] = []
        if number > 0:
            sides.append((neighbours(row, network.up, self.place), len(self.rows[number - 1])))
        if number + 1 < len(self.rows):
            sides.append((neighbours(row, network.down, self.place), len(self.rows[number + 1])))
        return sides


def _any_place(sums: Sequence[int], best: int, chance: random.Random) -> int:
    """Return one of the places where the sum is best."""
    count = sums.count(best)
    place = sums.index(best)
    for _ in range(int(chance.random() * count) if count > 1 else 0):
        place = sums.index(best, place + 1)
    return place


def _move(order: list[int], node: int, to: int) -> None:
    """Put a node before whoever stands at a place."""
    at = order.index(node)
    if to not in {at, at + 1}:
        del order[at]
        order.insert(to - (to > at), node)
