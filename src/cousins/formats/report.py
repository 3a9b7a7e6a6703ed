"""What a reader could not use, line by line: nothing in a file is passed over in silence."""

from __future__ import annotations

from array import array
from collections import Counter
from copy import copy
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from cousins.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from cousins.checks.violations import OneSided

WITH_TEXT = 10_000
"""Problems that are kept with the text of their line; of further ones the number and the kind are kept."""


class Trouble(Enum):
    """What can be wrong in a family file, in words that follow a number of lines."""

    WRONG_ENCODING = "the characters are not in the encoding that the file declares"
    BAD_CHARACTER = "characters that the encoding does not have"
    STRAY_LINE = "no level and tag: not used"
    LEVEL_JUMP = "a level that skips one: taken as the next level"
    NO_HEAD = "the file does not begin with 0 HEAD"
    NO_END = "the file has no end (0 TRLR) and may be cut off"
    AFTER_END = "a record after the end: read all the same"
    DUPLICATE_ID = "an id that is there twice: the first counts"
    TAKEN_ID = "an id that another has, too: called by the handle"
    NO_ID = "a record without an id"
    BAD_POINTER = "no pointer where one should be: not used"
    DANGLING = "a pointer to nobody: not used"
    NO_FAMILY = "a family whose own record is missing: read from its members"
    ONE_SIDED = "a link that only one of its two records states: used"
    OWN_KIN = "a person who is their own parent or partner: not used"
    OWN_ANCESTOR = "a person who is their own ancestor"
    CROWDED = "a family of more than twelve partners: the first twelve count"
    BAD_SEX = "a sex that is not understood: taken as unknown"
    SWAPPED_DATE = "a range of dates that ends before it begins: turned"
    DAY_FIRST = "a date in figures, read as day and month, as others of the file must be"
    MONTH_FIRST = "a date in figures, read as month and day, as others of the file must be"
    BAD_DATE = "a date that is not wholly understood"
    UNKNOWN_KIND = "a kind of parent that is not understood: taken as birth"
    NO_PLACE_FOR_ADOPTION = "an adoption that names no family: the parents stay as they are"
    JOINED_LINE = "a record whose first line holds more than it may: the rest of the line is not used"
    DISPROVEN = "a link that the file calls disproven: not used"
    CHALLENGED = "a link that the file calls challenged: used"
    NOT_KIN = "a link that makes nobody kin (a sealing): not used"
    BAD_VALUE = "a value that is not understood: not used"
    OTHER_ENCODING = "not in UTF-8: read in the encoding that the bytes suggest"
    SHORT_ROW = "a row with fewer cells than columns: the missing ones count as empty"
    LONG_ROW = "a row with more cells than columns: the rest is not used"
    NO_DIRECTION = "a parent in a link without a direction: not used"
    MORE_TREES = "a further family tree in the archive: not read"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file.

    Attributes:
        trouble: What is wrong.
        line: The number of the line, row or record, from 1; None when the whole file is meant.
        text: What the line says, cut when it is long; None when it was not kept.
        unit: What `line` counts, such as ``line``, ``row`` or ``links, row``.
    """

    trouble: Trouble
    line: int | None
    text: str | None = None
    unit: str = "line"

    def __str__(self) -> str:
        """Return one line: ``line 12: a pointer to nobody: not used ('@F9@')``."""
        where = f"{self.unit} {self.line}: " if self.line is not None else ""
        text = f" ({quoted(self.text)})" if self.text else ""
        return f"{where}{self.trouble.value}{text}"


class Report:
    """How the reading of a file went.

    Attributes:
        path: The file.
        format: The format with its version: ``GEDCOM 5.5.1``.
        program: The program that wrote the file, as it calls itself; empty when it does not say.
        encoding: The codec by which the file was read; empty where the format leaves no choice.
        lines: How many lines, or rows, the file has.
        placeholders: How many unknown parents were put in because a family file has
            brothers and sisters without parents.
        part: Why the file holds a part only of what was asked for, as it says itself; empty where it does not.
        left_out: Counts, when it is asked for, what stands in the file and is not read, such as notes, by kind.
        one_sided: Links that only one of two records states, for `cousins.checks.check`.
    """

    def __init__(self, path: Path | str, name: str) -> None:
        self.path, self.format = path, name
        self.program = self.encoding = self.part = ""
        self.lines = self.placeholders = 0
        self.one_sided: list[OneSided] = []
        self.left_out: Callable[[], Mapping[str, int]] = dict
        # Columns and not Problems: a file of millions of lines may have a problem in each.
        self._kinds, self._lines, self._parts = array("B"), array("q"), array("B")
        self._units = ["line"]
        self._texts: dict[int, str] = {}

    def counting(self, unit: str) -> None:
        """Say what the numbers count that are noted from now on: lines, rows, or those of another file."""
        self._units.append(unit)

    def add(self, trouble: Trouble, line: int | None = None, text: str | None = None) -> None:
        """Note one problem."""
        if text and len(self._lines) < WITH_TEXT:
            self._texts[len(self._lines)] = text[:80]
        self._kinds.append(_PLACES[trouble])
        self._lines.append(-1 if line is None else line)
        self._parts.append(len(self._units) - 1)

    def without_texts(self) -> Report:
        """Return the report without what the lines say, which may be about the living."""
        report = copy(self)
        report._texts = {}  # noqa: SLF001 (of the same class)
        return report

    def __len__(self) -> int:
        """Return the number of problems."""
        return len(self._lines)

    def __iter__(self) -> Iterator[Problem]:
        """Yield the problems in the order of lines."""
        for at in sorted(range(len(self)), key=lambda at: (self._parts[at], self._lines[at])):
            line, unit = self._lines[at], self._units[self._parts[at]]
            yield Problem(_TROUBLES[self._kinds[at]], None if line < 0 else line, self._texts.get(at), unit)

    @property
    def counts(self) -> Mapping[Trouble, int]:
        """How often each kind of problem occurs, the most frequent first."""
        counted = Counter(self._kinds).most_common()
        return {_TROUBLES[kind]: count for kind, count in counted}

    def __str__(self) -> str:
        """Return a line for each kind of problem; empty when there is none."""
        return "\n".join(f"{count:,} x {trouble.value}" for trouble, count in self.counts.items())

    def __repr__(self) -> str:
        """Return one line: ``<Report: GEDCOM 5.5.1, 30,682 lines, 12 problems>``."""
        return f"<Report: {self.format}, {self.lines:,} lines, {len(self):,} problems>"


_TROUBLES = tuple(Trouble)
_PLACES = {trouble: place for place, trouble in enumerate(_TROUBLES)}
