"""Every rule has its sentences, in every language; in English they read like this."""

from __future__ import annotations

import pytest
from suspects import happened

from cousins.checks import Rule
from cousins.family.dates import Date
from cousins.family.person import Person, PersonId, Sex
from cousins.terms import LANGUAGES
from cousins.terms.sentences import Case, sentences

ANN = Person(PersonId("A"), "Ann", Sex.FEMALE, Date.parse("1900-05-06"), Date.parse("1850"))
BOB = Person(PersonId("B"), "Bob", Sex.MALE)
EVE = Person(PersonId("E"), "Eve")
LABEL = "Ann (1900\u20131850)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_sentences(language):
    spoken = sentences(language)
    assert set(spoken) == {rule.value for rule in Rule}
    assert all(sentence.title and sentence.suggestion for sentence in spoken.values())


@pytest.mark.parametrize(
    ("rule", "case", "evidence"),
    [
        (Rule.OWN_ANCESTOR, Case((BOB,)), "Bob is recorded as their own parent"),
        (Rule.OWN_ANCESTOR, Case((BOB,), doubted=((0, 0),)), "Bob is recorded as their own parent"),
        (
            Rule.OWN_ANCESTOR,
            Case((BOB,), others=1),
            "Bob, child of Bob; 1 more person stands on circles with them",
        ),
        (Rule.OWN_ANCESTOR, Case((BOB, EVE, ANN)), f"Bob, child of Eve, child of {LABEL}, child of Bob"),
        (
            Rule.OWN_ANCESTOR,
            Case((BOB, EVE, ANN), doubted=((0, 1),), others=1200),
            (
                f"Bob, child of Eve, child of {LABEL}, child of Bob; the dates speak against Bob as a child of Eve; "
                "1,200 more people stand on circles with them"
            ),
        ),
        (
            Rule.OWN_ANCESTOR,
            Case((BOB, EVE, ANN), doubted=((2, 0), (0, 2))),
            (
                f"Bob, child of Eve, child of {LABEL}, child of Bob; the dates speak against {LABEL} "
                f"as a child of Bob, and against one of the links from Bob up to {LABEL}"
            ),
        ),
        (
            Rule.BAPTISED_AFTER_DEATH,
            Case((Person(PersonId("A"), "Ann", None, Date.parse("../1950"), Date.parse("1900")),)),
            "Ann (by 1950\u20131900) died 1900, but was baptised, or is said to be born, by 1950",
        ),
        (
            Rule.BAPTISED_AFTER_DEATH,
            Case((ANN,), events=happened("baptised 1851")),
            f"{LABEL} died 1850, but was baptised 1851",
        ),
        (
            Rule.BAPTISED_AFTER_DEATH,
            Case((ANN,), events=happened("baptised 1850-06", "buried 1850-05")),
            f"{LABEL} was buried May 1850, but was baptised June 1850",
        ),
        (
            Rule.BAPTISED_BEFORE_BIRTH,
            Case((ANN,), events=happened("baptised 1890")),
            f"{LABEL} was baptised 1890, before the birth 6 May 1900",
        ),
        (
            Rule.BURIED_BEFORE_BIRTH,
            Case((ANN,), events=happened("cremated 1890")),
            f"{LABEL} was cremated 1890, before the birth 6 May 1900",
        ),
        (
            Rule.BURIED_BEFORE_DEATH,
            Case((ANN,), events=happened("buried 1840")),
            f"{LABEL} was buried 1840, before the death 1850",
        ),
        (
            Rule.BURIED_LATE,
            Case((ANN,), years=1, events=happened("buried 1852")),
            f"{LABEL} died 1850 and was buried 1852, at least a year later",
        ),
        (
            Rule.BURIED_LATE,
            Case((ANN,), years=9, events=happened("buried 1860")),
            f"{LABEL} died 1850 and was buried 1860, at least 9 years later",
        ),
        (
            Rule.SEVERAL_BIRTHS,
            Case((ANN,), events=happened("born 1890", "born 1900")),
            "Ann is recorded as born 1890 and as born 1900",
        ),
        (
            Rule.SEVERAL_DEATHS,
            Case((ANN,), events=happened("died 1840", "died 1850")),
            "Ann is recorded as dead 1840 and as dead 1850",
        ),
        (
            Rule.EVENT_IN_FUTURE,
            Case((ANN,), events=happened("buried 2999")),
            f"{LABEL} was buried 2999, which is to come",
        ),
        (
            Rule.EVENT_IN_FUTURE,
            Case((ANN, BOB), events=happened("annulled 2999")),
            f"the marriage of {LABEL} and Bob was annulled 2999, which is to come",
        ),
        (
            Rule.MARRIED_BEFORE_BIRTH,
            Case((ANN, BOB), events=happened("married 1890")),
            f"{LABEL} and Bob married 1890, before Ann was born 6 May 1900",
        ),
        (
            Rule.MARRIED_AFTER_DEATH,
            Case((ANN, BOB), events=happened("divorced 1890")),
            f"{LABEL} and Bob were divorced 1890, after Ann died 1850",
        ),
        (
            Rule.MARRIED_AFTER_DEATH,
            Case((ANN, BOB), events=happened("engaged 1890", "buried 1850-05")),
            f"{LABEL} and Bob were engaged 1890, after Ann was buried May 1850",
        ),
        (
            Rule.YOUNG_MARRIAGE,
            Case((BOB, EVE), years=0, events=happened("married 1901")),
            "Bob and Eve married 1901, when Bob was not yet a year old",
        ),
        (
            Rule.YOUNG_MARRIAGE,
            Case((BOB, EVE), years=1, events=happened("married 1901")),
            "Bob and Eve married 1901, when Bob was 1 year old at most",
        ),
        (
            Rule.OLD_MARRIAGE,
            Case((BOB, EVE), years=101, events=happened("married 1901")),
            "Bob and Eve married 1901, when Bob was 101 years old at least",
        ),
        (
            Rule.DIVORCED_BEFORE_MARRIAGE,
            Case((BOB, EVE), events=happened("divorced 1901", "married 1905")),
            "Bob and Eve were divorced 1901, before they married 1905",
        ),
        (
            Rule.BORN_AFTER_MOTHER,
            Case((EVE, ANN), events=happened("buried 1850-05")),
            f"Eve was born unknown, after the burial of {LABEL} May 1850",
        ),
        (Rule.BORN_IN_FUTURE, Case((ANN,)), f"{LABEL} was born 6 May 1900, which is to come"),
        (Rule.DIED_IN_FUTURE, Case((ANN,)), f"{LABEL} died 1850, which is to come"),
        (
            Rule.RIVAL_PARENTS,
            Case((EVE, BOB, BOB)),
            "Eve has two recorded fathers who are not partners: Bob and Bob",
        ),
        (
            Rule.RIVAL_PARENTS,
            Case((EVE, ANN, ANN)),
            f"Eve has two recorded mothers who are not partners: {LABEL} and {LABEL}",
        ),
        (
            Rule.CLOSE_SIBLINGS,
            Case((ANN, BOB, EVE)),
            f"{LABEL} was born 6 May 1900 and Bob unknown, both as children of Eve",
        ),
        (
            Rule.FAR_SIBLINGS,
            Case((ANN, BOB, EVE), years=90),
            f"{LABEL} was born at least 90 years after Bob, both as children of Eve",
        ),
        (Rule.MANY_AT_ONCE, Case((EVE, BOB, BOB)), "Eve has 2 children born within a year: Bob, Bob"),
        (
            Rule.DUPLICATE,
            Case((BOB, EVE)),
            "Bob and Eve are children of the same unknown parents",
        ),
        (Rule.BORN_AFTER_DEATH, Case((ANN,)), f"{LABEL} died 1850, before the birth 6 May 1900"),
        (Rule.LONG_LIFE, Case((BOB,), years=130), "Bob lived at least 130 years"),
        (Rule.BORN_BEFORE_PARENT, Case((BOB, EVE)), "Bob, child of Eve, was born before that parent"),
        (Rule.YOUNG_PARENT, Case((BOB, EVE), years=8), "Bob, child of Eve, who was 8 years old at most"),
        (Rule.OLD_PARENT, Case((BOB, EVE), years=80), "Bob, child of Eve, who was 80 years old at least"),
        (Rule.BORN_AFTER_MOTHER, Case((EVE, ANN)), f"Eve was born unknown, after the death of {LABEL} 1850"),
        (Rule.BORN_AFTER_FATHER, Case((ANN, BOB)), f"{LABEL} was born 6 May 1900, after the death of Bob unknown"),
        (Rule.WRONG_SEX, Case((ANN, BOB), stated=Sex.MALE), f"{LABEL}, stated as the father of Bob, is female"),
        (Rule.WRONG_SEX, Case((BOB, EVE), stated=Sex.FEMALE), "Bob, stated as the mother of Eve, is male"),
        (Rule.ONE_SIDED, Case((BOB, EVE), link="child"), "Eve states Bob as child, and Bob does not state it back"),
        (Rule.SIBLINGS_DISAGREE, Case((BOB, EVE, ANN)), f"Eve, sibling of Bob, has only {LABEL}"),
        (Rule.DUPLICATE, Case((BOB, EVE), relative=ANN), f"Bob and Eve are both next of kin of {LABEL}"),
        (
            Rule.MARRIED_ANCESTOR,
            Case((BOB, EVE), generations=2),
            "Bob is a partner of Eve, an ancestor 2 generations up",
        ),
    ],
)
def test_the_evidence_is_a_sentence(rule, case, evidence):
    assert sentences("en")[rule.value].evidence(case) == evidence


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (3, "Eve, Eve, Eve"),
        (6, "Eve, Eve, Eve, Eve, Eve, Eve"),
        (7, "Eve, Eve, Eve, Eve, Eve, Eve, …"),
    ],
)
def test_six_parents_are_named(count, named):
    evidence = sentences("en")[Rule.MANY_PARENTS.value].evidence(Case((BOB, *[EVE] * count)))
    assert evidence == f"Bob has {count} birth parents: {named}"


