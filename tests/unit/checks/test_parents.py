"""Two fathers or two mothers who are no couple are rivals; unknown parents whom a reader put in are not spoken of."""

from __future__ import annotations

import pytest
from suspects import found, parents, partners, person

from cousins.checks import OneSided, Rule, Severity, Violation
from cousins.family.links import ParentKind, PartnerKind, PartnerLink

WARNING, NOTE = Severity.WARNING, Severity.NOTE


@pytest.mark.parametrize("two", ["M1 M2", "W1 W2"])
def test_two_parents_of_one_sex_are_rivals(two):
    people = [person(name) for name in ("A", *two.split())]
    assert found(people, parents(f"A: {two}")) == [Violation(Rule.RIVAL_PARENTS, WARNING, (0, 1, 2))]


@pytest.mark.parametrize("two", ["M1 W1", "M1 P1", "P1 P2", "M1"])
def test_parents_who_may_be_a_couple_are_no_finding(two):
    people = [person(name) for name in ("A", *two.split())]
    assert found(people, parents(f"A: {two}")) == []


@pytest.mark.parametrize("kind", PartnerKind)
def test_partners_of_one_sex_are_the_two_parents_of_their_child(kind):
    people = [person(name) for name in ("A", "M1", "M2")]
    assert found(people, parents("A: M1 M2"), [PartnerLink("M1", "M2", kind)]) == []


def test_rivals_who_have_other_partners_are_rivals():
    people = [person(name) for name in ("A", "M1", "M2", "W")]
    couples = [partners("M1", "W"), partners("M2", "W")]
    assert found(people, parents("A: M1 M2"), couples) == [Violation(Rule.RIVAL_PARENTS, WARNING, (0, 1, 2))]


def test_an_adoptive_father_is_no_rival():
    people = [person(name) for name in ("A", "M1", "M2")]
    assert found(people, parents("A: M1") + parents("A: M2", ParentKind.ADOPTIVE)) == []


def test_three_parents_are_more_than_two_and_not_rivals():
    people = [person(name) for name in ("A", "M1", "M2", "W")]
    assert found(people, parents("A: M1 M2 W")) == [Violation(Rule.MANY_PARENTS, WARNING, (0, 1, 2, 3))]


@pytest.mark.parametrize("put_in", ["F?father F?mother", "F?father?? F?mother??", "F?father"])
def test_unknown_parents_whom_a_reader_put_in_are_not_counted(put_in):
    people = [person(name) for name in ("A", "M1", *put_in.split())]
    assert found(people, parents(f"A: M1 {put_in}")) == []


def test_an_unknown_father_is_no_rival_and_nothing_is_said_about_his_life_and_marriages():
    father, mother = person("M?father", "1900", "1850"), person("W?mother", "1900", "1850")
    people = [person("A", "1800"), person("M1"), father, mother, person("W1", "1990")]
    couples = [partners("M?father", "W?mother"), partners("A", "M?father"), partners("W1", "W?mother")]
    links = parents("A: M1 M?father") + parents("W1: W?mother") + parents("M?father: A")
    assert Rule.OWN_ANCESTOR in {each.rule for each in found(people, links, couples)}
    assert [each.rule for each in found(people, links[:-1], couples)] == []


def test_brothers_of_one_name_are_told_though_their_parents_are_put_in():
    people = [
        person("A", "1900", called="Tom"),
        person("B", "1900", called="tom"),
        person("M?father"),
        person("W?mother"),
    ]
    links = parents("A: M?father W?mother") + parents("B: M?father W?mother")
    assert found(people, links) == [Violation(Rule.DUPLICATE, NOTE, (0, 1))]


def test_unknown_parents_are_no_namesakes_of_anybody():
    people = [person("A"), person("M1", "1900", called="Tom"), person("M?father", "1900", called="Tom")]
    assert found(people, parents("A: M1 M?father")) == []
    assert found(people, (), [partners("A", "M1"), partners("A", "M?father")]) == []
    assert found(people, parents("M1: A") + parents("M?father: A")) == []


def test_links_with_unknown_parents_are_stated_by_nobody():
    assert found([person("A")], one_sided=[OneSided("F1", "child", "A")]) != []
