"""The shapes of a Wikibase's JSON, as far as they are needed.

Fields that are not declared here are skipped while reading. What may hold
anything is kept raw until somebody knows how to read it.

Source: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import Raw, Struct

Value = TypeVar("Value")

UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What decoding raises for what is damaged, of another shape, or nested too deep even where it is skipped."""


class Term(Struct):
    """A label, another name or a description; the language is the one it really is in."""

    value: str
    language: str = ""


class Datavalue(Struct):
    """A value, and which kind it is of."""

    type: str
    value: Raw


class WireSnak(Struct):
    """A snak; one without a value has no ``datavalue``."""

    snaktype: str
    datavalue: Datavalue | None = None


class WireStatement(Struct):
    """A statement; ``qualifiers`` is absent when there are none."""

    mainsnak: WireSnak
    rank: str = "normal"
    id: str = ""
    qualifiers: dict[str, list[WireSnak]] | list[Raw] | None = None


class EntityValue(Struct, rename={"kind": "entity-type", "number": "numeric-id"}):
    """A value that is an entity; older answers lack ``id``, newer ones ``numeric-id``."""

    id: str | None = None
    kind: str | None = None
    number: int | None = None


class TimeValue(Struct):
    """A value that is a time."""

    time: str
    precision: int
    calendarmodel: str = ""


class Redirects(Struct, rename={"source": "from", "target": "to"}):
    """From which id to which a redirect led."""

    source: str
    target: str


class Entity(Struct):
    """An item or a property. Empty maps may come as lists."""

    id: str | None = None
    type: str = "item"
    missing: Any = msgspec.UNSET
    redirects: Redirects | None = None
    labels: dict[str, Term] | list[Raw] | None = None
    aliases: dict[str, list[Term]] | list[Raw] | None = None
    descriptions: dict[str, Term] | list[Raw] | None = None
    claims: dict[str, Raw] | list[Raw] | None = None
    lastrevid: int | None = None


class Answer(Struct):
    """An answer with entities; one to no ids at all has a ``success`` only."""

    entities: dict[str, Entity] | list[Raw] | None = None
    success: Any = None


class Complaint(Struct):
    """An answer that holds an error, of any ``errorformat``: they have too many shapes to declare."""

    error: Any = None
    errors: Any = None


def mapping(value: dict[str, Value] | list[Raw] | None) -> dict[str, Value]:
    """Return a map that may have come as an empty list, or not at all."""
    return value if isinstance(value, dict) else {}


def unreadable(error: Exception) -> str:
    """Return what is wrong with an answer that could not be decoded, fit to follow a colon.

    Example:
        >>> try:
        ...     msgspec.json.decode(b'{"entities": 5}', type=Answer)
        ... except UNREADABLE as error:
        ...     unreadable(error)
        'it has another shape than a Wikibase writes, at $.entities'
    """
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if isinstance(error, msgspec.ValidationError):
        where = str(error).rpartition(" - at ")[2].strip("`") if " - at " in str(error) else "its beginning"
        return f"it has another shape than a Wikibase writes, at {where}"
    return "it is no JSON, or damaged"
