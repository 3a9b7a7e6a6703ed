"""What the processes of a user tell each other: who asks which host when, and who fetches what.

One small SQLite file beside the store. Nothing in it is of any use tomorrow, so
nothing of it ever stops anybody: where it cannot be read or written, a process
keeps the rules by itself, and a damaged one is made anew.

Whoever holds something in it renews a lease again and again, so that what a killed or
stopped process held is free again after `LEASE` seconds. Moments are those of the
monotonic clock, which Python makes the same for all processes of a machine; nobody
can set it, and after a restart of the machine what was written before lies in the
future and does not count.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
import uuid
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

import msgspec

from cousins.transport.bookings import Bookings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Self

    from cousins.transport.host_rules import Rule

LEDGER_NAME: Final = "ledger.sqlite"
"""What the ledger is called in the cache folder."""
LEASE: Final = 3.0
"""Seconds for which a process holds what it does not renew."""
_RENEWED: Final = 0.75
_PATIENCE: Final = 2.0
"""Seconds to wait for another process that is writing; each takes less than a thousandth."""
_LAYOUT: Final = 1
_TABLES: Final = (
    "CREATE TABLE rules (name TEXT PRIMARY KEY, bookings BLOB, written REAL)",
    "CREATE TABLE holders (holder TEXT PRIMARY KEY, until REAL)",
    "CREATE TABLE places (number INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT, holder TEXT)",
    "CREATE TABLE claims (source TEXT, id TEXT, holder TEXT, PRIMARY KEY (source, id)) WITHOUT ROWID",
)
_BOOKINGS: Final = msgspec.json.Decoder(Bookings)
_LIVING: Final = "SELECT holder FROM holders WHERE until BETWEEN ?1 AND ?1 + 2 * ?2"
"""Holders with a lease; one that lasts much longer than any lease is from before the machine was restarted. It may
last a little longer: it may have been written after the clock was looked at."""


class Ledger:
    """The ledger of a user's processes; see `cousins.transport.pacer.Ledger` for what it promises.

    It may be used from several threads.

    Args:
        path: The file; made with its folders when it is not there.
        clock: Seconds that never go back, the same for all processes.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     with Ledger(Path(folder) / LEDGER_NAME) as one, Ledger(Path(folder) / LEDGER_NAME) as other:
        ...         list(one.claim("wikidata", ["Q1", "Q2"])), list(other.claim("wikidata", ["Q2", "Q3"]))
        (['Q1', 'Q2'], ['Q3'])
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Open or make the file, if it can be."""
        self._clock = clock
        self._holder = uuid.uuid4().hex
        self._lock = threading.RLock()
        self._held = 0
        self._closing = threading.Event()
        self._renewing: threading.Thread | None = None
        self._database = _opened(path, clock())

    def queue(self, rule: Rule) -> int | None:
        """Return a number in the queue for a place under a rule; None where there is no queue."""
        with self._written():
            self._hold(1)
            return self._change("INSERT INTO places (rule, holder) VALUES (?, ?)", rule.name, self._holder).lastrowid
        return None

    def is_served(self, rule: Rule, number: int) -> bool:
        """Return whether fewer living ones are before the number than the rule lets in at once."""
        query = f"SELECT count(*) FROM places WHERE holder IN ({_LIVING}) AND rule = ?3 AND number < ?4"  # noqa: S608
        before = 0
        with self._written(nothing_changes=True):
            (before,) = self._change(query, self._clock(), LEASE, rule.name, number).fetchone()
        return rule.at_once is None or before < rule.at_once

    def leave(self, number: int) -> None:
        """Give the place back, or leave the queue."""
        with self._written():
            self._hold(-1)
            self._change("DELETE FROM places WHERE number = ?", number)

    def reserve(self, rules: Sequence[Rule], start: float) -> float:
        """Book and return the first moment that the rules allow all processes, not before a moment."""
        moment = start
        limits = any(rule.per_second or rule.per_minute for rule in rules)
        with self._written(nothing_changes=not limits):
            booked = self._read(rules)
            moment = max(start, *(booked[rule.name].earliest(rule, self._clock()) for rule in rules))
            if limits:
                for rule in rules:
                    booked[rule.name].book(rule, moment)
                self._write(booked)
        return moment

    def settle(self, rules: Sequence[Rule], moment: float) -> None:
        """Count what was booked for a moment as of now, when it was answered."""
        with self._written():
            booked = self._read(rules)
            for bookings in booked.values():
                bookings.settle(moment, self._clock())
            self._write(booked)

    def pause(self, rules: Sequence[Rule], until: float) -> None:
        """Let no process start under the rules before a moment; a longer pause that runs stays."""
        with self._written():
            booked = self._read(rules)
            for bookings in booked.values():
                bookings.paused_until = max(bookings.paused_until, until)
            self._write(booked)

    def paused_until(self, rules: Sequence[Rule]) -> float:
        """Return when the longest pause under the rules is over."""
        with self._written(nothing_changes=True):
            return max(bookings.paused_until for bookings in self._read(rules).values())
        return float("-inf")

    def claim(self, source: str, ids: Collection[str]) -> Collection[str]:
        """Return those of these ids that nobody else is fetching from a source: the caller's until released."""
        free = list(ids)
        listed = json.dumps(free)
        with self._written():
            among = "source = ?3 AND id IN (SELECT value FROM json_each(?4))"
            query = f"SELECT id FROM claims WHERE {among} AND holder IN ({_LIVING})"  # noqa: S608
            taken = {name for (name,) in self._change(query, self._clock(), LEASE, source, listed)}
            free = [name for name in ids if name not in taken]
            if free:
                self._hold(len(free))
                rows = [(source, name, self._holder) for name in free]
                if self._database:
                    self._database.executemany("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", rows)
        return free

    def release(self, source: str, ids: Collection[str]) -> None:
        """Let others fetch the ids."""
        with self._written():
            self._hold(-len(ids))
            query = "DELETE FROM claims WHERE source = ? AND holder = ? AND id IN (SELECT value FROM json_each(?))"
            self._change(query, source, self._holder, json.dumps(list(ids)))

    def renew(self) -> None:
        """Keep what is held for another lease."""
        with self._written():
            self._change("INSERT OR REPLACE INTO holders VALUES (?, ?)", self._holder, self._clock() + LEASE)

    def close(self) -> None:
        """Give everything back, and close the file."""
        self._closing.set()
        if self._renewing:
            self._renewing.join()
        with self._written():
            for table in ("places", "claims", "holders"):
                self._change(f"DELETE FROM {table} WHERE holder = ?", self._holder)  # noqa: S608
        with self._lock:
            if self._database:
                self._database.close()
            self._database = None

    def __enter__(self) -> Self:
        """Return the ledger itself."""
        return self

    def __exit__(self, *_raised: object) -> None:
        """Close it."""
        self.close()

    def _hold(self, more: int) -> None:
        """Hold so many things more, and see to it that the lease is renewed as long as there are any."""
        if self._held == 0:
            self._change("INSERT OR REPLACE INTO holders VALUES (?, ?)", self._holder, self._clock() + LEASE)
        self._held += more
        if self._renewing is None and not self._closing.is_set():
            # A thread, because the loop may be busy for longer than a lease with a family that was read.
            self._renewing = threading.Thread(target=self._renew_on, daemon=True)
            self._renewing.start()

    def _renew_on(self) -> None:
        while not self._closing.wait(_RENEWED):
            if self._held > 0:
                self.renew()

    def _read(self, rules: Sequence[Rule]) -> dict[str, Bookings]:
        """Return what is booked under each rule; nothing where it was written before the machine was restarted."""
        booked = {rule.name: Bookings() for rule in rules}
        query = "SELECT name, bookings FROM rules WHERE written <= ? AND name IN (SELECT value FROM json_each(?))"
        # What is written while the clock is looked at is of now, too.
        for name, written in self._change(query, self._clock() + LEASE, json.dumps(list(booked))):
            with suppress(msgspec.MsgspecError, TypeError):
                booked[name] = _BOOKINGS.decode(written)
        return booked

    def _write(self, booked: Mapping[str, Bookings]) -> None:
        for name, bookings in booked.items():
            row = (name, msgspec.json.encode(bookings), self._clock())
            self._change("INSERT OR REPLACE INTO rules VALUES (?, ?, ?)", *row)

    def _change(self, query: str, *values: object) -> sqlite3.Cursor:
        if self._database is None:
            raise sqlite3.ProgrammingError("there is no ledger")
        return self._database.execute(query, values)

    @contextmanager
    def _written(self, *, nothing_changes: bool = False) -> Iterator[None]:
        """Do everything in the block or nothing; what goes wrong with the file is no fault of who asks."""
        with self._lock, suppress(sqlite3.Error):
            if nothing_changes or self._database is None:
                yield
                return
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise


