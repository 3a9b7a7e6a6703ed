"""A family file on disk, opened as columns: mapped into memory, nothing read, nothing copied.

The file is a ZIP whose comment says where ``about.json`` stands in it, and that says where every column of every table
stands. So opening takes two looks at the end of the file, whatever its size, and needs no reader of ZIP or Arrow.
`docs/family-file.md` describes the format.
"""

from __future__ import annotations

import json
import mmap
import stat
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import index
from struct import Struct, calcsize
from typing import TYPE_CHECKING, Any, Final, overload

from cousins.errors import FormatError
from cousins.opening import MOST_BYTES, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import NoReturn

MAGIC: Final = b"cousins family"
VERSION: Final = 1
END: Final = Struct("<14sHQQI")
"""The end of a file, which is the comment of the ZIP: magic, version, and start, size and CRC-32 of ``about.json``."""
CHECKED_AT_ONCE: Final = 1 << 23
"""Bytes up to which a whole file is compared with its checksums when it is opened: it takes three milliseconds."""
_CODES: Final = frozenset("bBiqd")
_AT_ONCE: Final = 1 << 24


class Texts(Sequence[str]):
    """A column of texts.

    Args:
        starts: Where each begins in `data`, and the end.
        data: All of them, in UTF-8.
    """

    __slots__ = ("_data", "_starts")

    def __init__(self, starts: Sequence[int], data: memoryview) -> None:
        """Take the column as it is."""
        self._starts, self._data = starts, data

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._starts) - 1

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        """Return one text, or some."""
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        return str(self._data[self._starts[row] : self._starts[row + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        """Yield all of them, a few thousand decoded at a time: one by one takes three times as long."""
        step = 4096
        for first in range(0, len(self), step):
            starts = list(self._starts[first : first + step + 1])
            raw = bytes(self._data[starts[0] : starts[-1]])
            yield from [str(raw[start - starts[0] : end - starts[0]], "utf-8") for start, end in pairwise(starts)]

    def raw(self, row: int) -> bytes:
        """Return the bytes of one text."""
        return bytes(self._data[self._starts[row] : self._starts[row + 1]])


class StoredColumns:
    """The columns of an open family file.

    Attributes:
        path: The file.
        about: What ``about.json`` says.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe or a device; a file on a disk may be as large as it is.

    Raises:
        FormatError: The file is missing, cut off, damaged, of a newer version or no family file.
    """

    def __init__(self, path: Path, *, most: int | None = MOST_BYTES) -> None:
        """Open the file."""
        self.path = path
        self._bytes = _mapped(path, most)
        self.about: Mapping[str, Any] = self._read_about()
        self._tables: dict[str, dict[str, list[memoryview]]] = {}
        try:
            for name, table in self.about["tables"].items():
                self._tables[name] = {
                    column: [self._view(*part) for part in parts] for column, parts in table["columns"].items()
                }
                self._slice(table["start"], table["size"])
                index(table["rows"]), index(table["crc"])
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
            self.damaged("about.json does not fit the file")
        if len(self._bytes) <= CHECKED_AT_ONCE:
            self.check()

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return len(self._bytes)

    def rows(self, table: str) -> int:
        """Return how many rows a table has; none where it is not there."""
        known = self.about["tables"].get(table)
        return known["rows"] if known else 0

    def numbers(self, table: str, column: str) -> memoryview:
        """Return a column of numbers; empty where it is not there."""
        parts = self.parts(table, column)
        return parts[0] if parts else memoryview(b"")

    def texts(self, table: str, column: str) -> Texts:
        """Return a column of texts; empty where it is not there."""
        starts, data = self.parts(table, column) or (memoryview(bytes(4)).cast("i"), memoryview(b""))
        return Texts(starts, data)

    def parts(self, table: str, column: str) -> list[memoryview]:
        """Return what a column is made of, such as starts and values; empty where it is not there."""
        return self._tables.get(table, {}).get(column, [])

    def words(self, name: str) -> list[str]:
        """Return the words that the numbers of a column of kinds stand for, 0 for the first."""
        words = self.about.get(name)
        if not isinstance(words, list):
            self.damaged(f"about.json does not say what {name} there are")
        return words

    def of_person(self, table: str, person: int, column: str = "person") -> range:
        """Return the rows of a table about somebody; the table is sorted by that column."""
        people = self.numbers(table, column)
        first = bisect_left(people, person)
        return range(first, bisect_right(people, person, first)) if first < len(people) else range(0)

    def check(self) -> int:
        """Compare the whole file with its checksums, and return how many bytes were looked at.

        Raises:
            FormatError: They differ.
        """
        looked_at = 0
        for name, table in self.about["tables"].items():
            crc = 0
            for start in range(table["start"], table["start"] + table["size"], _AT_ONCE):
                crc = zlib.crc32(self._bytes[start : min(start + _AT_ONCE, table["start"] + table["size"])], crc)
            if crc != table["crc"]:
                self.damaged(f"the bytes of {name}.arrow are not those that were written")
            looked_at += table["size"]
        return looked_at

    def damaged(self, reason: str) -> NoReturn:
        """Refuse the file.

        Raises:
            FormatError: Always.
        """
        raise FormatError(self.path, f"a damaged family file ({reason}); get it again or write it anew")

    def _read_about(self) -> dict[str, Any]:
        size = len(self._bytes)
        if size < END.size:
            raise FormatError(self.path, "no family file, or one that is cut off; get it again or write it anew")
        magic, version, start, length, crc = END.unpack(self._bytes[size - END.size :])
        if magic != MAGIC:
            raise FormatError(
                self.path, "no family file, or one that is cut off: its end is missing; get it again or write it anew"
            )
        if version != VERSION:
            newer = f"a family file of version {version}, this program reads version {VERSION}"
            raise FormatError(self.path, f"{newer}; update cousins, or write the file anew")
        raw = self._bytes[start : start + length]
        if len(raw) != length or zlib.crc32(raw) != crc:
            self.damaged("about.json is not what was written")
        try:
            about = json.loads(bytes(raw))
        except (ValueError, RecursionError):
            self.damaged("about.json is no JSON")
        if not isinstance(about, dict):
            self.damaged("about.json is no record")
        return about

    def _slice(self, start: int, size: int) -> memoryview:
        if start < 0 or size < 0 or start + size > len(self._bytes):
            raise ValueError
        return self._bytes[start : start + size]

    def _view(self, code: str, start: int, count: int) -> memoryview:
        if code not in _CODES:
            raise ValueError
        return self._slice(start, count * calcsize(code)).cast(code)  # type: ignore[no-any-return, call-overload]


def _mapped(path: Path, most: int | None) -> memoryview:
    """Return the bytes of a file, mapped; those of a pipe or device are read."""
    try:
        with path.open("rb") as file:
            if stat.S_ISREG(path.stat().st_mode):
                if not path.stat().st_size:
                    raise FormatError(path, "an empty file, no family file")
                return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise FormatError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
    return memoryview(whole(path, most))
