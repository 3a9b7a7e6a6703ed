"""What the tokens of a date say together: one date, or several with what lies between them.

Numbers and words may stand in any order. A dash or slash may part the numbers of one date or two dates: the first
reading in which every part is a date counts, the one with the fewest parts first. A part that lacks month, year or
era takes it from the next one, or from the one before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from cousins.formats.gedcom.date_part import HUNDRED, MONTHS_A_YEAR, UNITS, Part
from cousins.formats.gedcom.date_tokens import MOST_DAYS, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CENTURIES, _QUARTERS = 21, 4
_YEAR_DIGITS, _MOST_DIGITS, _ISO_DIGITS = 3, 4, 8
_MOST_CHOICES = 6
_MONTH_KINDS = frozenset({"month", "french", "hebrew"})
_BOUNDS = frozenset({"before", "after", "from", "to", "between"})
_DASH = re.compile(r"[-–—/]")


def parted(found: Sequence[Token], *, day_first: bool | None) -> tuple[list[Part], str]:
    """Return the parts of a date, and what joins them: ``and``, ``or``, ``-`` or nothing.

    Args:
        found: The tokens of the text.
        day_first: Whether ``3/4/1850`` is the third of April; None when nobody knows.

    Raises:
        ValueError: They make no date.
    """
    choices = [at for at, token in enumerate(found) if at and _DASH.search(token.gap)]
    options: Iterable[tuple[bool, ...]] = product((False, True), repeat=len(choices))
    if len(choices) > _MOST_CHOICES:
        options = [(False,) * len(choices), (True,) * len(choices)]
    for cuts in sorted(options, key=sum):
        at_dashes = {at for at, cut in zip(choices, cuts, strict=True) if cut}
        try:
            return _read_parts(found, at_dashes, day_first=day_first)
        except ValueError:
            continue
    raise ValueError("no date")


def _read_parts(found: Sequence[Token], dashes: set[int], *, day_first: bool | None) -> tuple[list[Part], str]:
    segments, joint = _segments(found, dashes)
    parts: list[Part] = []
    waiting: set[str] = set()
    for segment in segments:
        part = _part(segment, day_first=day_first)
        if not part.empty:
            part.words |= waiting
            waiting = set()
            parts.append(part)
        elif parts:
            # A word behind its date, as in Hungarian, belongs to the date before, or to the next when there is one.
            if segment is segments[-1]:
                parts[-1].words |= part.words
            waiting |= part.words
        else:
            waiting |= part.words
    if not parts:
        raise ValueError("no date")
    if joint == "or" and len(parts) > 1 and parts[0].bare and not parts[0].words and _is_plain_year(parts[1]):
        del parts[0]  # "12 of 1650": nobody hesitates between years so far apart
        joint = ""
    old = any(part.words & {"bc", "ad"} for part in parts)
    if dashes and not old and all((part.year or 0) < HUNDRED for part in parts) and any(part.bare for part in parts):
        raise ValueError("figures without a year")
    _borrow(parts)
    return parts, joint


def _segments(found: Sequence[Token], dashes: set[int]) -> tuple[list[list[Token]], str]:
    """Return the runs of tokens that may each be a date, and what joins them."""
    segments: list[list[Token]] = [[]]
    joint = ""
    for at, token in enumerate(found):
        if token.kind in {"and", "or"} or at in dashes:
            mark = token.kind if token.kind in {"and", "or"} else "or" if "/" in token.gap else "-"
            joint = joint or mark
            segments.append([])
            if at not in dashes:
                continue
        elif token.kind in _BOUNDS and any(one.kind in {"number", "dual", "month"} for one in segments[-1]):
            kinds = {one.kind for one in segments[-1]}
            if kinds & {"noise", "half"} and kinds.isdisjoint(_MONTH_KINDS):  # "5 weeks before 1650" is before 1650
                segments[-1] = [one for one in segments[-1] if one.kind not in {"number", "half"}]
            segments.append([])
        segments[-1].append(token)
    return segments, joint


def _is_plain_year(part: Part) -> bool:
    return (part.year or 0) >= HUNDRED and part.month is None and not part.words & UNITS


def _part(segment: Sequence[Token], *, day_first: bool | None) -> Part:
    """Return what one run of tokens says.

    Raises:
        ValueError: Its numbers do not fit together.
    """
    part = _said(segment)
    numbers = [token for token in segment if token.kind in {"number", "dual"}]
    romans = [token for token in segment if token.kind == "roman"]
    months = [token for token in segment if token.kind in _MONTH_KINDS]
    if len(months) > 1:
        raise ValueError("two months")
    if part.calendar in {"french", "hebrew", "other"}:
        _other_calendar(part, [*numbers, *romans], months)
        return part
    if part.words & UNITS:
        _unit(part, [*numbers, *romans])
        return part
    if part.quarter == -1:
        _quarter(part, numbers, months)
        numbers = [token for token in numbers if token.digits >= _YEAR_DIGITS]
        months = []
    if romans and not numbers and len(segment) == 1:
        part.words.add("century")
        _unit(part, romans)
        return part
    if romans:
        months += [replace(roman, kind="month") for roman in romans]
        if len(months) > 1 or romans[0].value > MONTHS_A_YEAR:
            raise ValueError("no month, or two")
    if months:
        part.month = months[0].value
        _day_and_year(part, numbers, before=bool(numbers) and segment.index(numbers[0]) < _place(segment, months[0]))
    else:
        _figures(part, numbers, segment, day_first=day_first)
    return part


def _said(segment: Sequence[Token]) -> Part:
    """Return what the words around the numbers say."""
    part = Part()
    for token in segment:
        if token.kind == "calendar":
            part.calendar = token.other
        elif token.kind in {"french", "hebrew"}:
            part.calendar = part.calendar or token.kind
        elif token.kind == "quarter":
            part.quarter = token.value or -1
        elif token.kind not in {"number", "dual", "roman", "month", "noise"}:
            part.words.add(token.kind)
    return part


def _place(segment: Sequence[Token], month: Token) -> int:
    return next(
        at for at, token in enumerate(segment) if token.value == month.value and token.kind in {"month", "roman"}
    )


def _other_calendar(part: Part, numbers: list[Token], months: list[Token]) -> None:
    if part.calendar == "other" or not numbers or len(numbers) > 2 or (len(numbers) == 2 and not months):  # noqa: PLR2004
        raise ValueError("no date of that calendar")
    if months and months[0].kind != part.calendar:
        raise ValueError("a month of another calendar")
    part.year = numbers[-1].value
    part.month = months[0].value if months else None
    part.day = numbers[0].value if len(numbers) > 1 else None


def _unit(part: Part, numbers: list[Token]) -> None:
    """Take a decade or century."""
    if not numbers or any(token.value > _QUARTERS for token in numbers[:-1]):
        raise ValueError("no century")
    # What stands before it is a part, such as "2nd half of the 18th century".
    value = numbers[-1].value
    if "century" in part.words:
        if not 1 <= value <= _CENTURIES and value < HUNDRED:
            raise ValueError("no such century")
        part.year = (value - 1) * HUNDRED if value <= _CENTURIES else value - value % HUNDRED
    elif numbers[-1].digits in {_YEAR_DIGITS, _MOST_DIGITS} and value % 10 == 0:
        part.year = value
    else:
        raise ValueError("no decade")


def _quarter(part: Part, numbers: list[Token], months: list[Token]) -> None:
    """Take a quarter by its number, or by the month that names it."""
    small = [token.value for token in numbers if token.digits < _YEAR_DIGITS]
    if months and not small:
        part.quarter = (months[0].value + 2) // 3
    elif len(small) == 1 and 1 <= small[0] <= _QUARTERS:
        part.quarter = small[0]
    else:
        raise ValueError("no quarter")


def _day_and_year(part: Part, numbers: list[Token], *, before: bool) -> None:
    """Take the numbers beside a month.

    Raises:
        ValueError: There are too many.
    """
    kept = [token for token in numbers if token.value]
    years = [token for token in kept if token.digits >= _YEAR_DIGITS or token.value > MOST_DAYS or token.kind == "dual"]
    others = [token for token in kept if token not in years]
    if not years and len(others) > 1:
        years, others = others[-1:], others[:-1]
    if len(years) > 1 or len(others) > 1 or any(token.digits > _MOST_DIGITS for token in years):
        raise ValueError("too many numbers")
    if years:
        part.year, part.dual = years[0].value, years[0].other
        part.day = others[0].value if others else None
    elif others and before:
        part.day = others[0].value
    elif others:
        part.bare = others[0].value


def _figures(part: Part, numbers: list[Token], segment: Sequence[Token], *, day_first: bool | None) -> None:
    """Take numbers without a month's name.

    Raises:
        ValueError: They make no date.
    """
    if not numbers:
        return
    long = [token for token in numbers if token.digits >= _YEAR_DIGITS]
    if len(numbers) == 1 and numbers[0].digits == _ISO_DIGITS:
        value = numbers[0].value
        part.year, part.month, part.day = value // 10000, value // HUNDRED % HUNDRED, value % HUNDRED
        if not (1 <= part.month <= MONTHS_A_YEAR and 1 <= part.day <= MOST_DAYS and part.year):
            raise ValueError("no date")
        return
    if len(long) > 1 or any(token.digits > _MOST_DIGITS for token in long):
        raise ValueError("too many years")
    if not long:
        if len(numbers) > 1:
            raise ValueError("no year")
        if "bc" in part.words or "ad" in part.words:
            part.year = numbers[0].value
        else:
            part.bare = numbers[0].value
        return
    place = numbers.index(long[0])
    part.year, part.dual = long[0].value, long[0].other
    small = [token for token in numbers if token is not long[0]]
    values = [token.value for token in small if token.value]
    if len(small) > 2 or (place == 1 and len(small) == 2) or (part.dual and small):  # noqa: PLR2004
        raise ValueError("too many numbers")
    if len(values) == 1:
        month = next(token for token in small if token.value)
        # A number counts what the word behind it says, as in "2nd half 1650" or "3. Woche 1650": no month.
        counted = "half" in part.words or abs(segment.index(month) - segment.index(long[0])) > 1
        # What an unknown word is said of, as in "aged 7, 1890", is none either, unless a mark joins the two.
        second = max(month, long[0], key=segment.index)
        counted |= second.gap.strip() not in {".", "/", "-"} and any(token.kind == "noise" for token in segment)
        if values[0] > MONTHS_A_YEAR or counted:
            raise ValueError("no month")
        part.month = values[0]
    elif values:
        _month_and_day(part, values, numbers, year_first=place == 0, day_first=day_first)


def _month_and_day(
    part: Part, values: list[int], numbers: list[Token], *, year_first: bool, day_first: bool | None
) -> None:
    one, other = values
    if one > MOST_DAYS or other > MOST_DAYS:
        part.words.add("wrong")
        return
    if year_first:
        day_first = False
    elif one != other and one <= MONTHS_A_YEAR and other <= MONTHS_A_YEAR:
        if "." in numbers[1].gap:
            day_first = True
        elif day_first is None:
            part.either = True
            return
    else:
        day_first = one > MONTHS_A_YEAR or other <= MONTHS_A_YEAR
    part.day, part.month = (one, other) if day_first else (other, one)
    if part.month > MONTHS_A_YEAR:
        part.day, part.month = part.month, part.day
    if part.month > MONTHS_A_YEAR:
        part.day = part.month = None
        part.words.add("wrong")


def _borrow(parts: list[Part]) -> None:
    """Give each part what it lacks and its neighbour has.

    Raises:
        ValueError: A part stays without a year.
    """
    for at in range(len(parts) - 2, -1, -1):
        _borrow_from(parts[at], parts[at + 1], earlier=True)
    for at in range(1, len(parts)):
        _borrow_from(parts[at], parts[at - 1], earlier=False)
    for part in parts:
        if part.year is None and part.bare is not None and part.bare:
            part.year, part.bare = part.bare, None
        if part.year is None:
            raise ValueError("no year")


def _borrow_from(part: Part, other: Part, *, earlier: bool) -> None:
    if other.year is None or "century" in (other.words & UNITS):
        if "century" in other.words and part.year is None and part.bare and part.bare <= _CENTURIES:
            part.year, part.bare = (part.bare - 1) * HUNDRED, None
            part.words |= other.words & {"century", "bc"}
        return
    if part.bare is not None and part.year is None and not other.words & {"bc", "ad"}:
        _settle(part, part.bare, other, earlier=earlier)
    if part.day is not None and part.month is None and other.month is not None:
        part.month = other.month
    if part.quarter and not part.year and other.year:
        part.year = other.year
    if part.month is not None and part.year is None and part.bare is None:
        part.year = other.year
        # From December to January a year goes by.
        turned = (part.month, part.day or 0) > (other.month or 0, other.day or 0)
        if other.month and earlier and turned and (part.month != other.month or (part.day and other.day)):
            part.year -= 1
        elif other.month and not earlier and (part.month, part.day or MOST_DAYS) < (other.month, other.day or 0):
            part.year += 1
    if "bc" in other.words and not part.words & {"bc", "ad"} and (part.year or part.bare or HUNDRED) < 2 * 1000:
        part.words.add("bc")
    if not part.calendar and other.calendar in {"french", "hebrew"} and part.year == other.year:
        part.calendar = other.calendar


def _settle(part: Part, bare: int, other: Part, *, earlier: bool) -> None:
    """Make a day or the end of a year of a number, as the other part has it."""
    year = other.year or 0
    fits_day = other.day is not None and part.month is None
    if bare <= MOST_DAYS and (fits_day or (year >= HUNDRED and part.month is not None)):
        part.day, part.bare = bare, None
    elif year >= HUNDRED and not earlier:
        # The digits of the end replace the last ones of the beginning: 1850-52, 1898-02, 1850-5.
        span = 10 if year % 10 < bare < 10 else HUNDRED  # noqa: PLR2004
        end = year - year % span + bare
        part.year, part.bare = end if end >= year else end + span, None
