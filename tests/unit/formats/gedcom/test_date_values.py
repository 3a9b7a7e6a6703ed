"""The standard's dates and those that programs write, compared rightly and kept as written."""

from __future__ import annotations

import pytest

from cousins.family.dates import Date
from cousins.formats.gedcom.date_values import read_date, write_date


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("24 MAY 1819", "1819-05-24"),
        ("       1819", "1819"),
        ("MAY 1819", "1819-05"),
        ("ABT    1451", "1451~"),
        ("CAL 1451", "1451~"),
        ("EST 1451", "1451~"),
        ("c. 1451", "1451~"),
        ("INT 1850 (when the bridge was built)", "1850~"),
        ("BEF 9 JUL 1900", "<1900-07-09"),
        ("AFT 1900", ">1900"),
        ("BEF 1700/01", "<1701"),
        ("BET 1850 AND 1860", "1850..1860"),
        ("FROM 1850 TO MAR 1860", "1850/1860-03"),
        ("FROM 1850", "1850/.."),
        ("TO 1850", "../1850"),
        ("11 FEB 1731/32", "1732-02-11"),
        ("JAN 1699/00", "1700-01"),
        ("1 FEB 1700/1", "1701-02-01"),
        ("1731/32", "1731..1732"),
        ("44 B.C.", "-0043"),
        ("15 MAR 44 BCE", "-0043-03-15"),
        ("@#DJULIAN@ 6 MAY 1868", "1868-05-06J"),
        ("JULIAN 6 MAY 1868", "1868-05-06J"),
        ("@#DGREGORIAN@ 6 MAY 1868", "1868-05-06"),
        ("@#DFRENCH R@ 11 NIVO 6", "1797-12-31"),
        ("FRENCH_R 6 COMP 3", "1795-09-22"),
        ("FRENCH_R 8", "1799-09-23..1800-09-22"),
        ("@#DHEBREW@ 2 TVT 5758", "1997-12-31"),
        ("HEBREW ELL 5758", "1998-08-23..1998-09-20"),
        ("May 24, 1819", "1819-05-24"),
        ("1850-03-04", "1850-03-04"),
        ("24 May 1819", "1819-05-24"),
        ("03.04.1850", "1850-04-03"),
        ("13/4/1850", "1850-04-13"),
    ],
)
def test_a_date_means(written, means):
    date, whole = read_date(written)
    assert str(date) == means
    assert whole


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("31 FEB 1850", "1850-02"),
        ("3/4/1850", "1850"),
        ("99/99/1850", "1850"),
        ("9 JAN", "None"),
        ("(the year of the comet)", "None"),
        ("soon", "None"),
        ("", "None"),
        ("0", "None"),
        ("@#DROMAN@ 700", "None"),
        ("FRENCH_R 6 COMP 4", "None"),
        ("FRENCH_R 1 VEND 15", "None"),
        ("FRENCH_R 1 JAN 3", "None"),
        ("HEBREW 30 TVT 5758", "None"),
        ("HEBREW 1 TSH 1", "None"),
        ("BEF " * 60, "None"),
        ("9" * 5000, "None"),
    ],
)
def test_what_is_no_date_says_so_and_keeps_what_is_true(written, means):
    date, whole = read_date(written)
    assert str(date) == means
    assert not whole


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("BEF 1850", "1850"),
        ("1850", "AFT 1850"),
        ("@#DFRENCH R@ 10 NIVO 6", "31 DEC 1797"),
        ("@#DJULIAN@ 1 JAN 1800", "14 JAN 1800"),
        ("BET 1800 AND 1810", "FROM 1811"),
        ("TO 1800", "1801"),
        ("44 B.C.", "43 B.C."),
        ("@#DHEBREW@ 1 TVT 5758", "31 DEC 1997"),
    ],
)
def test_dates_of_all_forms_compare(earlier, later):
    one, other = read_date(earlier)[0], read_date(later)[0]
    assert one.certainly_before(other)
    assert not other.certainly_before(one)


def test_what_a_date_does_not_tell_is_kept_as_written():
    assert read_date("11  FEB 1731/32")[0].written == "11 FEB 1731/32"
    assert read_date("11 FEB 1731")[0].written is None


def test_the_two_versions_write_calendars_and_eras_in_their_own_words():
    date = Date.parse("-0043-03-15J")
    assert write_date(date) == "@#DJULIAN@ 15 MAR 44 B.C."
    assert write_date(date, seven=True) == "JULIAN 15 MAR 44 BCE"


@pytest.mark.parametrize(
    "text",
    [
        "1819-05-24",
        "1819-05",
        "1819",
        "1819~",
        "<1819",
        ">1819-05",
        "1819..1820",
        "1819/1820",
        "1819/..",
        "../1819",
        "1819J",
    ],
)
def test_every_date_is_read_back_as_it_was_written(text):
    for seven in (False, True):
        assert str(read_date(write_date(Date.parse(text), seven=seven))[0]) == text


def test_a_century_is_written_as_a_range_of_the_same_days():
    century = Date.parse("12XX")
    again, _ = read_date(write_date(century))
    assert (again.earliest, again.latest) == (century.earliest, century.latest)
