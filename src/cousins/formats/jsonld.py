"""JSON-LD: people in the words of schema.org.

Birth parents and spouses stand under ``parent``, ``children`` and ``spouse``. What
schema.org has no word for (adoptive, step and foster parents, unmarried partners, identical twins)
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
from cousins.formats.graphs import load_json
from cousins.formats.report import Report, Trouble
from cousins.formats.rows import IDENTICAL, PARENT, PARTNER, TWIN, Collector, LinkRow, joined
from cousins.settings import WIKIDATA_ENTITIES
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family.graph import FamilyGraph

_VOCABULARY = "https://schema.org/"
_HERE = "urn:person:"
_WRITTEN = {"bornWritten": "urn:cousins:bornWritten", "diedWritten": "urn:cousins:diedWritten"}
"""The words of a source for its dates, for which schema.org has no name."""
_SIBLING, _TWIN_ROLE = "sibling", "identical twin"
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
    plain = person.record()
    record: dict[str, Any] = {
        "@id": _address(person.id),
        "@type": "Person",
        "identifier": plain["id"],
        "name": plain["name"],
        "alternateName": list(person.aliases),
        "gender": _GENDERS.get(plain["sex"] or ""),
        "birthDate": plain["born"],
        "deathDate": plain["died"],
        "bornWritten": person.born.written if person.born else None,
        "diedWritten": person.died.written if person.died else None,
        "parent": [_node(graph, parent) for parent in graph.parents[number]]
        + [_role(graph, parent, PARENT, kind.value) for parent, kind in graph.social_parents.kinds(number)],
        "children": [_node(graph, child) for child in graph.children[number]],
        "spouse": [
            _node(graph, partner) if kind is PartnerKind.SPOUSE else _role(graph, partner, "spouse", kind.value)
            for partner, kind in graph.partners.kinds(number)
        ],
        "sibling": [_role(graph, twin, _SIBLING, _TWIN_ROLE) for twin in graph.identical_twins_of(number)],
    }
    return {name: value for name, value in record.items() if value}


def _node(graph: FamilyGraph, number: int) -> dict[str, str]:
    return {"@id": _address(graph.ids[number])}


def _role(graph: FamilyGraph, number: int, link: str, name: str) -> dict[str, Any]:
    return {"@type": "Role", "roleName": name, link: _node(graph, number)}


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
    couples: set[frozenset[str]] = set()
    twins: set[frozenset[str]] = set()
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
            "aliases": joined(tuple(map(str, _listed(record.get("alternateName"))))),
        }
        collector.person(row)
        for parent, kind in _others(record, PARENT):
            collector.link(LinkRow(PARENT, kind, person, parent))
        for partner, kind in _others(record, "spouse"):
            couple = frozenset((person, partner))
            if couple not in couples:  # the records of both name it
                couples.add(couple)
                collector.link(LinkRow(PARTNER, kind, person, partner))
        for twin, role in _others(record, _SIBLING):
            pair = frozenset((person, twin))
            if role == _TWIN_ROLE and pair not in twins:  # other siblings follow from their parents
                twins.add(pair)
                collector.link(LinkRow(TWIN, IDENTICAL, person, twin))
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


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, (str, int)) else None
