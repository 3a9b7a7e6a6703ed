"""English sentences about what cannot be true, by the key of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cousins.family.person import Sex
from cousins.terms.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.family.dates import Date
    from cousins.terms.sentences import Case

NAMED = 6
"""Parents of one person that are told by name; the others are an ellipsis."""


def _day(date: Date | None) -> str:
    return date.text if date else "unknown"


def _labels(case: Case) -> list[str]:
    return [person.label for person in case.people]


def _own_ancestor(case: Case) -> str:
    (person,) = case.people
    return f"{person.label} is recorded as an ancestor of themselves"


def _dead_before_born(case: Case) -> str:
    (person,) = case.people
    return f"{person.label} died {_day(person.died)}, before the birth {_day(person.born)}"


def _long_life(case: Case) -> str:
    (person,) = case.people
    return f"{person.label} lived at least {case.years} years"


def _before_parent(case: Case) -> str:
    child, parent = _labels(case)
    return f"{child}, child of {parent}, was born before that parent"


def _young_parent(case: Case) -> str:
    child, parent = _labels(case)
    return f"{child}, child of {parent}, who was {case.years} years old at most"


def _old_parent(case: Case) -> str:
    child, parent = _labels(case)
    return f"{child}, child of {parent}, who was {case.years} years old at least"


def _after_death(case: Case) -> str:
    child, parent = case.people
    return f"{child.label} was born {_day(child.born)}, after the death of {parent.label} {_day(parent.died)}"


def _many_parents(case: Case) -> str:
    child, *parents = _labels(case)
    named = ", ".join(parents[:NAMED]) + (", …" if len(parents) > NAMED else "")
    return f"{child} has {len(parents)} birth parents: {named}"


def _wrong_sex(case: Case) -> str:
    parent, child = case.people
    role = "father" if case.stated is Sex.MALE else "mother"
    sex = "male" if parent.sex is Sex.MALE else "female"
    return f"{parent.label}, stated as the {role} of {child.label}, is {sex}"


def _one_sided(case: Case) -> str:
    silent, holder = _labels(case)
    return f"{holder} states {silent} as {case.link}, and {silent} does not state it back"


def _siblings_disagree(case: Case) -> str:
    person, sibling, parent = _labels(case)
    return f"{sibling}, sibling of {person}, has only {parent}"


def _duplicate(case: Case) -> str:
    one, other = _labels(case)
    relative = case.relative.label if case.relative else "somebody"
    return f"{one} and {other} are both next of kin of {relative}"


def _married_ancestor(case: Case) -> str:
    person, ancestor = _labels(case)
    return f"{person} is a partner of {ancestor}, an ancestor {case.generations} generations up"


_WRONG_PARENT = "a date is wrong, or a later partner or a namesake is the parent"

SENTENCES: Final[Mapping[str, Sentence]] = {
    sentence.title: sentence  # the keys of the rules are English already
    for sentence in (
        Sentence(
            "own ancestor",
            _own_ancestor,
            "one parent on the circle is wrong, perhaps parent and child were exchanged",
        ),
        Sentence("dead before born", _dead_before_born, "one of the two dates is wrong"),
        Sentence("very long life", _long_life, "a date is wrong, or two people of one name were taken for one"),
        Sentence("born before a parent", _before_parent, "parent and child were exchanged, or a date is wrong"),
        Sentence("very young parent", _young_parent, "a sibling may stand in the parent's place"),
        Sentence("very old parent", _old_parent, "a generation may be missing between them"),
        Sentence("born after the mother's death", _after_death, _WRONG_PARENT),
        Sentence("born long after the father's death", _after_death, _WRONG_PARENT),
        Sentence(
            "more than two birth parents",
            _many_parents,
            "some are adoptive or disputed, or one person stands there twice",
        ),
        Sentence("sex against statement", _wrong_sex, "father and mother were exchanged, or the sex is wrong"),
        Sentence("stated from one side only", _one_sided, "state it from both sides, or nowhere"),
        Sentence(
            "siblings whose parents disagree",
            _siblings_disagree,
            "perhaps that parent is the parent of both",
        ),
        Sentence("perhaps the same person twice", _duplicate, "if they are one person, merge the two records"),
        Sentence("married to an ancestor", _married_ancestor, "a namesake may be meant in one of the two places"),
    )
}
