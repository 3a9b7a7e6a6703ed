"""Findings say who, why and where, in words and with what Wikidata's editors need."""

from __future__ import annotations

import pytest

from cousins.answers.findings import findings
from cousins.checks import OneSided, Rule, Severity, Violation, check
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.life_events import Event, EventKind
from cousins.family.person import Person, PersonId, Sex

PAGE = "https://www.wikidata.org/wiki/"
MEN_AND_WOMEN = FamilyGraph.of(
    [Person(PersonId("Q1"), sex=Sex.MALE), Person(PersonId("Q2")), Person(PersonId("Q3"), sex=Sex.FEMALE)]
)


ALONE = {
    *(Rule.LONG_LIFE, Rule.BORN_IN_FUTURE, Rule.DIED_IN_FUTURE, Rule.BAPTISED_BEFORE_BIRTH, Rule.BAPTISED_AFTER_DEATH),
    *(Rule.BURIED_BEFORE_BIRTH, Rule.BURIED_BEFORE_DEATH, Rule.BURIED_LATE, Rule.SEVERAL_BIRTHS, Rule.SEVERAL_DEATHS),
}
EVENTS = (Event(EventKind.MARRIAGE), Event(EventKind.MARRIAGE))


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
        "key": "dead before born: Q5",
    }


@pytest.mark.parametrize(
    ("rule", "properties"),
    [
        (Rule.BAPTISED_AFTER_DEATH, ["P569", "P570"]),
        (Rule.BORN_IN_FUTURE, ["P569"]),
        (Rule.DIED_IN_FUTURE, ["P570"]),
        (Rule.LONG_LIFE, ["P569", "P570"]),
        (Rule.BORN_BEFORE_PARENT, ["P569", "P22", "P25"]),
        (Rule.YOUNG_PARENT, ["P569", "P22", "P25"]),
        (Rule.OLD_PARENT, ["P569", "P22", "P25"]),
        (Rule.BORN_AFTER_MOTHER, ["P569", "P22", "P25"]),
        (Rule.BORN_AFTER_FATHER, ["P569", "P22", "P25"]),
        (Rule.MANY_PARENTS, ["P22", "P25"]),
        (Rule.WRONG_SEX, ["P21"]),
        (Rule.CLOSE_SIBLINGS, ["P569", "P25"]),
        (Rule.FAR_SIBLINGS, ["P569", "P22", "P25"]),
        (Rule.MANY_AT_ONCE, ["P40"]),
        (Rule.MARRIED_ANCESTOR, ["P26", "P22", "P25"]),
        (Rule.BAPTISED_BEFORE_BIRTH, ["P569"]),
        (Rule.BURIED_BEFORE_BIRTH, ["P569"]),
        (Rule.BURIED_BEFORE_DEATH, ["P570"]),
        (Rule.BURIED_LATE, ["P570"]),
        (Rule.SEVERAL_BIRTHS, ["P569"]),
        (Rule.SEVERAL_DEATHS, ["P570"]),
        (Rule.EVENT_IN_FUTURE, [""]),
        (Rule.MARRIED_BEFORE_BIRTH, ["P569", "P26"]),
        (Rule.MARRIED_AFTER_DEATH, ["P570", "P26"]),
        (Rule.YOUNG_MARRIAGE, ["P569", "P26"]),
        (Rule.OLD_MARRIAGE, ["P569", "P26"]),
        (Rule.DIVORCED_BEFORE_MARRIAGE, ["P26"]),
        (Rule.DUPLICATE, [""]),
    ],
)
def test_links_lead_to_the_statements_of_the_first_person(rule, properties):
    people = (0, 2, 2) if "sibling" in rule.value else (0,) if rule in ALONE else (0, 2)
    finding = worded(MEN_AND_WOMEN, Violation(rule, Severity.ERROR, people, events=EVENTS))
    assert finding.links == tuple(f"{PAGE}Q1#{name}".removesuffix("#") for name in properties)


def test_the_first_person_counts_for_links():
    graph = FamilyGraph.of([Person(PersonId("I1")), Person(PersonId("Q1"))])
    assert worded(graph, Violation(Rule.DUPLICATE, Severity.NOTE, (0, 1))).links == ()
    assert worded(graph, Violation(Rule.DUPLICATE, Severity.NOTE, (1, 0))).links == (f"{PAGE}Q1",)


