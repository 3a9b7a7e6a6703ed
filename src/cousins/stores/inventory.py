"""What is in a store of items: counted, checked, cleared, written out, a page of rows at a time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cousins.errors import SettingsError, SourceAnswerError, StoreCorruptError, StoreError, quoted
from cousins.stores.item_database import REMEDY
from cousins.stores.items import AHEAD, Damage, State, StoredItem, stored_item
from cousins.wikibase.decode import decode_entities
from cousins.wikibase.ids import ItemId, is_item_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cousins.stores.items import ItemStore

_PAGE: Final = 500
_COUNT: Final = """
SELECT source, count(*), sum(state = 1), sum(length(body)), min(fetched_at), max(fetched_at), sum(fetched_at > ?)
FROM items GROUP BY source ORDER BY source
"""
_WALK: Final = """
SELECT rowid, source, id, state, revision, fetched_at, body FROM items WHERE rowid > ? ORDER BY rowid LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one source.

    Attributes:
        source: The key of the source.
        items: How many items.
        missing: How many of them the source does not have.
        size: Bytes that they take, compressed.
        oldest: When the first of them was fetched, in seconds since 1970.
        newest: When the last of them was.
        ahead: How many are stamped with a time to come, from when a clock was wrong.
    """

    source: str
    items: int
    missing: int
    size: int
    oldest: float
    newest: float
    ahead: int


def kept_by_source(store: ItemStore) -> list[Kept]:
    """Return what is kept of each source, in the order of their keys.

    Raises:
        StoreError: The store cannot be read.
    """
    rows = store.rows(_COUNT, time.time() + AHEAD)
    return [
        Kept(str(source), items, missing or 0, size or 0, _number(oldest), _number(newest), ahead or 0)
        for source, items, missing, size, oldest, newest, ahead in rows
    ]


def _number(stamp: object) -> float:
    return float(stamp) if isinstance(stamp, int | float) else 0.0


def sources_meant(store: ItemStore, text: str) -> list[str]:
    """Return the keys of the sources that a text means: the one of that name, or all with it in their names.

    Raises:
        SettingsError: There is none.
    """
    keys = [each.source for each in kept_by_source(store)]
    meant = [key for key in keys if key == text] or [key for key in keys if text in key]
    if not meant:
        there = f"it has {', '.join(keys)}" if keys else "it is empty"
        raise SettingsError(f"the store has nothing of a source {quoted(text)}; {there}")
    return meant


def damages(store: ItemStore) -> Iterator[Damage]:
    """Yield the items that cannot be used: whose body is cut off, no JSON, or another item's.

    Raises:
        StoreCorruptError: The file itself is damaged, from some row on.
        StoreError: It cannot be read.
    """
    for _, source, row in _rows(store):
        found = _checked(source, row)
        if isinstance(found, Damage):
            yield found


def faults_of_file(store: ItemStore) -> list[str]:
    """Return what SQLite finds wrong with the file itself, a line each; empty when it is whole."""
    try:
        lines = [str(line) for (line,) in store.rows("PRAGMA integrity_check")]
    except StoreError as error:
        return [str(error)]
    return [] if lines == ["ok"] else [line for text in lines for line in text.splitlines() if line.strip()]


def clear(store: ItemStore, *, sources: Collection[str] | None = None, older: float | None = None) -> int:
    """Remove items, and return how many.

    Args:
        store: The store.
        sources: The keys of their sources; None for all.
        older: Only those fetched more than so many seconds ago, or stamped with a time to come; None for any age.

    Raises:
        StoreError: They cannot be removed: disk full, locked, not allowed.
    """
    keys = list(sources) if sources is not None else [each.source for each in kept_by_source(store)]
    removed = 0
    for key in keys:
        if older is None:
            removed += store.count(key)
            store.rows("DELETE FROM items WHERE source = ?", key)
        else:
            now = time.time()
            aged = (key, now - older, now + AHEAD)
            condition = "source = ? AND NOT (fetched_at >= ? AND fetched_at <= ?)"
            removed += int(store.rows(f"SELECT count(*) FROM items WHERE {condition}", *aged)[0][0])  # noqa: S608 (ours)
            store.rows(f"DELETE FROM items WHERE {condition}", *aged)  # noqa: S608 (as above)
    return removed


def clear_damaged(store: ItemStore) -> int:
    """Remove the items that cannot be used, and return how many.

    Raises:
        StoreError: They cannot be removed, or the file itself is damaged.
    """
    rows = [number for number, source, row in _rows(store) if isinstance(_checked(source, row), Damage)]
    for number in rows:
        store.rows("DELETE FROM items WHERE rowid = ?", number)
    return len(rows)


def shrink(store: ItemStore) -> bool:
    """Give the room of what was removed back to the disk, and return whether it could be done now."""
    try:
        store.rows("VACUUM")
        store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    except StoreError:
        return False
    return True


@dataclass(slots=True)
class Dumped:
    """What `dump` wrote, and what it left out.

    Attributes:
        items: How many items it wrote.
        missing: How many are kept as missing.
        others: How many are no items, such as what Commons says of images.
        damaged: Those that cannot be used.
    """

    items: int = 0
    missing: int = 0
    others: int = 0
    damaged: list[Damage] | None = None


def dump(store: ItemStore, dumped: Dumped, *, sources: Collection[str] | None = None) -> Iterator[str]:
    """Yield the items as JSON, one a line, as the lines of a dump are.

    Args:
        store: The store.
        dumped: Counts them.
        sources: The keys of their sources; None for all.

    Raises:
        StoreError: The store cannot be read.
    """
    dumped.damaged = []
    for _, source, row in _rows(store):
        if sources is not None and source not in sources:
            continue
        found = _checked(source, row)
        if isinstance(found, Damage):
            dumped.damaged.append(found)
        elif found.state is State.MISSING:
            dumped.missing += 1
        elif not is_item_id(found.id):
            dumped.others += 1
        else:
            dumped.items += 1
            # In JSON a line can end between values only, where a blank says the same.
            yield found.body.decode().replace("\n", " ").replace("\r", " ").strip()


def _rows(store: ItemStore) -> Iterator[tuple[int, str, tuple[Any, ...]]]:
    """Yield number, key of the source and columns of all rows; nothing is held in between, so others may write."""
    last = -(2**63)
    while page := store.rows(_WALK, last, _PAGE):
        for number, source, *row in page:
            if number <= last:  # in a damaged file rows may follow each other in a circle
                raise StoreCorruptError(store.path, f"your store is damaged (its rows are out of order); {REMEDY}")
            last = number
            yield last, str(source), tuple(row)


def _checked(source: str, row: tuple[Any, ...]) -> StoredItem | Damage:
    """Return an item that was read as every question reads it, or what is wrong with it."""
    found = stored_item(source, row)
    if isinstance(found, Damage) or found.state is State.MISSING:
        return found
    try:
        if is_item_id(found.id):
            whole = b'{"entities":{"%s":%s}}' % (found.id.encode(), found.body)
            decode_entities(whole, requested=[ItemId(found.id)])
        else:
            msgspec.json.decode(found.body, type=dict[str, msgspec.Raw])
        found.body.decode()
    except (SourceAnswerError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        return Damage(source, found.id, str(error))
    return found
