"""People marry while they live, and are old enough."""

from __future__ import annotations

from datetime import date

import pytest
from suspects import found, found_in_couple, happened, parents, person

from cousins.checks import Rule, Severity, Violation, check
from cousins.family.graph import FamilyGraph

ANN = person("W", "1800", "1850")
BEFORE, AFTER = Rule.MARRIED_BEFORE_BIRTH, Rule.MARRIED_AFTER_DEATH


def rules(*events, one=ANN, other=None, **options):
    """Which rules speak of Ann and somebody of whom nothing is known."""
    return [violation.rule for violation in found_in_couple(one, other or person("M"), *events, **options)]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("married 1798", [BEFORE]),
        ("married 1799", [Rule.YOUNG_MARRIAGE]),
        ("married 1799-12-18", [BEFORE]),
        ("married 1799-12-19", [Rule.YOUNG_MARRIAGE]),
        ("married 1795~", [Rule.YOUNG_MARRIAGE]),
        ("married <1799", [BEFORE]),
        ("married ../1830", []),
        ("married 1811", [Rule.YOUNG_MARRIAGE]),
        ("married 1811-12-31", [Rule.YOUNG_MARRIAGE]),
        ("married 1812-01-02", []),
        ("married 1820", []),
        ("married 1851-01-13", []),
        ("married 1851-01-14", [AFTER]),
        ("married 1855~", []),
        ("married >1850", []),
        ("married >1860", [AFTER]),
        ("married 18XX", []),
        ("married", []),
        ("engaged 1790", []),
        ("engaged 1855", [AFTER]),
        ("divorced 1790", [BEFORE]),
        ("divorced 1810", []),
        ("divorced 1855", [AFTER]),
        ("annulled 1855", []),
    ],
)
def test_people_marry_and_divorce_while_they_live(event, expected):
    assert rules(event) == expected


@pytest.mark.parametrize(("last", "severity"), [("1806-12-31", Severity.WARNING), ("1807-12-31", Severity.NOTE)])
def test_a_marriage_below_twelve_is_unlikely_and_below_seven_more_so(last, severity):
    (violation,) = found_in_couple(ANN, person("M"), f"married {last}")
    assert (violation.rule, violation.severity) == (Rule.YOUNG_MARRIAGE, severity)
    assert violation.years == int(last[:4]) - 1800


def test_a_marriage_above_a_hundred_is_unlikely():
    assert rules("married 1900", one=person("W", "1800")) == []
    assert found_in_couple(person("M"), person("W", "1800"), "married 1903") == [
        Violation(Rule.OLD_MARRIAGE, Severity.WARNING, (1, 0), years=101, events=happened("married 1903"))
    ]


def test_each_partner_is_told_once_first_the_one_whom_it_concerns():
    both = found_in_couple(ANN, person("M", "1800"), "married 1790", "divorced 1795")
    assert both == [
        Violation(BEFORE, Severity.ERROR, people, events=happened("married 1790")) for people in ((0, 1), (1, 0))
    ]


def test_a_burial_says_better_than_a_year_when_somebody_was_dead():
    dead = person("W", "1800", "1850", events=["buried 1850-03-03"])
    assert found_in_couple(dead, person("M"), "married 1850-05-01") == [
        Violation(AFTER, Severity.ERROR, (0, 1), events=happened("married 1850-05-01", "buried 1850-03-03"))
    ]
    wrong = person("W", "1800", "1850", events=["buried 1840"])
    assert rules("married 1845", one=wrong) == [Rule.BURIED_BEFORE_DEATH]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["married 1830", "divorced 1820"], [Rule.DIVORCED_BEFORE_MARRIAGE]),
        (["married 1830", "annulled 1820"], [Rule.DIVORCED_BEFORE_MARRIAGE]),
        (["married 1830", "divorced 1830"], []),
        (["divorced 1825", "married 1820", "married 1830"], []),
        (["married 1830", "married", "divorced 1820"], []),
        (["married 1830", "divorced"], []),
        (["divorced 1820"], []),
        (["married 1825~", "divorced 1821"], []),
    ],
)
def test_a_divorce_comes_after_a_marriage(events, expected):
    assert rules(*events) == expected


def test_a_wedding_to_come_is_perhaps_planned():
    expected = Violation(Rule.EVENT_IN_FUTURE, Severity.WARNING, (0, 1), events=happened("married 2021"))
    couple = person("W"), person("M")
    assert found_in_couple(*couple, "married 2021", today=date(2020, 6, 15)) == [expected]
    assert found_in_couple(*couple, "married 2020", today=date(2020, 6, 15)) == []


def test_a_child_is_not_born_months_after_the_burial_of_the_mother():
    mother = person("W", "1820", "1850", events=["buried 1850-03-03"])
    for born, expected in (("1850-03-16", []), ("1850-03-17", [Rule.BORN_AFTER_MOTHER])):
        violations = list(check(FamilyGraph.of([person("C", born), mother], parents("C: W"))))
        assert [each.rule for each in violations] == expected
    assert violations[0].events == happened("buried 1850-03-03")


def test_a_child_that_was_buried_soon_was_perhaps_born_months_too_early():
    early = person("B", "1850-08-01", "1850", events=["buried 1850-08-03"])
    family = [person("A", "1850-01-01"), early, person("W")]
    assert found(family, parents("A: W") + parents("B: W")) == []
