"""Words by which programs say how somebody is a child or a partner, understood in many languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from cousins.formats.gedcom.date_tokens import folded

_CLAUSE = re.compile(r"[,;/&+]| and | und | et | y | e | en | og | och ")
_NOT_LETTERS = re.compile(r"[\W_\d]+")
_LONGEST = 200
"""Letters of a text that are looked at: who tells a story in this place does not name a kind."""


@cache
def _stems(about: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = Path(__file__).with_name("kinds.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((meaning, tuple(stems.split("|"))) for group, meaning, stems in rows if group == about)


def stated(about: str, text: str) -> str | None:
    """Return what a text says about a ``child``, a ``couple``, of which ``side`` or ``parent`` it speaks; else None.

    Example:
        >>> stated("child", "Foster child"), stated("couple", "Living together"), stated("side", "Step (mother)")
        ('foster', 'unmarried', 'mother')
    """
    return _meaning(about, text[:_LONGEST])


@lru_cache(maxsize=1024)
def _meaning(about: str, text: str) -> str | None:
    words = [word for word in (_NOT_LETTERS.sub("", word) for word in re.split(r"[\s_()-]+", folded(text))) if word]
    ends = ["".join(words[at:]) for at in range(len(words))]
    # A word inside another one ("Stiefvater", "stepmother") names the side.
    inside = "".join(words) if about == "side" else ""
    for meaning, stems in _stems(about):
        if any(end.startswith(stem) for end in ends for stem in stems):
            return meaning
        if any(len(stem) > len("male") and stem in inside for stem in stems):
            return meaning
    return None


def clauses(text: str) -> list[str]:
    """Return the parts of a text that speak for themselves: ``Adopted (father), Step (mother)`` are two."""
    parts = [part for part in _CLAUSE.split(text) if part and part.strip()]
    return parts if len(parts) > 1 and all(stated("child", part) for part in parts) else [text]
