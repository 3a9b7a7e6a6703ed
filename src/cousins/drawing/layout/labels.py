"""What is written in the picture: names broken into lines, and how wide they are.

Nobody knows which font a viewer has. The widths here are for each letter the
wider of DejaVu Sans and Noto Sans, so that text fits in either, and with room
to spare in Arial, Helvetica, Roboto or San Francisco. Letters of other scripts
are taken as the mean width of their script and a little more.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from cousins.drawing.layout.placed import Label
from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.drawing.scene.figures import Scene

NAME_SIZE, YEARS_SIZE, LINE_HEIGHT = 13.0, 11.0, 16.0
"""Heights of letters and lines, in the picture's units (CSS pixels)."""

MOST_LINES = 3
LONGEST_NAME = 120
WIDEST_LINE = 134.0
"""Of a name in a row."""
_STRETCH = 1.25
"""How much wider a line may be where three lines would not do."""
_SLACK = 0.5
"""So little wider a line may be if that leaves fewer words to the next."""
_ELLIPSIS = "…"
_REMEMBERED = 10_000
"""Names whose lines are kept: a picture that has to fit is tried in several ways, and often drawn again."""

_HUNDREDTHS = {
    27: "'", 28: "ijl", 29: "J", 32: " ,.", 34: ":;I", 35: "f", 36: "-", 37: "/\\", 39: "()[]t", 40: "!", 41: "r",
    46: '"', 50: "_`", 52: "sz", 53: "?", 55: "*c|", 56: "L", 58: "Fk", 59: "vxy", 60: "P", 61: "TYao", 62: "e",
    63: "ESbdghnpqu", 64: "$0123456789{}", 66: "K", 68: "AV", 69: "BRXZ", 70: "C", 73: "U", 75: "H", 76: "N",
    77: "DG", 78: "&", 79: "OQ", 82: "w", 84: "#+<=>^~", 91: "M", 95: "%", 97: "m", 99: "W", 100: "@",
}  # fmt: skip
_WIDE, _USUAL = 1.0, 0.72
_NO_WIDTH = {"Mn", "Me", "Cf", "Cc", "Cs"}
_ASTRAL = 0x1F000


class _Widths(dict[str, float]):
    """How wide each letter is, for letters of height 1; those met for the first time are looked up."""

    def __missing__(self, letter: str) -> float:
        if unicodedata.category(letter) in _NO_WIDTH:
            width = 0.0
        elif ord(letter) >= _ASTRAL:
            width = 1.4
        elif unicodedata.east_asian_width(letter) in {"W", "F"}:
            width = _WIDE
        else:
            width = self.get(unicodedata.normalize("NFD", letter)[0], _USUAL)
        self[letter] = width
        return width


_WIDTHS = _Widths({letter: hundredths / 100 for hundredths, letters in _HUNDREDTHS.items() for letter in letters})
_width_of = _WIDTHS.__getitem__
_BLANK = NAME_SIZE * _WIDTHS[" "]


def labels_of(scene: Scene, *, widest: float = WIDEST_LINE) -> list[Label]:
    """Return what is written in the box of every figure.

    Args:
        scene: Who is drawn.
        widest: How wide a line of a name may be.
    """
    labels = []
    numbers: dict[int, list[int]] = {}
    for entry in scene.legend:
        for place in entry.places(scene) if entry.number else ():
            numbers.setdefault(place, []).append(entry.number)
    for place, figure in enumerate(scene.figures):
        if figure.named:
            lines, years = wrapped(str(figure.person), widest=widest), harmless(figure.person.years)
            marks = _in_lines(numbers.get(place, ()), widest)
            width = max(*map(text_width, lines), *[text_width(each, YEARS_SIZE) for each in (years, *marks)])
            labels.append(Label(lines, years, width, LINE_HEIGHT * (len(lines) + bool(years) + len(marks)), marks))
        else:
            labels.append(Label())
    return labels


