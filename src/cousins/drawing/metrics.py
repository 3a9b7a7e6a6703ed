"""How wide text is, and how a name is broken into lines.

Nobody knows which font a viewer has. The widths here are for each letter the
wider of DejaVu Sans and Noto Sans, so that text fits in either, and with room
to spare in Arial, Helvetica, Roboto or San Francisco. Letters of other scripts
are taken as the mean width of their script and a little more.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

NAME_SIZE, YEARS_SIZE, LINE_HEIGHT = 13.0, 11.0, 16.0
"""Heights of letters and lines, in the picture's units (CSS pixels)."""

MOST_LINES = 3
LONGEST_NAME = 120
_WIDEST_LINE = 134.0
_STRETCH = 1.25
"""How much wider a line may be where three lines would not do."""
_ELLIPSIS = "…"

_HUNDREDTHS = {
    27: "'", 28: "ijl", 29: "J", 32: " ,.", 34: ":;I", 35: "f", 36: "-", 37: "/\\", 39: "()[]t", 40: "!", 41: "r",
    46: '"', 50: "_`", 52: "sz", 53: "?", 55: "*c|", 56: "L", 58: "Fk", 59: "vxy", 60: "P", 61: "TYao", 62: "e",
    63: "ESbdghnpqu", 64: "$0123456789{}", 66: "K", 68: "AV", 69: "BRXZ", 70: "C", 73: "U", 75: "H", 76: "N",
    77: "DG", 78: "&", 79: "OQ", 82: "w", 84: "#+<=>^~", 91: "M", 95: "%", 97: "m", 99: "W", 100: "@",
}  # fmt: skip
_WIDTHS = {letter: hundredths / 100 for hundredths, letters in _HUNDREDTHS.items() for letter in letters}
_WIDE, _USUAL = 1.0, 0.72
_NO_WIDTH = {"Mn", "Me", "Cf", "Cc", "Cs"}
_ASTRAL = 0x1F000


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0.0
    if ord(letter) >= _ASTRAL:
        return 1.4
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return _WIDE
    bare = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(bare, _USUAL)


def text_width(text: str, size: float = NAME_SIZE) -> float:
    """Return how wide a text is, in units of the picture; rather too wide than too narrow.

    Args:
        text: One line.
        size: The height of the letters.

    Example:
        >>> text_width("Victoria") < text_width("Wilhelmina")
        True
    """
    return sum(map(_letter_width, text)) * size


def clean(text: str) -> str:
    """Return a text fit to be drawn: no control characters, no surrogates, single blanks.

    Marks that turn the direction of writing are left out too, so that no name
    can turn its neighbours around.
    """
    kept = (" " if letter.isspace() else letter for letter in text if letter.isspace() or _is_drawn(letter))
    return " ".join("".join(kept).split())


def _is_drawn(letter: str) -> bool:
    if letter in "\u200c\u200d":
        return True
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def wrapped(text: str, *, widest: float = _WIDEST_LINE, most: int = MOST_LINES) -> tuple[str, ...]:
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
    broken = any(text_width(word) > widest for word in clean(text)[:LONGEST_NAME].split())
    for width in (_STRETCH * widest,) if broken else (widest, _STRETCH * widest):
        lines = _balanced(text, width, most)
        if len(lines) <= most and len(clean(text)) <= LONGEST_NAME:
            return tuple(lines)
    last = min(most, len(lines)) - 1
    return (*lines[:last], _shortened(lines[last], _STRETCH * widest))


def _balanced(text: str, widest: float, most: int) -> list[str]:
    """Return a name in lines of about equal length, as few as fit the width."""
    words = [piece for word in clean(text)[:LONGEST_NAME].split() for piece in _pieces(word, widest)] or ["?"]
    lines = _filled(words, widest)
    for count in range(1 + int(text_width(" ".join(words)) // widest), most + 1):
        lines = _filled(words, _narrowest(words, count, widest))
        if len(lines) <= count:
            break
    return lines


def _narrowest(words: list[str], count: int, widest: float) -> float:
    """Return the smallest width at which the words fill no more than so many lines."""
    low, high = max(map(text_width, words)), max(widest, *map(text_width, words))
    if len(_filled(words, high)) > count:
        return high
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(words, middle)) <= count:
            high = middle
        else:
            low = middle
    return high


def _filled(words: list[str], widest: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if text_width(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(word: str, widest: float) -> list[str]:
    """Return a word too wide for any line in pieces, parted after hyphens where it has any."""
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter) > widest:
            cut = piece.rfind("-") + 1 or len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
        piece += letter
    return [*pieces, piece]


def _shortened(line: str, widest: float) -> str:
    while line and text_width(line + _ELLIPSIS) > widest:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS
