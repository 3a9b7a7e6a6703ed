"""The rows of a CSV file, whoever wrote it: RFC 4180, and what spreadsheets make of it.

The encoding is seen from the bytes, and what stands between cells from the names of the columns.
"""

from __future__ import annotations

import csv
import io
import sys
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from cousins.errors import FormatError, SettingsError, quoted
from cousins.formats.gedcom.encoding import survey
from cousins.formats.pair_stamps import is_stamp
from cousins.formats.report import Report, Trouble
from cousins.opening import opener, too_much

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    Row = tuple[int, dict[str, str]]

_BETWEEN = ",;\t|"
"""What may stand between cells."""
_SEPARATOR = "sep="
"""With it and the letter between cells begins a line for Excel."""
_PART = 8
"""One cell may take so large a part of what a packed file may hold."""


def csv_rows(path: Path, needed: str, report: Report, *, encoding: str | None, most: int | None) -> Iterator[Row]:
    """Yield the number of the first line of each row, and its cells by the names of the columns in small letters.

    Args:
        path: The file.
        needed: A column that must be there.
        report: Takes note of rows of another length, of the encoding, and of how many rows there are.
        encoding: That of the file; None to see for oneself.
        most: How many bytes a pipe may give; a cell or line may have an eighth of it.

    Raises:
        SettingsError: There is no such encoding.
        FormatError: The file cannot be read, has no such column, or its quotation marks do not fit each other.
    """
    opened = opener(path, most)
    try:
        # In ANSEL no table was ever written; as a codec's name it is none.
        found = survey(opened, encoding="none" if encoding and encoding.lower() == "ansel" else encoding)
    except LookupError:
        raise SettingsError(f"no encoding {quoted(encoding or '')}; pick one such as utf-8 or cp1252") from None
    report.encoding = found.codec
    if encoding is None and found.codec != "utf-8":
        report.add(Trouble.OTHER_ENCODING, None, found.codec)
    errors = "surrogateescape" if found.codec == "utf-8" else "replace"
    longest = sys.maxsize if most is None else max(most // _PART, 1 << 17)
    try:
        with opened() as raw, _cells_up_to(longest):
            raw.seek(found.skip)
            with io.TextIOWrapper(raw, encoding=found.codec, errors=errors, newline="") as file:
                yield from _rows(path, _lines(path, file, longest), needed, report)
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror or error})") from None


@contextmanager
def _cells_up_to(longest: int) -> Iterator[None]:
    """Let cells have so many letters; the module takes 131,072 only, for everybody in the process."""
    before = csv.field_size_limit(min(longest, (1 << 31) - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _lines(path: Path, file: TextIO, longest: int) -> Iterator[str]:
    while line := file.readline(longest):
        if len(line) == longest and line[-1] not in "\r\n":
            too_much(path, f"has a line of more than {longest:,} letters")
        yield line


def _rows(path: Path, lines: Iterator[str], needed: str, report: Report) -> Iterator[Row]:
    first, before, mark = next(lines, ""), 0, ""
    if first.lower().startswith(_SEPARATOR):
        mark, first, before = first[len(_SEPARATOR) : len(_SEPARATOR) + 1].strip("\r\n"), next(lines, ""), 1
    heads = {between: _names(first, between) for between in mark or _BETWEEN}
    between = next((between for between, names in heads.items() if needed in names), None)
    if between is None:
        names = max(heads.values(), key=len)
        there = f"there are {', '.join(map(quoted, names[:8]))}" if any(names) else "the first line is empty"
        raise FormatError(path, f"there is no column {needed!r}; {there}", 1 + before)
    names = heads[between]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        report.add(Trouble.BAD_VALUE, 1 + before, f"two columns {name!r}: the first counts")
    places = {name: place for place, name in reversed([*enumerate(names)]) if name and not is_stamp(name)}
    reader = csv.reader(chain((first,), lines), delimiter=between, strict=True)
    start = 0
    try:
        next(reader)
        start = reader.line_num
        for cells in reader:
            line, start = start + 1 + before, reader.line_num
            if any(cells):
                report.lines += 1
                if len(cells) != len(names):
                    _uneven(cells, len(names), line, report)
                yield line, {name: cells[place] for name, place in places.items() if place < len(cells)}
    except csv.Error as error:
        raise _refused(path, str(error), start + 1 + before) from None


def _names(line: str, between: str) -> list[str]:
    try:
        return [name.strip().casefold() for name in next(csv.reader([line], delimiter=between), ())]
    except csv.Error:
        return []


def _uneven(cells: list[str], columns: int, line: int, report: Report) -> None:
    if len(cells) < columns:
        report.add(Trouble.SHORT_ROW, line, f"{len(cells)} cells, {columns} columns")
    elif any(cells[columns:]):
        report.add(Trouble.LONG_ROW, line, f"{len(cells)} cells, {columns} columns")


def _refused(path: Path, error: str, line: int) -> FormatError:
    """Return what is wrong with a row, in words that say what to do."""
    if "field larger" in error:
        return FormatError(path, "a cell too large to be read; is a quotation mark in it never closed?", line)
    what = "text behind a quotation mark that closes a cell"
    if "unexpected end" in error:
        what = "a quotation mark opens a cell here and is never closed"
    return FormatError(path, f"{what}; close it, or write two where one belongs to the text", line)
