"""Where questions are answered: off the event loop, equal ones once, kept, and given up when nobody waits."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from cousins.errors import CousinsError
from cousins.running import computed, run
from cousins.terms.page_words import LANGUAGES
from cousins.web.gate import Gate
from cousins.web.jobs import Job, Jobs
from cousins.web.keeping import Keeping
from cousins.web.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from cousins.explorer import Explorer
    from cousins.questions import Question

COMPUTE_AT_ONCE, SEARCH_AT_ONCE, BESIDE_LONG = 1, 2, 3
"""Questions at the same time. Two that compute take turns, which costs both a fifth of their time and holds up the
event loop: another is let in only beside those that take long. More that ask a live source share what it allows, so
that all of them are slow."""
MOST_WAITING = 100
_FRESH = 300.0
"""Seconds for which an answer of a live source is good, which may be mended there at any moment."""
_FAILED_FOR = 10.0
"""Seconds in which a live source is not asked again what it could not answer, however often a page is loaded."""
_AT_ONCE = 0.15
"""Seconds that an answer may take without showing how it is searched."""
_MOST_KEPT = 64 * 1024 * 1024
"""Bytes of rendered answers that are kept."""
_MOST_FOUND = 64
"""Answers that are kept as values, for another rendering."""
_MOST_SUGGESTED = 2_000
"""The same of suggestions, which are small."""


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
        languages: Codes of those in which people can be named, the one that is taken by default first; empty where
            there is no choice.
        computing: The gate before what computes.
        gate: The gate before what asks a live source; of others the same.

    Args:
        explorer: Who is asked.
        computing: The gate before what computes, where several desks share one.
    """

    def __init__(self, explorer: Explorer, computing: Gate | None = None) -> None:
        self.explorer = explorer
        self.jobs = Jobs()
        self._naming = _naming(explorer)
        self.languages = (explorer.languages[0], *self._naming) if self._naming else ()
        if explorer.live:
            import_module("cousins.transport.client")  # takes 0.1 s, which nobody shall wait for later
        self.computing = computing or Gate(COMPUTE_AT_ONCE, 10 * MOST_WAITING, spare=BESIDE_LONG)
        self.gate = Gate(SEARCH_AT_ONCE, MOST_WAITING) if explorer.live else self.computing
        age = _age(explorer)
        self._found: Keeping[Any] = Keeping(_MOST_FOUND, age)
        self._suggested: Keeping[Any] = Keeping(_MOST_SUGGESTED, age)
        self._failed: Keeping[CousinsError] = Keeping(_MOST_FOUND, _FAILED_FOR)
        self._kept: Keeping[Rendered] = Keeping(_MOST_KEPT, age, lambda answer: len(answer.body))

    def in_names(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is asked, with the language of ``names`` only where it is another than one gets anyway."""
        known = asked.get("names") in self._naming
        return {name: value for name, value in asked.items() if known or name != "names"}

    def search(self, question: Question, given: Mapping[str, Any], *, patient: bool = False) -> Job[Any]:
        """Return the job that answers a question, the one that goes on where somebody else asked it.

        Args:
            question: What is asked.
            given: Of whom, and in which language their names, as `in_names` has it.
            patient: Whether all that is asked otherwise goes first, as it does before suggestions.
        """
        key = _found_key(question, given)
        kept = self._suggested if patient else self._found
        explorer = self._naming.get(given.get("names", ""), self.explorer)

        async def work(job: Job[Any]) -> Any:  # noqa: ANN401
            if (error := self._failed.get(key)) is not None:
                raise error.with_traceback(None)
            if (known := kept.get(key)) is not None:
                return known
            progress = Progress(job.tell)
            # Only a live source makes one wait for so long that one wants to know one's place.
            on_place = progress.on_place if self.explorer.live else None
            async with self.gate.passed(patient=patient, on_place=on_place):
                if not self.explorer.live:
                    found = await computed(run, question.ask(explorer, given, None), waits=False)
                else:
                    job.tell({"event": "begun"})
                    found = await self._asked(key, question.ask(explorer, given, progress.on_event))
            kept.put(key, found)
            return found

        return self.jobs.joined(key, work)

    async def searching(self, question: Question, given: Mapping[str, Any], visit: str) -> Job[Any] | None:
        """Return the search that an answer must wait for, None where it comes at once or is known already.

        Args:
            question: What is asked.
            given: Of whom.
            visit: The name of who will come and look, for whom the search goes on until then.
        """
        if not self.explorer.live:
            return None
        job = self.search(question, given)
        job.expect(visit)
        with suppress(TimeoutError, CousinsError):
            async with asyncio.timeout(_AT_ONCE):
                await job.result()
        return None if job.done else job

    async def _asked(self, key: str, question: Awaitable[Any]) -> Any:  # noqa: ANN401
        try:
            return await question
        except CousinsError as error:
            self._failed.put(key, error)
            raise

    async def rendered(self, question: Question, given: Mapping[str, Any], rendering: Rendering) -> Rendered:
        """Return an answer as it is sent, kept from last time."""
        key = f"{rendering.name} {_key(question, given)}"
        if (kept := self._kept.get(key)) is not None:
            return kept

        async def work(_: Job[Rendered]) -> Rendered:
            # Who waits for this has a moment to come back already.
            found = await self.search(question, given).result(grace=0)
            since = self._found.since(_found_key(question, given))
            async with self.computing.passed(again=True):
                body = await computed(rendering.render, found, given)
            answer = Rendered(body, f'"{hashlib.blake2s(body, digest_size=12).hexdigest()}"')
            self._kept.put(key, answer, since)
            return answer

        return await self.jobs.joined(key, work).result()


def _naming(explorer: Explorer) -> dict[str, Explorer]:
    """Return explorers of the same source by the language of names, for those languages that it asks for anyway."""
    if not explorer.live:
        return {}
    codes = [code for code in explorer.settings.languages if code in LANGUAGES and code != explorer.languages[0]]
    return {code: explorer.naming((code,)) for code in codes}


def _age(explorer: Explorer) -> float | None:
    """Return for how many seconds answers are good; of a source at hand for ever."""
    if not explorer.live or explorer.settings.offline:
        return None
    most = explorer.settings.max_age
    return _FRESH if most is None else min(_FRESH, most)


def _found_key(question: Question, given: Mapping[str, Any]) -> str:
    return _key(question, {name: value for name, value in given.items() if name not in question.only_said})


def _key(question: Question, given: Mapping[str, Any]) -> str:
    return f"{question.name} {msgspec.json.encode(dict(given)).decode()}"
