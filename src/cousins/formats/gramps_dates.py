"""The dates of Gramps XML: one day, a range, a span or a text, in one of seven calendars.

Year, month and day are numbers of their own calendar; zeros or question marks stand for what is not known. Years
before Christ are negative, without a year 0. Where years do not begin in January, a day from the new year's day on
belongs to the year before, as Gramps counts. A day with two years (``dualdated``) has the later one and is Julian.

Source: the document type of Gramps, https://gramps-project.org/xml/ (grampsxml.dtd), and `gramps.gen.lib.date`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cousins.family.dates import Bound, Calendar, Date, Precision
from cousins.formats.gedcom.calendars import (
    FRENCH_MONTHS,
    HEBREW_MONTHS,
    french,
    hebrew,
    islamic,
    persian,
    swedish,
)
from cousins.formats.gedcom.date_values import MONTHS, bounded, read_closely, spread
from cousins.formats.report import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree import ElementTree as ET

DATES = frozenset({"dateval", "daterange", "datespan", "datestr"})
"""The elements that are dates."""
_LIMITS = {"before": Bound.BEFORE, "after": Bound.AFTER, "from": Bound.FROM, "to": Bound.TO}
_QUALITIES = {"estimated": "EST", "calculated": "CAL"}
_NEW_YEARS = {"mar1": (3, 1), "mar25": (3, 25), "sep1": (9, 1)}
_VALUE = re.compile(r"(-?[\d?]+)(?:-([\d?]{1,2})(?:-([\d?]{1,2}))?)?")
_PLAIN = frozenset(calendar.value for calendar in Calendar)
_ENDS = 2
_LARGEST_YEAR = 999_999_999


def date_of(element: ET.Element) -> tuple[Date | None, str | None, Trouble | None]:
    """Return what a date element means, its words where it tells no year, and what is wrong with it.

    Args:
        element: One of `DATES`.
    """
    text = " – ".join(filter(None, (element.get(name, "").strip() for name in ("val", "start", "stop"))))
    if element.tag == "datestr":
        date, trouble = read_closely(text)
        return date, None if date else text or None, trouble
    names = ("val",) if element.tag == "dateval" else ("start", "stop")
    try:
        ends = [_one(element, name) for name in names]
        date = _joined(element, [end for end in ends if end]) if any(ends) else None
    except (ValueError, OverflowError):
        date = read_closely(text)[0] if element.get("cformat", "Gregorian") == "Gregorian" else None
        return (replace(date, written=text) if date else None), None if date else _words(element), Trouble.BAD_DATE
    return date, None if date else _words(element), None if date else Trouble.BAD_DATE


def _joined(element: ET.Element, ends: list[Date]) -> Date:
    """Return one date, or the range or span of two; of which one may have no year."""
    if element.tag == "dateval":
        limit = _LIMITS.get(element.get("type", ""))
        date = bounded(ends[0], limit) if limit else ends[0]
    elif len(ends) > 1:
        date, _ = spread(ends[0], ends[1], Bound.BETWEEN if element.tag == "daterange" else Bound.FROM)
    else:
        date = ends[0]
    plain = element.get("cformat", "Gregorian") in _PLAIN and not {"dualdated", "newyear"}.intersection(element.keys())
    halved = element.tag != "dateval" and len(ends) < _ENDS
    written = None if plain and not halved and not _torn(element) else _words(element)
    quality = _QUALITIES.get(element.get("quality", ""))
    if element.get("type") == "about" or quality:
        date = replace(date, approximate=True)
        if quality and not date.bound and not written:
            written = _words(element)  # that it was estimated or calculated, not only about
    return replace(date, written=written)


def _torn(element: ET.Element) -> bool:
    """Return whether a day stands without its month."""
    values = (_VALUE.fullmatch(element.get(name, "")) for name in ("val", "start", "stop"))
    return any(match and _number(match[3]) and not _number(match[2]) for match in values)


def _number(digits: str | None) -> int:
    return int(digits) if digits and "?" not in digits else 0


def _one(element: ET.Element, name: str) -> Date | None:
    """Return one of the days of a date element; None where its year is not known.

    Raises:
        ValueError: There is no such day.
    """
    match = _VALUE.fullmatch(element.get(name, "").strip())
    if match is None:
        raise ValueError("no date")
    year, month = _number(match[1]), _number(match[2])
    day = _number(match[3]) if month else 0
    if not year:
        return None
    if abs(year) > _LARGEST_YEAR:
        raise ValueError("no year of this world")
    split = _new_year(element)
    if split and (month, day) >= split:
        year -= 1
    dual = element.get("dualdated") == "1" and name != "stop"
    calendar = "Julian" if dual else element.get("cformat", "Gregorian")
    if calendar in _CONVERTED:
        return _CONVERTED[calendar](year, month or None, day or None)
    kind = Calendar(calendar)
    year += year < 0
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    date = Date(year, month or None, day or None, precision, kind)
    return replace(Date(year - 1, calendar=kind), bound=Bound.BETWEEN, until=date) if dual and not month else date


def _new_year(element: ET.Element) -> tuple[int, int] | None:
    """Return the month and day on which years begin; None for the first of January."""
    text = element.get("newyear", "").lower()
    if re.fullmatch(r"\d{1,2}-\d{1,2}", text):
        month, _, day = text.partition("-")
        return (int(month), int(day)) if int(month) else None
    return _NEW_YEARS.get(text)


def _french(year: int, month: int | None, day: int | None) -> Date:
    return french(year, _month(FRENCH_MONTHS, month), day)


def _hebrew(year: int, month: int | None, day: int | None) -> Date:
    return hebrew(year, _month(HEBREW_MONTHS, month), day)


def _month(months: tuple[str, ...], month: int | None) -> str | None:
    if month is not None and not 1 <= month <= len(months):
        raise ValueError(f"no month {month}")
    return months[month - 1] if month else None


_CONVERTED: dict[str, Callable[[int, int | None, int | None], Date]] = {
    "Hebrew": _hebrew,
    "French Republican": _french,
    "Persian": persian,
    "Islamic": islamic,
    "Swedish": swedish,
}
"""What makes days of the Gregorian or Julian calendar of the others."""
_NAMED_MONTHS = {"Hebrew": HEBREW_MONTHS, "French Republican": FRENCH_MONTHS}
_ESCAPES = {"Hebrew": "@#DHEBREW@ ", "French Republican": "@#DFRENCH R@ ", "Julian": "@#DJULIAN@ "}


def _words(element: ET.Element) -> str:
    """Return a date in words, those of GEDCOM as far as it has them: ``BET @#DHEBREW@ 5 IYR 5708 AND …``."""
    calendar = element.get("cformat", "Gregorian")
    dual = element.get("dualdated") == "1"
    calendar = "Julian" if dual else calendar
    words = [
        _worded(element.get(name, ""), calendar, dual=dual and name != "stop")
        for name in ("val", "start", "stop")
        if element.get(name)
    ]
    if len(words) > 1:
        text = f"BET {words[0]} AND {words[1]}" if element.tag == "daterange" else f"FROM {words[0]} TO {words[1]}"
    else:
        limits = {"before": "BEF", "after": "AFT", "about": "ABT", "from": "FROM", "to": "TO"}
        limit = limits.get(element.get("type", "")) or _QUALITIES.get(element.get("quality", ""))
        text = f"{limit} {words[0]}" if limit else "".join(words)
    told = [] if calendar in {*_ESCAPES, "Gregorian"} else [calendar]
    told += [f"new year {element.get('newyear')}"] if element.get("newyear") else []
    return f"{text} ({', '.join(told)})" if told else text


def _worded(value: str, calendar: str, *, dual: bool) -> str:
    match = _VALUE.fullmatch(value.strip())
    months = _NAMED_MONTHS.get(calendar, MONTHS if calendar in {"Gregorian", "Julian", "Swedish"} else ())
    month = _number(match[2]) if match else 0
    if match is None or (month and not 1 <= month <= len(months)) or (_number(match[3]) and not month):
        return value.strip()
    year = _number(match[1])
    shown = f"{-year} B.C." if year < 0 else str(year or "")
    if dual and year > 1:
        shown = f"{year - 1}/{year % 100:02d}"
    parts = (str(_number(match[3]) or ""), months[month - 1] if month else "", shown)
    text = " ".join(filter(None, parts))
    return _ESCAPES.get(calendar, "") + text if text else value.strip()