def _opened(path: Path, now: float) -> sqlite3.Connection | None:
    """Return the database, made anew where it is damaged; None where it cannot be had."""
    with suppress(OSError, sqlite3.Error):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # SQLite would wait for ever at a pipe
            return None
        try:
            return _prepared(path, now)
        except sqlite3.OperationalError:  # it is not to be written, or of a newer version
            return None
        except sqlite3.DatabaseError:
            for part in ("", "-wal", "-shm"):
                path.with_name(path.name + part).unlink(missing_ok=True)
            return _prepared(path, now)
    return None


def _prepared(path: Path, now: float) -> sqlite3.Connection:
    """Open the file, make what is not there, and take out what belongs to nobody alive."""
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _log_apart(database)
        database.execute("PRAGMA synchronous = OFF")  # a process that dies loses nothing; a machine may lose it all
        database.execute("BEGIN IMMEDIATE")
        _made(database)
        for table in ("places", "claims", "holders"):
            database.execute(f"DELETE FROM {table} WHERE holder NOT IN ({_LIVING})", (now, LEASE))  # noqa: S608
        database.execute("COMMIT")
    except BaseException:
        database.close()
        raise
    return database


def _made(database: sqlite3.Connection) -> None:
    """Make the tables in a new file."""
    (layout,) = database.execute("PRAGMA user_version").fetchone()
    if layout > _LAYOUT:
        raise sqlite3.OperationalError("made by a newer version")
    if layout == 0:
        for table in _TABLES:
            database.execute(table)
        database.execute(f"PRAGMA user_version = {_LAYOUT}")


def _log_apart(database: sqlite3.Connection) -> None:
    """Let readers and a writer not wait for each other; SQLite does not wait by itself for this change."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() >= end:
                raise
            time.sleep(0.01)
        else:
            return
