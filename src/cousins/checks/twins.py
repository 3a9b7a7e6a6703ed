"""Rules over people who are marked as identical twins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cousins.checks.births import TOGETHER, calendars_apart
from cousins.checks.violations import Rule, Severity, Violation
from cousins.kinship.identical_twins import Doubt, doubts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.checks.facts import Facts

_RULES: Final = {
    Doubt.SEX: Rule.TWINS_OF_TWO_SEXES,
    Doubt.PARENTS: Rule.TWINS_OF_OTHER_PARENTS,
    Doubt.DESCENT: Rule.TWINS_DESCENDED,
}


def identical_twins(facts: Facts) -> Iterator[Violation]:
    """Yield which marks of identical twins cannot be true, and whose births do not fit them."""
    doubted = doubts(facts.graph)
    for twins in facts.graph.identical_twins:
        if twins in doubted:
            yield Violation(_RULES[doubted[twins]], Severity.ERROR, twins)
            continue
        born = facts.born
        first, last = min(twins, key=born.last.__getitem__), max(twins, key=born.first.__getitem__)
        if born.first[last] - born.last[first] > TOGETHER and not calendars_apart(born, first, last):
            yield Violation(Rule.TWINS_BORN_APART, Severity.WARNING, (first, last))
