"""The JSON of single items cut out of answers, undecoded, fit to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cousins.errors import SourceAnswerError, quoted
from cousins.wikibase.ids import is_item_id
from cousins.wikibase.wire import UNREADABLE, unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.wikibase.ids import ItemId


class _Answer(msgspec.Struct):
    entities: dict[str, msgspec.Raw] = {}


class _Head(msgspec.Struct):
    id: str = ""
    missing: object = msgspec.UNSET
    labels: dict[str, msgspec.Raw] | list[msgspec.Raw] = []


_ANSWER, _HEAD = msgspec.json.Decoder(_Answer), msgspec.json.Decoder(_Head)
_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])


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


def as_asked(entity: bytes, asked: ItemId) -> bytes:
    """Return the JSON of an item for the id that was asked for: with the redirect, where its own is another.

    Raises:
        SourceAnswerError: Its own is none.
    """
    own = _head(entity).id
    if own == asked:
        return entity
    if not is_item_id(own):
        raise SourceAnswerError(f"the answer for {asked} holds {quoted(own)}, which is no item")
    return b'{"redirects":{"from":"%s","to":"%s"},%s' % (asked.encode(), own.encode(), entity.lstrip()[1:])


def is_nameless(entity: bytes) -> bool:
    """Return whether the JSON of an item holds no label."""
    return not _head(entity).labels


def with_labels_of(entity: bytes, other: bytes) -> bytes:
    """Return the JSON of an item with the labels of another answer about it."""
    try:
        members, labels = _MEMBERS.decode(entity), _MEMBERS.decode(other).get("labels")
    except UNREADABLE as error:
        raise SourceAnswerError(f"an item of the answer cannot be read: {unreadable(error)}") from None
    return msgspec.json.encode(members | ({"labels": labels} if labels is not None else {}))


def _present(entity: bytes) -> bytes:
    """Return the JSON of an item, or nothing if it says that the item is missing."""
    return entity if _head(entity).missing is msgspec.UNSET else b""


def _head(entity: bytes) -> _Head:
    try:
        return _HEAD.decode(entity)
    except UNREADABLE as error:
        raise SourceAnswerError(f"an item of the answer cannot be read: {unreadable(error)}") from None