def test_nine_children_within_a_year_are_not_all_named():
    evidence = sentences("en")[Rule.MANY_AT_ONCE.value].evidence(Case((BOB, *[EVE] * 9)))
    assert evidence == "Bob has 9 children born within a year: Eve, Eve, Eve, Eve, Eve, Eve, …"


def chain(count, **more):
    """The evidence of a circle of so many, who are called 0, 1, and so on."""
    people = tuple(Person(PersonId(f"P{number}"), str(number)) for number in range(count))
    return sentences("en")[Rule.OWN_ANCESTOR.value].evidence(Case(people, **more))


def test_a_chain_of_twelve_is_told_whole():
    assert chain(12) == "0, " + ", ".join(f"child of {number}" for number in [*range(1, 12), 0])


@pytest.mark.parametrize(("count", "left_out"), [(13, "1 more"), (50_000, "49,988 more")])
def test_of_a_longer_chain_both_ends_are_told_and_the_others_counted(count, left_out):
    ends = [*range(1, 6), *range(count - 6, count), 0]
    links = [f"child of {number}" for number in ends]
    assert chain(count) == ", ".join(["0", *links[:5], f"… ({left_out})", *links[5:]])


def test_six_doubts_are_told():
    told = chain(9, doubted=tuple((place, place + 1) for place in range(8)))
    assert told.count("as a child of") == 6
