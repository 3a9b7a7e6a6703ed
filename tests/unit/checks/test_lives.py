"""Baptisms and burials at the wrong end of a life, and what lies in the future."""

from __future__ import annotations

from datetime import date

import pytest
from suspects import day, found, happened, person, rules

from cousins.checks import Rule, Severity, Violation

TODAY = date(2020, 6, 15)


def test_nobody_is_baptised_after_death_but_for_the_difference_of_the_calendars():
    assert found([person("A", f"../{day(13)}", day(0))]) == []
    assert found([person("A", f"../{day(14)}", day(0))]) == [
        Violation(Rule.BAPTISED_AFTER_DEATH, Severity.WARNING, (0,))
    ]


@pytest.mark.parametrize(
    ("born", "died", "expected"),
    [
        ("../1950", "1900", [Rule.BAPTISED_AFTER_DEATH]),
        ("../1950", "../1900", [Rule.BAPTISED_AFTER_DEATH]),
        ("../1900", "1900", []),
        ("../1904~", "1900", []),
        ("../1950~", "1900", [Rule.BAPTISED_AFTER_DEATH]),
        ("<1950", "1900", []),
        ("../1950", None, []),
        ("../1950", ">1900", []),
        ("1950", "../1900", [Rule.BORN_AFTER_DEATH]),
        ("1900", "../1950", []),
    ],
)
def test_a_birth_by_some_day_is_a_life_on_that_day(born, died, expected):
    assert rules([person("A", born, died)]) == expected


@pytest.mark.parametrize(
    ("born", "died", "expected"),
    [
        ("2020-06-16", None, []),
        ("2020-06-17", None, [Rule.BORN_IN_FUTURE]),
        ("2020", None, []),
        ("2021", None, [Rule.BORN_IN_FUTURE]),
        ("2021~", None, []),
        ("2027~", None, [Rule.BORN_IN_FUTURE]),
        (">2021", None, [Rule.BORN_IN_FUTURE]),
        ("<2030", None, []),
        ("../2020-06-16", None, []),
        ("../2020-06-17", None, [Rule.BORN_IN_FUTURE]),
        (None, "2020-06-16", []),
        (None, "2020-06-17", [Rule.DIED_IN_FUTURE]),
        (None, "../2020-06-16", []),
        (None, "../2020-06-17", [Rule.DIED_IN_FUTURE]),
        ("2030", "2040", [Rule.BORN_IN_FUTURE, Rule.DIED_IN_FUTURE]),
        (None, None, []),
    ],
)
def test_nobody_is_born_or_dies_after_today_wherever_on_earth(born, died, expected):
    assert rules([person("A", born, died)], today=TODAY) == expected


def test_what_lies_in_the_future_is_surely_wrong():
    assert found([person("A", "2999")], today=TODAY) == [Violation(Rule.BORN_IN_FUTURE, Severity.ERROR, (0,))]
    assert found([person("A", None, "2999")], today=TODAY) == [Violation(Rule.DIED_IN_FUTURE, Severity.ERROR, (0,))]


def test_without_a_day_of_asking_nothing_lies_in_the_future():
    assert found([person("A", "9999")]) == []


BURIED = "1850-03-03"


def told(born, died, *events, **options):
    return rules([person("A", born, died, events=events)], **options)


