"""Childless brothers and sisters on top of each other, in rows that would be too wide with everybody side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from cousins.drawing.scene.figures import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.drawing.layout.layers import Rows
    from cousins.drawing.scene.figures import Scene

_FEWEST, _TALLEST, _MOST_COLUMNS = 2, 3, 8
"""How many make a stack, how many one column of it holds, and how many columns there are before they grow longer."""
_BETWEEN, _TWIG, _APART = 12.0, 14.0, 12.0
"""Between boxes of a column, left of a column for its line, and between columns."""
_USUAL_GAP = 26.0


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
    """Brothers and sisters in columns, the eldest first, each column read down.

    Attributes:
        spots: Everybody; the first stands for all while the row is put in order.
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


def stacked(scene: Scene, rows: Rows, widths: Sequence[float], heights: Sequence[float], widest: float) -> list[Stack]:
    """Return the stacks of all rows that would be too wide.

    Those whom the picture is about never stand in one.

    Args:
        scene: What is drawn.
        rows: The row of everybody.
        widths: Of every figure's box.
        heights: Of every figure's box.
        widest: How wide a row may be without.
    """
    spread: Counter[int] = Counter()
    for place, row in enumerate(rows.figures):
        spread[row] += round(widths[place] + _USUAL_GAP)
    stacks = []
    for brood in leaves(scene, rows):
        shown = [(place, scene.figures[place]) for place in brood]
        kept = [place for place, each in shown if each.named and each.role not in {Role.END, Role.ORIGIN}]
        if len(kept) >= _FEWEST and spread[rows.figures[kept[0]]] > widest:
            stacks.append(_stack(kept, widths, heights))
    return stacks


def _stack(places: Sequence[int], widths: Sequence[float], heights: Sequence[float]) -> Stack:
    columns = min(-(-len(places) // _TALLEST), _MOST_COLUMNS)
    high = -(-len(places) // columns)
    spots: list[Spot] = []
    left = tallest = 0.0
    for start in range(0, len(places), high):
        column = places[start : start + high]
        width = max(widths[place] for place in column)
        tops = list(accumulate((heights[place] + _BETWEEN for place in column), initial=0.0))
        spots += [
            Spot(place, left + _TWIG + width / 2, top + heights[place] / 2, width, heights[place], left + 1.0)
            for place, top in zip(column, tops, strict=False)
        ]
        tallest = max(tallest, tops[-1] - _BETWEEN)
        left += _TWIG + width + _APART
    return Stack(tuple(spots), left - _APART, tallest)
