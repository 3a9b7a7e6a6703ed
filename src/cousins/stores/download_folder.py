"""A folder of downloaded files: safe names, whole files only, and a list of what came from where.

A file appears under its name only when it is complete. The list
``.downloads.jsonl`` holds a line for each, so that a second run knows them
again, and a file that somebody else put there is never overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sys
import time
import unicodedata
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from cousins.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIST_NAME: Final = ".downloads.jsonl"
"""The list of what came from where, one JSON array a line: name, bytes, address."""
_AHEAD: Final = 300.0
"""Seconds that a file's time may lie in the future, since clocks differ."""
_LONGEST: Final = 120
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def is_busy(path: Path) -> bool:
    """Return whether a download into a folder is running, in this process or another."""
    try:
        with (path / LIST_NAME).open("ab") as file:
            return not _lock(file)
    except OSError:
        return False


def safe_name(url: str) -> str:
    """Return a file name that every system takes, from the last part of an address.

    Example:
        >>> safe_name("https://flagcdn.com/256x192/ua.png?v=2")
        'ua.png'
        >>> safe_name("https://example.org/..%2F..%2Fetc%2Fpasswd")
        'etc_passwd'
    """
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", last)).lstrip("._ ").rstrip(". ")
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) < _LONGEST // 2:
        name = f"{_cut(stem, _LONGEST - len(suffix.encode()))}.{suffix}"
    else:
        name = _cut(name, _LONGEST)
    if _RESERVED.match(name) or name.endswith((".part", ".tag")):
        name = f"_{name}_"
    return name or _cut(_UNSAFE.sub("_", parts.hostname or "file"), _LONGEST)


def _cut(name: str, most: int) -> str:
    return name.encode("utf-8", "replace")[: max(most, 1)].decode("utf-8", "ignore")


@dataclass(frozen=True, slots=True)
class _Known:
    """One line of the list."""

    name: str
    size: int


class DownloadFolder:
    """A folder that files are downloaded to.

    Attributes:
        path: The folder.
        begun: The names of the notes about large files of which there is a part.

    Args:
        path: The folder; made when it is not there.

    Raises:
        StoreError: It cannot be made or read.
    """

    def __init__(self, path: Path) -> None:
        """Read what is there."""
        self.path = path
        with store_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            self._list = (path / LIST_NAME).open("ab")
        if not _lock(self._list):
            self._list.close()
            raise StoreError(path, "another download into this folder is running")
        with store_errors(path):
            self._known = dict(_read_list(path / LIST_NAME))
            there = {file.name for file in path.iterdir()}
        self._taken = {_alike(name) for name in there}
        self.begun = {name for name in there if name.endswith(".part.tag")}
        self._taken |= {_alike(known.name) for known in self._known.values()}

    def close(self) -> None:
        """Close the list."""
        self._list.close()

    def kept(self, url: str, *, max_age: float | None = None) -> Path | None:
        """Return the file that came from an address before and is still whole; None without one.

        Args:
            url: The address.
            max_age: Seconds since it was written, at most; None for any age.
        """
        known = self._known.get(url)
        if known is None:
            return None
        path = self.path / known.name
        with contextlib.suppress(OSError):
            there = path.stat()
            # A time to come, from when a clock was wrong, is no age.
            fresh = max_age is None or -_AHEAD <= time.time() - there.st_mtime < max_age
            return path if fresh and there.st_size == known.size else None
        return None

    def place(self, url: str) -> Path:
        """Return where the file of an address goes: under its own name, or one nobody else has."""
        if url in self._known:
            return self.path / self._known[url].name
        name = safe_name(url)
        if _alike(name) in self._taken:
            stem, dot, suffix = name.rpartition(".")
            mark = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:10]
            name = f"{stem}-{mark}.{suffix}" if dot else f"{name}-{mark}"
        if _alike(name) in self._taken:
            raise StoreError(self.path / name, "is there already and was not downloaded from that address")
        self._taken.add(_alike(name))
        return self.path / name

    def complete(self, url: str, name: str, size: int) -> None:
        """Note a file in the list; its last byte is written, and it gets its name next."""
        line = json.dumps([name, size, url]).encode() + b"\n"
        with store_errors(self.path / LIST_NAME):
            self._list.write(line)
            self._list.flush()
        self._known[url] = _Known(name, size)


def _lock(file: IO[bytes]) -> bool:
    """Return whether this process alone may write; the lock ends with the process."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 (this platform only)

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 (other platforms only)

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read_list(path: Path) -> Iterator[tuple[str, _Known]]:
    """Yield what the list knows; a line that a killed process left unfinished is closed and passed over."""
    text = path.read_bytes()
    if text and not text.endswith(b"\n"):
        with path.open("ab") as file:
            file.write(b"\n")
    for line in text.splitlines():
        with contextlib.suppress(ValueError, TypeError):
            name, size, url = json.loads(line)
            yield str(url), _Known(_UNSAFE.sub("_", str(name)), int(size))


def _alike(name: str) -> str:
    """Return what two names share that some file system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


@contextlib.contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors into those of the store, in one line: a full disk is no fault of the network."""
    try:
        yield
    except OSError as error:
        raise StoreError(path, (error.strerror or str(error)).lower()) from error
