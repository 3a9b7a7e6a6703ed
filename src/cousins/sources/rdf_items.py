"""Items put together again from what a query says of them, in the shape of their JSON.

RDF does not keep the order of statements, so they stand in one of their own:
by the value, the smallest number or the earliest day first.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cousins.errors import SourceAnswerError, quoted
from cousins.sources.rdf_times import json_time
from cousins.sources.sparql_results import Term, is_unknown, item_of, last

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.sources.sparql_results import Row
    from cousins.wikibase.ids import ItemId

_FILES = "/Special:FilePath/"
_TEXTS = {"literal", "typed-literal"}

Json = dict[str, Any]
Place = tuple[str, str]
"""Where a value belongs: ``statement`` or ``qualifier``, and the property."""


@dataclass
class _Statement:
    """A statement that is being put together."""

    rank: str = "normal"
    values: defaultdict[Place, list[Term]] = field(default_factory=lambda: defaultdict(list))
    times: defaultdict[Place, list[Json]] = field(default_factory=lambda: defaultdict(list))
    none: set[str] = field(default_factory=set)


class RdfItem:
    """An item that is being put together.

    Attributes:
        id: Its own id.
        labels: By language, as in JSON.
        target: Where it leads, when it was merged into another.
    """

    def __init__(self, item: ItemId, entities: str) -> None:
        """Begin with nothing.

        Args:
            item: Its id.
            entities: What the addresses of items begin with.
        """
        self.id = item
        self.labels: dict[str, Json] = {}
        self.target: ItemId | None = None
        self._entities = entities
        self._aliases: defaultdict[str, set[str]] = defaultdict(set)
        self._claims: defaultdict[str, defaultdict[str, _Statement]] = defaultdict(lambda: defaultdict(_Statement))

    def take(self, row: Row) -> None:
        """Write down what one row says.

        Raises:
            SourceAnswerError: It says something that cannot be.
        """
        try:
            self._take(row)
        except (KeyError, ValueError):
            raise SourceAnswerError(f"the query's answer about {self.id} cannot be read") from None

    def _take(self, row: Row) -> None:
        if "target" in row:
            self.target = item_of(row["target"], self._entities) or self.target
        elif "label" in row:
            code, value = row["label"].language.lower(), row["label"].value
            self.labels[code] = {"language": code, "value": value}
        elif "alias" in row:
            self._aliases[row["alias"].language.lower()].add(row["alias"].value)
        else:
            self._state(self._claims[last(row["claim"].value)][last(row["statement"].value)], row)

    def _state(self, statement: _Statement, row: Row) -> None:
        """Write down one part of a statement: a value, the whole of a time, or that there is no value."""
        if "rank" in row:
            statement.rank = last(row["rank"].value).removesuffix("Rank").lower()
        if "none" in row:
            statement.none.add(last(row["none"].value))
            return
        role = "qualifier" if "/qualifier/" in row["predicate"].value else "statement"
        place = (role, last(row["predicate"].value))
        if "time" in row:
            snak = _time_snak(place[1], row)
            if snak not in statement.times[place]:
                statement.times[place].append(snak)
        elif row["value"] not in statement.values[place]:
            statement.values[place].append(row["value"])

    def json(self) -> bytes:
        """Return the item's JSON."""
        claims = {number: self._statements(number) for number in sorted(self._claims)}
        aliases = {
            code: [{"language": code, "value": alias} for alias in sorted(names)]
            for code, names in self._aliases.items()
        }
        whole = {"id": self.id, "type": "item", "labels": self.labels, "aliases": aliases, "claims": claims}
        return json.dumps(whole).encode()

    def _statements(self, number: str) -> list[Json]:
        made = []
        for name, statement in self._claims[number].items():
            main = self._snaks(statement, ("statement", number))[0]
            # That there is no value is said alike of the statement's own property and of qualifiers.
            nones = statement.none - ({number} if main["snaktype"] == "novalue" else set())
            places = {place for place in (*statement.values, *statement.times) if place[0] == "qualifier"}
            places |= {("qualifier", none) for none in nones}
            qualifiers = {place[1]: self._snaks(statement, place) for place in sorted(places)}
            # In RDF a statement's address has a hyphen where its id has a dollar.
            told = {"id": name.replace("-", "$", 1), "type": "statement", "rank": statement.rank, "mainsnak": main}
            made.append(told | ({"qualifiers": qualifiers} if qualifiers else {}))
        return sorted(made, key=lambda one: (*_order(one["mainsnak"]), one["id"]))

    def _snaks(self, statement: _Statement, place: Place) -> list[Json]:
        """Return what a statement says at one place, at least one snak."""
        snaks = [self._snak(place[1], term) for term in statement.values[place]]
        if statement.times[place]:
            snaks = [snak for snak in snaks if snak["snaktype"] != "value"] + statement.times[place]
        if place[1] in statement.none and (place[0] == "qualifier" or not snaks):
            snaks.append({"snaktype": "novalue", "property": place[1]})
        return sorted(snaks, key=_order) or [{"snaktype": "value", "property": place[1]}]

    def _snak(self, number: str, term: Term) -> Json:
        item = item_of(term, self._entities)
        if item is not None:
            return _snak(number, "wikibase-entityid", {"entity-type": "item", "id": item})
        if is_unknown(term):
            return {"snaktype": "somevalue", "property": number}
        if _FILES in term.value:
            return _snak(number, "string", unquote(term.value.partition(_FILES)[2]))
        if term.type in _TEXTS and not term.datatype.endswith(("#dateTime", "#date")):
            return _snak(number, "string", term.value)
        return {"snaktype": "value", "property": number}


def put_together(rows: Iterable[Row], entities: str) -> dict[ItemId, RdfItem]:
    """Return the items that rows tell of, by their ids.

    Args:
        rows: Each about an ``item``.
        entities: What the addresses of items begin with.

    Raises:
        SourceAnswerError: A row says something that cannot be.
    """
    found: dict[ItemId, RdfItem] = {}
    for row in rows:
        item = item_of(row.get("item"), entities)
        if item is None:
            named = quoted(row["item"].value) if "item" in row else "nothing"
            raise SourceAnswerError(f"the query was answered about {named}, which is no item")
        found.setdefault(item, RdfItem(item, entities)).take(row)
    return found


def _snak(number: str, kind: str, value: object) -> Json:
    return {"snaktype": "value", "property": number, "datavalue": {"type": kind, "value": value}}


def _time_snak(number: str, row: Row) -> Json:
    time, calendar, precision = row["time"], row["calendar"].value, int(row["precision"].value)
    written = json_time(time.value, precision, calendar, time.datatype)
    return _snak(number, "time", {"time": written, "precision": precision, "calendarmodel": calendar})


def _order(snak: Json) -> tuple[bool, int, str]:
    """Return what sorts values: known ones first, Q9 before Q10, one day before another."""
    value = snak.get("datavalue", {}).get("value", "")
    if not isinstance(value, dict):
        return "datavalue" not in snak, 0, str(value)
    if "id" in value:
        return False, int(value["id"][1:]), ""
    year, _, rest = value["time"][1:].partition("-")
    years = int(year) if year.isdecimal() and year.isascii() else 0
    return False, -years if value["time"].startswith("-") else years, rest
