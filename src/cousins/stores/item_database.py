"""The SQLite file behind the store of items: opened, made, and its errors put into words.

Nothing in a file is changed before it is certain that it is a store.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from cousins.errors import StoreCorruptError, StoreError, StoreVersionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LAYOUT: Final = 1
"""The version of the file's layout."""
_MARK: Final = 0x43_4F_55_53
"""SQLite's application id, so that no other program's file is taken for a store: COUS."""
_MARK_AT: Final = 68
"""Where the application id stands in a file of SQLite (https://www.sqlite.org/fileformat.html, 1.3)."""
_SQLITE: Final = b"SQLite format 3\x00"
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
_LOCKED: Final = "is locked by another process for too long; try again when it is done"
_REASONS: Final = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PROTOCOL: _LOCKED,
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full",
    sqlite3.SQLITE_IOERR: "cannot be written or read; is the disk full or gone?",
    sqlite3.SQLITE_READONLY: "must not be written",
    sqlite3.SQLITE_PERM: "must not be opened",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_AUTH: "must not be opened",
}
_DAMAGED: Final = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT})
_UNWRITABLE: Final = frozenset(_REASONS) - {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_PRIMARY: Final = 0xFF
_LEFT: Final = "it was left as it is"
REMEDY: Final = f"{_LEFT}: `cousins store check` says how, `cousins store clear` begins anew"
"""What to do about a store that is damaged."""
_FOREIGN: Final = f"{_LEFT}: move it away, or name another cache_folder"


def open_database(path: Path, patience: float) -> tuple[sqlite3.Connection, str]:
    """Return the file of a store, opened, and why it can only be read; made with its folders when it is not there.

    Where it must not be written, or the disk is full, what it holds can be read all the same. The reason is empty
    where it can be written.

    Args:
        path: The file.
        patience: Seconds to wait for another process that is writing.

    Raises:
        StoreVersionError: A newer `cousins` made the file.
        StoreCorruptError: The file is damaged, or no store.
        StoreError: It cannot be opened or made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(path, f"your store cannot be made: {error.strerror}") from error
    if path.exists() and not path.is_file():  # SQLite would wait for ever at a pipe
        raise StoreError(path, f"your store is no file; {_FOREIGN}")
    with database_errors(path):
        try:
            return _connected(str(path), patience, lambda database: _prepare(database, path, patience)), ""
        except sqlite3.OperationalError as error:
            found = _readable(path, patience) if code_of(error) in _UNWRITABLE else None
            if found is None:
                raise
            return found, _REASONS[code_of(error)]


def is_marked(path: Path) -> bool:
    """Return whether a file says that it is a store, however damaged the rest of it may be."""
    try:
        with path.open("rb") as file:
            head = file.read(_MARK_AT + 4)
    except OSError:
        return False
    return head.startswith(_SQLITE) and head[_MARK_AT:] == _MARK.to_bytes(4, "big")


def discard(path: Path) -> None:
    """Remove the file of a store that cannot be cleared in any other way, with its log.

    Raises:
        StoreError: It cannot be removed.
    """
    try:
        for ending in ("-wal", "-shm", ""):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(path, f"your store cannot be removed: {error.strerror}") from error


@contextmanager
def database_errors(path: Path, unwritable: str = "") -> Iterator[None]:
    """Turn SQLite's errors into those of the store, one line each.

    Args:
        path: The file.
        unwritable: Why it can only be read, as far as is known.
    """
    try:
        yield
    except sqlite3.ProgrammingError as error:
        raise StoreError(path, f"your store is closed: {error}") from error
    except sqlite3.Error as error:
        code = code_of(error)
        if code in _REASONS:
            reason = (code == sqlite3.SQLITE_READONLY and unwritable) or _REASONS[code]
            raise StoreError(path, f"your store {reason}") from error
        if code == sqlite3.SQLITE_NOTADB:
            raise StoreCorruptError(path, f"is no store of items, nor any SQLite file; {_FOREIGN}") from error
        if code in _DAMAGED:
            raise StoreCorruptError(path, f"your store is damaged ({error}); {REMEDY}") from error
        raise StoreError(path, f"your store cannot be used: {error}") from error
    except (ValueError, OverflowError) as error:  # an id of half a letter, say
        raise StoreError(path, f"your store cannot hold that: {error}") from error


@contextmanager
def transaction(database: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Do everything inside or nothing, and see the file as it is at one moment."""
    database.execute(f"BEGIN {kind}")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of an error."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & _PRIMARY


def _connected(
    place: str, patience: float, prepare: Callable[[sqlite3.Connection], None], *, uri: bool = False
) -> sqlite3.Connection:
    database = sqlite3.connect(place, timeout=patience, isolation_level=None, check_same_thread=False, uri=uri)
    try:
        prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def _readable(path: Path, patience: float) -> sqlite3.Connection | None:
    """Return the file opened for reading only; None where there is no store, or it cannot be read either.

    A file in a folder that must not be written can have no log beside it, which SQLite
    wants even for reading unless it is told that nobody changes the file.
    """

    def prepare(database: sqlite3.Connection) -> None:
        if not _is_store(database, path):
            raise sqlite3.OperationalError("nothing there yet")

    for how in ("mode=ro", "mode=ro&immutable=1"):
        try:
            return _connected(f"file:{quote(str(path))}?{how}", patience, prepare, uri=True)
        except sqlite3.OperationalError:
            continue
    return None


def _prepare(database: sqlite3.Connection, path: Path, patience: float) -> None:
    """Check the file before anything in it is changed; then make what is not there."""
    made = _is_store(database, path)
    # With a log of its own, readers need not wait for a writer.
    _until_free(lambda: database.execute("PRAGMA journal_mode = WAL"), patience)
    database.execute("PRAGMA synchronous = NORMAL")
    if made:
        return
    with transaction(database):
        if not _is_store(database, path):  # another process may have been quicker
            database.execute(_TABLE)
            database.execute(f"PRAGMA application_id = {_MARK}")
            database.execute(f"PRAGMA user_version = {LAYOUT}")


def _is_store(database: sqlite3.Connection, path: Path) -> bool:
    """Return whether the file is a store already; an empty file is not one yet.

    All is read at one moment: between two statements another process may make the store,
    whose table would then seem to stand in a file without a mark.

    Raises:
        StoreVersionError: A newer `cousins` made the file.
        StoreCorruptError: It is another program's.
    """
    if database.in_transaction:
        layout, mark, tables = _head(database)
    else:
        with transaction(database, "DEFERRED"):
            layout, mark, tables = _head(database)
    if mark == _MARK and layout > LAYOUT:
        raise StoreVersionError(path, layout, LAYOUT)
    if mark == _MARK and layout == LAYOUT:
        return True
    if mark or layout or tables:
        raise StoreCorruptError(path, f"is no store of items, but another program's; {_FOREIGN}")
    return False


def _head(database: sqlite3.Connection) -> tuple[int, int, int]:
    questions = ("PRAGMA user_version", "PRAGMA application_id", "SELECT count(*) FROM sqlite_schema")
    layout, mark, tables = (int(database.execute(question).fetchone()[0]) for question in questions)
    return layout, mark, tables


def _until_free(change: Callable[[], object], patience: float) -> None:
    """Try until no other process has the file open in its old mode; SQLite does not wait for that by itself."""
    end = time.monotonic() + patience
    while True:
        try:
            change()
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                raise
            time.sleep(0.01)
        else:
            return
