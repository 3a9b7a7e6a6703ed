"""JSON-LD: people in the words of schema.org.

Birth parents and spouses stand under ``parent``, ``children`` and ``spouse``. What
schema.org has no word for (adoptive, step and foster parents, unmarried partners)
stands in a ``Role``, as https://schema.org/Role describes. People with Wikidata ids
have their address there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from cousins.errors import FormatError
from cousins.family.links import PartnerKind
from cousins.files import write_lines
from cousins.formats.event_columns import life_cells
from cousins.formats.graphs import load_json
from cousins.formats.link_order import merged
from cousins.formats.name_columns import parts
from cousins.formats.report import Report, Trouble
from cousins.formats.rows import PARENT, PARTNER, Collector, LinkRow, joined
from cousins.settings import WIKIDATA_ENTITIES
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family.graph import FamilyGraph
    from cousins.family.links import ParentKind

_VOCABULARY = "https://schema.org/"
_HERE = "urn:person:"
_WRITTEN = {"bornWritten": "urn:cousins:bornWritten", "diedWritten": "urn:cousins:diedWritten"}
"""The words of a source for its dates, for which schema.org has no name."""
_GENDERS = {"male": "Male", "female": "Female"}
_SEXES = {gender: sex for sex, gender in _GENDERS.items()}


def write_jsonld(graph: FamilyGraph, path: Path) -> None:
    """Write JSON-LD, one person a line.

    Raises:
        FormatError: The file cannot be written there.
    """
    write_lines(path, _lines(graph))


def _lines(graph: FamilyGraph) -> Iterator[str]:
    genders = {"gender": {"@type": "@vocab"}}
    yield f'{{"@context": {json.dumps({"@vocab": _VOCABULARY, **genders, **_WRITTEN})}, "@graph": ['
    for number in range(len(graph)):
        comma = "," if number + 1 < len(graph) else ""
        yield json.dumps(_person(graph, number), ensure_ascii=False) + comma
    yield "]}"


def _person(graph: FamilyGraph, number: int) -> dict[str, Any]:
    person = graph.people[number]
    plain, life = person.record(), life_cells(person)
    names = next((parts(name) for name in person.names if name.text == person.name), {})
    rank = graph.rank
    children = graph.children[number] if rank is None else sorted(graph.children[number], key=rank.__getitem__)
    kinds = dict(graph.partners.kinds(number))
    record: dict[str, Any] = {
        "@id": _address(person.id),
        "@type": "Person",
        "identifier": plain["id"],
        "name": plain["name"],
        "givenName": names.get("given"),
        "familyName": " ".join(filter(None, (names.get("surname_prefix"), names.get("surname")))),
        "honorificPrefix": names.get("name_prefix"),
        "honorificSuffix": names.get("name_suffix"),
        "alternateName": list(person.aliases),
        "gender": _GENDERS.get(plain["sex"] or ""),
        "birthDate": plain["born"],
        "deathDate": plain["died"],
        "bornWritten": life.get("born_written"),
        "diedWritten": life.get("died_written"),
        "birthPlace": _place(life.get("birth_place")),
        "deathPlace": _place(life.get("death_place")),
        "parent": [_node(graph, parent) for parent in graph.parents[number]]
        + [_role(graph, parent, PARENT, kind) for parent, kind in graph.social_parents.kinds(number)],
        "children": [_node(graph, child) for child in children],
        "spouse": [
            _node(graph, partner)
            if kinds[partner] is PartnerKind.SPOUSE
            else _role(graph, partner, "spouse", kinds[partner])
            for partner in graph.partners_of(number)
        ],
    }
    return {name: value for name, value in record.items() if value}


def _place(name: str | None) -> dict[str, str] | None:
    return {"@type": "Place", "name": name} if name else None


def _node(graph: FamilyGraph, number: int) -> dict[str, str]:
    return {"@id": _address(graph.ids[number])}


def _role(graph: FamilyGraph, number: int, link: str, kind: ParentKind | PartnerKind) -> dict[str, Any]:
    return {"@type": "Role", "roleName": kind.value, link: _node(graph, number)}


def _address(person_id: str) -> str:
    return WIKIDATA_ENTITIES + person_id if is_item_id(person_id) else _HERE + quote(person_id, safe="")


def read_jsonld(path: Path | str) -> tuple[FamilyGraph, Report]:
    """Return the family of a JSON-LD file as `write_jsonld` writes it, and what in it could not be used.

    Raises:
        FormatError: The file cannot be read, or is no JSON-LD with a list of people.
    """
    data = load_json(Path(path))
    report = Report(path, "JSON-LD")
    people = data.get("@graph") if isinstance(data, dict) else data
    if not isinstance(people, list):
        raise FormatError(path, "no JSON-LD of people: there is no list '@graph'")
    collector = Collector(report)
    parents: dict[str, list[LinkRow]] = {}
    couples: dict[frozenset[str], LinkRow] = {}
    unions: list[list[frozenset[str]]] = []
    broods: list[list[str]] = []
    for record in people:
        if not isinstance(record, dict):
            report.add(Trouble.BAD_VALUE, None, str(record))
            continue
        person = _id(record)
        row = {
            "id": person,
            "name": _text(record.get("name")),
            "sex": _SEXES.get(str(record.get("gender", "")).rpartition("/")[2]),
            "born": _text(record.get("birthDate")),
            "died": _text(record.get("deathDate")),
            "born_written": _text(record.get("bornWritten")),
            "died_written": _text(record.get("diedWritten")),
            "given": _text(record.get("givenName")),
            "surname": _text(record.get("familyName")),
            "name_prefix": _text(record.get("honorificPrefix")),
            "name_suffix": _text(record.get("honorificSuffix")),
            "birth_place": _name(record.get("birthPlace")),
            "death_place": _name(record.get("deathPlace")),
            "aliases": joined(tuple(map(str, _listed(record.get("alternateName"))))),
        }
        collector.person(row)
        for parent, kind in _others(record, PARENT):
            parents.setdefault(person, []).append(LinkRow(PARENT, kind, person, parent))
        spouses = list(_others(record, "spouse"))
        for partner, kind in spouses:  # the records of both name it
            couples.setdefault(frozenset((person, partner)), LinkRow(PARTNER, kind, person, partner))
        unions.append([frozenset((person, partner)) for partner, _ in spouses])
        broods.append([child for child, _ in _others(record, "children")])
    for child in dict.fromkeys([*merged(broods), *parents]):
        for link in parents.get(child, ()):
            collector.link(link)
    for couple in merged(unions):
        collector.link(couples[couple])
    return collector.graph(), report


def _others(record: dict[str, Any], link: str) -> Iterator[tuple[str, str]]:
    """Yield the ids under a link, and the kind of each; an empty kind is the plain one."""
    for node in _listed(record.get(link)):
        if isinstance(node, dict) and node.get("@type") == "Role":
            for inner in _listed(node.get(link)):
                yield _id(inner), str(node.get("roleName", ""))
        else:
            yield _id(node), ""


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _id(node: object) -> str:
    address = str(node.get("@id", "")) if isinstance(node, dict) else str(node)
    if address.startswith(_HERE):
        return unquote(address.removeprefix(_HERE))
    return address.removeprefix(WIKIDATA_ENTITIES)


def _name(place: object) -> str | None:
    """Return the name of a place, which may be a text or a node."""
    return _text(place.get("name")) if isinstance(place, dict) else _text(place)


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, (str, int)) else None
