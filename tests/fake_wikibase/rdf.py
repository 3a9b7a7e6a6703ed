"""Items as RDF, in the full statement form of a Wikibase's dump, and SPARQL over them.

As there, a time is an ``xsd:dateTime`` in the Gregorian calendar, both at the
statement and at its value node (``psv:``), whose calendar model still names the
calendar it was written in. Days of the Julian calendar are converted; times
known less precisely keep their year, with the first day for what is unknown.
Years are counted astronomically (44 BCE is ``-0043``), but not those of decades
and centuries. A day that the month does not have is the month's last; what no
``xsd:dateTime`` can be (a year 0) stays the text that JSON has.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph

from fake_wikibase.answers import Answer
from fake_wikibase.entities import JULIAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fake_wikibase.entities import Json
    from fake_wikibase.world import World

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABELS = (
    "<http://www.w3.org/2000/01/rdf-schema#label>",
    "<http://www.w3.org/2004/02/skos/core#prefLabel>",
    "<http://schema.org/name>",
)
_SAME = "<http://www.w3.org/2002/07/owl#sameAs>"
_ALIAS = "<http://www.w3.org/2004/02/skos/core#altLabel>"
_TIME = re.compile(r"([+-]\d+)-(\d\d)-(\d\d)T00:00:00Z")
_DAY, _MONTH, _YEAR, _FEBRUARY = 11, 10, 9, 2
_FIRST, _LAST = -4713, 1465072  # years whose Julian days Wikibase can convert
_ROLES = {
    "directClaim": "prop/direct/",
    "claim": "prop/",
    "statementProperty": "prop/statement/",
    "statementValue": "prop/statement/value/",
    "qualifier": "prop/qualifier/",
    "qualifierValue": "prop/qualifier/value/",
    "novalue": "prop/novalue/",
}


class Rdf:
    """A world as RDF, loaded once.

    Attributes:
        triples: All of it, as N-Triples.
        store: The same, ready to be asked.
    """

    def __init__(self, world: World) -> None:
        self._base = world.concept_base
        self._nodes: dict[str, str] = {}
        lines = [line for item_id in world for line in self._item(world.item(item_id) or {})]
        lines += [
            f"{self._iri('entity', old)} {_SAME} {self._iri('entity', new)}" for old, new in world.redirects.items()
        ]
        lines += self._nodes.values()
        self.triples = "".join(f"{line} .\n" for line in lines).encode()
        self.store = pyoxigraph.Store()
        self.store.bulk_load(self.triples, format=pyoxigraph.RdfFormat.N_TRIPLES)

    def _iri(self, *parts: str) -> str:
        return f"<{self._base}{'/'.join(parts)}>"

    def _item(self, item: Json) -> Iterator[str]:
        subject = self._iri("entity", item["id"])
        for predicate, language, text in _texts(item):
            yield f"{subject} {predicate} {_text(text)}@{language}"
        page = self._iri("wiki", f"Special:EntityData/{item['id']}")
        yield f"{page} <http://schema.org/about> {subject}"
        yield f"{page} <http://schema.org/version> {_number(item['lastrevid'])}"
        yield f'{page} <http://schema.org/dateModified> "{item["modified"]}"^^<{_XSD}dateTime>'
        yield f"{subject} {_TYPE} {_ontology('Item')}"
        yield f"{page} {_TYPE} <http://schema.org/Dataset>"
        counts = {"statements": sum(map(len, item["claims"].values())), "sitelinks": 0, "identifiers": 0}
        for counted, number in counts.items():
            yield f"{page} {_ontology(counted)} {_number(number)}"
        for property_id, statements in item["claims"].items():
            self._declare(property_id)
            preferred = any(each["rank"] == "preferred" for each in statements)
            for each in statements:
                best = each["rank"] == ("preferred" if preferred else "normal")
                yield from self._statement(subject, property_id, each, best=best)

    def _statement(self, subject: str, property_id: str, statement: Json, *, best: bool) -> Iterator[str]:
        node = self._iri("entity", "statement", statement["id"].replace("$", "-"))
        yield f"{subject} {self._iri('prop', property_id)} {node}"
        yield f"{node} {_TYPE} {_ontology('Statement')}"
        yield f"{node} {_ontology('rank')} {_ontology(statement['rank'].capitalize() + 'Rank')}"
        if best:
            yield f"{node} {_TYPE} {_ontology('BestRank')}"
            yield from self._snak(subject, statement["mainsnak"], "direct")
        yield from self._snak(node, statement["mainsnak"], "statement")
        for snaks in statement.get("qualifiers", {}).values():
            for snak in snaks:
                self._declare(snak["property"])
                yield from self._snak(node, snak, "qualifier")

    def _snak(self, subject: str, snak: Json, role: str) -> Iterator[str]:
        """Yield the triples of a snak: plainly at an item, with the full value at statements and qualifiers."""
        property_id, value = snak["property"], snak.get("datavalue", {"type": snak["snaktype"]})
        if value["type"] == "novalue":
            yield f"{subject} {_TYPE} {self._iri('prop', 'novalue', property_id)}"
            return
        if value["type"] == "somevalue":
            simple: str | None = f"_:b{_digest(subject + property_id)}"
        else:
            simple = self._simple(snak["datatype"], value["value"])
        if simple is not None:
            yield f"{subject} {self._iri('prop', role, property_id)} {simple}"
        if value["type"] == "time" and role != "direct":
            yield f"{subject} {self._iri('prop', role, 'value', property_id)} {self._value_node(value['value'])}"

    def _simple(self, kind: str, value: Json | str) -> str | None:
        """Return a value as one term; None for quantities, places and addresses, which no family needs."""
        if isinstance(value, str):
            if kind == "commonsMedia":
                return f"<http://commons.wikimedia.org/wiki/Special:FilePath/{quote(value)}>"
            return _text(value) if kind in {"string", "external-id"} else None
        if kind == "wikibase-item":
            return self._iri("entity", value["id"])
        if kind == "time":
            return _time(value)
        return f"{_text(value['text'])}@{value['language']}" if kind == "monolingualtext" else None

    def _value_node(self, value: Json) -> str:
        node = self._iri("value", _digest(json.dumps(value)))
        told = {
            _TYPE: _ontology("TimeValue"),
            _ontology("timeValue"): _time(value),
            _ontology("timePrecision"): _number(value["precision"]),
            _ontology("timeTimezone"): _number(value["timezone"]),
            _ontology("timeCalendarModel"): f"<{value['calendarmodel']}>",
        }
        self._nodes[node] = " .\n".join(f"{node} {predicate} {each}" for predicate, each in told.items())
        return node

    def _declare(self, property_id: str) -> None:
        """Say how a property's addresses belong together."""
        if property_id not in self._nodes:
            node = self._iri("entity", property_id)
            roles = [f"{node} {_ontology(role)} {self._iri(at + property_id)}" for role, at in _ROLES.items()]
            self._nodes[property_id] = " .\n".join([f"{node} {_TYPE} {_ontology('Property')}", *roles])


