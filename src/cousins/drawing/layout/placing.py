"""Coordinates for an ordered network: gaps, pulls and heights of rows."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from cousins.drawing.layout.coordinates import Gap, Pull, Relaxation
from cousins.drawing.layout.placed import MARK
from cousins.drawing.layout.stacking import COUPLE_GAP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cousins.drawing.layout.boxes import Boxes
    from cousins.drawing.layout.network import Network
    from cousins.drawing.layout.ordering import Order

    Room = Callable[[int], tuple[float, float]]

TOP = 24.0
STEM = 16.0
"""From the lower edge of a row of people to the points of their households."""

Line = tuple[int, int, float, float]
"""Upper node, lower node, how far right of the upper the lower would stand, how strongly they are drawn together."""

LANE, _BETWEEN_LANES, _ALL_LANES = 8.0, 7.0, 70.0
"""From the lower edge of a row of people to the first flat line below it, to the next one, and from it to the last."""

_HOUSEHOLD, _BEND = 10.0, 6.0
_KIN_GAP, _OTHER_GAP, _DOT_GAP, _LINE_GAP = 22.0, 30.0, 8.0, 12.0
_TIGHT = 0.6
"""How large gaps between columns, and in them, are beside those of rows: boxes are wider than high."""
_LEAST_FALL, _MOST_FALL, _FALL_A_WIDTH, _MOST_STEM = 32.0, 96.0, 0.085, 40.0
_PARTNER_PULL, _APART_PULL, _BEND_PULL, _LONG_PULL = 6.0, 1.5, 8.0, 3.0
_CHILD_PULL, _DOT_PULL = 1.0, 0.15


class Placing:
    """Where every node stands.

    Attributes:
        x: The middle of every node.
        y: The middle of every row.
        tops: The upper edge of every row.
        bottoms: The lower edge of every row.
        middles: The middle of every figure, of those in stacks too.
        left: The left edge of everything.
        width: Of everything.
        height: Of the picture, but for what is written below.
        boxes: The sizes of the figures.
        rules: Gaps, pulls and heights, for a page that places again what is left when branches fold.
        lanes: For each couple in one row, but not side by side, how far below the row the flat line between them runs;
            for childless couples in two rows, how far below the lower one.
    """

    def __init__(self, network: Network, order: Order, boxes: Boxes) -> None:
        self.network, self.order, self.boxes = network, order, boxes
        self._scale = _TIGHT if boxes.across else 1.0
        self.couples = self._couples()
        households, bends = network.bends - network.size, len(network.row_of) - network.bends
        self._sizes = [*boxes.spans, *[_HOUSEHOLD] * households, *[_BEND] * bends]
        gaps = [[self._gap(one, other) for one, other in pairwise(row)] for row in order]
        lines = self._lines()
        ups: list[list[Pull]] = [[] for _ in network.row_of]
        downs: list[list[Pull]] = [[] for _ in network.row_of]
        for upper, lower, offset, weight in lines:
            ups[lower].append(Pull(upper, offset, weight))
            downs[upper].append(Pull(lower, -offset, weight))
        self.x = Relaxation(order, gaps, ups, downs).solved()
        room = self._room(gaps)
        self._straighten(room)
        self._center(room)
        self.lanes = self._lanes()
        self.y = self._heights(lines)
        halves = [boxes.rows.get(row, 0.0) / 2 for row in range(len(order))]
        self.tops = [y - half for y, half in zip(self.y, halves, strict=True)]
        self.bottoms = [y + half for y, half in zip(self.y, halves, strict=True)]
        self.middles = self.x[: network.size]
        for place, (head, spot) in boxes.spots.items():
            self.middles[place] = self.x[head] - boxes.stacks[head].width / 2 + spot.x
        nodes = [node for row in order for node in row]
        self.left = min([self.x[node] - self._sizes[node] / 2 for node in nodes], default=0.0)
        self.width = max([self.x[node] + self._sizes[node] / 2 for node in nodes], default=0.0) - self.left
        self.rules = {
            "household": _HOUSEHOLD,
            "bend": _BEND,
            "coupleGap": COUPLE_GAP * self._scale,
            "kinGap": _KIN_GAP * self._scale,
            "otherGap": _OTHER_GAP * self._scale,
            "dotGap": _DOT_GAP * self._scale,
            "lineGap": _LINE_GAP * self._scale,
            "stem": STEM,
            "lane": LANE,
            "mostStem": _MOST_STEM * self._scale,
            "leastFall": _LEAST_FALL,
            "mostFall": _MOST_FALL * self._scale,
            "fallAWidth": _FALL_A_WIDTH,
            "partnerPull": _PARTNER_PULL,
            "apartPull": _APART_PULL,
            "longPull": _LONG_PULL,
            "bendPull": _BEND_PULL,
            "childPull": _CHILD_PULL,
            "dotPull": _DOT_PULL,
        }
        self.height = (self.bottoms[-1] if order else 0.0) + TOP

    def _couples(self) -> dict[frozenset[int], int]:
        """Return the couples that stand side by side, each with the first of their households."""
        together: dict[frozenset[int], int] = {}
        place = {node: at for row in self.order for at, node in enumerate(row)}
        rows = self.network.placed.figures
        for number, household in enumerate(self.network.scene.households):
            if number in self.network.inside:
                continue
            partners = [partner for partner in household.partners if partner not in household.rivals]
            for one, other in combinations(partners, 2):
                if rows[one] == rows[other] and abs(place[one] - place[other]) == 1:
                    together.setdefault(frozenset((one, other)), number)
        return together

    def joint(self, household: int) -> frozenset[int] | None:
        """Return the two partners who stand side by side above a household's point, if they do."""
        partners = self.network.scene.households[household].partners
        pair = frozenset(partners)
        return pair if self.couples.get(pair) == household else None

    def _gap(self, one: int, other: int) -> Gap:
        """Return what lies between two neighbours in a row: least between couples and between dots."""
        network, is_couple = self.network, frozenset((one, other)) in self.couples
        room = _LINE_GAP
        if is_couple:
            room = COUPLE_GAP
        elif max(one, other) < network.size:
            siblings = network.elders.get(one, (-1, 0))[0] == network.elders.get(other, (-2, 0))[0]
            if network.scene.figures[one].named and network.scene.figures[other].named:
                room = _KIN_GAP if siblings else _OTHER_GAP
            elif siblings:
                room = _DOT_GAP
        return Gap((self._sizes[one] + self._sizes[other]) / 2 + room * self._scale, is_couple)

    def _lines(self) -> list[Line]:
        """Return every piece of every line, from row to row."""
        network, stacks = self.network, self.boxes.stacks
        chains: list[tuple[Sequence[int], float, float]] = []
        for number, household in enumerate(network.scene.households):
            if number in network.inside:
                continue
            joint = self.joint(number)
            for partner in household.partners:
                offset = self._port(joint, partner) if joint else 0.0
                chain = network.chains[number, network.folded.get(partner, partner), False]
                chains.append(((partner, *chain[1:]), offset, _PARTNER_PULL if offset else _APART_PULL))
            for child in household.children:
                chain = network.chains.get((number, child.place, True), ())
                is_dot = bool(chain) and not network.scene.figures[chain[-1]].named
                count = 1
                if child.place in stacks:
                    # Who stands for a stack draws as strongly as all brothers and sisters in it.
                    stack = {spot.place for spot in stacks[child.place].spots}
                    count = sum(each.place in stack for each in household.children)
                chains.append((chain, 0.0, _DOT_PULL if is_dot else _CHILD_PULL * count))
        return [
            # Bends are drawn to each other most, so that long lines run straight where they pass others.
            (upper, lower, offset, (short, _LONG_PULL, _BEND_PULL)[(upper >= network.bends) + (lower >= network.bends)])
            for chain, offset, short in chains
            for upper, lower in pairwise(chain)
        ]

    def _port(self, joint: frozenset[int], partner: int) -> float:
        """Return how far right of a partner the middle between the two lies."""
        (other,) = joint - {partner}
        row = self.order[self.network.placed.figures[partner]]
        reach = (self.boxes.widths[partner] + COUPLE_GAP * self._scale) / 2
        return reach if row.index(partner) < row.index(other) else -reach

    def _straighten(self, room: Room) -> None:
        """Make the bends of a long line stand in one column, where there is room."""
        for chain in self.network.chains.values():
            run: list[int] = []
            low, high = float("-inf"), float("inf")
            for node in chain:
                if node < self.network.bends:
                    continue
                lower, upper = room(node)
                if run and min(high, upper) < max(low, lower):
                    self._align(run, low, high)
                    run, low, high = [], float("-inf"), float("inf")
                run.append(node)
                low, high = max(low, lower), min(high, upper)
            self._align(run, low, high)

    def _center(self, room: Room) -> None:
        """Put the points of couples side by side right below their middle, where there is room."""
        for pair, number in self.couples.items():
            if set(self.network.scene.households[number].partners) == pair:
                one, node = min(pair), self.network.size + number
                low, high = room(node)
                self.x[node] = min(max(self.x[one] + self._port(pair, one), low), high)

    def _align(self, run: Sequence[int], low: float, high: float) -> None:
        if len(run) > 1:
            middle = sum(self.x[node] for node in run) / len(run)
            for node in run:
                self.x[node] = min(max(middle, low), high)

    def _lanes(self) -> dict[int, float]:
        """Return lanes so that no two flat lines run into each other, the shorter ones above."""
        rows: dict[int, list[tuple[float, float, int]]] = {}
        figures = self.network.placed.figures
        for number, household in enumerate(self.network.scene.households):
            if number in self.network.inside:
                continue
            if len(household.partners) == 2 and not household.rivals and not self.joint(number):  # noqa: PLR2004 (a couple)
                one, other = household.partners
                places = self.x[one], self.x[other], self.x[self.network.size + number]
                if figures[one] == figures[other]:
                    rows.setdefault(figures[one], []).append((min(places), max(places), number))
                elif not household.children:
                    # Without a child, lines that meet below the lower one would end in nothing.
                    upper, lower = sorted(household.partners, key=figures.__getitem__)
                    ends = self.x[self.network.chains[number, upper, False][-2]], self.x[lower]
                    rows.setdefault(figures[lower], []).append((min(ends), max(ends), number))
        lanes: dict[int, float] = {}
        for spans in rows.values():
            taken: list[list[tuple[float, float]]] = []
            chosen: dict[int, int] = {}
            for left, right, number in sorted(spans, key=lambda span: (span[1] - span[0], span)):
                free = (
                    at
                    for at, lane in enumerate(taken)
                    if all(right + _LINE_GAP < other or end + _LINE_GAP < left for other, end in lane)
                )
                at = chosen[number] = next(free, len(taken))
                taken[at:] = taken[at:] or [[]]
                taken[at].append((left, right))
            between = min(_BETWEEN_LANES, _ALL_LANES / len(taken))
            lanes.update({number: LANE + at * between for number, at in chosen.items()})
        return lanes

    def _room(self, gaps: Sequence[Sequence[Gap]]) -> Room:
        """Return a function that says between which places a node may move while the others stay."""
        at = {node: (row, place) for row, nodes in enumerate(self.order) for place, node in enumerate(nodes)}

        def room(node: int) -> tuple[float, float]:
            row, place = at[node]
            nodes = self.order[row]
            low = self.x[nodes[place - 1]] + gaps[row][place - 1].least if place else float("-inf")
            high = self.x[nodes[place + 1]] - gaps[row][place].least if place + 1 < len(nodes) else float("inf")
            return low, high

        return room

    def _heights(self, lines: Sequence[Line]) -> list[float]:
        """Return the middle of every row: further apart where lines run far to the side."""
        widest = [0.0] * len(self.order)
        for upper, lower, *_ in lines:
            # A partner who is folded away has a line, too, but no row of their own in the network.
            placed = self.network.placed.figures if upper < self.network.size else self.network.row_of
            widest[placed[upper]] = max(widest[placed[upper]], abs(self.x[upper] - self.x[lower]))
        deepest: dict[int, float] = {}
        for number, lane in self.lanes.items():
            row = self.network.row_of[self.network.size + number] - 1
            deepest[row] = max(lane, deepest.get(row, 0.0))
        eldest = [place for place, row in enumerate(self.network.placed.figures) if row == 0]
        marked = any(self.network.scene.figures[place].hidden_parents for place in eldest)
        middles, y = [], TOP + (MARK if marked else 0.0)
        for row, wide in enumerate(widest):
            if row % 2 == 0:
                half = self.boxes.rows.get(row, 0.0) / 2
                middles.append(y + half)
                fall = STEM + min(_MOST_STEM * self._scale, wide * _FALL_A_WIDTH / 2)
                y += 2 * half + max(fall, deepest.get(row, 0.0) + LANE)
            else:
                middles.append(y)
                y += min(_MOST_FALL * self._scale, _LEAST_FALL + wide * _FALL_A_WIDTH)
        return middles
