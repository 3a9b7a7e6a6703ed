"""Findings say who, why and where, in words and with what Wikidata's editors need."""

from __future__ import annotations

import pytest

from cousins.answers.findings import findings
from cousins.checks import OneSided, Rule, Severity, Violation, check
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.person import Person, PersonId, Sex

PAGE = "https://www.wikidata.org/wiki/"
MEN_AND_WOMEN = FamilyGraph.of(
    [Person(PersonId("Q1"), sex=Sex.MALE), Person(PersonId("Q2")), Person(PersonId("Q3"), sex=Sex.FEMALE)]
)


def worded(graph, *violations):
    """The only finding that violations make."""
    (finding,) = findings(graph, violations)
    return finding


def one_sided(graph, *stated):
    return worded(graph, *check(graph, one_sided=[OneSided(*stated)]))


@pytest.mark.parametrize(
    ("stated", "lines"),
    [
        (("Q2", "parent", "Q1"), ("Q1|P40|Q2",)),
        (("Q1", "child", "Q2"), ("Q2|P22|Q1",)),
        (("Q3", "child", "Q2"), ("Q2|P25|Q3",)),
        (("Q1", "partner", "Q3"), ("Q3|P26|Q1",)),
        (("Q2", "child", "Q1"), ()),
        (("Q9", "child", "Q1"), ()),
        (("F9", "partner", "Q1"), ()),
    ],
)
def test_missing_inverses_come_as_lines_to_paste(stated, lines):
    finding = one_sided(MEN_AND_WOMEN, *stated)
    assert finding.quickstatements == lines
    assert finding.links == (PAGE + stated[2],)


def test_a_silent_one_who_is_no_item_gets_no_lines():
    assert one_sided(MEN_AND_WOMEN, "Q1", "partner", "F9").quickstatements == ()


def test_links_of_files_have_no_lines_to_paste():
    finding = one_sided(FamilyGraph.of([Person(PersonId("A"), "Ann")]), "A", "parent", "F1")
    assert (finding.persons, finding.quickstatements, finding.links) == (("A",), (), ())
    assert finding.evidence == "Ann states F1 as parent, and F1 does not state it back"


def test_two_who_are_both_unknown_are_told_by_their_ids():
    finding = one_sided(FamilyGraph.of([]), "I1", "partner", "I2")
    assert (finding.persons, finding.links) == ((), ())
    assert finding.evidence == "I1 states I2 as partner, and I2 does not state it back"


def test_a_finding_says_who_why_and_where():
    graph = FamilyGraph.of([Person(PersonId("Q5"), "Ann", born=Date.parse("1900"), died=Date.parse("1850"))])
    finding = worded(graph, *check(graph))
    assert finding.links == (f"{PAGE}Q5#P569", f"{PAGE}Q5#P570")
    assert str(finding) == (
        "error: dead before born: Ann (1900\u20131850) died 1850, before the birth 1900 (Q5); "
        "one of the two dates is wrong"
    )
    assert finding.record() == {
        "rule": "dead before born",
        "severity": "error",
        "persons": ["Q5"],
        "evidence": "Ann (1900\u20131850) died 1850, before the birth 1900",
        "suggestion": "one of the two dates is wrong",
        "links": [f"{PAGE}Q5#P569", f"{PAGE}Q5#P570"],
        "quickstatements": [],
    }


@pytest.mark.parametrize(
    ("rule", "properties"),
    [
        (Rule.OWN_ANCESTOR, ["P22", "P25"]),
        (Rule.LONG_LIFE, ["P569", "P570"]),
        (Rule.BORN_BEFORE_PARENT, ["P569", "P22", "P25"]),
        (Rule.YOUNG_PARENT, ["P569", "P22", "P25"]),
        (Rule.OLD_PARENT, ["P569", "P22", "P25"]),
        (Rule.BORN_AFTER_MOTHER, ["P569", "P22", "P25"]),
        (Rule.BORN_AFTER_FATHER, ["P569", "P22", "P25"]),
        (Rule.MANY_PARENTS, ["P22", "P25"]),
        (Rule.WRONG_SEX, ["P21"]),
        (Rule.MARRIED_ANCESTOR, ["P26", "P22", "P25"]),
        (Rule.DUPLICATE, [""]),
    ],
)
def test_links_lead_to_the_statements_of_the_first_person(rule, properties):
    people = (0,) if rule in {Rule.OWN_ANCESTOR, Rule.LONG_LIFE} else (0, 2)
    finding = worded(MEN_AND_WOMEN, Violation(rule, Severity.ERROR, people))
    assert finding.links == tuple(f"{PAGE}Q1#{name}".removesuffix("#") for name in properties)


def test_the_first_person_counts_for_links():
    graph = FamilyGraph.of([Person(PersonId("I1")), Person(PersonId("Q1"))])
    assert worded(graph, Violation(Rule.DUPLICATE, Severity.NOTE, (0, 1))).links == ()
    assert worded(graph, Violation(Rule.DUPLICATE, Severity.NOTE, (1, 0))).links == (f"{PAGE}Q1",)


def test_the_first_of_all_people_may_be_the_relative():
    graph = FamilyGraph.of([Person(PersonId(name)) for name in "ABC"])
    finding = worded(graph, Violation(Rule.DUPLICATE, Severity.NOTE, (1, 2), relative=0))
    assert finding.evidence == "B and C are both next of kin of A"
