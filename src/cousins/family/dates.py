"""Dates as sources know them: to the day or to the century, in one of two calendars.

A `Date` keeps what is written and can say the first and the last day it may
mean, as Julian day numbers, so that dates of different precision and calendar
compare rightly: one is *certainly* before another only if its last possible
day is.

Text form, used in files of the project: ``1819-05-24``, ``1488-05``, ``1451``,
``129X`` (the 1290s), ``12XX`` (the century from 1200 to 1299), ``-0043``
(44 BCE: years are counted astronomically, there is a year 0), ``-04XX`` (the
years -499 to -400, which are 500 to 401 BCE), each followed by
``J`` when the day stands in the Julian calendar and by ``~`` when it is
approximate. The digits follow EDTF (ISO 8601-2:2019); the ``J`` is our own.
A date may be known by its limits only: ``<1850`` before, ``>1850`` after,
``1850..1860`` some time between, ``1850/1860`` from one to the other, ``1850/..``
from then on, ``../1850`` until then.

Source of the day numbers: E. G. Richards, *Calendars*, in: Explanatory
Supplement to the Astronomical Almanac, 3rd ed. (2013), section 15.11.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property

_MONTHS_A_YEAR = 12
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_TEXT = re.compile(r"(-?)(\d{4,9}|\d{3,8}X|\d{2,7}XX)(?:-(\d\d)(?:-(\d\d))?)?(J?)(~?)", re.ASCII)
_LIMITS = re.compile(r"([<>]|\.\./)?([^<>./]+)(?:(\.\.|/)([^<>./]+|\.\.))?")
_BEYOND = 10**9
"""A day number farther off than any day."""


class Calendar(Enum):
    """The calendar in which a date is written."""

    GREGORIAN = "Gregorian"
    JULIAN = "Julian"


class Precision(Enum):
    """The smallest unit that is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Bound(Enum):
    """What is known when only limits of a date are."""

    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    FROM = "from"
    TO = "to"


_MARKS = {"<": Bound.BEFORE, ">": Bound.AFTER, "../": Bound.TO}
_SPAN = {Precision.DECADE: 10, Precision.CENTURY: 100}


def _day_number(year: int, month: int, day: int, kind: Calendar) -> int:
    """Return the Julian day number of a day at noon."""
    shifted = (14 - month) // _MONTHS_A_YEAR
    years = year + 4800 - shifted
    months = month + _MONTHS_A_YEAR * shifted - 3
    days = day + (153 * months + 2) // 5 + 365 * years + years // 4
    if kind is Calendar.JULIAN:
        return days - 32083
    return days - years // 100 + years // 400 - 32045


def _last_of_month(year: int, month: int, kind: Calendar) -> int:
    if month == _MONTHS_A_YEAR:
        return 31
    return _day_number(year, month + 1, 1, kind) - _day_number(year, month, 1, kind)


