"""The queries that are put to a SPARQL endpoint: plain SPARQL 1.1, the same for all engines.

The people are named in each branch of a query, since some engines do not carry
what is known of them into the branches of a union. There are no paths of any
length (``*``), which some answer with nothing and others with a timeout.

Source: https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cousins.wikibase.ids import ItemId, PropertyId
    from cousins.wikibase.properties import Properties

SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
"""What leads from a merged item to the other."""
_PREFIXES = """PREFIX wd: <{base}entity/>
PREFIX wdt: <{base}prop/direct/>
PREFIX p: <{base}prop/>
PREFIX ps: <{base}prop/statement/>
PREFIX psv: <{base}prop/statement/value/>
PREFIX pq: <{base}prop/qualifier/>
PREFIX pqv: <{base}prop/qualifier/value/>
PREFIX wdno: <{base}prop/novalue/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
_FACTS = """SELECT
  ?item ?target ?label ?alias ?claim ?statement ?rank ?predicate ?value ?none ?time ?precision ?calendar
WHERE {{
  {{ {people} ?item owl:sameAs ?target }}
  UNION
  {{ {people} ?item rdfs:label ?label . FILTER(LCASE(LANG(?label)) IN ({languages})) }}
  UNION
  {{ {people} ?item skos:altLabel ?alias . FILTER(LCASE(LANG(?alias)) IN ({languages})) }}
  UNION
  {{
    {people} ?item ?claim ?statement . FILTER(?claim IN ({claims}))
    ?statement wikibase:rank ?rank ; ?predicate ?value . FILTER(?predicate IN ({values}))
  }}
  UNION
  {{
    {people} ?item ?claim ?statement . FILTER(?claim IN ({claims}))
    ?statement wikibase:rank ?rank ; a ?none . FILTER(?none IN ({none}))
  }}
  UNION
  {{
    {people} ?item ?claim ?statement . FILTER(?claim IN ({claims}))
    ?statement ?predicate ?node . FILTER(?predicate IN ({nodes}))
    ?node wikibase:timeValue ?time ; wikibase:timePrecision ?precision ; wikibase:timeCalendarModel ?calendar .
  }}
}}"""
_NAMED = """SELECT DISTINCT ?item WHERE {{
  VALUES ?name {{ {names} }}
  {{ ?item rdfs:label ?name }} UNION {{ ?item skos:altLabel ?name }}
  {human}
}} ORDER BY ?item LIMIT {limit} OFFSET {skip}"""


class Queries:
    """What to ask of one Wikibase's RDF.

    Args:
        entities: What the addresses of its items begin with.
        properties: The numbers of its properties.
        languages: Codes of the languages of labels.
    """

    def __init__(self, entities: str, properties: Properties, languages: Sequence[str]) -> None:
        """Keep what is the same in all queries."""
        self._prefixes = _PREFIXES.format(base=entities.removesuffix("entity/"))
        self._properties, self._languages = properties, languages

    def facts(self, ids: Iterable[ItemId]) -> str:
        """Return the query for all that is read of people, and where the merged ones lead."""
        own = self._properties
        claims, qualifiers = sorted(own.wanted), sorted(own.qualifiers)
        times, beside = _present(own.birth, own.death), _present(own.earliest, own.latest, own.end)
        return self._prefixes + _FACTS.format(
            people=_named(ids),
            languages=", ".join(map(text, self._languages)),
            claims=_listed("p", claims),
            values=f"{_listed('ps', claims)}, {_listed('pq', qualifiers)}" if qualifiers else _listed("ps", claims),
            none=_listed("wdno", sorted({*claims, *qualifiers})),
            nodes=", ".join(filter(None, (_listed("psv", times), _listed("pqv", beside)))) or "rdfs:label",
        )

    def above(self, ids: Iterable[ItemId], generations: int) -> str:
        """Return the query for the ids of ancestors, so many generations up, and of those they were merged into.

        It goes by truthy statements: whoever is missed will be asked for when a page names them.
        """
        own = self._properties
        steps = [f"wdt:{name}" for name in _present(own.father, own.mother, own.parent, own.stepparent)]
        step, seeds = f"({'|'.join([*steps, 'owl:sameAs'])})", " ".join(f"wd:{item}" for item in ids)
        ways = ["/".join([step] * generation) for generation in range(1, generations + 1)]
        rows = " UNION ".join(f"{{ VALUES ?seed {{ {seeds} }} ?seed {way} ?item }}" for way in ways)
        return f"{self._prefixes}SELECT DISTINCT ?item WHERE {{ {rows} }}"

    def labels(self, ids: Iterable[ItemId]) -> str:
        """Return the query for all labels of items, in whatever language."""
        return f"{self._prefixes}SELECT ?item ?label WHERE {{ {_named(ids)} ?item rdfs:label ?label }}"

    def known(self, ids: Iterable[ItemId]) -> str:
        """Return the query for the predicates that are used of items at all, in the plainest words."""
        each = " UNION ".join(f"{{ wd:{item} ?predicate ?value . BIND(wd:{item} AS ?item) }}" for item in ids)
        return f"{self._prefixes}SELECT DISTINCT ?item ?predicate WHERE {{ {each} }}"

    def any_statement(self) -> str:
        """Return the query for some statement, whatever the addresses of items begin with."""
        return f"{self._prefixes}SELECT ?statement WHERE {{ ?statement wikibase:rank ?rank }} LIMIT 1"

    def called(self, spellings: Iterable[str], *, limit: int, skip: int) -> str:
        """Return the query for people with exactly one of these labels or other names."""
        own = self._properties
        names = " ".join(f"{text(name)}@{code}" for name in spellings for code in self._languages)
        human = ""
        if own.instance_of and own.human:
            kinds = _listed("wd", sorted(own.human))
            human = f"?item p:{own.instance_of}/ps:{own.instance_of} ?kind . FILTER(?kind IN ({kinds}))"
        return self._prefixes + _NAMED.format(names=names, human=human, limit=limit, skip=skip)


def text(written: str) -> str:
    r"""Return a text as SPARQL writes it: letters as they are, since an escape there has four digits.

    Example:
        >>> print(text('Anna "the Good"'))
        "Anna \"the Good\""
    """
    return json.dumps(written, ensure_ascii=False)


def _named(ids: Iterable[ItemId]) -> str:
    return f"VALUES ?item {{ {' '.join(f'wd:{item}' for item in ids)} }}"


def _listed(prefix: str, names: Iterable[str]) -> str:
    return ", ".join(f"{prefix}:{name}" for name in names)


def _present(*names: PropertyId | None) -> list[PropertyId]:
    return [name for name in names if name is not None]
