"""Rules over the dates of one life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cousins.checks.facts import BURIALS, CALENDARS, YEAR
from cousins.checks.violations import Rule, Severity, Violation
from cousins.family.date_columns import NEVER
from cousins.family.life_events import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cousins.checks.facts import Facts, Happened

LONG_LIFE: Final = 110
"""Years of life above which a look is due: some hundreds of people are proved to have lived longer."""
LONGEST_LIFE: Final = 120
"""Years of life above which a doubt is due: a single person is proved to have lived longer."""
LATE: Final = 366
"""Days from a death to a burial above which a look is due: ashes wait for months, and bones are moved later."""
_ONCE: Final[Mapping[EventKind, Rule]] = {
    EventKind.BIRTH: Rule.SEVERAL_BIRTHS,
    EventKind.DEATH: Rule.SEVERAL_DEATHS,
}
"""What happens to nobody twice."""


def life(facts: Facts, number: int) -> Iterator[Violation]:
    """Yield what cannot be true in the dates of one person, of each rule the first."""
    told = set()
    for violation in _life(facts, number):
        if violation.rule not in told:
            told.add(violation.rule)
            yield violation


def _life(facts: Facts, number: int) -> Iterator[Violation]:
    born, died = facts.born, facts.died
    events = facts.happened.get(number, ())
    dead_before_born = died.last[number] + CALENDARS < born.first[number]
    if dead_before_born:
        yield Violation(Rule.BORN_AFTER_DEATH, Severity.ERROR, (number,))
    for each in events:
        if each.event.kind is EventKind.BAPTISM:
            yield from _baptism(facts, number, each)
    # Whoever was born "by" some day was seen alive then: at the baptism, as a rule.
    seen = born.limit.get(number, -NEVER)
    if not dead_before_born and died.last[number] + CALENDARS < seen:
        yield Violation(Rule.BAPTISED_AFTER_DEATH, Severity.WARNING, (number,))
    for each in events:
        if each.event.kind in BURIALS:
            yield from _burial(facts, number, each, dead_before_born=dead_before_born)
    yield from _twice(number, events)
    years = (died.first[number] - born.last[number]) / YEAR
    if years > LONG_LIFE:
        severity = Severity.WARNING if years > LONGEST_LIFE else Severity.NOTE
        yield Violation(Rule.LONG_LIFE, severity, (number,), years=int(years))
    yield from _future(facts, number, events)


def _baptism(facts: Facts, number: int, baptism: Happened) -> Iterator[Violation]:
    end, burial = facts.end(number)
    if baptism.last + CALENDARS < facts.born.first[number]:
        yield Violation(Rule.BAPTISED_BEFORE_BIRTH, Severity.ERROR, (number,), events=(baptism.event,))
    elif baptism.first > end + CALENDARS:
        events = (baptism.event, burial) if burial else (baptism.event,)
        yield Violation(Rule.BAPTISED_AFTER_DEATH, Severity.WARNING, (number,), events=events)


def _burial(facts: Facts, number: int, burial: Happened, *, dead_before_born: bool) -> Iterator[Violation]:
    events, died = (burial.event,), facts.died
    if burial.last + CALENDARS < facts.born.first[number]:
        if not dead_before_born:
            yield Violation(Rule.BURIED_BEFORE_BIRTH, Severity.ERROR, (number,), events=events)
    elif burial.last + CALENDARS < died.first[number]:
        yield Violation(Rule.BURIED_BEFORE_DEATH, Severity.ERROR, (number,), events=events)
    elif (days := burial.first - died.last[number]) > LATE:
        yield Violation(Rule.BURIED_LATE, Severity.NOTE, (number,), years=int(days / YEAR), events=events)


def _twice(number: int, events: tuple[Happened, ...]) -> Iterator[Violation]:
    """Yield that somebody was born, or died, on two days that cannot be one."""
    for kind, rule in _ONCE.items():
        days = [each for each in events if each.event.kind is kind]
        if len(days) > 1:
            one, other = min(days, key=lambda each: each.last), max(days, key=lambda each: each.first)
            if other.first > one.last + CALENDARS:
                yield Violation(rule, Severity.NOTE, (number,), events=(one.event, other.event))


def _future(facts: Facts, number: int, events: tuple[Happened, ...]) -> Iterator[Violation]:
    """Yield what is to come; of a birth or a death that was taken from such an event not the event, too."""
    born, died = facts.born, facts.died
    to_be_born = max(born.first[number], born.limit.get(number, -NEVER)) > facts.ends
    to_die = max(died.first[number], died.limit.get(number, -NEVER)) > facts.ends
    if to_be_born:
        yield Violation(Rule.BORN_IN_FUTURE, Severity.ERROR, (number,))
    if to_die:
        yield Violation(Rule.DIED_IN_FUTURE, Severity.ERROR, (number,))
    if not (to_be_born or to_die):
        for each in events:
            if each.first > facts.ends:
                yield Violation(Rule.EVENT_IN_FUTURE, Severity.ERROR, (number,), events=(each.event,))
