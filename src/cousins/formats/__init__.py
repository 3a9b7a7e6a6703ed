"""Family files of other programs: one file a format, and two tables that say who reads and writes what.

The ending of a file chooses the format; a name chooses it where the ending does not.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.errors import UnknownFormatError
from cousins.formats.gedcom import read_gedcom, write_gedcom, write_gedzip
from cousins.formats.gramps import read_gramps
from cousins.formats.graphs import (
    node_link,
    part_in,
    read_graphml,
    read_node_link,
    write_dot,
    write_graphml,
    write_node_link,
)
from cousins.formats.jsonld import read_jsonld, write_jsonld
from cousins.formats.losses import losses
from cousins.formats.report import Problem, Report, Trouble
from cousins.formats.tables import read_csv, read_parquet, write_csv, write_parquet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cousins.family.graph import FamilyGraph

    Reader = Callable[[Path], tuple[FamilyGraph, Report]]
    Writer = Callable[[FamilyGraph, Path], None]

__all__ = [
    "READERS",
    "WRITERS",
    "Problem",
    "Report",
    "Trouble",
    "format_of",
    "losses",
    "node_link",
    "part_in",
    "read",
    "write",
    "write_node_link",
    "writer_of",
]

READERS: Mapping[str, Reader] = {
    "gedcom": read_gedcom,
    "gramps": read_gramps,
    "csv": read_csv,
    "parquet": read_parquet,
    "jsonld": read_jsonld,
    "graphml": read_graphml,
    "json": read_node_link,
}
"""Who reads a format, by its name."""

WRITERS: Mapping[str, Writer] = {
    "gedcom": write_gedcom,
    "gedcom-5.5.1": partial(write_gedcom, version="5.5.1"),
    "gedzip": write_gedzip,
    "csv": write_csv,
    "parquet": write_parquet,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
    "dot": write_dot,
    "json": write_node_link,
}
"""Who writes a format, by its name."""

ENDINGS: Mapping[str, tuple[str, str]] = {
    ".ged": ("gedcom", "gedcom"),
    ".gedcom": ("gedcom", "gedcom"),
    ".gramps": ("gramps", ""),
    ".gdz": ("gedcom", "gedzip"),
    ".zip": ("gedcom", "gedzip"),
    ".csv": ("csv", "csv"),
    ".parquet": ("parquet", "parquet"),
    ".jsonld": ("jsonld", "jsonld"),
    ".graphml": ("graphml", "graphml"),
    ".dot": ("", "dot"),
    ".gv": ("", "dot"),
    ".json": ("json", "json"),
}
"""For each ending of a file the format it is read as, and the one it is written in."""


def format_of(path: Path, *, writing: bool = False) -> str | None:
    """Return the format that the ending of a file means; None when it means none.

    Example:
        >>> format_of(Path("family.GED")), format_of(Path("family.dot"))
        ('gedcom', None)
    """
    return ENDINGS.get(path.suffix.lower(), ("", ""))[writing] or None


def read(path: Path | str, *, form: str | None = None, encoding: str | None = None) -> tuple[FamilyGraph, Report]:
    """Return the family of a file, and what in it could not be used.

    Args:
        path: The file.
        form: One of `READERS`; None to go by the ending.
        encoding: The characters of a GEDCOM file, such as ``cp1251``; None to see for oneself. Other formats
            leave no choice.

    Raises:
        SettingsError: There is no such encoding.
        UnknownFormatError: Nobody here reads that format.
        FormatError: The file is missing, or not what it should be.
    """
    path = Path(path)
    reader = READERS.get(form or format_of(path) or "")
    if reader is None:
        raise UnknownFormatError(path, f"{_unknown(path, form)} is not read here, pick one of {', '.join(READERS)}")
    if reader is read_gedcom:
        return read_gedcom(path, encoding=encoding)
    return reader(path)


def write(graph: FamilyGraph, path: Path | str, *, form: str | None = None) -> None:
    """Write a family to a file, which appears whole or not at all.

    Args:
        graph: The people; `FamilyGraph.subset` cuts a graph to some of them.
        path: The file.
        form: One of `WRITERS`; None to go by the ending.

    Raises:
        UnknownFormatError: Nobody here writes that format.
        FormatError: The file cannot be written there.
    """
    path = Path(path)
    writer_of(path, form=form)(graph, path)


def writer_of(path: Path, *, form: str | None = None) -> Writer:
    """Return who writes a file.

    Args:
        path: The file.
        form: One of `WRITERS`; None to go by the ending.

    Raises:
        UnknownFormatError: Nobody here writes that format.
    """
    writer = WRITERS.get(form or format_of(path, writing=True) or "")
    if writer is None:
        raise UnknownFormatError(path, f"{_unknown(path, form)} is not written here, pick one of {', '.join(WRITERS)}")
    return writer


def _unknown(path: Path, form: str | None) -> str:
    return f"the format {form!r}" if form else f"the ending {path.suffix!r}"
