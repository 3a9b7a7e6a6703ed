"""Any SPARQL 1.1 endpoint over a Wikibase's statements: whole pedigrees in one query.

Statements are read in their full form, with rank and kind of kinship, never as
truthy triples; what the query finds is written down in the JSON of items, so
that it is read and kept like any other answer.

Source: https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cousins.errors import SourceAnswerError
from cousins.settings import WIKIDATA_CONCEPTS, WIKIDATA_QUERY_SERVICE
from cousins.transport.host_rules import Interface
from cousins.wikibase.ids import ItemId, is_item_id
from cousins.wikibase.properties import WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.transport.client import Client
    from cousins.wikibase.properties import Properties

_PREFIXES = """PREFIX wd: <{base}entity/>
PREFIX p: <{base}prop/>
PREFIX ps: <{base}prop/statement/>
PREFIX psv: <{base}prop/statement/value/>
PREFIX pq: <{base}prop/qualifier/>
PREFIX wdno: <{base}prop/novalue/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
_FACTS = """SELECT ?asked ?person ?label ?property ?statement ?rank ?value ?kind ?time ?precision ?calendar WHERE {{
  {people}
  OPTIONAL {{ ?asked owl:sameAs ?target }}
  BIND(COALESCE(?target, ?asked) AS ?person)
  {{ ?person rdfs:label ?label . FILTER(LANG(?label) IN ({languages})) }}
  UNION
  {{
    VALUES (?property ?p ?ps) {{ {links} }}
    ?person ?p ?statement .
    ?statement wikibase:rank ?rank .
    OPTIONAL {{ ?statement ?ps ?value }}
    OPTIONAL {{ ?statement pq:{kinship} ?kind }}
  }}
  UNION
  {{
    VALUES (?property ?p ?psv) {{ {dates} }}
    ?person ?p ?statement .
    ?statement wikibase:rank ?rank ; ?psv ?node .
    ?node wikibase:timeValue ?time ; wikibase:timePrecision ?precision ; wikibase:timeCalendarModel ?calendar .
  }}
}}"""
_ABOVE = "{{ SELECT DISTINCT ?asked WHERE {{ VALUES ?seed {{ {seeds} }} ?seed (owl:sameAs?/({steps}))* ?asked }} }}"
_NAMED = """SELECT DISTINCT ?item WHERE {{
  VALUES ?name {{ {names} }}
  ?item rdfs:label|skos:altLabel ?name ; p:{instance_of}/ps:{instance_of} wd:{human} .
}} LIMIT {limit}"""

Row = dict[str, Any]


