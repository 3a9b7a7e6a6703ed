"""Where questions are answered: off the event loop, each once, kept, and given up when nobody waits any more."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import msgspec

from cousins.running import computed, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.explorer import Explorer
    from cousins.questions import Question

AT_ONCE = 2
"""Questions that compute at the same time; more would only wait for each other, and hold up the event loop."""
MOST_KEPT = 64 * 1024 * 1024
"""Bytes of answers that are kept."""


class Desk:
    """Answers questions for all who ask, equal ones once.

    Attributes:
        explorer: Who is asked.
    """

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self._limiter = asyncio.Semaphore(AT_ONCE)
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    async def answer(self, question: Question, given: Mapping[str, Any]) -> bytes:
        """Return the answer as JSON, kept from last time where the source does not change."""
        key = f"{question.name} {msgspec.json.encode(given).decode()}"
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        async with self._limiter:
            if self.explorer.live:
                found = await question.ask(self.explorer, given, None)
            else:
                found = await computed(run, question.ask(self.explorer, given, None), waits=False)
            record = await computed(question.record, found, given)
            encoded = await computed(msgspec.json.encode, record)
        self._keep(key, encoded)
        return encoded

    def _keep(self, key: str, encoded: bytes) -> None:
        self._kept[key] = encoded
        self._size += len(encoded)
        while self._size > MOST_KEPT:
            self._size -= len(self._kept.popitem(last=False)[1])
