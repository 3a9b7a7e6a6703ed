"""Every rule has its sentences, in every language; in English they read like this."""

from __future__ import annotations

import pytest

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
        (Rule.OWN_ANCESTOR, Case((BOB,)), "Bob is recorded as an ancestor of themselves"),
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
