"""The order of the nodes in each row, improved until few lines cross.

Rows are ordered by the mean place of their nodes' neighbours in the row before
(Sugiyama, Tagawa and Toda 1981) and then sifted: every node in turn moves to
the best of all places in its row, the other rows held fast (Matuszewski,
Schönfeld and Molitor 1999). Among equally good places one is drawn by lot, so
that sifting drifts over plateaus and finds the way down on their other side.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from cousins.drawing.crossings import crossings, swap_costs
from cousins.drawing.network import neighbours

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from cousins.drawing.network import Network

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
        down = self.network.down
        pairs = zip(self.rows, self.rows[1:], strict=False)
        return sum(crossings(neighbours(row, down, self.place), len(lower)) for row, lower in pairs)

    def sweep(self, *, downwards: bool) -> None:
        """Order each row by the mean place of its neighbours in the row before it."""
        links = self.network.up if downwards else self.network.down
        for row in self.rows if downwards else reversed(self.rows):
            self._sort_known(row, [self._mean(links[node]) for node in row])

    def _mean(self, lines: Sequence[tuple[int, int]]) -> float | None:
        if len(lines) == 1:
            return self.place[lines[0][0]]
        if not lines:
            return None
        return sum(self.place[other] * weight for other, weight in lines) / sum(weight for _, weight in lines)

    def _sort_known(self, row: list[int], means: Sequence[float | None]) -> None:
        """Sort the nodes that have a mean among themselves; the others keep their places."""
        known = [(mean, place) for place, mean in enumerate(means) if mean is not None]
        slots = [place for _, place in known]
        known.sort()
        for slot, node in zip(slots, [row[place] for _, place in known], strict=True):
            row[slot] = node
            self.place[node] = slot

    def drift(self, rounds: int, chance: random.Random) -> None:
        """Sift all rows down and up again so many times, drawing lots between equally good places."""
        for turn in range(rounds):
            numbers = range(len(self.rows))
            for number in reversed(numbers) if turn % 2 else numbers:
                if len(self.rows[number]) > 1:
                    self._drift_row(number, chance)

    def _drift_row(self, number: int, chance: random.Random) -> None:
        costs = self.costs(number)
        order = list(range(len(costs)))
        for node, gains in enumerate(costs):
            sums = list(accumulate(map(gains.__getitem__, order), initial=0))
            best = min(sums)
            to = _any_place(sums, best, chance)
            _move(order, node, to)
        self._reorder(number, order)

    def settle(self) -> None:
        """Put brothers and sisters in order of birth wherever that crosses no more lines than before."""
        for number in range(0, len(self.rows), 2):
            if len(self.rows[number]) > 1:
                self._settle_row(number)

    def _settle_row(self, number: int) -> None:
        costs = self.costs(number)
        self._add_seniority(number, costs)
        order = list(range(len(costs)))
        for node in (*range(len(costs)), *reversed(range(len(costs)))):
            sums = list(accumulate(map(costs[node].__getitem__, order), initial=0))
            best = min(sums)
            if best < sums[order.index(node)]:
                _move(order, node, sums.index(best))
        self._reorder(number, order)

    def _add_seniority(self, number: int, costs: list[list[int]]) -> None:
        """Turn crossings into units, and add one wherever an elder would stand right of a younger sibling."""
        broods: dict[int, list[tuple[int, int]]] = {}
        for at, node in enumerate(self.rows[number]):
            costs[at] = [_UNIT * cost for cost in costs[at]]
            if node in self.network.elders:
                household, birth = self.network.elders[node]
                broods.setdefault(household, []).append((birth, at))
        for brood in broods.values():
            for birth, at in brood:
                for other, there in brood:
                    costs[at][there] += (birth < other) - (birth > other)

    def _reorder(self, number: int, order: Sequence[int]) -> None:
        row = self.rows[number]
        self.rows[number] = [row[at] for at in order]
        self.renumber(self.rows[number])

    def costs(self, number: int) -> list[list[int]]:
        """Return for each pair in a row what it costs that the first stands right of the second."""
        row, network = self.rows[number], self.network
        sides = []
        if number > 0:
            sides.append((neighbours(row, network.up, self.place), len(self.rows[number - 1])))
        if number + 1 < len(self.rows):
            sides.append((neighbours(row, network.down, self.place), len(self.rows[number + 1])))
        return swap_costs(sides, len(row))


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
