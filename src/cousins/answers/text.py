"""Answers as plain text, for terminals, logs and ``print``."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from cousins.answers.columns import counted, padded, wrapped
from cousins.answers.rendering import WIDTH, as_text
from cousins.answers.values import Listing, Profile, Relation
from cousins.kinship.relationship import AffinityBond, BloodBond, Kind
from cousins.plain import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.answers.values import NamedRelationship, Row
    from cousins.family.person import Person, PersonId
    from cousins.kinship.relationship import Bond

_DRAWN = 3
"""Relationships whose lines of descent are shown side by side."""
LISTED = 12
"""Relationships that are named at all; the rest are counted."""

_INDENT = "   "
_GAP = "   "
_NARROWEST = 24
"""Columns a line of descent needs to stand beside another."""
_DEEPEST_INDENT = 12


@as_text.register(Relation)
def relation(answer: Relation, width: int = WIDTH, *, listed: int = LISTED) -> str:
    """Return how two people are related, the lines of descent side by side.

    Args:
        answer: What was found.
        width: Columns to keep to; in narrow ones the lines stand below each other.
        listed: How many relationships to name; the rest are counted.
    """
    lines = wrapped(f"{answer.a.label} and {answer.b.label}", width)
    number = drawn = 0
    for row in _rows(answer.relationships[:listed]):
        if row[0].kind is Kind.PARTNER:
            lines += ["", *wrapped(f"{answer.b} is the {row[0].b_is} of {answer.a}.", width)]
            continue
        number += 1
        detailed = drawn < _DRAWN
        drawn += row[0].generations is not None
        if detailed or number == 1:
            lines.append("")
        lines += _numbered(answer, row, number, width)
        if detailed and row[0].generations:
            for relationship in row:
                lines += _side_by_side(answer, relationship, width)
    lines += _remainder(answer, width, listed)
    return "\n".join(_single_spaced(lines))


def _rows(relationships: Sequence[NamedRelationship]) -> list[list[NamedRelationship]]:
    """Return the relationships one by one, but those that double each other together."""
    rows: dict[object, list[NamedRelationship]] = {}
    for place, relationship in enumerate(relationships):
        bond = relationship.bond
        double = isinstance(bond, BloodBond) and bond.double
        key = (bond.generations, bond.double, bond.kind) if isinstance(bond, BloodBond) and double else place
        rows.setdefault(key, []).append(relationship)
    return list(rows.values())


def _single_spaced(lines: Sequence[str]) -> Iterator[str]:
    """Leave out all but one of several empty lines, and those at the end."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line or following:
            yield line


def _remainder(answer: Relation, width: int, listed: int) -> Iterator[str]:
    hidden = len(answer.relationships) - listed
    if answer.more or hidden > 0:
        through = f" through {counted(answer.further, 'more independent common ancestor')}" if answer.further else ""
        rest = "further relationships" if answer.more else counted(hidden, "further relationship")
        yield ""
        yield from wrapped(f"… and {rest}{through}.", width)
    if not answer.relationships:
        yield ""
        found = "No named kinship is known." if answer.path else _no_connection(answer)
        yield from wrapped(found, width)
    if answer.path and not any(_has_word(relationship.bond) for relationship in answer.relationships[:1]):
        yield from _path(answer, width)
    if extent := _extent(answer):
        yield ""
        yield from wrapped(extent, width)
    if answer.circle:
        named = ", ".join(f"{answer.people[who].label}, {who}" for who in answer.circle)
        yield ""
        yield from wrapped(f"Recorded as their own ancestors, which was left out: {named}.", width)


def _has_word(bond: Bond) -> bool:
    """Return whether people have a word for it, not only a phrase such as ``wife of a second cousin``."""
    return not isinstance(bond, AffinityBond) or bond.in_law


