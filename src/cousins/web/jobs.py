"""Work that several may wait for: begun once, told to all who look, given up when nobody looks any more."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cousins.errors import CousinsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping

T = TypeVar("T")

_GRACE = 0.5
"""Seconds in which somebody may come back, as a page does that is loaded again."""
_MOST_TOLD = 1_000
"""Events that a job keeps for who comes later; of more the first half goes."""
_MOST_DONE = 256
"""Jobs that are kept when they are done, so that who lost the connection learns how it went."""


class GivenUpError(CousinsError):
    """Somebody stopped what others waited for."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("the search was stopped; ask again to begin anew")


class Job(Generic[T]):
    """One piece of work.

    Attributes:
        key: What it is: equal work has equal keys.
        id: The same, short and fit for an address.
    """

    def __init__(self, key: str, work: Callable[[Job[T]], Coroutine[Any, Any, T]]) -> None:
        self.key = key
        self.id = job_id(key)
        self._told: list[Mapping[str, Any]] = []
        self._forgotten = 0
        self._news = asyncio.Event()
        self._watchers = 0
        self._task = asyncio.ensure_future(work(self))
        self._task.add_done_callback(self._ended)

    @property
    def done(self) -> bool:
        """Return whether it has ended, well or not."""
        return self._task.done()

    def tell(self, event: Mapping[str, Any]) -> None:
        """Tell all who look, now and later, how it goes."""
        self._told.append(event)
        if len(self._told) > _MOST_TOLD:
            self._forgotten += _MOST_TOLD // 2
            del self._told[: _MOST_TOLD // 2]
        self._wake()

    async def result(self) -> T:
        """Return what it came to, once it is done; who stops waiting leaves it to the others.

        Raises:
            GivenUpError: Somebody stopped it.
        """
        with self.watched():
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
                news = self._news
                at = max(after, self._forgotten)
                for number, event in enumerate(self._told[at - self._forgotten :], at + 1):
                    after = number
                    yield number, event
                if self.done and after >= self._forgotten + len(self._told):
                    return
                if after >= self._forgotten + len(self._told):
                    await news.wait()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Keep it going; when the last one leaves, it is given up a moment later."""
        self._watchers += 1
        try:
            yield
        finally:
            self._watchers -= 1
            if not self._watchers and not self.done:
                asyncio.get_running_loop().call_later(_GRACE, self._given_up)

    def stop(self) -> None:
        """Give it up, whoever looks."""
        self._task.cancel()

    def _given_up(self) -> None:
        if not self._watchers:
            self._task.cancel()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _ended(self, task: asyncio.Task[T]) -> None:
        if not task.cancelled():
            task.exception()  # asked for, so that nobody complains where nobody waited
        self._wake()


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

    async def stopped(self) -> None:
        """Give all of them up, and wait until they are."""
        going = [job for job in self._jobs.values() if not job.done]
        for job in going:
            job.stop()
        await asyncio.gather(*(job.result() for job in going), return_exceptions=True)


def job_id(key: str) -> str:
    """Return the id of the job with a key."""
    return hashlib.blake2s(key.encode(), digest_size=8).hexdigest()
