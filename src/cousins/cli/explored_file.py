"""The file that an exploration keeps its family in: a part never takes the place of the whole."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cousins import formats
from cousins.cli.screen import complain
from cousins.errors import CousinsError, FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cousins.family.graph import FamilyGraph


class Output:
    """The file of ``--output``.

    Args:
        path: The file; its ending says the format.

    Raises:
        UnknownFormatError: Nobody writes that format: said before anything is fetched.
        FormatError: There is no such folder.
    """

    def __init__(self, path: Path) -> None:
        """Write nothing yet."""
        formats.writer_of(path)
        if not path.parent.is_dir():
            raise FormatError(path, f"there is no folder {path.parent}")
        self._path = path
        self._part = path.with_name(f"{path.stem}.partial.json")

    def keep(self, family: FamilyGraph, part: str, *, asked: bool) -> Path:
        """Write the family, and return where.

        A part goes into a file of its own, which says that it is one; the whole takes the place of that, too.
        A part that was asked for goes where it was asked for, unless a whole family is there.

        Args:
            family: What was explored.
            part: Why it is a part; empty where it is the whole.
            asked: Whether somebody asked for no more.
        """
        path = self._path
        if part and not (asked and self._is_free()):
            formats.write_node_link(family, self._part, part=part)
            return self._part
        if part and formats.format_of(path, writing=True) == "json":
            formats.write_node_link(family, path, part=part)
        else:
            formats.write(family, path)
        if formats.part_in(self._part):
            with suppress(OSError):
                self._part.unlink()
        return path

    def _is_free(self) -> bool:
        """Return whether nothing is there, or a part, or what is no file and is never replaced."""
        return not self._path.is_file() or bool(formats.part_in(self._path))


@contextmanager
def said_at_once() -> Iterator[None]:
    """Say what goes wrong inside, and go on: something worse is on its way."""
    try:
        yield
    except CousinsError as error:
        complain(str(error))
