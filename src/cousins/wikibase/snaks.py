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
    names = claims if wanted is None else [name for name in claims if name in wanted]
    return {PropertyId(name): _statements(PropertyId(name), claims[name]) for name in names}


def _statements(name: PropertyId, raw: msgspec.Raw) -> tuple[Statement, ...]:
    try:
        told = _STATEMENTS.decode(raw)
    except msgspec.MsgspecError as error:
        raise SourceAnswerError(f"the statements of {quoted(name)} cannot be read: {quoted(str(error))}") from None
    return tuple(_statement(name, one) for one in told)


def _statement(name: PropertyId, told: wire.WireStatement) -> Statement:
    if told.rank not in _RANKS:
        raise SourceAnswerError(f"a statement has the rank {quoted(told.rank)}")
    qualifiers = wire.mapping(told.qualifiers)
    return Statement(
        told.id,
        name,
        _RANKS[told.rank],
        _snak(told.mainsnak),
        {PropertyId(other): tuple(map(_snak, snaks)) for other, snaks in qualifiers.items()},
    )


def _snak(told: wire.WireSnak) -> Snak:
    if told.snaktype not in _VALUELESS:
        raise SourceAnswerError(f"a statement is of the kind {quoted(told.snaktype)}")
    if told.snaktype != "value" or told.datavalue is None:
        return _VALUELESS[told.snaktype]
    try:
        return Snak(SnakKind.VALUE, _value(told.datavalue))
    except msgspec.MsgspecError:
        return _VALUELESS[told.snaktype]


def _value(told: wire.Datavalue) -> ItemId | Time | str | None:
    """Return a value of a known kind, None for all others."""
    if told.type == "wikibase-entityid":
        return _item_value(_ENTITY_VALUE.decode(told.value))
    if told.type == "time":
        return _time(_TIME_VALUE.decode(told.value))
    if told.type == "string":
        return _TEXT_VALUE.decode(told.value)
    return None


def _item_value(told: wire.EntityValue) -> ItemId | None:
    """Return the item's id; old answers have its number only."""
    if told.id is None and told.kind == "item" and told.number is not None:
        told.id = f"Q{told.number}"
    return told.id if is_item_id(told.id) else None


def _time(told: wire.TimeValue) -> Time | None:
    """Return a time; None when it is not written as times are, or in a year 0, which the format does not have."""
    match = _WRITTEN.fullmatch(told.time)
    if match is None:
        return None
    sign, year, month, day = match.group(1), *map(int, match.groups()[1:])
    if year == 0:
        return None
    calendar = told.calendarmodel.rpartition("/")[2] or GREGORIAN
    return Time(told.time, 1 - year if sign == "-" else year, month, day, told.precision, calendar)
