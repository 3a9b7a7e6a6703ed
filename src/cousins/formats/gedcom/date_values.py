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
from cousins.formats.gedcom.date_grammar import parted
from cousins.formats.gedcom.date_part import Part, dated
from cousins.formats.gedcom.date_tokens import Token, tokens
from cousins.formats.report import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LONGEST = 200
"""Characters of a date; whatever is longer is a text."""
_PLAIN = re.compile(rf"(?:(ABT|BEF|AFT) )?(?:(?:([1-9]|[12]\d|3[01]) )?({'|'.join(MONTHS)}) )?([1-9]\d{{0,3}})")
_REMARK = re.compile(r"\(([^()]*)\)?")
_YEAR_DIGITS = 4
_LONG = re.compile(r"\d{3}")
_LIMITS = {"before": Bound.BEFORE, "after": Bound.AFTER, "from": Bound.FROM, "to": Bound.TO}
_PLAIN_LIMITS = {"BEF": Bound.BEFORE, "AFT": Bound.AFTER}


def read_date(text: str, *, day_first: bool | None = None) -> tuple[Date | None, bool]:
    """Return what a DATE says, and whether all of it was understood.

    Args:
        text: The payload of the line.
        day_first: Whether ``3/4/1850`` is the third of April; None when nobody knows.

    Example:
        >>> date, whole = read_date("BET 1 JAN 1850 AND MAR 1852")
        >>> date.text, whole
        ('between 1 January 1850 and March 1852', True)
        >>> read_date("the year of the comet")
        (None, False)
    """
    date, trouble = read_closely(text, day_first=day_first)
    return date, trouble is None


def read_closely(text: str, *, day_first: bool | None = None) -> tuple[Date | None, Trouble | None]:
    """Return what a DATE says, and what is wrong with it; see `read_date`."""
    if match := _PLAIN.fullmatch(text):
        date = _plain(*match.groups())
        if date:
            return date, None
    written = " ".join(text.split())
    date, trouble = _read(written[:_LONGEST], day_first)
    if date is None:
        return None, trouble
    plain = written in {write_date(date), write_date(date, seven=True)}
    return (date if plain else replace(date, written=written)), trouble


def _plain(limit: str | None, day: str | None, month: str | None, year: str) -> Date | None:
    """Return the date of a line in the commonest forms; None when there is no such day."""
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        date = Date(int(year), MONTHS.index(month) + 1 if month else None, int(day) if day else None, precision)
    except ValueError:
        return None
    if limit is None:
        return date
    return replace(date, approximate=True) if limit == "ABT" else replace(date, bound=_PLAIN_LIMITS[limit])


@lru_cache(maxsize=4096)  # most dates of a file are years, and the same ones again
def _read(text: str, day_first: bool | None) -> tuple[Date | None, Trouble | None]:  # noqa: FBT001 - the key of a cache
    found = tokens(_without_remarks(text))
    try:
        parts, joint = parted(found, day_first=day_first)
        date, whole, turned = _joined(parts, joint)
    except (ValueError, OverflowError):
        return _years(found), Trouble.BAD_DATE
    if _strayed(date, found):
        return _years(found), Trouble.BAD_DATE
    if turned:
        return date, Trouble.SWAPPED_DATE
    return date, None if whole and all(token.kind != "noise" for token in found) else Trouble.BAD_DATE


def _without_remarks(text: str) -> str:
    """Return a date without what stands in brackets, unless the date itself does, or a doubt."""
    outside = _REMARK.sub(" ", text)
    if not _LONG.search(outside) and (_LONG.search(text) or not any(letter.isdigit() for letter in outside)):
        return text
    return _REMARK.sub(lambda remark: remark[0] if _part_of_date(remark[1]) else " ", text)


def _part_of_date(remark: str) -> bool:
    return all(token.kind != "noise" for token in tokens(remark))


def _joined(parts: Sequence[Part], joint: str) -> tuple[Date, bool, bool]:
    """Return the date of all parts, whether everything was used, and whether the ends of a range were turned."""
    dates, rights = zip(*map(dated, parts), strict=True)
    words = [part.words for part in parts]
    date, turned = dates[0], False
    bound = next((word for word in words[0] if word in _LIMITS), None)
    if len(dates) > 1:
        reach = Bound.FROM if any("from" in word for word in words[:-1]) else Bound.BETWEEN
        one, other = dates[0], dates[-1]
        if joint == "or" or len(dates) > 2:  # noqa: PLR2004 - alternatives have no order
            one = min(dates, key=lambda each: each.earliest)
            other = max(dates, key=lambda each: each.latest)
        date, turned = spread(one, other, reach)
        bound = bound if bound in {"before", "after"} and not words[-1] & set(_LIMITS) and joint == "or" else None
    if bound:
        date = bounded(date, _LIMITS[bound])
    approximate = any("about" in word for word in words)
    return (replace(date, approximate=True) if approximate else date), all(rights), turned


def bounded(date: Date, bound: Bound) -> Date:
    """Return a date with a limit: before the end of a range, after its beginning."""
    edge = date.until if date.until and bound in {Bound.BEFORE, Bound.TO} else date
    return replace(edge, bound=bound, until=None)


def spread(one: Date, other: Date, bound: Bound) -> tuple[Date, bool]:
    """Return the range between two dates, of which either may be a range itself, and whether it was turned."""
    start, end = _bare(one), _bare(other.until or other)
    turned = end.latest < start.earliest
    if turned:
        start, end = _bare(other), _bare(one.until or one)
    return replace(start, bound=bound, until=end), turned


def _bare(date: Date) -> Date:
    return replace(date, bound=None, until=None)


def _strayed(date: Date, found: Sequence[Token]) -> bool:
    """Return whether a plain year stands in the text that the date does not name."""
    plain = [token.value for token in found if token.kind == "number" and token.digits == _YEAR_DIGITS]
    if not plain or any(token.kind in {"bc", "calendar", "hebrew", "french"} for token in found):
        return False
    named = (date.year, date.until.year if date.until else date.year)
    return not any(abs(year - one) <= 1 for year in plain for one in named)


def _years(found: Sequence[Token]) -> Date | None:
    """Return what can still be said of a date that is not right: its years, and the month where it is clear."""
    if any(token.kind == "calendar" and token.other in {"french", "hebrew", "other"} for token in found):
        return None
    near = [
        token.value for token in found if token.kind in {"number", "dual"} and token.digits in {3, 4} and token.value
    ]
    months = {token.value for token in found if token.kind == "month"}
    if not near:
        return None
    first, last = min(near), max(near)
    if any(token.kind == "bc" for token in found):
        first, last = 1 - last, 1 - first
    if first == last and any(token.kind == "decade" for token in found):
        return Date(first - first % 10, precision=Precision.DECADE)
    if first == last:
        return Date(first, months.pop(), precision=Precision.MONTH) if len(months) == 1 else Date(first)
    return Date(first, bound=Bound.BETWEEN, until=Date(last))


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
