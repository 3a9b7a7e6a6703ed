"""Items as JSON, in the shape a Wikibase sends: made from a family's people, or by hand."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from cousins.family.dates import Calendar, Date, Precision
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Person, PersonId, Sex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Json = dict[str, Any]

MODIFIED = "2026-11-01T12:00:00Z"
GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"
ITEM_ID = re.compile(r"Q[1-9][0-9]*")

_SEXES = {Sex.MALE: "Q6581097", Sex.FEMALE: "Q6581072"}
_PARENT = {Sex.MALE: "P22", Sex.FEMALE: "P25", None: "P8810"}
_ADOPTIVE_PARENT = {Sex.MALE: "Q61740757", Sex.FEMALE: "Q61740758", None: "Q20746742"}
_ADOPTED_CHILD = {Sex.MALE: "Q20746725", Sex.FEMALE: "Q20746728", None: "Q25858158"}
_FOSTER_PARENT, _STEPCHILD, _CIRCA = "Q2427941", "Q3103421", "Q5727902"
_PRECISIONS = {
    Precision.DAY: 11,
    Precision.MONTH: 10,
    Precision.YEAR: 9,
    Precision.DECADE: 8,
    Precision.CENTURY: 7,
}
_TIMES = {"P569", "P570", "P580", "P582", "P1319", "P1326"}


class Snak(Enum):
    """The two values that are none: "there is one, unknown" and "there is none"."""

    SOMEVALUE = "somevalue"
    NOVALUE = "novalue"


@dataclass(frozen=True, slots=True)
class Time:
    """A time as JSON writes it: ``Time("-0044-03-15T00:00:00Z", 11, JULIAN)``."""

    time: str
    precision: int = 11
    calendar: str = GREGORIAN

    @classmethod
    def of(cls, date: Date) -> Time:
        """Return a date as Wikibase writes it: 44 BCE is ``-0044``, what is unknown is ``00``.

        A century is told by its second year (``+1201``), which lies in it whether
        centuries are counted from 1200 or from 1201.
        """
        year = date.year + (date.precision is Precision.CENTURY)
        shown = f"+{year:04d}" if year > 0 else f"-{1 - year:04d}"
        calendar = JULIAN if date.calendar is Calendar.JULIAN else GREGORIAN
        return cls(
            f"{shown}-{date.month or 0:02d}-{date.day or 0:02d}T00:00:00Z", _PRECISIONS[date.precision], calendar
        )

    @property
    def json(self) -> Json:
        """The value of a snak."""
        return {
            "time": self.time,
            "timezone": 0,
            "before": 0,
            "after": 0,
            "precision": self.precision,
            "calendarmodel": self.calendar,
        }


Value = str | Date | Time | Snak
"""An item's id, a date, a text (what is no item's id), or one of the two that are none."""


def _datavalue(value: str | Date | Time) -> tuple[Json, str]:
    """Return the datavalue and the datatype."""
    if isinstance(value, Date):
        value = Time.of(value)
    if isinstance(value, Time):
        return {"value": value.json, "type": "time"}, "time"
    if ITEM_ID.fullmatch(value):
        item_value = {"entity-type": "item", "numeric-id": int(value[1:]), "id": value}
        return {"value": item_value, "type": "wikibase-entityid"}, "wikibase-item"
    return {"value": value, "type": "string"}, "string"


def snak(property_id: str, value: Value) -> Json:
    """Return a snak; `somevalue` and `novalue` have no datavalue."""
    told = hashlib.sha1(f"{property_id}{value}".encode(), usedforsecurity=False).hexdigest()
    if isinstance(value, Snak):
        datatype = "time" if property_id in _TIMES else "wikibase-item"
        return {"snaktype": value.value, "property": property_id, "hash": told, "datatype": datatype}
    datavalue, datatype = _datavalue(value)
    return {"snaktype": "value", "property": property_id, "hash": told, "datavalue": datavalue, "datatype": datatype}


def statement(
    property_id: str, value: Value, *, rank: str = "normal", qualifiers: Mapping[str, Value | list[Value]] | None = None
) -> Json:
    """Return a statement; it gets its id from the item that it is put into."""
    made: Json = {"mainsnak": snak(property_id, value), "type": "statement"}
    if qualifiers:
        several = {name: each if isinstance(each, list) else [each] for name, each in qualifiers.items()}
        made["qualifiers"] = {name: [snak(name, each) for each in values] for name, values in several.items()}
        made["qualifiers-order"] = list(qualifiers)
    return made | {"id": "", "rank": rank}


def item(
    item_id: str,
    labels: str | Mapping[str, str] | None = None,
    statements: Iterable[Json] = (),
    *,
    aliases: Iterable[str] | Mapping[str, Iterable[str]] = (),
    description: str = "",
    revision: int = 1,
) -> Json:
    """Return a whole item.

    Args:
        item_id: ``Q9439``.
        labels: An English one, or one for each language; ``mul`` is a language here.
        statements: As `statement` makes them.
        aliases: Other names in English, or some for each language.
        description: A few words in English.
        revision: Of the item; its page has the same number.
    """
    named = labels if isinstance(labels, Mapping) else {"en": labels} if labels else {}
    claims: defaultdict[str, list[Json]] = defaultdict(list)
    for place, each in enumerate(statements):
        number = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{item_id} {place}")).upper()
        claims[each["mainsnak"]["property"]].append(each | {"id": f"{item_id}${number}"})
    spoken = aliases if isinstance(aliases, Mapping) else {"en": aliases}
    others = {code: [{"language": code, "value": name} for name in names] for code, names in spoken.items()}
    return {
        "pageid": revision,
        "ns": 0,
        "title": item_id,
        "lastrevid": revision,
        "modified": MODIFIED,
        "type": "item",
        "id": item_id,
        "labels": {language: {"language": language, "value": name} for language, name in named.items()},
        "descriptions": {"en": {"language": "en", "value": description}} if description else {},
        "aliases": {code: names for code, names in others.items() if names},
        "claims": dict(claims),
        "sitelinks": {},
    }


@dataclass(frozen=True)
class People:
    """The items of a family's people.

    Parents are stated by P22, P25 and (sex unknown) P8810, children by P40,
    partners by P26 and P451. Adoptive parents and children carry P1039; a
    stepparent is P3448 and the stepchild a P40 with P1039; a foster parent
    carries P1039 and states no child.

    Attributes:
        graph: The family; ids are Wikidata's, `numbered` makes them so.
        labels: All labels of some people, by id and language, instead of an English one.
        renames: What this site calls Wikidata's properties and items: ``{"P22": "P3", "Q5": "Q2"}``.
    """

    graph: FamilyGraph
    labels: Mapping[str, Mapping[str, str]]
    renames: Mapping[str, str]

    def __contains__(self, item_id: str) -> bool:
        return item_id in self.graph

    def item(self, item_id: str) -> Json:
        """Return one person's item."""
        number = self.graph.number(item_id)
        person = self.graph.people[number]
        statements = [self._stated(*each) for each in (*_facts(person), *self._links(number))]
        labels = self.labels.get(item_id, person.name)
        about = person.description
        return item(item_id, labels, statements, aliases=person.aliases, description=about, revision=1_000 + number)

    def _stated(self, property_id: str, value: Value, qualifiers: Mapping[str, str] | None = None) -> Json:
        called = self.renames.get
        renamed: dict[str, Value] = {
            called(name, name): called(each, each) for name, each in (qualifiers or {}).items()
        }
        if property_id in {"P21", "P31"} and isinstance(value, str):
            value = called(value, value)
        return statement(called(property_id, property_id), value, qualifiers=renamed)

    def _links(self, number: int) -> Iterator[tuple[Any, ...]]:
        graph = self.graph
        for parent, kind in (*graph.parents.kinds(number), *graph.social_parents.kinds(number)):
            yield self._parent(parent, kind)
        for partner, kind in graph.partners.kinds(number):
            yield "P26" if kind is PartnerKind.SPOUSE else "P451", graph.ids[partner]
        for child in graph.children[number]:
            yield "P40", graph.ids[child]
        for child, kind in graph.social_children.kinds(number):
            if kind is not ParentKind.FOSTER:
                adopted = kind is ParentKind.ADOPTIVE
                how = _ADOPTED_CHILD[graph.sex[child]] if adopted else _STEPCHILD
                yield "P40", graph.ids[child], {"P1039": how}

    def _parent(self, parent: int, kind: ParentKind) -> tuple[Any, ...]:
        sex, parent_id = self.graph.sex[parent], self.graph.ids[parent]
        if kind is ParentKind.STEP:
            return "P3448", parent_id
        how = {ParentKind.ADOPTIVE: _ADOPTIVE_PARENT[sex], ParentKind.FOSTER: _FOSTER_PARENT}.get(kind)
        return _PARENT[sex], parent_id, {"P1039": how} if how else None


def _facts(person: Person) -> Iterator[tuple[Any, ...]]:
    yield "P31", "Q5"
    if person.sex:
        yield "P21", _SEXES[person.sex]
    for property_id, date in (("P569", person.born), ("P570", person.died)):
        if date:
            yield property_id, date, {"P1480": _CIRCA} if date.approximate else None


def numbered(graph: FamilyGraph, *, first: int = 1001) -> FamilyGraph:
    """Return the same family with Wikidata's kind of ids, Q1001 onwards in the order of its people.

    Whoever has no name is called by the old id.
    """
    ids = [PersonId(f"Q{first + number}") for number in range(len(graph))]
    people = [
        replace(person, id=item_id, name=person.name or person.id)
        for person, item_id in zip(graph.people, ids, strict=True)
    ]
    everybody = range(len(graph))
    parents = [
        (child, parent, kind)
        for links in (graph.parents, graph.social_parents)
        for child in everybody
        for parent, kind in links.kinds(child)
    ]
    couples = [(one, other, kind) for one in everybody for other, kind in graph.partners.kinds(one) if one < other]
    return FamilyGraph(people, ids, graph.sex, parents, couples)
