"""Which code page single bytes are in: by the file's language, and by which alphabet its letters make words of.

"ANSI" is whatever Windows the writer had. Detectors such as charset-normalizer are made for running text; in a
file of names few words have such letters, and the alphabets in ``alphabets.tsv`` tell more.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FAMILIES = ("windows", "dos", "macintosh")
_WORD = re.compile(rb"[A-Za-z'\x80-\xff]{1,64}")  # of so many letters at most, as no word has more
_MOST_WORDS = 20_000
_LATIN = 0x24F
"""The last Latin letter that code pages have."""
_RARE, _FOREIGN, _WRONG, _FLIPPED = 0.7, -0.5, -1.5, -1.0
_FADE = 0.012
"""How much less each further letter of an alphabet says, the commonest standing first."""
_SAID = 0.15
"""What the language that a file names adds, a letter."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A language's letters.

    Attributes:
        names: What LANG calls the language, in small letters.
        pages: The code pages of each of `FAMILIES`.
        weights: What each letter speaks for it.
    """

    names: tuple[str, ...]
    pages: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]


@cache
def _alphabets() -> tuple[Alphabet, ...]:
    lines = Path(__file__).with_name("alphabets.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line.startswith("#"):
            continue
        _, names, *pages, letters = line.split("\t")
        common, _, rare = letters.partition(" ")
        weights = {letter: 1 - _FADE * place for place, letter in enumerate(common)}
        weights |= {letter: _RARE for letter in rare if letter not in weights}
        in_families = {family: tuple(page.split()) for family, page in zip(FAMILIES, pages, strict=True)}
        found.append(Alphabet(tuple(names.lower().split()), in_families, weights))
    return tuple(found)


def page_of(raw: Iterable[bytes], family: str, language: str | None) -> str:
    """Return the codec that makes the best words of the bytes of a file.

    Args:
        raw: The bytes, in pieces.
        family: One of `FAMILIES`.
        language: What the file says of its language; None when it says nothing.

    Example:
        >>> page_of(["Иван Петров".encode("cp1251")], "windows", None)
        'cp1251'
    """
    words: Counter[bytes] = Counter()
    for piece in raw:
        words.update(word for word in _WORD.findall(piece) if not word.isascii())
        if len(words) > _MOST_WORDS:
            break
    said = (language or "").lower().partition(" ")[0]
    best, chosen = float("-inf"), ""
    for alphabet in _alphabets():
        for page in alphabet.pages[family]:
            if page == "-":
                continue
            total, letters = _fit(words, page, alphabet)
            if said and said in alphabet.names:
                total += _SAID * max(letters, 1)
            if total > best + 1e-9:
                best, chosen = total, page
    return chosen


def _fit(words: Counter[bytes], page: str, alphabet: Alphabet) -> tuple[float, int]:
    """Return how well a page and an alphabet fit, and how many letters beyond ASCII there are."""
    total, letters = 0.0, 0
    other_script = all(ord(letter) > _LATIN for letter in alphabet.weights)
    for raw, count in words.items():
        word = raw.decode(page, "replace")
        beyond = [letter for letter in word if not letter.isascii()]
        # No word has letters of two scripts.
        mixed = other_script and len(beyond) < sum(map(str.isalpha, word))
        score = sum(
            alphabet.weights.get(letter, alphabet.weights.get(letter.lower(), _FOREIGN))
            if letter.isalpha() and not mixed
            else _WRONG
            for letter in beyond
        )
        # Capitals inside a word are those of another code page; a word all of capitals is none.
        if any(one.islower() and other.isupper() and not other.isascii() for one, other in pairwise(word)):
            score += _FLIPPED
        total += score * count
        letters += len(beyond) * count
    return total, letters
