"""Columns of dates: for each person of a graph when they were born or died, without making the person."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol, overload, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.family.dates import Date
    from cousins.family.person import Person

Event = Literal["born", "died"]

NEVER = 10**9
"""A day beyond all days: the first day is -NEVER and the last one NEVER where nothing is known."""


@runtime_checkable
class Dated(Protocol):
    """People whose dates can be had without making each person's record."""

    def date(self, number: int, event: Event, /) -> Date | None:
        """Return when somebody was born or died; None when that is not recorded."""
        ...


class DateColumn(Sequence["Date | None"]):
    """When each person of a graph was born, or died; None where that is not recorded.

    Args:
        people: Everybody; asked for a date alone where they can be.
        event: Which date.
    """

    __slots__ = ("_event", "_of", "_people")

    def __init__(self, people: Sequence[Person], event: Event) -> None:
        """Read nothing yet."""
        self._people, self._event = people, event
        # Asked once: whether something fits a protocol is slow to tell.
        self._of = people.date if isinstance(people, Dated) else None

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self._people)

    @overload
    def __getitem__(self, index: int) -> Date | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Date | None]: ...
    def __getitem__(self, index: int | slice) -> Date | list[Date | None] | None:
        """Return the date of the person with that number."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if self._of is not None:
            return self._of(index, self._event)
        person = self._people[index]
        return person.born if self._event == "born" else person.died

    def certainly_before(self, one: int, other: Date | None) -> bool:
        """Return whether somebody's date certainly lies before another; False when either is not recorded."""
        date = self[one]
        return date is not None and other is not None and date.certainly_before(other)


def first_days(dates: Iterable[Date | None]) -> array[int]:
    """Return the first day that each date may mean, as Julian day numbers; -NEVER where nothing is known."""
    return array("i", [-NEVER if date is None else date.earliest for date in dates])


def last_days(dates: Iterable[Date | None]) -> array[int]:
    """Return the last day that each date may mean, as Julian day numbers; NEVER where nothing is known."""
    return array("i", [NEVER if date is None else date.latest for date in dates])