def answer(store: pyoxigraph.Store, query: str | None, accept: str) -> Answer:
    """Return what a SPARQL 1.1 endpoint answers: XML, or JSON for those who ask for it."""
    if not query:
        return Answer(400, b"Missing parameter: query\n", {"Content-Type": "text/plain"})
    kind = "json" if "json" in accept else "xml"
    form = pyoxigraph.QueryResultsFormat.JSON if kind == "json" else pyoxigraph.QueryResultsFormat.XML
    try:
        results = store.query(query)
        if isinstance(results, pyoxigraph.QueryTriples):
            text = results.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES)
            return Answer(200, text or b"", {"Content-Type": "application/n-triples"})
        body = results.serialize(format=form)
    except (SyntaxError, ValueError, OSError) as error:
        return Answer(400, f"MalformedQueryException: {error}\n".encode(), {"Content-Type": "text/plain;charset=utf-8"})
    return Answer(200, body or b"", {"Content-Type": f"application/sparql-results+{kind};charset=utf-8"})


def _texts(item: Json) -> Iterator[tuple[str, str, str]]:
    for language, label in item["labels"].items():
        for predicate in _LABELS:
            yield predicate, language, label["value"]
    for language, description in item["descriptions"].items():
        yield "<http://schema.org/description>", language, description["value"]
    for language, aliases in item["aliases"].items():
        for alias in aliases:
            yield _ALIAS, language, alias["value"]


def _ontology(name: str) -> str:
    return f"<http://wikiba.se/ontology#{name}>"


def _number(value: int) -> str:
    return f'"{value}"^^<{_XSD}integer>'


def _digest(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _text(text: str) -> str:
    """Return a text as N-Triples writes it: letters as they are, since an escape there has four digits or eight."""
    return json.dumps(text, ensure_ascii=False)


def _time(value: Mapping[str, str]) -> str:
    told = _gregorian(value)
    return f'"{told}"^^<{_XSD}dateTime>' if told else json.dumps(value["time"])


def _gregorian(value: Mapping[str, str]) -> str | None:
    """Return a time as xsd:dateTime in the Gregorian calendar; None for what cannot be one.

    What is odd is put right as Wikibase does: months and days from 1, no month after December.

    Source: https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format#Time
    """
    match = _TIME.fullmatch(value["time"])
    if match is None or int(match[1]) == 0:
        return None
    (year, month, day), precision = map(int, match.groups()), int(value["precision"])
    month, day = min(max(month, 1), 12), max(day, 1)
    if precision >= _DAY and value["calendarmodel"] == JULIAN:
        if not _FIRST <= year <= _LAST:
            return None
        year, month, day = _civil(_julian_day(year + (year < 0), month, day))
    else:
        year += year < 0 and precision >= _YEAR
        month, day = month if precision >= _MONTH else 1, day if precision >= _DAY else 1
        day = min(day, _days_of(year, month))
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}T00:00:00Z"


def _days_of(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + leap if month == _FEBRUARY else 30 if month in {4, 6, 9, 11} else 31


def _julian_day(year: int, month: int, day: int) -> int:
    """Return the Julian day number of a day of the Julian calendar, whether its month has it or not."""
    shifted = (14 - month) // 12
    years, months = year + 4800 - shifted, month + 12 * shifted - 3
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083


def _civil(day_number: int) -> tuple[int, int, int]:
    """Return year, month and day in the Gregorian calendar of a Julian day number (Richards 2013, algorithm 4)."""
    cycles = day_number + 1401 + (4 * day_number + 274277) // 146097 * 3 // 4 - 38
    rest = 4 * cycles + 3
    days = 5 * (rest % 1461 // 4) + 2
    month = (days // 153 + 2) % 12 + 1
    return rest // 1461 - 4716 + (14 - month) // 12, month, days % 153 // 5 + 1
