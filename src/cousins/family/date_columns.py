"""Columns of dates: for each person of a graph when they were born or died, without making the person."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cousins.family.dates import Date

Event = Literal["born", "died"]

NEVER = 10**9
"""A day beyond all days: the first day is -NEVER and the last one NEVER where nothing is known."""


@runtime_checkable
class Dated(Protocol):
    """People whose dates can be had without making each person's record."""

    def dates(self, event: Event, /) -> Sequence[Date | None]:
        """Return when each was born or died, read when it is asked for; None where that is not recorded."""
        ...


def first_days(dates: Iterable[Date | None]) -> array[int]:
    """Return the first day that each date may mean, as Julian day numbers; -NEVER where nothing is known."""
    return array("i", [-NEVER if date is None else date.earliest for date in dates])


def last_days(dates: Iterable[Date | None]) -> array[int]:
    """Return the last day that each date may mean, as Julian day numbers; NEVER where nothing is known."""
    return array("i", [NEVER if date is None else date.latest for date in dates])
