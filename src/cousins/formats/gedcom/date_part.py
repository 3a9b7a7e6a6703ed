"""One of the dates that a text names, in the pieces that were found, and the date that they make."""

from __future__ import annotations

from dataclasses import dataclass, field

from cousins.family.dates import Bound, Calendar, Date, Precision
from cousins.formats.gedcom.calendars import FRENCH_MONTHS, HEBREW_MONTHS, french, hebrew

MONTHS_A_YEAR, HUNDRED = 12, 100
UNITS = frozenset({"century", "decade"})
"""Words that make a number a span of years."""
_LAST_OLD_STYLE_MONTH = 3
"""Years that began on Lady Day differ from ours until March."""


@dataclass(slots=True)
class Part:
    """One of the dates that a text names.

    Attributes:
        year: As written; None when there is none.
        month: 1 to 12, or a place among the months of another calendar.
        day: None when there is none.
        bare: A number that is a day or a year, as the other part has it.
        words: What else was said: ``about``, ``before``, ``bc``, ``century`` …
        calendar: ``french`` or ``hebrew``, ``julian`` or ``gregorian``; empty when nothing was said.
        dual: The second year behind a slash, as written.
        quarter: The quarter of the year; 0 for none.
        either: Whether day and month are figures of which nobody can say which is which.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    bare: int | None = None
    words: set[str] = field(default_factory=set)
    calendar: str = ""
    dual: str = ""
    quarter: int = 0
    either: bool = False

    @property
    def empty(self) -> bool:
        """Whether it names no time at all."""
        return all(value is None for value in (self.year, self.month, self.day, self.bare)) and not self.quarter


def dated(part: Part) -> tuple[Date, bool]:
    """Return the date of a part, and whether all of it could be used.

    Raises:
        ValueError: There is no such date.
    """
    year = part.year
    if not year and not part.words & UNITS:
        raise ValueError("there was no year 0")
    assert year is not None  # noqa: S101 - for the type checker
    if part.calendar in {"french", "hebrew"}:
        if part.calendar == "french":
            return french(year, FRENCH_MONTHS[part.month - 1] if part.month else None, part.day), True
        return hebrew(year, HEBREW_MONTHS[part.month - 1] if part.month else None, part.day), True
    calendar = Calendar.JULIAN if part.calendar == "julian" else Calendar.GREGORIAN
    if part.words & UNITS:
        span, precision = (HUNDRED, Precision.CENTURY) if "century" in part.words else (10, Precision.DECADE)
        first = 1 - year - span if "bc" in part.words else year
        return Date(first, precision=precision, calendar=calendar), True
    if part.dual:
        return _dual(part, year, calendar), True
    year = 1 - year if "bc" in part.words else year
    if part.quarter:
        first_month = 3 * part.quarter - 2
        until = Date(year, first_month + 2, precision=Precision.MONTH)
        return Date(year, first_month, precision=Precision.MONTH, bound=Bound.BETWEEN, until=until), True
    right = not part.either and "wrong" not in part.words
    for month, day in ((part.month, part.day), (part.month, None), (None, None)):
        precision = Precision.DAY if day is not None else Precision.MONTH if month else Precision.YEAR
        try:
            if day is None or month:
                return Date(year, month, day, precision, calendar), right and (month, day) == (part.month, part.day)
        except ValueError:
            continue
    raise ValueError("no such date")


def _dual(part: Part, year: int, calendar: Calendar) -> Date:
    """Return the date of two years, such as 1731/32, 1699/00, 1700/1."""
    span = 10 ** len(part.dual)
    second = year - year % span + int(part.dual)
    second += span if second < year else 0
    precision = Precision.DAY if part.day is not None else Precision.MONTH if part.month else Precision.YEAR
    # In the months when both were said, the year since January is ours; else it may have been either.
    if second == year + 1 and part.month and part.month <= _LAST_OLD_STYLE_MONTH:
        return Date(second, part.month, part.day, precision, calendar)
    behind = int(part.dual)
    if len(part.dual) > 1 and second > year + 1 and 0 < behind <= MONTHS_A_YEAR and behind < year % HUNDRED:
        return Date(year, behind, precision=Precision.MONTH, calendar=calendar)
    until = Date(second, part.month, part.day, precision, calendar)
    return Date(year, part.month, part.day, precision, calendar, bound=Bound.BETWEEN, until=until)
