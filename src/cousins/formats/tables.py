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
from cousins.formats.pair_stamps import COLUMN, KEY, PairStamp, csv_stamp, parquet_stamp, same_pair
from cousins.formats.report import Report, Trouble
from cousins.formats.rows import LINK_COLUMNS, PERSON_COLUMNS, Collector, LinkRow, link_rows, person_row

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


def _links_as_dicts(graph: FamilyGraph) -> Iterator[dict[str, str]]:
    for row in link_rows(graph):
        yield {"link": row.link, "kind": row.kind, "person": row.person, "other": row.other}


def write_csv(graph: FamilyGraph, path: Path) -> None:
    """Write people and links as CSV (RFC 4180, UTF-8).

    Raises:
        FormatError: A file cannot be written there.
    """
    stamp = PairStamp()
    with _replaced_pair(path) as (people, links):
        put_lines(people, _csv_lines(PERSON_COLUMNS, map(person_row, graph.people), stamp))
        put_lines(links, _csv_lines(LINK_COLUMNS, _links_as_dicts(graph), stamp))
        stamp.put_into(people)
        stamp.put_into(links)


@contextmanager
def _replaced_pair(path: Path) -> Iterator[Sequence[BinaryIO]]:
    """Open the files of people and links, which take their places together."""
    if path.exists() and not path.is_file():
        raise FormatError(path, "is no file, and tables are two, of people and of links; name a file")
    with replaced_together(path, links_path(path)) as files:
        yield files


def _csv_lines(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]], stamp: PairStamp) -> Iterator[str]:
    line = io.StringIO()  # the csv module only writes into files; this is one of a single line
    writer = csv.DictWriter(line, (*columns, COLUMN), restval="", lineterminator="")
    writer.writeheader()
    yield line.getvalue()
    for row in stamp.through(rows, columns):
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
    with same_pair(path, links_path(path), csv_stamp):
        for line, row in _csv_rows(path, "id", report):
            collector.person(row, line)
        for line, row in _csv_rows(links_path(path), "person", report):
            collector.link(_link(row), line)
    return collector.graph(), report


def _link(row: Mapping[str, Any]) -> LinkRow:
    return LinkRow(*(str(row.get(name) or "") for name in LINK_COLUMNS))


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
    modules, stamp = _arrow(path), PairStamp()
    tables = (
        (PERSON_COLUMNS, map(person_row, graph.people)),
        (LINK_COLUMNS, _links_as_dicts(graph)),
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
    _arrow(path)
    with same_pair(path, links_path(path), parquet_stamp):
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
