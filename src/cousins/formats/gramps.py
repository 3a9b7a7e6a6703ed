"""Gramps XML: what Gramps keeps and exports, plain or compressed (``.gramps``).

Source: the document type of Gramps, https://gramps-project.org/xml/ (grampsxml.dtd, 1.5 to 1.7).
"""

from __future__ import annotations

import gzip
import zlib
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

from cousins.errors import FormatError
from cousins.family.graph import FamilyGraph
from cousins.family.life_events import Event, EventKind, life_of
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, PersonId, Sex
from cousins.family.person_ids import is_put_in
from cousins.formats.gedcom.stated_kinds import stated
from cousins.formats.gramps_names import names_of
from cousins.formats.gramps_records import ENDED, Records, events_of, handle_of
from cousins.formats.link_order import merged, orders, ranks
from cousins.formats.report import Report, Trouble
from cousins.formats.xml_elements import check_beginning, walked
from cousins.opening import MOST_BYTES, Bounded, opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from cousins.opening import Opener

_GZIP = b"\x1f\x8b"
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
_KINDS = {kind.value: kind for kind in ParentKind} | {"unknown": ParentKind.BIRTH}
_UNREAD = {
    "note": "notes",
    "source": "sources",
    "citation": "sources",
    "object": "pictures and other media",
    "attribute": "other facts",
    "address": "other facts",
}
"""What is counted and not read."""


def read_gramps(path: Path | str, *, most: int | None = MOST_BYTES) -> tuple[FamilyGraph, Report]:
    """Return the family of a Gramps XML file, and what in it could not be used.

    People have the ids that Gramps shows, such as ``I0044``.

    Args:
        path: The file.
        most: How many bytes may come out of a packed file or a pipe; None for any number.

    Raises:
        FormatError: The file cannot be read, is no Gramps XML, or holds more.
    """
    path = Path(path)
    read = Records(Report(path, "Gramps XML"))
    opened = _opener(path, most)
    try:
        check_beginning(opened, path, "Gramps XML", root="database")
        with opened() as file:
            _collect(file, read)
    except (EOFError, zlib.error, OSError) as error:
        raise FormatError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
    except ET.ParseError as error:
        raise FormatError(path, f"no Gramps XML: {error.msg.partition(':')[0]}", error.position[0]) from None
    except (LookupError, ValueError) as error:
        raise FormatError(path, f"no Gramps XML: {error}") from None
    read.report.left_out = lambda: read.unread
    return _graph(read), read.report


def _opener(path: Path, most: int | None) -> Opener:
    """Return what opens the XML, packed or not."""
    opened = opener(path, most)
    with opened() as file:
        if file.read(2) != _GZIP:
            return opened

    def unpacked() -> BinaryIO:
        packed = opened()
        return BufferedReader(Bounded(cast("BinaryIO", gzip.open(packed)), path, most, packed))

    return unpacked


def _collect(file: BinaryIO, read: Records) -> None:
    """Take the elements of a file that kinship asks for, and count others."""
    tables = {"event": read.events, "person": read.people, "family": read.families, "placeobj": read.places}
    for begins, element in walked(file):
        tag = element.tag
        if begins:
            continue
        if tag in tables:
            tables[tag][element.get("handle", "")] = element
        elif tag in _UNREAD:
            read.unread[_UNREAD[tag]] += 1
            element.clear()  # or all notes would stay in memory


def _graph(read: Records) -> FamilyGraph:
    people: dict[str, Person] = {}
    ids: set[str] = set()
    for handle, element in read.people.items():
        person_id = element.get("id", "").strip()
        if person_id in ids or not person_id:
            read.report.add(Trouble.TAKEN_ID if person_id else Trouble.NO_ID, None, person_id or handle)
            person_id = handle.strip()
        if person_id in ids or not person_id:
            continue
        ids.add(person_id)
        people[handle] = _person(element, PersonId(person_id), read)
    links = _Links(read, people)
    for handle, family in read.families.items():
        links.take(handle, family)
    read.report.lines = len(people)
    read.report.placeholders = len(links.unknown)
    return links.graph()


