"""The JSON of single items cut out of answers, undecoded, fit to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cousins.errors import SourceAnswerError
from cousins.wikibase.wire import UNREADABLE, unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.wikibase.ids import ItemId


class _Answer(msgspec.Struct):
    entities: dict[str, msgspec.Raw] = {}


class _Head(msgspec.Struct):
    id: str = ""
    missing: object = msgspec.UNSET


_ANSWER, _HEAD = msgspec.json.Decoder(_Answer), msgspec.json.Decoder(_Head)


def entities(body: bytes, asked: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
    """Return the JSON of each item asked for; empty for a missing one.

    Raises:
        SourceAnswerError: Some item is not in the answer, or it is no answer at all.
    """
    try:
        found = _ANSWER.decode(body).entities
    except UNREADABLE as error:
        raise SourceAnswerError(f"the answer holds no items: {unreadable(error)}") from None
    lost = [item for item in asked if item not in found]
    if lost:
        raise SourceAnswerError(f"the answer lacks {', '.join(lost[:3])}, which was asked for")
    return {item: _present(bytes(found[item])) for item in asked}


def only_entity(body: bytes) -> bytes:
    """Return the JSON of the one item of an answer, whatever its id.

    Raises:
        SourceAnswerError: It does not hold exactly one.
    """
    try:
        (entity,) = _ANSWER.decode(body).entities.values()
    except (*UNREADABLE, ValueError):
        raise SourceAnswerError("the answer does not hold one item") from None
    return _present(bytes(entity))


def _present(entity: bytes) -> bytes:
    """Return the JSON of an item, or nothing if it says that the item is missing."""
    try:
        return entity if _HEAD.decode(entity).missing is msgspec.UNSET else b""
    except UNREADABLE as error:
        raise SourceAnswerError(f"an item of the answer cannot be read: {unreadable(error)}") from None
