"""Family files of other programs: one file a format, and two tables that say who reads and writes what.

The ending of a file chooses the format; a name chooses it where the ending does not.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.errors import CousinsError, FormatError, SettingsError, UnknownFormatError
from cousins.formats.gedcom import read_gedcom, write_gedcom, write_gedzip
from cousins.formats.gramps import read_gramps
from cousins.formats.graphml import read_graphml, write_graphml
from cousins.formats.graphs import node_link, part_in, read_node_link, write_dot, write_node_link
from cousins.formats.jsonld import read_jsonld, write_jsonld
from cousins.formats.losses import losses, told
from cousins.formats.report import Problem, Report, Trouble
from cousins.formats.stored_family import read_family, write_family
from cousins.formats.tables import read_csv, read_parquet, write_csv, write_parquet
from cousins.opening import MOST_BYTES
from cousins.plain import harmless
from cousins.stages import hushed, stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cousins.family.graph import FamilyGraph

    Reader = Callable[..., tuple[FamilyGraph, Report]]
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
    "told",
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
    "family": read_family,
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
    "family": write_family,
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
    ".family": ("family", "family"),
}
"""For each ending of a file the format it is read as, and the one it is written in."""


def format_of(path: Path, *, writing: bool = False) -> str | None:
    """Return the format that the ending of a file means; None when it means none.

    Example:
        >>> format_of(Path("family.GED")), format_of(Path("family.dot"))
        ('gedcom', None)
    """
    return ENDINGS.get(path.suffix.lower(), ("", ""))[writing] or None


def read(
    path: Path | str, *, form: str | None = None, encoding: str | None = None, most: int | None = MOST_BYTES
) -> tuple[FamilyGraph, Report]:
    """Return the family of a file, and what in it could not be used.

    Args:
        path: The file.
        form: One of `READERS`; None to go by the ending.
        encoding: The characters of a GEDCOM or CSV file, such as ``cp1251``; None to see for oneself. Other
            formats leave no choice.
        most: How many bytes may come out of an archive, a pipe or a device; None for any number.

    Raises:
        SettingsError: There is no such encoding.
        UnknownFormatError: Nobody here reads that format.
        FormatError: The file is missing, or not what it should be. Nothing else is raised, whatever the file holds.
    """
    path = Path(path)
    name = form or format_of(path) or ""
    reader = READERS.get(name)
    if reader is None:
        raise UnknownFormatError(path, f"{_unknown(path, form)} is not read here, pick one of {', '.join(READERS)}")
    how = {"encoding": encoding} if name in _WITH_ENCODINGS else {}
    try:
        with stage(f"reading {path.name}"):
            return reader(path, most=most, **how)
    except CousinsError:
        raise
    except MemoryError:
        raise FormatError(path, "takes more memory than there is") from None
    except RecursionError:
        raise FormatError(path, f"no {name}: it is nested too deeply") from None
    except Exception as error:
        # What a damaged file may set off in a decompressor or a library is without end; what is known is said better.
        said = harmless(f"{type(error).__name__}: {error}")[:120]
        raise FormatError(path, f"cannot be read as {name} ({said}); get the file again") from error


_WITH_ENCODINGS = frozenset({"gedcom", "csv"})


def write(
    graph: FamilyGraph, path: Path | str, *, form: str | None = None, safe: bool = False, source: str = ""
) -> None:
    """Write a family to a file, which appears whole or not at all.

    Args:
        graph: The people; `FamilyGraph.subset` cuts a graph to some of them.
        path: The file; ``-`` is standard output.
        form: One of `WRITERS`; None to go by the ending, and GEDCOM on standard output.
        safe: Of CSV, whether to put an apostrophe before what a spreadsheet would take for a formula.
        source: Where the facts are from, which a family file says; empty where that is not known.

    Raises:
        SettingsError: It is to be safe, and is no CSV.
        UnknownFormatError: Nobody here writes that format.
        FormatError: The file cannot be written there, or standard output is asked for a format of two files.
    """
    path, graph = Path(path), graph.in_source_order()
    if safe:
        if (form or format_of(path, writing=True)) != "csv":
            raise SettingsError("only CSV is opened by spreadsheets and can be made safe for them")
        with stage(f"writing {path.name}"):
            write_csv(graph, path, safe=True)
        return
    if str(path) == "-":
        _print(graph, form or "gedcom", source)
        return
    writer = writer_of(path, form=form)
    if writer is write_family:
        writer = partial(write_family, source=source)
    with stage(f"writing {path.name}"):
        writer(graph, path)


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


def _print(graph: FamilyGraph, form: str, source: str) -> None:
    """Write a family to standard output, once it is whole."""
    if form in _OF_TWO_FILES:
        raise FormatError("-", f"{form} is a pair of files, people and links; name one of them instead of -")
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        raise FormatError("-", "standard output takes no bytes here; name a file")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "family"
        write(graph, made, form=form, source=source)
        with hushed(), made.open("rb") as file:
            sys.stdout.flush()
            shutil.copyfileobj(file, stream)
            stream.flush()


_OF_TWO_FILES = frozenset({"csv", "parquet"})


def _unknown(path: Path, form: str | None) -> str:
    return f"the format {form!r}" if form else f"the ending {path.suffix!r}"