def test_the_first_of_all_people_may_be_the_relative():
    graph = FamilyGraph.of([Person(PersonId(name)) for name in "ABC"])
    finding = worded(graph, Violation(Rule.DUPLICATE, Severity.NOTE, (1, 2), relative=0))
    assert finding.evidence == "B and C are both next of kin of A"


@pytest.mark.parametrize(("parents", "stated"), [((0, 0), "P22"), ((2, 2), "P25")])
def test_links_of_rivals_lead_to_the_statements_of_their_sex(parents, stated):
    finding = worded(MEN_AND_WOMEN, Violation(Rule.RIVAL_PARENTS, Severity.WARNING, (1, *parents)))
    assert finding.links == (f"{PAGE}Q2#{stated}",)


def test_links_of_a_circle_lead_to_each_statement_on_its_chain():
    circle = Violation(Rule.OWN_ANCESTOR, Severity.ERROR, (0, 2, 1), chain=2)
    assert worded(MEN_AND_WOMEN, circle).links == (f"{PAGE}Q1#P25", f"{PAGE}Q3#P22")
    circle = Violation(Rule.OWN_ANCESTOR, Severity.ERROR, (1,), chain=1)
    assert worded(MEN_AND_WOMEN, circle).links == (f"{PAGE}Q2#P22", f"{PAGE}Q2#P25")


def crowd(count):
    """The finding in a circle of so many, and so many numbers of people."""
    graph = FamilyGraph.of([Person(PersonId(f"Q{number}"), sex=Sex.MALE) for number in range(1, count + 1)])
    return worded(graph, Violation(Rule.OWN_ANCESTOR, Severity.ERROR, tuple(range(count)), chain=count))


def test_a_crowd_is_told_in_one_short_line_and_all_are_there():
    finding = crowd(50_000)
    assert len(finding.persons) == 50_000
    assert len(finding.links) == 12
    assert "Q12 and 49,988 more)" in str(finding)
    assert len(str(finding)) < 1000
    assert len(finding.key) < 100


def test_twelve_people_are_no_crowd():
    assert "(Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12)" in str(crowd(12))
    assert crowd(12).key == "own ancestor: Q1 Q10 Q11 Q12 Q2 Q3 Q4 Q5 Q6 Q7 Q8 Q9"
    assert crowd(13).key.startswith("own ancestor: Q1 and 12 more ")
    assert len({crowd(count).key for count in range(10, 20)}) == 10


def test_a_circle_with_others_on_it_tells_how_many():
    circle = Violation(Rule.OWN_ANCESTOR, Severity.ERROR, (0, 2, 1), chain=2, doubted=((1, 0),))
    assert worded(MEN_AND_WOMEN, circle).evidence == (
        "Q1, child of Q3, child of Q1; the dates speak against Q3 as a child of Q1; "
        "1 more person stands on circles with them"
    )


def test_keys_do_not_depend_on_the_order_of_records():
    one, other = (Violation(Rule.DUPLICATE, Severity.NOTE, people, relative=1) for people in ((0, 2), (2, 0)))
    assert worded(MEN_AND_WOMEN, one).key == worded(MEN_AND_WOMEN, other).key
    assert worded(MEN_AND_WOMEN, one).key == "perhaps the same person twice: Q1 Q3"


def test_keys_tell_which_of_two_partners_is_meant():
    keys = {
        worded(MEN_AND_WOMEN, Violation(rule, Severity.ERROR, people, events=EVENTS)).key
        for rule in (Rule.MARRIED_BEFORE_BIRTH, Rule.DIVORCED_BEFORE_MARRIAGE)
        for people in ((0, 2), (2, 0))
    }
    assert keys == {
        "married or divorced before birth: Q1 Q3",
        "married or divorced before birth: Q3 Q1",
        "divorced before the marriage: Q1 Q3",
    }


def test_keys_of_links_stated_from_one_side_tell_both_and_the_link():
    assert one_sided(MEN_AND_WOMEN, "F9", "child", "Q1").key == "stated from one side only: F9 child Q1"


def test_keys_are_one_line_of_words_whatever_the_ids_are():
    ids = "a b", "c#d", "e\nf", "50%", "\u2028", "\ud800"
    graph = FamilyGraph.of([Person(PersonId(each)) for each in ids])
    finding = worded(graph, Violation(Rule.MANY_PARENTS, Severity.WARNING, tuple(range(6))))
    assert finding.key == "more than two birth parents: 50%25 a%20b c%23d e%0Af %E2%80%A8 %3F"
