"""What was found is kept for the next who asks: so much of it, and no longer than it is good for."""

from __future__ import annotations

from collections import OrderedDict
from time import monotonic
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class _Kept(NamedTuple, Generic[T]):
    value: T
    since: float
    weight: int


class Keeping(Generic[T]):
    """Values by key; what was not asked for the longest goes first.

    Args:
        most: How much is kept at most.
        age: Seconds for which a value is good; None for ever.
        weigh: How much a value is; one each by default.
        clock: Seconds that never go backwards.

    Example:
        >>> kept = Keeping(2)
        >>> for name in "abc":
        ...     kept.put(name, name.upper())
        >>> kept.get("a"), kept.get("c")
        (None, 'C')
    """

    def __init__(
        self,
        most: int,
        age: float | None = None,
        weigh: Callable[[T], int] = lambda _: 1,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._most, self._age, self._weigh, self._clock = most, age, weigh, clock
        self._kept: OrderedDict[str, _Kept[T]] = OrderedDict()
        self._size = 0

    def get(self, key: str) -> T | None:
        """Return the value, None where there is none or it is too old."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        if self._age is not None and self._clock() - kept.since > self._age:
            self._forget(key)
            return None
        self._kept.move_to_end(key)
        return kept.value

    def since(self, key: str) -> float | None:
        """Return since when a value is kept, for what is made of it and is no younger."""
        kept = self._kept.get(key)
        return None if kept is None else kept.since

    def put(self, key: str, value: T, since: float | None = None) -> None:
        """Keep a value, from now on or since it was found."""
        if key in self._kept:
            self._forget(key)
        self._kept[key] = _Kept(value, self._clock() if since is None else since, self._weigh(value))
        self._size += self._kept[key].weight
        while self._size > self._most:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: str) -> None:
        self._size -= self._kept.pop(key).weight
