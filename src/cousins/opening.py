"""How the bytes of a family file are reached: as often as a reader wants them, and never more than are allowed.

A file on a disk may be as large as it is. What cannot be seen to be large
beforehand, such as a pipe, a device or what is packed in an archive, may have
so many bytes and no more; the setting ``max_bytes`` says how many.
"""

from __future__ import annotations

import io
import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Final

from cousins.errors import FormatError
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO, NoReturn, Protocol

    from _typeshed import WriteableBuffer as Buffer

    class Closable(Protocol):
        """What can be closed."""

        def close(self) -> None:
            """Close it."""
            ...

    Opener = Callable[[], BinaryIO]

MOST_BYTES: Final = 1 << 27
"""How many bytes a packed file, or one from a pipe, may have when nobody says more."""
_PIECE: Final = 1 << 16
_PATIENCE: Final = 5_000
"""Milliseconds that somebody may take who is about to write into a named pipe."""


def opener(path: Path, most: int | None = MOST_BYTES) -> Opener:
    """Return what opens a file from its beginning, any number of times.

    A pipe or a device gives its bytes once only, and is read into memory.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe or a device; None for any number.

    Raises:
        FormatError: There is no such file, it is a folder, or a pipe or device gives nothing or too much.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FormatError(path, "cannot be read (it is a folder)")
        if not stat.S_ISREG(mode):
            return partial(io.BytesIO, _read_once(path, most))
        path.open("rb").close()
    except (OSError, ValueError) as error:
        raise FormatError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
    return lambda: io.BufferedReader(_Looking(path, "rb"), _PIECE)


class _Looking(io.FileIO):
    """A file whose reading ends when nobody waits for what is made of it any more."""

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill a buffer with what comes next, and return how much that is.

        Raises:
            StoppedError: Nobody waits.
        """
        look()
        return super().readinto(buffer)


def _read_once(path: Path, most: int | None) -> bytes:
    # A named pipe into which nobody writes would let an ordinary open wait for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if stat.S_ISFIFO(os.fstat(handle).st_mode):
            import select  # noqa: PLC0415 (only for pipes)

            waiting = select.poll()
            waiting.register(handle, select.POLLIN)
            if not waiting.poll(_PATIENCE):
                raise FormatError(path, "a pipe into which nobody writes; name a file, or write into it")
        os.set_blocking(handle, True)
        return Bounded(file, path, most).readall()


def whole(path: Path, most: int | None = MOST_BYTES) -> bytes:
    """Return all bytes of a file.

    Raises:
        FormatError: As `opener` does, or the file cannot be read.
    """
    opened = opener(path, most)
    try:
        with opened() as file:
            return file.read()
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror or error})") from None


class Bounded(io.RawIOBase):
    """A stream that gives no more than so many bytes; counted as they come, whatever an archive promises.

    Args:
        stream: What is read; closed with this.
        path: The file that is blamed.
        most: How many bytes may come; None for any number.
        *around: What else is closed with it: the archive, the file.
    """

    def __init__(self, stream: BinaryIO, path: Path, most: int | None, *around: Closable) -> None:
        """Read nothing yet."""
        self._streams: tuple[Closable, ...] = (stream, *around)
        self._stream, self._path, self._most, self._given = stream, path, most, 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # what BufferedReader hands over
        """Fill a buffer with what comes next, and return how much that is.

        Raises:
            FormatError: More bytes came than are allowed.
        """
        raw = self._stream.read(len(buffer))
        buffer[: len(raw)] = raw
        self._given += len(raw)
        if self._most is not None and self._given > self._most:
            too_much(self._path, f"holds more than {self._most:,} bytes once it is read or unpacked")
        return len(raw)

    def close(self) -> None:
        """Close the stream, too, and what is around it."""
        for stream in self._streams:
            stream.close()
        super().close()


def too_much(path: Path | str, what: str) -> NoReturn:
    """Refuse a file that is larger than is allowed, and name the setting that allows more.

    Raises:
        FormatError: Always.
    """
    raise FormatError(path, f"{what}; the setting max_bytes (COUSINS_MAX_BYTES) allows more")
