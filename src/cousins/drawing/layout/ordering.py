"""The order of the nodes in each row, improved until few lines cross.

Rows are ordered by the mean place of their nodes' neighbours in the row before
(Sugiyama, Tagawa and Toda 1981) and then sifted: every node in turn moves to
the best of all places in its row, the other rows held fast (Matuszewski,
Schönfeld and Molitor 1999). Among equally good places one is drawn by lot, so
that sifting drifts over plateaus and finds the way down on their other side.
"""

from __future__ import annotations

from itertools import accumulate, chain
from math import inf
from typing import TYPE_CHECKING

from cousins.drawing.layout.crossings import SwapCosts, crossed, crossings

if TYPE_CHECKING:
    import random

    from cousins.drawing.layout.crossings import Ends
    from cousins.drawing.layout.network import Network

Order = list[list[int]]
"""The nodes of every row from left to right."""

Found = tuple[int, Order]
"""How many crossings, and the order that has them."""

_WORTHWHILE = 0.99
"""Sifting goes on while two rounds leave fewer crossings than this share."""


class Sorter:
    """Puts the rows of a network in order.

    Attributes:
        network: What is put in order.
        rows: The present order.
        place: For each node its place in its row.
        counts: For each row the number of crossings between it and the next one, where it is known; -1 elsewhere.
    """

    def __init__(self, network: Network, rows: Order) -> None:
        self.network = network
        self.rows: Order = [[] for _ in rows]
        self.place = [0] * len(network.row_of)
        self.counts = [-1] * len(rows)
        for number, row in enumerate(rows):
            self.put(number, list(row))

    def put(self, number: int, row: list[int]) -> None:
        """Give a row another order."""
        self.rows[number] = row
        place = self.place
        for at, node in enumerate(row):
            place[node] = at
        # What crosses above the row and below it is counted anew when somebody asks.
        self.counts[number] = self.counts[number - 1] = -1

    def crossings(self, most: float = inf) -> int:
        """Return the number of crossings of the whole picture; if it is not below `most`, any number that is not."""
        count = 0
        for number in range(len(self.rows) - 1):
            count += self.crossings_below(number)
            if count >= most:
                break
        return count

    def crossings_below(self, number: int) -> int:
        """Return the number of crossings between a row and the next one."""
        if self.counts[number] < 0:
            self.counts[number] = self._counted(number)
        return self.counts[number]

    def _counted(self, number: int) -> int:
        row, lines, are_single = self.network.pieces[number]
        others, place_of = [lines[node] for node in self.rows[row]], self.place.__getitem__
        # Most nodes have one line, which needs no sorting.
        if not are_single:
            others = [sorted(each, key=place_of) if len(each) > 1 else each for each in others]
        return crossings(list(map(place_of, chain.from_iterable(others))))

    def sweep(self, *, downwards: bool) -> None:
        """Order each row by the mean place of its neighbours in the row before it; who has none keeps the place."""
        links, place = self.network.up if downwards else self.network.down, self.place
        numbers = range(len(self.rows))
        for number in numbers if downwards else reversed(numbers):
            row = self.rows[number]
            means = {}
            for node in row:
                lines = links[node]
                if len(lines) == 1:
                    means[node] = float(place[lines[0][0]])
                elif lines:
                    total = sum([place[other] * weight for other, weight in lines])
                    means[node] = total / sum([weight for _, weight in lines])
            sweeping = sorted(means, key=means.__getitem__)
            if len(means) < len(row):
                known = iter(sweeping)
                sweeping = [next(known) if node in means else node for node in row]
            if sweeping != row:
                self.put(number, sweeping)

    def drift(self, chance: random.Random, *, upwards: bool) -> None:
        """Sift all rows once, drawing lots between equally good places."""
        numbers = range(len(self.rows))
        for number in reversed(numbers) if upwards else numbers:
            if len(self.rows[number]) > 1:
                self._drift_row(number, chance)

    def _drift_row(self, number: int, chance: random.Random) -> None:
        row, sides = self.rows[number], self.sides(number)
        # Whose lines cross none cannot gain, and are most of a good row: they are moved by the others only.
        movers = set[int]().union(*[crossed(ends) for ends, _ in sides])
        if not movers:
            return
        costs = SwapCosts(sides, len(row), expected=len(movers))
        order = list(range(len(row)))
        for node in sorted(movers):
            # What each place would cost is a running sum of swaps with those passed on the way from the left end.
            sums = list(accumulate(map(costs.of(node).__getitem__, order), initial=0))
            best = min(sums)
            at, to, equal = order.index(node), sums.index(best), sums.count(best)
            for _ in range(int(chance.random() * equal) if equal > 1 else 0):
                to = sums.index(best, to + 1)
            order.insert(to - (to > at), order.pop(at))
        if order != list(range(len(row))):
            self.put(number, [row[at] for at in order])

    def sides(self, number: int) -> list[tuple[Ends, int]]:
        """Return the lines of a row's nodes to the row above and to the row below, each with that row's width."""
        row, place = self.rows[number], self.place
        sides: list[tuple[Ends, int]] = []
        for links, beside in ((self.network.up, number - 1), (self.network.down, number + 1)):
            if 0 <= beside < len(self.rows):
                ends = [[(place[other], weight) for other, weight in links[node]] for node in row]
                sides.append((ends, len(self.rows[beside])))
        return sides


def measured(network: Network, order: Order) -> Found:
    """Return an order with the number of its crossings."""
    return Sorter(network, order).crossings(), order


def swept(network: Network, found: Found, sweeps: int, *, downwards: bool) -> Found:
    """Return the best order met in so many sweeps, or until two in turn were of no use.

    Args:
        network: What is put in order.
        found: The order to begin with.
        sweeps: How many at most, by turns downwards and upwards.
        downwards: Whether the first one goes downwards.
    """
    sorter, best, idle = Sorter(network, found[1]), found, 0
    for turn in range(sweeps):
        sorter.sweep(downwards=downwards == (turn % 2 == 0))
        count = sorter.crossings(best[0])
        idle = 0 if count < best[0] else idle + 1
        if not idle:
            best = count, list(sorter.rows)
        elif idle > 1:
            break
    return best


def sifted(network: Network, found: Found, chance: random.Random, *, most: int) -> Found:
    """Return what so many rounds of sifting make of an order, fewer when they are not worth the while."""
    sorter, counts = Sorter(network, found[1]), [found[0]]
    for turn in range(most):
        if turn > 1 and counts[-1] > counts[-3] * _WORTHWHILE:
            break
        sorter.drift(chance, upwards=turn % 2 == 1)
        counts.append(sorter.crossings())
    return counts[-1], sorter.rows
