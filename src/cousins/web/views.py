"""What the templates of an answer get: plain values, each name ready to be a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from cousins.answers.relation_text import doubles_together
from cousins.family.name_words import fold
from cousins.kinship.relationship import AffinityBond, BloodBond, PartnerBond
from cousins.plain import harmless
from cousins.terms.page_words import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.answers.relation import NamedRelationship, Relation
    from cousins.family.person import Person, PersonId
    from cousins.kinship.open_ends import OpenEnd

_WAYS = 3
"""Couples whom a relationship is said to run through; more are counted."""
_ENDS = 5
"""Open ends told of each of the two."""
_GENERATIONS = 8
"""Generations of which it is told how much is known."""


class PersonView(NamedTuple):
    """A person as a page names them.

    Attributes:
        id: The source's id.
        name: The name, or the id where there is none.
        years: Such as ``1819–1901``; empty where none is known.
        path: Where the person's page is, without a slash in front.
    """

    id: str
    name: str
    years: str
    path: str


class Stated(NamedTuple):
    """A relationship as it is told.

    Attributes:
        words: What it is, as a sentence without a full stop.
        short: The same in a list of such: what both are, where one word says it of both.
        nearer: Who is nearer to the common ancestor, likewise; empty where nobody is.
        through: Names of those it runs through; empty where there are none.
        suppositions: What must be true of disputed parents, as conditions.
    """

    words: str
    short: str
    nearer: str = ""
    through: str = ""
    suppositions: tuple[str, ...] = ()


class Lines(NamedTuple):
    """Two lines of descent, or the only one of a direct line.

    Attributes:
        top: Those at the top: a common ancestor or couple, or the one at whom the lines of in-laws and step-kin meet.
        to_a: From below the top down to A.
        to_b: From below the top down to B.
        a_is: What A is to the last but one, where the line ends with a marriage; else empty.
        b_is: What B is, likewise.
    """

    top: tuple[PersonView, ...]
    to_a: tuple[PersonView, ...]
    to_b: tuple[PersonView, ...]
    a_is: str = ""
    b_is: str = ""


class Taken(NamedTuple):
    """A name that might have meant somebody else.

    Attributes:
        text: What was typed.
        person: Who was meant.
        others: Who else might have been, each with the query that asks about them.
    """

    text: str
    person: PersonView
    others: tuple[tuple[PersonView, str], ...]


class RelationshipView(NamedTuple):
    """One relationship, or several that double each other.

    Attributes:
        stated: The relationship in words.
        lines: Its lines of descent, a pair for each that doubles the first.
        civil: The civil degree; None where it is no kinship by blood or adoption.
        canon: The canon degree, likewise.
        blood: Whether the lines come from common ancestors.
        pairs: How many pairs of lines there are, where every one was asked for and there are several.
    """

    stated: Stated
    lines: tuple[Lines, ...]
    civil: int | None
    canon: int | None
    blood: bool
    pairs: int


class AnswerView(NamedTuple):
    """How two people are related, for a page.

    Attributes:
        a: The one.
        b: The other.
        sentence: The answer in a sentence, without a full stop.
        also: The nearest by blood, where the sentence is about a marriage; else empty.
        relationships: All that were asked for, without marriages of the two.
        path: The shortest way, with the word for each step, where no relationship has a word of its own.
        taken_for: The names that might have meant somebody else.
        ends: Where the known lines of both end, and how many more there are; empty where kinship is known.
        known: How much of both pedigrees is known, by generation; likewise.
        circle: Those who are recorded as their own ancestors.
    """

    a: PersonView
    b: PersonView
    sentence: str
    also: str
    relationships: tuple[RelationshipView, ...]
    path: tuple[tuple[str, PersonView], ...]
    taken_for: tuple[Taken, ...]
    ends: tuple[tuple[tuple[OpenEnd, PersonView], ...], ...]
    more_ends: tuple[int, ...]
    known: tuple[tuple[tuple[int, int], ...], ...]
    circle: str


def person_view(person: Person) -> PersonView:
    """Return a person as a page names them."""
    return PersonView(person.id, str(person), harmless(person.years), person_path(person.id))


def person_path(who: str) -> str:
    """Return where somebody's page is, without a slash in front.

    Example:
        >>> person_path("Q9439"), person_path("../I5")
        ('person/Q9439', 'person?person=..%2FI5')
    """
    # Browsers and proxies read dots and slashes in their own way, and a route takes no line end.
    plain = who.isprintable() and not who.startswith(".") and not set("/\\") & set(who)
    return f"person/{quote(who, safe='')}" if plain else f"person?{urlencode({'person': who})}"


def relate_query(a: PersonView, b: PersonView, **more: object) -> str:
    """Return the query of an address that asks about two people: their names to be read, their ids to be sure."""
    return urlencode({"a": a.name, "a_id": a.id, "b": b.name, "b_id": b.id, **more})


def answer_view(answer: Relation) -> AnswerView:
    """Return how two people are related, for a page."""
    rows = doubles_together(answer.relationships)
    married = [row for row in rows if isinstance(row[0].bond, PartnerBond)]
    others = [row for row in rows if not isinstance(row[0].bond, PartnerBond)]
    named = bool(rows) and not (isinstance(rows[0][0].bond, AffinityBond) and not rows[0][0].bond.in_law)
    ends, known = answer.open_ends or ((), ()), answer.completeness or ((), ())
    return AnswerView(
        a=person_view(answer.a),
        b=person_view(answer.b),
        sentence=_sentence(answer, rows),
        also=_also(answer, others) if married and others else "",
        relationships=tuple(_relationship(answer, row) for row in others),
        path=() if named else tuple((step.word, _view(answer, step.to)) for step in answer.path or ()),
        taken_for=tuple(_taken(answer)),
        ends=tuple(tuple((end, person_view(end.person)) for end in side[:_ENDS]) for side in ends),
        more_ends=tuple(max(0, len(side) - _ENDS) for side in ends),
        known=tuple(tuple(side[:_GENERATIONS]) for side in known),
        circle=", ".join(answer.people[who].label for who in answer.circle),
    )


def in_words(answer: Relation, row: Sequence[NamedRelationship]) -> Stated:
    """Return relationships that double each other in words."""
    bond, mirrored, language = row[0].bond, row[0].mirrored, answer.language
    a, b = str(answer.a), str(answer.b)
    words = short = said("is_of", b=b, predicate=language.predicate(bond), a=a)
    nearer = ""
    if isinstance(bond, BloodBond) and isinstance(mirrored, BloodBond):
        up, down = bond.generations
        if up == down == 0 or language.alike(bond, mirrored):
            short = language.pair(bond, answer.a.sex)
            words = said("are", a=a, b=b, pair=short)
        # Of unknown parents whom a reader put in nobody is told.
        ancestors = [str(answer.people[who]) for each in row for who in each.through if who in answer.people]
        if up != down and min(up, down) > 1 and ancestors:
            nearer = language.nearer(b if down < up else a, abs(up - down), ancestors)
    told = dict.fromkeys(link for each in row for link in each.suppositions)
    suppositions = tuple(
        language.supposition(answer.people[child].label, answer.people[parent].label, answer.people[parent].sex)
        for child, parent in told
    )
    return Stated(words, short[:1].upper() + short[1:], nearer, _through(answer, row), suppositions)


def _sentence(answer: Relation, rows: Sequence[Sequence[NamedRelationship]]) -> str:
    if rows:
        return in_words(answer, rows[0]).words
    key = "connected" if answer.path else "unconnected"
    return said(key, a=answer.a, b=answer.b)


def _also(answer: Relation, rows: Sequence[Sequence[NamedRelationship]]) -> str:
    """Return what a couple are beside that, as a sentence."""
    bond, mirrored, language = rows[0][0].bond, rows[0][0].mirrored, answer.language
    if isinstance(bond, BloodBond) and isinstance(mirrored, BloodBond) and language.alike(bond, mirrored):
        return said("also_are", pair=language.pair(bond, answer.a.sex))
    return said("also_is", a=answer.a, b=answer.b, predicate=language.predicate(bond))


def _relationship(answer: Relation, row: Sequence[NamedRelationship]) -> RelationshipView:
    count = sum(each.count or 0 for each in row)
    return RelationshipView(
        stated=in_words(answer, row),
        lines=tuple(_lines(answer, each) for each in row if each.lines),
        civil=row[0].civil_degree,
        canon=row[0].canon_degree,
        blood=isinstance(row[0].bond, BloodBond),
        pairs=count if answer.every and count > len(row) else 0,
    )


def _lines(answer: Relation, relationship: NamedRelationship) -> Lines:
    first, second = relationship.lines
    top = relationship.through if isinstance(relationship.bond, BloodBond) else first[:1]
    shown = tuple(_view(answer, who) for who in top if who in answer.people)
    to_a, to_b = (tuple(_view(answer, who) for who in line[1:]) for line in (first, second))
    ends = (
        each.b_partner if isinstance(each, AffinityBond) else None
        for each in (relationship.mirrored, relationship.bond)
    )
    a_is, b_is = (answer.language.name(end) if end else "" for end in ends)
    return Lines(shown, to_a, to_b, a_is, b_is)


def _taken(answer: Relation) -> Iterator[Taken]:
    """Yield the names that were taken for somebody, but may be meant for others."""
    known = {"a": person_view(answer.a), "b": person_view(answer.b)}
    for which, each in zip(known, answer.understood, strict=False):
        if each.plain or not each.match or fold(each.match.matched) == fold(each.text):
            continue
        others = [person_view(match.person) for match in each.runners_up]
        yield Taken(
            each.text, known[which], tuple((other, relate_query(**{**known, which: other})) for other in others)
        )


def _view(answer: Relation, who: PersonId) -> PersonView:
    return person_view(answer.people[who])


def _through(answer: Relation, row: Sequence[NamedRelationship]) -> str:
    """Return whom relationships run through, but for the two themselves; of a direct line nobody."""
    bond, ends = row[0].bond, (answer.a.id, answer.b.id)
    if isinstance(bond, BloodBond) and not (bond.up and bond.down):
        return ""
    ways = [
        [answer.people[who].label for who in each.through if who in answer.people and who not in ends] for each in row
    ]
    ways = [way for way in ways if way]
    told = said("and_through").join(said("and").join(way) for way in ways[:_WAYS])
    more = said("through_more", count=len(ways) - _WAYS) if len(ways) > _WAYS else ""
    return said("through", names=told) + more if ways else ""
