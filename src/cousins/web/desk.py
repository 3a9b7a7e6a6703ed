"""Where questions are answered: off the event loop, equal ones once, kept, and given up when nobody waits."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from cousins.explorer.layer import Layer
from cousins.running import computed, run
from cousins.transport.events import Event
from cousins.web.gate import Gate
from cousins.web.jobs import Job, Jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cousins.explorer import Explorer
    from cousins.questions import Question
    from cousins.stores.source_cache import StoreTrouble

COMPUTE_AT_ONCE, SEARCH_AT_ONCE = 2, 2
"""Questions at the same time: more that compute only wait for each other and hold up the event loop, and more that
ask a live source share what it allows, so that all of them are slow."""
MOST_WAITING = 100
_MOST_KEPT = 64 * 1024 * 1024
"""Bytes of rendered answers that are kept."""
_MOST_FOUND = 64
"""Answers that are kept as values, for another rendering."""


class Rendered(NamedTuple):
    """An answer as it is sent."""

    body: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """A way to say an answer.

    Attributes:
        name: Such as ``json``.
        media: The media type.
        render: Returns it as bytes; it may compute for long.
    """

    name: str
    media: str
    render: Callable[[Any, Mapping[str, Any]], bytes]


class Desk:
    """Answers questions for all who ask.

    Attributes:
        explorer: Who is asked.
        jobs: What goes on.
    """

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.jobs = Jobs()
        self._gate = Gate(SEARCH_AT_ONCE if explorer.live else COMPUTE_AT_ONCE, MOST_WAITING)
        self._computing = Gate(COMPUTE_AT_ONCE, 10 * MOST_WAITING)
        self._found: OrderedDict[str, Any] = OrderedDict()
        self._kept: OrderedDict[str, Rendered] = OrderedDict()
        self._size = 0

    def search(self, question: Question, given: Mapping[str, Any], *, patient: bool = False) -> Job[Any]:
        """Return the job that answers a question, the one that goes on where somebody else asked it."""
        key = _key(question, {name: value for name, value in given.items() if name not in question.only_said})

        async def work(job: Job[Any]) -> Any:  # noqa: ANN401
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
            on_place = lambda before, seconds: job.tell({"event": "queue", "before": before, "seconds": round(seconds)})  # noqa: E731
            async with self._gate.passed(patient=patient, on_place=on_place):
                if self.explorer.live:
                    found = await question.ask(self.explorer, given, lambda event: self._told(job, event))
                else:
                    found = await computed(run, question.ask(self.explorer, given, None), waits=False)
            self._found[key] = found
            if len(self._found) > _MOST_FOUND:
                self._found.popitem(last=False)
            return found

        return self.jobs.joined(key, work)

    async def rendered(self, question: Question, given: Mapping[str, Any], rendering: Rendering) -> Rendered:
        """Return an answer as it is sent, kept from last time."""
        key = f"{rendering.name} {_key(question, given)}"
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]

        async def work(_: Job[Rendered]) -> Rendered:
            found = await self.search(question, given).result()
            async with self._computing.passed():
                body = await computed(rendering.render, found, given)
            answer = Rendered(body, f'"{hashlib.blake2s(body, digest_size=12).hexdigest()}"')
            self._kept[key] = answer
            self._size += len(body)
            while self._size > _MOST_KEPT:
                self._size -= len(self._kept.popitem(last=False)[1].body)
            return answer

        return await self.jobs.joined(key, work).result()

    @staticmethod
    def _told(job: Job[Any], event: Event | Layer | StoreTrouble) -> None:
        if isinstance(event, Layer):
            job.tell(
                {"event": "generation", "generation": event.degree, "people": event.total, "requests": event.requests}
            )
        elif isinstance(event, Event):
            job.tell({"event": "wait" if event.reason else "request", "host": event.host, "seconds": event.seconds})


def _key(question: Question, given: Mapping[str, Any]) -> str:
    return f"{question.name} {msgspec.json.encode(dict(given)).decode()}"
