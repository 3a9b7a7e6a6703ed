"""How large everybody's box is, and what is written in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.drawing.layout.metrics import LINE_HEIGHT, YEARS_SIZE, text_width, wrapped
from cousins.drawing.layout.portraits import BELOW, HEIGHT, WIDTH
from cousins.drawing.layout.stacking import stacked
from cousins.drawing.scene.cast import Role
from cousins.plain import harmless

if TYPE_CHECKING:
    from cousins.drawing.layout.layers import Rows
    from cousins.drawing.scene.cast import Figure, Scene

DOT = 9.0
INSET = 5.0
"""Between the upper edge of a box and what is in it."""
_PADDING = 10.0
_SMALLEST = 44.0
_BOLD = 1.08


@dataclass(frozen=True, slots=True)
class Label:
    """What is written in a box: the name in up to three lines, and the years."""

    lines: tuple[str, ...] = ()
    years: str = ""

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        return max([0.0, *map(text_width, self.lines), text_width(self.years, YEARS_SIZE)])

    def height(self, *, portrait: bool) -> float:
        """Return how high everything in the box is together, with a portrait above the name or without."""
        lines = len(self.lines) + bool(self.years)
        return lines * LINE_HEIGHT + (HEIGHT + BELOW if portrait else 0.0)


class Boxes:
    """The sizes of all figures; boxes of one row are equally high, but for those in stacks.

    Attributes:
        labels: What is written in each box.
        heights: How high each row of people is.
        stacks: For each of those who stand for a stack, the stack.
        spots: For each of those in a stack, who stands for it and where they stand.
    """

    def __init__(self, scene: Scene, rows: Rows, *, widest: float) -> None:
        self.scene, self.rows = scene, rows
        self.labels = [
            Label(wrapped(str(each.person)), harmless(each.person.years)) if each.named else Label()
            for each in scene.figures
        ]
        self._widths = list(map(self._wide, self.labels, scene.figures))
        own = list(map(self._high, self.labels, scene.figures))
        stacks = stacked(scene, rows, self._widths, own, widest)
        self.stacks = {stack.spots[0].place: stack for stack in stacks}
        self.spots = {spot.place: (head, spot) for head, stack in self.stacks.items() for spot in stack.spots}
        self._heights: dict[int, float] = {}
        for place, row in enumerate(rows.figures):
            if place not in self.spots:
                self._heights[row] = max(own[place], self._heights.get(row, 0.0))
        self.heights = dict(self._heights)
        for head, stack in self.stacks.items():
            row = rows.figures[head]
            self.heights[row] = max(stack.height, self.heights.get(row, 0.0))

    def _wide(self, label: Label, figure: Figure) -> float:
        if not figure.named:
            return DOT
        bold = _BOLD if figure.role is Role.END else 1.0
        least = WIDTH + 2 * _PADDING if figure.portrait else _SMALLEST
        return max(least, round(label.width * bold + 2 * _PADDING))

    def _high(self, label: Label, figure: Figure) -> float:
        return label.height(portrait=figure.portrait is not None) + 2 * INSET if figure.named else DOT

    def width(self, place: int) -> float:
        """Return how wide a figure is."""
        return self.spots[place][1].width if place in self.spots else self._widths[place]

    def span(self, place: int) -> float:
        """Return how much room a figure takes in its row, with the stack it stands for."""
        return self.stacks[place].width if place in self.stacks else self._widths[place]

    def height(self, place: int) -> float:
        """Return how high a figure is."""
        if place in self.spots:
            return self.spots[place][1].height
        return self._heights[self.rows.figures[place]] if self.scene.figures[place].named else DOT

    def middle(self, place: int) -> float:
        """Return how far below the upper edge of its row the middle of a figure is."""
        return self.spots[place][1].y if place in self.spots else self._heights[self.rows.figures[place]] / 2
