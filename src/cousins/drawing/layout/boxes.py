"""How large everybody's box is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.drawing.layout.stacking import stacked
from cousins.drawing.scene.figures import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.drawing.layout.layers import Rows
    from cousins.drawing.layout.placed import Label
    from cousins.drawing.layout.stacking import Spot, Stack
    from cousins.drawing.scene.figures import Scene

DOT = 9.0
INSET = 5.0
"""Between the upper edge of a box and what is in it."""
PORTRAIT_WIDTH, PORTRAIT_HEIGHT = 52.0, 64.0
"""The size of every portrait, in CSS pixels; images of another shape are cut, heads rather than feet kept."""
PORTRAIT_GAP = 5.0
"""Between a portrait and the name."""

_PADDING = 10.0
_SMALLEST = 44.0
_BOLD = 1.08


@dataclass(frozen=True, slots=True)
class Boxes:
    """The sizes of all figures; boxes of one row are equally high, but for those in stacks.

    Attributes:
        labels: What is written in each.
        widths: How wide each figure is.
        heights: How high each figure is.
        middles: How far below the upper edge of its row the middle of each figure is.
        spans: How much room each figure takes in its row, with the stack it stands for.
        rows: How high each row of people is.
        stacks: For each of those who stand for a stack, the stack.
        spots: For each of those in a stack, who stands for it and where they stand.
        across: Whether the picture is turned afterwards, so that rows become columns.
        least: A width that the picture, turned if it will be, certainly has.
    """

    labels: Sequence[Label]
    widths: Sequence[float]
    heights: Sequence[float]
    middles: Sequence[float]
    spans: Sequence[float]
    rows: Mapping[int, float]
    stacks: Mapping[int, Stack]
    spots: Mapping[int, tuple[int, Spot]]
    across: bool
    least: float


def boxes_of(
    scene: Scene, rows: Rows, labels: Sequence[Label], *, widest: float, tallest: int, across: bool = False
) -> Boxes:
    """Return the sizes of all figures.

    Args:
        scene: What is drawn.
        rows: The row of everybody.
        labels: What is written in each box.
        widest: In rows that would be wider, childless brothers and sisters stand on top of each other.
        tallest: How many of them stand on top of each other.
        across: Whether the picture is turned afterwards: widths are then those along the rows, which are columns.
    """
    widths, heights = [], []
    for figure, label in zip(scene.figures, labels, strict=True):
        bold = _BOLD if figure.role is Role.END else 1.0
        least = PORTRAIT_WIDTH + 2 * _PADDING if figure.portrait else _SMALLEST
        above = PORTRAIT_HEIGHT + PORTRAIT_GAP if figure.portrait else 0.0
        widths.append(max(least, round(label.width * bold + 2 * _PADDING)) if figure.named else DOT)
        heights.append(label.height + above + 2 * INSET if figure.named else DOT)
    if across:
        widths, heights = heights, widths
    stacks = {
        stack.spots[0].place: stack for stack in stacked(scene, rows, widths, heights, widest=widest, tallest=tallest)
    }
    spots = {spot.place: (head, spot) for head, stack in stacks.items() for spot in stack.spots}
    side_by_side: dict[int, float] = {}
    for place, row in enumerate(rows.figures):
        if place not in spots:
            side_by_side[row] = max(heights[place], side_by_side.get(row, 0.0))
    whole = dict(side_by_side)
    for head, stack in stacks.items():
        whole[rows.figures[head]] = max(stack.height, whole.get(rows.figures[head], 0.0))
    spans, middles = list(widths), []
    for place, (row, figure) in enumerate(zip(rows.figures, scene.figures, strict=True)):
        if place in spots:
            spot = spots[place][1]
            widths[place], heights[place] = spot.width, spot.height
            middles.append(spot.y)
        else:
            heights[place] = side_by_side[row] if figure.named else DOT
            # A dot stands where its line comes in; in a row that is the middle, as there all lines run on to it.
            middles.append(DOT / 2 if across and not figure.named else side_by_side[row] / 2)
    for head, stack in stacks.items():
        spans[head] = stack.width
    filled: Counter[int] = Counter()
    for place, row in enumerate(rows.figures):
        filled[row] += 0 if place in spots and place not in stacks else round(spans[place])
    least = sum(whole.values()) if across else max(filled.values(), default=0)
    return Boxes(labels, widths, heights, middles, spans, whole, stacks, spots, across, least)
