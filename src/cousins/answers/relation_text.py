"""A relation as plain text, for terminals, logs and ``print``.

What is said comes first, as paragraphs and lines of descent; how wide it may be is
only asked when it is laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cousins.answers.columns import MOST_LABELS, OneLine, Paragraph, SideBySide, counted, laid_out, shortened
from cousins.answers.no_kinship_text import connection, path, why_not
from cousins.answers.relation import Relation
from cousins.answers.rendering import WIDTH, as_text
from cousins.errors import TooLargeError
from cousins.kinship.relationship import AffinityBond, BloodBond, PartnerBond
from cousins.kinship.scope import LISTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.answers.columns import Block
    from cousins.answers.relation import NamedRelationship
    from cousins.kinship.relationship import Bond

FULL = 3
"""Relationships that are told in full where nobody says how many; the rest have a line each."""

_WAYS = 3
"""Couples whom one relationship in full is said to run through; more are counted."""

_SUPPOSED = 3
"""Suppositions told of one relationship."""

_STEPS = 24
"""Rows of lines of descent, where several relationships are told and nobody said how many in full."""

_CIRCLE = 9
"""People of a circle who are named in a sentence."""

_INDENT = "   "
_BLANK = Paragraph()


class _Detail(NamedTuple):
    """How much an answer in words tells.

    Attributes:
        full: Relationships by blood with their lines of descent; None for all.
        labels: Rows of two lines of descent at most.
        options: Whether options of the command line are named that tell more.
    """

    full: int | None
    labels: int
    options: bool


@as_text.register(Relation)
def relation(
    answer: Relation, width: int = WIDTH, *, listed: int = LISTED, full: int | None = FULL, options: bool = False
) -> str:
    """Return how two people are related: the nearest with their lines of descent side by side, the rest in a line each.

    Args:
        answer: What was found.
        width: Columns to keep to; in narrow ones the lines stand below each other.
        listed: How many relationships to name; the rest are counted.
        full: How many relationships by blood to tell in full; None for all.
        options: Whether to name the command line's options that tell more.
    """
    several = full == FULL and len(answer.relationships) > 1
    detail = _Detail(full, _STEPS if several else MOST_LABELS, options)
    said: list[Block] = [Paragraph(f"{answer.a.label} and {answer.b.label}")]
    number = drawn = 0
    short = False
    for row in doubles_together(answer.relationships[:listed]):
        bond = row[0].bond
        if isinstance(bond, PartnerBond):
            said += [_BLANK, Paragraph(f"{answer.b} is {answer.language.predicate(bond)} of {answer.a}.")]
            continue
        number += 1
        room = len(row) if full is None else full - drawn
        if room > 0:
            said += [_BLANK, *_in_full(answer, row, number, detail, room)]
            drawn += len(row) if isinstance(bond, BloodBond) else 0
        else:
            said += ([] if short else [_BLANK]) + [_in_short(answer, row, number)]
            short = True
    said += _remainder(answer, listed, detail)
    return laid_out(said, width)


def doubles_together(relationships: Sequence[NamedRelationship]) -> list[list[NamedRelationship]]:
    """Return the relationships one by one, but those that double each other together."""
    rows: dict[object, list[NamedRelationship]] = {}
    for place, relationship in enumerate(relationships):
        bond = relationship.bond
        double = isinstance(bond, BloodBond) and bond.double
        key = (len(bond.up), len(bond.down), double, bond.kind) if isinstance(bond, BloodBond) and double else place
        rows.setdefault(key, []).append(relationship)
    return list(rows.values())


def _in_full(
    answer: Relation, row: Sequence[NamedRelationship], number: int, detail: _Detail, room: int
) -> Iterator[Block]:
    """Yield a relationship in words, whom it runs through, who is nearer, and pairs of lines as far as there is room.

    Those that double each other have one number, and their pairs of lines below each other.
    """
    words, nearer = _kinship_and_nearer(answer, row)
    lead = f"{number}. "
    indent = " " * len(lead)
    yield Paragraph(words + _circumstances(answer, row), lead, indent)
    if nearer:
        yield Paragraph(f"{nearer}.", indent, indent)
    if not isinstance(row[0].bond, BloodBond):
        return
    for relationship in row[:room]:
        yield _BLANK
        for way in _ways(answer, [relationship], years=True) if len(row) > _WAYS else ():
            yield from (Paragraph(f"through {' and '.join(way)}:", _INDENT, _INDENT), _BLANK)
        yield _lines_of_descent(answer, relationship, detail.labels)
    if len(row) > room:
        more = f"and {len(row) - room} more {'pair' if len(row) == room + 1 else 'pairs'} of lines"
        yield from (_BLANK, Paragraph(more + ("; --full all shows all" if detail.options else ""), _INDENT, _INDENT))
    yield _BLANK


def _in_short(answer: Relation, row: Sequence[NamedRelationship], number: int) -> OneLine:
    """Return a relationship in a line: what it is, and of those it runs through as many as fit."""
    words, supposed = _kinship(answer, row), "".join([f", {one}" for one in _supposed(answer, row)])
    ways = list(_ways(answer, row, years=False))
    through = [_joined(ways[:some], len(ways)) for some in range(min(len(ways), _WAYS), 0, -1)]
    if ways:
        first = " and ".join(ways[0]).split(" ")
        cut = [f"{' '.join(first[:some])}…" for some in range(len(first) - 1, 0, -1) if first[some - 1] != "and"]
        through += [_joined([[name]], len(ways)) for name in cut]
    return OneLine([f"{words}{one}{supposed}{_pairs(answer, row)}" for one in (*through, "")], f"{number}. ")


def _kinship_and_nearer(answer: Relation, row: Sequence[NamedRelationship]) -> tuple[str, str]:
    """Return what the two are to each other, and of cousins of different generations which is nearer."""
    bond, mirrored, language = row[0].bond, row[0].mirrored, answer.language
    words = _kinship(answer, row)
    if isinstance(bond, BloodBond) and isinstance(mirrored, BloodBond):
        up, down = len(bond.up), len(bond.down)
        # Of unknown parents whom a reader put in nobody is told.
        named = [str(answer.people[who]) for each in row for who in each.through if who in answer.people]
        if up != down and min(up, down) > 1 and named:
            nearer = language.nearer(str(answer.b if down < up else answer.a), abs(up - down), named)
            return words, nearer
    return words, ""


def in_words(answer: Relation, row: Sequence[NamedRelationship]) -> str:
    """Return a relationship in words, with whom it runs through; for several that double each other with a few of them.

    Args:
        answer: Whose it is.
        row: The relationship, or several.
    """
    return _kinship(answer, row) + _circumstances(answer, row)


def _kinship(answer: Relation, row: Sequence[NamedRelationship]) -> str:
    """Return what the two are together, or what B is to A where no word says both."""
    bond, mirrored, language = row[0].bond, row[0].mirrored, answer.language
    if isinstance(bond, BloodBond) and isinstance(mirrored, BloodBond):
        pair = bond.distance == 0 or language.alike(bond, mirrored)
        words = language.pair(bond, answer.a.sex) if pair else ""
        if words:
            return words
    return f"{answer.b} is {language.predicate(bond)} of {answer.a}"


def _circumstances(answer: Relation, row: Sequence[NamedRelationship]) -> str:
    """Return whom relationships run through, what must be true for them, and how often they are there."""
    ways = list(_ways(answer, row, years=True))
    supposed = "".join([f", {one}" for one in _supposed(answer, row)])
    return _joined(ways[:_WAYS], len(ways)) + supposed + _pairs(answer, row)


def _pairs(answer: Relation, row: Sequence[NamedRelationship]) -> str:
    """Return how many pairs of lines there are, where every one was asked for and there are several."""
    count = sum([each.count or 0 for each in row])
    return f", {counted(count, 'pair')} of lines" if answer.every and count > len(row) else ""


def left_out(answer: Relation, shown: Sequence[NamedRelationship]) -> str:
    """Return how many relationships are not among those shown, in words; empty when there are none.

    Args:
        answer: Whose they are.
        shown: Relationships of the answer; partners count for nothing.
    """
    hidden = sum(not isinstance(each.bond, PartnerBond) for each in answer.relationships) - len(shown)
    if not answer.more and hidden <= 0:
        return ""
    given = {who for each in shown if isinstance(each.bond, BloodBond) for who in each.through}
    further = len(set(answer.independent) - given) if answer.more else 0
    through = f" through {counted(further, 'more independent common ancestor')}" if further else ""
    return ("further relationships" if answer.more else counted(hidden, "further relationship")) + through


def _ways(answer: Relation, row: Sequence[NamedRelationship], *, years: bool) -> Iterator[list[str]]:
    """Yield whom each relationship runs through, but for the two themselves; of a direct line nobody."""
    for relationship in row:
        bond = relationship.bond
        ends = (answer.a.id, answer.b.id)
        between = [answer.people[who] for who in relationship.through if who not in ends and who in answer.people]
        if between and not (isinstance(bond, BloodBond) and not (bond.up and bond.down)):
            yield [person.label if years else str(person) for person in between]


def _joined(ways: Sequence[Sequence[str]], all_of_them: int) -> str:
    """Return ``, through Ann and Bob, and through Eve``, and how many more ways there are."""
    said = ", and".join([f" through {' and '.join(way)}" for way in ways])
    more = all_of_them - len(ways)
    return (f",{said}" if said else "") + (f", and {more} more" if more > 0 else "")


def _supposed(answer: Relation, row: Sequence[NamedRelationship]) -> list[str]:
    """Return what must be true of disputed parents, as far as a line has room for it; of the nearest kin nothing."""
    told = list(suppositions(answer, row)) if row[0].bond.distance > 1 else []
    more = len(told) - _SUPPOSED
    return [*told[:_SUPPOSED], f"and {counted(more, 'more such condition')}"] if more > 0 else told


def suppositions(answer: Relation, row: Sequence[NamedRelationship]) -> Iterator[str]:
    """Yield what must be true of disputed parents, the second time after "and"."""
    told = dict.fromkeys(link for relationship in row for link in relationship.suppositions)
    for number, (child, parent) in enumerate(told):
        who = answer.people[parent]
        said = answer.language.supposition(answer.people[child].label, who.label, who.sex)
        yield f"and {said}" if number else said


def _lines_of_descent(answer: Relation, relationship: NamedRelationship, most: int) -> SideBySide:
    """Return the two lines from the ancestor's children down; of a direct line the only one, the ancestor first."""
    first, second = [[answer.people[who].label for who in line[1:]] for line in relationship.lines]
    if first and second:
        return SideBySide(first, second, most)
    return SideBySide([answer.people[relationship.lines[0][0]].label, *first, *second], most=most)


