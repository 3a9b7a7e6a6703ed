"""Identical twins are of one sex, of the same parents, and born together."""

from __future__ import annotations

import pytest
from suspects import day, parents, person

from cousins.answers.findings import findings
from cousins.checks import Rule, Severity, check
from cousins.family.graph import FamilyGraph

ABOUT_TWINS = {rule for rule in Rule if "identical twins" in rule.value}


def told(people, links=(), twins=(0, 1)):
    """What is found about the first two of some people, or others, as identical twins."""
    graph = FamilyGraph.of(people, links).with_identical_twins([twins])
    found = [violation for violation in check(graph) if violation.rule in ABOUT_TWINS]
    sentences = [finding.evidence for finding in findings(graph, found)]
    return [(violation.rule, violation.severity, violation.people) for violation in found], sentences


@pytest.mark.parametrize(
    ("people", "links", "rule"),
    [
        ("M1 W1", "", Rule.TWINS_OF_TWO_SEXES),
        ("P1 P2 M3 M4", "P1: M3,P2: M4", Rule.TWINS_OF_OTHER_PARENTS),
        ("P1 P2", "P1: P2", Rule.TWINS_DESCENDED),
        ("P1 P2", "P1: P3,P3: P2", Rule.TWINS_DESCENDED),
    ],
)
def test_a_mark_that_cannot_be_true_is_an_error(people, links, rule):
    drawn = [link for drawing in filter(None, links.split(",")) for link in parents(drawing)]
    found, (sentence,) = told([person(name) for name in people.split()], drawn)
    assert found == [(rule, Severity.ERROR, (0, 1))]
    assert "marked as identical twins" in sentence


@pytest.mark.parametrize("links", ["", "P1: M3 W4,P2: M3 W4", "P1: M3,P2: W4", "P1: M3 W4"])
def test_twins_of_the_same_parents_as_far_as_is_recorded_are_in_order(links):
    drawn = [link for drawing in filter(None, links.split(",")) for link in parents(drawing)]
    assert told([person(name) for name in ("P1", "P2", "M3", "W4")], drawn) == ([], [])


@pytest.mark.parametrize(("days", "wrong"), [(0, False), (2, False), (3, True), (10, False), (400, True)])
def test_twins_are_born_within_two_days_or_in_two_calendars(days, wrong):
    found, _ = told([person("P1", day(days)), person("P2", day(0))])
    assert found == ([(Rule.TWINS_BORN_APART, Severity.WARNING, (1, 0))] if wrong else [])


def test_only_the_births_of_twins_that_are_known_count():
    assert told([person("P1", "1500"), person("P2", "1500-03-05")]) == ([], [])
    assert told([person("P1"), person("P2", "1500-03-05")]) == ([], [])


def test_of_three_the_first_and_the_last_born_are_told():
    people = [person("P1", "1500-03-05"), person("P2", "1500-03-02"), person("P3", "1500-03-08")]
    found, sentences = told(people, twins=(0, 1, 2))
    assert found == [(Rule.TWINS_BORN_APART, Severity.WARNING, (1, 2))]
    assert sentences == ["P2 (* 1500) was born 2 March 1500, the identical twin P3 (* 1500) 8 March 1500"]
