"""Baptisms after death, and what lies in the future."""

from __future__ import annotations

from datetime import date

import pytest
from suspects import day, found, person, rules

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
