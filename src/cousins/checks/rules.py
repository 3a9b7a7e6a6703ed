"""The rules by which contradictions are found, each over one person and the nearest kin."""

from __future__ import annotations

import re
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.checks.findings import Finding, OneSided, Rule, Severity
from cousins.family.person import Sex
from cousins.kinship.pedigree import Pedigree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cousins.family.dates import Date
    from cousins.family.graph import FamilyGraph
    from cousins.family.person import PersonId

_YEAR = 365.25
_ABOUT = 5 * _YEAR
_NEVER = 10**9
_CHILDBED = 13
"""Days by which two calendars may differ, when nobody says in which a day is written."""
_PREGNANCY = 300 + _CHILDBED
"""Days after a father's death in which a child may be born."""
_YOUNGEST, _YOUNG = 9, 12
_OLD = {Sex.FEMALE: 55, Sex.MALE: 85, None: 85}
_OLDEST = {Sex.FEMALE: 70, Sex.MALE: 105, None: 105}
_LONGEST_LIFE = 120
_PARENTS = 2
_NAMED = 6
"""Parents of one person that are told by name."""
_SIBLINGS = 100
"""Brothers and sisters who are asked for their parents."""
_REACH = 5
"""Generations up in which a partner is looked for."""
_ITEM = re.compile(r"Q[1-9]\d*")


def own_ancestors(graph: FamilyGraph) -> Sequence[int]:
    """Return the numbers of the people who are recorded as their own ancestors, ascending."""
    missing = [len(graph.parents[number]) for number in range(len(graph))]
    waiting = [number for number, count in enumerate(missing) if count == 0]
    seen = 0
    while waiting:
        seen += 1
        for child in graph.children[waiting.pop()]:
            missing[child] -= 1
            if missing[child] == 0:
                waiting.append(child)
    if seen == len(graph):
        return ()
    return Pedigree(graph, [number for number, count in enumerate(missing) if count]).circle


