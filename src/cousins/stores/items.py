"""Fetched items on disk: raw answers, compressed, one SQLite file for all sources and processes.

What is missing is kept too: it cost a request to find out. A completed
`ItemStore.put_many` is safe whatever happens to the process afterwards; an
interrupted one left no trace.
"""

from __future__ import annotations

import enum
import json
import threading
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cousins.errors import StoreCorruptError
from cousins.stores.item_database import database_errors, open_database, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

FILE_NAME: Final = "items.sqlite"
"""What the store is called in the cache folder."""
AHEAD: Final = 300.0
"""Seconds that a stamp may lie in the future, since clocks differ; what lies beyond is of no known age."""
_LEVEL: Final = 1
_LARGEST: Final = 2**63
"""What no whole number of SQLite's reaches."""
# A stamp in the future, from when the clock was wrong, protects nothing: else that item would stay for ever.
_PUT: Final = """
INSERT INTO items (source, id, state, revision, fetched_at, body) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (source, id) DO UPDATE SET
    state = excluded.state, revision = excluded.revision, fetched_at = excluded.fetched_at, body = excluded.body
WHERE excluded.fetched_at >= fetched_at OR fetched_at > ?
"""
_GET: Final = """
SELECT id, state, revision, fetched_at, body FROM items
WHERE source = ? AND fetched_at >= ? AND fetched_at <= ? AND id IN (SELECT value FROM json_each(?))
"""


class State(enum.Enum):
    """What the source said of an item."""

    FOUND = 0
    MISSING = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """One item as the source answered it.

    Attributes:
        id: The id that was asked for.
        body: The raw answer about it; empty when it is missing.
        fetched_at: When it was fetched, in seconds since 1970.
        revision: The source's number of its last change; None when it did not say.
        state: Whether it was found or is missing.

    Example:
        >>> StoredItem(id="Q9439", body=b"{}", fetched_at=0).state.name
        'FOUND'
    """

    id: str
    body: bytes = b""
    fetched_at: float
    revision: int | None = None
    state: State = State.FOUND


@dataclass(frozen=True, slots=True)
class Damage:
    """An item that is kept, and cannot be used.

    Attributes:
        source: The key of its source.
        id: The id that was asked for.
        reason: What is wrong with what is kept of it.

    Example:
        >>> str(Damage("wikidata en", "Q9439", "breaks off"))
        'Q9439 of wikidata en: breaks off'
    """

    source: str
    id: str
    reason: str

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.id} of {self.source}: {self.reason}"


class ItemStore:
    """Keeps raw items by source and id.

    The key of a source tells all that changes its answers, such as the
    languages of labels that were asked for. The store may be used from several
    threads and opened by several processes.

    Args:
        path: The file; made with its folders when it is not there.
        patience: Seconds to wait for another process that is writing.

    Raises:
        StoreVersionError: A newer `cousins` made the file.
        StoreCorruptError: The file is damaged, or no store.
        StoreError: It cannot be opened or made.

    Attributes:
        path: As given.
        unwritable: Why it can only be read; empty where it can be written.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, ItemStore(Path(folder) / FILE_NAME) as store:
        ...     store.put_many("wikidata", [StoredItem(id="Q9439", body=b"{}", fetched_at=0)])
        ...     list(store.get_many("wikidata", ["Q9439", "Q1"]))
        ['Q9439']
    """

    def __init__(self, path: Path, *, patience: float = 10.0) -> None:
        """Open or make the file."""
        self.path = path
        self._lock = threading.RLock()
        self._database, self.unwritable = open_database(path, patience)

    def get_many(
        self,
        source: str,
        ids: Iterable[str],
        *,
        max_age: float | None = None,
        on_damage: Callable[[Damage], None] | None = None,
    ) -> dict[str, StoredItem]:
        """Return the items that are kept, by id; those that are not, or too old, are left out.

        An item that is stamped with a time to come is of no known age: it counts only where any age will do.

        Args:
            source: The key of the source.
            ids: Ids as they were asked for; any number.
            max_age: Seconds since they were fetched, at most; None for any age, 0 for none.
            on_damage: Told of each item that is damaged, which is then left out; None: it is an error.

        Raises:
            StoreCorruptError: What is kept is damaged.
            StoreError: It cannot be read.
        """
        now = time.time()
        oldest, newest = (float("-inf"), float("inf")) if max_age is None else (now - max_age, now + AHEAD)
        found = {}
        for row in self.rows(_GET, source, oldest, newest, json.dumps(list(ids))):
            item = stored_item(source, row)
            if isinstance(item, StoredItem):
                found[item.id] = item
            elif on_damage is None:
                raise StoreCorruptError(self.path, f"your store holds a damaged item, {item}")
            else:
                on_damage(item)
        return found

    def put_many(self, source: str, items: Iterable[StoredItem]) -> None:
        """Keep items, all of them or none; what was fetched later than these, and not in the future, stays.

        Args:
            source: The key of the source.
            items: Usually all of one answer.

        Raises:
            StoreError: They cannot be written: disk full, locked, not allowed.
        """
        now, rows = time.time(), []
        for item in items:
            body = zlib.compress(item.body, _LEVEL) if item.body else None
            revision = item.revision if item.revision is None or abs(item.revision) < _LARGEST else None
            rows.append((source, item.id, item.state.value, revision, item.fetched_at, body, now))
        with self._lock, database_errors(self.path, self.unwritable), transaction(self._database):
            self._database.executemany(_PUT, rows)

    def count(self, source: str | None = None) -> int:
        """Return how many items are kept, of one source or of all."""
        return int(self.rows("SELECT count(*) FROM items WHERE ?1 IS NULL OR source = ?1", source)[0][0])

    def rows(self, query: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """Return what a query in SQL finds, or do what it says.

        Raises:
            StoreCorruptError: What is kept is damaged.
            StoreError: It cannot be read or written.
        """
        with self._lock, database_errors(self.path, self.unwritable):
            return self._database.execute(query, values).fetchall()

    def close(self) -> None:
        """Close the file; nothing is lost without it."""
        with self._lock, database_errors(self.path, self.unwritable):
            self._database.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()


def stored_item(source: str, row: tuple[Any, ...]) -> StoredItem | Damage:
    """Return the item of a row, or what is wrong with it.

    Args:
        source: The key of its source.
        row: Its id, state, revision, time and body, whatever they are: a damaged file, or another program, may have
            left anything there.
    """
    name, state, revision, fetched_at, body = row
    if not isinstance(name, str) or not isinstance(fetched_at, float):
        return Damage(source, str(name), "its row cannot be read")
    try:
        whole = zlib.decompress(body) if body else b""
        known = State(state)
    except (zlib.error, ValueError, TypeError) as error:
        return Damage(source, name, str(error))
    if (known is State.FOUND) is not bool(whole):
        return Damage(source, name, "it is neither there nor missing")
    return StoredItem(id=name, body=whole, fetched_at=fetched_at, revision=revision, state=known)
