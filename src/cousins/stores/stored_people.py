"""The people of a family file: each read from its columns when first asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, overload

from cousins.family.dates import Date, Precision
from cousins.family.people_on_demand import PeopleOnDemand
from cousins.family.person import Person, PersonId, Sex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family import date_columns
    from cousins.family.life_events import Event, PersonalName
    from cousins.stores.stored_columns import StoredColumns

PEOPLE, OTHER_NAMES, NAME_PARTS, EVENTS, DATES = "people", "other_names", "name_parts", "events", "dates"
"""The tables that tell of people."""
UNKNOWN = -1
"""What stands for what is not known."""
_LISTED = -2
"""The date in the first row of the table of dates; that of the next row is one less."""
_SEXES: tuple[Sex | None, ...] = (*Sex, None)  # -1 is the last of a tuple


def plain_date(date: Date | None) -> int | None:
    """Return a date as a number, such as 18190524 or 18190000; None for one that no number holds.

    Example:
        >>> plain_date(Date.parse("1819-05")), plain_date(Date.parse("1819~"))
        (18190500, None)
    """
    if date is None:
        return UNKNOWN
    number = date.year * 10_000 + (date.month or 0) * 100 + (date.day or 0)
    plain = 0 <= date.year <= _LAST_YEAR and date == _dated(number) and not date.written
    return number if plain else None


_LAST_YEAR = 200_000


def listed_date(row: int) -> int:
    """Return what stands for the date in a row of the table of dates."""
    return _LISTED - row


def _dated(number: int) -> Date:
    """Return the date that a number holds."""
    year, day = divmod(number, 10_000)
    month, day = divmod(day, 100)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return Date(year, month or None, day or None, precision)


class StoredSexes(Sequence["Sex | None"]):
    """The sexes of the people."""

    def __init__(self, codes: Sequence[int]) -> None:
        """Take the column: 0 for men, 1 for women, -1 for neither or unknown."""
        self._codes = codes

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self._codes)

    @overload
    def __getitem__(self, person: int) -> Sex | None: ...
    @overload
    def __getitem__(self, person: slice) -> list[Sex | None]: ...
    def __getitem__(self, person: int | slice) -> Sex | list[Sex | None] | None:
        """Return the sex of one person, or of some."""
        if isinstance(person, slice):
            return [_SEXES[code] for code in self._codes[person]]
        return _SEXES[self._codes[person]]


class StoredIds:
    """The ids of the people; numbers are found by halving in the order of ids."""

    def __init__(self, columns: StoredColumns) -> None:
        """Take the columns."""
        self._texts = columns.texts(PEOPLE, "id")
        self._order = columns.numbers(PEOPLE, "by_id")
        self._columns = columns

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self._texts)

    def __getitem__(self, number: int, /) -> PersonId:
        """Return the id of the person with that number."""
        return PersonId(self._texts[number])

    def __iter__(self) -> Iterator[PersonId]:
        """Yield all ids by number."""
        return map(PersonId, self._texts)

    def number(self, person_id: str, /) -> int | None:
        """Return the number of the person with that id; None when nobody has it."""
        sought = person_id.encode("utf-8", "replace")
        order, texts = self._order, self._texts
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            if texts.raw(order[middle]) < sought:
                low = middle + 1
            else:
                high = middle
        if low < len(order) and texts.raw(order[low]) == sought and self[order[low]] == person_id:
            return order[low]
        return None


class StoredPeople(PeopleOnDemand):
    """The people of a file that is open.

    Args:
        columns: The file.
    """

    most_kept: ClassVar[int | None] = 50_000

    def __init__(self, columns: StoredColumns) -> None:
        """Read nothing yet."""
        self._columns = columns
        self._ids, self._names = columns.texts(PEOPLE, "id"), columns.texts(PEOPLE, "name")
        self._sexes = StoredSexes(columns.numbers(PEOPLE, "sex"))
        self._days = {event: columns.numbers(PEOPLE, event) for event in ("born", "died")}
        self._private = columns.numbers(PEOPLE, "private")
        self._other_names = columns.texts(OTHER_NAMES, "name")
        self._listed, self._written = columns.texts(DATES, "date"), columns.texts(DATES, "written")

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self._ids)

    def spellings(self) -> Iterator[Sequence[str]]:
        """Yield each person's name and then their other names, without making the person."""
        others = zip(self._columns.numbers(OTHER_NAMES, "person"), self._other_names, strict=True)
        owner, other = next(others, (UNKNOWN, ""))
        for number, name in enumerate(self._names):
            spelled = [name]
            while owner == number:
                spelled.append(other)
                owner, other = next(others, (UNKNOWN, ""))
            yield spelled

    def date_of(self, value: int) -> Date | None:
        """Return the date that a column holds.

        Raises:
            FormatError: The file is damaged.
        """
        if value == UNKNOWN:
            return None
        try:
            if value > UNKNOWN:
                return _dated(value)
            date = Date.parse(self._listed[_LISTED - value])
            written = self._written[_LISTED - value]
        except (ValueError, IndexError):
            self._columns.damaged("a date is none; cousins check looks at all of it")
        return replace(date, written=written) if written else date

    def events(self, table: str, rows: range) -> tuple[Event, ...]:
        """Return the events in some rows of a table."""
        from cousins.family.life_events import Event, EventKind  # noqa: PLC0415 (few files have any)

        kinds, dates = self._columns.numbers(table, "kind"), self._columns.numbers(table, "date")
        places, words = self._columns.texts(table, "place"), self._columns.texts(table, "words")
        told = [EventKind(word) for word in self._columns.words("event_kinds")]
        try:
            return tuple(
                Event(told[kinds[row]], self.date_of(dates[row]), places[row] or None, words[row] or None)
                for row in rows
            )
        except (ValueError, IndexError):
            self._columns.damaged("an event is none; cousins check looks at all of it")

    def _date(self, number: int, event: date_columns.Event) -> Date | None:
        return self.date_of(self._days[event][number])

    def _person(self, number: int) -> Person:
        columns = self._columns
        try:
            return Person(
                PersonId(self._ids[number]),
                self._names[number] or None,
                self._sexes[number],
                self._date(number, "born"),
                self._date(number, "died"),
                tuple(self._other_names[row] for row in columns.of_person(OTHER_NAMES, number)),
                names=self._parts(columns.of_person(NAME_PARTS, number)),
                events=self.events(EVENTS, columns.of_person(EVENTS, number)),
                private=bool(self._private and self._private[number]),
            )
        except (ValueError, IndexError, TypeError):
            columns.damaged(f"person {number} is none; cousins check looks at all of it")

    def _parts(self, rows: range) -> tuple[PersonalName, ...]:
        """Return the parts of names in some rows."""
        if not rows:
            return ()
        from cousins.family.life_events import PersonalName  # noqa: PLC0415 (few files have any)

        texts, kinds, pieces, written = (
            self._columns.texts(NAME_PARTS, column) for column in ("name", "kind", "pieces", "written")
        )
        return tuple(
            PersonalName(
                texts[row],
                kinds[row] or None,
                tuple((str(tag), str(piece)) for tag, piece in json.loads(pieces[row] or "[]")),
                written[row] or None,
            )
            for row in rows
        )
