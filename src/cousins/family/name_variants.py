"""Other ways to write a name, for when nobody has it as it was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cousins.family.name_words import NUMERAL, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.family.name_words import Word

_UMLAUT = 98.0  # what a word is worth with umlauts written otherwise
_ELIDED = frozenset(["d", "l", "v"])  # d'Italia, v. d. Berg


def variants(word: Word) -> Mapping[str, float]:
    """Return the same given name in other languages, short or long, with what each is worth; and other umlauts."""
    others = dict(vocabulary().given.get(word.text, {})) if word.kind == "name" else {}
    for letters, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        if letters in word.text:
            others.setdefault(word.text.replace(letters, letter), _UMLAUT)
        elif letter in word.text and word.kind == "name":
            others.setdefault(word.text.replace(letter, letters, 1), _UMLAUT)
    return others


def rewritten(folded: str) -> list[str]:
    """Return other ways to write a name: initials together or apart, ``v.`` for von left out."""
    words = folded.split()
    ways = [
        re.sub(r"(?<=\b\w) (?=\w\b)", "", " ".join(words)),
        " ".join(words[:1] + [word for word in words[1:] if word not in _ELIDED]),
    ]
    if words[:1] == ["d"] and any(NUMERAL.fullmatch(word) for word in words):
        ways.append(" ".join(words[1:]))  # D. Pedro II, where the letter is for a title
    if not any(NUMERAL.fullmatch(word) for word in words):
        known = vocabulary()
        words_known = (known.titles, known.alike, known.given, known.particles)
        kept = [
            not word.isalpha() or len(word) not in {2, 3} or any(word in each for each in words_known) for word in words
        ]
        ways.append(" ".join(word if keep else " ".join(word) for word, keep in zip(words, kept, strict=True)))
    return [way for way in dict.fromkeys(ways) if way and way != " ".join(words)]
