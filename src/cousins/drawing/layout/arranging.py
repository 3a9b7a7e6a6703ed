"""From the best order to the order that is drawn: everybody unfolded, couples together, children by birth."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.drawing.layout.crossings import SwapCosts
from cousins.drawing.layout.network import Network
from cousins.drawing.layout.ordering import Sorter
from cousins.drawing.layout.search import best_order
from cousins.drawing.layout.stacking import leaves
from cousins.drawing.layout.turning import Turner, settle
from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.drawing.layout.layers import Rows
    from cousins.drawing.layout.ordering import Order
    from cousins.drawing.scene.figures import Scene

_FEW = 24
"""Partners further apart than this are not brought together."""


def arranged(scene: Scene, rows: Rows, stacks: Iterable[Sequence[int]] = ()) -> tuple[Network, Order]:
    """Return the nodes and their order, every figure among them, of each stack the first.

    Args:
        scene: What is drawn.
        rows: The row of everybody.
        stacks: Those who stand on top of each other.
    """
    # The search sees childless brothers and sisters as one node; in the picture only those in stacks are one.
    broods = [each for each in leaves(scene, rows) if each]
    network = Network(scene, rows, broods)
    order = best_order(network)
    stacks = list(stacks)
    if stacks or max(map(len, broods), default=0) > 1:
        network = Network(scene, rows, stacks)
    siblings = {brood[0]: brood for brood in broods}
    whole = [[each for node in row for each in siblings.get(node, (node,))] for row in order]
    sorter = Sorter(network, [[each for each in row if network.row_of[each] >= 0] for row in whole])
    Turner(sorter).turn()
    settle(sorter)
    for number, pairs in _couples(network).items():
        if any(abs(sorter.place[one] - sorter.place[other]) != 1 for one, other in pairs):
            _Joiner(sorter, number, pairs).join()
    sides = _Sides(sorter)
    return network, [sides.unfolded(row) for row in sorter.rows]


def _couples(network: Network) -> dict[int, dict[tuple[int, int], int]]:
    """Return for each row the partners in it who are both in the order, each couple with the node of a household."""
    couples: dict[int, dict[tuple[int, int], int]] = {}
    for number, household in enumerate(network.scene.households):
        present = [partner for partner in household.partners if partner not in network.folded]
        for one, other in pairwise(present):
            if network.row_of[one] == network.row_of[other]:
                couples.setdefault(network.row_of[one], {}).setdefault((one, other), network.size + number)
    return couples


class _Joiner:
    """Joins the couples of one row."""

    def __init__(self, sorter: Sorter, number: int, pairs: Mapping[tuple[int, int], int]) -> None:
        self.sorter, self.number, self.pairs = sorter, number, pairs
        self.nodes = list(sorter.rows[number])
        self.local = {node: at for at, node in enumerate(self.nodes)}
        self.costs = SwapCosts(sorter.sides(number), len(self.nodes))
        self.bonds = {frozenset(pair) for pair in pairs}

    def join(self) -> None:
        """Join what can be joined: one partner moves to the other, or those between them step aside."""
        row = list(self.sorter.rows[self.number])
        for pair in self.pairs:
            one, other = pair
            is_beside = abs(row.index(one) - row.index(other)) == 1
            if not is_beside and not self._moved(row, one, other) and not self._moved(row, other, one):
                row[:] = self._cleared(row, pair)
        self.sorter.put(self.number, row)

    def _moved(self, row: list[int], mover: int, host: int) -> bool:
        """Move somebody to either side of somebody else, if that gains; return whether it did."""
        at, to = row.index(mover), row.index(host)
        is_first = (mover, host) in self.pairs
        home = self.pairs[mover, host] if is_first else self.pairs[host, mover]
        lean = self._lean(mover, host, home)
        is_first = lean > 0 if lean else is_first
        for place in (to, to + 1) if is_first else (to + 1, to):
            if self._gains(row, at, place):
                row.insert(place - (place > at), row.pop(at))
                return True
        return False

    def _lean(self, mover: int, host: int, home: int) -> int:
        """Return more than 0 if somebody would rather stand left of a partner, less if right, 0 if that is all one."""
        place, up, down = self.sorter.place, self.sorter.network.up, self.sorter.network.down
        if not down[home] and up[mover] and up[host]:
            # Side by side without children they have no line down, so that only the lines of their parents cross.
            return place[up[host][0][0]] - place[up[mover][0][0]]
        # Beside somebody with more partners each stands on the side of their household.
        mine, theirs = [[place[other] for other, _ in down[node]] for node in (mover, host)]
        at = place[home]
        return (max(theirs) > at) - (min(theirs) < at) + (min(mine) < at) - (max(mine) > at)

    def _cleared(self, row: list[int], pair: tuple[int, int]) -> list[int]:
        """Return the row with those between two partners outside, if all of them can go there."""
        left, right = sorted(map(row.index, pair))
        first, last = row[left], row[right]
        if right - left > _FEW:
            return row
        tried = list(row)
        for node in row[left + 1 : right]:
            at = tried.index(node)
            ways = (tried.index(first), tried.index(last) + 1)
            way = next((place for place in ways if self._gains(tried, at, place)), None)
            if way is None:
                return row
            tried.insert(way - (way > at), tried.pop(at))
        return tried

    def _gains(self, row: Sequence[int], at: int, place: int) -> bool:
        """Return whether the move crosses no more lines and parts no couple."""
        if self._bound(row, place) or self._bound(row, at) or self._bound(row, at + 1):
            return False
        # Costs are of pairs, whatever the order, so they hold while the row changes; only other rows must not.
        costs = self.costs.of(self.local[row[at]])
        passed = row[at + 1 : place] if place > at else row[place:at]
        change = sum(costs[self.local[node]] for node in passed)
        return (change if place > at else -change) <= 0

    def _bound(self, row: Sequence[int], place: int) -> bool:
        """Return whether a couple stands around the gap before a place."""
        return 0 < place < len(row) and frozenset(row[place - 1 : place + 1]) in self.bonds


class _Sides:
    """Says on which side of somebody the partners stand who were folded away."""

    def __init__(self, sorter: Sorter) -> None:
        self.network, self.place = sorter.network, sorter.place
        self.homes: dict[int, list[int]] = {}
        for number, household in enumerate(self.network.scene.households):
            for partner in household.partners:
                self.homes.setdefault(partner, []).append(self.network.size + number)

    def unfolded(self, row: Sequence[int]) -> list[int]:
        """Return the row with everybody in it."""
        whole = []
        for node in row:
            left, right = self._split(node)
            whole += [*left, node, *right]
        return whole

    def _split(self, host: int) -> tuple[list[int], list[int]]:
        network = self.network
        followers: dict[int, list[int]] = {}
        for partner in network.followers.get(host, ()):
            followers.setdefault(self.homes[partner][0], []).append(partner)
        if not followers:
            return [], []
        homes = sorted(self.homes[host], key=lambda home: self.place[home])
        half, has_middle = divmod(len(homes), 2)
        before = half if network.scene.figures[host].person.sex is Sex.MALE else half + has_middle
        if half and has_middle:
            # The middle one parts the next partner from the host: rather nobody, or one by whom there are children,
            # whose lines run down in any case, than one with whom a line along the row would join the host.
            left, right = [
                (home in followers) + (home in followers and not network.scene.households[home - network.size].children)
                for home in (homes[half - 1], homes[half + 1])
            ]
            before = half + (left < right) if left != right else before
        left_of, right_of = [
            [partner for home in side for partner in followers.get(home, ())]
            for side in (homes[:before], homes[before:])
        ]
        return left_of, right_of
