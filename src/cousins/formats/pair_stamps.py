"""A stamp that two files have in common which were written together: people and links.

Two files cannot take their places at one moment. Where a process was killed between the two, or
somebody copied one of them only, new people would stand beside old links; the stamp tells, and in the first case the
links, which wait beside their place, are known by it and moved there. It is
made from what both files hold, so the same family always has the same. In CSV it is the name of a last, empty
column, in Parquet it stands in the metadata. Files without one were written by hand, or by another
program, and go with each other.
"""

from __future__ import annotations

import hashlib
import io
import re
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from cousins.errors import FormatError
from cousins.files import unmoved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

_PREFIX: Final = "pair_"
_BYTES: Final = 8
COLUMN: Final = _PREFIX + "0" * 2 * _BYTES
"""The column of a CSV file that is named after the stamp, before it is known."""
KEY: Final = "cousins.pair"
"""What the stamp is called in the metadata of a Parquet file."""
_BETWEEN_MOVES: Final = 0.05
"""Seconds to let somebody who is just writing both make the second move."""
_HEAD: Final = 1 << 16
"""Bytes of a CSV file within which its head ends."""
_STAMP: Final = re.compile(rb"\b" + _PREFIX.encode() + rb"([0-9a-f]{%d})\b" % (2 * _BYTES))


def is_stamp(column: str) -> bool:
    """Return whether the name of a column is a stamp."""
    return bool(_STAMP.fullmatch(column.encode("ascii", "replace")))


class PairStamp:
    """The stamp of a pair that is being written.

    Example:
        >>> stamp = PairStamp()
        >>> list(stamp.through([{"id": "Q1"}], ("id",)))
        [{'id': 'Q1'}]
        >>> str(stamp)
        '7a7839fe4ed2d242'
    """

    def __init__(self) -> None:
        self._content = hashlib.blake2b(digest_size=_BYTES)

    def through(self, rows: Iterable[Mapping[str, str]], columns: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
        """Yield the rows of a table, and take them into account."""
        for row in rows:
            line = "\x1f".join([row.get(column) or "" for column in columns])
            self._content.update(f"{line}\x1e".encode("utf-8", "surrogatepass"))
            yield row
        self._content.update(b"\x1d")

    def __str__(self) -> str:
        """Return it as it is written, once all rows of both tables went through."""
        return self._content.hexdigest()

    def put_into(self, file: BinaryIO) -> None:
        """Name the last column of a CSV file after the stamp; its head was written with `COLUMN`."""
        file.seek(0)
        place = file.read(_HEAD).index(COLUMN.encode())
        file.seek(place + len(_PREFIX))
        file.write(str(self).encode())
        file.seek(0, io.SEEK_END)


@contextmanager
def same_pair(people: Path, links: Path, stamp_of: Callable[[Path], str | None]) -> Iterator[None]:
    """Be sure that two files that are read inside were written together.

    Where a process was killed between its two moves, the second is made here.

    Args:
        people: The file that takes its place first.
        links: The other.
        stamp_of: Returns the stamp of a file, empty for none; None where it cannot be read, as its reader will say.

    Raises:
        FormatError: They were not, or were replaced while they were read.
    """
    before = _stamps(people, links, stamp_of)
    if _differ(before) or (before[0] and not links.exists()):
        time.sleep(_BETWEEN_MOVES)
        _move(before[0], links, stamp_of)
        before = _stamps(people, links, stamp_of)
    if _differ(before):
        remedy = f"write both again, or, if they do belong together, take the stamp ({_PREFIX}…) out of both"
        raise FormatError(people, f"is not of the same export as {links.name}, which a killed run may leave: {remedy}")
    yield
    if before != _stamps(people, links, stamp_of):
        raise FormatError(people, f"was replaced while it was read with {links.name}; try again")


def _move(stamp: str | None, links: Path, stamp_of: Callable[[Path], str | None]) -> None:
    """Make the second move of a pair, if that is still to be made."""
    if stamp_of(links) != stamp and (draft := next((each for each in unmoved(links) if stamp_of(each) == stamp), None)):
        with suppress(OSError):
            draft.replace(links)


def _stamps(people: Path, links: Path, stamp_of: Callable[[Path], str | None]) -> tuple[str | None, str | None]:
    return stamp_of(people), stamp_of(links)


def _differ(stamps: tuple[str | None, str | None]) -> bool:
    return None not in stamps and stamps[0] != stamps[1]


def csv_stamp(path: Path) -> str | None:
    """Return the stamp of a CSV file: empty for none, None where it cannot be read again."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            head = file.readline(_HEAD)
    except OSError:
        return None
    found = _STAMP.search(head)
    return found[1].decode() if found else ""


def parquet_stamp(path: Path) -> str | None:
    """Return the stamp of a Parquet file: empty for none, None where it cannot be read."""
    import pyarrow as pa  # noqa: PLC0415 (large, and only this format needs it)
    import pyarrow.parquet as pq  # noqa: PLC0415 (as above)

    if not path.is_file():
        return None
    try:
        found = (pq.read_metadata(path).metadata or {}).get(KEY.encode(), b"")
    except (OSError, ValueError, pa.ArrowException):
        return None
    return str(found, "ascii", "replace")
