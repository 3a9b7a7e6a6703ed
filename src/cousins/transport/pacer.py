"""Whose turn it is: one pacer for all tasks, all threads and all clients of a process, and for other processes.

A task takes a place under its rule and every wider one, narrowest first, so
that nobody holds a wide place while queueing for a narrow one. With its places
it reserves the earliest moment that all rules allow, and sleeps until then.
Places are given in the order of asking, and a cancelled task gives its own back.

Where there is a ledger, the processes of a user stand under the rules together:
whoever has a place in the process queues for one among the processes, and moments
and pauses are those that suit all. Without it, or when it fails, each process keeps
the rules by itself.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from contextlib import AsyncExitStack, asynccontextmanager
from copy import copy
from typing import TYPE_CHECKING, Final, Protocol

from cousins.errors import RateLimitError
from cousins.transport.bookings import Bookings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
    from typing import Self

    from cousins.transport.host_rules import Rule

_LONGEST_PAUSE: Final = 86_400.0
"""Seconds that a pause lasts at most: a host that asks for a year has made a mistake, or is asked again in a day."""
_LOOK_AGAIN: Final = 0.02
"""Seconds between looks at whether another process has given a place back."""


class Ledger(Protocol):
    """What the processes of a user tell each other, by a clock that is the same for all.

    None of it fails: a ledger that cannot be read or written answers as if this process were alone.
    """

    def queue(self, rule: Rule) -> int | None:
        """Return a number in the queue for a place under a rule; None where there is no queue."""
        ...

    def is_served(self, rule: Rule, number: int) -> bool:
        """Return whether the number has a place: fewer are before it than the rule lets in at once."""
        ...

    def leave(self, number: int) -> None:
        """Give the place back, or leave the queue."""
        ...

    def reserve(self, rules: Sequence[Rule], start: float) -> float:
        """Book and return the first moment that the rules allow all processes, not before a moment."""
        ...

    def settle(self, rules: Sequence[Rule], moment: float) -> None:
        """Count what was booked for a moment as of now, when it was answered."""
        ...

    def pause(self, rules: Sequence[Rule], until: float) -> None:
        """Let no process start under the rules before a moment."""
        ...

    def paused_until(self, rules: Sequence[Rule]) -> float:
        """Return when the longest pause under the rules is over."""
        ...

    def claim(self, source: str, ids: Collection[str]) -> Collection[str]:
        """Return those of these ids that nobody else is fetching from a source: the caller's until released."""
        ...

    def release(self, source: str, ids: Collection[str]) -> None:
        """Let others fetch the ids."""
        ...


