"""Work that several may wait for: begun once, told to all who look, given up when nobody looks any more."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import Counter, OrderedDict
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cousins.errors import CousinsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping

T = TypeVar("T")

_GRACE = 0.5
"""Seconds in which somebody may come back, as a page does that is loaded again."""
_ON_THE_WAY = 8.0
"""Seconds in which somebody looks who was told where to."""
_MOST_TOLD = 1_000
"""Events that a job keeps for who comes later; of more the first half goes."""
_MOST_DONE = 256
"""Jobs that are kept when they are done, so that who lost the connection learns how it went."""


_PROCESS, _RUNS = secrets.token_hex(4), count(1)
"""What the runs of jobs are called by, which are not those of another process."""


class GivenUpError(CousinsError):
    """Somebody stopped what others waited for."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("the search was stopped; ask again to begin anew")


class Job(Generic[T]):
    """One piece of work.

    Who looks may have a name, that of a visit: so that somebody on the way counts, and can leave at once.

    Attributes:
        key: What it is: equal work has equal keys.
        id: The same, short and fit for an address.
        run: Which of the jobs with that key it is.
    """

    def __init__(self, key: str, work: Callable[[Job[T]], Coroutine[Any, Any, T]]) -> None:
        self.key = key
        self.id = job_id(key)
        self.run = f"{_PROCESS}{next(_RUNS):x}"
        self._told: list[Mapping[str, Any]] = []
        self._forgotten = 0
        self.news = asyncio.Event()
        self._looking: Counter[str] = Counter()
        self._expected: dict[str, asyncio.TimerHandle] = {}
        self._left: set[str] = set()
        self._task = asyncio.ensure_future(work(self))
        self._task.add_done_callback(self._ended)

    @property
    def done(self) -> bool:
        """Return whether it has ended, well or not."""
        return self._task.done()

    @property
    def error(self) -> BaseException | None:
        """Return why it ended without a result; None where it has one, or goes on."""
        if not self._task.done():
            return None
        return GivenUpError() if self._task.cancelled() else self._task.exception()

    def tell(self, event: Mapping[str, Any]) -> None:
        """Tell all who look, now and later, how it goes."""
        self._told.append(event)
        if len(self._told) > _MOST_TOLD:
            self._forgotten += _MOST_TOLD // 2
            del self._told[: _MOST_TOLD // 2]
        self.wake()

    def told(self, after: int) -> list[tuple[int, Mapping[str, Any]]]:
        """Return what was told after an event with a number, each with its own; of very much the first is forgotten."""
        at = max(after, self._forgotten)
        return list(enumerate(self._told[at - self._forgotten :], at + 1))

    async def result(self, visit: str = "", *, grace: float | None = None) -> T:
        """Return what it came to, once it is done; who stops waiting leaves it to the others.

        Args:
            visit: Who waits, if that has a name.
            grace: Seconds for which it goes on without anybody; None for the usual.

        Raises:
            GivenUpError: Somebody stopped it.
        """
        with self.watched(visit, grace=grace):
            try:
                return await asyncio.shield(self._task)
            except asyncio.CancelledError:
                me = asyncio.current_task()
                if self._task.cancelled() and not (me and me.cancelling()):
                    raise GivenUpError from None
                raise

    async def events(self, after: int = 0) -> AsyncIterator[tuple[int, Mapping[str, Any]]]:
        """Yield what was told and will be, each with its number, until it is done.

        Args:
            after: The number of the last event that is known already.
        """
        with self.watched():
            while True:
                news, done = self.news, self.done
                for number, event in self.told(after):
                    after = number
                    yield number, event
                if done:
                    return
                await news.wait()

    @contextmanager
    def watched(self, visit: str = "", *, grace: float | None = None) -> Iterator[None]:
        """Keep it going; when the last one leaves, it is given up a moment later.

        Args:
            visit: Who looks, if that has a name.
            grace: As for `result`.
        """
        self._looking[visit] += 1
        self._arrived(visit)
        try:
            yield
        finally:
            self._released(visit, _GRACE if grace is None else grace)

    def expect(self, visit: str) -> None:
        """Count somebody as looking who is on the way, for some seconds."""
        self._looking[visit] += 1
        self._expected[visit] = asyncio.get_running_loop().call_later(_ON_THE_WAY, self._arrived, visit)

    def leave(self, visit: str) -> None:
        """End a visit; when nobody else looks, the job is given up at once."""
        self._arrived(visit)
        if self._looking[visit]:
            self._left.add(visit)
        if not self._looking.keys() - self._left - {visit}:
            self.stop()
        self.wake()

    def has_left(self, visit: str) -> bool:
        """Return whether a visit is to end."""
        return visit in self._left

    def stop(self) -> None:
        """Give it up, whoever looks."""
        self._task.cancel()

    def wake(self) -> None:
        """Let all who look see what is new."""
        self.news.set()
        self.news = asyncio.Event()

    def _arrived(self, visit: str) -> None:
        """Note that somebody is on the way no more."""
        if timer := self._expected.pop(visit, None):
            timer.cancel()
            self._released(visit, 0)

    def _released(self, visit: str, grace: float) -> None:
        self._looking[visit] -= 1
        self._looking += Counter()  # without those at zero
        if not self._looking and not self.done:
            asyncio.get_running_loop().call_later(grace, self._given_up)

    def _given_up(self) -> None:
        if not self._looking:
            self._task.cancel()

    def _ended(self, task: asyncio.Task[T]) -> None:
        if not task.cancelled():
            task.exception()  # asked for, so that nobody complains where nobody waited
        self.wake()


class Jobs:
    """All jobs that go on, and the last of those that are done."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job[Any]] = OrderedDict()

    def joined(self, key: str, work: Callable[[Job[T]], Coroutine[Any, Any, T]]) -> Job[T]:
        """Return the job with that key that goes on, or a new one."""
        job = self._jobs.get(job_id(key))
        if job is None or job.done:
            job = Job(key, work)
            self._jobs[job.id] = job
            self._jobs.move_to_end(job.id)
            done = [each.id for each in self._jobs.values() if each.done]
            for old in done[: max(0, len(done) - _MOST_DONE)]:
                del self._jobs[old]
        return job

    def find(self, job: str) -> Job[Any] | None:
        """Return the job with that id, going on or done of late; None where nobody knows it."""
        return self._jobs.get(job)

    @property
    def going(self) -> int:
        """Return how many go on."""
        return sum(not job.done for job in self._jobs.values())

    def wake(self) -> None:
        """Let all who look at any of them see what is new."""
        for job in self._jobs.values():
            job.wake()

    async def stopped(self) -> None:
        """Give all of them up, and wait until they are."""
        going = [job for job in self._jobs.values() if not job.done]
        for job in going:
            job.stop()
        await asyncio.gather(*(job.result() for job in going), return_exceptions=True)


def job_id(key: str) -> str:
    """Return the id of the job with a key."""
    return hashlib.blake2s(key.encode(), digest_size=8).hexdigest()
