"""Fetched items on disk: raw answers, compressed, one SQLite file for all sources and processes.

What is missing is kept too: it cost a request to find out. A completed
`ItemStore.put_many` is safe whatever happens to the process afterwards; an
interrupted one left no trace.
"""

from __future__ import annotations

import enum
import json
import sqlite3
import threading
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cousins.errors import StoreCorruptError, StoreError, StoreVersionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

LAYOUT: Final = 1
"""The version of the file's layout."""
FILE_NAME: Final = "items.sqlite"
"""What the store is called in the cache folder."""
_MARK: Final = 0x43_4F_55_53
"""SQLite's application id, so that no other program's file is taken for a store: COUS."""
_LEVEL: Final = 1
# The column `target` is of no use any more; it stays, since a file of another layout could not be read.
_TABLE: Final = """
CREATE TABLE items (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    state INTEGER NOT NULL,
    revision INTEGER,
    fetched_at REAL NOT NULL,
    target TEXT,
    body BLOB,
    PRIMARY KEY (source, id)
)
"""
_PUT: Final = """
INSERT INTO items (source, id, state, revision, fetched_at, body) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (source, id) DO UPDATE SET
    state = excluded.state, revision = excluded.revision, fetched_at = excluded.fetched_at, body = excluded.body
WHERE excluded.fetched_at >= fetched_at
"""
_GET: Final = """
SELECT id, state, revision, fetched_at, body FROM items
WHERE source = ? AND fetched_at >= ? AND id IN (SELECT value FROM json_each(?))
"""
_REASONS: Final = {
    sqlite3.SQLITE_BUSY: "locked by another process for too long; try again when it is done",
    sqlite3.SQLITE_LOCKED: "locked by another process for too long; try again when it is done",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "cannot be written or read; is the disk full or gone?",
    sqlite3.SQLITE_READONLY: "must not be written",
    sqlite3.SQLITE_PERM: "must not be opened",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_AUTH: "must not be opened",
}
_PRIMARY: Final = 0xFF


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

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, ItemStore(Path(folder) / FILE_NAME) as store:
        ...     store.put_many("wikidata", [StoredItem(id="Q9439", body=b"{}", fetched_at=0)])
        ...     list(store.get_many("wikidata", ["Q9439", "Q1"]))
        ['Q9439']
    """

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        """Open or make the file."""
        self.path = path
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(path, f"cannot be made: {error.strerror}") from error
        with _store_errors(path):
            self._database = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(patience)
        except BaseException:
            self.close()
            raise

    def get_many(self, source: str, ids: Iterable[str], *, max_age: float | None = None) -> dict[str, StoredItem]:
        """Return the items that are kept, by id; those that are not, or too old, are left out.

        Args:
            source: The key of the source.
            ids: Ids as they were asked for; any number.
            max_age: Seconds since they were fetched, at most; None for any age, 0 for none.

        Raises:
            StoreCorruptError: What is kept is damaged.
            StoreError: It cannot be read.
        """
        oldest = float("-inf") if max_age is None else time.time() - max_age
        with self._lock, _store_errors(self.path):
            rows = self._database.execute(_GET, (source, oldest, json.dumps(list(ids)))).fetchall()
            return {
                name: StoredItem(
                    id=name,
                    body=zlib.decompress(body) if body else b"",
                    fetched_at=fetched_at,
                    revision=revision,
                    state=State(state),
                )
                for name, state, revision, fetched_at, body in rows
            }

    def put_many(self, source: str, items: Iterable[StoredItem]) -> None:
        """Keep items, all of them or none; what was fetched later than these stays.

        Args:
            source: The key of the source.
            items: Usually all of one answer.

        Raises:
            StoreError: They cannot be written: disk full, locked, not allowed.
        """
        rows = []
        for item in items:
            body = zlib.compress(item.body, _LEVEL) if item.body else None
            rows.append((source, item.id, item.state.value, item.revision, item.fetched_at, body))
        with self._lock, _store_errors(self.path), self._transaction():
            self._database.executemany(_PUT, rows)

    def count(self, source: str | None = None) -> int:
        """Return how many items are kept, of one source or of all."""
        with self._lock, _store_errors(self.path):
            query = "SELECT count(*) FROM items WHERE ?1 IS NULL OR source = ?1"
            return int(self._database.execute(query, (source,)).fetchone()[0])

    def close(self) -> None:
        """Close the file; nothing is lost without it."""
        with self._lock, _store_errors(self.path):
            self._database.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def _prepare(self, patience: float) -> None:
        """Check the file before anything in it is changed; then make what is not there."""
        with _store_errors(self.path):
            made = self._checked()
            # With a log of its own, readers need not wait for a writer.
            _until_free(lambda: self._database.execute("PRAGMA journal_mode = WAL"), patience)
            self._database.execute("PRAGMA synchronous = NORMAL")
            if made:
                return
            with self._transaction():
                if not self._checked():  # another process may have been quicker
                    self._database.execute(_TABLE)
                    self._database.execute(f"PRAGMA application_id = {_MARK}")
                    self._database.execute(f"PRAGMA user_version = {LAYOUT}")

    def _checked(self) -> bool:
        """Return whether the file is a store already; an empty file is not one yet."""
        layout, mark = self._pragma("user_version"), self._pragma("application_id")
        if mark == _MARK and layout > LAYOUT:
            raise StoreVersionError(self.path, layout, LAYOUT)
        tables = int(self._database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
        if mark == _MARK and layout == LAYOUT:
            return True
        if mark or layout or tables:
            raise StoreCorruptError(self.path, "is no store of items; it was left as it is")
        return False

    def _pragma(self, name: str) -> int:
        return int(self._database.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise


def _until_free(change: Callable[[], object], patience: float) -> None:
    """Try until no other process has the file open in its old mode; SQLite does not wait for that by itself."""
    end = time.monotonic() + patience
    while True:
        try:
            change()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def _store_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into those of the store, one line each."""
    try:
        yield
    except sqlite3.ProgrammingError as error:
        raise StoreError(path, f"is closed: {error}") from error
    except (zlib.error, ValueError) as error:
        raise StoreCorruptError(path, f"is damaged ({error}); it was left as it is") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
        if code in _REASONS:
            raise StoreError(path, _REASONS[code]) from error
        raise StoreCorruptError(path, f"is damaged ({error}); it was left as it is") from error
