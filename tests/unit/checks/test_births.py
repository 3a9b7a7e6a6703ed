"""Brothers and sisters are born together, or nine months apart, and not generations apart."""

from __future__ import annotations

import pytest
from suspects import day, found, parents, person

from cousins.checks import Rule, Severity, Violation

WARNING, ERROR = Severity.WARNING, Severity.ERROR
FAR = 200_000
"""Days to a time at which the calendars differ by 13 days."""


def siblings(*births, of="W", more=()):
    """What is found in children P0, P1, … of one parent, each a birth, or a birth and a death."""
    dates = [each if isinstance(each, tuple) else (each,) for each in births]
    people = [person(f"P{number}", *each) for number, each in enumerate(dates)]
    links = [link for each in people for link in parents(f"{each.id}: {of}")]
    return found([*people, *(person(name) for name in of.split()), *more], links)


def close(older=0, younger=1, mother=2):
    return Violation(Rule.CLOSE_SIBLINGS, WARNING, (younger, older, mother))


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, []), (1, []), (2, []), (3, [close()]), (100, [close()]), (260, [close()]), (261, []), (300, [])],
)
def test_a_mother_bears_together_or_nine_months_apart(days, expected):
    assert siblings(day(FAR), day(FAR + days)) == expected
    assert siblings(day(FAR), day(FAR + days), of="M") == []
    assert siblings(day(FAR), day(FAR + days), of="P") == []


def test_the_older_one_may_come_later_in_the_file():
    assert siblings(day(FAR + 100), day(FAR)) == [close(1, 0)]


@pytest.mark.parametrize(
    ("born", "days", "same"),
    [
        ("1950-05-01", 12, False),
        ("1950-05-01", 13, True),
        ("1950-05-01", 14, False),
        ("1900-03-01", 13, True),
        ("1900-03-01", 12, False),
        ("1900-02-28", 12, True),
        ("1900-02-28", 13, False),
        ("1850-05-01", 12, True),
        ("1800-03-01", 12, True),
        ("1800-02-28", 11, True),
        ("1700-03-01", 11, True),
        ("1700-02-28", 10, True),
        ("1650-05-01", 10, True),
        ("1500-03-01", 10, True),
        ("1500-02-28", 9, True),
        ("1000-05-01", 6, True),
        ("1000-05-01", 5, False),
        ("-0200-05-01", 3, True),
        ("-0200-05-01", 4, False),
        ("-0300-05-01", 4, True),
    ],
)
def test_a_birth_told_in_both_calendars_is_no_second_birth(born, days, same):
    first = person("X", born).born.earliest
    later = next(
        text
        for month in (int(born[-5:-3]), int(born[-5:-3]) + 1)
        for number in range(1, 29)
        if person("X", text := f"{born[:-5]}{month:02}-{number:02}").born.earliest == first + days
    )
    assert siblings(born, later) == ([] if same else [close()])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1900", "1900", []),
        ("1900-01", "1900-05", [close()]),
        ("1900-01", "1900-02", []),
        ("1900-01-15", "1900-02", [close()]),
        ("1900-01-31", "1900-02", []),
        ("1900-01-19", "1900-02", [close()]),
        ("1900-01-20", "1900-02", []),
        ("1900-01", "1900-08", [close()]),
        ("1900-01", "1900-09", []),
        ("1900-01-01", "1900-08-01/1900-09-18", [close()]),
        ("1900-01-01", "1900-08-01/1900-09-19", []),
        ("1900-01-01", "1900-06-01~", []),
        ("1900-01-01", "../1900-05-01", []),
        ("1900-01-01", ">1900-05-01", []),
        ("1900-01-01", None, []),
    ],
)
def test_siblings_of_imprecise_birth_are_too_close_only_if_they_surely_are(one, other, expected):
    assert siblings(one, other) == expected


def test_each_birth_is_held_against_the_one_before():
    assert siblings("1900-01-01", "1900-01-02", "1900-05-01", "1900-08-01") == [close(1, 2, 4), close(2, 3, 4)]


def test_a_birth_that_is_hardly_known_stands_between_no_others():
    between = "1900-02-01/1900-10-19"  # 260 days: known well enough to stand there
    assert siblings("1900-01-01", between, "1900-08-01") == []
    longer = "1900-02-01/1900-10-20"
    assert siblings("1900-01-01", longer, "1900-08-01") == [close(0, 2, 3)]
    assert siblings("1900-01-01", "1900", "1900-08-01") == [close(0, 2, 3)]


