"""Wikidata, or any Wikibase, by its Action API: fifty items a request, with full statements.

Source: https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.errors import SourceAnswerError
from cousins.settings import WIKIDATA_SITE
from cousins.sources.entity_json import entities
from cousins.transport.host_rules import Interface
from cousins.wikibase.ids import ItemId, is_item_id
from cousins.wikibase.properties import WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.transport.client import Client
    from cousins.wikibase.properties import Properties

_MOST_FOUND = 50


class ActionApi:
    """A Wikibase by its Action API.

    Args:
        site: Its address without a path; Wikidata's by default.
        languages: Codes of the languages of labels, best first.
        properties: The numbers of its properties.
        name: What ``--from`` calls it; the address when None.
    """

    batch = 50

    def __init__(
        self,
        site: str = WIKIDATA_SITE,
        *,
        languages: Sequence[str] = ("en",),
        properties: Properties = WIKIDATA,
        name: str | None = None,
    ) -> None:
        """Remember the dialect; nothing is asked yet."""
        self.name = name or site
        self.properties = properties
        self._api = f"{site.rstrip('/')}/w/api.php"
        self._languages = tuple(dict.fromkeys([*languages, "en", "mul"]))
        self._wikidata = site == WIKIDATA_SITE
        self.key = f"{self._api} {','.join(self._languages)}"

    async def fetch(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return the JSON of each item, by one ``wbgetentities``."""
        parameters = {
            "action": "wbgetentities",
            "format": "json",
            "formatversion": "2",
            "ids": "|".join(ids),
            "props": "info|labels|aliases|claims",
            "languages": "|".join(self._languages),
            "languagefallback": "1",
            "redirects": "yes",
        }
        answer = await client.fetch(self._api, parameters, interface=Interface.ACTION_API, json=True)
        return entities(answer.body, ids)

    async def search(self, client: Client, text: str, *, limit: int) -> Sequence[ItemId]:
        """Return items by ``wbsearchentities``, on Wikidata people by its full text search first."""
        found: list[ItemId] = []
        if self._wikidata:
            found += await self._full_text(client, text, limit)
        parameters = {
            "action": "wbsearchentities",
            "format": "json",
            "formatversion": "2",
            "search": text,
            "language": self._languages[0],
            "uselang": self._languages[0],
            "type": "item",
            "limit": str(min(limit, _MOST_FOUND)),
        }
        answer = await client.fetch(self._api, parameters, interface=Interface.ACTION_API, json=True)
        found += _titles(answer.body, "search", "id")
        return list(dict.fromkeys(found))[:limit]

    async def _full_text(self, client: Client, text: str, limit: int) -> list[ItemId]:
        human = self.properties.instance_of, min(self.properties.human)
        parameters = {
            "action": "query",
            "format": "json",
            "formatversion": "2",
            "list": "search",
            "srsearch": f"{text} haswbstatement:{human[0]}={human[1]}",
            "srnamespace": "0",
            "srlimit": str(min(limit, _MOST_FOUND)),
        }
        answer = await client.fetch(self._api, parameters, interface=Interface.ACTION_API, json=True)
        return _titles(answer.body, "query", "title")


def _titles(body: bytes, part: str, field: str) -> list[ItemId]:
    """Return the item ids of a search answer."""
    import json  # noqa: PLC0415 (small answers; the decoder of items is for items)

    try:
        answer = json.loads(body)
        rows = answer[part]["search"] if part == "query" else answer[part]
        return [ItemId(row[field]) for row in rows if is_item_id(row[field])]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise SourceAnswerError("the search was answered with something else than a list of items") from None