class _Days:
    """The first and last day that each person's date may mean; beyond all days where nothing is known."""

    def __init__(self) -> None:
        self.first, self.last = array("q"), array("q")

    def add(self, date: Date | None) -> None:
        """Take the date of the next person."""
        if date is None:
            self.first.append(-_NEVER)
            self.last.append(_NEVER)
            return
        about = _ABOUT if date.approximate or (date.until and date.until.approximate) else 0
        self.first.append(int(date.earliest - about))
        self.last.append(int(date.latest + about))


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
        self._told: set[tuple[int, int]] = set()

    def circles(self) -> Iterator[Finding]:
        """Yield everybody who is recorded as their own ancestor."""
        for number in own_ancestors(self.graph):
            text = f"{self._label(number)} is recorded as an ancestor of themselves"
            hint = "one parent on the circle is wrong, perhaps parent and child were exchanged"
            yield self._found(Rule.OWN_ANCESTOR, Severity.ERROR, (number,), text, hint, "P22", "P25")

    def person(self, number: int) -> Iterator[Finding]:
        """Yield what is wrong with one person and the nearest kin."""
        yield from self._life(number)
        for parent in self.graph.parents[number]:
            yield from self._ages(number, parent)
            yield from self._posthumous(number, parent)
            yield from self._role(number, parent)
        yield from self._parents(number)
        for kin in (self.graph.children[number], self.graph.partners[number], self.graph.parents[number]):
            yield from self._duplicates(number, kin)
        yield from self._married_ancestor(number)

    def _life(self, number: int) -> Iterator[Finding]:
        born, died = self.born, self.died
        if died.last[number] + _CHILDBED < born.first[number]:
            text = f"{self._label(number)} died {self._day(number, died=True)}, before the birth {self._day(number)}"
            yield self._found(
                Rule.BORN_AFTER_DEATH, Severity.ERROR, (number,), text, "one of the two dates is wrong", "P569", "P570"
            )
        years = (died.first[number] - born.last[number]) / _YEAR
        if _LONGEST_LIFE < years < _NEVER / _YEAR:
            text = f"{self._label(number)} lived at least {int(years)} years"
            hint = "a date is wrong, or two people of one name were taken for one"
            yield self._found(Rule.LONG_LIFE, Severity.WARNING, (number,), text, hint, "P569", "P570")

    def _ages(self, child: int, parent: int) -> Iterator[Finding]:
        least = (self.born.first[child] - self.born.last[parent]) / _YEAR
        most = (self.born.last[child] - self.born.first[parent]) / _YEAR
        sex = self.graph.sex[parent]
        pair = (child, parent)
        told = f"{self._label(child)}, child of {self._label(parent)}"
        if most < 0:
            text, hint = f"{told}, was born before that parent", "parent and child were exchanged, or a date is wrong"
            yield self._found(Rule.BORN_BEFORE_PARENT, Severity.ERROR, pair, text, hint, "P569", "P22", "P25")
        elif most < _YOUNG:
            severity = Severity.ERROR if most < _YOUNGEST else Severity.WARNING
            text, hint = f"{told}, who was {int(most)} years old at most", "a sibling may stand in the parent's place"
            yield self._found(Rule.YOUNG_PARENT, severity, pair, text, hint, "P569", "P22", "P25")
        elif _OLD[sex] < least < _NEVER / _YEAR:
            severity = Severity.ERROR if least > _OLDEST[sex] else Severity.WARNING
            text, hint = f"{told}, who was {int(least)} years old at least", "a generation may be missing between them"
            yield self._found(Rule.OLD_PARENT, severity, pair, text, hint, "P569", "P22", "P25")

    def _posthumous(self, child: int, parent: int) -> Iterator[Finding]:
        is_mother = self.graph.sex[parent] is Sex.FEMALE
        after = self.born.first[child] - self.died.last[parent]
        if not (_CHILDBED if is_mother else _PREGNANCY) < after < _NEVER:
            return
        rule = Rule.BORN_AFTER_MOTHER if is_mother else Rule.BORN_AFTER_FATHER
        text = (
            f"{self._label(child)} was born {self._day(child)}, "
            f"after the death of {self._label(parent)} {self._day(parent, died=True)}"
        )
        hint = "a date is wrong, or a later partner or a namesake is the parent"
        yield self._found(rule, Severity.ERROR, (child, parent), text, hint, "P569", "P22", "P25")

    def _role(self, child: int, parent: int) -> Iterator[Finding]:
        if not self.roles:
            return
        stated = self.roles.get((self.graph.ids[child], self.graph.ids[parent]))
        sex = self.graph.sex[parent]
        if stated and sex and stated is not sex:
            word = "father" if stated is Sex.MALE else "mother"
            text = f"{self._label(parent)}, stated as the {word} of {self._label(child)}, is {sex.value}"
            hint = "father and mother were exchanged, or the sex is wrong"
            yield self._found(Rule.WRONG_SEX, Severity.WARNING, (parent, child), text, hint, "P21")

    def _parents(self, number: int) -> Iterator[Finding]:
        """Yield whoever has more than two birth parents, and whether siblings know better."""
        parents = self.graph.parents[number]
        if len(parents) <= _PARENTS:
            return
        named = ", ".join(self._label(parent) for parent in parents[:_NAMED]) + (", …" if len(parents) > _NAMED else "")
        text = f"{self._label(number)} has {len(parents)} birth parents: {named}"
        hint = "some are adoptive or disputed, or one person stands there twice"
        yield self._found(Rule.MANY_PARENTS, Severity.WARNING, (number, *parents), text, hint, "P22", "P25")
        for sex in (Sex.MALE, Sex.FEMALE):
            rivals = {parent for parent in parents if self.graph.sex[parent] is sex}
            if len(rivals) > 1:
                yield from self._disagreeing(number, rivals, [p for p in parents if p not in rivals])

    def _disagreeing(self, number: int, rivals: set[int], others: Sequence[int]) -> Iterator[Finding]:
        for other in others:
            for sibling in self.graph.children[other][:_SIBLINGS]:
                theirs = rivals.intersection(self.graph.parents[sibling])
                if sibling != number and len(theirs) == 1:
                    chosen = theirs.pop()
                    text = f"{self._label(sibling)}, sibling of {self._label(number)}, has only {self._label(chosen)}"
                    hint = "perhaps that parent is the parent of both"
                    pair = (number, sibling, chosen)
                    yield self._found(Rule.SIBLINGS_DISAGREE, Severity.NOTE, pair, text, hint, "P22", "P25")
                    break

    def _duplicates(self, relative: int, kin: Sequence[int]) -> Iterator[Finding]:
        """Yield pairs among the children, partners or parents of one person who may be one."""
        if len(kin) <= 1:
            return
        ordered = sorted(kin, key=lambda number: (self._names[number], self.born.first[number]))
        for one, other in pairwise(ordered):
            pair = (min(one, other), max(one, other))
            if one != other and pair not in self._told and self._same(one, other):
                self._told.add(pair)
                text = (
                    f"{self._label(pair[0])} and {self._label(pair[1])} are both next of kin of {self._label(relative)}"
                )
                yield self._found(
                    Rule.DUPLICATE, Severity.NOTE, pair, text, "if they are one person, merge the two records"
                )

    def _same(self, one: int, other: int) -> bool:
        """Return whether names and years are the same, and both years of birth are known."""
        if not self._names[one] or self._names[one] != self._names[other] or self._named_unknown(one):
            return False
        born, died = self.born, self.died
        known = all(born.last[number] - born.first[number] <= 2 * _ABOUT + _YEAR for number in (one, other))
        meet = born.first[one] <= born.last[other] and born.first[other] <= born.last[one]
        dead = died.first[one] <= died.last[other] and died.first[other] <= died.last[one]
        return known and meet and dead

    def _named_unknown(self, number: int) -> bool:
        return "unknown" in self._names[number]

    def _married_ancestor(self, number: int) -> Iterator[Finding]:
        partners = set(self.graph.partners[number])
        row, steps = {number}, 0
        while partners and row and steps < _REACH:
            row = {parent for person in row for parent in self.graph.parents[person]}
            steps += 1
            for ancestor in sorted(partners & row):
                partners.discard(ancestor)
                text = (
                    f"{self._label(number)} is a partner of {self._label(ancestor)}, an ancestor {steps} generations up"
                )
                hint = "a namesake may be meant in one of the two places"
                yield self._found(
                    Rule.MARRIED_ANCESTOR, Severity.WARNING, (number, ancestor), text, hint, "P26", "P22", "P25"
                )

    def one_sided(self, stated: OneSided) -> Finding:
        """Return what to say of a link that only one record states."""
        ids = (stated.other, stated.holder)
        numbers = tuple(self.graph.number(each) for each in ids if each in self.graph)
        other, holder = (self._label(self.graph.number(each)) if each in self.graph else each for each in ids)
        text = f"{holder} states {other} as {stated.link}, and {other} does not state it back"
        lines = _quickstatements(stated, self._sex_of(stated.holder))
        return self._found(
            Rule.ONE_SIDED, Severity.NOTE, numbers, text, "state it from both sides, or nowhere", lines=lines
        )

    def _sex_of(self, person: str) -> Sex | None:
        return self.graph.sex[self.graph.number(person)] if person in self.graph else None

    def _found(
        self,
        rule: Rule,
        severity: Severity,
        people: Iterable[int],
        evidence: str,
        suggestion: str,
        *properties: str,
        lines: tuple[str, ...] = (),
    ) -> Finding:
        persons = tuple(self.graph.ids[number] for number in people)
        links: tuple[str, ...] = ()
        if persons and _ITEM.fullmatch(persons[0]):
            links = tuple(f"https://www.wikidata.org/wiki/{persons[0]}#{name}" for name in properties or ("",))
            links = tuple(link.removesuffix("#") for link in links)
        return Finding(rule, severity, persons, evidence, suggestion, links, lines)

    def _label(self, number: int) -> str:
        return self.graph.people[number].label

    def _day(self, number: int, *, died: bool = False) -> str:
        person = self.graph.people[number]
        date = person.died if died else person.born
        return date.text if date else "unknown"


def _quickstatements(stated: OneSided, holder_sex: Sex | None) -> tuple[str, ...]:
    """Return the line that states a link from its other side; none where the sex leaves the property open."""
    if not (_ITEM.fullmatch(stated.holder) and _ITEM.fullmatch(stated.other)):
        return ()
    parent = {Sex.MALE: "P22", Sex.FEMALE: "P25", None: None}[holder_sex]
    name = {"parent": "P40", "partner": "P26", "child": parent}.get(stated.link)
    return (f"{stated.other}|{name}|{stated.holder}",) if name else ()
