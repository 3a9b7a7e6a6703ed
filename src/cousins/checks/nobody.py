"""Who is nobody: names that stand for "no name", and unknown parents that a reader put in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_PUT_IN: Final = re.compile(r"\?(?:father|mother)\?*")
_PHRASES: Final = Path(__file__).with_name("nobody.txt")
_WITHOUT_BLANKS: Final = "\u2e80"
"""From here on letters of scripts that write words without blanks between them."""


class _Phrases(NamedTuple):
    """What begins or ends a name that stands for nobody, and what only begins one."""

    anywhere: frozenset[str]
    beginnings: frozenset[str]
    joined: tuple[str, ...]
    longest: int


def is_put_in(person_id: str) -> bool:
    """Return whether somebody is an unknown parent whom a reader put in, as brothers and sisters without parents get.

    Example:
        >>> is_put_in("F2?father"), is_put_in("I2")
        (True, False)
    """
    return "?" in person_id and _PUT_IN.fullmatch(person_id, person_id.index("?")) is not None


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
    known = _phrases()
    starts = {" ".join(words[:count]) for count in range(1, known.longest + 1)}
    ends = {" ".join(words[-count:]) for count in range(1, known.longest + 1)}
    if starts & known.beginnings or (starts | ends) & known.anywhere:
        return True
    return words[-1].endswith(known.joined) or words[0].startswith(known.joined)


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
    beginnings = {" ".join(_words(line.rstrip(" …"))) for line in lines if line.endswith("…")}
    anywhere = {" ".join(_words(line)) for line in lines if line and not line.endswith("…")}
    joined = tuple(sorted(phrase for phrase in anywhere if phrase[0] >= _WITHOUT_BLANKS))
    longest = max(phrase.count(" ") + 1 for phrase in anywhere | beginnings)
    return _Phrases(frozenset(anywhere), frozenset(beginnings), joined, longest)