class Pacer:
    """Lets requests through one by one, as their rules allow.

    Args:
        clock: Seconds that never go backwards.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Start with nobody waiting."""
        self.clock = clock
        self.sleep = sleep
        self._lock = threading.RLock()
        self._gates: dict[Rule, _Gate] = {}
        self._ledger: Ledger | None = None

    def sharing(self, ledger: Ledger | None) -> Self:
        """Return this pacer with a ledger, by which other processes keep the same limits."""
        other = copy(self)
        other._ledger = ledger  # noqa: SLF001 (a copy of our own)
        return other

    @asynccontextmanager
    async def turn(
        self, rule: Rule, *, longest: float | None = None, on_wait: Callable[[float], None] | None = None
    ) -> AsyncIterator[None]:
        """Wait for a turn under the rule and every wider one, and hold it inside the block.

        Args:
            rule: The narrowest rule that holds.
            longest: Seconds of a pause that anybody would wait for; None for any.
            on_wait: Told the seconds before every sleep, except those in a queue.

        Raises:
            RateLimitError: The host asked for a longer pause.
        """
        gates = [self._gate(link) for link in rule.chain()]
        async with AsyncExitStack() as places:
            for gate in gates:
                self._refuse_long(rule, longest)
                if gate.rule.at_once is not None:
                    await places.enter_async_context(gate.places.held())
                    await places.enter_async_context(self._shared_place(gate.rule))
            while (wait := (moment := self._reserve(gates)) - self.clock()) > 0:
                self._refuse_long(rule, longest)
                if on_wait:
                    on_wait(wait)
                await self.sleep(wait)
                if not self.pause_left(rule):  # else a pause began meanwhile: book anew
                    break
            try:
                yield
            finally:
                self._settle(gates, moment)

    @asynccontextmanager
    async def _shared_place(self, rule: Rule) -> AsyncIterator[None]:
        """Queue among the processes for a place, and hold it inside the block."""
        ledger = self._ledger
        number = ledger.queue(rule) if ledger else None
        if ledger is None or number is None:
            yield
            return
        try:
            while not ledger.is_served(rule, number):
                await self.sleep(_LOOK_AGAIN)
            yield
        finally:
            ledger.leave(number)

    def pause(self, rule: Rule, seconds: float, *, wider: bool = False) -> None:
        """Let nobody start under the rule for so many seconds.

        Args:
            rule: The rule that pauses.
            seconds: From now; a longer pause that runs already stays.
            wider: Whether every wider rule pauses too.
        """
        until = self.clock() + min(seconds, _LONGEST_PAUSE)
        rules = rule.chain() if wider else (rule,)
        for gate in map(self._gate, rules):
            with self._lock:
                gate.bookings.paused_until = max(gate.bookings.paused_until, until)
        if self._ledger:
            self._ledger.pause(rules, until)

    def pause_left(self, rule: Rule) -> float:
        """Return the seconds until a pause under the rule or a wider one is over; 0 without any."""
        until = max(self._gate(link).bookings.paused_until for link in rule.chain())
        if self._ledger:
            until = max(until, self._ledger.paused_until(rule.chain()))
        return max(0.0, until - self.clock())

    def _gate(self, rule: Rule) -> _Gate:
        with self._lock:
            if rule not in self._gates:
                self._gates[rule] = _Gate(rule, self._lock)
            return self._gates[rule]

    def _refuse_long(self, rule: Rule, longest: float | None) -> None:
        if longest is not None and (left := self.pause_left(rule)) > longest:
            raise RateLimitError(rule.name, left)

    def _reserve(self, gates: list[_Gate]) -> float:
        """Book and return the earliest moment that all gates allow."""
        with self._lock:
            now = self.clock()
            moment = max(now, *(gate.bookings.earliest(gate.rule, now) for gate in gates))
            if self._ledger:
                moment = self._ledger.reserve([gate.rule for gate in gates], moment)
            for gate in gates:
                gate.bookings.book(gate.rule, moment)
        return moment

    def _settle(self, gates: list[_Gate], moment: float) -> None:
        """Count a request from when it was answered."""
        counted = [gate for gate in gates if gate.rule.per_second]
        with self._lock:
            for gate in counted:
                gate.bookings.settle(moment, self.clock())
            if self._ledger and counted:
                self._ledger.settle([gate.rule for gate in counted], moment)


class _Gate:
    """What this process has let through under one rule, and who is inside."""

    def __init__(self, rule: Rule, lock: threading.RLock) -> None:
        self.rule = rule
        self.places = _Places(rule.at_once or 0, lock)
        self.bookings = Bookings()


class _Places:
    """So many at once, first come, first served, over all event loops of the process."""

    def __init__(self, count: int, lock: threading.RLock) -> None:
        self._free = count
        self._lock = lock
        self._queue: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        await self._take()
        try:
            yield
        finally:
            self._give_back()

    async def _take(self) -> None:
        with self._lock:
            if self._free and not self._queue:
                self._free -= 1
                return
            place = asyncio.get_running_loop().create_future()
            self._queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            with self._lock:
                queueing = place in self._queue
                if queueing:
                    self._queue.remove(place)
            if not queueing:  # the place was granted just before the task was cancelled
                self._give_back()
            raise

    def _give_back(self) -> None:
        """Hand the place to whoever waited longest; a loop that is closed waits no more."""
        with self._lock:
            while self._queue:
                place = self._queue.popleft()
                loop = place.get_loop()
                if not loop.is_closed():
                    loop.call_soon_threadsafe(_grant, place)
                    return
            self._free += 1


def _grant(place: asyncio.Future[None]) -> None:
    if not place.done():
        place.set_result(None)


PROCESS: Final = Pacer()
"""The pacer of this process: hosts count requests, not clients."""