def _in_lines(numbers: Sequence[int], widest: float) -> tuple[str, ...]:
    """Return numbers as they stand in a box, in brackets, runs of them as ``1–3``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = ", ".join(f"{run[0]}–{run[-1]}" if run[2:] else ", ".join(map(str, run)) for run in runs)
    words = f"[{told}]".split()
    return tuple(_balanced(words, list(map(text_width, words)), widest, len(numbers))) if runs else ()


def text_width(text: str, size: float = NAME_SIZE) -> float:
    """Return how wide a text is, in units of the picture; rather too wide than too narrow.

    Args:
        text: One line.
        size: The height of the letters.

    Example:
        >>> text_width("Victoria") < text_width("Wilhelmina")
        True
    """
    return sum(map(_width_of, text)) * size


@lru_cache(_REMEMBERED)
def wrapped(text: str, *, widest: float = WIDEST_LINE, most: int = MOST_LINES) -> tuple[str, ...]:
    """Return a name in at most three lines of about equal length; what does not fit ends in an ellipsis.

    Args:
        text: The name.
        widest: How wide a line should be; a quarter wider where the name needs it.
        most: How many lines there may be.

    Example:
        >>> wrapped("Victoria")
        ('Victoria',)
        >>> wrapped("Princess Alice of Battenberg")
        ('Princess Alice', 'of Battenberg')
    """
    whole = harmless(text)
    if whole and text_width(whole) <= widest and len(whole) <= LONGEST_NAME:
        return (whole,)
    words = whole[:LONGEST_NAME].split() or ["?"]
    widths = list(map(text_width, words))
    broken = max(widths) > widest
    lines = words
    for width in (_STRETCH * widest,) if broken else (widest, _STRETCH * widest):
        lines = _balanced(words, widths, width, most)
        if len(lines) <= most and len(whole) <= LONGEST_NAME:
            return tuple(lines)
    last = min(most, len(lines)) - 1
    line = lines[last]
    while line and text_width(line + _ELLIPSIS) > _STRETCH * widest:
        line = line[:-1]
    return (*lines[:last], line.rstrip() + _ELLIPSIS)


def _balanced(words: list[str], widths: list[float], widest: float, most: int) -> list[str]:
    """Return words in lines of about equal length, as few as fit the width, or in more lines than so many.

    Args:
        words: What is written.
        widths: How wide each word is.
        widest: How wide a line may be.
        most: How many lines are enough.
    """
    if max(widths) > widest:
        fit = [pieces_of(word, widest) if width > widest else [word] for word, width in zip(words, widths, strict=True)]
        words = [piece for pieces in fit for piece in pieces]
        widths = list(map(text_width, words))
    whole, limit = sum(widths) + _BLANK * (len(widths) - 1), max(widest, *widths)
    # No fewer lines than the sum of widths fills can do; for each number of lines, about the narrowest that holds them:
    # none is narrower than equal parts, and then it is where some line would just take one word more.
    for count in range(1 + int(whole // (widest + _BLANK)), most + 1):
        width = max(*widths, (whole - _BLANK * (count - 1)) / count)
        while width <= limit:
            ends, wider = line_ends(widths, width)
            if len(ends) <= count:
                ends, _ = line_ends(widths, min(width + _SLACK, limit))
                return [" ".join(words[start:end]) for start, end in pairwise([0, *ends])]
            width = wider
    return [" ".join(words[start:end]) for start, end in pairwise([0, *line_ends(widths, widest)[0]])]


def line_ends(widths: list[float], widest: float) -> tuple[list[int], float]:
    """Return before which word each line ends when every line takes as many as fit, and how wide one takes more."""
    ends: list[int] = []
    wider = inf
    filled = widths[0]
    for place, width in enumerate(widths[1:], 1):
        filled += _BLANK + width
        if filled > widest:
            wider = min(wider, filled)
            ends.append(place)
            filled = width
    return [*ends, len(widths)], wider


def pieces_of(word: str, widest: float) -> list[str]:
    """Return a word too wide for any line in pieces, parted after hyphens where it has any."""
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter) > widest:
            cut = piece.rfind("-") + 1 or len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += letter
    return [*pieces, piece]