class Sparql:
    """A SPARQL endpoint over the statements of a Wikibase.

    Args:
        endpoint: Its address; Wikidata's query service by default.
        languages: Codes of the languages of labels, best first.
        properties: The numbers of the properties.
        concepts: What the addresses of items begin with.
        name: What ``--from`` calls it.
    """

    batch = 200

    def __init__(
        self,
        endpoint: str = WIKIDATA_QUERY_SERVICE,
        *,
        languages: Sequence[str] = ("en",),
        properties: Properties = WIKIDATA,
        concepts: str = WIKIDATA_CONCEPTS,
        name: str = "sparql",
    ) -> None:
        """Remember the dialect; nothing is asked yet."""
        self.name, self.properties = name, properties
        self._endpoint, self._concepts = endpoint, concepts
        self._languages = tuple(dict.fromkeys([*languages, "en", "mul"]))
        self.key = f"{endpoint} {','.join(self._languages)}"

    async def fetch(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return the family facts of each item in the JSON of items, by one query."""
        people = f"VALUES ?asked {{ {_items(ids)} }}"
        found = self._as_items(await self._ask(client, self._facts(people)))
        return {item: found.get(item, b"") for item in ids}

    async def pedigrees(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return these items and all their ancestors, by one query."""
        own = self.properties
        steps = "|".join(f"p:{name}/ps:{name}" for name in (own.father, own.mother, own.parent) if name)
        found = self._as_items(await self._ask(client, self._facts(_ABOVE.format(seeds=_items(ids), steps=steps))))
        return dict.fromkeys(ids, b"") | found

    async def search(self, client: Client, text: str, *, limit: int) -> Sequence[ItemId]:
        """Return persons with exactly this label or alias, as written or with capitals."""
        own = self.properties
        spellings = dict.fromkeys([text, text.title()])
        names = " ".join(f"{json.dumps(name)}@{code}" for name in spellings for code in self._languages)
        human = min(own.human)
        query = _NAMED.format(names=names, instance_of=own.instance_of, human=human, limit=limit)
        rows = await self._ask(client, query)
        return [item for row in rows if (item := self._item(row.get("item"))) is not None]

    def _facts(self, people: str) -> str:
        own = self.properties
        links = (*own.links, *(name for name in (own.sex, own.instance_of) if name))
        return _FACTS.format(
            people=people,
            languages=", ".join(json.dumps(code) for code in self._languages),
            links=" ".join(f"(wd:{name} p:{name} ps:{name})" for name in sorted(links)),
            dates=" ".join(f"(wd:{name} p:{name} psv:{name})" for name in (own.birth, own.death) if name),
            kinship=own.kinship,
        )

    async def _ask(self, client: Client, query: str) -> list[Row]:
        answer = await client.fetch(
            self._endpoint,
            {"query": _PREFIXES.format(base=self._concepts) + query},
            interface=Interface.SPARQL,
            method="POST",
            headers={"Accept": "application/sparql-results+json"},
            json=True,
        )
        try:
            rows: list[Row] = json.loads(answer.body)["results"]["bindings"]
        except (ValueError, KeyError, TypeError):
            raise SourceAnswerError("the query was answered with something else than SPARQL results") from None
        return rows

    def _as_items(self, rows: Iterable[Row]) -> dict[ItemId, bytes]:
        """Return the rows as the JSON of items, by the id that was asked for."""
        found: dict[ItemId, _Draft] = {}
        for row in rows:
            asked, person = self._item(row.get("asked")), self._item(row.get("person"))
            if asked is None or person is None:
                continue
            self._take(found.setdefault(asked, _Draft(person)), row)
        return {asked: draft.json() for asked, draft in found.items()}

    def _take(self, draft: _Draft, row: Row) -> None:
        """Write down what one row says: a label, or a statement with its kind of kinship."""
        if "label" in row:
            code = row["label"].get("xml:lang", "mul")
            draft.labels[code] = {"language": code, "value": row["label"]["value"]}
            return
        statement = draft.statement(_last(row["property"]["value"]), row["statement"]["value"])
        statement["rank"] = _last(row["rank"]["value"]).removesuffix("Rank").lower()
        statement["mainsnak"] = self._snak(row)
        kind = self._item(row.get("kind"))
        if kind is not None:
            draft.qualify(statement, str(self.properties.kinship), _item_snak(str(self.properties.kinship), kind))

    def _snak(self, row: Row) -> dict[str, Any]:
        number = _last(row["property"]["value"])
        if "time" in row:
            return _time_snak(number, row)
        item = self._item(row.get("value"))
        if item is not None:
            return _item_snak(number, item)
        return {"snaktype": "somevalue" if "value" in row else "novalue", "property": number}

    def _item(self, term: Row | None) -> ItemId | None:
        """Return the item that a term names; None for unknown values and other things."""
        if term is None or term["type"] != "uri" or not term["value"].startswith(f"{self._concepts}entity/"):
            return None
        number = _last(term["value"])
        return ItemId(number) if is_item_id(number) else None


class _Draft:
    """An item that is being written down."""

    def __init__(self, person: ItemId) -> None:
        self.labels: dict[str, dict[str, str]] = {}
        self._id = person
        self._claims: dict[str, dict[str, dict[str, Any]]] = {}

    def statement(self, number: str, statement: str) -> dict[str, Any]:
        """Return the statement with this address, made when it is not there."""
        ids = self._claims.setdefault(number, {})
        return ids.setdefault(statement, {"id": _last(statement), "type": "statement"})

    def qualify(self, statement: dict[str, Any], number: str, snak: dict[str, Any]) -> None:
        """Add a qualifier, once."""
        snaks = statement.setdefault("qualifiers", {}).setdefault(number, [])
        if snak not in snaks:
            snaks.append(snak)

    def json(self) -> bytes:
        """Return the item's JSON."""
        claims = {number: list(statements.values()) for number, statements in self._claims.items()}
        return json.dumps({"id": self._id, "type": "item", "labels": self.labels, "claims": claims}).encode()


def _items(ids: Iterable[ItemId]) -> str:
    return " ".join(f"wd:{item}" for item in ids)


def _last(address: str) -> str:
    return address.replace("#", "/").rpartition("/")[2]


def _item_snak(number: str, item: ItemId) -> dict[str, Any]:
    value = {"entity-type": "item", "id": item}
    return {"snaktype": "value", "property": number, "datavalue": {"type": "wikibase-entityid", "value": value}}


def _time_snak(number: str, row: Row) -> dict[str, Any]:
    """Return a date as the JSON of items writes it: signed, and without a year 0."""
    written = row["time"]["value"].lstrip("+")
    sign, digits = ("-", written[1:]) if written.startswith("-") else ("+", written)
    year, rest = digits.split("-", 1)
    if sign == "-" or int(year) == 0:
        sign, year = "-", f"{int(year) + 1:04d}"
    # RDF counts years with a year 0, JSON without one: -0043 there is 44 BCE, -0044 here.
    value = {
        "time": f"{sign}{year}-{rest}",
        "precision": int(row["precision"]["value"]),
        "calendarmodel": row["calendar"]["value"],
    }
    return {"snaktype": "value", "property": number, "datavalue": {"type": "time", "value": value}}
