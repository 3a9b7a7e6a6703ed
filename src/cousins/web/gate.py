"""A gate before what computes or asks the network: so many at once, the others wait in line and in sight."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING

from cousins.errors import CousinsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    OnPlace = Callable[[int, float], None]
    """Told how many are before one in the line, and about how many seconds that will take."""

_USUAL = 2.0
"""Seconds that somebody takes, before anybody has."""
_LONG = 0.5
"""Seconds after which somebody takes long."""
_SMOOTHING = 0.2
"""How much the last one's seconds count in the mean."""


class BusyError(CousinsError):
    """So many wait that one more would wait for too long.

    Attributes:
        retry_after: Seconds after which it may be tried again.
    """

    def __init__(self, retry_after: float) -> None:
        """Say when to come again."""
        self.retry_after = retry_after
        super().__init__(f"too many questions wait already; ask again in {retry_after:.0f} seconds")


class _Ticket:
    """Somebody who waits."""

    def __init__(self, on_place: OnPlace | None) -> None:
        self.turn = asyncio.Event()
        self.on_place = on_place


class Gate:
    """Lets so many in at once, the hurried before the patient, each in the order they came.

    Args:
        slots: How many at once.
        most_waiting: How many may wait; the next is refused. However many patient ones wait, as many hurried may.
        spare: How many more are let in beside those who take long, so that one question of minutes stops nobody.
    """

    def __init__(self, slots: int, most_waiting: int, *, spare: int = 0) -> None:
        self._free, self._slots, self._most = slots, slots, most_waiting
        self._spare = spare
        self._hurried: deque[_Ticket] = deque()
        self._patient: deque[_Ticket] = deque()
        self._means = {False: _USUAL, True: _USUAL}

    @property
    def waiting(self) -> int:
        """Return how many wait."""
        return len(self._hurried) + len(self._patient)

    @property
    def _line(self) -> list[_Ticket]:
        return [*self._hurried, *self._patient]

    @asynccontextmanager
    async def passed(
        self, *, patient: bool = False, again: bool = False, on_place: OnPlace | None = None
    ) -> AsyncIterator[None]:
        """Wait for one's turn, and let the next in at the end.

        Args:
            patient: Whether all others go first.
            again: Whether one goes before all others, and is never refused, having waited for one's turn already.
            on_place: Told of one's place whenever it changes.

        Raises:
            BusyError: Too many wait already.
        """
        if not self._free or self.waiting:
            await self._waited(self._patient if patient else self._hurried, on_place, again=again)
        else:
            self._free -= 1
        began, aside = monotonic(), False

        def step_aside() -> None:
            nonlocal aside
            if self._spare:
                self._spare, self._free, aside = self._spare - 1, self._free + 1, True
                self._call()

        timer = asyncio.get_running_loop().call_later(_LONG, step_aside)
        try:
            yield
            self._note(monotonic() - began, patient=patient)
        except CousinsError:
            self._note(monotonic() - began, patient=patient)
            raise  # who is given up says nothing of how long one takes
        finally:
            timer.cancel()
            if aside:
                self._spare += 1
            else:
                self._free += 1
            self._call()

    def _note(self, seconds: float, *, patient: bool) -> None:
        self._means[patient] += _SMOOTHING * (seconds - self._means[patient])

    async def _waited(self, line: deque[_Ticket], on_place: OnPlace | None, *, again: bool) -> None:
        # The patient never keep the hurried out.
        if (len(line) if line is self._hurried else self.waiting) >= self._most and not again:
            raise BusyError(self._seconds(len(self._hurried), len(self._patient)))
        ticket = _Ticket(on_place)
        if again:
            line.appendleft(ticket)
        else:
            line.append(ticket)
        self._tell(self._line.index(ticket))
        try:
            await ticket.turn.wait()
        except asyncio.CancelledError:
            if ticket.turn.is_set():  # called in the same moment: the turn goes to the next
                self._free += 1
                self._call()
            else:
                place = self._line.index(ticket)
                line.remove(ticket)
                self._tell(place)
            raise

    def _call(self) -> None:
        """Let in as many as there is room for."""
        while self._free and self.waiting:
            self._free -= 1
            (self._hurried or self._patient).popleft().turn.set()
        self._tell()

    def _tell(self, first: int = 0) -> None:
        """Tell all from a place on that it has changed; those before stand where they stood."""
        for before, ticket in enumerate(self._line[first:], first):
            if ticket.on_place is not None:
                patient = max(0, before - len(self._hurried))
                ticket.on_place(before, self._seconds(before - patient, patient, one_more=True))

    def _seconds(self, hurried: int, patient: int, *, one_more: bool = False) -> float:
        """Return about how long it takes until so many have gone, and one of those who are in."""
        seconds = (hurried + one_more) * self._means[False] + patient * self._means[True]
        return max(1.0, seconds / self._slots)
