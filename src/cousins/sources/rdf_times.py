"""Times as a Wikibase writes them in RDF, turned back into what its JSON says.

In RDF a day of the Julian calendar stands as the day of the Gregorian one, and
years from the year's precision on are counted with a year 0; what is known less
precisely than a day is not converted, and a BCE decade or century keeps its
number. What could not be made a date of XML stands as it is in JSON.

Source: https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format#Time
"""

from __future__ import annotations

import re

from cousins.family.dates import Calendar, Date, Precision
from cousins.wikibase.statement import JULIAN

_WRITTEN = re.compile(r"(-?[0-9]{1,16})-([0-9]{2})-([0-9]{2})(?:T[0-9:.]*)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_DATES = ("", "dateTime", "date")
_DAY, _MONTH, _YEAR = 11, 10, 9


def json_time(text: str, precision: int, calendar: str, datatype: str = "") -> str:
    """Return a time as JSON writes it: in its own calendar, signed, without a year 0.

    Args:
        text: The literal of RDF.
        precision: As in JSON: 11 day, 10 month, 9 year, and so on.
        calendar: The address of the calendar it was written in.
        datatype: The address of the literal's type; empty when the service does not say.

    Example:
        >>> json_time("1214-05-02T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985786")
        '+1214-04-25T00:00:00Z'
    """
    match = _WRITTEN.fullmatch(text)
    if match is None or datatype.rpartition("#")[2] not in _DATES or (text.startswith("-") and not datatype):
        return text
    year, month, day = map(int, match.groups())
    if precision >= _DAY and calendar.rpartition("/")[2] == JULIAN:
        year, month, day = _julian(year, month, day)
    if precision >= _YEAR and year <= 0:
        year -= 1
    month, day = month if precision >= _MONTH else 0, day if precision >= _DAY else 0
    return f"{'-' if year < 0 else '+'}{abs(year):04d}-{month:02d}-{day:02d}T00:00:00Z"


def _julian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Return a Gregorian day as the Julian one (Richards 2013, algorithm 4); there is a year 0."""
    try:
        number = Date(year, month, day, Precision.DAY, Calendar.GREGORIAN).earliest
    except ValueError:
        return year, month, day
    rest = 4 * (number + 1401) + 3
    days = 5 * (rest % 1461 // 4) + 2
    month = (days // 153 + 2) % 12 + 1
    return rest // 1461 - 4716 + (14 - month) // 12, month, days % 153 // 5 + 1
