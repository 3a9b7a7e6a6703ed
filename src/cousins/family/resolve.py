"""Whom a name or an id means: one person, or an error that says whom it could mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.errors import AmbiguousNameError, PersonNotFoundError
from cousins.family.name_words import fold
from cousins.family.names import NameIndex
from cousins.family.person import Person
from cousins.plain import harmless

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph
    from cousins.family.names import Answers, Match

CANDIDATES = 8
"""How many people an ambiguous name is said to fit."""

_JOINING = frozenset(["and", "und", "et", "y", "og", "och", "en"])
_COUPLES = 50  # people of one name among whom a couple is looked for


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


def resolve(names: NameIndex | FamilyGraph, text: str, *, more: bool = False) -> Understood:
    """Return the one person whom an id or a name means.

    An id of the graph goes first, in capitals too, and with GEDCOM's ``@`` around it. A name
    is taken when it is one person's as a whole, or shortened as people do, but for one slip at
    most; of several who bear it, only when one is clearly better known. Another realm, another
    numeral, a name inside a longer one and two slips are never taken, and a title never makes a
    given name enough. The line of a candidate that `AmbiguousNameError` lists, pasted back,
    means that candidate.

    Args:
        names: An index, or a graph to make one of.
        text: What somebody typed.
        more: Whether others may answer who are not in the graph.

    Raises:
        PersonNotFoundError: Nobody has that id or name.
        AmbiguousNameError: Several people fit about equally well, one fits in part, or two are named.
    """
    index = names if isinstance(names, NameIndex) else NameIndex(names)
    if person := with_id(index.graph, text):
        return Understood(text, person)
    answers = index.answers(text, limit=CANDIDATES + 1)
    matches, folded = answers.matches, fold(text.replace("&", " and ").replace("+", " and "))
    if not answers.settled or _JOINING & set(folded.split()):
        _refuse_two(index, text, folded, answers)
    if not matches:
        raise PersonNotFoundError(text, index.nearest(text))
    if not answers.settled:
        people = [each.person for each in matches[:CANDIDATES]]
        raise AmbiguousNameError(
            text,
            [_line(person) for person in people],
            descriptions=[person.description for person in people],
            nobody=answers.nobody,
            total=answers.total,
            more=more,
        )
    best, *rest = matches
    typed = fold(text).split()
    plain = not rest and (fold(best.matched).split() == typed or fold(best.person.label).split() == typed)
    return Understood(text, best.person, tuple(rest), best, plain=plain)


def with_id(graph: FamilyGraph, text: str) -> Person | None:
    """Return whom an id means as `resolve` reads it, or the line of a candidate; None where it is neither."""
    asked = text.strip()
    for person_id in (text, asked.strip("@"), asked.upper()):
        number = graph.ids.number(person_id)
        if number is not None:
            return graph.people[number]
    head, comma, pasted = asked.rpartition(", ")
    if comma and pasted in graph and graph.person(pasted).label == head:
        return graph.person(pasted)
    return None


def _refuse_two(index: NameIndex, text: str, folded: str, answers: Answers) -> None:
    """Refuse a couple typed as one, such as "Victoria and Albert", unless somebody has just that name."""
    words = folded.split()
    for place, joining in enumerate(words):
        if joining not in _JOINING or (answers.settled and joining in fold(answers.matches[0].matched).split()):
            continue
        one, other = " ".join(words[:place]), " ".join(words[place + 1 :])
        ones, others = [[match.person for match in index.find(half, limit=_COUPLES)] for half in (one, other)]
        pairs = [(left, right) for left in ones for right in others]
        if pairs:
            married = [pair for pair in pairs if _partners(index.graph, *pair)]
            pair = (married or pairs)[0]
            told = [person.description for person in pair]
            raise AmbiguousNameError(text, [_line(person) for person in pair], descriptions=told, two=True)
        if not answers.matches and (alone := ones or others):
            raise AmbiguousNameError(text, [_line(alone[0])], descriptions=[alone[0].description], two=True)


def _partners(graph: FamilyGraph, one: Person, other: Person) -> bool:
    return graph.number(other.id) in graph.partners[graph.number(one.id)]


def _line(person: Person) -> str:
    return f"{person.label}, {harmless(person.id)}"


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
