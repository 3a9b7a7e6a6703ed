"""The atlas: Europe's royal houses, a family file that comes with the package.

An atlas file is text in UTF-8, one person a line, so that it loads fast and a
correction is a one-line difference::

    # cousins atlas 1
    # title: Europe's royal houses
    # source: Wikidata (https://www.wikidata.org)
    # licence: CC0 1.0
    # facts: November 2026
    # people: 4840
    id      name      sex  born        died        parents         partners  also known as
    Q9439   Victoria  F    1819-05-24  1901-01-22  Q58067 Q157009  Q152245   Queen Victoria|…

Columns are separated by tabs and may be empty. The sex is ``M``, ``F`` or
nothing. Dates stand in the text form of `cousins.family.dates`. Parents and
partners are ids of the same file, separated by blanks; ``:adoptive``,
``:step``, ``:foster`` follow a parent and ``:unmarried`` a partner where that
is so. Couples may be stated from one side or from both. Other names are
separated by ``|``, the best known first. How many people there are is said at
the top, so that a file that was cut off is noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.errors import FormatError
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import LinkKind, ParentKind, PartnerKind
from cousins.family.people_on_demand import PeopleOnDemand
from cousins.family.person import Person, PersonId, Sex
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.family.date_columns import Event

MAGIC = "# cousins atlas "
VERSION = 1
COLUMNS = ("id", "name", "sex", "born", "died", "parents", "partners", "also known as")
_EMBEDDED = Path(__file__).with_name("atlas.tsv")
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE, "": None}
_MOST_DIGITS = 18
_ID, _NAME, _SEX, _BORN, _DIED, _PARENTS, _PARTNERS, _ALIASES = range(len(COLUMNS))


@dataclass(frozen=True, slots=True)
class AtlasInfo:
    """What an atlas file says about itself.

    Attributes:
        title: What the file holds.
        source, licence: Where the facts are from, and under which terms they may be used.
        facts: The month in which they were taken.
        people: How many people the file has.
    """

    title: str
    source: str
    licence: str
    facts: str
    people: int


@cache
def atlas() -> FamilyGraph:
    """Return the atlas of Europe's royal houses that comes with the package.

    It is read once in a process. Persons are made when they are asked for.

    Raises:
        FormatError: The package's own file is missing or damaged.

    Example:
        >>> atlas().person("Q9439").label
        'Victoria (1819–1901)'
    """
    return read_atlas(_EMBEDDED, remedy="install cousins again")


@cache
def atlas_info() -> AtlasInfo:
    """Return what the embedded atlas says about itself; only its first lines are read.

    Raises:
        FormatError: The package's own file is missing or damaged.

    Example:
        >>> atlas_info().licence
        'CC0 1.0'
    """
    return _Reader(_EMBEDDED, "install cousins again").info()


def read_atlas(path: Path, *, remedy: str = "get the file again from where you have it") -> FamilyGraph:
    """Return the family graph of an atlas file.

    Everything but the dates is checked at once; a date that cannot be read
    raises when its person is first asked for.

    Args:
        path: The file.
        remedy: What to do about a damaged file; ends the message.

    Raises:
        FormatError: The file is missing, cut off, of a newer version or
            damaged; the error says where and what to do.
    """
    return _Reader(path, remedy).graph()


class _People(PeopleOnDemand):
    """The persons of a file, each made from its row when first asked for."""

    def __init__(self, reader: _Reader, rows: list[list[str]], first_line: int) -> None:
        self._reader, self._rows, self._first_line = reader, rows, first_line

    def __len__(self) -> int:
        return len(self._rows)

    def spellings(self) -> Iterator[tuple[str, ...]]:
        """Yield each person's name and then their other names, without making the person."""
        for row in self._rows:
            aliases = row[_ALIASES]
            yield (row[_NAME], *aliases.split("|")) if aliases else (row[_NAME],)

    def _date(self, number: int, event: Event) -> Date | None:
        column = _BORN if event == "born" else _DIED
        return self._reader.date(self._rows[number][column], self._first_line + number)

    def _person(self, number: int) -> Person:
        row = self._rows[number]
        line = self._first_line + number
        return Person(
            id=PersonId(row[_ID]),
            name=row[_NAME] or None,
            sex=_SEXES[row[_SEX]],
            born=self._reader.date(row[_BORN], line),
            died=self._reader.date(row[_DIED], line),
            aliases=tuple(row[_ALIASES].split("|")) if row[_ALIASES] else (),
        )


