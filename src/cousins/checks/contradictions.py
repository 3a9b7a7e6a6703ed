"""The rules by which contradictions are found, each over one person and the nearest kin."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cousins.checks.violations import OneSided, Rule, Severity, Violation
from cousins.family.date_columns import NEVER
from cousins.family.person import Sex
from cousins.kinship.circles import own_ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cousins.family.dates import Date
    from cousins.family.graph import FamilyGraph
    from cousins.family.person import PersonId

YEAR: Final = 365.25
"""Days, in the mean of the Julian calendar."""
ABOUT: Final = 5 * YEAR
"""Days that a date with "about" may be off on either side: old registers round ages to five years."""
CALENDARS: Final = 13
"""Days by which the two calendars differ in our time: nobody may have said in which a day is written."""
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
LONGEST_LIFE: Final = 120
"""Years of life above which a doubt is due: a single person is proved to have lived longer."""
BIRTH_PARENTS: Final = 2
SIBLINGS: Final = 100
"""How many siblings are asked for their parents, so that a placeholder with thousands of children costs little."""
REACH: Final = 5
"""Generations up in which a partner is looked for; whoever is farther up did not live to marry."""
KNOWN: Final = 2 * ABOUT + YEAR
"""Days on which a birth may lie that is known well enough to tell namesakes apart: "about" some year."""


class _Days:
    """The first and last day that each person's date may mean; beyond all days where nothing is known."""

    def __init__(self) -> None:
        self.first, self.last = array("q"), array("q")

    def add(self, date: Date | None) -> None:
        """Take the date of the next person."""
        if date is None:
            self.first.append(-NEVER)
            self.last.append(NEVER)
            return
        about = ABOUT if date.approximate or (date.until and date.until.approximate) else 0
        self.first.append(int(date.earliest - about))
        self.last.append(int(date.latest + about))

    def may_be_same(self, one: int, other: int) -> bool:
        """Return whether there is a day that the dates of both people may mean."""
        return self.first[one] <= self.last[other] and self.first[other] <= self.last[one]


