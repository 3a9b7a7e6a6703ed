"""Dates as people write them: words of many languages, ranges that share a year, figures, doubts, centuries."""

from __future__ import annotations

import pytest

from cousins.formats.gedcom.date_values import read_closely, read_date
from cousins.formats.report import Trouble


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("apres 1862", ">1862"),
        ("après le 5 août 1850", ">1850-08-05"),
        ("BET 3 AND 4 JAN 1970", "1970-01-03..1970-01-04"),
        ("BET OCT 1671 AND 74", "1671-10..1674"),
        ("Bet Apr and Jun 1869", "1869-04..1869-06"),
        ("1943-1944", "1943..1944"),
        ("1850-52", "1850..1852"),
        ("1898–1902", "1898..1902"),
        ("JAN 1850 - 3 FEB", "1850-01..1850-02-03"),
        ("DEC 1850 - 3 JAN", "1850-12..1851-01-03"),
        ("3-4 JAN 1970", "1970-01-03..1970-01-04"),
        ("10 JAN-5 FEB 1850", "1850-01-10..1850-02-05"),
        ("between 1850 and 52", "1850..1852"),
        ("50 - 40 BC", "-0049..-0039"),
        ("26. Oktober 1825", "1825-10-26"),
        ("5. März 1875", "1875-03-05"),
        ("5-Mar-1850", "1850-03-05"),
        ("1850, 5 march", "1850-03-05"),
        ("5MAR1850", "1850-03-05"),
        ("26.X.1825", "1825-10-26"),
        ("8bris 1720", "1720-10"),
        ("1850. január 5.", "1850-01-05"),
        ("5. tammikuuta 1850", "1850-01-05"),
        ("5 января 1850 года", "1850-01-05"),
        ("5 de enero de 1850", "1850-01-05"),
        ("5º março 1850", "1850-03-05"),
        ("1er mai 1850", "1850-05-01"),
        ("3 sierpnia 1850 r.", "1850-08-03"),
        ("3. října 1850", "1850-10-03"),
        ("den 3 augusti 1850", "1850-08-03"),
        ("le 3 septembre 1850", "1850-09-03"),
        ("May 3rd, 1850", "1850-05-03"),
        ("3rd of May 1850", "1850-05-03"),
        ("18250512", "1825-05-12"),
        ("1825/05/12", "1825-05-12"),
        ("00/00/1850", "1850"),
        ("05/1850", "1850-05"),
        ("1850?", "1850~"),
        ("1850 (?)", "1850~"),
        ("[1850]", "1850"),
        ("[ca. 1850?]", "1850~"),
        ("(about 1850)", "1850~"),
        ("982 or 975", "0975..0982"),
        ("1850 oder 1851", "1850..1851"),
        ("1850 or before", "../1850"),
        ("1850 or later", "1850/.."),
        ("um 1850", "1850~"),
        ("circa 1850", "1850~"),
        ("noin 1850", "1850~"),
        ("1850 körül", "1850~"),
        ("1850 előtt", "<1850"),
        ("1850 után", ">1850"),
        ("ennen 1850", "<1850"),
        ("до 1850", "<1850"),
        ("после 1850", ">1850"),
        ("vor 1850", "<1850"),
        ("nicht vor 1850", "1850/.."),
        ("no later than 1850", "../1850"),
        ("antes de 1850", "<1850"),
        ("prima del 1850", "<1850"),
        ("efter 1850", ">1850"),
        ("zwischen 1850 und 1852", "1850..1852"),
        ("entre 1850 et 1852", "1850..1852"),
        ("1850 és 1852 között", "1850..1852"),
        ("von 1850 bis 1852", "1850/1852"),
        ("od 1850 do 1852", "1850/1852"),
        ("after 1850, before 1860", "1850..1860"),
        ("<1850", "<1850"),
        ("~1850", "1850~"),
        ("1850s", "185X"),
        ("um 1850er", "185X~"),
        ("1850-talet", "185X"),
        ("185?", "185X"),
        ("18xx", "18XX"),
        ("18th century", "17XX"),
        ("XVIII", "17XX"),
        ("XVIIIe siècle", "17XX"),
        ("18. Jh.", "17XX"),
        ("sec. XVIII", "17XX"),
        ("XVIII w.", "17XX"),
        ("1700-talet", "17XX"),
        ("2nd half of the 18th century", "17XX"),
        ("the 5th day of May in the year of our Lord 1850", "1850-05-05"),
        ("5th century BC", "-04XX"),
        ("17th or 18th century", "16XX..17XX"),
        ("12 of 1650", "1650"),
        ("44 v. Chr.", "-0043"),
        ("44 av. J.-C.", "-0043"),
        ("44 f.Kr.", "-0043"),
        ("44 p.n.e.", "-0043"),
        ("44 до н. э.", "-0043"),
        ("AD 98", "0098"),
        ("98 n. Chr.", "0098"),
        ("Q2 1869", "1869-04..1869-06"),
        ("2nd quarter 1869", "1869-04..1869-06"),
        ("Jun qtr 1869", "1869-04..1869-06"),
        ("18 brumaire an VIII", "1799-11-09"),
        ("5 Iyar 5708", "1948-05-14"),
        ("6 May 1868 (O.S.)", "1868-05-06J"),
        ("spring 1850", "1850"),
        ("Anfang 1850", "1850"),
    ],
)
def test_people_write(written, means):
    date, whole = read_date(written)
    assert (str(date), whole) == (means, True)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("Deceased 1900", "1900"),
        ("May have been born 1850", "1850"),
        ("Marching in 1850", "1850"),
        ("Augustine 1850", "1850"),
        ("bapt. 1850, buried 1861", "1850..1861"),
        ("31 FEB 1850", "1850-02"),
        ("12/45/1850", "1850"),
        ("1850 xyzzy 17 q 99", "1850"),
        ("2nd half of 1650", "1650"),
        ("2. Hälfte 1650", "1650"),
        ("1. polovina 1650", "1650"),
        ("3. Woche 1650", "1650"),
        ("5 weeks before 1650", "<1650"),
        ("3 days after 4 May 1800", ">1800-05-04"),
        ("Regiment 5 1890", "1890"),
        ("aged 7, 1890", "1890"),
        ("page 12, 1790", "1790"),
        ("reg. 5/1890", "1890-05"),
    ],
)
def test_words_that_nobody_knows_take_no_year_away(written, means):
    date, whole = read_date(written)
    assert (str(date), whole) == (means, False)
    assert date.written == written


def test_figures_without_a_year_are_no_years():
    assert read_date("5/3/50") == (None, False)


def test_a_range_whose_ends_are_swapped_is_turned_and_said():
    date, trouble = read_closely("BET 1860 AND 1850")
    assert (str(date), trouble) == ("1850..1860", Trouble.SWAPPED_DATE)


def test_the_order_of_day_and_month_is_the_one_that_is_told():
    assert str(read_date("3/4/1850", day_first=True)[0]) == "1850-04-03"
    assert str(read_date("3/4/1850", day_first=False)[0]) == "1850-03-04"
    assert str(read_date("3/4/1850")[0]) == "1850"
    assert str(read_date("13/4/1850", day_first=False)[0]) == "1850-04-13"
