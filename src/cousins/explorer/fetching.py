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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cousins.interpret import Reading
    from cousins.ports import Found, LiveSource
    from cousins.stores.items import ItemStore
    from cousins.stores.source_cache import StoreTrouble
    from cousins.transport.client import Client


Name = TypeVar("Name", bound=str)
_LOOK_AGAIN: Final = 0.1
"""Seconds between looks at whether another process has kept what it fetches."""

_FEW: Final = 32
"""People who are read from the store at a time; it takes some milliseconds."""
_AHEAD, _WORTH = 64, 2
"""How many people are brought before anybody asks for them, at most, and for how many generations it is worth it."""


class Fetcher:
    """Brings readings of items, from the store where it has them.

    Every answer is kept as soon as it is there, so whatever breaks off later
    loses none.

    Args:
        source: The dialect.
        client: The door to the network.
        store: Where answers are kept; None to keep them only in memory.
        readings: What was read before, for another question.
        on_trouble: Told of what is wrong with the store, where the answer can do without.
        languages: In which people are named, the best first; those of the settings when None.

    Attributes:
        source: The dialect, as above.
        readings: Everything that was asked for so far, by the id that was asked for and the item's own; None for
            missing items.
    """

    def __init__(
        self,
        source: LiveSource,
        client: Client,
        store: ItemStore | None,
        readings: Mapping[ItemId, Reading | None] | None = None,
        on_trouble: Callable[[StoreTrouble], None] | None = None,
        languages: Sequence[str] | None = None,
    ) -> None:
        """Fetch nothing yet."""
        self.source, self._client, self._settings = source, client, client.settings
        self._languages = languages or client.settings.languages
        self._cache = SourceCache(store, source.key, client.settings, on_trouble)
        # Only where others find what was fetched is it of any use to wait for them.
        self._ledger = client.ledger if store is not None and not client.settings.refresh else None
        self._before = client.answered
        self.readings: dict[ItemId, Reading | None] = dict(readings or {})
        # What nobody has asked for yet; an answer must not depend on how much a source brings at once.
        self._ahead: dict[ItemId, Reading | None] = {}
        self._by_generations = False

    @property
    def requests(self) -> int:
        """How many requests were answered."""
        return self._client.answered - self._before

    async def read(self, ids: Iterable[ItemId]) -> Mapping[ItemId, Reading | None]:
        """Return what the pages of these items say, None for missing ones, by the id asked for.

        Raises:
            SourceError: Some could not be had; what came before is kept.
            StoreError: What is kept cannot be used, and nobody else may be asked.
        """
        asked = list(dict.fromkeys(ids))
        await self._loaded(asked)
        await self._fetch(self.recall(asked))
        self.recall(asked)
        return {item: self.readings[item] for item in asked}

    def recall(self, ids: Iterable[ItemId]) -> list[ItemId]:
        """Read what is there of these items already, and return those of which nothing is that can be read."""
        asked = list(dict.fromkeys(ids))
        lacking = self._load(asked)
        for item in asked:
            if item in self._ahead:
                self.readings[item] = reading = self._ahead.pop(item)
                if reading is not None:
                    self.readings.setdefault(ItemId(reading.person.id), reading)
        return lacking

    @property
    def keeps(self) -> bool:
        """Whether what is fetched is kept, as far as is known."""
        return self._cache.keeps

    async def bring(self, ids: Iterable[ItemId], generations: int | None) -> None:
        """Bring people and some generations above them at once, where the source can and nothing of them is there.

        Args:
            ids: Who will be asked for next.
            generations: How many generations above them may be asked for after that; None for any number.
        """
        source = self.source
        if not isinstance(source, PedigreeSource):
            return
        asked = list(ids)
        await self._loaded(asked)
        if not (lacking := self.recall(asked)):
            return
        above = _generations(len(lacking), _AHEAD)
        above = above if generations is None else min(above, generations)
        if above < _WORTH or self._by_generations:
            return
        found = await source.ancestors(self._client, lacking, above)
        # Some engines answer paths with nothing and no error.
        self._by_generations = not found
        await self._fetch(await self._loaded([*lacking, *(found or ())]))

    async def search(self, text: str, *, limit: int, skip: int) -> Found:
        """Return items that a name may mean, best first."""
        return await self.source.search(self._client, text, limit=limit, skip=skip)

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
            lacking = await self._loaded(lacking)
            if lacking:
                await asyncio.sleep(_LOOK_AGAIN)

    async def _work(self, waiting: Iterator[ItemId]) -> None:
        """Fetch batches of those for whom nobody else has asked, until nobody is left."""
        while batch := self._claimed(waiting):
            try:
                # Whoever had claimed them before has kept them by now.
                lacking = self._load(batch) if self._ledger else batch
                if lacking:
                    self._keep(await self.source.fetch(self._client, lacking))
                lost = [item for item in lacking if item not in self._ahead]
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

    async def _loaded(self, ids: Iterable[ItemId]) -> list[ItemId]:
        """Do as `_load`, a few at a time, so that whoever shares the event loop does not wait for all of it."""
        lacking: list[ItemId] = []
        for few in batches(list(dict.fromkeys(ids)), _FEW):
            lacking += self._load(few)
            await asyncio.sleep(0)
        return lacking

    def _load(self, ids: Iterable[ItemId]) -> list[ItemId]:
        """Have ready what is kept of these items, unseen by the question, and return those of which nothing is."""
        new = [item for item in dict.fromkeys(ids) if item not in self.readings and item not in self._ahead]
        for item, body in self._cache.recall(new).items():
            try:
                self._ahead[item] = self._reading(item, body)
            except SourceAnswerError as error:
                self._cache.reject(item, str(error))
        return [item for item in new if item not in self._ahead]

    def _keep(self, found: Mapping[ItemId, bytes]) -> None:
        """Read an answer, and keep it if it can be read."""
        readings = {item: self._reading(item, body) for item, body in found.items()}
        self._ahead |= readings
        self._cache.keep(found, {item: reading.revision for item, reading in readings.items() if reading})

    def _reading(self, item: ItemId, body: bytes) -> Reading | None:
        if not body:
            return None
        whole = b'{"entities":{"%s":%s}}' % (item.encode(), body)
        source = self.source
        found = decode_entities(whole, requested=[item], wanted=source.properties.wanted)[item]
        if not isinstance(found, Item):
            raise SourceAnswerError(f"{item} is missing and present in one answer")
        return read(found, source.properties, self._languages, ordered=source.ordered)


def _generations(people: int, most: int) -> int:
    """Return how many generations above people are few enough, each with two parents, to be asked for at once.

    Example:
        >>> _generations(2, 64), _generations(64, 64), _generations(0, 64)
        (4, 0, 0)
    """
    return ((most // people) + 1).bit_length() - 2 if 0 < people <= most else 0


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
