"""Answers as plain text, for terminals, logs and ``print``."""

from __future__ import annotations

import textwrap
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

from cousins.kinship.relationship import BloodBond, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.family.person import Person, PersonId
    from cousins.kinship.answers import Listing, Profile, Relation, Row
    from cousins.kinship.relationship import Relationship

WIDTH = 100
"""Columns, where nobody says how many there are."""

_DRAWN = 3
"""Relationships whose lines of descent are shown side by side."""
LISTED = 12
"""Relationships that are named at all; the rest are counted."""

_INDENT = "   "
_GAP = "   "
_NARROWEST = 24
"""Columns a line of descent needs to stand beside another."""
_DEEPEST_INDENT = 12


def _wide(text: str) -> int:
    """Return the columns a text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    columns = (2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return sum(0 if unicodedata.combining(letter) else width for letter, width in zip(text, columns, strict=True))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _wide(text))


def _wrapped(text: str, width: int, indent: str = "", hanging: str = "") -> list[str]:
    """Return a paragraph in lines; in a terminal of a few columns, words are broken rather than lost."""
    room = max(width, len(hanging) + 8, len(indent) + 8)
    return textwrap.wrap(text, room, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False) or [""]


def summary(answer: Relation) -> str:
    """Return the relationship in a few words: ``husband; 25 relationships by blood``."""
    if not answer.relationships:
        return f"connected by {len(answer.path)} links" if answer.path else "no connection found"
    more = len(answer.relationships) - 1
    return answer.relationships[0].b_is + (f", and {more} more" if more else "")


def relation(answer: Relation, width: int = WIDTH, *, listed: int = LISTED) -> str:
    """Return how two people are related, the lines of descent side by side.

    Args:
        answer: What was found.
        width: Columns to keep to; in narrow ones the lines stand below each other.
        listed: How many relationships to name; the rest are counted.
    """
    lines = _wrapped(f"{answer.a.label} and {answer.b.label}", width)
    number = drawn = 0
    for relationship in answer.relationships[:listed]:
        if relationship.kind is Kind.PARTNER:
            lines += ["", *_wrapped(f"{answer.b} is the {relationship.b_is} of {answer.a}.", width)]
            continue
        number += 1
        detailed = drawn < _DRAWN
        drawn += bool(relationship.lines)
        if detailed or number == 1:
            lines.append("")
        lines += _numbered(answer, relationship, number, width)
        if detailed and relationship.lines:
            lines += _side_by_side(answer, relationship, width)
    lines += _remainder(answer, width, listed)
    return "\n".join(_single_spaced(lines))


def _single_spaced(lines: Sequence[str]) -> Iterator[str]:
    """Leave out all but one of several empty lines, and those at the end."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line or following:
            yield line


def _remainder(answer: Relation, width: int, listed: int) -> Iterator[str]:
    hidden = len(answer.relationships) - listed
    if answer.more or hidden > 0:
        through = f" through {answer.further} more independent common ancestors" if answer.further else ""
        counted = f"{hidden} " if hidden > 0 and not answer.more else ""
        yield ""
        yield from _wrapped(f"… and {counted}further relationships{through}.", width)
    if not answer.relationships:
        yield ""
        found = "No kinship by blood or marriage is known." if answer.path else _no_connection(answer)
        yield from _wrapped(found, width)
    if answer.path:
        yield from _path(answer, width)
    if answer.circle:
        named = ", ".join(f"{answer.people[who].label}, {who}" for who in answer.circle)
        yield ""
        yield from _wrapped(f"Recorded as their own ancestors, which was left out: {named}.", width)


def coefficients(answer: Relation, width: int = WIDTH) -> str:
    """Return φ, r and both F in a line or two."""
    of_a, of_b = answer.inbreeding
    numbers = f"kinship φ {answer.kinship:.10g}, relationship r {answer.relationship:.10g}"
    inbred = f"inbreeding F {of_a:.10g} of {answer.a} and {of_b:.10g} of {answer.b}"
    return "\n".join(_wrapped(f"{numbers}, {inbred}; {len(answer.common_ancestors)} common ancestors", width))


def _no_connection(answer: Relation) -> str:
    return f"No connection found ({answer.reached} people reached)."


def _numbered(answer: Relation, relationship: Relationship, number: int, width: int) -> list[str]:
    """Return the relationship in words, with whom it runs through."""
    words = f"{answer.b} is the {relationship.b_is} of {answer.a}"
    if relationship.a_is == relationship.b_is and isinstance(relationship.bond, BloodBond):
        words = answer.language.pair(relationship.bond, answer.a.sex)
    if relationship.generations == (0, 0):
        words = "the same person"
    through = ", through " + " and ".join(_label(answer, who) for who in relationship.through)
    if relationship.generations and 0 in relationship.generations:
        through = ""
    lead = f"{number}. "
    lines = _wrapped(words + through if relationship.through else words, width, lead, " " * len(lead))
    nearer = _nearer(answer, relationship)
    return lines + (_wrapped(nearer, width, " " * len(lead), " " * len(lead)) if nearer else [])


