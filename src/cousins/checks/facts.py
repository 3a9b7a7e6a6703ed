"""What the rules look at: a family, and the first and last day that each of its dates may mean."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from cousins.family.date_columns import NEVER
from cousins.family.dates import Bound
from cousins.family.life_events import EventKind
from cousins.family.person_ids import is_put_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cousins.family.dates import Date
    from cousins.family.graph import FamilyGraph
    from cousins.family.life_events import Event
    from cousins.family.person import PersonId, Sex

YEAR: Final = 365.25
"""Days, in the mean of the Julian calendar."""
ABOUT: Final = 5 * YEAR
"""Days that a date with "about" may be off on either side: old registers round ages to five years."""
CALENDARS: Final = 13
"""Days by which the two calendars differ in our time: nobody may have said in which a day is written."""
TOMORROW: Final = 1
"""Days by which it may already be later somewhere else on earth."""
BURIALS: Final = frozenset({EventKind.BURIAL, EventKind.CREMATION})
_LIFE: Final = frozenset({EventKind.BIRTH, EventKind.DEATH})
_JULIAN_DAY_ZERO: Final = 1_721_425
"""The Julian day number of the day before 1 January of the year 1, from which Python counts."""


class Days:
    """The first and last day that each person's date may mean; beyond all days where nothing is known.

    Attributes:
        first, last: Julian day numbers, one a person.
        limit: Of those of whom only "by some day" is known, the first day that this day may mean:
            then they were seen alive, or were buried.
    """

    def __init__(self) -> None:
        self.first, self.last = array("q"), array("q")
        self.limit: dict[int, int] = {}

    def add(self, date: Date | None) -> None:
        """Take the date of the next person."""
        if date is None:
            self.first.append(-NEVER)
            self.last.append(NEVER)
            return
        if date.bound is Bound.TO:
            self.limit[len(self.first)] = _days(replace(date, bound=None))[0]
        first, last = _days(date)
        self.first.append(first)
        self.last.append(last)

    def may_be_same(self, one: int, other: int) -> bool:
        """Return whether there is a day that the dates of both people may mean."""
        return self.first[one] <= self.last[other] and self.first[other] <= self.last[one]

    def span(self, number: int) -> int:
        """Return how many days lie between the first and the last day that somebody's date may mean."""
        return self.last[number] - self.first[number]


class Happened(NamedTuple):
    """Something that happened on some day.

    Attributes:
        event: What.
        first: The first day that its date may mean, as a Julian day number.
        last: The last day that it may mean.
    """

    event: Event
    first: int
    last: int


def _days(date: Date) -> tuple[int, int]:
    about = ABOUT if date.approximate or (date.until and date.until.approximate) else 0
    return int(date.earliest - about), int(date.latest + about)


def happened(events: Iterable[Event]) -> tuple[Happened, ...]:
    """Return those events whose date is recorded, in their order."""
    return tuple(Happened(event, *_days(event.date)) for event in events if event.date)


class Facts:
    """A family as the rules look at it.

    Args:
        graph: The people.
        roles: For (child, parent) the sex that the source's statement implies.
        today: The day on which it is asked; None: nothing lies in the future.

    Attributes:
        graph, roles: As given.
        born, died: Everybody's days.
        put_in: Numbers of the unknown parents whom a reader put in; no rule speaks of them.
        happened: What is dated in the lives of those of whom more is told than one birth and one death.
        ends: The last day that is not in the future.
    """

    def __init__(
        self, graph: FamilyGraph, roles: Mapping[tuple[PersonId, PersonId], Sex] | None, today: date | None
    ) -> None:
        self.graph, self.roles = graph, roles or {}
        self.born, self.died = Days(), Days()
        self.happened: dict[int, tuple[Happened, ...]] = {}
        for number, person in enumerate(graph.people):
            self.born.add(person.born)
            self.died.add(person.died)
            kinds = [event.kind for event in person.events]
            if len(set(kinds)) < len(kinds) or not _LIFE.issuperset(kinds):
                self.happened[number] = happened(person.events)
        self.put_in = {number for number, person_id in enumerate(graph.ids) if is_put_in(person_id)}
        self.ends = NEVER if today is None else today.toordinal() + _JULIAN_DAY_ZERO + TOMORROW

    def end(self, number: int) -> tuple[int, Event | None]:
        """Return the last day on which somebody may have lived, and the burial that says so better than the death.

        A burial before the death says nothing: one of the two is wrong.
        """
        last, said = self.died.last[number], None
        for event, _, day in self.happened.get(number, ()):
            if event.kind in BURIALS and self.died.first[number] - CALENDARS <= day < last:
                last, said = day, event
        return last, said

    def without_put_in(self, people: Sequence[int]) -> Sequence[int]:
        """Return the people but those whom a reader put in."""
        return [number for number in people if number not in self.put_in] if self.put_in else people
