"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of `path` once everything is written.

    When writing fails, a file that was there before stays as it was. A device or
    a pipe, such as ``/dev/null``, is written to and never replaced; a symbolic
    link stays, and the file it leads to is replaced or made.

    Raises:
        FormatError: The file cannot be written there.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        target = _behind_links(path)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        made = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            # A temporary file is its owner's alone. Other new files get what the mask leaves; it can be asked for
            # only by setting it.
            mask = os.umask(0o077)
            os.umask(mask)
            made.chmod(0o666 & ~mask)
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FormatError(path, f"cannot be written ({error.strerror or error})") from None


def _behind_links(path: Path) -> Path:
    """Return the file that a path means once all symbolic links are followed; it need not be there.

    Raises:
        OSError: The links lead in a circle.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines of text in UTF-8, each ended by a line feed.

    Raises:
        FormatError: The file cannot be written there.
    """
    waiting = iter(lines)
    with replaced(path) as file:
        # In large pieces: a call for each line takes several times as long.
        while chunk := list(islice(waiting, _CHUNK)):
            file.write(("\n".join(chunk) + "\n").encode("utf-8", "replace"))


_CHUNK = 4096
