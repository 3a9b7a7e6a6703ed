"""The lines of a picture: where each runs, and which lines of descent it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing.layout.placed import Link
from cousins.drawing.layout.placing import LANE, STEM
from cousins.drawing.layout.stacking import COUPLE_GAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cousins.drawing.layout.network import Network
    from cousins.drawing.layout.placed import PlacedFigure, PlacedHousehold, Point
    from cousins.drawing.layout.placing import Placing

UPWARD_ROOM = 12.0
"""What the picture is wider for each line that leads upwards."""


class Router:
    """Draws all lines of a placed network."""

    def __init__(
        self,
        network: Network,
        placing: Placing,
        figures: Sequence[PlacedFigure],
        households: Sequence[PlacedHousehold],
        shift: float,
        right: float,
    ) -> None:
        """Take what is placed.

        Args:
            network: Who is joined to whom.
            placing: Where the rows and bends are.
            figures: Where everybody is.
            households: Where the households are.
            shift: What is added to the places of bends.
            right: The right edge of everybody.
        """
        self.network, self.placing = network, placing
        self.figures, self.households, self.shift, self.right = figures, households, shift, right
        self._upward = sorted(network.placed.upward)

    def links(self) -> Iterator[Link]:
        """Yield every line: for each household the partners', then the children's."""
        for number, household in enumerate(self.network.scene.households):
            joint = self.placing.joint(number)
            is_apart = number in self.placing.lanes
            is_inside = number in self.network.inside
            if is_apart and len({self.figures[each].generation for each in household.partners}) > 1:
                yield from self._childless(number)
            elif joint or is_apart or is_inside:
                yield from self._couple(number)
            for partner in () if joint or is_apart or is_inside else household.partners:
                strands = self._strands(number, partner, is_child=False)
                points = self._falling(number, partner, is_child=False)
                possible = partner in household.rivals
                yield Link(number, partner, is_child=False, points=points, strands=strands, possible=possible)
            for child in household.children:
                upward = (number, child.place) in self.network.placed.upward
                points = (
                    self._rising(number, child.place) if upward else self._falling(number, child.place, is_child=True)
                )
                strands = self._strands(number, child.place, is_child=True)
                yield Link(number, child.place, is_child=True, points=points, strands=strands, upward=upward)

    def _strands(self, number: int, figure: int, *, is_child: bool) -> tuple[int, ...]:
        """Return the numbers of the lines of descent along a line."""
        household = self.network.scene.households[number]
        children = [child.place for child in household.children]
        if is_child:
            steps = {(partner, figure) for partner in household.partners}
        else:
            steps = {(figure, child) for child in children}
            steps |= {pair for other in household.partners for pair in ((figure, other), (other, figure))}
        strands = self.network.scene.strands
        return tuple(at for at, strand in enumerate(strands) if not steps.isdisjoint(strand.steps))

    def _couple(self, number: int) -> Iterator[Link]:
        """Yield a bar from each partner to the middle, and the stem down to the household.

        Between partners who stand apart the bars run in a lane below their row, or below their boxes in a stack.
        """
        household, home = self.network.scene.households[number], self.households[number]
        left, right = sorted([self.figures[partner] for partner in household.partners], key=lambda each: each.x)
        below = self.placing.bottoms[2 * left.generation]
        inner = left.x + left.width / 2, right.x - right.width / 2
        lane = below + self.placing.lanes[number] if number in self.placing.lanes else None
        if number in self.network.inside and inner[1] - inner[0] > COUPLE_GAP + 1:
            # Another partner stands between: a bar right through would make a couple of those two.
            lane = left.y + left.height / 2 + LANE
        bars: list[tuple[Point, ...]]
        if lane is not None:
            bars = [((each.x, each.y + each.height / 2), (each.x, lane), (home.x, lane)) for each in (left, right)]
            stem = [(home.x, lane), (home.x, home.y)]
        else:
            middle = sum(inner) / 2
            bars = [((side, figure.y), (middle, figure.y)) for side, figure in zip(inner, (left, right), strict=True)]
            stem = [(middle, left.y), (middle, below), (home.x, home.y)]
        carried = {partner: self._strands(number, partner, is_child=False) for partner in household.partners}
        for points, figure in zip(bars, (left, right), strict=True):
            yield Link(number, figure.place, is_child=False, points=points, strands=carried[figure.place], part="bar")
        if household.children:
            strands = tuple(sorted({strand for each in carried.values() for strand in each}))
            yield Link(number, household.partners[0], is_child=False, points=tuple(stem), strands=strands, part="stem")

    def _childless(self, number: int) -> Iterator[Link]:
        """Yield the lines of a childless couple in two rows: down from the upper one, and below the lower one's row."""
        upper, lower = sorted(
            [self.figures[partner] for partner in self.network.scene.households[number].partners],
            key=lambda each: each.generation,
        )
        lane = self.placing.bottoms[2 * lower.generation] + self.placing.lanes[number]
        down = self._falling(number, upper.place, is_child=False)[:-1]
        x = down[-1][0]
        for figure, leaving in ((upper, down), (lower, ((lower.x, lower.y + lower.height / 2),))):
            points = *leaving, (leaving[-1][0], lane), ((x + lower.x) / 2, lane)
            strands = self._strands(number, figure.place, is_child=False)
            yield Link(number, figure.place, is_child=False, points=points, strands=strands, part="bar")

    def _falling(self, number: int, figure: int, *, is_child: bool) -> tuple[Point, ...]:
        """Return a line that falls from row to row, upright wherever it passes people."""
        network, home = self.network, self.households[number]
        chain = network.chains[number, network.folded.get(figure, figure), is_child]
        passed: list[Point] = []
        for node in chain[1:-1]:
            x, row = self.placing.x[node] + self.shift, network.row_of[node]
            passed += dict.fromkeys([(x, self.placing.tops[row]), (x, self.placing.bottoms[row])])
        if is_child:
            return ((home.x, home.y), *passed, *self._arriving(figure))
        person = self.figures[figure]
        leaving = (person.x, person.y + person.height / 2), (person.x, self.placing.bottoms[2 * person.generation])
        return (*dict.fromkeys(leaving), *passed, (home.x, home.y))

    def _arriving(self, figure: int) -> Iterable[Point]:
        """Return the end of a line at a child: from where the row begins, down to the box or along its stack."""
        person = self.figures[figure]
        top = self.placing.tops[2 * person.generation]
        if figure not in self.placing.boxes.spots:
            return dict.fromkeys([(person.x, top), (person.x, person.y - person.height / 2)])
        spot = self.placing.boxes.spots[figure][1]
        down = person.x - spot.x + spot.line
        return (down, top), (down, person.y), (person.x - person.width / 2, person.y)

    def _rising(self, number: int, figure: int) -> tuple[Point, ...]:
        """Return a line to a child who is recorded above its parents: around everybody, right of the picture."""
        home, person = self.households[number], self.figures[figure]
        top = self.placing.tops[2 * person.generation]
        side = self.right + UPWARD_ROOM * (0.5 + self._upward.index((number, figure)))
        around = (home.x, home.y), (side, home.y + STEM), (side, top - STEM), (person.x, top)
        return tuple(dict.fromkeys([*around, (person.x, person.y - person.height / 2)]))