class _Reader:
    """Reads one atlas file and knows how to complain about it."""

    def __init__(self, path: Path, remedy: str) -> None:
        self.path, self.remedy = path, remedy

    def graph(self) -> FamilyGraph:
        """Return the graph of the whole file."""
        lines = self._lines()
        start = self._head_end(lines)
        info = self._info(lines[:start])
        rows = [line.split("\t") for line in lines[start + 1 :]]
        first_line = start + 2
        self._check(rows, first_line, info.people)
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
        numbers: dict[str, int] = {}
        for number, person_id in enumerate(columns[_ID]):
            if numbers.setdefault(person_id, number) != number:
                raise self._error(f"{person_id} is there twice", first_line + number)
        parents = self._links(columns[_PARENTS], numbers, ParentKind, first_line)
        own = next((child for child, parent, _ in parents if child == parent), None)
        if own is not None:
            raise self._error(f"{columns[_ID][own]} is their own parent", first_line + own)
        couples = self._links(columns[_PARTNERS], numbers, PartnerKind, first_line)
        return FamilyGraph(
            _People(self, rows, first_line),
            [PersonId(person_id) for person_id in columns[_ID]],
            [_SEXES[sex] for sex in columns[_SEX]],
            parents,
            [(one, other, kind) for one, other, kind in couples if one != other],
        )

    def info(self) -> AtlasInfo:
        """Return what the head of the file says."""
        lines = self._lines()
        return self._info(lines[: self._head_end(lines)])

    def date(self, text: str, line: int) -> Date | None:
        """Return a date of a row, None for an empty text."""
        if not text:
            return None
        try:
            return Date.parse(text)
        except ValueError as error:
            raise self._error(str(error), line) from None

    def _error(self, reason: str, line: int | None = None) -> FormatError:
        return FormatError(self.path, f"{reason}; {self.remedy}", line)

    def _lines(self) -> list[str]:
        try:
            raw = self.path.read_bytes()
        except OSError as error:
            raise self._error(f"cannot be read ({error.strerror})") from None
        if not raw:
            raise self._error("the file is empty")
        try:
            lines = raw.decode().replace("\r\n", "\n").split("\n")
        except UnicodeDecodeError as error:
            raise self._error("not text in UTF-8", raw.count(b"\n", 0, error.start) + 1) from None
        version = lines[0].removeprefix(MAGIC)
        if version == lines[0] or not version.isdecimal():
            raise self._error(f"not an atlas file, it does not begin with {MAGIC + str(VERSION)!r}", 1)
        if version.lstrip("0") != str(VERSION):
            newer = f"atlas version {version[:20]}, this program reads version {VERSION}"
            raise FormatError(self.path, f"{newer}; update cousins", 1)
        if lines.pop():
            raise self._error("the last line is cut off", len(lines) + 1)
        return lines

    def _head_end(self, lines: list[str]) -> int:
        """Return the place of the line with the names of the columns."""
        for place, line in enumerate(lines):
            if line.startswith("#"):
                continue
            if tuple(line.split("\t")) != COLUMNS:
                raise self._error(f"the columns should be {', '.join(COLUMNS)}", place + 1)
            return place
        raise self._error("cut off before the names of the columns")

    def _info(self, head: list[str]) -> AtlasInfo:
        lines = dict(line[1:].strip().partition(": ")[::2] for line in head)
        people = lines.get("people", "")
        if not (people.isascii() and people.isdecimal() and len(people) <= _MOST_DIGITS):
            raise self._error("the head does not say how many people there are ('# people: 4840')")
        texts = {name: lines.get(name, "") for name in ("title", "source", "licence", "facts")}
        return AtlasInfo(**texts, people=int(people))

    def _check(self, rows: list[list[str]], first_line: int, people: int) -> None:
        for line, row in enumerate(rows, first_line):
            if len(row) != len(COLUMNS):
                raise self._error(f"{len(row)} columns where {len(COLUMNS)} should be", line)
            if row[_SEX] not in _SEXES:
                raise self._error(f"the sex is {row[_SEX][:20]!r}, it should be M, F or nothing", line)
            if not is_item_id(row[_ID]):
                raise self._error(f"not an id: {row[_ID][:40]!r}", line)
        if len(rows) != people:
            raise self._error(f"{len(rows)} people where the head promises {people}, the file is cut off or changed")

    def _links(
        self, column: Sequence[str], numbers: dict[str, int], table: type[LinkKind], first_line: int
    ) -> list[tuple[int, int, LinkKind]]:
        """Return the links a column tells, from the person of each row."""
        links = []
        # The strongest kind is not written; a dictionary is several times as fast as calling the Enum.
        kinds = {"": next(iter(table)), **{kind.value: kind for kind in table}}
        for person, cell in enumerate(column):
            for link in cell.split():
                other, _, kind = link.partition(":")
                if other not in numbers:
                    raise self._error(f"{other[:40]!r} is nobody in this file", first_line + person)
                if kind not in kinds:
                    raise self._error(f"{kind[:40]!r} is no kind of link here", first_line + person)
                links.append((person, numbers[other], kinds[kind]))
        return links


class Atlas:
    """The embedded atlas as a source."""

    name = "atlas"

    async def family(self) -> FamilyGraph:
        """Return the whole atlas.

        Raises:
            FormatError: The package's own file is missing or damaged.
        """
        return atlas()
