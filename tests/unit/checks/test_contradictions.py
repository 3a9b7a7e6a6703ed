"""Contradictions are found, on this side of each threshold and not on the other; imprecise dates raise no alarm."""

from __future__ import annotations

from itertools import pairwise
from unittest import mock

import pytest
from suspects import day, found, parents, partners, person, rules

from cousins.checks import OneSided, Rule, Severity, Violation
from cousins.family.links import ParentKind
from cousins.family.person import Sex
from cousins.stopping import Stop, StoppedError, stop

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def child_of(child, other):
    return found([person("C", *child), person(*other)], parents(f"C: {other[0]}"))


@pytest.mark.parametrize(
    ("child", "other", "rule"),
    [
        (("1900",), ("M", "1901"), Rule.BORN_BEFORE_PARENT),
        (("1900",), ("W", "1895"), Rule.YOUNG_PARENT),
        (("1900",), ("W", "1840"), Rule.OLD_PARENT),
        (("1900",), ("M", "1810"), Rule.OLD_PARENT),
        (("1900",), ("W", "1870", "1898"), Rule.BORN_AFTER_MOTHER),
        (("1900-12",), ("M", "1870", "1899-12"), Rule.BORN_AFTER_FATHER),
        (("1900~",), ("W", "1920"), Rule.BORN_BEFORE_PARENT),
        ((">1900",), ("W", "1870", "<1890"), Rule.BORN_AFTER_MOTHER),
    ],
)
def test_a_child_and_a_parent_cannot_be_so(child, other, rule):
    assert [(each.rule, each.people) for each in child_of(child, other)] == [(rule, (0, 1))]


@pytest.mark.parametrize(
    ("child", "other"),
    [
        (("1900",), ("W", "1887")),
        (("1900",), ("M", "1820")),
        (("18XX",), ("W", "1870")),
        (("18XX",), ("W", "17XX", "1810")),
        (("1900-09-01",), ("M", "1870", "1899-12-15")),
        (("1900-05-01",), ("W", "1870", "1900-05-01")),
        (("1900-05-10",), ("W", "1870", "1900-05-01J")),
        (("1900~",), ("W", "1890~")),
        ((">1880",), ("W", "1895")),
        (("1900",), ("W", ">1850")),
        (("1900",), ("M", None, "1899")),
        ((None,), ("M", "1900", "1950")),
    ],
)
def test_what_the_dates_allow_is_no_finding(child, other):
    assert child_of(child, other) == []


NINE_YEARS, TWELVE_YEARS = 3287, 4383


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (-1, (Rule.BORN_BEFORE_PARENT, ERROR, None)),
        (0, (Rule.YOUNG_PARENT, ERROR, 0)),
        (365, (Rule.YOUNG_PARENT, ERROR, 0)),
        (366, (Rule.YOUNG_PARENT, ERROR, 1)),
        (NINE_YEARS, (Rule.YOUNG_PARENT, ERROR, 8)),
        (NINE_YEARS + 1, (Rule.YOUNG_PARENT, WARNING, 9)),
        (TWELVE_YEARS - 1, (Rule.YOUNG_PARENT, WARNING, 11)),
        (TWELVE_YEARS, None),
    ],
)
def test_parents_are_twelve_and_certainly_nine(age, expected):
    violations = child_of((day(age),), ("M", day(0)))
    assert [(each.rule, each.severity, each.years) for each in violations] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("parent", "years", "severity"),
    [
        ("W", 55, WARNING),
        ("W", 70, ERROR),
        ("M", 85, WARNING),
        ("M", 105, ERROR),
        ("P", 85, WARNING),
        ("P", 105, ERROR),
    ],
)
def test_mothers_and_fathers_have_their_own_highest_age(parent, years, severity):
    just, more = int(years * 365.25), int(years * 365.25) + 1
    before = [] if severity is WARNING else [WARNING]
    assert [each.severity for each in child_of((day(just),), (parent, day(0)))] == before
    (violation,) = child_of((day(more),), (parent, day(0)))
    assert violation == Violation(Rule.OLD_PARENT, severity, (0, 1), years=years)