def _nearer(answer: Relation, relationship: Relationship) -> str:
    """Return which of two cousins stands nearer to the ancestor; empty when neither does or it says nothing."""
    if relationship.generations is None or min(relationship.generations) <= 1:
        return ""
    up, down = relationship.generations
    if up == down:
        return ""
    nearer = answer.b if down < up else answer.a
    ancestor = " and ".join(str(answer.people[who]) for who in relationship.through)
    return answer.language.nearer(str(nearer), abs(up - down), ancestor) + "."


def _label(answer: Relation, who: PersonId) -> str:
    return answer.people[who].label


def _side_by_side(answer: Relation, relationship: Relationship, width: int) -> list[str]:
    """Return the two lines of descent in columns, each from the ancestor's child down."""
    first, second = ([_label(answer, who) for who in line[1:]] for line in relationship.lines)
    widest = max((_wide(label) for label in first), default=0)
    room = width - len(_INDENT)
    if not first or not second:
        return [*_indented([_label(answer, relationship.lines[0][0]), *first, *second], width), ""]
    if widest + len(_GAP) + max(_wide(label) for label in second) <= room:
        rows = zip_longest(first, second, fillvalue="")
        return ["", *((_INDENT + _padded(one, widest) + _GAP + other).rstrip() for one, other in rows), ""]
    if room // 2 - len(_GAP) >= _NARROWEST:
        return ["", *_folded(first, second, (room - len(_GAP)) // 2), ""]
    return ["", *_indented(first, width), "", *_indented(second, width), ""]


def _folded(first: Sequence[str], second: Sequence[str], column: int) -> Iterator[str]:
    for one, other in zip_longest(first, second, fillvalue=""):
        halves = [
            textwrap.wrap(label, column, subsequent_indent="  ", break_on_hyphens=False) for label in (one, other)
        ]
        for left, right in zip_longest(*halves, fillvalue=""):
            yield (_INDENT + _padded(left, column) + _GAP + right).rstrip()


def _indented(labels: Sequence[str], width: int) -> Iterator[str]:
    for label in labels:
        yield from _wrapped(label, width, _INDENT, _INDENT + "  ")


def _path(answer: Relation, width: int) -> Iterator[str]:
    """Yield the steps of a path: one person a line."""
    yield ""
    yield from _wrapped(f"The shortest way from one to the other has {len(answer.path or ())} steps:", width)
    yield ""
    yield from _wrapped(answer.a.label, width, _INDENT, _INDENT + "  ")
    for step in answer.path or ():
        yield from _wrapped(f"{step.word}: {_label(answer, step.to)}", width, _INDENT, _INDENT + "  ")


def profile(answer: Profile, width: int = WIDTH) -> str:
    """Return what is known of a person, one kind of kin after the other."""
    person = answer.person
    sex = f", {person.sex.value}" if person.sex else ""
    lines = _wrapped(f"{person}, {person.id}{sex}", width)
    for word, date in (("born", person.born), ("died", person.died)):
        if date:
            lines.append(f"{word} {date.text}")
    if person.aliases:
        lines += _wrapped("also known as " + ", ".join(person.aliases), width, hanging="  ")
    groups: list[tuple[str, Sequence[str]]] = [
        ("parents", [_with_id(who) for who in answer.parents]),
        ("other parents", [f"{word}: {_with_id(who)}" for word, who in answer.social_parents]),
        ("partners", [f"{word}: {_with_id(who)}" for word, who in answer.partners]),
        ("children", [_with_id(who) for who in answer.children]),
        ("other children", [f"{word}: {_with_id(who)}" for word, who in answer.social_children]),
        ("siblings", [_with_id(who) for who in answer.siblings]),
        ("half-siblings", [_with_id(who) for who in answer.half_siblings]),
    ]
    for heading, entries in groups:
        if entries:
            lines += ["", heading]
            for entry in entries:
                lines += _wrapped(entry, width, "  ", "    ")
    lines += ["", f"inbreeding F {answer.inbreeding:.6g}"]
    if answer.circle:
        lines += _wrapped("recorded as an ancestor of themselves, which cannot be", width)
    return "\n".join(lines)


def _with_id(person: Person) -> str:
    return f"{person.label}, {person.id}" if person.name else person.label


def listing(answer: Listing, width: int = WIDTH) -> str:
    """Return ancestors or descendants, a line each, under their generations or parents."""
    lines = _wrapped(f"{len(answer)} {answer.of} of {answer.rows[0].person.label}", width)
    if answer.of == "ancestors":
        return "\n".join([*lines, *_by_generation(answer.rows[1:], width)])
    for row in answer.rows[1:]:
        indent = "  " * min(row.generation - 1, _DEEPEST_INDENT)
        lines += _wrapped(_row(row), width, indent, indent + "    ")
    return "\n".join(lines)


def _by_generation(rows: Sequence[Row], width: int) -> Iterator[str]:
    generation = 0
    for row in rows:
        if row.generation != generation:
            generation = row.generation
            yield from ("", f"generation {generation}")
        yield from _wrapped(_row(row), width, "  ", "      ")


def _row(row: Row) -> str:
    again = f" [again at {', '.join(row.again)}]" if row.again else ""
    return f"{row.number or '–'}  {row.person.label}{again}"
