"""Family files of our own among the formats: opened as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cousins.formats.report import Report
from cousins.opening import MOST_BYTES
from cousins.stores.familyfile import open_family

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph


def read_family(path: Path | str, *, most: int | None = MOST_BYTES) -> tuple[FamilyGraph, Report]:
    """Return the family of a family file, and a report without problems: what can be written can be read.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe or a device; None for any number.

    Raises:
        FormatError: The file is missing, cut off, damaged, of a newer version or no family file.
    """
    path = Path(path)
    graph = open_family(path, most=most)
    report = Report(path, "family file")
    report.lines = len(graph)
    return graph, report


def write_family(graph: FamilyGraph, path: Path, *, source: str = "") -> None:
    """Write a family file.

    Args:
        graph: The people.
        path: The file.
        source: Where the facts are from; empty where that is not known.

    Raises:
        FormatError: The file cannot be written there, or pyarrow is not installed.
    """
    from cousins.stores import familyfile_writer  # noqa: PLC0415 (only for writing)

    familyfile_writer.write_family(graph, path, source=source)
