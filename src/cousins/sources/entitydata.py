"""Any Wikibase by ``Special:EntityData``: one item a request, for sites without an open API.

Source: https://www.wikidata.org/wiki/Wikidata:Data_access#Linked_Data_Interface_(URI)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.addresses import without_login
from cousins.errors import SourceError
from cousins.settings import WIKIDATA_SITE
from cousins.sources.entity_json import as_asked, only_entity
from cousins.transport.host_rules import Interface
from cousins.wikibase.properties import WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.ports import Found
    from cousins.transport.client import Client
    from cousins.wikibase.ids import ItemId
    from cousins.wikibase.properties import Properties

_FOUND, _NOT_FOUND = 200, 404


class EntityData:
    """A Wikibase by its pages of single items.

    Args:
        site: Its address without a path; Wikidata's by default.
        properties: The numbers of its properties.
        name: What ``--from`` calls it.
    """

    batch = 1
    ordered = True

    def __init__(
        self, site: str = WIKIDATA_SITE, *, properties: Properties = WIKIDATA, name: str = "entitydata"
    ) -> None:
        """Remember the dialect; nothing is asked yet."""
        self.name, self.properties = name, properties
        self._pages = f"{site.rstrip('/')}/wiki/Special:EntityData"
        self.key = without_login(self._pages)

    async def fetch(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return the JSON of the one item."""
        (item,) = ids
        answer = await client.fetch(
            f"{self._pages}/{item}.json", interface=Interface.WEBSITE, json=True, statuses=(_FOUND, _NOT_FOUND)
        )
        if answer.status == _NOT_FOUND:
            return {item: b""}
        # Redirects are followed in silence: the answer has the item's own id only, whatever was asked for.
        entity = only_entity(answer.body)
        return {item: as_asked(entity, item) if entity else b""}

    async def search(self, client: Client, text: str, *, limit: int, skip: int = 0) -> Found:  # noqa: ARG002 (a port)
        """Refuse: these pages cannot be searched.

        Raises:
            SourceError: Always.
        """
        raise SourceError(f"{self.name} cannot search for names; give ids such as Q9439")
