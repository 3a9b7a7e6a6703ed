"""From the JSON of statements to statements.

A value of a kind that nobody here knows is a value without content, never a
failure: new kinds are invented every few years.

Source: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html#json_snaks
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from cousins.errors import SourceAnswerError, quoted
from cousins.wikibase import wire
from cousins.wikibase.ids import ItemId, PropertyId, is_item_id
from cousins.wikibase.statement import GREGORIAN, Rank, Snak, SnakKind, Statement, Time

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATEMENTS = msgspec.json.Decoder(list[wire.WireStatement])
_ENTITY_VALUE = msgspec.json.Decoder(wire.EntityValue)
_TIME_VALUE = msgspec.json.Decoder(wire.TimeValue)
_TEXT_VALUE = msgspec.json.Decoder(str)
_RANKS = {rank.value: rank for rank in Rank}
_VALUELESS = {kind.value: Snak(kind) for kind in SnakKind}
_WRITTEN = re.compile(r"([+-]?)([0-9]{1,16})-([0-9]{2})-([0-9]{2})T[0-9:]*Z?")


def decode_statements(
    claims: Mapping[str, msgspec.Raw], wanted: frozenset[PropertyId] | None = None
) -> dict[PropertyId, tuple[Statement, ...]]:
    """Return the statements of an item, by property, in the order of the page.

    Args:
        claims: The JSON of each property's statements.
        wanted: The properties that are needed; None for all.

    Raises:
        SourceAnswerError: They have not the shape of statements.
    """
    statements: dict[PropertyId, tuple[Statement, ...]] = {}
    for name in map(PropertyId, claims):
        if wanted is not None and name not in wanted:
            continue
        try:
            raw_statements = _STATEMENTS.decode(claims[name])
        except wire.UNREADABLE as error:
            raise SourceAnswerError(
                f"the statements of {quoted(name)} cannot be read: {wire.unreadable(error)}"
            ) from None
        statements[name] = tuple(_statement(name, raw) for raw in raw_statements)
    return statements


def _statement(name: PropertyId, raw: wire.WireStatement) -> Statement:
    if raw.rank not in _RANKS:
        raise SourceAnswerError(f"a statement has the rank {quoted(raw.rank)}")
    qualifiers = wire.mapping(raw.qualifiers)
    return Statement(
        raw.id,
        name,
        _RANKS[raw.rank],
        _snak(raw.mainsnak),
        {PropertyId(other): tuple(map(_snak, snaks)) for other, snaks in qualifiers.items()},
    )


def _snak(raw: wire.WireSnak) -> Snak:
    if raw.snaktype not in _VALUELESS:
        raise SourceAnswerError(f"a statement is of the kind {quoted(raw.snaktype)}")
    if raw.snaktype != "value" or raw.datavalue is None:
        return _VALUELESS[raw.snaktype]
    try:
        return Snak(SnakKind.VALUE, _value(raw.datavalue))
    except wire.UNREADABLE:
        return _VALUELESS[raw.snaktype]


def _value(raw: wire.Datavalue) -> ItemId | Time | str | None:
    """Return a value of a known kind, None for all others."""
    if raw.type == "wikibase-entityid":
        entity = _ENTITY_VALUE.decode(raw.value)
        # Old answers have an item's number only.
        name = f"Q{entity.number}" if entity.id is None and entity.kind == "item" and entity.number else entity.id
        return name if is_item_id(name) else None
    if raw.type == "time":
        return _time(_TIME_VALUE.decode(raw.value))
    if raw.type == "string":
        return _TEXT_VALUE.decode(raw.value)
    return None


def _time(raw: wire.TimeValue) -> Time | None:
    """Return a time; None when it is not written as times are, or in a year 0, which the format does not have."""
    match = _WRITTEN.fullmatch(raw.time)
    if match is None:
        return None
    sign, year, month, day = match.group(1), *map(int, match.groups()[1:])
    if year == 0:
        return None
    calendar = raw.calendarmodel.rpartition("/")[2] or GREGORIAN
    return Time(raw.time, 1 - year if sign == "-" else year, month, day, raw.precision, calendar)