def _extent(answer: Relation) -> str:
    """Return how far a live source was searched; empty when everybody was at hand."""
    if answer.searched is None:
        return ""
    rows = f"{counted(answer.searched, 'generation')} up"
    requests = counted(answer.requests or 0, "request")
    if answer.complete:
        return f"All known ancestors were searched: {rows}, {requests}."
    return f"Searched {rows} ({requests}); --generations N or all looks farther."


def coefficients(answer: Relation, width: int = WIDTH) -> str:
    """Return φ, r and both F in a line or two."""
    of_a, of_b = answer.inbreeding
    numbers = f"kinship φ {answer.kinship:.10g}, relationship r {answer.relatedness:.10g}"
    inbred = f"inbreeding F {of_a:.10g} of {answer.a} and {of_b:.10g} of {answer.b}"
    return "\n".join(wrapped(f"{numbers}, {inbred}; {counted(len(answer.common_ancestors), 'common ancestor')}", width))


def _no_connection(answer: Relation) -> str:
    return f"No connection found ({counted(answer.reached or 0, 'person')} reached)."


def _numbered(answer: Relation, row: Sequence[NamedRelationship], number: int, width: int) -> list[str]:
    """Return a relationship in words, with whom it runs through; for doubles with both couples."""
    relationship, bond, mirrored = row[0], row[0].bond, row[0].mirrored
    if relationship.generations == (0, 0):
        words = "the same person"
    elif isinstance(bond, BloodBond) and isinstance(mirrored, BloodBond) and answer.language.alike(bond, mirrored):
        words = answer.language.pair(bond, answer.a.sex)
    else:
        words = f"{answer.b} is the {relationship.b_is} of {answer.a}"
    words += "".join(f", {way}" for way in _ways(answer, row))
    count = sum(each.count or 0 for each in row)
    if answer.every and count > len(row):
        words += f", {counted(count, 'pair')} of lines"
    lead = f"{number}. "
    lines = wrapped(words, width, lead, " " * len(lead))
    nearer = _nearer(answer, row)
    return lines + (wrapped(nearer, width, " " * len(lead), " " * len(lead)) if nearer else [])


def _ways(answer: Relation, row: Sequence[NamedRelationship]) -> Iterator[str]:
    """Yield whom each relationship runs through, but for the two themselves."""
    lead = ""
    for relationship in row:
        between = [_label(answer, who) for who in relationship.through if who not in (answer.a.id, answer.b.id)]
        if between and 0 not in (relationship.generations or ()):
            yield f"{lead}through {' and '.join(between)}"
            lead = "and "


def _nearer(answer: Relation, row: Sequence[NamedRelationship]) -> str:
    """Return which of two cousins stands nearer to the ancestor; empty when neither does or it says nothing."""
    relationship = row[0]
    if relationship.generations is None or min(relationship.generations) <= 1:
        return ""
    up, down = relationship.generations
    if up == down:
        return ""
    nearer = answer.b if down < up else answer.a
    ancestor = " and ".join(str(answer.people[who]) for each in row for who in each.through)
    return answer.language.nearer(str(nearer), abs(up - down), ancestor) + "."


def _label(answer: Relation, who: PersonId) -> str:
    return answer.people[who].label


