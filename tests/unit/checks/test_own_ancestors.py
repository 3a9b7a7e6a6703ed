"""A circle is one finding, with a chain that closes and the links that the dates speak against."""

from __future__ import annotations

import pytest
from suspects import day, found, parents, person

from cousins.checks import Rule, Severity, Violation

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def circle(*people, links=("A: B", "B: C", "C: D", "D: A")):
    """What is found in the circle of A, B, C and D."""
    return found(people, [link for drawing in links for link in parents(drawing)])


def own_ancestors(people, chain=4, doubted=()):
    return Violation(Rule.OWN_ANCESTOR, ERROR, people, chain=chain, doubted=doubted)


def test_a_circle_is_one_finding_with_all_its_people():
    assert circle(*map(person, "ABCD"), person("E"), links=("A: B", "B: C", "C: D", "D: A", "E: A")) == [
        own_ancestors((0, 1, 2, 3))
    ]


def test_two_circles_are_two_findings():
    people = [person(name) for name in "ABCD"]
    assert circle(*people, links=("A: B", "B: A", "C: D", "D: C")) == [
        own_ancestors((0, 1), chain=2),
        own_ancestors((2, 3), chain=2),
    ]


def test_of_circles_that_share_somebody_the_shortest_chain_comes_first_and_then_the_others():
    people = [person(name) for name in "ABCD"]
    assert circle(*people, links=("A: B", "B: C", "C: D", "D: A B")) == [own_ancestors((1, 2, 3, 0), chain=3)]


def test_a_chain_begins_with_the_link_that_the_dates_speak_against_and_it_is_told_once():
    people = person("A", "1800"), person("B", "1760"), person("C", "1720"), person("D", "1680")
    assert circle(*people) == [own_ancestors((3, 0, 1, 2), doubted=((0, 1),))]


def test_a_chain_with_a_doubtful_link_is_shown_rather_than_a_shorter_one():
    people = person("A", "1800"), person("B", "1760"), person("C", "1720"), person("D", "1680")
    (violation,) = circle(*people, person("E"), links=("A: B", "B: C", "C: D", "D: A", "B: E", "E: B"))
    assert violation == own_ancestors((3, 0, 1, 2, 4), doubted=((0, 1),))


@pytest.mark.parametrize(
    ("child", "parent", "doubted"),
    [
        (("1800",), ("B", "1795"), ((0, 1), (1, 0))),
        (("1800",), ("B", None, "1700"), ((0, 1),)),
        (("1800",), ("B", "1790"), ((1, 0),)),
        (("1800",), ("B", "1680"), ((0, 1), (1, 0))),
        (("1800",), ("B", ">1600"), ()),
    ],
)
def test_what_is_surely_wrong_in_one_link_or_in_the_others_is_doubted(child, parent, doubted):
    assert circle(person("A", *child), person(*parent), person("C"), person("D"))[0].doubted == doubted


def test_what_is_only_doubtful_in_one_link_is_told_beside_the_circle():
    violations = circle(person("A", "1800"), person("B", "1790"), person("C"), person("D"))
    assert [(each.rule, each.people) for each in violations[1:]] == [(Rule.YOUNG_PARENT, (0, 1))]


def test_all_that_is_said_against_links_that_are_not_on_the_chain_is_told():
    people = person("A", "1800"), person("B", "1900"), person("C", "1950")
    violations = circle(*people, links=("A: B C", "B: A", "C: A"))
    assert violations[0] == own_ancestors((0, 1, 2), chain=2, doubted=((0, 1),))
    assert [(each.rule, each.people) for each in violations[1:]] == [
        (Rule.BORN_BEFORE_PARENT, (0, 2)),
        (Rule.OLD_PARENT, (1, 0)),
        (Rule.OLD_PARENT, (2, 0)),
    ]


@pytest.mark.parametrize(
    ("births", "doubted"),
    [
        (("1800", None, "1740", None), ((2, 0),)),
        (("1800", None, None, "1740"), ((0, 1),)),
        (("1800", "1770", None, None), ((1, 0),)),
        ((day(1), None, day(0), None), ((2, 0),)),
        (("1740", None, "1800", None), ((0, 2),)),
        ((day(0), None, day(0), None), ()),
        (("1800", None, None, None), ()),
        ((">1800", None, "<1800", None), ((2, 0),)),
        (("<1800", None, "<1790", None), ()),
        ((">1790", None, ">1800", None), ()),
        ((None, None, None, None), ()),
    ],
)
def test_between_two_whose_births_are_known_one_link_must_be_wrong(births, doubted):
    people = [person(name, born) for name, born in zip("ABCD", births, strict=True)]
    assert circle(*people)[0].doubted == doubted