@pytest.mark.parametrize(
    ("born", "died", "events", "expected"),
    [
        ("1850", None, ["baptised 1848"], [Rule.BAPTISED_BEFORE_BIRTH]),
        ("1850", None, ["baptised 1849"], []),
        ("1850-01-13", None, ["baptised 1849"], []),
        ("1850-01-14", None, ["baptised 1849"], [Rule.BAPTISED_BEFORE_BIRTH]),
        ("1850~", None, ["baptised 1846"], []),
        ("1850", None, ["baptised 1846~"], []),
        (">1850", None, ["baptised 1849"], [Rule.BAPTISED_BEFORE_BIRTH]),
        ("<1850", None, ["baptised 1840"], []),
        ("1850", None, ["baptised <1849"], [Rule.BAPTISED_BEFORE_BIRTH]),
        ("1850", None, ["baptised ../1851"], []),
        ("1850", None, ["baptised"], []),
        ("18XX", None, ["baptised 1803"], []),
        ("1850", None, ["baptised 1830", "baptised 1831"], [Rule.BAPTISED_BEFORE_BIRTH]),
        ("1800", "1850", ["baptised 1852"], [Rule.BAPTISED_AFTER_DEATH]),
        ("1800", "1850", ["baptised 1850"], []),
        ("1800", "1850", [f"buried {BURIED}", "baptised 1850-03-16"], []),
        ("1800", "1850", [f"buried {BURIED}", "baptised 1850-03-17"], [Rule.BAPTISED_AFTER_DEATH]),
        ("../1852", "1850", ["baptised 1852"], [Rule.BAPTISED_AFTER_DEATH]),
        ("1840", "1850", ["buried 1830"], [Rule.BURIED_BEFORE_BIRTH]),
        ("1840", "<1850", ["buried 1830"], [Rule.BURIED_BEFORE_BIRTH]),
        ("1850", "../1840", ["buried 1840"], [Rule.BORN_AFTER_DEATH]),
        ("1800", "1850", ["buried 1848"], [Rule.BURIED_BEFORE_DEATH]),
        ("1800", "1850", ["cremated 1848"], [Rule.BURIED_BEFORE_DEATH]),
        ("1800", "1850-01-13", ["buried 1849"], []),
        ("1800", "1850-01-14", ["buried 1849"], [Rule.BURIED_BEFORE_DEATH]),
        ("1800", "1850", ["buried 1850-02"], []),
        ("1800", "1850", ["buried 1855~"], []),
        ("1800", "1850-01-01", ["buried 1851-01-02"], []),
        ("1800", "1850-01-01", ["buried 1851-01-03"], [Rule.BURIED_LATE]),
        ("1800", "1850", ["buried 1853"], [Rule.BURIED_LATE]),
        ("1800", "1850", ["buried 1850", "buried 1950"], [Rule.BURIED_LATE]),
        ("1800", ">1850", ["buried 1950"], []),
        ("1800", None, ["buried 1950"], []),
    ],
)
def test_people_are_born_baptised_dead_and_buried_in_this_order(born, died, events, expected):
    assert told(born, died, *events) == expected


def test_a_finding_shows_the_events_it_rests_on():
    assert found([person("A", "1800", "1850", events=[f"buried {BURIED}", "baptised 1850-06"])]) == [
        Violation(
            Rule.BAPTISED_AFTER_DEATH,
            Severity.WARNING,
            (0,),
            events=happened("baptised 1850-06", f"buried {BURIED}"),
        )
    ]
    assert found([person("A", "1800", "1850", events=["buried 1852-12"])]) == [
        Violation(Rule.BURIED_LATE, Severity.NOTE, (0,), years=1, events=happened("buried 1852-12"))
    ]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["born 1850", "born 1852"], [Rule.SEVERAL_BIRTHS]),
        (["born 1850", "born 1850-05"], []),
        (["born 1850-01-01", "born 1850-01-14"], []),
        (["born 1850-01-01", "born 1850-01-15"], [Rule.SEVERAL_BIRTHS]),
        (["born 1850", "born 1855~"], []),
        (["born 1850", "born 1857~"], [Rule.SEVERAL_BIRTHS]),
        (["born 1850", "born 1850", "born 1840"], [Rule.SEVERAL_BIRTHS]),
        (["born 1850", "born"], []),
        (["born 1850", "baptised 1852"], []),
        (["died 1900", "died 1902"], [Rule.SEVERAL_DEATHS]),
        (["buried 1900", "buried 1901"], []),
    ],
)
def test_nobody_is_born_or_dies_twice(events, expected):
    assert told(None, None, *events) == expected


def test_of_several_births_the_two_that_are_farthest_apart_are_shown():
    (violation,) = found([person("A", "1850", events=["born 1850", "born 1840", "born 1845"])])
    assert violation.events == happened("born 1840", "born 1850")


@pytest.mark.parametrize(
    ("born", "died", "events", "expected"),
    [
        (None, None, ["baptised 2021"], [Rule.EVENT_IN_FUTURE]),
        (None, None, ["buried 2021", "cremated 2022"], [Rule.EVENT_IN_FUTURE]),
        (None, None, ["buried 2020"], []),
        (None, None, ["buried 2021~"], []),
        ("../2021", None, ["baptised 2021"], [Rule.BORN_IN_FUTURE]),
        (None, "../2021", ["buried 2021"], [Rule.DIED_IN_FUTURE]),
    ],
)
def test_what_is_to_come_is_told_once(born, died, events, expected):
    assert told(born, died, *events, today=TODAY) == expected