def _side_by_side(answer: Relation, relationship: NamedRelationship, width: int) -> list[str]:
    """Return the two lines of descent in columns, each from the ancestor's child down."""
    first, second = ([_label(answer, who) for who in line[1:]] for line in relationship.lines)
    widest = max((columns(label) for label in first), default=0)
    room = width - len(_INDENT)
    if not first or not second:
        return ["", *_indented([_label(answer, relationship.lines[0][0]), *first, *second], width), ""]
    if widest + len(_GAP) + max(columns(label) for label in second) <= room:
        rows = zip_longest(first, second, fillvalue="")
        return ["", *((_INDENT + padded(one, widest) + _GAP + other).rstrip() for one, other in rows), ""]
    if room // 2 - len(_GAP) >= _NARROWEST:
        return ["", *_folded(first, second, (room - len(_GAP)) // 2), ""]
    return ["", *_indented(first, width), "", *_indented(second, width), ""]


def _folded(first: Sequence[str], second: Sequence[str], column: int) -> Iterator[str]:
    for one, other in zip_longest(first, second, fillvalue=""):
        halves = [
            textwrap.wrap(label, column, subsequent_indent="  ", break_on_hyphens=False) for label in (one, other)
        ]
        for left, right in zip_longest(*halves, fillvalue=""):
            yield (_INDENT + padded(left, column) + _GAP + right).rstrip()


def _indented(labels: Sequence[str], width: int) -> Iterator[str]:
    for label in labels:
        yield from wrapped(label, width, _INDENT, _INDENT + "  ")


def _path(answer: Relation, width: int) -> Iterator[str]:
    """Yield the steps of a path: one person a line."""
    yield ""
    yield from wrapped(f"The shortest way from one to the other has {counted(len(answer.path or ()), 'step')}:", width)
    yield ""
    yield from wrapped(answer.a.label, width, _INDENT, _INDENT + "  ")
    for step in answer.path or ():
        yield from wrapped(f"{step.word}: {_label(answer, step.to)}", width, _INDENT, _INDENT + "  ")


@as_text.register(Profile)
def profile(answer: Profile, width: int = WIDTH) -> str:
    """Return what is known of a person, one kind of kin after the other."""
    person = answer.person
    sex = f", {person.sex.value}" if person.sex else ""
    lines = wrapped(f"{person}, {person.id}{sex}", width)
    for word, date in (("born", person.born), ("died", person.died)):
        if date:
            lines.append(f"{word} {date.text}")
    if person.aliases:
        lines += wrapped("also known as " + ", ".join(person.aliases), width, hanging="  ")
    groups: list[tuple[str, Sequence[str]]] = [
        ("parents", [_with_id(who) for who in answer.parents]),
        ("other parents", [f"{word}: {_with_id(who)}" for word, who in answer.social_parents]),
        ("partners", [f"{word}: {_with_id(who)}" for word, who in answer.partners]),
        ("children", [_with_id(who) for who in answer.children]),
        ("other children", [f"{word}: {_with_id(who)}" for word, who in answer.social_children]),
        ("siblings", [_with_id(who) for who in answer.siblings]),
        ("half-siblings", [_with_id(who) for who in answer.half_siblings]),
        ("siblings or half-siblings", [_with_id(who) for who in answer.perhaps_half_siblings]),
    ]
    for heading, entries in groups:
        if entries:
            lines += ["", heading]
            for entry in entries:
                lines += wrapped(entry, width, "  ", "    ")
    if answer.inbreeding is not None:
        lines += ["", f"inbreeding F {answer.inbreeding:.6g}"]
    if answer.circle:
        lines += wrapped("recorded as an ancestor of themselves, which cannot be", width)
    return "\n".join(lines)


def _with_id(person: Person) -> str:
    return f"{person.label}, {person.id}" if person.name else person.label


@as_text.register(Listing)
def listing(answer: Listing, width: int = WIDTH) -> str:
    """Return ancestors or descendants, a line each, under their generations or parents."""
    lines = wrapped(f"{len(answer)} {answer.of} of {answer.rows[0].person.label}", width)
    if answer.of == "ancestors":
        return "\n".join([*lines, *_by_generation(answer.rows[1:], width)])
    for row in answer.rows[1:]:
        indent = "  " * min(row.generation - 1, _DEEPEST_INDENT)
        lines += wrapped(_row(row), width, indent, indent + "    ")
    return "\n".join(lines)


def _by_generation(rows: Sequence[Row], width: int) -> Iterator[str]:
    generation = 0
    for row in rows:
        if row.generation != generation:
            generation = row.generation
            yield from ("", f"generation {generation}")
        yield from wrapped(_row(row), width, "  ", "      ")


def _row(row: Row) -> str:
    again = f" [again at {', '.join(row.again)}]" if row.again else ""
    return f"{row.number or '–'}  {row.person.label}{again}"
