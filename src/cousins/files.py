"""Files that appear whole or not at all, alone or together.

They are written beside their places, as ``.<name>.<letters>.<machine>-<process>.cousins``, and moved there
when all is written. What a killed process left of its own is removed by the next that writes into the folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

_ENDING = ".cousins"
_OLD = 86_400.0
"""Seconds after which a file in the making is nobody's, whoever seems to be at work on it."""
_CHUNK = 4096


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of `path` once everything is written.

    When writing fails, a file that was there before stays as it was. A device or
    a pipe, such as ``/dev/null``, is written to and never replaced; a symbolic
    link stays, and the file it leads to is replaced or made.

    Raises:
        FormatError: The file cannot be written there.
    """
    with replaced_together(path) as (file,):
        yield file


@contextlib.contextmanager
def replaced_together(*paths: Path) -> Iterator[Sequence[BinaryIO]]:
    """Open files for writing that all take their places once everything is written, as `replaced` does for one.

    None takes its place before all are on the disk, and if one cannot, those before it go back.
    A process that is killed between two moves leaves new beside old; whoever reads the files
    together has to know them by what is in them.

    Raises:
        FormatError: A file cannot be written there.
    """
    drafts: list[_Draft] = []
    path = paths[0]
    try:
        for path in paths:
            drafts.append(_Draft(path))  # noqa: PERF401 (those that were opened before one that cannot be are closed)
        path = paths[0]
        yield [draft.file for draft in drafts]
        for draft in drafts:
            path = draft.path
            draft.finish()
        _put_in_place(drafts)
    except OSError as error:
        raise FormatError(path, f"cannot be written ({error.strerror or error})") from None
    finally:
        for draft in drafts:
            draft.drop()


def unmoved(path: Path) -> list[Path]:
    """Return the files in the making for a place, which a killed process may have finished and not moved any more."""
    with contextlib.suppress(OSError):
        target = _behind_links(path)
        with os.scandir(target.parent) as entries:
            return [
                Path(entry.path) for entry in entries if _is_draft(entry) and entry.name.startswith(_prefix(target))
            ]
    return []


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines of text in UTF-8, each ended by a line feed.

    Raises:
        FormatError: The file cannot be written there.
    """
    with replaced(path) as file:
        put_lines(file, lines)


def put_lines(file: BinaryIO, lines: Iterable[str]) -> None:
    """Write lines of text in UTF-8 into an open file, each ended by a line feed."""
    waiting = iter(lines)
    # In large pieces: a call for each line takes several times as long.
    while chunk := list(islice(waiting, _CHUNK)):
        file.write(("\n".join(chunk) + "\n").encode("utf-8", "replace"))


class _Draft:
    """A file in the making, beside the place it will take.

    Attributes:
        path: The place, as it was named.
        file: Where it is written.

    Args:
        path: The place.

    Raises:
        OSError: Nothing can be written there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._target: Path | None = None
        self._made: Path | None = None
        self._before: Path | None = None
        self._put = False
        if path.exists() and not path.is_file():
            self.file: BinaryIO = path.open("wb")
            return
        self._target = _behind_links(path)
        _sweep(self._target.parent)
        handle, name = self._reserve()
        self._made = Path(name)
        self.file = os.fdopen(handle, "w+b")

    def finish(self) -> None:
        """Bring all that was written to the disk; a full one says so here at the latest."""
        if self._made is None:
            self.file.close()
            return
        with self.file:
            self.file.flush()
            os.fsync(self.file.fileno())
        # A temporary file is its owner's alone. Other new files get what the mask leaves; it can be asked for
        # only by setting it.
        mask = os.umask(0o077)
        os.umask(mask)
        self._made.chmod(0o666 & ~mask)

    def keep_old(self) -> None:
        """Let what is there be found again by `put_back`."""
        if self._target is None or not self._target.exists():
            return
        handle, name = self._reserve()
        os.close(handle)
        self._before = Path(name)
        self._before.unlink()
        try:
            self._before.hardlink_to(self._target)
        except OSError:  # not every file system knows links
            shutil.copy2(self._target, self._before)

    def put(self) -> None:
        """Take the place."""
        if self._made is not None and self._target is not None and not self._put:
            self._made.replace(self._target)
            self._put = True

    def put_back(self) -> None:
        """Undo `put`."""
        if self._target is not None and self._put:
            if self._before is None:
                self._target.unlink()
            else:
                self._before.replace(self._target)

    def drop(self) -> None:
        """Remove what is left beside the place."""
        with contextlib.suppress(OSError):
            self.file.close()
        for left in (self._made, self._before):
            if left is not None:
                with contextlib.suppress(OSError):
                    left.unlink()

    def _reserve(self) -> tuple[int, str]:
        """Return a new file beside the place, with a name that says whose it is."""
        if self._target is None:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        suffix = f".{_machine()}-{os.getpid()}{_ENDING}"
        return tempfile.mkstemp(prefix=_prefix(self._target), suffix=suffix, dir=self._target.parent)


def _put_in_place(drafts: Sequence[_Draft]) -> None:
    for draft in drafts[:-1]:
        draft.keep_old()
    try:
        for draft in drafts:
            draft.put()
    except OSError:
        for draft in drafts:
            draft.put_back()
        raise
    except BaseException:  # Ctrl-C between two moves: all is written, so it is finished
        for draft in drafts:
            with contextlib.suppress(FileNotFoundError):  # it came between a move and the note that it is done
                draft.put()
        raise


def _behind_links(path: Path) -> Path:
    """Return the file that a path means once all symbolic links are followed; it need not be there.

    Raises:
        OSError: The links lead in a circle.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def _sweep(folder: Path) -> None:
    """Remove files in the making that nobody is at work on any more: those of dead processes, and very old ones."""
    left: list[os.DirEntry[str]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        left = [entry for entry in entries if _is_draft(entry)]
    for entry in left:
        machine, _, process = _owner(entry.name)
        with contextlib.suppress(OSError, ValueError):
            dead = machine == _machine() and not _alive(int(process))
            if dead or time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD:
                Path(entry.path).unlink()


def _prefix(target: Path) -> str:
    return f".{target.name[:40]}."


def _is_draft(entry: os.DirEntry[str]) -> bool:
    """Return whether a file bears a name as `_Draft` gives it."""
    if not (entry.name.startswith(".") and entry.name.endswith(_ENDING)):
        return False
    process = _owner(entry.name)[2]
    return process.isascii() and process.isdecimal() and entry.is_file(follow_symlinks=False)


def _owner(name: str) -> tuple[str, str, str]:
    """Return the machine and the process that a file in the making is named after, with what stands between."""
    return name.removesuffix(_ENDING).rpartition(".")[2].rpartition("-")


def _machine() -> str:
    """Return the name of this machine, in letters and figures: others may write into the same folder."""
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return "".join(letter for letter in name if letter.isascii() and letter.isalnum())[:32] or "machine"


def _alive(process: int) -> bool:
    """Return whether a process of this machine lives, as far as can be seen."""
    if sys.platform == "win32":  # there is no asking, but an open file cannot be removed there
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
