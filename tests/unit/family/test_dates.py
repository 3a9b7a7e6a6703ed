"""Dates: their text form, the days they may mean, and which is certainly earlier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cousins.family.dates import Calendar, Date, Precision

TEXTS = [
    ("1819-05-24", Date(1819, 5, 24, Precision.DAY)),
    ("1868-05-06J", Date(1868, 5, 6, Precision.DAY, Calendar.JULIAN)),
    ("1488-05", Date(1488, 5, precision=Precision.MONTH)),
    ("1488-05J~", Date(1488, 5, None, Precision.MONTH, Calendar.JULIAN, approximate=True)),
    ("1451", Date(1451)),
    ("1451~", Date(1451, approximate=True)),
    ("129X", Date(1290, precision=Precision.DECADE)),
    ("12XX", Date(1200, precision=Precision.CENTURY)),
    ("-0043", Date(-43)),
    ("0000", Date(0)),
    ("-0043-03-15J", Date(-43, 3, 15, Precision.DAY, Calendar.JULIAN)),
    ("12000", Date(12000)),
]


@pytest.mark.parametrize(("text", "date"), TEXTS)
def test_the_text_form_is_read_and_written_alike(text, date):
    assert Date.parse(text) == date
    assert str(date) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "819",
        "1819-5-24",
        "1819-13",
        "1819-00",
        "1819-02-30",
        "1819-05-00",
        "129X-05",
        "1XXX",
        "1819~J",
        "24 May 1819",
        *("1900-02-29", "1819-05-24 ", "1819-05-24T00:00", "\u0661\u0668\u0661\u0669", "--0043", "9999999999"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"not a date|no day|no month"):
        Date.parse(text)


def test_a_leap_day_of_1900_exists_in_the_julian_calendar_only():
    assert Date.parse("1900-02-29J").day == 29


@pytest.mark.parametrize(
    ("month", "day", "precision"),
    [(5, 24, Precision.YEAR), (None, None, Precision.DAY), (5, None, Precision.DAY), (5, None, Precision.CENTURY)],
)
def test_a_precision_goes_with_what_is_known(month, day, precision):
    with pytest.raises(ValueError, match="precision"):
        Date(1819, month, day, precision)


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ("1868-05-06J", "1868-05-18"),  # Nicholas II
        ("1672-05-30J", "1672-06-09"),  # Peter the Great
        ("1582-10-05J", "1582-10-15"),
        ("1752-09-03J", "1752-09-14"),  # Britain changes
        ("1917-10-25J", "1917-11-07"),
    ],
)
def test_a_day_is_the_same_day_in_both_calendars(julian, gregorian):
    assert Date.parse(julian).earliest == Date.parse(gregorian).earliest
    assert Date.parse(julian).latest == Date.parse(gregorian).latest


@pytest.mark.parametrize(("text", "number"), [("2000-01-01", 2451545), ("-4712-01-01J", 0), ("1858-11-17", 2400001)])
def test_julian_day_numbers_are_the_published_ones(text, number):
    assert Date.parse(text).earliest == number


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1488-02", "1488-02-01", "1488-02-29"),
        ("1451", "1451-01-01", "1451-12-31"),
        ("129X", "1290-01-01", "1299-12-31"),
        ("12XX", "1200-01-01", "1299-12-31"),
    ],
)
def test_a_coarse_date_reaches_from_its_first_day_to_its_last(text, first, last):
    assert Date.parse(text).earliest == Date.parse(first).earliest
    assert Date.parse(text).latest == Date.parse(last).latest


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("1819-05-24", "1819-05-25", True),
        ("1819-05-24", "1819-05-24", False),
        ("1819", "1819-05-24", False),
        ("1818", "1819-05-24", True),
        ("12XX", "1250", False),
        ("12XX", "1300", True),
        ("1250~", "1300", False),
        ("1250", "1300~", False),
        ("1868-05-06J", "1868-05-18", False),
        ("1868-05-06J", "1868-05-19", True),
    ],
)
def test_only_days_that_cannot_overlap_are_certainly_earlier(one, other, certain):
    assert Date.parse(one).certainly_before(Date.parse(other)) is certain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1819-05-24", "1819"),
        ("1451~", "c. 1451"),
        ("129X", "1290s"),
        ("12XX", "1200/99"),
        ("-0043", "44 BCE"),
        ("0000", "1 BCE"),
    ],
)
def test_years_are_written_for_people(text, words):
    assert Date.parse(text).year_text == words


@given(st.dates(), st.sampled_from(list(Calendar)), st.booleans())
def test_every_day_survives_being_written_and_read(day, calendar, approximate):
    date = Date(day.year, day.month, day.day, Precision.DAY, calendar, approximate=approximate)
    assert Date.parse(str(date)) == date


@given(st.dates(), st.dates())
def test_day_numbers_count_days(one, other):
    first, second = (Date(day.year, day.month, day.day, Precision.DAY) for day in (one, other))
    assert second.earliest - first.earliest == (other - one).days
