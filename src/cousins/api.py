"""The questions as plain functions, for scripts and notebooks.

Each asks an `Explorer` once and waits for the answer; a program with an event
loop of its own awaits the explorer's methods instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.explorer import Explorer, answer
from cousins.kinship.terms import speaker
from cousins.sources import source_named

if TYPE_CHECKING:
    from cousins.family.names import Match
    from cousins.kinship.answers import Listing, Profile, Relation
    from cousins.ports import Source


def _explorer(source: Source | str, language: str = "en", **wording: str) -> Explorer:
    return Explorer(source_named(source) if isinstance(source, str) else source, words=speaker(language, **wording))


def relate(
    a: str,
    b: str,
    *,
    every: bool = False,
    limit: int | None = None,
    language: str = "en",
    source: Source | str = "atlas",
    **wording: str,
) -> Relation:
    """Return how two people are related.

    Partners come first, then all kinship by blood, adoption and marriage,
    nearest first. The same person twice, unrelated people and people on a
    circle of wrong parent links each get an answer.

    Args:
        a: Id or name of the one: ``Q9682``, ``Elizabeth II``, ``Alexandra 1844``.
        b: Id or name of the other; every relationship says what B is to A.
        every: Whether to list every common ancestor or couple with every pair
            of generations, by Wright's rule, instead of the nearest lines
            of each independent common ancestor.
        limit: How many relationships to list at most; None for all.
        language: The language of the words, such as ``en``.
        source: Where facts come from, or its name.
        **wording: What the language lets one choose; in English ``greats="grand"``
            for grand-aunts instead of great-aunts.

    Raises:
        PersonNotFoundError: A name or id names nobody.
        AmbiguousNameError: A name may mean several people.
        SettingsError: There is no such source or language, or the limit is below 1.

    Example:
        >>> relate("Nicholas II", "George V").relationships[0].generations
        (2, 2)
    """
    return answer(_explorer(source, language, **wording).relate(a, b, every=every, limit=limit))


def find(name: str, *, limit: int = 10, source: Source | str = "atlas") -> list[Match]:
    """Return who may be meant by a name, best first; empty when nobody comes near.

    Args:
        name: Words in any order and case, without accents if need be, with years as a help.
        limit: How many people to return at most.
        source: Where facts come from, or its name.

    Example:
        >>> find("victoria queen")[0].person.id
        'Q9439'
    """
    return answer(_explorer(source).find(name, limit=limit))


def show(person: str, *, language: str = "en", source: Source | str = "atlas") -> Profile:
    """Return what is known of a person and the nearest kin.

    Args:
        person: Id or name.
        language: The language of the words.
        source: Where facts come from, or its name.

    Raises:
        PersonNotFoundError: The name or id names nobody.
        AmbiguousNameError: The name may mean several people.

    Example:
        >>> len(show("Queen Victoria").children)
        9
    """
    return answer(_explorer(source, language).show(person))


def ancestors(person: str, *, generations: int | None = None, source: Source | str = "atlas") -> Listing:
    """Return the ancestors of a person, each once, with Sosa numbers.

    Args:
        person: Id or name.
        generations: How many generations up at most; None for all.
        source: Where facts come from, or its name.

    Raises:
        PersonNotFoundError: The name or id names nobody.
        AmbiguousNameError: The name may mean several people.

    Example:
        >>> [row.number for row in ancestors("Queen Victoria", generations=1).rows]
        ['1', '2', '3']
    """
    return answer(_explorer(source).ancestors(person, generations=generations))


def descendants(person: str, *, generations: int | None = None, source: Source | str = "atlas") -> Listing:
    """Return the descendants of a person, each once, with d'Aboville numbers.

    Args:
        person: Id or name.
        generations: How many generations down at most; None for all.
        source: Where facts come from, or its name.

    Raises:
        PersonNotFoundError: The name or id names nobody.
        AmbiguousNameError: The name may mean several people.

    Example:
        >>> descendants("Queen Victoria", generations=1).rows[1].number
        '1.1'
    """
    return answer(_explorer(source).descendants(person, generations=generations))
