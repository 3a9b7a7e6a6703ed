"""Whom a name or an id means: one person, or an error that says whom it could mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.errors import AmbiguousNameError, PersonNotFoundError
from cousins.family.name_words import NUMERAL, PARTICLES, TITLES, Question, fold
from cousins.family.names import FITS, NameIndex
from cousins.family.person import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.family.names import Match

CANDIDATES = 8
"""How many people an ambiguous name is said to fit."""

_CLEAR = 3.0  # points by which one of several such names must lead


@dataclass(frozen=True, slots=True)
class Understood:
    """The one person a name means, and how sure that is.

    Attributes:
        text: What somebody typed.
        person: Who is meant.
        runners_up: Who else could have been, best first; empty for an id.
        match: How the name fits; None for an id.
        plain: Whether the text can mean nobody else: an id, or exactly a name that nobody else comes near.
    """

    text: str
    person: Person
    runners_up: tuple[Match, ...] = ()
    match: Match | None = None
    plain: bool = True

    def record(self) -> dict[str, object]:
        """Return it as plain dictionaries and lists, for JSON."""
        return {
            "text": self.text,
            "id": self.person.id,
            "name": self.person.name,
            "matched": self.match and self.match.matched,
            "runners_up": [match.person.record() for match in self.runners_up],
        }


def resolve(names: NameIndex | FamilyGraph, text: str) -> Understood:
    """Return the one person whom an id or a name means.

    An id of the graph goes first, in capitals too, and with GEDCOM's ``@`` around it. A name is clear
    when it is the whole name of one person only, typos forgiven, or when the name
    stands clearly earlier in one person's list of other names than in anybody
    else's; a part of a name is never clear. The line of a candidate that
    `AmbiguousNameError` lists, pasted back, means that candidate.

    Args:
        names: An index, or a graph to make one of.
        text: What somebody typed.

    Raises:
        PersonNotFoundError: Nobody has that id or name.
        AmbiguousNameError: Several people fit about equally well.
    """
    index = names if isinstance(names, NameIndex) else NameIndex(names)
    graph, asked = index.graph, text.strip()
    for person_id in (text, asked.strip("@"), asked.upper()):
        number = graph.ids.number(person_id)
        if number is not None:
            return Understood(text, graph.people[number])
    head, comma, pasted = asked.rpartition(", ")
    if comma and pasted in graph and graph.person(pasted).label == head:
        return Understood(text, graph.person(pasted))
    matches = index.find(text, limit=CANDIDATES + 1)
    if not matches:
        raise PersonNotFoundError(text, index.nearest(text))
    if not _is_clear(matches, text):
        raise AmbiguousNameError(text, [_line(match.person) for match in matches[:CANDIDATES]])
    best, *rest = matches
    typed = fold(text).split()
    plain = not rest and (fold(best.matched).split() == typed or fold(best.person.label).split() == typed)
    return Understood(text, best.person, tuple(rest), best, plain=plain)


def _is_clear(matches: Sequence[Match], text: str) -> bool:
    """Return whether the first match is who is meant."""
    best, rivals = matches[0], matches[1:]
    if not rivals:
        return best.score >= FITS or _names(text) == _names(best.matched) or _begins(text, best.matched)
    second = rivals[0]
    if best.score < FITS or (second.score >= FITS and best.score - second.score < _CLEAR):
        return False
    if best.matched != best.person.name and _shared(text, rivals):
        return False
    given = [word for word in text.split() if not NUMERAL.fullmatch(word.casefold())]
    return len(given) > 1 or bool(best.person.aliases)


def _begins(text: str, name: str) -> bool:
    """Return whether a name goes on where the text ends: Elizabeth II Alexandra Mary after Elizabeth II."""
    return f"{fold(name).strip()} ".startswith(f"{' '.join(fold(text).split())} ")


def _shared(text: str, rivals: Sequence[Match]) -> bool:
    """Return whether somebody else bears the name, given without a title, before the comma or after a title."""
    asked = Question.of(fold(text))
    if asked.titles or any(word.numeral for word in asked.words) or len(asked.words) == 1:
        return False
    return any(_names(rival.matched.partition(",")[0]) == _names(text) for rival in rivals)


def _names(text: str) -> set[str]:
    """Return the words of a name that are neither titles nor particles nor years."""
    return {word.text for word in Question.of(fold(text)).words if word.text not in TITLES | PARTICLES}


def _line(person: Person) -> str:
    return f"{person.label}, {person.id}"


def name_of(person: str | Person) -> str:
    """Return what names a person: the text itself, or the person's id.

    Raises:
        TypeError: It is neither.

    Example:
        >>> from cousins.family.person import PersonId
        >>> name_of("Queen Victoria"), name_of(Person(PersonId("Q9439"), "Victoria"))
        ('Queen Victoria', 'Q9439')
    """
    if isinstance(person, Person):
        return person.id
    if isinstance(person, str):
        return person
    raise TypeError(f"a person is named by a str or a Person, not {type(person).__name__}")
