"""What a site holds: items, redirects, and what was deleted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from fake_wikibase.entities import ITEM_ID, People, statement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cousins.family.graph import FamilyGraph
    from fake_wikibase.entities import Json

_PADDING = "%padding%"


@dataclass
class World:
    """Everything a site knows; ids that a graph and `items` share mean the one in `items`.

    Attributes:
        graph: People to serve.
        items: Whole items by id, as JSON; for special cases.
        redirects: From a merged item's id to another, which may be a redirect again.
        deleted: Ids that once were items.
        labels: See `People`.
        renames: See `People`.
        pad_bytes: So much of other facts is added to the claims of each item.
        concept_base: What the ids' addresses begin with.
        root: The site's own address.
    """

    graph: FamilyGraph | None = None
    items: Mapping[str, Json] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    deleted: Collection[str] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    pad_bytes: int = 0
    concept_base: str = "http://www.wikidata.org/"
    root: str = ""
    _made: dict[str, Json] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Refuse people who cannot be served.

        Raises:
            ValueError: An id of the graph is not Wikidata's kind.
        """
        wrong = [person for person in (self.graph.ids if self.graph else ()) if not ITEM_ID.fullmatch(person)]
        if wrong:
            raise ValueError(f"{wrong[0]} is no item's id; numbered(graph) gives such ids")

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all items that are there."""
        for item_id in dict.fromkeys((*self.items, *(self.graph.ids if self.graph else ()))):
            if item_id not in self.redirects and item_id not in self.deleted:
                yield item_id

    def item(self, item_id: str) -> Json | None:
        """Return the item with that very id; None for redirects and what is not there.

        It is the one that is served: what a test changes in it is served so.
        """
        if item_id in self.redirects or item_id in self.deleted:
            return None
        if item_id not in self._made:
            if item_id in self.items:
                empty = {"type": "item", "id": item_id, "labels": {}, "descriptions": {}, "aliases": {}, "claims": {}}
                revision = {"pageid": 1, "ns": 0, "title": item_id, "lastrevid": 1, "modified": "2026-11-01T12:00:00Z"}
                self._made[item_id] = revision | empty | self.items[item_id]
            elif self.graph is not None and item_id in self.graph:
                self._made[item_id] = People(self.graph, self.labels, self.renames).item(item_id)
        return self._made.get(item_id)

    def target(self, item_id: str, *, hops: int) -> str | None:
        """Return where an id leads; None when that takes more hops."""
        for _ in range(hops):
            item_id = self.redirects.get(item_id, item_id)
        return None if item_id in self.redirects else item_id

    def padded(self, claims: Json) -> Json:
        """Return claims with a mark where `text` puts the padding."""
        return claims | {"P214": _PADDING} if self.pad_bytes else claims

    def text(self, payload: Json, *, ascii_only: bool = True) -> bytes:
        """Return an answer as it is sent."""
        text = json.dumps(payload, separators=(",", ":"), ensure_ascii=ascii_only)
        return text.replace(f'"{_PADDING}"', self._padding).encode() if self.pad_bytes else text.encode()

    @cached_property
    def _padding(self) -> str:
        one = json.dumps(
            statement("P214", "102333412", qualifiers={"P1810": "a name in a catalogue"}) | {"id": "Q1$0000"},
            separators=(",", ":"),
        )
        return f"[{','.join([one] * (self.pad_bytes // len(one) + 1))}]"
