"""The rule over people of one name among somebody's nearest kin, who may be one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cousins.checks.facts import ABOUT, YEAR
from cousins.checks.nobody import stands_for_nobody
from cousins.checks.violations import Rule, Severity, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.checks.facts import Facts

KNOWN: Final = 2 * ABOUT + YEAR
"""Days on which a birth may lie that is known well enough to tell namesakes apart: "about" some year."""


class Namesakes:
    """Pairs of people who may be one, each told once.

    Args:
        facts: The family.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._names = [" ".join((person.name or "").casefold().split()) for person in facts.graph.people]
        self._noted: set[tuple[int, int]] = set()

    def among(self, kin: Sequence[int], relative: int) -> Iterator[Violation]:
        """Yield pairs among the children, partners or parents of one person who may be one."""
        ordered = sorted(kin, key=lambda number: (self._names[number], self._facts.born.first[number]))
        for one, other in pairwise(ordered):
            pair = (min(one, other), max(one, other))
            if one != other and pair not in self._noted and self._may_be_one(one, other):
                self._noted.add(pair)
                known = None if relative in self._facts.put_in else relative
                yield Violation(Rule.DUPLICATE, Severity.NOTE, pair, relative=known)

    def _may_be_one(self, one: int, other: int) -> bool:
        """Return whether names and years are the same, and both years of birth are known."""
        name, born = self._names[one], self._facts.born
        if name != self._names[other] or stands_for_nobody(name):
            return False
        known = all(born.span(number) <= KNOWN for number in (one, other))
        return known and born.may_be_same(one, other) and self._facts.died.may_be_same(one, other)
