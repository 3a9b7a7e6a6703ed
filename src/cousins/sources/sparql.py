"""Any SPARQL 1.1 endpoint over a Wikibase's statements: one query for who the ancestors are, one for what is known.

Statements are read in their full form, with ranks and qualifiers, never as
truthy triples; what the query finds is put together again as the JSON of items,
so that it is read and kept like any other answer.

An answer that is not there is not yet an item that is not there, and a query
that took too long once will take too long again: items without a fact are asked
for by themselves, and batches are halved instead of being asked for again.
"""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from cousins.addresses import without_login
from cousins.errors import SourceAnswerError, SourceTimeoutError, quoted
from cousins.ports import Found
from cousins.settings import WIKIDATA_ENTITIES, WIKIDATA_QUERY_SERVICE
from cousins.sources.entity_json import as_asked
from cousins.sources.name_spellings import spellings
from cousins.sources.rdf_items import RdfItem, put_together
from cousins.sources.sparql_queries import SAME_AS, Queries
from cousins.sources.sparql_results import item_of, last, rows_of
from cousins.transport.host_rules import Interface
from cousins.wikibase.ids import ItemId
from cousins.wikibase.properties import WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.sources.sparql_results import Row
    from cousins.transport.client import Client
    from cousins.transport.request import Answer
    from cousins.wikibase.properties import Properties

_HOPS: Final = 10
"""Redirects from an id to an item at most; longer chains, and circles, lead nowhere."""
_AT_ONCE: Final = 50
_TRIES: Final = 2
"""Of a cheap query, which runs out of time only when the service is busy."""
_HALVINGS: Final = 4
"""How often a batch is halved: a service that takes a minute for each failure is not waited for without end."""
_FAILED: Final = (500, 504)
# Blazegraph, proxies, QLever and Virtuoso, in this order; Blazegraph also in the middle of an answer with status 200.
_OUT_OF_TIME: Final = (b"timeoutexception", b"timeout", b"timed out", b"estimated execution time")


class _TooMuchError(Exception):
    """A query that the service does not answer as a whole: it takes too long, or the rows are cut off."""


