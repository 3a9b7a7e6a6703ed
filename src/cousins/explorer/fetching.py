"""Items from a live source, through the store: nothing that was fetched is fetched twice."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from cousins.errors import CousinsError, SourceAnswerError
from cousins.family.person import PersonId
from cousins.interpret import read
from cousins.kinship.walk import Kin
from cousins.ports import PedigreeSource
from cousins.stores.source_cache import SourceCache
from cousins.wikibase.decode import decode_entities
from cousins.wikibase.ids import ItemId
from cousins.wikibase.statement import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cousins.interpret import Reading
    from cousins.ports import LiveSource
    from cousins.stores.items import ItemStore
    from cousins.transport.client import Client


Name = TypeVar("Name", bound=str)
_LOOK_AGAIN: Final = 0.1
"""Seconds between looks at whether another process has kept what it fetches."""


class Fetcher:
    """Brings readings of items, from the store where it has them.

    Every answer is kept as soon as it is there, so whatever breaks off later
    loses none.

    Args:
        source: The dialect.
        client: The door to the network.
        store: Where answers are kept; None to keep them only in memory.
        readings: What was read before, for another question.

    Attributes:
        source: The dialect, as above.
        requests: How many requests were answered.
        readings: Everything read so far, by the id that was asked for and the item's own; None for missing items.
    """

    def __init__(
        self,
        source: LiveSource,
        client: Client,
        store: ItemStore | None,
        readings: Mapping[ItemId, Reading | None] | None = None,
    ) -> None:
        """Fetch nothing yet."""
        self.source, self._client, self._settings = source, client, client.settings
        self._cache = SourceCache(store, source.key, client.settings)
        # Only where others find what was fetched is it of any use to wait for them.
        self._ledger = client.ledger if store is not None and not client.settings.refresh else None
        self.requests = 0
        self.readings: dict[ItemId, Reading | None] = dict(readings or {})

    async def read(self, ids: Iterable[ItemId]) -> Mapping[ItemId, Reading | None]:
        """Return what the pages of these items say, None for missing ones, by the id asked for.

        Raises:
            SourceError: Some could not be had; what came before is kept.
            StoreError: What came could not be kept.
        """
        asked = list(dict.fromkeys(ids))
        await self._fetch(self.recall(asked))
        return {item: self.readings[item] for item in asked}

    def recall(self, ids: Iterable[ItemId]) -> list[ItemId]:
        """Read what is kept of these items, and return those of which nothing is."""
        new = [item for item in dict.fromkeys(ids) if item not in self.readings]
        kept = self._cache.recall(new)
        for item, body in kept.items():
            self._take(item, body)
        return [item for item in new if item not in kept]

    @property
    def brings_pedigrees(self) -> bool:
        """Whether the source can bring whole pedigrees at once."""
        return isinstance(self.source, PedigreeSource)

    async def pedigrees(self, ids: Iterable[ItemId]) -> None:
        """Bring whole pedigrees at once, where the source can and their people are not kept."""
        source = self.source
        new = [item for item in ids if item not in self.readings]
        kept = self._cache.recall(new)
        lacking = [item for item in new if item not in kept]
        if lacking and isinstance(source, PedigreeSource):
            self._keep(await source.pedigrees(self._client, lacking))

    async def search(self, text: str, *, limit: int) -> Sequence[ItemId]:
        """Return items that a name may mean, best first."""
        self.requests += 1
        return await self.source.search(self._client, text, limit=limit)

    def kin(self, ids: Iterable[ItemId]) -> Mapping[PersonId, Kin | None]:
        """Return the next of kin of people who were read."""
        return {PersonId(item): _kin(self.readings[item]) for item in ids}

    async def _fetch(self, ids: Sequence[ItemId]) -> None:
        """Fetch items, as many batches at a time as the settings allow; the pacer holds them to the host's rules.

        What another process or question is fetching already is left to it, and waited for at the end.
        """
        lacking = list(ids)
        while lacking:
            waiting, workers = iter(lacking), min(len(batches(lacking, self.source.batch)), self._settings.concurrency)
            try:
                async with asyncio.TaskGroup() as tasks:
                    for _ in range(workers):
                        tasks.create_task(self._work(waiting))
            except BaseExceptionGroup as group:
                raise _first(group) from None
            lacking = self.recall(lacking)
            if lacking:
                await asyncio.sleep(_LOOK_AGAIN)

    async def _work(self, waiting: Iterator[ItemId]) -> None:
        """Fetch batches of those for whom nobody else has asked, until nobody is left."""
        while batch := self._claimed(waiting):
            try:
                # Whoever had claimed them before has kept them by now.
                lacking = self.recall(batch) if self._ledger else batch
                if lacking:
                    self._keep(await self.source.fetch(self._client, lacking))
                lost = [item for item in lacking if item not in self.readings]
                if lost:
                    raise SourceAnswerError(f"the answer lacks {lost[0]}, which was asked for")
            finally:
                if self._ledger:
                    self._ledger.release(self.source.key, batch)

    def _claimed(self, waiting: Iterator[ItemId]) -> list[ItemId]:
        """Take the next batch of those whom nobody else is fetching."""
        batch: list[ItemId] = []
        while more := list(islice(waiting, self.source.batch - len(batch))):
            batch += map(ItemId, self._ledger.claim(self.source.key, more)) if self._ledger else more
        return batch

    def _keep(self, found: Mapping[ItemId, bytes]) -> None:
        """Read an answer, and keep it if it can be read."""
        self.requests += 1
        for item, body in found.items():
            self._take(item, body)
        readings = {item: self.readings[item] for item in found}
        self._cache.keep(found, {item: reading.revision for item, reading in readings.items() if reading})

    def _take(self, item: ItemId, body: bytes) -> None:
        self.readings[item] = reading = self._reading(item, body) if body else None
        if reading is not None:
            self.readings.setdefault(ItemId(reading.person.id), reading)

    def _reading(self, item: ItemId, body: bytes) -> Reading:
        whole = b'{"entities":{"%s":%s}}' % (item.encode(), body)
        found = decode_entities(whole, requested=[item], wanted=self.source.properties.wanted)[item]
        if not isinstance(found, Item):
            raise SourceAnswerError(f"{item} is missing and present in one answer")
        return read(found, self.source.properties, self._settings.languages)


def _kin(reading: Reading | None) -> Kin | None:
    if reading is None:
        return None
    own = reading.person.id
    siblings = [one for claim in reading.siblings for one in (claim.one, claim.other) if one != own]
    partners = [one for claim in reading.partners for one in (claim.link.one, claim.link.other) if one != own]
    return Kin(
        id=own,
        parents=tuple(claim.parent for claim in reading.parents),
        children=tuple(claim.child for claim in reading.children),
        partners=tuple(partners),
        siblings=tuple(siblings),
        born=reading.person.born,
    )


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the error that says most: one on purpose, if there is one."""
    leaves: list[BaseException] = []
    waiting: list[BaseException] = [group]
    while waiting:
        error = waiting.pop()
        if isinstance(error, BaseExceptionGroup):
            waiting += error.exceptions
        else:
            leaves.append(error)
    return min(leaves, key=lambda error: not isinstance(error, CousinsError))


def batches(asked: Sequence[Name], size: int) -> list[Sequence[Name]]:
    """Return names in runs of so many.

    Example:
        >>> batches(["a", "b", "c"], 2)
        [['a', 'b'], ['c']]
    """
    return [asked[start : start + size] for start in range(0, len(asked), size)]
