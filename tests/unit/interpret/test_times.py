from __future__ import annotations

import pytest
from wikibase_fixtures import JULIAN, NOVALUE, SOMEVALUE, item, statement, time

from cousins.family.dates import Date
from cousins.interpret import Reason, read

BIRTH = "P569"
CIRCA, PRESUMABLY = "Q5727902", "Q18122778"


def born(*statements):
    """Return the date of birth in the project's text form, and the reasons for what was dropped."""
    reading = read(item("Q1", *statements))
    return str(reading.person.born) if reading.person.born else None, [one.reason for one in reading.dropped]


def told(text, precision=11, rank="normal", calendar=JULIAN, **qualifiers):
    return statement(BIRTH, time(text, precision, calendar), rank, **qualifiers)


@pytest.mark.parametrize(
    ("text", "precision", "date"),
    [
        ("1451-08-15", 11, "1451-08-15J"),
        ("1451-08-00", 10, "1451-08J"),
        ("1451-08-15", 10, "1451-08J"),
        ("1451-01-01", 9, "1451J"),
        ("1450-00-00", 8, "145XJ"),
        ("1456-00-00", 8, "145XJ"),
        ("1250-00-00", 7, "12XXJ"),
        ("1201-00-00", 7, "12XXJ"),
        ("1300-00-00", 7, "12XXJ"),
        ("0100-00-00", 7, "00XXJ"),
        ("-0044-03-15", 11, "-0043-03-15J"),
        ("-0001-00-00", 9, "0000J"),
        ("-0500-00-00", 7, "-04XXJ"),
        ("-0401-00-00", 7, "-04XXJ"),
        ("-0001-00-00", 7, "-00XXJ"),
        ("-0040-00-00", 8, "-004XJ"),
        ("-0049-00-00", 8, "-004XJ"),
        ("12000-00-00", 9, "12000J"),
    ],
)
def test_dates_are_read_to_their_precision(text, precision, date):
    assert born(told(text, precision)) == (date, [])
    assert str(Date.parse(date)) == date


def test_forty_four_before_christ_reads_so_again():
    assert read(item("Q1", told("-0044-03-15"))).person.born.text == "15 March 44 BCE (Julian)"
    assert read(item("Q1", told("-0500-00-00", 7))).person.born.text == "500/401 BCE"
    assert read(item("Q1", told("-0040-00-00", 8))).person.born.text == "40s BCE"


def test_a_gregorian_day_is_not_converted():
    assert born(told("1868-05-18", calendar="Q1985727")) == ("1868-05-18", [])


@pytest.mark.parametrize(
    ("text", "date"),
    [("1900-02-29", "1900-02"), ("1451-13-01", "1451"), ("1451-00-00", "1451"), ("1451-08-00", "1451-08")],
)
def test_a_day_that_does_not_exist_leaves_the_month_or_the_year(text, date):
    assert born(told(text, calendar="Q1985727")) == (date, [Reason.NO_SUCH_DAY])


def test_a_leap_day_of_the_julian_calendar_exists():
    assert born(told("1500-02-29")) == ("1500-02-29J", [])
    assert born(told("1500-02-29", calendar="Q1985727")) == ("1500-02", [Reason.NO_SUCH_DAY])


@pytest.mark.parametrize(
    ("text", "precision", "calendar", "reason"),
    [
        ("1001-00-00", 6, JULIAN, Reason.TOO_COARSE),
        ("-13798000000-00-00", 3, JULIAN, Reason.TOO_COARSE),
        ("13798000000-00-00", 9, JULIAN, Reason.UNREADABLE),
        ("1451-08-15", 11, "Q42", Reason.UNREADABLE),
    ],
)
def test_what_says_nothing_about_a_life_is_dropped(text, precision, calendar, reason):
    assert born(told(text, precision, calendar=calendar)) == (None, [reason])


@pytest.mark.parametrize(
    ("value", "reason"), [(SOMEVALUE, Reason.UNKNOWN), (NOVALUE, Reason.NONE), ("A", Reason.UNREADABLE)]
)
def test_without_a_time_there_is_no_date(value, reason):
    assert born(statement(BIRTH, value)) == (None, [reason])


def test_the_best_rank_counts_before_precision():
    date, reasons = born(
        told("0272-02-27", rank="deprecated"), told("0273-02-27"), told("0274-00-00", 9, rank="preferred")
    )
    assert (date, reasons) == ("0274J", [Reason.DEPRECATED, Reason.OUTRANKED])


def test_the_most_precise_counts_among_equal_ranks():
    assert born(told("1451-00-00", 9), told("1451-08-15"), told("1451-08-00", 10)) == (
        "1451-08-15J",
        [Reason.LESS_PRECISE, Reason.LESS_PRECISE],
    )


def test_a_plain_date_counts_before_an_approximate_one_and_the_first_before_the_second():
    assert born(told("1451-08-15", P1480=CIRCA), told("1451-08-16"), told("1451-08-17")) == (
        "1451-08-16J",
        [Reason.RIVAL, Reason.RIVAL],
    )


def test_the_same_date_said_twice_contradicts_nothing():
    assert born(told("1451-08-15"), told("1451-08-15")) == ("1451-08-15J", [])


def test_circa_makes_a_date_approximate_and_presumably_does_not():
    assert born(told("1451-00-00", 9, P1480=[PRESUMABLY, CIRCA])) == ("1451J~", [])
    assert born(told("1451-00-00", 9, P5102=CIRCA)) == ("1451J~", [])
    assert born(told("1451-00-00", 9, P1480=PRESUMABLY)) == ("1451J", [])


def test_earliest_and_latest_dates_narrow_a_coarse_one():
    def between(earliest, latest, value=SOMEVALUE):
        bounds = {"P1319": time(earliest, 9, JULIAN), "P1326": time(latest, 9, JULIAN)}
        return born(statement(BIRTH, value, **bounds))

    assert between("1451-00-00", "1451-00-00") == ("1451J", [])
    assert between("1451-00-00", "1458-00-00") == ("145XJ", [])
    assert between("1451-00-00", "1458-00-00", time("1500-00-00", 7, JULIAN)) == ("145XJ", [])
    assert between("1401-00-00", "1458-00-00", time("1500-00-00", 7, JULIAN)) == ("14XXJ", [])
    assert between("1401-00-00", "1500-00-00") == (None, [Reason.UNKNOWN])
    assert between("1458-00-00", "1451-00-00") == (None, [Reason.UNKNOWN])
    assert between("1451-00-00", "1452-00-00", NOVALUE) == (None, [Reason.NONE])
    assert between("1451-00-00", "1452-00-00", time("1460-00-00", 9, JULIAN)) == ("1460J", [])


def test_the_reason_for_a_deprecated_date_is_kept():
    reading = read(item("Q1", told("0274-00-00", 9, rank="deprecated", P2241="Q80122004")))
    assert str(reading.dropped[0]) == "Q1 P569 +0274-00-00T00:00:00Z: deprecated (Q80122004)"