@pytest.mark.parametrize(
    ("parent", "allowed", "rule"),
    [
        ("W", 13, Rule.BORN_AFTER_MOTHER),
        ("M", 313, Rule.BORN_AFTER_FATHER),
        ("P", 313, Rule.BORN_AFTER_FATHER),
    ],
)
def test_children_are_born_in_their_mothers_life_and_soon_after_their_fathers(parent, allowed, rule):
    birth = (day(9000),)
    assert child_of(birth, (parent, day(0), day(9000 - allowed))) == []
    violations = child_of(birth, (parent, day(0), day(9000 - allowed - 1)))
    assert violations == [Violation(rule, ERROR, (0, 1))]


def test_death_comes_after_birth_but_for_the_difference_of_the_calendars():
    assert found([person("M", day(13), day(0))]) == []
    assert found([person("M", day(14), day(0))]) == [Violation(Rule.BORN_AFTER_DEATH, ERROR, (0,))]


@pytest.mark.parametrize(("years", "below", "above"), [(110, None, Severity.NOTE), (120, Severity.NOTE, WARNING)])
def test_a_life_of_more_years_than_nearly_all_is_looked_at_and_of_more_than_all_is_doubted(years, below, above):
    limit = years * 1461 // 4
    assert [each.severity for each in found([person("M", day(0), day(limit))])] == [below] * bool(below)
    assert found([person("M", day(0), day(limit + 1))]) == [Violation(Rule.LONG_LIFE, above, (0,), years=years)]
    assert found([person("M", day(0), day(limit + 366))])[0].years == years + 1


@pytest.mark.parametrize(
    ("born", "died"), [("17XX", "1850"), ("18XX", "1850"), (None, "1850"), ("1700", None), (None, None)]
)
def test_what_is_not_known_of_a_life_is_no_finding(born, died):
    assert found([person("M", born, died), person("W", "1700")]) == []


@pytest.mark.parametrize("about", ["1906~", "1904..1906~", "1904/1906~"])
def test_about_is_five_years_on_either_side(about):
    sure = about.replace("~", "")
    assert rules([person("M", "1911-12-31", about)]) == []  # 1906 and five years
    assert rules([person("M", "1912-02-01", about)]) == [Rule.BORN_AFTER_DEATH]
    assert rules([person("M", "1907-02-01", sure)]) == [Rule.BORN_AFTER_DEATH]


def test_about_counts_in_days():
    five_years = 1826  # and a quarter of a day
    assert rules([person("M", day(five_years + 13), day(0) + "~")]) == []
    assert rules([person("M", day(five_years + 14), day(0) + "~")]) == [Rule.BORN_AFTER_DEATH]
    assert rules([person("M", day(five_years + 14) + "~", day(0))]) == []
    assert rules([person("M", day(five_years + 15) + "~", day(0))]) == [Rule.BORN_AFTER_DEATH]


def test_own_ancestors_come_first_then_people_in_their_order():
    people = [person("A", "1900", "1850"), person("B"), person("C", "1900", "1850")]
    links = parents("A: B") + parents("B: A") + parents("C: A")
    assert found(people, links)[:3] == [
        Violation(Rule.OWN_ANCESTOR, ERROR, (0, 1), chain=2),
        Violation(Rule.BORN_AFTER_DEATH, ERROR, (0,)),
        Violation(Rule.BORN_AFTER_DEATH, ERROR, (2,)),
    ]


def test_more_than_two_birth_parents_are_a_finding():
    people = [person(name) for name in ("A", "M1", "M2", "W")]
    assert found(people, parents("A: M1 W")) == []
    assert found(people, parents("A: M1 M2 W")) == [Violation(Rule.MANY_PARENTS, WARNING, (0, 1, 2, 3))]
    assert found(people, parents("A: M1 W") + parents("A: M2", ParentKind.ADOPTIVE)) == []


def test_siblings_know_better_which_of_two_fathers_it_is():
    people = [person(name) for name in ("A", "B", "C", "M1", "M2", "W")]
    links = parents("A: M1 M2 W") + parents("B: M2 W") + parents("C: M1 W")
    assert found(people, links)[1:] == [Violation(Rule.SIBLINGS_DISAGREE, NOTE, (0, 1, 4))]  # the first is enough


