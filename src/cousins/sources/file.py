"""A family in a file as a source: GEDCOM, or any other format that is read here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins import formats
from cousins.opening import MOST_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from cousins.family.graph import FamilyGraph
    from cousins.formats import Report


class FamilyFile:
    """A family in a file, read when it is first asked for.

    Args:
        path: The file; its ending says the format.
        form: The format, where the ending does not say it.
        encoding: The characters of a GEDCOM or CSV file; None to see for oneself.
        most: How many bytes may come out of an archive, a pipe or a device; None for any number.
    """

    def __init__(
        self,
        path: Path,
        *,
        form: str | None = None,
        encoding: str | None = None,
        most: int | None = MOST_BYTES,
    ) -> None:
        """Read nothing yet."""
        self.name = str(path)
        self._path, self._form, self._encoding, self._most = path, form, encoding, most
        self._read: tuple[FamilyGraph, Report] | None = None

    async def family(self) -> FamilyGraph:
        """Return everybody in the file.

        Raises:
            UnknownFormatError: Nobody here reads that format.
            FormatError: The file is missing, or not what it should be.
        """
        return self._loaded()[0]

    @property
    def report(self) -> Report:
        """What in the file could not be used; reads it if need be."""
        return self._loaded()[1]

    @property
    def part(self) -> str:
        """Why the file holds a part only of what was asked for, as it says itself; empty before it is read."""
        return self._read[1].part if self._read else ""

    def _loaded(self) -> tuple[FamilyGraph, Report]:
        if self._read is None:
            self._read = formats.read(self._path, form=self._form, encoding=self._encoding, most=self._most)
        return self._read
