"""Calendars beside the Gregorian and the Julian, which GEDCOM or Gramps know: as days of the Gregorian one.

Sources: the FamilySearch GEDCOM Specification 7.0, section 6.1.1 (names of the
months); Law of 4 Frimaire II (leap years 3, 7 and 11 of the Republic); the
Hebrew calendar is that of the `pyluach` library; E. M. Reingold, N. Dershowitz,
*Calendrical Calculations*, 4th ed. (2018), chapters 7 (Islamic, arithmetical) and 15
(Persian, arithmetical).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cousins.family.dates import Bound, Calendar, Date, Precision

if TYPE_CHECKING:
    from collections.abc import Callable

FRENCH_MONTHS = (
    *("VEND", "BRUM", "FRIM", "NIVO", "PLUV", "VENT"),
    *("GERM", "FLOR", "PRAI", "MESS", "THER", "FRUC", "COMP"),
)
HEBREW_MONTHS = (
    *("TSH", "CSH", "KSL", "TVT", "SHV", "ADR", "ADS"),
    *("NSN", "IYR", "SVN", "TMZ", "AAV", "ELL"),
)
_FRENCH_EPOCH = 2375840
"""The day number of 1 Vendémiaire I, 22 September 1792."""
_FRENCH_YEARS = 14
"""The calendar was in force until its fourteenth year."""
_FRENCH_MONTH, _FRENCH_WEEKDAYS = 30, 12
_ORDINAL = 1721425
"""The day number of the day before 1 January 1 CE, where Python's ordinals begin."""
_FIRST_HEBREW_YEAR, _LAST_HEBREW_YEAR = 3762, 9999
"""The Hebrew years that Gregorian years of four digits and no sign can tell."""
_NISAN_FIRST = {month: place for place, month in enumerate((*HEBREW_MONTHS[7:], *HEBREW_MONTHS[:7]), 1)}


def from_day_number(number: int) -> Date:
    """Return the Gregorian day with this Julian day number.

    Raises:
        ValueError: The day lies before the year 1 or after 9999.
    """
    day = date.fromordinal(number - _ORDINAL)
    return Date(day.year, day.month, day.day, Precision.DAY)


def french(year: int, month: str | None, day: int | None) -> Date:
    """Return a date of the French Republican calendar.

    Args:
        year: From 1 to 14.
        month: One of `FRENCH_MONTHS`; None for the whole year.
        day: None for the whole month.

    Raises:
        ValueError: There was no such day.

    Example:
        >>> print(french(8, "BRUM", 18))
        1799-11-09
    """
    if not 1 <= year <= _FRENCH_YEARS:
        raise ValueError(f"no year {year} of the Republic")
    place = FRENCH_MONTHS.index(month) if month else None
    first = _french_day(year, place or 0, 1)
    if place is None:
        return _from_to(first, _french_day(year + 1, 0, 1) - 1)
    last = first + _FRENCH_MONTH - 1 if place < _FRENCH_WEEKDAYS else _french_day(year + 1, 0, 1) - 1
    return _one_day(first, last, day)


def _french_day(year: int, month: int, day: int) -> int:
    return _FRENCH_EPOCH + 365 * (year - 1) + year // 4 + 30 * month + day - 1


def hebrew(year: int, month: str | None, day: int | None) -> Date:
    """Return a date of the Hebrew calendar.

    Args:
        year: Since the creation, from 3762.
        month: One of `HEBREW_MONTHS`; ``ADS`` in a year of one Adar is that Adar; None for the whole year.
        day: None for the whole month.

    Raises:
        ValueError: There is no such day.

    Example:
        >>> print(hebrew(5708, "IYR", 5))
        1948-05-14
    """
    if not _FIRST_HEBREW_YEAR <= year <= _LAST_HEBREW_YEAR:
        raise ValueError(f"no Hebrew year {year} can be told")
    if month is None:
        return _from_to(_hebrew_day(year, 7, 1), _hebrew_day(year + 1, 7, 1) - 1)
    place = _NISAN_FIRST[month]
    first = _hebrew_day(year, place, 1)
    try:
        last = _hebrew_day(year, place, 30)
    except ValueError:
        last = first + 28
    return _one_day(first, last, day)


