"""Coordinates for an ordered network: gaps, pulls and heights of rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.drawing.layout.coordinates import Gap, Pull, Relaxation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cousins.drawing.layout.boxes import Boxes
    from cousins.drawing.layout.network import Network
    from cousins.drawing.layout.ordering import Order

TOP = 24.0
STEM = 16.0
"""From the lower edge of a row of people to the points of their households."""

_HOUSEHOLD, _BEND = 10.0, 6.0
_COUPLE_GAP, _KIN_GAP, _OTHER_GAP, _DOT_GAP, _LINE_GAP = 18.0, 22.0, 30.0, 8.0, 12.0
_LEAST_FALL, _MOST_FALL, _FALL_A_WIDTH = 32.0, 96.0, 0.085
_PARTNER_PULL, _APART_PULL, _BEND_PULL, _LONG_PULL = 6.0, 1.5, 8.0, 3.0
_CHILD_PULL, _DOT_PULL = 1.0, 0.15


class Placing:
    """Where every node stands.

    Attributes:
        x: The middle of every node.
        y: The middle of every row.
        boxes: The sizes of the figures.
    """

    def __init__(self, network: Network, order: Order, boxes: Boxes) -> None:
        self.network, self.order, self.boxes = network, order, boxes
        self.couples = self._couples()
        rows, gaps = order, [self._gaps(row) for row in order]
        ups, downs = self._pulls()
        self.x = Relaxation(rows, gaps, ups, downs).solved()
        self._straighten(gaps)
        self._center(gaps)
        self.y = self._heights()

    def _couples(self) -> dict[frozenset[int], int]:
        """Return the couples that stand side by side, each with the first of their households."""
        together: dict[frozenset[int], int] = {}
        place = {node: at for row in self.order for at, node in enumerate(row)}
        rows = self.network.placed.figures
        for number, household in enumerate(self.network.scene.households):
            for one in household.partners:
                for other in household.partners:
                    if one < other and rows[one] == rows[other] and abs(place[one] - place[other]) == 1:
                        together.setdefault(frozenset((one, other)), number)
        return together

    def joint(self, household: int) -> frozenset[int] | None:
        """Return the two partners who stand side by side above a household's point, if they do."""
        partners = self.network.scene.households[household].partners
        pair = frozenset(partners)
        return pair if self.couples.get(pair) == household else None

    def _size(self, node: int) -> float:
        if node < self.network.size:
            return self.boxes.span(node)
        return _HOUSEHOLD if node < self.network.size + len(self.network.scene.households) else _BEND

    def _gaps(self, row: Sequence[int]) -> list[Gap]:
        return [
            Gap(
                (self._size(one) + self._size(other)) / 2 + self._gap(one, other),
                frozenset((one, other)) in self.couples,
            )
            for one, other in pairwise(row)
        ]

    def _gap(self, one: int, other: int) -> float:
        network = self.network
        if max(one, other) >= network.size:
            return _LINE_GAP
        if frozenset((one, other)) in self.couples:
            return _COUPLE_GAP
        figures = network.scene.figures
        siblings = network.elders.get(one, (-1, 0))[0] == network.elders.get(other, (-2, 0))[0]
        if not (figures[one].named and figures[other].named):
            return _DOT_GAP if siblings else _LINE_GAP
        return _KIN_GAP if siblings else _OTHER_GAP

    def _pulls(self) -> tuple[list[list[Pull]], list[list[Pull]]]:
        count = len(self.network.row_of)
        ups: list[list[Pull]] = [[] for _ in range(count)]
        downs: list[list[Pull]] = [[] for _ in range(count)]
        for upper, lower, offset, weight in self._lines():
            ups[lower].append(Pull(upper, offset, weight))
            downs[upper].append(Pull(lower, -offset, weight))
        return ups, downs

    def _lines(self) -> Iterator[tuple[int, int, float, float]]:
        """Yield (upper node, lower node, how far right of the upper the lower would stand, weight)."""
        network = self.network
        for number, household in enumerate(network.scene.households):
            joint = self.joint(number)
            for partner in household.partners:
                offset = self._port(joint, partner) if joint else 0.0
                yield from self._chained(
                    network.chains[number, network.folded.get(partner, partner), False], partner, offset
                )
            for child in household.children:
                chain = network.chains.get((number, child.place, True))
                if chain:
                    yield from self._chained(chain, network.node(number), 0.0)

    def _port(self, joint: frozenset[int], partner: int) -> float:
        """Return how far right of a partner the middle between the two lies."""
        (other,) = joint - {partner}
        row = self.order[self.network.row_of_any(partner)]
        reach = (self.boxes.width(partner) + _COUPLE_GAP) / 2
        return reach if row.index(partner) < row.index(other) else -reach

    def _chained(self, chain: Sequence[int], first: int, offset: float) -> Iterator[tuple[int, int, float, float]]:
        nodes = [first, *chain[1:]]
        bends = self.network.size + len(self.network.scene.households)
        for upper, lower in pairwise(nodes):
            inner = (upper >= bends) + (lower >= bends)
            weight = self._short_pull(first, lower, offset) if not inner else (_LONG_PULL, _BEND_PULL)[inner - 1]
            yield upper, lower, offset, weight

    def _short_pull(self, first: int, lower: int, offset: float) -> float:
        """Return how strongly a line without bends draws its ends together."""
        if first < self.network.size:
            return _PARTNER_PULL if offset else _APART_PULL
        return _CHILD_PULL if self.network.scene.figures[lower].named else _DOT_PULL

    def _straighten(self, gaps: Sequence[Sequence[Gap]]) -> None:
        """Make the bends of a long line stand in one column, where there is room."""
        room = self._room(gaps)
        bends = self.network.size + len(self.network.scene.households)
        for chain in self.network.chains.values():
            inner = [node for node in chain if node >= bends]
            run: list[int] = []
            low, high = float("-inf"), float("inf")
            for node in inner:
                lower, upper = room(node)
                if run and min(high, upper) < max(low, lower):
                    self._align(run, low, high)
                    run, low, high = [], float("-inf"), float("inf")
                run.append(node)
                low, high = max(low, lower), min(high, upper)
            self._align(run, low, high)

    def _center(self, gaps: Sequence[Sequence[Gap]]) -> None:
        """Put the points of couples side by side right below their middle, where there is room."""
        room = self._room(gaps)
        for pair, number in self.couples.items():
            node = self.network.node(number)
            if set(self.network.scene.households[number].partners) == pair:
                one = min(pair)
                low, high = room(node)
                self.x[node] = min(max(self.x[one] + self._port(pair, one), low), high)

    def _align(self, run: Sequence[int], low: float, high: float) -> None:
        if len(run) > 1:
            middle = sum(self.x[node] for node in run) / len(run)
            for node in run:
                self.x[node] = min(max(middle, low), high)

    def _room(self, gaps: Sequence[Sequence[Gap]]) -> Callable[[int], tuple[float, float]]:
        """Return a function that says between which places a node may move while the others stay."""
        at = {node: (row, place) for row, nodes in enumerate(self.order) for place, node in enumerate(nodes)}

        def room(node: int) -> tuple[float, float]:
            row, place = at[node]
            nodes = self.order[row]
            low = self.x[nodes[place - 1]] + gaps[row][place - 1].least if place else float("-inf")
            high = self.x[nodes[place + 1]] - gaps[row][place].least if place + 1 < len(nodes) else float("inf")
            return low, high

        return room

    def _heights(self) -> list[float]:
        """Return the middle of every row: further apart where lines run far to the side."""
        widest = [0.0] * len(self.order)
        for upper, lower, *_ in self._lines():
            row = self.network.row_of_any(upper)
            widest[row] = max(widest[row], abs(self.x[upper] - self.x[lower]))
        middles, y = [], TOP
        for row in range(len(self.order)):
            if row % 2 == 0:
                half = self.boxes.heights.get(row, 0.0) / 2
                middles.append(y + half)
                y += 2 * half + STEM + min(40.0, widest[row] * _FALL_A_WIDTH / 2)
            else:
                middles.append(y)
                y += min(_MOST_FALL, _LEAST_FALL + widest[row] * _FALL_A_WIDTH)
        return middles

    def middle(self, place: int) -> float:
        """Return the middle of a figure, which may stand in a stack."""
        if place not in self.boxes.spots:
            return self.x[place]
        head, spot = self.boxes.spots[place]
        return self.x[head] - self.boxes.stacks[head].width / 2 + spot.x

    def top(self, row: int) -> float:
        """Return the upper edge of a row."""
        return self.y[row] - self.boxes.heights.get(row, 0.0) / 2

    def bottom(self, row: int) -> float:
        """Return the lower edge of a row."""
        return self.y[row] + self.boxes.heights.get(row, 0.0) / 2

    def height(self) -> float:
        """Return the height of the picture."""
        last = len(self.y) - 1
        return (self.bottom(last) if self.y else 0.0) + TOP

    def extent(self) -> tuple[float, float]:
        """Return the left edge and the width of everything."""
        nodes = [node for row in self.order for node in row]
        left = min((self.x[node] - self._size(node) / 2 for node in nodes), default=0.0)
        right = max((self.x[node] + self._size(node) / 2 for node in nodes), default=0.0)
        return left, right - left