class Rules:
    """The rules over one graph."""

    def __init__(self, graph: FamilyGraph, roles: Mapping[tuple[PersonId, PersonId], Sex]) -> None:
        self.graph, self.roles = graph, roles
        self.born, self.died = _Days(), _Days()
        self._names: list[str] = []
        for person in graph.people:
            self.born.add(person.born)
            self.died.add(person.died)
            self._names.append(" ".join((person.name or "").casefold().split()))
        self._noted: set[tuple[int, int]] = set()

    def circles(self) -> Iterator[Violation]:
        """Yield everybody who is recorded as their own ancestor."""
        for number in own_ancestors(self.graph):
            yield Violation(Rule.OWN_ANCESTOR, Severity.ERROR, (number,))

    def person(self, number: int) -> Iterator[Violation]:
        """Yield what is wrong with one person and the nearest kin."""
        parents, partners = self.graph.parents[number], self.graph.partners[number]
        yield from self._life(number)
        for parent in parents:
            yield from self._age_of_parent(number, parent)
            yield from self._born_after_death_of(number, parent)
            yield from self._stated_sex(number, parent)
        if len(parents) > BIRTH_PARENTS:
            yield Violation(Rule.MANY_PARENTS, Severity.WARNING, (number, *parents))
            yield from self._siblings_disagree(number, parents)
        for kin in (self.graph.children[number], partners, parents):
            yield from self._duplicates(number, kin)
        yield from self._married_ancestor(number, partners)

    def _life(self, number: int) -> Iterator[Violation]:
        born, died = self.born, self.died
        if died.last[number] + CALENDARS < born.first[number]:
            yield Violation(Rule.BORN_AFTER_DEATH, Severity.ERROR, (number,))
        years = (died.first[number] - born.last[number]) / YEAR
        if years > LONGEST_LIFE:
            yield Violation(Rule.LONG_LIFE, Severity.WARNING, (number,), years=int(years))

    def _age_of_parent(self, child: int, parent: int) -> Iterator[Violation]:
        least = (self.born.first[child] - self.born.last[parent]) / YEAR
        most = (self.born.last[child] - self.born.first[parent]) / YEAR
        sex = self.graph.sex[parent]
        if most < 0:
            yield Violation(Rule.BORN_BEFORE_PARENT, Severity.ERROR, (child, parent))
        elif most < YOUNG:
            severity = Severity.ERROR if most < YOUNGEST else Severity.WARNING
            yield Violation(Rule.YOUNG_PARENT, severity, (child, parent), years=int(most))
        elif least > OLD[sex]:
            severity = Severity.ERROR if least > OLDEST[sex] else Severity.WARNING
            yield Violation(Rule.OLD_PARENT, severity, (child, parent), years=int(least))

    def _born_after_death_of(self, child: int, parent: int) -> Iterator[Violation]:
        after = self.born.first[child] - self.died.last[parent]
        is_mother = self.graph.sex[parent] is Sex.FEMALE
        if after > (CALENDARS if is_mother else PREGNANCY):
            rule = Rule.BORN_AFTER_MOTHER if is_mother else Rule.BORN_AFTER_FATHER
            yield Violation(rule, Severity.ERROR, (child, parent))

    def _stated_sex(self, child: int, parent: int) -> Iterator[Violation]:
        stated = self.roles.get((self.graph.ids[child], self.graph.ids[parent])) if self.roles else None
        sex = self.graph.sex[parent]
        if stated and sex and stated is not sex:
            yield Violation(Rule.WRONG_SEX, Severity.WARNING, (parent, child), stated=stated)

    def _siblings_disagree(self, number: int, parents: Sequence[int]) -> Iterator[Violation]:
        """Yield, of several fathers or mothers, the one whom a sibling by another parent has."""
        for sex in (Sex.MALE, Sex.FEMALE):
            rivals = {parent for parent in parents if self.graph.sex[parent] is sex}
            if len(rivals) <= 1:
                continue
            for other in parents:
                if other in rivals:
                    continue
                for sibling in self.graph.children[other][:SIBLINGS]:
                    theirs = rivals.intersection(self.graph.parents[sibling])
                    if sibling != number and len(theirs) == 1:
                        people = (number, sibling, theirs.pop())
                        yield Violation(Rule.SIBLINGS_DISAGREE, Severity.NOTE, people)
                        break

    def _duplicates(self, relative: int, kin: Sequence[int]) -> Iterator[Violation]:
        """Yield pairs among the children, partners or parents of one person who may be one."""
        ordered = sorted(kin, key=lambda number: (self._names[number], self.born.first[number]))
        for one, other in pairwise(ordered):
            pair = (min(one, other), max(one, other))
            if one != other and pair not in self._noted and self._may_be_one(one, other):
                self._noted.add(pair)
                yield Violation(Rule.DUPLICATE, Severity.NOTE, pair, relative=relative)

    def _may_be_one(self, one: int, other: int) -> bool:
        """Return whether names and years are the same, and both years of birth are known."""
        name, born = self._names[one], self.born
        if not name or name != self._names[other] or "unknown" in name:
            return False
        known = all(born.last[number] - born.first[number] <= KNOWN for number in (one, other))
        return known and born.may_be_same(one, other) and self.died.may_be_same(one, other)

    def _married_ancestor(self, number: int, partners: Sequence[int]) -> Iterator[Violation]:
        sought, row = set(partners), {number}
        for generations in range(1, REACH + 1):
            if not sought:
                return
            row = {parent for person in row for parent in self.graph.parents[person]}
            for ancestor in sorted(sought & row):
                sought.discard(ancestor)
                people = (number, ancestor)
                yield Violation(Rule.MARRIED_ANCESTOR, Severity.WARNING, people, generations=generations)

    def one_sided(self, stated: OneSided) -> Violation:
        """Return what is found in a link that only one record states, the silent one's person first."""
        people = tuple(self.graph.number(each) for each in (stated.other, stated.holder) if each in self.graph)
        return Violation(Rule.ONE_SIDED, Severity.NOTE, people, one_sided=stated)
