"""English sentences about what cannot be true, by the key of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cousins.family.person import Sex
from cousins.terms.event_findings_en import EVENT_SENTENCES, day
from cousins.terms.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.terms.sentences import Case

NAMED = 6
"""Parents or children of one person that are told by name; the others are an ellipsis."""
LINKS = 12
"""People on a circle who are told by name, half of them from each end; the others are counted."""


def _labels(case: Case) -> list[str]:
    return [person.label for person in case.people]


def _own_ancestor(case: Case) -> str:
    first, *above = _labels(case)
    if not above and not case.others:
        return f"{first} is recorded as their own parent"
    left_out = len(above) + 1 - LINKS
    if left_out > 0:
        above[LINKS // 2 - 1 : -LINKS // 2] = [f"… ({left_out:,} more)"]
    chain = ", ".join([first, *(label if label.startswith("…") else f"child of {label}" for label in above)])
    doubts = [_doubt(case, *places) for places in case.doubted[:NAMED]]
    against = f"; the dates speak against {', and against '.join(doubts)}" if doubts else ""
    others = f"; {case.others:,} more {_people(case.others)} on circles with them" if case.others else ""
    return f"{chain}, child of {first}{against}{others}"


def _people(count: int) -> str:
    return "person stands" if count == 1 else "people stand"


def _doubt(case: Case, descendant: int, ancestor: int) -> str:
    child, parent = case.people[descendant].label, case.people[ancestor].label
    if (descendant + 1) % len(case.people) == ancestor:
        return f"{child} as a child of {parent}"
    return f"one of the links from {child} up to {parent}"


def _dead_before_born(case: Case) -> str:
    (person,) = case.people
    return f"{person.label} died {day(person.died)}, before the birth {day(person.born)}"


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
    what = "burial" if case.events else "death"
    then = day(case.events[0].date if case.events else parent.died)
    return f"{child.label} was born {day(child.born)}, after the {what} of {parent.label} {then}"


def _born_in_future(case: Case) -> str:
    (person,) = case.people
    return f"{person.label} was born {day(person.born)}, which is to come"


def _died_in_future(case: Case) -> str:
    (person,) = case.people
    return f"{person.label} died {day(person.died)}, which is to come"


def _rival_parents(case: Case) -> str:
    child, one, other = case.people
    role = "fathers" if one.sex is Sex.MALE else "mothers"
    return f"{child.label} has two recorded {role} who are not partners: {one.label} and {other.label}"


def _named(labels: list[str]) -> str:
    return ", ".join(labels[:NAMED]) + (", …" if len(labels) > NAMED else "")


def _many_parents(case: Case) -> str:
    child, *parents = _labels(case)
    return f"{child} has {len(parents)} birth parents: {_named(parents)}"


def _close_siblings(case: Case) -> str:
    younger, older, mother = case.people
    return (
        f"{younger.label} was born {day(younger.born)} and {older.label} {day(older.born)}, "
        f"both as children of {mother.label}"
    )


def _far_siblings(case: Case) -> str:
    younger, older, parent = _labels(case)
    return f"{younger} was born at least {case.years} years after {older}, both as children of {parent}"


def _many_at_once(case: Case) -> str:
    mother, *children = _labels(case)
    return f"{mother} has {len(children)} children born within a year: {_named(children)}"


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
    if case.relative is None:
        return f"{one} and {other} are children of the same unknown parents"
    return f"{one} and {other} are both next of kin of {case.relative.label}"


def _married_ancestor(case: Case) -> str:
    person, ancestor = _labels(case)
    return f"{person} is a partner of {ancestor}, an ancestor {case.generations} generations up"


def _twins(case: Case) -> str:
    return f"{' and '.join(_labels(case)[:NAMED])} are marked as identical twins"


def _twins_of_two_sexes(case: Case) -> str:
    told = [f"{person.label} ({person.sex.value})" for person in case.people if person.sex]
    return f"{' and '.join(told[:NAMED])} are marked as identical twins"


def _twins_descended(case: Case) -> str:
    return f"{_twins(case)}, but one of them descends from another, or from a twin of somebody who does"


def _twins_of_other_parents(case: Case) -> str:
    return f"{_twins(case)}, but their recorded birth parents are not the same"


def _twins_born_apart(case: Case) -> str:
    first, last = case.people
    return f"{first.label} was born {day(first.born)}, the identical twin {last.label} {day(last.born)}"


_NOT_USED = "they are not identical twins, or what contradicts it is wrong; until then they count as two"
_WRONG_PARENT = "a date is wrong, or a later partner or a namesake is the parent"

SENTENCES: Final[Mapping[str, Sentence]] = {
    sentence.title: sentence  # the keys of the rules are English already
    for sentence in (
        *EVENT_SENTENCES,
        Sentence(
            "own ancestor",
            _own_ancestor,
            "one parent on the circle is wrong, perhaps parent and child were exchanged",
        ),
        Sentence("dead before born", _dead_before_born, "one of the two dates is wrong"),
        Sentence("born in the future", _born_in_future, "a digit of the year is wrong"),
        Sentence("died in the future", _died_in_future, "a digit of the year is wrong"),
        Sentence("very long life", _long_life, "a date is wrong, or two people of one name were taken for one"),
        Sentence("born before a parent", _before_parent, "parent and child were exchanged, or a date is wrong"),
        Sentence("very young parent", _young_parent, "a sibling may stand in the parent's place"),
        Sentence("very old parent", _old_parent, "a generation may be missing between them"),
        Sentence("born after the mother's death", _after_death, _WRONG_PARENT),
        Sentence("born long after the father's death", _after_death, _WRONG_PARENT),
        Sentence(
            "two fathers or two mothers",
            _rival_parents,
            "one of them is adoptive or disputed (in a GEDCOM file: two families of birth), or one person stands there "
            "twice; if both raised the child as a couple, state that they are partners",
        ),
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
        Sentence(
            "born too soon after a sibling",
            _close_siblings,
            "a date is wrong, one of them is another mother's, or one person stands there twice",
        ),
        Sentence(
            "born too long after a sibling",
            _far_siblings,
            "a generation may be missing between them, or a namesake is the parent",
        ),
        Sentence(
            "more than eight born within a year",
            _many_at_once,
            "the dates are guesses, or the mother stands for many",
        ),
        Sentence("perhaps the same person twice", _duplicate, "if they are one person, merge the two records"),
        Sentence("married to an ancestor", _married_ancestor, "a namesake may be meant in one of the two places"),
        Sentence("identical twins of different sexes", _twins_of_two_sexes, _NOT_USED),
        Sentence("identical twins of different parents", _twins_of_other_parents, _NOT_USED),
        Sentence("identical twins one of whom descends from another", _twins_descended, _NOT_USED),
        Sentence("identical twins born days apart", _twins_born_apart, "a date is wrong, or they are no twins"),
    )
}
