"""What is written in the picture: names broken into lines, how wide they are, and who made the portraits.

Nobody knows which font a viewer has. The widths here are for each letter the
wider of DejaVu Sans and Noto Sans, so that text fits in either, and with room
to spare in Arial, Helvetica, Roboto or San Francisco. Letters of other scripts
are taken as the mean width of their script and a little more.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.drawing.layout.placed import Label
from cousins.plain import harmless

if TYPE_CHECKING:
    from cousins.drawing.scene.figures import Scene

NAME_SIZE, YEARS_SIZE, LINE_HEIGHT = 13.0, 11.0, 16.0
"""Heights of letters and lines, in the picture's units (CSS pixels)."""

CREDIT_HEIGHT = 15.0

MOST_LINES = 3
LONGEST_NAME = 120
WIDEST_LINE = 134.0
"""Of a name in a row."""
_STRETCH = 1.25
"""How much wider a line may be where three lines would not do."""
_ELLIPSIS = "…"

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
    for figure in scene.figures:
        if figure.named:
            lines, years = wrapped(str(figure.person), widest=widest), harmless(figure.person.years)
            width = max([*map(text_width, lines), text_width(years, YEARS_SIZE)])
            labels.append(Label(lines, years, width, LINE_HEIGHT * (len(lines) + bool(years))))
        else:
            labels.append(Label())
    return labels


def credit_lines(scene: Scene, width: float) -> tuple[str, ...]:
    """Return who made the portraits, in lines.

    Args:
        scene: Whose portraits.
        width: How wide a line may be.

    Returns:
        No line where there are no portraits.
    """
    shown: dict[str, list[str]] = {}
    for figure in scene.figures:
        if figure.named and figure.portrait:
            shown.setdefault(harmless(figure.portrait.credit), []).append(harmless(str(figure.person)))
    told = [f"{credit} ({'; '.join(people)})" for credit, people in shown.items()]
    return filled(f"Portraits: {', '.join(told)}.", width, YEARS_SIZE) if told else ()


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
    broken = max(map(text_width, words)) > widest
    lines = words
    for width in (_STRETCH * widest,) if broken else (widest, _STRETCH * widest):
        lines = _balanced(words, width, most)
        if len(lines) <= most and len(whole) <= LONGEST_NAME:
            return tuple(lines)
    last = min(most, len(lines)) - 1
    line = lines[last]
    while line and text_width(line + _ELLIPSIS) > _STRETCH * widest:
        line = line[:-1]
    return (*lines[:last], line.rstrip() + _ELLIPSIS)


def _balanced(words: list[str], widest: float, most: int) -> list[str]:
    """Return words in lines of about equal length, as few as fit the width."""
    pieces = [piece for word in words for piece in _pieces(word, widest)]
    widths = list(map(text_width, pieces))
    ends = _filled(widths, widest)
    # No fewer lines than the sum of widths fills can do; for each number of lines, the narrowest that holds them.
    for count in range(1 + int((sum(widths) + _BLANK * (len(widths) - 1)) // widest), most + 1):
        ends = _filled(widths, _narrowest(widths, count, widest))
        if len(ends) <= count:
            break
    return [" ".join(pieces[start:end]) for start, end in pairwise([0, *ends])]


def filled(text: str, widest: float, size: float) -> tuple[str, ...]:
    """Return a text in as few lines as have room for its words.

    Args:
        text: What to write.
        widest: How wide a line may be; words wider than that are parted.
        size: The height of the letters.

    Example:
        >>> filled("one two three", 50, 11)
        ('one two', 'three')
    """
    room = widest * NAME_SIZE / size
    pieces = [piece for word in harmless(text).split() for piece in _pieces(word, room)] or [""]
    ends = _filled(list(map(text_width, pieces)), room)
    return tuple(" ".join(pieces[start:end]) for start, end in pairwise([0, *ends]))


def _narrowest(widths: list[float], count: int, widest: float) -> float:
    """Return about the smallest width at which words fill no more than so many lines."""
    low, high = max(widths), max(widest, *widths)
    if len(_filled(widths, high)) > count:
        return high
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(widths, middle)) <= count:
            high = middle
        else:
            low = middle
    return high


def _filled(widths: list[float], widest: float) -> list[int]:
    """Return before which word each line ends when every line takes as many words as fit."""
    ends: list[int] = []
    filled = widths[0]
    for place, width in enumerate(widths[1:], 1):
        filled += _BLANK + width
        if filled > widest:
            ends.append(place)
            filled = width
    return [*ends, len(widths)]


def _pieces(word: str, widest: float) -> list[str]:
    """Return a word too wide for any line in pieces, parted after hyphens where it has any."""
    if text_width(word) <= widest:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter) > widest:
            cut = piece.rfind("-") + 1 or len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += letter
    return [*pieces, piece]
