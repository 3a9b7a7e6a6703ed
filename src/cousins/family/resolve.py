"""Whom a name or an id means: one person, or an error that says whom it could mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.errors import AmbiguousNameError, EntityIdError, PersonNotFoundError
from cousins.family.name_words import NUMERAL
from cousins.family.names import FITS, NameIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.family.names import Match
    from cousins.family.person import Person

CANDIDATES = 8
"""How many people an ambiguous name is said to fit."""

_CLEAR = 3.0  # points by which one of several such names must lead
_ID_LIKE = re.compile(r"[Qq][0-9]+")
_ID = re.compile(r"[Qq][1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The one person a name means.

    Attributes:
        person: Who is meant.
        runners_up: Who else could have been, best first; empty for an id.
    """

    person: Person
    runners_up: tuple[Match, ...] = ()


def resolve(names: NameIndex | FamilyGraph, text: str) -> Resolution:
    """Return the one person whom an id or a name means.

    An id of the graph goes first, Wikidata ids in either case. A name is clear
    when it is the whole name of one person only, when the name stands clearly
    earlier in one person's list of other names than in anybody else's, or
    when nobody else comes near. The line of a candidate that `AmbiguousNameError`
    lists, pasted back, means that candidate.

    Args:
        names: An index, or a graph to make one of.
        text: What somebody typed.

    Raises:
        EntityIdError: The text looks like an id, but no id can be so.
        PersonNotFoundError: Nobody has that id or name.
        AmbiguousNameError: Several people fit about equally well.
    """
    index = names if isinstance(names, NameIndex) else NameIndex(names)
    by_id = _by_id(index.graph, text.strip())
    if by_id:
        return Resolution(by_id)
    matches = index.find(text, limit=CANDIDATES + 1)
    if not matches:
        raise PersonNotFoundError(text, index.nearest(text))
    if not _is_clear(matches, text):
        raise AmbiguousNameError(text, [_line(match.person) for match in matches[:CANDIDATES]])
    return Resolution(matches[0].person, tuple(matches[1:]))


def _by_id(graph: FamilyGraph, text: str) -> Person | None:
    for asked in (text, text.upper(), text.rpartition(", ")[2]):
        if asked in graph:
            return graph.person(asked)
    if not _ID_LIKE.fullmatch(text):
        return None
    if not _ID.fullmatch(text):
        raise EntityIdError(text)
    raise PersonNotFoundError(text)


def _is_clear(matches: Sequence[Match], text: str) -> bool:
    """Return whether the first match is who is meant."""
    if len(matches) == 1:
        return True
    best, second = matches[:2]
    if best.score < FITS or (second.score >= FITS and best.score - second.score < _CLEAR):
        return False
    given = [word for word in text.split() if not NUMERAL.fullmatch(word.casefold())]
    return len(given) > 1 or bool(best.person.aliases)


def _line(person: Person) -> str:
    return f"{person.label}, {person.id}"
