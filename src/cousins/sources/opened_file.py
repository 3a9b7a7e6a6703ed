"""A family file of our own as a source: opened where it is, whatever its size, and none of the formats loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.opening import MOST_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from cousins.family.graph import FamilyGraph
    from cousins.formats.report import Report
    from cousins.stores.stored_columns import StoredColumns


class OpenedFile:
    """A family file, opened when it is first asked for.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe or a device; None for any number.
    """

    def __init__(self, path: Path, *, most: int | None = MOST_BYTES) -> None:
        """Open nothing yet."""
        self.name = str(path)
        self._path, self._most = path, most
        self._columns: StoredColumns | None = None
        self._graph: FamilyGraph | None = None

    async def family(self) -> FamilyGraph:
        """Return everybody in the file.

        Raises:
            FormatError: The file is missing, cut off, damaged, of a newer version or no family file.
        """
        if self._graph is None:
            from cousins.stores.familyfile import graph_of  # noqa: PLC0415 (when it is asked for)

            self._graph = graph_of(self._opened())
        return self._graph

    def verify(self) -> Report:
        """Compare every byte with the checksums, and return a report without problems: what is written can be read.

        Raises:
            FormatError: They differ.
        """
        from cousins.formats.report import Report  # noqa: PLC0415 (loads the formats, and questions do not)

        columns = self._opened()
        columns.check()
        report = Report(self._path, "family file")
        report.lines = columns.rows("people")
        return report

    def _opened(self) -> StoredColumns:
        if self._columns is None:
            from cousins.stores.stored_columns import StoredColumns  # noqa: PLC0415 (as above)

            self._columns = StoredColumns(self._path, most=self._most)
        return self._columns
