"""The rows of a Parquet file as plain values, whatever types its columns have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cousins.errors import FormatError
from cousins.opening import opener, too_much

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cousins.formats.report import Report

    Row = tuple[int, dict[str, Any]]

_AT_ONCE = 10_000
_ROW = 16
"""Bytes that a row counts for besides its cells: also empty rows have an end."""


def parquet_rows(path: Path, needed: str, report: Report, *, most: int | None) -> Iterator[Row]:
    """Yield the number of each row and its cells: texts, numbers, dates, bytes that are no UTF-8, or lists.

    Args:
        path: The file.
        needed: A column that must be there.
        report: Is told how many rows there are.
        most: How many bytes all rows may have once they are unpacked; None for any number.

    Raises:
        FormatError: The file cannot be read, has no such column, holds more, or `pyarrow` is not installed.
    """
    arrow, parquet = arrow_modules(path)
    opened = opener(path, most)
    number = unpacked = 0
    try:
        with opened() as raw, parquet.ParquetFile(raw) as file:
            names = file.schema_arrow.names
            if needed not in names:
                raise FormatError(path, f"there is no column {needed!r}; there are {', '.join(map(repr, names[:8]))}")
            for batch in file.iter_batches(_AT_ONCE):
                unpacked += batch.nbytes + _ROW * batch.num_rows
                if most is not None and unpacked > most:
                    too_much(path, f"holds more than {most:,} bytes once it is unpacked")
                columns = [_values(column, arrow) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    report.lines += 1
                    yield number, dict(zip(names, cells, strict=True))
    except (OSError, UnicodeDecodeError, arrow.ArrowException) as error:
        what = str(error).strip().partition("\n")[0][:80]
        raise FormatError(path, f"cannot be read as Parquet ({what}); get the file again or write it anew") from None


def _values(column: Any, arrow: Any) -> list[Any]:  # noqa: ANN401 - pyarrow has no types
    """Return a column as a list."""
    kind = column.type
    if arrow.types.is_dictionary(kind):
        known = _values(column.dictionary, arrow)
        return [None if place is None else known[place] for place in column.indices.to_pylist()]
    if arrow.types.is_date(kind) or arrow.types.is_timestamp(kind):
        # By way of text: Python's dates end with the year 9999, and pandas is wanted for nanoseconds.
        days = column.cast(arrow.timestamp("s"), safe=False) if arrow.types.is_timestamp(kind) else column
        # What arrow cannot say as a date, it says with a "<" in front.
        texts = days.cast(arrow.string()).to_pylist()
        return [text if text is None or text.startswith("<") else text.partition(" ")[0] for text in texts]
    if arrow.types.is_string(kind) or arrow.types.is_large_string(kind):
        try:
            found: list[Any] = column.to_pylist()
        except UnicodeDecodeError:
            found = column.cast(arrow.large_binary()).to_pylist()
        return found
    return list(column.to_pylist())


def arrow_modules(path: Path) -> tuple[Any, Any]:
    """Return pyarrow and its room for Parquet.

    Raises:
        FormatError: It is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - large, and only this format needs it
        import pyarrow.parquet as pq  # noqa: PLC0415 - the same
    except ImportError:
        raise FormatError(path, "Parquet needs pyarrow: pip install 'cousins[parquet]'") from None
    return pa, pq
