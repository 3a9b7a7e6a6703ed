"""Whose turn it is: one pacer for all tasks, all threads and all clients of a process.

A task takes a place under its rule and every wider one, narrowest first, so
that nobody holds a wide place while queueing for a narrow one. With its places
it reserves the earliest moment that all rules allow, and sleeps until then.
Places are given in the order of asking, and a cancelled task gives its own back.
"""

from __future__ import annotations

import asyncio
import threading
import time
from bisect import bisect_right, insort
from collections import deque
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Final

from cousins.errors import RateLimitError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from cousins.transport.host_rules import Rule

_MINUTE: Final = 60.0
_NEVER: Final = float("-inf")


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
            while (wait := self._reserve(gates)) > 0:
                self._refuse_long(rule, longest)
                if on_wait:
                    on_wait(wait)
                await self.sleep(wait)
                now = self.clock()
                if all(gate.paused_until <= now for gate in gates):  # else a pause began meanwhile: book anew
                    break
            yield

    def pause(self, rule: Rule, seconds: float, *, wider: bool = False) -> None:
        """Let nobody start under the rule for so many seconds.

        Args:
            rule: The rule that pauses.
            seconds: From now; a longer pause that runs already stays.
            wider: Whether every wider rule pauses too.
        """
        until = self.clock() + seconds
        for link in rule.chain() if wider else (rule,):
            gate = self._gate(link)
            with self._lock:
                gate.paused_until = max(gate.paused_until, until)

    def pause_left(self, rule: Rule) -> float:
        """Return the seconds until a pause under the rule or a wider one is over; 0 without any."""
        until = max(self._gate(link).paused_until for link in rule.chain())
        return max(0.0, until - self.clock())

    def _gate(self, rule: Rule) -> _Gate:
        with self._lock:
            if rule not in self._gates:
                self._gates[rule] = _Gate(rule, self._lock)
            return self._gates[rule]

    def _refuse_long(self, rule: Rule, longest: float | None) -> None:
        left = self.pause_left(rule)
        if longest is not None and left > longest:
            raise RateLimitError(rule.name, left)

    def _reserve(self, gates: list[_Gate]) -> float:
        """Book the earliest moment that all gates allow; return the seconds until then."""
        with self._lock:
            now = self.clock()
            start = max(now, *(gate.earliest(now) for gate in gates))
            for gate in gates:
                gate.book(start)
        return start - now


class _Gate:
    """What has been let through under one rule."""

    def __init__(self, rule: Rule, lock: threading.RLock) -> None:
        self.rule = rule
        self.places = _Places(rule.at_once or 0, lock)
        self.paused_until = _NEVER
        self._last = _NEVER
        self._booked: list[float] = []

    def earliest(self, now: float) -> float:
        """Return the first moment that the rule allows, which may be past."""
        moment = max(self.paused_until, now)
        if self.rule.per_second:
            moment = max(moment, self._last + 1 / self.rule.per_second)
        if self.rule.per_minute:
            del self._booked[: bisect_right(self._booked, now - _MINUTE)]
            if len(self._booked) >= self.rule.per_minute:
                moment = max(moment, self._booked[-self.rule.per_minute] + _MINUTE)
        return moment

    def book(self, moment: float) -> None:
        self._last = max(self._last, moment)
        if self.rule.per_minute:
            insort(self._booked, moment)


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
