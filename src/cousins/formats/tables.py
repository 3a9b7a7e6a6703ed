"""People and links as two tables: CSV for spreadsheets, Parquet for data frames.

``royals.csv`` holds the people and ``royals.links.csv``, in the same folder, the links;
so it is with ``.parquet``. The columns are those of `cousins.formats.rows`.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cousins.errors import FormatError
from cousins.files import replaced, write_lines
from cousins.formats.report import Report, Trouble
from cousins.formats.rows import (
    LINK_COLUMNS,
    MORE_LINK_COLUMNS,
    MORE_PERSON_COLUMNS,
    PERSON_COLUMNS,
    Collector,
    LinkRow,
    columns_of,
    link_rows,
    person_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cousins.family.graph import FamilyGraph

_LINKS = ".links"
_ROWS = 50_000
"""Rows that are put into a Parquet file at once."""


def links_path(path: Path) -> Path:
    """Return where the links belong to a table of people.

    Example:
        >>> links_path(Path("royals.csv")).name
        'royals.links.csv'
    """
    return path.with_suffix(_LINKS + path.suffix)


def _people(graph: FamilyGraph) -> Iterator[dict[str, str]]:
    return map(person_row, graph.people)


def _links(graph: FamilyGraph) -> Iterator[dict[str, str]]:
    return (row.cells() for row in link_rows(graph))


def write_csv(graph: FamilyGraph, path: Path) -> None:
    """Write people and links as CSV (RFC 4180, UTF-8).

    Raises:
        FormatError: A file cannot be written there.
    """
    people = columns_of(_people(graph), PERSON_COLUMNS, MORE_PERSON_COLUMNS)
    links = columns_of(_links(graph), LINK_COLUMNS, MORE_LINK_COLUMNS)
    write_lines(path, _csv_lines(people, _people(graph)))
    write_lines(links_path(path), _csv_lines(links, _links(graph)))


def _csv_lines(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    line = io.StringIO()  # the csv module only writes into files; this is one of a single line
    writer = csv.DictWriter(line, columns, restval="", lineterminator="")
    writer.writeheader()
    yield line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow(row)
        yield line.getvalue()


def read_csv(path: Path | str) -> tuple[FamilyGraph, Report]:
    """Return the family of two CSV files, and what in them could not be used.

    Args:
        path: The people; the links are in the file that `links_path` names.

    Raises:
        FormatError: A file is missing or has not the right columns.
    """
    path = Path(path)
    report = Report(path, "CSV")
    collector = Collector(report)
    for line, row in _csv_rows(path, "id", report):
        collector.person(row, line)
    for line, row in _csv_rows(links_path(path), "person", report):
        collector.link(_link(row), line)
    return collector.graph(), report


def _link(row: Mapping[str, Any]) -> LinkRow:
    link, kind, person, other = (str(row.get(name) or "") for name in LINK_COLUMNS)
    return LinkRow(link, kind, person, other, {name: str(row[name]) for name in MORE_LINK_COLUMNS if row.get(name)})


def _csv_rows(path: Path, needed: str, report: Report) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.DictReader((line.replace("\0", "") for line in file), restkey="")
            if needed not in (reader.fieldnames or ()):
                raise FormatError(path, f"there is no column {needed!r}", 1)
            for row in reader:
                if "" in row:
                    report.add(Trouble.BAD_VALUE, reader.line_num, "more cells than columns")
                report.lines += 1
                yield reader.line_num, row
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror})") from None
    except csv.Error as error:
        raise FormatError(path, f"no CSV: {error}") from None


def write_parquet(graph: FamilyGraph, path: Path) -> None:
    """Write people and links as Parquet.

    Raises:
        FormatError: A file cannot be written there, or `pyarrow` is not installed.
    """
    people = columns_of(_people(graph), PERSON_COLUMNS, MORE_PERSON_COLUMNS)
    links = columns_of(_links(graph), LINK_COLUMNS, MORE_LINK_COLUMNS)
    _write_parquet(path, people, _people(graph))
    _write_parquet(links_path(path), links, _links(graph))


def _write_parquet(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> None:
    arrow, parquet = _arrow(path)
    schema = arrow.schema([(name, arrow.string()) for name in columns])
    with replaced(path) as file, parquet.ParquetWriter(file, schema) as writer:
        waiting: list[dict[str, str | None]] = []
        for row in rows:
            waiting.append({name: row.get(name) for name in columns})
            if len(waiting) == _ROWS:
                writer.write_table(arrow.Table.from_pylist(waiting, schema))
                waiting.clear()
        writer.write_table(arrow.Table.from_pylist(waiting, schema))


def read_parquet(path: Path | str) -> tuple[FamilyGraph, Report]:
    """Return the family of two Parquet files, and what in them could not be used.

    Args:
        path: The people; the links are in the file that `links_path` names.

    Raises:
        FormatError: A file is missing, damaged or has not the right columns, or `pyarrow` is not installed.
    """
    path = Path(path)
    report = Report(path, "Parquet")
    collector = Collector(report)
    for line, row in _parquet_rows(path, "id", report):
        collector.person({name: None if cell is None else str(cell) for name, cell in row.items()}, line)
    for line, row in _parquet_rows(links_path(path), "person", report):
        collector.link(_link(row), line)
    return collector.graph(), report


def _parquet_rows(path: Path, needed: str, report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    arrow, parquet = _arrow(path)
    try:
        with parquet.ParquetFile(path) as file:
            if needed not in file.schema_arrow.names:
                raise FormatError(path, f"there is no column {needed!r}")
            for batch in file.iter_batches(_ROWS):
                for row in batch.to_pylist():
                    report.lines += 1
                    yield report.lines, row
    except (OSError, arrow.ArrowException) as error:
        raise FormatError(path, f"cannot be read as Parquet ({str(error).partition(chr(10))[0][:80]})") from None


def _arrow(path: Path) -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - large, and only this format needs it
        import pyarrow.parquet as pq  # noqa: PLC0415 - the same
    except ImportError:
        raise FormatError(path, "Parquet needs pyarrow: pip install 'cousins[parquet]'") from None
    return pa, pq