def test_siblings_know_better_which_of_two_mothers_it_is():
    people = [person(name) for name in ("A", "B", "M", "W1", "W2")]
    links = parents("A: M W1 W2") + parents("B: M W2")
    assert found(people, links)[1:] == [Violation(Rule.SIBLINGS_DISAGREE, NOTE, (0, 1, 4))]


@pytest.mark.parametrize("of_sibling", ["W", "M1 M2 W", "M3 W", "M1"])
def test_siblings_who_know_no_better_are_no_finding(of_sibling):
    people = [person(name) for name in ("A", "B", "M1", "M2", "M3", "W")]
    links = parents("A: M1 M2 W") + parents(f"B: {of_sibling}")
    assert Rule.SIBLINGS_DISAGREE not in rules(people, links)


def test_parents_without_a_rival_of_their_sex_are_not_disputed():
    people = [person(name) for name in ("A", "B", "M", "W", "P")]
    assert rules(people, parents("A: M W P") + parents("B: M P")) == [Rule.MANY_PARENTS]


@pytest.mark.parametrize(("others", "asked"), [(99, True), (100, False)])
def test_a_hundred_siblings_are_asked(others, asked):
    crowd = [f"B{number:03}" for number in range(others)]
    people = [person(name) for name in (*crowd, "C", "A", "M1", "M2", "W")]
    links = [link for name in crowd for link in parents(f"{name}: W")]
    links += parents("C: M1 W") + parents("A: M1 M2 W")
    assert (Rule.SIBLINGS_DISAGREE in rules(people, links)) is asked


def namesakes(one, other, name="Ann Lee"):
    """Findings in two children of one father, with dates of birth and death."""
    people = [person("P1", *one, called=name), person("P2", *other, called=name), person("M")]
    return found(people, parents("P1: M") + parents("P2: M"))


def test_likely_duplicates_share_name_years_and_a_relative():
    twins = [person("P1", "1900", called="Ann  Lee"), person("P2", "1900", called="ann lee"), person("M")]
    assert found(twins, parents("P1: M") + parents("P2: M")) == [Violation(Rule.DUPLICATE, NOTE, (0, 1), relative=2)]
    assert found(twins) == []
    others = [person("P1", "1900", called="Ann Lee"), person("P2", "1900", called="Eve Lee"), person("M")]
    assert found(others, parents("P1: M") + parents("P2: M")) == []


@pytest.mark.parametrize("name", ["", "Unknown", "Unknown Lee", None])
def test_people_whose_name_is_not_known_are_no_duplicates(name):
    assert namesakes(("1900",), ("1900",), name) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("1900",), ("1901",), False),
        (("1901",), ("1900",), False),
        (("1900",), (None,), False),
        ((None,), ("1900",), False),
        ((None,), (None,), False),
        (("1900-01-01..1900-06-01",), ("1900-06-01..1900-12-31",), True),
        (("1900-06-01..1900-12-31",), ("1900-01-01..1900-06-01",), True),
        (("1900-01-01..1900-05-31",), ("1900-06-01..1900-12-31",), False),
        (("1900", "1950"), ("1900", "1950"), True),
        (("1900", "1950"), ("1900",), True),
        (("1900", "1950"), ("1900", "1951"), False),
        (("1900", "1951"), ("1900", "1950"), False),
        (("1900", "1950-01-01..1950-06-01"), ("1900", "1950-06-01..1950-12-31"), True),
        (("1900", "1950-06-01..1950-12-31"), ("1900", "1950-01-01..1950-06-01"), True),
        (("1901~",), ("1901~",), True),
        (("1901~",), ("1905",), True),
        (("190X",), ("190X",), True),
        (("19XX",), ("1905",), False),
        (("1905",), ("19XX",), False),
        ((f"{day(0)}..{day(4017)}",), (day(0),), True),
        ((f"{day(0)}..{day(4018)}",), (day(0),), False),
    ],
)
def test_duplicates_can_be_born_and_dead_on_the_same_days_and_their_birth_is_known(one, other, same):
    assert namesakes(one, other) == ([Violation(Rule.DUPLICATE, NOTE, (0, 1), relative=2)] if same else [])


