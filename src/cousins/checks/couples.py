"""Rules over the engagement, the marriages and the divorce of one couple."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cousins.checks.facts import CALENDARS, YEAR, happened
from cousins.checks.violations import Rule, Severity, Violation
from cousins.family.life_events import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.checks.facts import Facts, Happened
    from cousins.family.life_events import Event

YOUNGEST: Final = 7
"""Years of age below which canon law lets nobody even be promised."""
YOUNG: Final = 12
"""Years of age below which a marriage is unlikely: canon law let girls marry from twelve on."""
OLD: Final = 100
"""Years of age above which a marriage is unlikely."""
_BOTH_ALIVE: Final = frozenset({EventKind.ENGAGEMENT, EventKind.MARRIAGE, EventKind.DIVORCE})
"""What happens to the living only; a marriage can be declared void later."""
_ENDS: Final = frozenset({EventKind.DIVORCE, EventKind.ANNULMENT})


def couple(facts: Facts, one: int, other: int, events: Sequence[Event]) -> Iterator[Violation]:
    """Yield what cannot be true in what happened to a couple, of each rule and partner the first."""
    dated = happened(event for event in events if event.kind in _BOTH_ALIVE or event.kind in _ENDS)
    told = set()
    for people in ((one, other), (other, one)):
        for each in dated:
            for violation in _partner(facts, people, each):
                if (violation.rule, people) not in told:
                    told.add((violation.rule, people))
                    yield violation
    marriages = [each for each in dated if each.event.kind is EventKind.MARRIAGE]
    # A marriage without a day may be the first of two.
    if marriages and len(marriages) == sum(event.kind is EventKind.MARRIAGE for event in events):
        yield from _divorced_before(one, other, dated, min(marriages, key=lambda each: each.first))
    to_come = next((each for each in dated if each.first > facts.ends), None)
    if to_come:
        # Weddings can be planned.
        yield Violation(Rule.EVENT_IN_FUTURE, Severity.WARNING, (one, other), events=(to_come.event,))


def _partner(facts: Facts, people: tuple[int, int], told: Happened) -> Iterator[Violation]:
    """Yield what the life of the first of two people says against something that happened to both."""
    born, kind = facts.born, told.event.kind
    if kind not in _BOTH_ALIVE:
        return
    number = people[0]
    end, burial = facts.end(number)
    most, least = (told.last - born.first[number]) / YEAR, (told.first - born.last[number]) / YEAR
    if told.first > end + CALENDARS:
        events = (told.event, burial) if burial else (told.event,)
        yield Violation(Rule.MARRIED_AFTER_DEATH, Severity.ERROR, people, events=events)
    elif kind is EventKind.ENGAGEMENT:
        return  # the unborn were promised, too
    elif told.last + CALENDARS < born.first[number]:
        yield Violation(Rule.MARRIED_BEFORE_BIRTH, Severity.ERROR, people, events=(told.event,))
    elif kind is EventKind.MARRIAGE and most < YOUNG:
        severity = Severity.WARNING if most < YOUNGEST else Severity.NOTE
        yield Violation(Rule.YOUNG_MARRIAGE, severity, people, years=max(int(most), 0), events=(told.event,))
    elif kind is EventKind.MARRIAGE and least > OLD:
        yield Violation(Rule.OLD_MARRIAGE, Severity.WARNING, people, years=int(least), events=(told.event,))


def _divorced_before(one: int, other: int, dated: Sequence[Happened], first: Happened) -> Iterator[Violation]:
    """Yield that a couple's divorce lies before all their marriages, the first of which is given."""
    for each in dated:
        if each.event.kind in _ENDS and each.last + CALENDARS < first.first:
            people = (one, other)
            yield Violation(Rule.DIVORCED_BEFORE_MARRIAGE, Severity.WARNING, people, events=(each.event, first.event))
            return