@pytest.mark.parametrize(
    ("born", "died", "expected"),
    [
        (149, 149, [close()]),
        (150, 150, []),
        (200, 231, []),
        (200, 232, [close()]),
        (200, None, [close()]),
    ],
)
def test_a_child_that_died_soon_was_perhaps_born_months_too_early(born, died, expected):
    assert siblings(day(FAR), (day(FAR + born), died and day(FAR + died))) == expected


def test_that_the_older_one_died_soon_changes_nothing():
    assert siblings((day(FAR), day(FAR)), day(FAR + 200)) == [close()]


@pytest.mark.parametrize(("count", "expected"), [(8, []), (9, [Rule.MANY_AT_ONCE])])
def test_nobody_bears_more_than_eight_within_a_year(count, expected):
    violations = siblings(*["1900"] * count)
    assert [each.rule for each in violations] == expected
    assert siblings(*["1900"] * count, of="M") == []
    if violations:
        assert violations == [Violation(Rule.MANY_AT_ONCE, WARNING, (9, *range(9)))]


@pytest.mark.parametrize(("last", "many"), [(365, True), (366, False)])
def test_a_year_has_three_hundred_and_sixty_six_days(last, many):
    violations = siblings(*[day(FAR)] * 8, day(FAR + last))
    assert [each.rule for each in violations] == ([Rule.MANY_AT_ONCE] if many else [])


def test_a_birth_that_is_not_known_to_the_year_does_not_count_among_many():
    assert siblings(*["1900"] * 8, "1900-01-01/1901-01-02") == []
    assert siblings(*["1904"] * 9) == [Violation(Rule.MANY_AT_ONCE, WARNING, (9, *range(9)))]


def test_whoever_is_told_among_many_is_not_told_again_and_others_are():
    many = [day(FAR + 30 * number) for number in range(10)]
    later = [day(FAR + 1000), day(FAR + 1100)]
    assert siblings(day(FAR - 1000), *many, *later) == [
        Violation(Rule.MANY_AT_ONCE, WARNING, (13, *range(1, 11))),
        close(11, 12, 13),
    ]


def test_two_years_with_many_are_two_findings():
    violations = siblings(*["1900"] * 9, *["1905"] * 9)
    assert [each.people[1:] for each in violations] == [tuple(range(9)), tuple(range(9, 18))]


@pytest.mark.parametrize(
    ("parent", "years", "severity"),
    [("W", 43, WARNING), ("W", 61, ERROR), ("M", 73, WARNING), ("M", 96, ERROR), ("P", 73, WARNING), ("P", 96, ERROR)],
)
def test_children_of_one_parent_are_born_within_a_life(parent, years, severity):
    just, more = int(years * 365.25), int(years * 365.25) + 1
    before = [] if severity is WARNING else [WARNING]
    assert [each.severity for each in siblings(day(0), day(just), of=parent)] == before
    assert siblings(day(0), day(more), of=parent) == [Violation(Rule.FAR_SIBLINGS, severity, (1, 0, 2), years=years)]


def test_the_oldest_and_the_youngest_of_all_are_compared():
    assert siblings("1850", "1800", "1900", None, "1880", of="M") == [
        Violation(Rule.FAR_SIBLINGS, ERROR, (2, 1, 5), years=99)
    ]
    assert siblings("18XX", "1900~", of="W") == []


def test_a_mother_of_both_tells_it_for_the_father():
    assert siblings("1800", "1880", of="M W") == [Violation(Rule.FAR_SIBLINGS, ERROR, (1, 0, 3), years=79)]
    assert siblings("1800", "1880", of="M") == [Violation(Rule.FAR_SIBLINGS, WARNING, (1, 0, 2), years=79)]


def test_a_mother_of_one_of_them_or_another_father_tells_nothing():
    people = [person("P0", "1800"), person("P1", "1880"), person("M"), person("W"), person("M2")]
    for links in (parents("P0: M W") + parents("P1: M"), parents("P0: M") + parents("P1: M W")):
        assert found(people, links) == [Violation(Rule.FAR_SIBLINGS, WARNING, (1, 0, 2), years=79)]


@pytest.mark.parametrize("parent", [("M", "1780"), ("M", "1850"), ("M", None, "1820"), ("M", "1790", "1820")])
def test_what_the_parents_own_dates_tell_is_not_told_twice(parent):
    people = [person("P0", "1800"), person("P1", "1880"), person(*parent)]
    violations = found(people, parents("P0: M") + parents("P1: M"))
    assert violations
    assert Rule.FAR_SIBLINGS not in {each.rule for each in violations}


def test_only_children_have_no_siblings():
    assert siblings("1900") == []
