"""Text that may come from anywhere, made fit for one line, and how many columns of a terminal it takes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_JOINERS = "\u200c\u200d"
"""Unseen, but without them Persian and Indic names are spelled wrongly."""
_BREAKING = {"Cc", "Cs", "Zl", "Zp", "Zs"}


def harmless(text: str) -> str:
    r"""Return a text as one line that can do no harm to a terminal, a page or a picture, with single blanks.

    Control characters, line ends and halves of letters become blanks; what turns the
    direction of writing, and with it the neighbours of a name, is left out, and so is
    whatever else is never seen.

    Example:
        >>> harmless("Eve\x1b[2J\n  of \u202eKent")
        'Eve [2J of Kent'
    """
    if not text.isprintable():
        letters = (letter if letter.isprintable() or letter in _JOINERS else _instead_of(letter) for letter in text)
        text = "".join(letters)
    return " ".join(text.split())


def without_formulas(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row of a table with an apostrophe before each cell that a spreadsheet would take for a formula.

    Negative years are none.

    Example:
        >>> without_formulas({"name": "=1+1", "born": "-0043", "id": "a"})
        {'name': "'=1+1", 'born': '-0043', 'id': 'a'}
    """
    return {
        name: f"'{cell}" if cell[:1] in _FORMULA and cell and cell.strip("-0123456789X~J.") else cell
        for name, cell in row.items()
    }


_FORMULA = "=+-@\t\r\n"


def _instead_of(letter: str) -> str:
    return " " if unicodedata.category(letter) in _BREAKING else ""


def columns(text: str) -> int:
    """Return how many columns a text takes in a terminal: two for a wide letter, none for a mark above another.

    Example:
        >>> columns("昭和天皇"), columns("ภูมิพล"), columns("Zoë–")
        (8, 4, 4)
    """
    # Latin letters and dashes, which years have, take one column each; only other scripts cost a table.
    if all(letter < "\u0300" or "\u2010" <= letter <= "\u2026" for letter in text):
        return len(text)
    from wcwidth import wcswidth  # noqa: PLC0415 (10 ms that most names do not need)

    return max(wcswidth(text), 0)
