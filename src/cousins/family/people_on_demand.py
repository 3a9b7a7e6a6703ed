"""People whose records are made when they are first asked for, over rows of any kind."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from cousins.family.person import Person

if TYPE_CHECKING:
    from cousins.family.columns import Event
    from cousins.family.dates import Date


class PeopleOnDemand(Sequence[Person]):
    """A sequence of persons that makes each record at its first use.

    Args:
        size: How many people there are.
        kept: How many made records to hold at most before all are let go; None for all.
    """

    def __init__(self, size: int, *, kept: int | None = None) -> None:
        self._size, self._kept = size, kept
        self._made: dict[int, Person] = {}

    @abstractmethod
    def _person(self, number: int) -> Person:
        """Make the record of the person with that number."""

    @abstractmethod
    def _date(self, number: int, event: Event) -> Date | None:
        """Read one date of the person with that number, without making the record."""

    def date(self, number: int, event: Event) -> Date | None:
        """Return when somebody was born or died; None when that is not recorded."""
        made = self._made.get(number)
        if made is None:
            return self._date(number, event)
        return made.born if event == "born" else made.died

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Person: ...
    @overload
    def __getitem__(self, index: slice) -> list[Person]: ...
    def __getitem__(self, index: int | slice) -> Person | list[Person]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._size))]
        number = range(self._size)[index]
        if number not in self._made:
            if self._kept is not None and len(self._made) >= self._kept:
                self._made.clear()
            self._made[number] = self._person(number)
        return self._made[number]