class Sparql:
    """A SPARQL endpoint over the statements of a Wikibase.

    Args:
        endpoint: Its address; Wikidata's query service by default.
        languages: Codes of the languages of labels, best first.
        properties: The numbers of the properties.
        entities: What the addresses of items begin with.
        name: What ``--from`` calls it.
    """

    batch = 150
    ordered = False

    def __init__(
        self,
        endpoint: str = WIKIDATA_QUERY_SERVICE,
        *,
        languages: Sequence[str] = ("en",),
        properties: Properties = WIKIDATA,
        entities: str = WIKIDATA_ENTITIES,
        name: str = "sparql",
    ) -> None:
        """Remember the dialect; nothing is asked yet."""
        self.name, self.properties, self.entities = name, properties, entities
        self._endpoint, self._host = endpoint, urlsplit(endpoint).netloc.rpartition("@")[2]
        bases = [part for code in languages for part in (code, code.partition("-")[0])]
        self._languages = tuple(dict.fromkeys([*bases, "en", "mul"]))
        self._queries = Queries(entities, properties, self._languages)
        self._known = endpoint == WIKIDATA_QUERY_SERVICE
        # Whatever changes the query changes its answers: numbers of properties, languages, what addresses begin with.
        self.key = f"{without_login(endpoint)} {sha256(self._queries.facts(()).encode()).hexdigest()[:16]}"

    async def fetch(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return the family facts of each item in the JSON of items: mostly by one query."""
        found = await self._facts(client, ids)
        await self._follow(client, found)
        nowhere = [item for item in ids if item not in found]
        nowhere += [one.target for one in found.values() if one.target and one.target not in found]
        found |= await self._bare(client, dict.fromkeys(nowhere))
        if not found and not self._known:
            await self._check_addresses(client)
        self._known = True
        await self._name(client, found)
        return {item: _at_the_end(found, item) for item in ids}

    async def ancestors(self, client: Client, ids: Sequence[ItemId], generations: int) -> Sequence[ItemId] | None:
        """Return the ids of ancestors, so many generations up, by one cheap query; None when even that is too much."""
        for _ in range(_TRIES):
            try:
                rows = await self._rows(client, self._queries.above(ids, generations))
            except _TooMuchError:
                continue
            except SourceTimeoutError:
                return None
            except SourceAnswerError as error:
                if error.status != HTTPStatus.BAD_REQUEST:
                    raise
                return None
            return [item for row in rows if (item := item_of(row.get("item"), self.entities)) is not None]
        return None

    async def search(self, client: Client, text: str, *, limit: int, skip: int = 0) -> Found:
        """Return persons with exactly this label or other name, as written or with capitals."""
        rows = await self._small(client, self._queries.called(spellings(text), limit=limit + 1, skip=skip))
        items = [item for row in rows if (item := item_of(row.get("item"), self.entities)) is not None]
        return Found(items[:limit], more=len(rows) > limit)

    async def _facts(self, client: Client, ids: Sequence[ItemId], halvings: int = _HALVINGS) -> dict[ItemId, RdfItem]:
        """Return what is known of items, where anything is; what is too much for one query is asked for in halves."""
        try:
            return put_together(await self._rows(client, self._queries.facts(ids)), self.entities)
        except _TooMuchError as error:
            if len(ids) == 1 or not halvings:
                people = f"{ids[0]} alone" if len(ids) == 1 else f"{len(ids)} people"
                raise SourceTimeoutError(f"{self._host} {error}, even of {people}") from None
        half = len(ids) // 2
        first = await self._facts(client, ids[:half], halvings - 1)
        return first | await self._facts(client, ids[half:], halvings - 1)

    async def _follow(self, client: Client, found: dict[ItemId, RdfItem]) -> None:
        """Bring the items that merged ones lead to."""
        for _ in range(_HOPS):
            targets = dict.fromkeys(one.target for one in found.values() if one.target and one.target not in found)
            if not targets:
                return
            more = await self._facts(client, [target for target in targets if target])
            if not more:
                return
            found |= more

    async def _bare(self, client: Client, ids: Iterable[ItemId]) -> dict[ItemId, RdfItem]:
        """Return those items that are there although no query found a fact about them: they have none.

        Raises:
            SourceAnswerError: There are facts, so that the service does not answer as it should.
        """
        asked, found, moved = list(ids), dict[ItemId, RdfItem](), set[ItemId]()
        for start in range(0, len(asked), _AT_ONCE):
            for row in await self._small(client, self._queries.known(asked[start : start + _AT_ONCE])):
                item, predicate = item_of(row.get("item"), self.entities), row.get("predicate")
                if item is None or predicate is None:
                    continue
                if predicate.value.endswith(f"/prop/{last(predicate.value)}") and last(predicate.value) in self._claims:
                    raise SourceAnswerError(f"{self._host} knows {item} and answered a query without a word of it")
                found[item] = RdfItem(item, self.entities)
                if predicate.value == SAME_AS:
                    moved.add(item)
        return {item: one for item, one in found.items() if item not in moved}

    async def _check_addresses(self, client: Client) -> None:
        """Check, once, that an endpoint which knew nobody calls its items as the setting says."""
        try:
            rows = await self._rows(client, self._queries.any_statement())
        except _TooMuchError:
            return
        for row in rows:
            base, statement, _ = row["statement"].value.partition("statement/") if "statement" in row else ("", "", "")
            if statement and base != self.entities:
                reason = f"knows its items as {quoted(base)}…, not {quoted(self.entities)}…; see setting concept_base"
                raise SourceAnswerError(f"{self._host} {reason}")

    @property
    def _claims(self) -> frozenset[str]:
        return frozenset(self.properties.wanted)

    async def _name(self, client: Client, found: Mapping[ItemId, RdfItem]) -> None:
        """Bring the labels in all languages of those who have none in the languages that were asked for."""
        nameless = [item for item, one in found.items() if not one.labels and not one.target]
        for start in range(0, len(nameless), _AT_ONCE):
            for row in await self._small(client, self._queries.labels(nameless[start : start + _AT_ONCE])):
                item = item_of(row.get("item"), self.entities)
                if item is not None and item in found:
                    found[item].take(row)

    async def _small(self, client: Client, query: str) -> list[Row]:
        """Return the rows of the answer to a query that cannot be made smaller."""
        try:
            return await self._rows(client, query)
        except _TooMuchError as error:
            raise SourceTimeoutError(f"{self._host} {error}") from None

    async def _rows(self, client: Client, query: str) -> list[Row]:
        """Return the rows of a query's answer.

        Raises:
            _TooMuchError: The service does not answer it as a whole.
            SourceError: There is no answer, or none that can be right.
        """
        answer = await self._ask(client, query, statuses=(200, *_FAILED))
        rows = rows_of(answer.body) if answer.status not in _FAILED else None
        if rows is None:
            if answer.status == _FAILED[-1] or any(word in answer.body.lower() for word in _OUT_OF_TIME):
                raise _TooMuchError("does not answer in time")
            # A fault of another kind may pass, and whatever remains is told by the transport in its own words.
            answer = await self._ask(client, query, json=True)
            rows = rows_of(answer.body)
        if rows is None:
            raise SourceAnswerError(f"{self._host} answered the query with something else than SPARQL results")
        most = answer.headers.get("X-SPARQL-MaxRows", "")
        if most.isdecimal() and len(rows) >= int(most):
            raise _TooMuchError(f"cuts answers off after {most} rows")
        return rows

    async def _ask(self, client: Client, query: str, *, statuses: Sequence[int] = (200,), json: bool = False) -> Answer:
        return await client.fetch(
            self._endpoint,
            {"query": query},
            interface=Interface.SPARQL,
            method="POST",
            headers={"Accept": "application/sparql-results+json"},
            json=json,
            statuses=statuses,
        )


def _at_the_end(found: Mapping[ItemId, RdfItem], asked: ItemId) -> bytes:
    """Return the JSON of the item that an id means, redirects followed; nothing when it means none."""
    item, hops = found.get(asked), 0
    while item is not None and item.target is not None and hops < _HOPS:
        item, hops = found.get(item.target), hops + 1
    return b"" if item is None or item.target else as_asked(item.json(), asked)