def test_a_pair_of_duplicates_is_told_once_and_the_earlier_comes_first():
    people = [person("P1", "1900", called="Zoe"), person("P2", "1900~", called="zoe"), person("M"), person("W")]
    links = parents("P1: M W") + parents("P2: M W")
    assert found(people, links) == [Violation(Rule.DUPLICATE, NOTE, (0, 1), relative=2)]


@pytest.mark.parametrize("kin", ["parents", "partners"])
def test_duplicates_are_looked_for_among_parents_and_partners(kin):
    people = [person("A"), person("W1", "1900", called="Ann"), person("W2", "1900", called="Ann")]
    links = parents("A: W1 W2") if kin == "parents" else ()
    couples = [partners("A", "W1"), partners("A", "W2")] if kin == "partners" else ()
    assert found(people, links, couples)[-1] == Violation(Rule.DUPLICATE, NOTE, (1, 2), relative=0)


def test_of_many_namesakes_those_born_next_to_each_other_are_compared():
    people = [person(f"P{number}", born, called="Ann") for number, born in enumerate(("1905", "1900", "1905"))]
    links = [link for each in people for link in parents(f"{each.id}: M")]
    assert found([*people, person("M")], links) == [Violation(Rule.DUPLICATE, NOTE, (0, 2), relative=3)]


@pytest.mark.parametrize("generations", [1, 2, 5])
def test_married_to_an_ancestor(generations):
    names = [f"P{number}" for number in range(7)]
    links = [link for child, parent in pairwise(names) for link in parents(f"{child}: {parent}")]
    people = [person(name) for name in names]
    violations = found(people, links, [partners("P0", names[generations])])
    assert violations == [Violation(Rule.MARRIED_ANCESTOR, WARNING, (0, generations), generations=generations)]
    assert found(people, links, [partners("P0", "P6")]) == []


def test_an_ancestor_twice_over_is_told_once_at_the_nearest():
    links = parents("A: B C") + parents("B: C")
    violations = found([person(name) for name in "ABC"], links, [partners("A", "C")])
    assert violations == [Violation(Rule.MARRIED_ANCESTOR, WARNING, (0, 2), generations=1)]


def test_every_ancestor_somebody_is_married_to_is_told():
    links = parents("A: B C") + parents("B: D")
    violations = found([person(name) for name in "ABCD"], links, [partners("A", "D"), partners("A", "C")])
    assert [(each.people, each.generations) for each in violations] == [((0, 2), 1), ((0, 3), 2)]


def test_a_stated_father_who_is_a_woman():
    people, links = [person("A"), person("W"), person("P")], parents("A: W P")
    violation = Violation(Rule.WRONG_SEX, WARNING, (1, 0), stated=Sex.MALE)
    assert found(people, links, roles={("A", "W"): Sex.MALE}) == [violation]
    assert found(people, links, roles={("A", "W"): Sex.FEMALE, ("A", "P"): Sex.MALE}) == []


def test_a_link_that_one_record_states_comes_last_with_the_silent_one_first():
    people = [person("A", "1900", "1850"), person("B")]
    stated, outside = OneSided("A", "parent", "B"), OneSided("F1", "child", "A")
    assert found(people, one_sided=[stated, outside])[1:] == [
        Violation(Rule.ONE_SIDED, NOTE, (1, 0), one_sided=stated),
        Violation(Rule.ONE_SIDED, NOTE, (0,), one_sided=outside),
    ]


def test_a_check_ends_when_nobody_waits_any_more():
    asked = Stop()
    asked.asked = True
    kept = stop.set(asked)
    try:
        with pytest.raises(StoppedError):
            found([person("A")])
    finally:
        stop.reset(kept)


def test_whether_it_is_still_wanted_is_asked_once_in_thousands_of_people():
    with mock.patch("cousins.checks.look") as look:
        found([person(f"P{number}") for number in range(10)])
    assert look.call_count == 1


def test_people_of_other_rules_make_no_chain():
    (violation,) = found([person("A", "1900", "1850")])
    assert (violation.chain, violation.doubted) == (0, ())
