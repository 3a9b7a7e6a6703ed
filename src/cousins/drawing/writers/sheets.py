"""How a picture is cut into sheets of paper: which way they lie, how large the text is, and where the cuts are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from cousins.drawing.layout.labels import YEARS_SIZE
from cousins.drawing.layout.legend import CREDIT_HEIGHT, heights
from cousins.errors import FormatError, SettingsError, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.drawing.layout.placed import Layout, PlacedFigure

MILLIMETRE = 72 / 25.4
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "Letter": (215.9, 279.4)}
"""Width and height of a sheet that stands upright, in millimetres."""
EDGE = 10 * MILLIMETRE
"""What printers leave white on every side, in points."""
MARKS = 5 * MILLIMETRE
"""Room for the marks and the page's place between that edge and the picture."""
STRIP = 8 * MILLIMETRE
"""How much of the next sheet a sheet shows as well, for that one to be glued on."""
MOST = 200
"""Sheets a picture may take."""
_SCALES = (0.75, 0.72, 0.69)
"""Points for a pixel where there are several sheets: names of 9 to 10 points."""
_SMALLEST = 7 / YEARS_SIZE
"""Points for a pixel at least where that brings all on one sheet: the smallest text has 7 points."""
_STEPS = 50
"""Places on a sheet where a cut is thought of."""
_WORTH = 4
"""Boxes that are left whole for one sheet more."""
_GAP = 3.0
"""How near to a box a cut may come, in pixels."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """What of the picture belongs to one sheet, in its pixels; the strips beyond are not counted.

    Attributes:
        row: From 0, the uppermost.
        column: From 0, the leftmost.
        left: Where it begins.
        top: Where it begins.
        right: Where the next sheet of the row is laid on.
        bottom: Where the next row is laid on.
    """

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def name(self) -> str:
        """Letters for the row and a number for the column.

        Example:
            >>> Part(1, 2, 0, 0, 9, 9).name, Part(26, 0, 0, 0, 9, 9).name
            ('B3', 'AA1')
        """
        letters, row = "", self.row + 1
        while row:
            row, letter = divmod(row - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Sheets:
    """A picture on sheets of paper.

    Attributes:
        width: Of a sheet, in points.
        height: Of a sheet, in points.
        scale: Points for a pixel of the picture.
        parts: What is on each sheet, row by row.
        cut: How many boxes lie across a cut.
    """

    width: float
    height: float
    scale: float
    parts: tuple[Part, ...]
    cut: int

    @property
    def rows(self) -> int:
        """How many rows of sheets there are."""
        return self.parts[-1].row + 1

    def columns(self, row: int) -> int:
        """Return how many sheets there are in a row; where it has few gaps it may have one more than another."""
        return sum(part.row == row for part in self.parts)


def paper_named(name: str) -> str:
    """Return the name of a paper as it is spelt.

    Raises:
        SettingsError: There is no such paper; the error lists those there are.

    Example:
        >>> paper_named("a4"), paper_named("LETTER")
        ('A4', 'Letter')
    """
    for paper in PAPERS:
        if paper.lower() == name.strip().lower():
            return paper
    raise SettingsError(f"there is no paper {quoted(name)}; pick one of {', '.join(PAPERS)}")


def sheets_of(layout: Layout, paper: str) -> Sheets:
    """Return how a picture is put on sheets: on few, and with few boxes cut in two.

    Args:
        layout: The picture.
        paper: One of `PAPERS`.

    Raises:
        FormatError: It would take too many sheets.
    """
    short, long = (side * MILLIMETRE for side in PAPERS[paper])
    both = ((long, short), (short, long))
    whole = max(both, key=lambda size: _whole(layout, size))
    if _whole(layout, whole) >= _SMALLEST:
        part = Part(0, 0, 0.0, 0.0, layout.width, layout.height)
        return Sheets(*whole, min(_SCALES[0], _whole(layout, whole)), (part,), 0)
    # Where even sheets without edges are too many, nobody waits for the cuts.
    least = _SCALES[-1]
    fewest = min(ceil(layout.width * least / width) * ceil(layout.height * least / height) for width, height in both)
    if fewest <= MOST:
        tried = [_cut(layout, size, scale) for size in both for scale in _SCALES]
        best = min(tried, key=lambda each: (each.cut + _WORTH * len(each.parts), -each.scale))
        fewest = len(best.parts)
        if fewest <= MOST:
            return best
    told = f"{fewest:,} sheets of {paper} or more, and at most {MOST} are made"
    raise FormatError("PDF", f"it takes {told}; take larger paper or draw fewer people")


def _whole(layout: Layout, size: tuple[float, float]) -> float:
    """Return the points for a pixel with which all is on one sheet."""
    return min((size[0] - 2 * EDGE) / max(layout.width, 1.0), (size[1] - 2 * EDGE) / max(layout.height, 1.0))


def _rooms(size: tuple[float, float], scale: float) -> tuple[float, float]:
    """Return how wide and high a part may be, in pixels, so that there is room for a strip beside it."""
    width, height = ((side - 2 * (EDGE + MARKS) - STRIP) / scale for side in size)
    return width, height


def _cut(layout: Layout, size: tuple[float, float], scale: float) -> Sheets:
    """Return the picture cut into rows, and each of them into sheets where it has gaps."""
    width, height = _rooms(size, scale)
    strip = STRIP / scale
    lines = len(layout.credits)
    texts = [(layout.height - CREDIT_HEIGHT * (lines - at + 1), layout.height) for at in range(lines)]
    upright = [_upright(figure) for figure in layout.figures]
    texts += [span for note in (layout.title, *layout.legend) if note for span in heights(note)]
    tops, cut = _cuts(layout.height, height, strip, [*upright, *texts], worth=_WORTH * ceil(layout.width / width))
    parts = []
    for row, (top, bottom) in enumerate(pairwise(tops)):
        inside = [
            _across(figure)
            for figure, (above, below) in zip(layout.figures, upright, strict=True)
            if above < bottom and below > top
        ]
        lefts, more = _cuts(layout.width, width, strip, inside, worth=_WORTH)
        cut += more
        parts += [Part(row, column, left, top, right, bottom) for column, (left, right) in enumerate(pairwise(lefts))]
    return Sheets(*size, scale, tuple(parts), cut)


def _upright(figure: PlacedFigure) -> Interval:
    return figure.y - figure.height / 2 - _GAP, figure.y + figure.height / 2 + _GAP


def _across(figure: PlacedFigure) -> Interval:
    return figure.x - figure.width / 2 - _GAP, figure.x + figure.width / 2 + _GAP


def _cuts(
    length: float, room: float, strip: float, boxes: Sequence[Interval], *, worth: int
) -> tuple[list[float], int]:
    """Return where a length is cut, with both its ends, and how many boxes are.

    A way with few pieces and few boxes cut is taken, and of equally good ones the evenest.

    Args:
        length: What is to be cut.
        room: How long a piece may be.
        strip: How much longer the last may be.
        boxes: What should stay whole.
        worth: How many boxes whole are worth a piece more.
    """
    begins, ends = sorted([begin for begin, _ in boxes]), sorted([end for _, end in boxes])
    step = room / _STEPS
    # For each place what the pieces before it and boxes cut cost, how uneven they are, the cut before, and boxes cut.
    best: list[tuple[int, int, int, int]] = [(0, 0, 0, 0)]
    while length - (len(best) - 1) * step > step:
        at = len(best) * step
        through = bisect_left(begins, at) - bisect_right(ends, at)
        here = len(best)
        best.append(
            min(
                (best[last][0] + worth + through, best[last][1] + (here - last) ** 2, last, best[last][3] + through)
                for last in range(max(0, here - _STEPS), here)
            )
        )
    reach = (length - room - strip) / step
    last = min(
        [place for place in range(len(best)) if place >= reach],
        key=lambda place: (best[place][0], best[place][1] + (length / step - place) ** 2),
    )
    through = best[last][3]
    found = [length]
    while last:
        found.append(last * step)
        last = best[last][2]
    return [0.0, *reversed(found)], through