def _remainder(answer: Relation, listed: int, detail: _Detail) -> Iterator[Block]:
    """Yield what is left to say: what was left out, a path or why not where there is no name, the search, circles."""
    named = bool(answer.relationships) and _has_word(answer.relationships[0].bond)
    listed_kin = [each for each in answer.relationships[:listed] if not isinstance(each.bond, PartnerBond)]
    if rest := left_out(answer, listed_kin):
        all_of_them = "; --limit all lists them" if answer.more and detail.options else ""
        yield from (_BLANK, Paragraph(f"… and {rest}{all_of_them}."))
    if not answer.relationships:
        yield from (_BLANK, Paragraph("No named kinship is known." if answer.path else f"{connection(answer)}."))
    if not named:
        if answer.path:
            yield from path(answer)
        yield from why_not(answer)
    if answer.searched is not None:
        rows, requests = f"{counted(answer.searched, 'generation')} up", counted(answer.requests or 0, "request")
        extent = f"Searched {rows} ({requests}); --generations N or all looks farther."
        if answer.complete:
            extent = f"All known ancestors were searched: {rows}, {requests}."
        yield from (_BLANK, Paragraph(extent))
    if answer.circle:
        people = ", ".join(shortened([f"{answer.people[who].label}, {who}" for who in answer.circle], _CIRCLE))
        yield from (_BLANK, Paragraph(f"Recorded as their own ancestors, which was left out: {people}."))


def _has_word(bond: Bond) -> bool:
    """Return whether people have a word for it, not only a phrase such as ``wife of a second cousin``."""
    return not isinstance(bond, AffinityBond) or bond.in_law


def coefficients(answer: Relation, width: int = WIDTH) -> str:
    """Return φ, r and both F in a line or two."""
    try:
        of_a, of_b = answer.inbreeding
        numbers = f"kinship φ {answer.kinship:.10g}, relationship r {answer.relatedness:.10g}"
    except TooLargeError as error:
        return laid_out([Paragraph(f"kinship φ is not computed: {error}")], width)
    inbred = f"inbreeding F {of_a:.10g} of {answer.a} and {of_b:.10g} of {answer.b}"
    shared = counted(len(answer.common_ancestors), "common ancestor")
    said: list[Block] = [Paragraph(f"{numbers}, {inbred}; {shared}")]
    for twins in answer.identical_twins:
        names = " and ".join(answer.people[who].label for who in twins)
        said.append(Paragraph(f"Identical twins, in the coefficients one person: {names}"))
    return laid_out(said, width)
