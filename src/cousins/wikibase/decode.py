"""From the JSON of a Wikibase to items.

Only what is needed is declared, so most of an answer is skipped, not built:
that is what makes it fast. Everything a server is known to do is allowed for:
empty maps written as lists, statements without qualifiers, values of kinds
that were invented later. What cannot be right raises.

Source: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from cousins.errors import SourceAnswerError, quoted
from cousins.plain import harmless
from cousins.wikibase import wire
from cousins.wikibase.ids import ItemId, PropertyId, is_item_id
from cousins.wikibase.snaks import decode_statements
from cousins.wikibase.statement import Item, Missing

if TYPE_CHECKING:
    from collections.abc import Collection

    from cousins.wikibase.wire import Entity

Wanted = frozenset[PropertyId]
Shape = TypeVar("Shape")

_NO_REVISION = 2**63
_ANSWER = msgspec.json.Decoder(wire.Answer)
_ENTITY = msgspec.json.Decoder(wire.Entity)
_COMPLAINT = msgspec.json.Decoder(wire.Complaint)


class ApiError(NamedTuple):
    """An error that a server wrote into an answer with HTTP status 200.

    Attributes:
        code: ``maxlag``, ``no-such-entity``, ``toomanyvalues``, …; empty where the error is a sentence only.
        info: The server's sentence; may be empty.
        lag: Seconds that its databases are behind; None when it is about something else.
    """

    code: str
    info: str
    lag: float | None = None

    def __str__(self) -> str:
        """Return the server's sentence and its code, in one line."""
        return harmless(f"{self.info} ({self.code})" if self.info and self.code else self.info or self.code)


def decode_error(body: bytes) -> ApiError | None:
    """Return the error that an answer of the Action API holds, or None.

    None as well for what is not JSON at all. Warnings are no errors.

    Args:
        body: The answer, inflated; any ``errorformat`` and ``formatversion``.

    Example:
        >>> decode_error(b'{"error": {"code": "maxlag", "info": "Waiting", "lag": 12.4}}').lag
        12.4
    """
    try:
        complaint = _COMPLAINT.decode(body)
    except wire.UNREADABLE:
        return None
    error = complaint.error
    if error is None and isinstance(complaint.errors, list):
        error = next(iter(complaint.errors), None)
    if isinstance(error, str):
        error = {"info": error}
    if not isinstance(error, dict):
        return None
    words = (error.get(name) for name in ("info", "text", "*"))
    info = next((word for word in words if isinstance(word, str) and word), "")
    code, data = error.get("code", ""), error.get("data")
    lag = data.get("lag") if isinstance(data, dict) else error.get("lag")
    found = ApiError(
        str(code) if isinstance(code, str | int) else "", info, float(lag) if isinstance(lag, int | float) else None
    )
    return found if found.code or found.info else None


def decode_entities(
    body: bytes, *, requested: Collection[ItemId] | None = None, wanted: Wanted | None = None
) -> dict[ItemId, Item | Missing]:
    """Return the items of an answer to ``wbgetentities``, by the id that was *asked for*.

    After a redirect the item's own id differs from its key. Deleted items,
    items that never were and redirects that lead nowhere are `Missing`.

    Args:
        body: The answer, inflated.
        requested: The ids that were asked for; the answer has to hold exactly
            these. None to take whatever came.
        wanted: The properties whose statements are needed; None for all.

    Raises:
        SourceAnswerError: It is no such answer, holds an error, or answers
            something else than was asked.
    """
    answer = _decode(_ANSWER, body)
    if answer.entities is None and not answer.success:  # an answer to no ids at all has none, and says success
        error = decode_error(body)
        if error:
            raise SourceAnswerError(f"the server says: {error}")
        raise SourceAnswerError("the answer holds no items")
    entities = wire.mapping(answer.entities)
    found = {_asked(key, entity): _item(entity, wanted) for key, entity in entities.items()}
    if requested is not None:
        strangers, lacking = sorted(found.keys() - set(requested)), sorted(set(requested) - found.keys())
        if strangers:
            raise SourceAnswerError(f"the answer holds {strangers[0]}, which nobody asked for")
        if lacking:
            raise SourceAnswerError(f"the answer lacks {lacking[0]}")
    return found


def decode_dump_line(line: bytes, *, wanted: Wanted | None = None) -> Item | None:
    """Return the item of a line of a JSON dump.

    None for lines without one: the brackets around the dump, blank lines,
    properties and lexemes.

    Args:
        line: With or without its comma and its end.
        wanted: The properties whose statements are needed; None for all.

    Raises:
        SourceAnswerError: The line is cut off or damaged.
    """
    text = line.strip().removesuffix(b",")
    if text in {b"", b"[", b"]"}:
        return None
    entity = _decode(_ENTITY, text)
    if entity.type != "item":
        return None
    item = _item(entity, wanted)
    return item if isinstance(item, Item) else None


def _decode(decoder: msgspec.json.Decoder[Shape], body: bytes) -> Shape:
    try:
        return decoder.decode(body)
    except wire.UNREADABLE as error:
        raise SourceAnswerError(f"the answer cannot be read: {wire.unreadable(error)}") from None


def _asked(key: str, entity: Entity) -> ItemId:
    """Return the id that was asked for, once it and the entity's own agree."""
    if not is_item_id(key):
        raise SourceAnswerError(f"the answer holds {quoted(key)}, which is no item")
    redirect = entity.redirects
    # A missing item, and one without a page yet, comes with nothing but its id.
    bare = redirect is None and not entity.labels and not entity.claims
    redirected = redirect is not None and (redirect.source, redirect.target) == (key, entity.id)
    if entity.id != key and not redirected and not bare:
        raise SourceAnswerError(f"the answer for {key} holds {quoted(str(entity.id))}")
    return key


def _item(entity: Entity, wanted: Wanted | None) -> Item | Missing:
    if not is_item_id(entity.id):
        raise SourceAnswerError(f"the answer holds an item called {quoted(str(entity.id))}")
    if entity.missing is not msgspec.UNSET:
        return Missing(entity.id)
    return Item(
        id=entity.id,
        labels={
            language: (term.value, term.language or language) for language, term in wire.mapping(entity.labels).items()
        },
        aliases={
            language: tuple(term.value for term in terms) for language, terms in wire.mapping(entity.aliases).items()
        },
        descriptions={language: term.value for language, term in wire.mapping(entity.descriptions).items()},
        statements=decode_statements(wire.mapping(entity.claims), wanted),
        # One that no database could hold is as good as none.
        revision=entity.lastrevid if entity.lastrevid and 0 < entity.lastrevid < _NO_REVISION else None,
    )
