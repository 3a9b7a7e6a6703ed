"""Contradictions are found, and dates that are not precise raise no false alarm."""

from __future__ import annotations

import pytest

from cousins.checks import OneSided, Rule, Severity, check, own_ancestors
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerLink
from cousins.family.person import Person, PersonId, Sex


def person(name, born=None, died=None):
    """Somebody whose name begins with M for men, and otherwise is a woman's."""
    sex = Sex.MALE if name.startswith("M") else Sex.FEMALE
    return Person(PersonId(name), name, sex, born and Date.parse(born), died and Date.parse(died))


def parent(child, of, kind=ParentKind.BIRTH):
    return ParentLink(PersonId(child), PersonId(of), kind)


def rules(people, parents=(), partners=(), **options):
    graph = FamilyGraph.of(people, parents, partners)
    return [finding.rule for finding in check(graph, **options)]


def child_of(child, other):
    return rules([person("C", *child), person(*other)], [parent("C", other[0])])


@pytest.mark.parametrize(
    ("child", "other", "rule"),
    [
        (("1900",), ("M", "1901"), Rule.BORN_BEFORE_PARENT),
        (("1900",), ("W", "1895"), Rule.YOUNG_PARENT),
        (("1900",), ("W", "1889"), Rule.YOUNG_PARENT),
        (("1900",), ("W", "1840"), Rule.OLD_PARENT),
        (("1900",), ("M", "1810"), Rule.OLD_PARENT),
        (("1900",), ("W", "1870", "1898"), Rule.BORN_AFTER_MOTHER),
        (("1900-12",), ("M", "1870", "1899-12"), Rule.BORN_AFTER_FATHER),
        (("1900~",), ("W", "1920"), Rule.BORN_BEFORE_PARENT),
        ((">1900",), ("W", "1870", "<1890"), Rule.BORN_AFTER_MOTHER),
    ],
)
def test_a_child_and_a_parent_cannot_be_so(child, other, rule):
    assert child_of(child, other) == [rule]


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


def test_one_life():
    assert rules([person("M", "1900", "1850")]) == [Rule.BORN_AFTER_DEATH]
    assert rules([person("M", "1700", "1850")]) == [Rule.LONG_LIFE]
    assert rules([person("M", "17XX", "1850")]) == []
    assert rules([person("M", "18XX", "1850")]) == []
    assert rules([person("M", None, "1850"), person("W", "1700")]) == []


def test_own_ancestors_come_first():
    people = [person("A"), person("B"), person("C")]
    graph = FamilyGraph.of(people, [parent("A", "B"), parent("B", "A"), parent("C", "A")])
    assert list(own_ancestors(graph)) == [0, 1]
    found = list(check(graph))
    assert [(finding.rule, finding.persons[0]) for finding in found[:2]] == [
        (Rule.OWN_ANCESTOR, "A"),
        (Rule.OWN_ANCESTOR, "B"),
    ]
    assert found[0].severity is Severity.ERROR


def test_more_than_two_birth_parents_and_siblings_who_know_better():
    people = [person(name) for name in ("A", "B", "M1", "M2", "W")]
    parents = [parent("A", "M1"), parent("A", "M2"), parent("A", "W"), parent("B", "M1"), parent("B", "W")]
    assert rules(people, parents) == [Rule.MANY_PARENTS, Rule.SIBLINGS_DISAGREE]
    adopted = [parent("A", "M1"), parent("A", "M2", ParentKind.ADOPTIVE), parent("A", "W")]
    assert rules(people, adopted) == []


def test_likely_duplicates_share_name_years_and_a_relative():
    twins = [Person(PersonId(f"P{n}"), "Ann  Lee" if n else "ann lee", born=Date.parse("1900")) for n in (0, 1)]
    parents = [parent("P0", "M"), parent("P1", "M")]
    assert rules([*twins, person("M")], parents) == [Rule.DUPLICATE]
    assert rules(twins) == []
    later = Person(PersonId("P1"), "Ann Lee", born=Date.parse("1903"))
    assert rules([twins[0], later, person("M")], parents) == []
    undated = [Person(PersonId(f"P{n}"), "Ann Lee") for n in (0, 1)]
    assert rules([*undated, person("M")], parents) == []


def test_married_to_an_ancestor():
    people = [person("A"), person("M"), person("W")]
    parents = [parent("A", "M"), parent("M", "W")]
    assert rules(people, parents, [PartnerLink(PersonId("A"), PersonId("W"))]) == [Rule.MARRIED_ANCESTOR]


def test_a_stated_father_who_is_a_woman():
    people = [person("A"), person("W")]
    assert rules(people, [parent("A", "W")], roles={("A", "W"): Sex.MALE}) == [Rule.WRONG_SEX]
    assert rules(people, [parent("A", "W")], roles={("A", "W"): Sex.FEMALE}) == []


@pytest.mark.parametrize(
    ("stated", "line"),
    [
        (OneSided("Q2", "parent", "Q1"), "Q1|P40|Q2"),
        (OneSided("Q1", "child", "Q2"), "Q2|P22|Q1"),
        (OneSided("Q3", "child", "Q2"), "Q2|P25|Q3"),
        (OneSided("Q1", "partner", "Q3"), "Q3|P26|Q1"),
    ],
)
def test_missing_inverses_come_as_lines_to_paste(stated, line):
    people = [Person(PersonId("Q1"), sex=Sex.MALE), Person(PersonId("Q2")), Person(PersonId("Q3"), sex=Sex.FEMALE)]
    (finding,) = check(FamilyGraph.of(people), one_sided=[stated])
    assert finding.quickstatements == (line,)
    assert finding.links == (f"https://www.wikidata.org/wiki/{stated.other}",)


def test_links_of_files_have_no_lines_to_paste():
    (finding,) = check(FamilyGraph.of([person("A")]), one_sided=[OneSided("A", "parent", "F1")])
    assert (finding.persons, finding.quickstatements, finding.links) == (("A",), (), ())


def test_a_finding_says_who_why_and_where():
    people = [Person(PersonId("Q5"), "Ann", born=Date.parse("1900"), died=Date.parse("1850"))]
    (finding,) = check(FamilyGraph.of(people))
    assert finding.links == ("https://www.wikidata.org/wiki/Q5#P569", "https://www.wikidata.org/wiki/Q5#P570")
    said = "error: dead before born: Ann (1900\u20131850) died 1850, before the birth 1900 (Q5)"
    assert str(finding).startswith(said)
    assert finding.record()["severity"] == "error"
