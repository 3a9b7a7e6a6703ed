"""Who is nobody: names that stand for "no name"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_PHRASES: Final = Path(__file__).with_name("nobody.txt")
_WITHOUT_BLANKS: Final = "\u2e80"
"""From here on letters of scripts that write words without blanks between them."""


class _Phrases(NamedTuple):
    """What stands at the beginning or the end of a name for nobody, with the blank that parts it from the rest."""

    beginnings: tuple[str, ...]
    ends: tuple[str, ...]


def stands_for_nobody(name: str) -> bool:
    """Return whether a name says that no name is known, such as "N.N. Smith", "unbekannt" or "stillborn".

    So two people of that name need not be one. The phrases stand in ``nobody.txt``.

    Example:
        >>> [stands_for_nobody(name) for name in ("N. N. Smith", "? Smith", "Stillborn Smith", "N. Smith")]
        [True, True, True, False]
    """
    words = _words(name)
    if not (words[0] and words[-1]):
        return True
    known, text = _phrases(), " ".join(words)
    return f"{text} ".startswith(known.beginnings) or f" {text}".endswith(known.ends)


def _words(text: str) -> list[str]:
    """Return the words without case, accents and punctuation; a word of signs only is empty.

    Letters with dots between them are one word: "N.N." is "nn".
    """
    letters = (letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", unicodedata.normalize("NFC", "".join(letters)))
    return ["".join(letter for letter in word if letter.isalnum()) for word in re.split(r"[\s/-]+", plain)]


@cache
def _phrases() -> _Phrases:
    """Return the phrases of the file; a phrase that ends in an ellipsis only begins names."""
    lines = [line.partition("#")[0].strip() for line in _PHRASES.read_text(encoding="utf-8").splitlines()]
    beginnings, ends = [], []
    for line in filter(None, lines):
        phrase = " ".join(_words(line.rstrip(" …")))
        joined = phrase[0] >= _WITHOUT_BLANKS
        beginnings.append(phrase if joined else f"{phrase} ")
        if not line.endswith("…"):
            ends.append(phrase if joined else f" {phrase}")
    return _Phrases(tuple(beginnings), tuple(ends))