def _hebrew_day(year: int, month: int, day: int) -> int:
    from pyluach.dates import HebrewDate  # noqa: PLC0415 - few files have Hebrew dates

    # The Metonic cycle: 7 of every 19 years have two months of Adar.
    months = 13 if (7 * year + 1) % 19 < 7 else 12  # noqa: PLR2004
    return int(HebrewDate(year, min(month, months), day).jd + 0.5)


_ISLAMIC_EPOCH = 1948440
"""The day number of 1 Muharram 1, 16 July 622 in the Julian calendar."""


def islamic(year: int, month: int | None, day: int | None) -> Date:
    """Return a date of the Islamic calendar as it is reckoned; what was seen of the moon may be a day off.

    Raises:
        ValueError: There is no such day.

    Example:
        >>> print(islamic(1400, 1, 1))
        1979-11-21
    """
    return _numbered(year, month, day, _islamic_day)


def _islamic_day(year: int, month: int) -> int:
    return _ISLAMIC_EPOCH + 354 * (year - 1) + (11 * year + 3) // 30 + (59 * (month - 1) + 1) // 2


_PERSIAN_EPOCH = 1948321
"""The day number of 1 Farvardin 1, 19 March 622 in the Julian calendar."""
_PERSIAN_CYCLE, _PERSIAN_CYCLE_DAYS = 2820, 1029983


def persian(year: int, month: int | None, day: int | None) -> Date:
    """Return a date of the Persian (solar Hijri) calendar.

    Raises:
        ValueError: There is no such day.

    Example:
        >>> print(persian(1357, 11, 22))
        1979-02-11
    """
    return _numbered(year, month, day, _persian_day)


def _persian_day(year: int, month: int) -> int:
    cycle, place = divmod(year - 474, _PERSIAN_CYCLE)
    place += 474
    days = _PERSIAN_CYCLE_DAYS * cycle + 365 * (place - 1) + (31 * place - 5) // 128
    return _PERSIAN_EPOCH + days + (31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6)  # noqa: PLR2004


def _numbered(year: int, month: int | None, day: int | None, first_of: Callable[[int, int], int]) -> Date:
    """Return a date of a calendar of twelve months, whose first days a function knows."""
    if year < 1:
        raise ValueError(f"no year {year}")
    if month is None:
        return _from_to(first_of(year, 1), first_of(year + 1, 1) - 1)
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise ValueError(f"no month {month}")
    following = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004
    return _one_day(first_of(year, month), first_of(*following) - 1, day)


_SWEDISH_BEGIN, _SWEDISH_END, _SWEDISH_GREGORIAN = (1700, 3, 1), (1712, 2, 30), (1753, 3, 1)
_SWEDISH_LEAP_DAYS = frozenset({_SWEDISH_BEGIN, _SWEDISH_END})
"""Days that are a 29 February in the Julian calendar."""


def swedish(year: int, month: int | None, day: int | None) -> Date:
    """Return a date of Sweden: Julian, from 1 March 1700 to 30 February 1712 a day ahead, from 1 March 1753 Gregorian.

    Raises:
        ValueError: There is no such day.

    Example:
        >>> print(swedish(1709, 6, 28), swedish(1712, 2, 30))
        1709-06-27J 1712-02-29J
    """
    year += year < 0
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    told = (year, month or 1, day or 1)
    calendar = Calendar.GREGORIAN if told >= _SWEDISH_GREGORIAN else Calendar.JULIAN
    if not day or not _SWEDISH_BEGIN <= told <= _SWEDISH_END:
        return Date(year, month, day, precision, calendar)
    if told in _SWEDISH_LEAP_DAYS:
        return Date(year, 2, 29, Precision.DAY, calendar)
    Date(year, month, day, precision, calendar)  # refuses what was no day
    before = date(year, month or 1, day) - timedelta(days=1)
    return Date(before.year, before.month, before.day, precision, calendar)


def _one_day(first: int, last: int, day: int | None) -> Date:
    if day is None:
        return _from_to(first, last)
    if not first <= first + day - 1 <= last:
        raise ValueError(f"no day {day} in this month")
    return from_day_number(first + day - 1)


def _from_to(first: int, last: int) -> Date:
    start = from_day_number(first)
    return Date(start.year, start.month, start.day, Precision.DAY, bound=Bound.BETWEEN, until=from_day_number(last))
