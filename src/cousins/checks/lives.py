"""Rules over the dates of one life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cousins.checks.facts import CALENDARS, YEAR
from cousins.checks.violations import Rule, Severity, Violation
from cousins.family.date_columns import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.checks.facts import Facts

LONGEST_LIFE: Final = 120
"""Years of life above which a doubt is due: a single person is proved to have lived longer."""


def life(facts: Facts, number: int) -> Iterator[Violation]:
    """Yield what cannot be true in the dates of one person."""
    born, died = facts.born, facts.died
    # Whoever was born "by" some day was seen alive then: at the baptism, as a rule.
    seen = born.limit.get(number, -NEVER)
    dead = died.last[number] + CALENDARS
    if dead < born.first[number]:
        yield Violation(Rule.BORN_AFTER_DEATH, Severity.ERROR, (number,))
    elif dead < seen:
        yield Violation(Rule.BAPTISED_AFTER_DEATH, Severity.WARNING, (number,))
    years = (died.first[number] - born.last[number]) / YEAR
    if years > LONGEST_LIFE:
        yield Violation(Rule.LONG_LIFE, Severity.WARNING, (number,), years=int(years))
    if max(born.first[number], seen) > facts.ends:
        yield Violation(Rule.BORN_IN_FUTURE, Severity.ERROR, (number,))
    if max(died.first[number], died.limit.get(number, -NEVER)) > facts.ends:
        yield Violation(Rule.DIED_IN_FUTURE, Severity.ERROR, (number,))