class _Links:
    """The links of families.

    Attributes:
        unknown: Parents who were put in, so that brothers and sisters without parents are such.
    """

    def __init__(self, read: Records, people: dict[str, Person]) -> None:
        self._read, self._people = read, people
        self.unknown: list[Person] = []
        self._parents: list[ParentLink] = []
        self._couples: dict[str, PartnerLink] = {}
        self._events: dict[str, tuple[Event, ...]] = {}
        self._broods: list[list[PersonId]] = []

    def take(self, handle: str, family: ET.Element) -> None:
        """Take one family."""
        children = [(child, self._person(child)) for child in family.findall("childref")]
        sides = [(side, self._person(family.find(tag))) for side, tag in (("frel", "father"), ("mrel", "mother"))]
        brood = list(dict.fromkeys(person.id for _, person in children if person))
        self._broods.append(brood)
        if len(brood) > 1 and not any(parent for _, parent in sides):
            sides = self._put_in(family.get("id") or handle)
        for child, person in children:
            for side, parent in sides if person else ():
                kind = self._kind(child.get(side, ""))
                if person and parent and kind and parent.id != person.id:
                    self._parents.append(ParentLink(person.id, parent.id, kind))
                elif person and parent and parent.id == person.id:
                    self._read.report.add(Trouble.OWN_KIN, None, person.id)
        events = events_of(family, self._read, of_couples=True)
        father, mother = (parent for _, parent in sides)
        if father and father is mother:
            self._read.report.add(Trouble.OWN_KIN, None, father.id)
        elif father and mother:
            self._couples[handle] = PartnerLink(father.id, mother.id, _union(family, events))
            self._events[handle] = events

    def _person(self, reference: ET.Element | None) -> Person | None:
        """Return whom a reference means; who is not there is reported."""
        if reference is None:
            return None
        person = self._people.get(handle_of(reference))
        if person is None:
            self._read.report.add(Trouble.DANGLING, None, handle_of(reference))
        return person

    def _put_in(self, family: str) -> list[tuple[str, Person | None]]:
        """Return an unknown father and an unknown mother of brothers and sisters."""
        made: list[tuple[str, Person | None]] = []
        for side, sex, word in (("frel", Sex.MALE, "father"), ("mrel", Sex.FEMALE, "mother")):
            person = Person(PersonId(f"{family}?{word}"), f"unknown {word}", sex)
            made.append((side, person))
            self.unknown.append(person)
        return made

    def _kind(self, word: str) -> ParentKind | None:
        """Return how somebody is a parent; None when they are none."""
        if not word or word == "None":
            return None if word else ParentKind.BIRTH
        if word == "Sponsored":
            return ParentKind.FOSTER
        kind = _KINDS.get(stated("child", word) or "")
        if kind is None:
            self._read.report.add(Trouble.UNKNOWN_KIND, None, word)
        return kind or ParentKind.BIRTH

    def graph(self) -> FamilyGraph:
        """Return the graph of everybody and all links, in the order in which people and families name them."""
        of_child: dict[PersonId, list[ParentLink]] = {child: [] for child in merged(self._broods)}
        for link in self._parents:
            of_child[link.child].append(link)
        parents = [link for links in of_child.values() for link in _without_further_unknown(links)]
        families = (
            [handle for reference in person.findall("parentin") if (handle := handle_of(reference)) in self._couples]
            for person in self._read.people.values()
        )
        in_order = list(dict.fromkeys([*merged(families), *self._couples]))
        graph = FamilyGraph.of(
            [*self._people.values(), *self.unknown],
            parents,
            self._couples.values(),
            identical_twins=list(self._twins()),
        )
        graph.rank = ranks((graph.number(child) for child in of_child), len(graph))
        pairs = {
            handle: (graph.number(couple.one), graph.number(couple.other)) for handle, couple in self._couples.items()
        }
        graph.partner_order = orders(pairs[handle] for handle in in_order)
        told: dict[tuple[int, int], tuple[Event, ...]] = {}
        for handle, (one, other) in pairs.items():
            couple = min(one, other), max(one, other)
            told[couple] = told.get(couple, ()) + self._events[handle]
        graph.couple_events = {couple: events for couple, events in told.items() if events}
        return graph

    def _twins(self) -> Iterator[tuple[PersonId, PersonId]]:
        """Yield those whom a person is associated with as with an identical twin; count other associations."""
        for handle, person in self._people.items():
            for association in self._read.people[handle].findall("personref"):
                other = self._people.get(handle_of(association))
                if other and stated("twin", association.get("rel", "")) == "identical":
                    yield person.id, other.id
                else:
                    self._read.unread["associations"] += 1


def _without_further_unknown(links: list[ParentLink]) -> list[ParentLink]:
    """Return the parents of a child; those put in only where it has no parents of its own."""
    known = [link for link in links if not is_put_in(link.parent)]
    return known if any(link.kind is ParentKind.BIRTH for link in known) else links


def _union(family: ET.Element, events: tuple[Event, ...]) -> PartnerKind:
    kinds = {event.kind for event in events}
    relation = family.find("rel")
    word = relation.get("type", "") if relation is not None else ""
    meant = "married" if word in {"Married", "Civil Union"} else stated("couple", word) if word else None
    if kinds & ENDED or meant == "former":
        return PartnerKind.FORMER
    if meant == "unmarried":
        return PartnerKind.UNMARRIED
    promised = meant == "engaged" or (EventKind.ENGAGEMENT in kinds and meant != "married")
    return PartnerKind.ENGAGED if promised and EventKind.MARRIAGE not in kinds else PartnerKind.SPOUSE


def _person(element: ET.Element, person_id: PersonId, read: Records) -> Person:
    names = names_of(element)
    texts = [name.text for name in names]
    events = events_of(element, read, of_couples=False)
    born, died = life_of(events)
    return Person(
        person_id,
        texts[0] if texts else None,
        _SEXES.get(element.findtext("gender") or ""),
        born,
        died,
        tuple(texts[1:]),
        names=names,
        events=events,
    )
