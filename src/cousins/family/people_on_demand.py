"""People whose records are made when they are first asked for, over rows of any kind."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar, overload

from cousins.family.person import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family.date_columns import Event
    from cousins.family.dates import Date

Item_co = TypeVar("Item_co", covariant=True)


class _OnDemand(Sequence[Item_co]):
    """A sequence that makes each item when it is asked for."""

    @abstractmethod
    def _item(self, number: int, /) -> Item_co:
        """Make the item with that number."""

    def __iter__(self) -> Iterator[Item_co]:
        # A sequence's own iteration ends at an IndexError, which not every `_item` raises.
        return map(self._item, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> Item_co: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item_co]: ...
    def __getitem__(self, index: int | slice) -> Item_co | list[Item_co]:
        if isinstance(index, slice):
            return [self._item(number) for number in range(*index.indices(len(self)))]
        return self._item(index if index >= 0 else index + len(self))


class PeopleOnDemand(_OnDemand[Person]):
    """A sequence of persons that makes each record at its first use.

    Attributes:
        most_kept: How many made records to hold at most before all are let go; None for all.
    """

    most_kept: ClassVar[int | None] = None

    @cached_property
    def _made(self) -> dict[int, Person]:
        """The records that were made so far, by number."""
        return {}

    @abstractmethod
    def _person(self, number: int) -> Person:
        """Make the record of the person with that number."""

    @abstractmethod
    def _date(self, number: int, event: Event) -> Date | None:
        """Read one date of the person with that number, without making the record."""

    def dates(self, event: Event) -> Sequence[Date | None]:
        """Return when each was born or died, read when it is asked for; None where that is not recorded."""
        return _Dates(self, event)

    def date(self, number: int, event: Event) -> Date | None:
        """Return when somebody was born or died; None when that is not recorded."""
        made = self._made.get(number)
        if made is None:
            return self._date(number, event)
        return made.born if event == "born" else made.died

    def _item(self, number: int) -> Person:
        made = self._made
        if number not in made:
            if self.most_kept is not None and len(made) >= self.most_kept:
                made.clear()
            made[number] = self._person(number)
        return made[number]


class _Dates(_OnDemand["Date | None"]):
    """One date of each person."""

    def __init__(self, people: PeopleOnDemand, event: Event) -> None:
        self._people, self._event = people, event

    def __len__(self) -> int:
        return len(self._people)

    def _item(self, number: int) -> Date | None:
        return self._people.date(number, self._event)
