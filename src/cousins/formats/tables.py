"""People and links as two tables: CSV for spreadsheets, Parquet for data frames.

``royals.csv`` holds the people and ``royals.links.csv``, in the same folder, the links;
so it is with ``.parquet``. The columns are those of `cousins.formats.rows`.
"""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cousins.errors import FormatError
from cousins.files import put_lines, replaced_together
from cousins.formats.cells import Cells
from cousins.formats.csv_rows import csv_rows
from cousins.formats.pair_stamps import COLUMN, KEY, PairStamp, csv_stamp, parquet_stamp, same_pair
from cousins.formats.parquet_rows import arrow_modules, parquet_rows
from cousins.formats.report import Report
from cousins.formats.rows import (
    LINK_COLUMNS,
    MORE_LINK_COLUMNS,
    MORE_PERSON_COLUMNS,
    PERSON_COLUMNS,
    READ_OF_LINKS,
    READ_OF_PERSONS,
    Collector,
    LinkRow,
    columns_of,
    link_rows,
    person_row,
)
from cousins.opening import MOST_BYTES
from cousins.plain import without_formulas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

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


def write_csv(graph: FamilyGraph, path: Path, *, safe: bool = False) -> None:
    """Write people and links as CSV (RFC 4180, UTF-8).

    Args:
        graph: The people.
        path: The file of the people; the links go where `links_path` says.
        safe: Whether to put an apostrophe before what a spreadsheet would take for a formula.

    Raises:
        FormatError: A file cannot be written there.
    """
    columns = columns_of(_people(graph), PERSON_COLUMNS, MORE_PERSON_COLUMNS)
    link_columns = columns_of(_links(graph), LINK_COLUMNS, MORE_LINK_COLUMNS)
    shown = without_formulas if safe else _as_they_are
    stamp = PairStamp()
    with _replaced_pair(path) as (people, links):
        put_lines(people, _csv_lines(columns, map(shown, _people(graph)), stamp))
        put_lines(links, _csv_lines(link_columns, map(shown, _links(graph)), stamp))
        stamp.put_into(people)
        stamp.put_into(links)


def _as_they_are(row: dict[str, str]) -> dict[str, str]:
    return row


@contextmanager
def _replaced_pair(path: Path) -> Iterator[Sequence[BinaryIO]]:
    """Open the files of people and links, which take their places together."""
    if path.exists() and not path.is_file():
        raise FormatError(path, "is no file, and tables are two, of people and of links; name a file")
    with replaced_together(path, links_path(path)) as files:
        yield files


def _csv_lines(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]], stamp: PairStamp) -> Iterator[str]:
    line = io.StringIO()  # the csv module only writes into files; this is one of a single line
    # It puts into quotation marks what holds a letter of its line ends, and so has to know both.
    writer = csv.DictWriter(line, (*columns, COLUMN), restval="", lineterminator="\r\n")
    writer.writeheader()
    yield line.getvalue()[:-1]
    for row in stamp.through(rows, columns):
        line.seek(0)
        line.truncate()
        writer.writerow(row)
        yield line.getvalue()[:-1]


def read_csv(
    path: Path | str, *, encoding: str | None = None, most: int | None = MOST_BYTES
) -> tuple[FamilyGraph, Report]:
    """Return the family of two CSV files, and what in them could not be used.

    Commas, semicolons, tabs or bars may stand between cells, and the encoding is seen from the bytes.

    Args:
        path: The people; the links are in the file that `links_path` names.
        encoding: In which characters the files are written, such as ``cp1251``; None to see for oneself.
        most: How many bytes may come out of a pipe; None for any number.

    Raises:
        SettingsError: There is no such encoding.
        FormatError: A file is missing, has not the right columns, or quotation marks that do not fit each other.
    """
    path = Path(path)
    report = Report(path, "CSV")
    collector, cells = Collector(report, most), Cells(report)
    with same_pair(path, links_path(path), csv_stamp):
        for line, row in csv_rows(path, "id", report, encoding=encoding, most=most):
            collector.person(cells.checked(row, READ_OF_PERSONS, line), line)
        report.counting("links, line")
        for line, row in csv_rows(links_path(path), "person", report, encoding=encoding, most=most):
            collector.link(_link(cells.checked(row, READ_OF_LINKS, line)), line)
    return collector.graph(), report


def _link(row: Mapping[str, str]) -> LinkRow:
    link, kind, person, other = (row.get(name, "") for name in LINK_COLUMNS)
    events = {name: cell for name, cell in row.items() if name not in LINK_COLUMNS}
    return LinkRow(link, kind, person, other, events)


def write_parquet(graph: FamilyGraph, path: Path) -> None:
    """Write people and links as Parquet.

    Raises:
        FormatError: A file cannot be written there, or `pyarrow` is not installed.
    """
    modules, stamp = arrow_modules(path), PairStamp()
    tables = (
        (columns_of(_people(graph), PERSON_COLUMNS, MORE_PERSON_COLUMNS), _people(graph)),
        (columns_of(_links(graph), LINK_COLUMNS, MORE_LINK_COLUMNS), _links(graph)),
    )
    with _replaced_pair(path) as files, ExitStack() as stack:
        writers = [
            _written_parquet(stack, modules, file, columns, stamp.through(rows, columns))
            for file, (columns, rows) in zip(files, tables, strict=True)
        ]
        for writer in writers:
            writer.add_key_value_metadata({KEY: str(stamp)})


def _written_parquet(
    stack: ExitStack,
    modules: tuple[Any, Any],
    file: BinaryIO,
    columns: tuple[str, ...],
    rows: Iterable[Mapping[str, str]],
) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Write the rows of one table, and return what writes its end when the stack is closed."""
    arrow, parquet = modules
    schema = arrow.schema([(name, arrow.string()) for name in columns])
    writer = stack.enter_context(parquet.ParquetWriter(file, schema))
    waiting: list[dict[str, str | None]] = []
    for row in rows:
        waiting.append({name: row.get(name) for name in columns})
        if len(waiting) == _ROWS:
            writer.write_table(arrow.Table.from_pylist(waiting, schema))
            waiting.clear()
    writer.write_table(arrow.Table.from_pylist(waiting, schema))
    return writer


def read_parquet(path: Path | str, *, most: int | None = MOST_BYTES) -> tuple[FamilyGraph, Report]:
    """Return the family of two Parquet files, and what in them could not be used.

    Texts, whole numbers, dates, timestamps and categories are read; what else a column holds is reported.

    Args:
        path: The people; the links are in the file that `links_path` names.
        most: How many bytes the rows of a file may have once they are unpacked; None for any number.

    Raises:
        FormatError: A file is missing, damaged, too large or has not the right columns, or `pyarrow` is not installed.
    """
    path = Path(path)
    report = Report(path, "Parquet")
    report.counting("row")
    collector, cells = Collector(report, most), Cells(report)
    arrow_modules(path)
    with same_pair(path, links_path(path), parquet_stamp):
        for number, row in parquet_rows(path, "id", report, most=most):
            collector.person(cells.checked(row, READ_OF_PERSONS, number), number)
        report.counting("links, row")
        for number, row in parquet_rows(links_path(path), "person", report, most=most):
            collector.link(_link(cells.checked(row, READ_OF_LINKS, number)), number)
    return collector.graph(), report
