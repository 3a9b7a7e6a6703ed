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
from urllib.parse import quote

from cousins.errors import FormatError
from cousins.family.links import PartnerKind
from cousins.files import write_lines
from cousins.formats.cells import Cells, kind_of
from cousins.formats.event_columns import life_cells
from cousins.formats.json_records import members
from cousins.formats.link_order import merged
from cousins.formats.linked_people import HERE, TWIN_ROLE, LinkedPeople, texts
from cousins.formats.name_columns import parts
from cousins.formats.report import Report, Trouble
from cousins.formats.rows import IDENTICAL, PARENT, PARTNER, READ_OF_PERSONS, TWIN, Collector, LinkRow, joined
from cousins.opening import MOST_BYTES
from cousins.settings import WIKIDATA_ENTITIES
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family.graph import FamilyGraph
    from cousins.formats.linked_people import Properties

_VOCABULARY = "https://schema.org/"
_WRITTEN = {"bornWritten": "urn:cousins:bornWritten", "diedWritten": "urn:cousins:diedWritten"}
"""The words of a source for its dates, for which schema.org has no name."""
_SIBLING = "sibling"
_GENDERS = {"male": "Male", "female": "Female"}


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
        + [_role(graph, parent, PARENT, kind.value) for parent, kind in graph.social_parents.kinds(number)],
        "children": [_node(graph, child) for child in children],
        "spouse": [
            _node(graph, one) if kinds[one] is PartnerKind.SPOUSE else _role(graph, one, "spouse", kinds[one].value)
            for one in graph.partners_of(number)
        ],
        "sibling": [_role(graph, twin, _SIBLING, TWIN_ROLE) for twin in graph.identical_twins_of(number)],
    }
    return {name: value for name, value in record.items() if value}


def _place(name: str | None) -> dict[str, str] | None:
    return {"@type": "Place", "name": name} if name else None


def _node(graph: FamilyGraph, number: int) -> dict[str, str]:
    return {"@id": _address(graph.ids[number])}


def _role(graph: FamilyGraph, number: int, link: str, name: str) -> dict[str, Any]:
    return {"@type": "Role", "roleName": name, link: _node(graph, number)}


def _address(person_id: str) -> str:
    return WIKIDATA_ENTITIES + person_id if is_item_id(person_id) else HERE + quote(person_id, safe="")


def read_jsonld(path: Path | str, *, most: int | None = MOST_BYTES) -> tuple[FamilyGraph, Report]:
    """Return the family of a JSON-LD file, and what in it could not be used.

    It may be a list of people, such a list under ``@graph``, or one person; see `cousins.formats.linked_people`.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe; None for any number.

    Raises:
        FormatError: The file cannot be read, or is no JSON-LD of people.
    """
    path = Path(path)
    report = Report(path, "JSON-LD")
    report.counting("record")
    gathered = LinkedPeople(report)
    _gather(path, most, gathered)
    collector, cells = Collector(report, most), Cells(report)
    for person, told in gathered.people.items():
        number = gathered.numbers[person]
        row = {"id": person, **_row(told, number, report)}
        collector.person(cells.checked(row, READ_OF_PERSONS, number), number)
    of_child: dict[str, list[LinkRow]] = {child: [] for child in merged(gathered.broods)}
    for (child, parent), kind in gathered.parents.items():
        of_child.setdefault(child, []).append(LinkRow(PARENT, kind, child, parent))
    for child, links in of_child.items():
        for link in links:
            collector.link(link, gathered.numbers.get(child))
    for one, other in merged(gathered.unions):
        collector.link(LinkRow(PARTNER, gathered.couples[one, other], one, other), gathered.numbers.get(one))
    for one, other in gathered.twins:
        collector.link(LinkRow(TWIN, IDENTICAL, one, other), gathered.numbers.get(one))
    return collector.graph(), report


def _gather(path: Path, most: int | None, gathered: LinkedPeople) -> None:
    """Take all records of a file.

    Raises:
        FormatError: It holds none.
    """
    alone: dict[str, Any] = {}
    listed = False
    for key, number, value in members(path, most):
        if key in {"", "@graph"} and (number or value == []):
            listed = True
            if number:
                gathered.take(value, number)
        elif key in {"", "@graph"}:
            raise FormatError(path, f"no JSON-LD of people: {kind_of(value)} where a list of them should be")
        elif number:
            alone[key].append(value)
        else:
            alone[key] = value
            if key == "@context":
                gathered.take_context(value)
    gathered.take_context(alone.pop("@context", None))
    if not listed:
        if "@type" not in alone:
            raise FormatError(path, "no JSON-LD of people: there is no list '@graph', and no '@type' of one person")
        gathered.take(alone, 1)


def _row(told: Properties, number: int, report: Report) -> dict[str, Any]:
    """Return what is said of a person as the cells of a row."""
    said = {name: texts([_named(value) for value in values]) for name, values in told.items() if name in _READ}
    for name, found in said.items():
        if told[name] and not found:
            report.add(Trouble.BAD_VALUE, number, f"{name}: {kind_of(told[name][0])}")
    names = said.get("name", [])
    row: dict[str, Any] = {name: values[0] for name, values in told.items() if name not in _READ and values}
    row |= {column: said[name][0].partition("T")[0] for name, column in _DATES.items() if said.get(name)}
    row |= {column: said[name][0] for name, column in _TEXTS.items() if said.get(name)}
    gender = next(iter(said.get("gender", ())), "").replace(":", "/").rpartition("/")[2]
    if gender:
        row["sex"] = gender.casefold()
    if names:
        row["name"] = names[0]
    row["aliases"] = joined(tuple(dict.fromkeys(names[1:] + said.get("alternateName", []))))
    return row


def _named(value: object) -> object:
    """Return the name of what has one, such as a place; other values as they are."""
    return value["name"] if isinstance(value, dict) and "name" in value else value


_DATES = {"birthDate": "born", "deathDate": "died"}
_TEXTS = {
    "bornWritten": "born_written",
    "diedWritten": "died_written",
    "givenName": "given",
    "familyName": "surname",
    "honorificPrefix": "name_prefix",
    "honorificSuffix": "name_suffix",
    "birthPlace": "birth_place",
    "deathPlace": "death_place",
}
_READ = frozenset({"name", "alternateName", "gender", "identifier", *_DATES, *_TEXTS})
