"""Wikidata, or any Wikibase, by its Action API: fifty items a request, with full statements.

Source: https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities
"""

from __future__ import annotations

import contextlib
import json
from copy import copy
from typing import TYPE_CHECKING, Any, Final

from cousins.addresses import without_login
from cousins.errors import SourceAnswerError
from cousins.ports import Found
from cousins.settings import WIKIDATA_SITE
from cousins.sources.entity_json import as_asked, entities, is_nameless, with_labels_of
from cousins.sources.name_spellings import spellings
from cousins.transport.host_rules import Interface
from cousins.wikibase.ids import ItemId, is_item_id
from cousins.wikibase.properties import WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from cousins.transport.client import Client
    from cousins.wikibase.properties import Properties

_MOST_FOUND: Final = 50
_PROPS: Final = "info|labels|aliases|descriptions|claims"
_TITLES: Final = 25
"""Ids whose pages are asked for at once: each may have either of two titles."""


class ActionApi:
    """A Wikibase by its Action API.

    Args:
        site: Its address without a path; Wikidata's by default.
        languages: Codes of the languages of labels, best first.
        properties: The numbers of its properties.
        name: What ``--from`` calls it; the address when None.
    """

    batch = 50
    ordered = True

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
        bases = [part for code in languages for part in (code, code.partition("-")[0])]
        self._languages = tuple(dict.fromkeys([*bases, "en", "mul"]))
        self._searched = self._languages[0]
        self._wikidata = site == WIKIDATA_SITE
        self.key = f"{without_login(self._api)} {','.join(self._languages)}"

    async def fetch(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return the JSON of each item: by one ``wbgetentities``, more for redirects in a row and foreign labels."""
        languages = "|".join(self._languages)
        found = dict(await self._entities(client, ids, props=_PROPS, languages=languages))
        missing = [item for item, body in found.items() if not body]
        ends = await self._ends(client, missing) if missing else {}
        # Of two redirects in a row the API follows none, and says that there is no such item.
        if lacking := [end for end in dict.fromkeys(ends.values()) if not found.get(end)]:
            more = await self._entities(client, lacking, props=_PROPS, languages=languages)
            found |= {item: as_asked(body, item) for item, end in ends.items() if (body := more.get(end))}
        found |= {item: as_asked(body, item) for item, end in ends.items() if (body := found.get(end))}
        if nameless := {item: ends.get(item, item) for item, body in found.items() if body and is_nameless(body)}:
            labels = await self._entities(client, list(dict.fromkeys(nameless.values())), props="labels")
            found |= {
                item: with_labels_of(found[item], body) for item, own in nameless.items() if (body := labels[own])
            }
        return {item: found[item] for item in ids}

    def searched_in(self, language: str) -> Self:
        """Return the same source, searched in another language."""
        other = copy(self)
        other._searched = language  # noqa: SLF001 (a copy of our own)
        return other

    async def search(self, client: Client, text: str, *, limit: int, skip: int = 0) -> Found:
        """Return items by name: on Wikidata people by its full text search, elsewhere by how names begin.

        A plain Wikibase tells capitals from small letters, so that a name is looked for with those that are usual, too.
        """
        found: dict[ItemId, None] = {}
        if self._wikidata:
            rows, more = await self._full_text(client, text, min(limit, _MOST_FOUND), skip)
            if more or len(rows) >= limit:
                return Found(rows, more)
            found, skip = dict.fromkeys(rows), 0
        further = False
        for spelling in (text,) if self._wikidata else spellings(text):
            parameters = {
                "action": "wbsearchentities",
                "search": spelling,
                "language": self._searched,
                "uselang": self._searched,
                "type": "item",
                "limit": str(min(limit, _MOST_FOUND)),
                **({"continue": str(skip)} if skip else {}),
            }
            answer = await self._asked(client, parameters)
            found |= dict.fromkeys(_items(answer, "id"))
            further = further or "search-continue" in answer
        return Found(tuple(found), further)

    async def _full_text(self, client: Client, text: str, limit: int, skip: int) -> tuple[list[ItemId], bool]:
        human = self.properties.instance_of, min(self.properties.human)
        parameters = {
            "action": "query",
            "list": "search",
            "srsearch": f"{text} haswbstatement:{human[0]}={human[1]}",
            "srnamespace": "0",
            "srlimit": str(limit),
            **({"sroffset": str(skip)} if skip else {}),
        }
        answer = await self._asked(client, parameters)
        return _items(answer.get("query"), "title"), "continue" in answer

    async def _entities(self, client: Client, ids: Sequence[ItemId], **more: str) -> Mapping[ItemId, bytes]:
        parameters = {"action": "wbgetentities", "ids": "|".join(ids), "redirects": "yes", **more}
        return entities(await self._answer(client, parameters), ids)

    async def _ends(self, client: Client, missing: Sequence[ItemId]) -> dict[ItemId, ItemId]:
        """Return where redirects in a row lead to, for those ids that are such; circles lead nowhere."""
        steps: dict[str, str] = {}
        for start in range(0, len(missing), _TITLES):
            # Where items have a namespace of their own, their titles begin with its name.
            titles = [title for item in missing[start : start + _TITLES] for title in (item, f"Item:{item}")]
            parameters = {"action": "query", "titles": "|".join(titles), "redirects": "1"}
            # A site that does not tell of redirects has told already that there are no such items.
            with contextlib.suppress(SourceAnswerError):
                steps |= _redirects(await self._asked(client, parameters))
        ends = {}
        for item in missing:
            end, seen = str(item), set[str]()
            while end in steps and end not in seen:
                seen.add(end)
                end = steps[end]
            if end != item and end not in seen and is_item_id(end):
                ends[item] = end
        return ends

    async def _asked(self, client: Client, parameters: Mapping[str, str]) -> dict[str, Any]:
        """Return the answer of another module than the one for items."""
        try:
            answer = json.loads(await self._answer(client, parameters))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise SourceAnswerError("the answer is something else than an object of JSON")
        return answer

    async def _answer(self, client: Client, parameters: Mapping[str, str]) -> bytes:
        parameters = {"format": "json", "formatversion": "2", **parameters}
        return (await client.fetch(self._api, parameters, interface=Interface.ACTION_API, json=True)).body


def _items(answer: Any, field: str) -> list[ItemId]:  # noqa: ANN401 (what a server says)
    """Return the item ids of a search answer."""
    try:
        return [ItemId(row[field]) for row in answer["search"] if is_item_id(row[field])]
    except (LookupError, TypeError):
        raise SourceAnswerError("the search was answered with something else than a list of items") from None


def _redirects(answer: dict[str, Any]) -> dict[str, str]:
    """Return from which id to which pages redirect; none where the server says nothing of it."""
    query = answer.get("query")
    rows = query.get("redirects") if isinstance(query, dict) else None
    dicts = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    pairs = [(row.get("from"), row.get("to")) for row in dicts]
    return {_id(source): _id(target) for source, target in pairs if isinstance(source, str) and isinstance(target, str)}


def _id(title: str) -> str:
    return title.rpartition(":")[2]
