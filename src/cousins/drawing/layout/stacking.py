"""Childless brothers and sisters, with their partners, on top of each other in rows that would be too wide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.drawing.scene.figures import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.drawing.layout.layers import Rows
    from cousins.drawing.scene.figures import Scene

_FEWEST, _MOST_COLUMNS = 2, 8
"""How many make a stack, and how many columns there are before they grow longer."""
_BETWEEN, _TWIG, _APART = 12.0, 14.0, 12.0
"""Between boxes of a column, left of a column for its line, and between columns."""
_LANE_ROOM = 10.0
"""What is added below several partners, for the line to those who do not stand next."""
_USUAL_GAP = 26.0
COUPLE_GAP = 18.0
"""Between partners side by side."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one of a stack stands.

    Attributes:
        place: Which figure.
        x: The middle of the box, from the left edge of the stack.
        y: The middle of the box, from the upper edge of the row.
        width: Of the box.
        height: Of the box.
        line: Where the line runs down to which the box is joined, from the left edge of the stack.
    """

    place: int
    x: float
    y: float
    width: float
    height: float
    line: float


@dataclass(frozen=True, slots=True)
class Stack:
    """Brothers and sisters in columns, the eldest first, each column read down; partners stand beside them.

    Attributes:
        spots: Everybody, each followed by their partners; the first stands for all while the row is put in order.
        width: Of all columns with their lines.
        height: Of the highest column.
    """

    spots: tuple[Spot, ...]
    width: float
    height: float


def leaves(scene: Scene, rows: Rows) -> Iterator[list[int]]:
    """Yield for each household the children without descendants, partners or other parents in the picture."""
    parents = Counter(child.place for household in scene.households for child in household.children)
    partners = {partner for household in scene.households for partner in household.partners}
    for number, household in enumerate(scene.households):
        below = rows.households[number] + 1
        yield [
            child.place
            for child in household.children
            if parents[child.place] == 1 and child.place not in partners and rows.figures[child.place] == below
        ]


def _units(scene: Scene, rows: Rows, single: set[int]) -> Iterator[list[list[int]]]:
    """Yield for each household the children who may stand in a stack, each with the partners who go with them.

    Beside those who are single they have no other parents and no children in the picture, and their partners no
    other kin.
    """
    parents = Counter(child.place for household in scene.households for child in household.children)
    for number, household in enumerate(scene.households):
        below = rows.households[number] + 1
        units = []
        for place in [child.place for child in household.children]:
            if place in single:
                units.append([place])
                continue
            homes = [scene.households[home] for home in scene.homes(place)[1]]
            partners = scene.partners(place)
            alone = all(not parents[each] and len(scene.homes(each)[1]) == 1 for each in partners)
            pairs = all(len(home.partners) == 2 and not home.children for home in homes)  # noqa: PLR2004 (a couple)
            one_row = all(rows.figures[each] == below for each in [place, *partners])
            if parents[place] == 1 and partners and alone and pairs and one_row:
                units.append([place, *partners])
        yield units


def stacked(
    scene: Scene, rows: Rows, widths: Sequence[float], heights: Sequence[float], *, widest: float, tallest: int
) -> list[Stack]:
    """Return the stacks of all rows that would be too wide.

    Those whom the picture is about never stand in one.

    Args:
        scene: What is drawn.
        rows: The row of everybody.
        widths: Of every figure's box.
        heights: Of every figure's box.
        widest: How wide a row may be without.
        tallest: How many stand on top of each other at most, where eight columns are enough.
    """
    spread: Counter[int] = Counter()
    for place, row in enumerate(rows.figures):
        spread[row] += round(widths[place] + _USUAL_GAP)
    single = {place for brood in leaves(scene, rows) for place in brood}
    about = {Role.END, Role.ORIGIN}
    stacks = []
    for units in _units(scene, rows, single) if max(spread.values(), default=0) > widest else ():
        kept = [
            unit
            for unit in units
            if all(scene.figures[each].named and scene.figures[each].role not in about for each in unit)
        ]
        if len(kept) >= _FEWEST and spread[rows.figures[kept[0][0]]] > widest:
            stacks.append(_stack(kept, widths, heights, tallest))
    return stacks


def _stack(units: Sequence[Sequence[int]], widths: Sequence[float], heights: Sequence[float], most: int) -> Stack:
    columns = min(-(-len(units) // most), _MOST_COLUMNS)
    high = -(-len(units) // columns)
    spots: list[Spot] = []
    left = tallest = 0.0
    for start in range(0, len(units), high):
        column = units[start : start + high]
        # The boxes of the children are equally wide in a column, so that their partners stand below each other.
        width = max(widths[unit[0]] for unit in column)
        top = beyond = 0.0
        for place, *partners in column:
            tall = max(heights[each] for each in (place, *partners))
            middle, right = top + tall / 2, left + _TWIG + width
            spots.append(Spot(place, right - width / 2, middle, width, tall, left + 1.0))
            for partner in partners:
                right += COUPLE_GAP + widths[partner]
                spots.append(Spot(partner, right - widths[partner] / 2, middle, widths[partner], tall, left + 1.0))
            beyond = max(beyond, right)
            top += tall + _BETWEEN + (_LANE_ROOM if partners[1:] else 0.0)
        tallest = max(tallest, top - _BETWEEN)
        left = beyond + _APART
    return Stack(tuple(spots), left - _APART, tallest)
