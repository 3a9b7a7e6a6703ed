"""Rules over somebody and one parent, and over all the parents somebody has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cousins.checks.facts import CALENDARS, YEAR
from cousins.checks.violations import Rule, Severity, Violation
from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cousins.checks.facts import Facts

PREGNANCY: Final = 300 + CALENDARS
"""Days after a father's death in which a child may be born: 300 is what the law of many countries grants."""
YOUNGEST: Final = 9
"""Years of age below which somebody is no parent."""
YOUNG: Final = 12
"""Years of age below which somebody is hardly a parent: canon law let girls marry from twelve on."""
OLD: Final[Mapping[Sex | None, int]] = {Sex.FEMALE: 55, Sex.MALE: 85, None: 85}
"""Years of age above which somebody is hardly a parent."""
OLDEST: Final[Mapping[Sex | None, int]] = {Sex.FEMALE: 70, Sex.MALE: 105, None: 105}
"""Years of age above which somebody is no parent."""
BIRTH_PARENTS: Final = 2
SIBLINGS: Final = 100
"""How many siblings are asked for their parents, so that a placeholder with thousands of children costs little."""


def dates_of_parent(facts: Facts, child: int, parent: int) -> Iterator[Violation]:
    """Yield what the dates say against one link of a child to a parent."""
    born = facts.born
    least = (born.first[child] - born.last[parent]) / YEAR
    most = (born.last[child] - born.first[parent]) / YEAR
    sex = facts.graph.sex[parent]
    if most < 0:
        yield Violation(Rule.BORN_BEFORE_PARENT, Severity.ERROR, (child, parent))
    elif most < YOUNG:
        severity = Severity.ERROR if most < YOUNGEST else Severity.WARNING
        yield Violation(Rule.YOUNG_PARENT, severity, (child, parent), years=int(most))
    elif least > OLD[sex]:
        severity = Severity.ERROR if least > OLDEST[sex] else Severity.WARNING
        yield Violation(Rule.OLD_PARENT, severity, (child, parent), years=int(least))
    end, burial = facts.end(parent)
    after = born.first[child] - end
    if after > (CALENDARS if sex is Sex.FEMALE else PREGNANCY):
        rule = Rule.BORN_AFTER_MOTHER if sex is Sex.FEMALE else Rule.BORN_AFTER_FATHER
        yield Violation(rule, Severity.ERROR, (child, parent), events=(burial,) if burial else ())


def stated_sex(facts: Facts, child: int, parent: int) -> Iterator[Violation]:
    """Yield that a stated father is a woman, or a stated mother a man."""
    graph = facts.graph
    stated = facts.roles.get((graph.ids[child], graph.ids[parent])) if facts.roles else None
    sex = graph.sex[parent]
    if stated and sex and stated is not sex:
        yield Violation(Rule.WRONG_SEX, Severity.WARNING, (parent, child), stated=stated)


def too_many(facts: Facts, number: int, parents: Sequence[int]) -> Iterator[Violation]:
    """Yield that somebody's birth parents are more than two, or two of one sex who are no couple."""
    if len(parents) > BIRTH_PARENTS:
        yield Violation(Rule.MANY_PARENTS, Severity.WARNING, (number, *parents))
        yield from _siblings_disagree(facts, number, parents)
    elif len(parents) == BIRTH_PARENTS:
        one, other = parents
        sex = facts.graph.sex[one]
        if sex and sex is facts.graph.sex[other] and facts.graph.partners.kind(one, other) is None:
            yield Violation(Rule.RIVAL_PARENTS, Severity.WARNING, (number, one, other))


def _siblings_disagree(facts: Facts, number: int, parents: Sequence[int]) -> Iterator[Violation]:
    """Yield, of several fathers or mothers, the one whom a sibling by another parent has."""
    graph = facts.graph
    for sex in (Sex.MALE, Sex.FEMALE):
        rivals = {parent for parent in parents if graph.sex[parent] is sex}
        if len(rivals) <= 1:
            continue
        for other in parents:
            if other in rivals:
                continue
            for sibling in graph.children[other][:SIBLINGS]:
                theirs = rivals.intersection(graph.parents[sibling])
                if sibling != number and len(theirs) == 1:
                    people = (number, sibling, theirs.pop())
                    yield Violation(Rule.SIBLINGS_DISAGREE, Severity.NOTE, people)
                    break