@dataclass(frozen=True)
class Date:
    """A date of some precision, as it is written in its calendar.

    Attributes:
        year: Counted astronomically: 1 is 1 CE, 0 is 1 BCE, -43 is 44 BCE. For a
            decade or century, its first year (1290; 1200; -499 for 500 to 401 BCE).
        month: 1 to 12; None when unknown.
        day: 1 to 31; None when unknown.
        precision: What the date is known to.
        calendar: The calendar in which year, month and day stand.
        approximate: Whether the source says "about".
        bound: How the date limits the day that is meant; None when it is the day.
        until: The other end of a `Bound.BETWEEN`, or of a `Bound.FROM` that has one.
        written: The source's own words, where they say more than the rest; plays
            no part in whether two dates are equal.

    Raises:
        ValueError: The month has no such day, a finer unit is given than the
            precision allows, or the bounds do not fit each other.

    Example:
        >>> Date.parse("1868-05-06J") == Date.parse("1868-05-18")
        False
        >>> Date.parse("1868-05-06J").earliest == Date.parse("1868-05-18").earliest
        True
    """

    year: int
    month: int | None = None
    day: int | None = None
    precision: Precision = Precision.YEAR
    calendar: Calendar = Calendar.GREGORIAN
    approximate: bool = False
    bound: Bound | None = None
    until: Date | None = None
    written: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Refuse what is no date."""
        wants_month = self.precision in {Precision.DAY, Precision.MONTH}
        if (self.month is not None) != wants_month or (self.day is not None) != (self.precision is Precision.DAY):
            raise ValueError(f"precision {self.precision.value} does not fit the given month and day")
        if self.month is not None and not 1 <= self.month <= _MONTHS_A_YEAR:
            raise ValueError(f"no month {self.month}")
        if self.month and self.day is not None and not self._exists(self.month, self.day):
            raise ValueError(f"no day {self.day} in month {self.month} of {self.year}")
        self._check_bounds()

    def _exists(self, month: int, day: int) -> bool:
        return 1 <= day <= _last_of_month(self.year, month, self.calendar)

    def _check_bounds(self) -> None:
        """Refuse limits that do not fit each other."""
        if self.until is None:
            if self.bound is Bound.BETWEEN:
                raise ValueError("between needs two dates")
        elif self.bound not in {Bound.BETWEEN, Bound.FROM} or self.until.bound:
            raise ValueError("a second date where none can be")
        elif self.until.latest < self._first_day:
            raise ValueError("the end lies before the beginning")

    @classmethod
    def parse(cls, text: str) -> Date:
        """Return the date that the project's text form means.

        Args:
            text: As the module's docstring describes.

        Raises:
            ValueError: It is no such text, or no such day exists.
        """
        match = _LIMITS.fullmatch(text)
        if match is None or (match[1] and match[3]):
            raise ValueError(f"not a date: {text[:40]!r}")
        mark, one, sign, other = match.groups()
        start = cls._parse_one(one)
        if sign is None:
            return replace(start, bound=_MARKS[mark]) if mark else start
        if (sign, other) == ("..", ".."):
            raise ValueError(f"not a date: {text[:40]!r}")
        until = None if other == ".." else cls._parse_one(other)
        return replace(start, bound=Bound.FROM if sign == "/" else Bound.BETWEEN, until=until)

    @classmethod
    def _parse_one(cls, text: str) -> Date:
        """Return a date without limits."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"not a date: {text[:40]!r}")
        sign, digits, month, day, julian, about = match.groups()
        unknown = digits.count("X")
        if unknown and month:
            raise ValueError(f"not a date: {text[:40]!r}")
        precision = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)[unknown]
        if month:
            precision = Precision.DAY if day else Precision.MONTH
        return cls(
            year=int(sign + digits.replace("X", "9" if sign else "0")),
            month=int(month) if month else None,
            day=int(day) if day else None,
            precision=precision,
            calendar=Calendar.JULIAN if julian else Calendar.GREGORIAN,
            approximate=bool(about),
        )

    def __str__(self) -> str:
        """Return the project's text form; `parse` reads it back."""
        mark = next((mark for mark, bound in _MARKS.items() if bound is self.bound), "")
        if self.bound in {Bound.BETWEEN, Bound.FROM}:
            return f"{self._digits}{'/' if self.bound is Bound.FROM else '..'}{self.until or '..'}"
        return mark + self._digits

    @property
    def _digits(self) -> str:
        sign = "-" if self.year < 0 else ""
        digits = f"{abs(self.year):04d}"
        if self.precision in _SPAN:
            unknown = len(str(_SPAN[self.precision])) - 1
            digits = digits[:-unknown] + "X" * unknown
        month = f"-{self.month:02d}" if self.month else ""
        day = f"-{self.day:02d}" if self.day else ""
        julian = "J" if self.calendar is Calendar.JULIAN else ""
        return f"{sign}{digits}{month}{day}{julian}{'~' if self.approximate else ''}"

    @property
    def year_text(self) -> str:
        """The year for people to read: ``1819``, ``c. 1451``, ``1290s``, ``1200/99``, ``44 BCE``, ``before 1850``."""
        if self.until is not None:
            years = dict.fromkeys((self._year_text, self.until.year_text))
            return "/".join(years)
        return self._bounded(self._year_text)

    def _bounded(self, text: str) -> str:
        """Return a text with the word for the limit; a single ``to`` reads ``by``."""
        if self.bound is None:
            return text
        return f"{'by' if self.bound is Bound.TO else self.bound.value} {text}"

    @property
    def _year_text(self) -> str:
        about = "c. " if self.approximate else ""
        if self.year > 0 or (self.year == 0 and self.precision in _SPAN):
            span = {Precision.DECADE: "s", Precision.CENTURY: "/99"}.get(self.precision, "")
            return f"{about}{self.year}{span}"
        if self.precision is Precision.DECADE:
            return f"{about}{-self.year // 10 * 10}s BCE"
        last = f"/{-98 - self.year}" if self.precision is Precision.CENTURY else ""
        return f"{about}{1 - self.year}{last} BCE"

    @property
    def text(self) -> str:
        """The whole date for people to read: ``24 May 1819``, ``6 May 1868 (Julian)``, ``between 1850 and 1860``."""
        text = self._bounded(self._text)
        if self.until is None:
            return text
        return f"{text} {'to' if self.bound is Bound.FROM else 'and'} {self.until.text}"

    @property
    def _text(self) -> str:
        if self.month is None:
            return self._year_text
        day = f"{self.day} " if self.day else ""
        julian = " (Julian)" if self.calendar is Calendar.JULIAN else ""
        about, year = ("c. ", self._year_text[3:]) if self.approximate else ("", self._year_text)
        return f"{about}{day}{_MONTHS[self.month - 1]} {year}{julian}"

    @cached_property
    def earliest(self) -> int:
        """The first day it may mean, as a Julian day number; far in the past when only an end is known."""
        if self.bound in {Bound.BEFORE, Bound.TO}:
            return -_BEYOND
        return self._last_day + 1 if self.bound is Bound.AFTER else self._first_day

    @cached_property
    def latest(self) -> int:
        """The last day it may mean, as a Julian day number; far in the future when only a beginning is known."""
        if self.until is not None:
            return self.until.latest
        if self.bound in {Bound.AFTER, Bound.FROM}:
            return _BEYOND
        return self._first_day - 1 if self.bound is Bound.BEFORE else self._last_day

    @property
    def _first_day(self) -> int:
        return _day_number(self.year, self.month or 1, self.day or 1, self.calendar)

    @property
    def _last_day(self) -> int:
        year = self.year + _SPAN.get(self.precision, 1) - 1
        month = self.month or _MONTHS_A_YEAR
        day = self.day or _last_of_month(year, month, self.calendar)
        return _day_number(year, month, day, self.calendar)

    def certainly_before(self, other: Date | None) -> bool:
        """Return whether even the last day this may mean lies before the first of the other.

        An approximate date is never certain, and nothing is before a day that nobody recorded.
        """
        if other is None or self.approximate or other.approximate:
            return False
        return self.latest < other.earliest
