"""Dates as GEDCOM files write them, in the standard's forms and in those that programs add.

``24 MAY 1819``, ``ABT 1451``, ``BEF 1900``, ``BET 1850 AND 1860``, ``FROM 1850 TO 1860``,
``11 FEB 1731/32``, ``44 B.C.``, ``@#DJULIAN@ 6 MAY 1868``, ``JULIAN 6 MAY 1868``,
``INT 1850 (about when the bridge was built)``. A date in another calendar becomes
the Gregorian day or range it means. Whatever the date itself does not tell is
kept in `Date.written`.

Sources: GEDCOM 5.5.1, "Primitive elements", DATE; FamilySearch GEDCOM 7.0, section 2.4 and 6.1.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cousins.family.dates import Bound, Calendar, Date, Precision
from cousins.formats.gedcom.calendars import FRENCH_MONTHS, HEBREW_MONTHS, french, hebrew

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LONGEST = 200
"""Characters of a date; whatever is longer is a text."""
_LAST_OLD_STYLE_MONTH = 3
"""Years that began on Lady Day differ from ours until March."""
_HUNDRED = 100

_ABOUT = r"ABT|ABOUT|CIRCA|CIR|CA|C|CAL|CALCULATED|EST|ESTIMATED|INT|PROBABLY|PROB|~|\?"
_BEFORE = r"BEF|BEFORE|BFR|<"
_AFTER = r"AFT|AFTER|AFR|>"
_KEYWORD = re.compile(rf"(?:({_ABOUT})|({_BEFORE})|({_AFTER}))(?![A-Z])\.?\s*(.*)")
_BETWEEN = re.compile(r"(?:BET|BETWEEN|BTW|BTN)\b\.?\s*(.*?)\s*(?:\bAND\b|\bTO\b|&|-)\s*(.*)")
_FROM_TO = re.compile(r"(FROM|FRM)\b\s*(.*?)(?:\s*\bTO\b\s*(.*))?|TO\b\s*(.*)")
_CALENDAR = re.compile(r"(?:@#D([A-Z ]+?)@|(GREGORIAN|JULIAN|FRENCH_R|HEBREW|ROMAN)\b)\s*(.*)")
_ONE = re.compile(
    r"(?:(?:(\d{1,2})\.?\s+)?([A-Z]{3,})\.?,?\s+)?(\d{1,5})(?:\s*/\s*(\d{1,4}))?\s*(B\.?\s?C\.?(?:E\.?)?)?"
)
_AMERICAN = re.compile(r"([A-Z]{3,})\.?\s+(\d{1,2})\s*,\s*(\d{1,4})")
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_DOTTED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{3,4})")
_PHRASE = re.compile(r"(.*?)\s*\(.*\)?")
_PLAIN = re.compile(rf"(?:(ABT|BEF|AFT) )?(?:(?:([1-9]|[12]\d|3[01]) )?({'|'.join(MONTHS)}) )?([1-9]\d{{0,3}})")
_PLAIN_LIMITS = {"BEF": Bound.BEFORE, "AFT": Bound.AFTER}


def read_date(text: str) -> tuple[Date | None, bool]:
    """Return what a DATE says, and whether all of it was understood.

    Args:
        text: The payload of the line.

    Example:
        >>> date, whole = read_date("BET 1 JAN 1850 AND MAR 1852")
        >>> date.text, whole
        ('between 1 January 1850 and March 1852', True)
        >>> read_date("the year of the comet")
        (None, False)
    """
    if match := _PLAIN.fullmatch(text):
        date = _plain(*match.groups())
        if date:
            return date, True
    written = " ".join(text.split())
    date, whole = _read(written[:_LONGEST].upper())
    if date is None:
        return None, whole
    return (date if write_date(date) == written else replace(date, written=written)), whole


def _plain(limit: str | None, day: str | None, month: str | None, year: str) -> Date | None:
    """Return the date of a line in the commonest forms; None when there is no such day."""
    try:
        date = _dated(int(year), _month(month) if month else None, int(day) if day else None, Calendar.GREGORIAN)
    except ValueError:
        return None
    if limit is None:
        return date
    return replace(date, approximate=True) if limit == "ABT" else replace(date, bound=_PLAIN_LIMITS[limit])


@lru_cache(maxsize=4096)  # most dates of a file are years, and the same ones again
def _read(text: str) -> tuple[Date | None, bool]:
    if text.startswith("("):
        return None, False
    if "(" in text:
        text = _PHRASE.sub(r"\1", text)
    try:
        return _limited(text), True
    except (ValueError, OverflowError):
        return _rescued(text), False


def _limited(text: str) -> Date:
    """Return a date with its keywords.

    Raises:
        ValueError: It is no date.
    """
    if match := _BETWEEN.fullmatch(text):
        return _range(_one(match[1]), _one(match[2]), Bound.BETWEEN)
    if match := _FROM_TO.fullmatch(text):
        if match[1] is None:
            return _bounded(_one(match[4]), Bound.TO)
        start = _one(match[2])
        return _range(start, _one(match[3]), Bound.FROM) if match[3] else _bounded(start, Bound.FROM)
    if match := _KEYWORD.fullmatch(text):
        if match[1]:
            return replace(_one(match[4]), approximate=True)
        return _bounded(_limited(match[4]), Bound.BEFORE if match[2] else Bound.AFTER)
    return _one(text)


def _bounded(date: Date, bound: Bound) -> Date:
    """Return a date with a limit: before the end of a range, after its beginning."""
    edge = date.until if date.until and bound in {Bound.BEFORE, Bound.TO} else date
    return replace(edge, bound=bound, until=None)


def _range(one: Date, other: Date, bound: Bound) -> Date:
    """Return the range between two dates, of which either may be a range itself."""
    start, end = (_bare(one), _bare(other.until or other))
    if end.latest < start.earliest:
        start, end = _bare(other), _bare(one.until or one)
    return replace(start, bound=bound, until=end)


def _bare(date: Date) -> Date:
    return replace(date, bound=None, until=None)


def _one(text: str) -> Date:
    """Return a date without limits, of any calendar.

    Raises:
        ValueError: It is no date.
    """
    about = False
    if (match := _KEYWORD.fullmatch(text)) and match[1]:
        about, text = True, match[4]
    calendar = "GREGORIAN"
    if match := _CALENDAR.fullmatch(text):
        calendar, text = (match[1] or match[2]).strip(), match[3]
    if calendar in _WESTERN:
        date = _western(text, _WESTERN[calendar])
    elif calendar in _OTHERS:
        months, converted = _OTHERS[calendar]
        day, month, year, *_ = _parts(text)
        if month is not None and month not in months:
            raise ValueError(f"no month {month}")
        date = converted(year, month, day)
    else:
        raise ValueError(f"a calendar that nobody here knows: {text!r}")
    return replace(date, approximate=True) if about else date


_WESTERN = {"GREGORIAN": Calendar.GREGORIAN, "JULIAN": Calendar.JULIAN}
_OTHERS: dict[str, tuple[tuple[str, ...], Callable[[int, str | None, int | None], Date]]] = {
    "FRENCH R": (FRENCH_MONTHS, french),
    "FRENCH_R": (FRENCH_MONTHS, french),
    "HEBREW": (HEBREW_MONTHS, hebrew),
}


def _parts(text: str) -> tuple[int | None, str | None, int, str | None, bool]:
    match = _ONE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    day, month, year, other_year, before_christ = match.groups()
    return int(day) if day else None, month, int(year), other_year, bool(before_christ)


def _western(text: str, calendar: Calendar) -> Date:
    if match := _AMERICAN.fullmatch(text):
        text = f"{match[2]} {match[1]} {match[3]}"
    if match := _ISO.fullmatch(text):
        return _dated(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, calendar)
    day, name, year, other_year, before_christ = _parts(text)
    month = _month(name) if name else None
    if year == 0:
        raise ValueError("there was no year 0")
    if other_year:
        # The digits behind a slash are the end of a later year: 1731/32, 1699/00, 1700/1.
        span = 10 ** len(other_year)
        second = year - year % span + int(other_year)
        second += span if second < year else 0
        # In the months when both were said, the year since January is ours; else it may have been either.
        if second == year + 1 and month and month <= _LAST_OLD_STYLE_MONTH:
            return _dated(second, month, day, calendar)
        return _range(_dated(year, month, day, calendar), _dated(second, month, day, calendar), Bound.BETWEEN)
    return _dated(1 - year if before_christ else year, month, day, calendar)


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1


def _dated(year: int, month: int | None, day: int | None, calendar: Calendar) -> Date:
    precision = Precision.DAY if day is not None else Precision.MONTH if month else Precision.YEAR
    return Date(year, month, day, precision, calendar)


def _rescued(text: str) -> Date | None:
    """Return what can still be said of a date that is not right: its year, or its month.

    ``31 FEB 1850`` is February 1850, and ``3/4/1850`` the year, since the order of day
    and month differs from country to country.
    """
    match = _DOTTED.fullmatch(text)
    if match:
        first, second, year = map(int, match.groups())
        try:
            clear = "." in text or first > len(MONTHS)
            return _dated(year, second, first, Calendar.GREGORIAN) if clear else Date(year)
        except ValueError:
            return Date(year)
    parts = _ONE.fullmatch(text)
    if parts is None or not parts[2] or parts[2][:3] not in MONTHS or parts[4] or parts[5] or not int(parts[3]):
        return None
    return _dated(int(parts[3]), _month(parts[2]), None, Calendar.GREGORIAN)


def write_date(date: Date, *, seven: bool = False, strict: bool = False) -> str:
    """Return a date as a GEDCOM file writes it.

    Dates in years of which only the decade or century is known become ranges.

    Args:
        date: The date; what its source wrote is not used.
        seven: Whether in the words of GEDCOM 7.0, and not of 5.5.1.
        strict: Whether to leave out "about" where the standard does not allow it, in a date with limits.

    Example:
        >>> write_date(Date.parse("1868-05-06J"), seven=True), write_date(Date.parse("129X~"))
        ('JULIAN 6 MAY 1868', 'BET 1290 AND 1299')
    """
    one = _write_one(date, seven=seven)
    if date.bound and date.approximate and not strict:
        one = f"ABT {one}"
    if date.bound is Bound.BETWEEN and date.until:
        return f"BET {one} AND {_write_one(date.until, seven=seven)}"
    if date.bound is Bound.FROM:
        return f"FROM {one} TO {_write_one(date.until, seven=seven)}" if date.until else f"FROM {one}"
    if date.bound:
        return f"{_LIMIT_WORDS[date.bound]} {one}"
    if date.precision in _SPANS:
        return f"BET {one} AND {_write_one(replace(date, year=date.year + _SPANS[date.precision]), seven=seven)}"
    return f"ABT {one}" if date.approximate else one


_LIMIT_WORDS = {Bound.BEFORE: "BEF", Bound.AFTER: "AFT", Bound.TO: "TO"}
_SPANS = {Precision.DECADE: 9, Precision.CENTURY: 99}


def _write_one(date: Date, *, seven: bool) -> str:
    calendar = ("JULIAN " if seven else "@#DJULIAN@ ") if date.calendar is Calendar.JULIAN else ""
    day = f"{date.day} " if date.day else ""
    month = f"{MONTHS[date.month - 1]} " if date.month else ""
    year = f"{date.year}" if date.year > 0 else f"{1 - date.year} {'BCE' if seven else 'B.C.'}"
    return f"{calendar}{day}{month}{year}"
