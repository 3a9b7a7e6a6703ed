"""Labels, descriptions and aliases in the languages that were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fake_wikibase.entities import Json


def known(language: str) -> bool:
    """Return whether it is a language; all are, but for the codes from ``xx``."""
    return not language.startswith("xx")


def chain(language: str) -> list[str]:
    """Return the languages to look in, one after the other.

    Example:
        >>> chain("de-ch"), chain("en")
        (['de-ch', 'de', 'mul', 'en'], ['en', 'mul'])
    """
    parts = language.split("-")
    parents = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return list(dict.fromkeys([*parents, "mul", "en"])) if "en" not in parents else [*parents, "mul"]


def terms(held: Mapping[str, Json], chains: Mapping[str, Sequence[str]]) -> Json:
    """Return the terms for some languages; a language in which nothing is found is absent.

    Args:
        held: All terms of an item, by language.
        chains: For each language asked for, where to look; empty means all languages as they are.
    """
    if not chains:
        return dict(held)
    found = {}
    for language, places in chains.items():
        actual = next((place for place in places if place in held), None)
        if actual == language:
            found[language] = held[actual]
        elif actual is not None and isinstance(held[actual], dict):
            found[language] = {"value": held[actual]["value"], "language": actual, "for-language": language}
    return found
