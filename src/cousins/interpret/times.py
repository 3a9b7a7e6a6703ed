"""From times as a Wikibase writes them to the one date that counts.

Of several statements the best rank counts; among those the most precise, a
plain one before an approximate one, then the one that stands first; where a
source does not keep the order of statements, the earliest.

A century is meant as Wikibase shows it: ``+1250`` and ``+1300`` to the century
are both the 13th, from 1201 to 1300. The family's own centuries begin with the
year 1200, so this is one year off at both ends. ``-0500`` is the 5th century
BCE, from 500 to 401 BCE, and ``-0044`` to the decade the 40s BCE; here too
decades lie one year off. What is coarser than a century says nothing about
kinship and is dropped.

Source: https://www.wikidata.org/wiki/Help:Dates
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.dates import Calendar, Date, Precision
from cousins.interpret.claims import Reason
from cousins.wikibase.statement import GREGORIAN, JULIAN, SnakKind, Time

if TYPE_CHECKING:
    from cousins.interpret.page import Page
    from cousins.wikibase.ids import PropertyId
    from cousins.wikibase.statement import Statement

_DAY, _MONTH, _YEAR, _DECADE, _CENTURY = 11, 10, 9, 8, 7
_CALENDARS = {GREGORIAN: Calendar.GREGORIAN, JULIAN: Calendar.JULIAN}
_FINEST_FIRST = {precision: place for place, precision in enumerate(Precision)}
_LARGEST_YEAR = 99_999_999


def date(page: Page, name: PropertyId | None) -> Date | None:
    """Return the date that counts among the statements of a property; None without one."""
    dated = [(statement, found) for statement in page.best(name) if (found := _read(page, statement)) is not None]
    if not dated:
        return None
    chosen = min((found for _, found in dated), key=lambda one: (_FINEST_FIRST[one.precision], one.approximate))
    for statement, found in dated:
        if found.precision is not chosen.precision:
            page.drop(statement, Reason.LESS_PRECISE)
        elif found != chosen:
            told = page.ordered or found.approximate != chosen.approximate
            page.drop(statement, Reason.RIVAL if told else Reason.RIVAL_UNORDERED)
    return chosen


def _read(page: Page, statement: Statement) -> Date | None:
    """Return what one statement says, narrowed by its earliest and latest dates; None when it says no date."""
    time = statement.main.value
    found: Date | None = None
    reason: Reason | None = Reason.UNREADABLE
    if isinstance(time, Time):
        found, reason = _plain(time, approximate=page.about(statement))
    elif statement.main.kind is not SnakKind.VALUE:
        reason = Reason.NONE if statement.main.kind is SnakKind.NOVALUE else Reason.UNKNOWN
    between = None if reason is Reason.NONE else _between(page, statement)
    if between and (found is None or _FINEST_FIRST[between.precision] < _FINEST_FIRST[found.precision]):
        return between
    if reason is not None:
        page.drop(statement, reason)
    return found


def _plain(time: Time, *, approximate: bool) -> tuple[Date | None, Reason | None]:
    """Return the date of a time, and the reason why it is none or less precise than the time."""
    if time.precision < _CENTURY:
        return None, Reason.TOO_COARSE
    calendar = _CALENDARS.get(time.calendar)
    if calendar is None or abs(time.year) > _LARGEST_YEAR:
        return None, Reason.UNREADABLE
    year = time.year
    if time.precision == _CENTURY:
        # As the family counts them: 1200 for 1201 to 1300.
        century = (year - 1) // 100 * 100 if year > 0 else 1 - (100 - year) // 100 * 100
        return Date(century, None, None, Precision.CENTURY, calendar, approximate), None
    if time.precision == _DECADE:
        # 1290 for 1290 to 1299, -49 for the 40s BCE.
        decade = year // 10 * 10 if year > 0 else -((1 - year) // 10 * 10 + 9)
        return Date(decade, None, None, Precision.DECADE, calendar, approximate), None
    reason = None
    finer = ((_DAY, time.month, time.day, Precision.DAY), (_MONTH, time.month, None, Precision.MONTH))
    for least, month, day, precision in finer:  # the finest that exists in the calendar
        if time.precision >= least:
            try:
                return Date(year, month, day, precision, calendar, approximate), reason
            except ValueError:
                reason = Reason.NO_SUCH_DAY
    return Date(year, None, None, Precision.YEAR, calendar, approximate), reason


def _between(page: Page, statement: Statement) -> Date | None:
    """Return the year, decade or century in which both the earliest and the latest date lie; mostly None."""
    if not statement.qualifiers:
        return None
    earliest, latest = _bound(statement, page.properties.earliest), _bound(statement, page.properties.latest)
    if earliest is None or latest is None or earliest.year > latest.year or earliest.calendar != latest.calendar:
        return None
    spans = ((1, Precision.YEAR), (10, Precision.DECADE), (100, Precision.CENTURY))
    for span, precision in spans:
        if earliest.year // span == latest.year // span and (span == 1 or earliest.year > 0):
            return Date(earliest.year // span * span, None, None, precision, _CALENDARS[earliest.calendar])
    return None


def qualifying_date(statement: Statement, name: PropertyId | None) -> Date | None:
    """Return the last date that a qualifier of a statement says; None without one."""
    times = (value for value in statement.qualifier_values(name) if isinstance(value, Time))
    dates = [found for time in times if (found := _plain(time, approximate=False)[0]) is not None]
    return max(dates, key=lambda date: date.year, default=None)


def _bound(statement: Statement, name: PropertyId | None) -> Time | None:
    """Return the only earliest or latest date of a statement, if it is known to the year."""
    times = [value for value in statement.qualifier_values(name) if isinstance(value, Time)]
    if len(times) == 1 and times[0].precision >= _YEAR and times[0].calendar in _CALENDARS:
        return times[0]
    return None
