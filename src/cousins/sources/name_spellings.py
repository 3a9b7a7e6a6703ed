"""How a name may be written with capitals, for sites whose search tells capitals from small letters."""

from __future__ import annotations

import re

from cousins.family.name_words import NUMERAL, vocabulary

_INNER = re.compile(r"(?<=[-'\u2019(.])\w")
_ELISION = re.compile(r"[dl]['\u2019]", re.IGNORECASE)


def spellings(text: str) -> tuple[str, ...]:
    """Return a name as it is typed, then as names are mostly written, then with a capital for every word.

    Example:
        >>> spellings("philip ii of spain")
        ('philip ii of spain', 'Philip II of Spain', 'Philip II Of Spain')
        >>> spellings("Queen Victoria")
        ('Queen Victoria',)
    """
    words = text.split()
    usual = [_usual(word, first=not place) for place, word in enumerate(words)]
    every = [word[:1].upper() + word[1:] for word in usual]
    return tuple(dict.fromkeys([text, " ".join(usual), " ".join(every)]))


def _usual(word: str, *, first: bool) -> str:
    """Return one word as it is mostly written in names; what is mixed already stays."""
    if not (word.islower() or word.isupper()):
        return word
    small = word.lower()
    if NUMERAL.fullmatch(small.rstrip(".,")) and not first:
        return word.upper()
    if small in vocabulary().particles and not first:
        return small
    inner = _INNER.sub(lambda letter: letter[0].upper(), small)
    return inner if _ELISION.match(small) and not first else inner[:1].upper() + inner[1:]
