"""Spellings that come near: for a slip in a word, and for "did you mean"."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from cousins.family.name_words import vocabulary

try:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract
except ModuleNotFoundError:  # a browser that runs Python has none; there slips are not forgiven, but names suggested
    extract = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_LEAST, _LONG = 5, 8  # letters of a word that may have one slip, or two
_LIKE_NAMES = 80.0  # how alike whole names must be to be suggested, of 100
_SLIP, _HARDLY = 10.0, 30.0  # what each slip costs, and in a word that is right as it is


def near_words(word: str, words: Iterable[str], known: Container[str]) -> dict[str, float]:
    """Return the words that a mistyped word may mean, with what each is worth.

    A slip is a letter too many, too few, another one, or two in the wrong order.
    A word that is somebody's, or known as a name or realm, is hardly mistyped:
    Jean is not Joan, so that costs more.

    Args:
        word: As it was typed, folded.
        words: Those that it may mean, beside titles.
        known: The same, to look up.
    """
    data = vocabulary()
    if word in data.realms or len(word) < _LEAST - 1 or extract is None:
        return {}
    cost = _HARDLY if word in known or word in data.given else _SLIP
    titles = [title for title in data.titles if len(title) >= _LEAST]
    meant = [*words, *titles] if len(word) >= _LEAST else titles
    near = extract(word, meant, scorer=OSA.distance, score_cutoff=2 if len(word) >= _LONG else 1, limit=8)
    return {spelling: 100.0 - cost * slips for spelling, slips, _ in near if slips}


def near_names(folded: str, names: Sequence[str], *, limit: int) -> list[int]:
    """Return the places of the names most like a text, best first; none that is merely a little like it."""
    if extract is None:
        alike = dict.fromkeys(get_close_matches(folded, names, n=limit, cutoff=_LIKE_NAMES / 100))
        return [names.index(name) for name in alike]
    near = extract(folded, names, scorer=fuzz.token_sort_ratio, score_cutoff=_LIKE_NAMES, limit=limit)
    return [place for _, _, place in near]
