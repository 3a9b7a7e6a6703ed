"""Search for items by name: ``wbsearchentities`` and ``list=search``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fake_wikibase.terms import chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fake_wikibase.entities import Json
    from fake_wikibase.world import World

_FEW, _MOST = 7, 50
_STATEMENT = "haswbstatement:"


@dataclass(frozen=True, slots=True)
class _Name:
    item_id: str
    kind: str
    language: str
    text: str


@dataclass
class Search:
    """Finds items by their names.

    Attributes:
        world: What is searched; names are read at the first search.
        cirrus: Wikidata's search knows no case and finds statements; that of a
            plain Wikibase compares letters as they are, and `list=search` finds nothing.
    """

    world: World
    cirrus: bool

    @cached_property
    def _names(self) -> list[_Name]:
        return [name for item_id in self.world for name in self._names_of(item_id)]

    def _names_of(self, item_id: str) -> Iterator[_Name]:
        item = self.world.item(item_id) or {}
        for language, label in item["labels"].items():
            yield _Name(item_id, "label", language, label["value"])
        for language, aliases in item["aliases"].items():
            for alias in aliases:
                yield _Name(item_id, "alias", language, alias["value"])

    def _folded(self, text: str) -> str:
        return text.casefold() if self.cirrus else text

    def entities(self, params: Mapping[str, str]) -> Json:
        """Return the answer of ``wbsearchentities``: whose name begins so, whole names first."""
        text, start, limit, warnings = params["search"], int(params.get("continue", 0)), *_limit(params)
        matches = self._matches(text, params["language"])
        rows = [self._row(name, params.get("uselang", "en")) for name in matches[start : start + limit]]
        found: Json = warnings | {"searchinfo": {"search": text}, "search": rows}
        if len(matches) > start + limit:
            found["search-continue"] = start + limit
        return found | {"success": 1}

    def _matches(self, text: str, language: str) -> list[_Name]:
        """Return one name an item, the best; an id means its item."""
        by_id = text.upper().rpartition("/")[2]
        if self._item(by_id):
            return [_Name(by_id, "entityId", "", by_id)]
        wanted, languages = self._folded(text.strip()), chain(language)
        found = [
            name for name in self._names if name.language in languages and self._folded(name.text).startswith(wanted)
        ]
        found.sort(key=lambda name: (self._folded(name.text) != wanted, name.kind != "label"))
        best: dict[str, _Name] = {}
        for name in found:
            best.setdefault(name.item_id, name)
        return list(best.values())

    def _item(self, item_id: str) -> Json:
        """Return the item that an id means, one redirect followed; empty when there is none."""
        return self.world.item(self.world.target(item_id, hops=1) or "") or {}

    def _row(self, name: _Name, language: str) -> Json:
        item = self._item(name.item_id)
        row: Json = {
            "id": name.item_id,
            "title": name.item_id,
            "pageid": item["pageid"],
            "concepturi": f"{self.world.concept_base}entity/{name.item_id}",
            "repository": "local",
            "url": f"{self.world.root}/wiki/{name.item_id}",
            "display": {},
        }
        for key, held in (("label", item["labels"]), ("description", item["descriptions"])):
            actual = next((place for place in chain(language) if place in held), None)
            if actual:
                row["display"][key] = {"value": held[actual]["value"], "language": actual}
                row[key] = held[actual]["value"]
        if name.kind == "entityId":
            return row | {"match": {"type": "entityId", "text": name.text}, "aliases": [name.text]}
        row["match"] = {"type": name.kind, "language": name.language, "text": name.text}
        return row | {"aliases": [name.text]} if name.kind == "alias" else row

    def pages(self, params: Mapping[str, str]) -> Json:
        """Return the answer of ``action=query&list=search``: items that have all words and statements."""
        start, limit = int(params.get("sroffset", 0)), int(params.get("srlimit", 10))
        hits = self._hits(params["srsearch"]) if self.cirrus else []
        second = params.get("formatversion") == "2"
        found: Json = {"batchcomplete": True if second else ""}
        if len(hits) > start + limit:
            found["continue"] = {"sroffset": start + limit, "continue": "-||"}
        rows = [self._page(item_id) for item_id in hits[start : start + limit]]
        return found | {"query": {"searchinfo": {"totalhits": len(hits)}, "search": rows}}

    def _hits(self, asked: str) -> list[str]:
        words = [word.casefold() for word in asked.split() if not word.startswith(_STATEMENT)]
        stated = [word.removeprefix(_STATEMENT) for word in asked.split() if word.startswith(_STATEMENT)]
        return [
            item_id
            for item_id in self.world
            if set(words) <= self._words.get(item_id, set()) and all(self._states(item_id, each) for each in stated)
        ]

    @cached_property
    def _words(self) -> dict[str, set[str]]:
        words: dict[str, set[str]] = {}
        for name in self._names:
            words.setdefault(name.item_id, set()).update(name.text.casefold().replace(",", " ").split())
        return words

    def _states(self, item_id: str, wanted: str) -> bool:
        """Return whether one of the statements ``P31=Q5|P21=Q1`` is there, if it is not deprecated."""
        claims = (self.world.item(item_id) or {})["claims"]
        for asked in wanted.split("|"):
            property_id, equals, value = asked.partition("=")
            stated = [each for each in claims.get(property_id, ()) if each["rank"] != "deprecated"]
            values = [_value(each["mainsnak"]) for each in stated]
            if value in values if equals else values:
                return True
        return False

    def _page(self, item_id: str) -> Json:
        item = self.world.item(item_id) or {}
        label = item["labels"].get("en", {}).get("value", "")
        told = {"ns": 0, "title": item_id, "pageid": item["pageid"], "size": 5000, "wordcount": 0}
        return told | {"snippet": label, "timestamp": item["modified"]}


def _limit(params: Mapping[str, str]) -> tuple[int, Json]:
    """Return how many to find, and the warning when that was more than is allowed."""
    asked = params.get("limit", str(_FEW))
    if asked == "max" or int(asked) <= _MOST:
        return _MOST if asked == "max" else int(asked), {}
    text = f'The value "{asked}" for parameter "limit" must be between 0 and {_MOST}.'
    key = "warnings" if params.get("formatversion") == "2" else "*"
    return _MOST, {"warnings": {"wbsearchentities": {key: text}}}


def _value(snak: Json) -> object:
    value = snak.get("datavalue", {}).get("value")
    return value["id"] if isinstance(value, dict) and "id" in value else value
