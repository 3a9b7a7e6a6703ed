"""How large everybody's box is, and what is written in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.drawing.cast import Role
from cousins.drawing.metrics import LINE_HEIGHT, YEARS_SIZE, clean, text_width, wrapped
from cousins.drawing.portraits import BELOW, HEIGHT, WIDTH

if TYPE_CHECKING:
    from cousins.drawing.cast import Figure, Scene
    from cousins.drawing.layers import Rows

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
    """The sizes of all figures; boxes of one row are equally high.

    Attributes:
        labels: What is written in each box.
    """

    def __init__(self, scene: Scene, rows: Rows) -> None:
        self.scene, self.rows = scene, rows
        self.labels = [
            Label(wrapped(str(each.person)), clean(each.person.years)) if each.named else Label()
            for each in scene.figures
        ]
        self._widths = list(map(self._wide, self.labels, scene.figures))
        self.heights: dict[int, float] = {}
        for row, label, figure in zip(rows.figures, self.labels, scene.figures, strict=True):
            height = label.height(portrait=figure.portrait is not None) + 2 * INSET if label.lines else DOT
            self.heights[row] = max(height, self.heights.get(row, 0.0))

    def _wide(self, label: Label, figure: Figure) -> float:
        if not figure.named:
            return DOT
        bold = _BOLD if figure.role is Role.END else 1.0
        least = WIDTH + 2 * _PADDING if figure.portrait else _SMALLEST
        return max(least, round(label.width * bold + 2 * _PADDING))

    def width(self, place: int) -> float:
        """Return how wide a figure is."""
        return self._widths[place]

    def height(self, place: int) -> float:
        """Return how high a figure is."""
        return self.heights[self.rows.figures[place]] if self.scene.figures[place].named else DOT
