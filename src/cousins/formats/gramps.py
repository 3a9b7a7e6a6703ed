"""Gramps XML: what Gramps keeps and exports, plain or compressed (``.gramps``).

Source: the document type of Gramps, https://gramps-project.org/xml/ (grampsxml.dtd, 1.5 to 1.7).
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, field, replace
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

from cousins.errors import FormatError
from cousins.family.dates import Bound, Calendar, Date
from cousins.family.graph import FamilyGraph
from cousins.family.life_events import Event, EventKind, PersonalName
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, PersonId, Sex
from cousins.formats.gedcom.date_values import read_date
from cousins.formats.gedcom.stated_kinds import stated
from cousins.formats.report import Report, Trouble
from cousins.formats.xml_elements import check_beginning
from cousins.opening import MOST_BYTES, Bounded, opener

if TYPE_CHECKING:
    from typing import BinaryIO

    from cousins.opening import Opener

_GZIP = b"\x1f\x8b"
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
_EVENTS = {
    "Birth": EventKind.BIRTH,
    "Baptism": EventKind.BAPTISM,
    "Christening": EventKind.BAPTISM,
    "Death": EventKind.DEATH,
    "Burial": EventKind.BURIAL,
    "Cremation": EventKind.CREMATION,
    "Engagement": EventKind.ENGAGEMENT,
    "Marriage": EventKind.MARRIAGE,
    "Divorce": EventKind.DIVORCE,
    "Annulment": EventKind.ANNULMENT,
}
_ENDED = {EventKind.DIVORCE, EventKind.ANNULMENT}
_LIMITS = {"before": Bound.BEFORE, "after": Bound.AFTER, "from": Bound.FROM, "to": Bound.TO}
_KINDS = {kind.value: kind for kind in ParentKind} | {"unknown": ParentKind.BIRTH}
_TOP = frozenset({"event", "person", "family", "placeobj"})


@dataclass(slots=True)
class _Read:
    """What was read so far, by handles."""

    report: Report
    events: dict[str, ET.Element] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    people: dict[str, ET.Element] = field(default_factory=dict)
    families: list[ET.Element] = field(default_factory=list)


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
    read = _Read(Report(path, "Gramps XML"))
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


def _collect(file: BinaryIO, read: _Read) -> None:
    """Take the elements of a file that kinship asks for."""
    for _, element in ET.iterparse(file):  # noqa: S314 - entities were refused
        tag = element.tag = element.tag.rpartition("}")[2]
        if tag not in _TOP:
            continue
        handle = element.get("handle", "")
        if tag == "event":
            read.events[handle] = element
        elif tag == "person":
            read.people[handle] = element
        elif tag == "family":
            read.families.append(element)
        else:
            names = [name.get("value", "") for name in element.findall("pname")]
            read.places[handle] = element.findtext("ptitle") or next(filter(None, names), "")


def _graph(read: _Read) -> FamilyGraph:
    people: dict[str, Person] = {}
    known: set[str] = set()
    for handle, element in read.people.items():
        person_id = (element.get("id") or handle).strip()
        if person_id in known or not person_id:
            read.report.add(Trouble.DUPLICATE_ID if person_id else Trouble.NO_ID, None, person_id)
            continue
        known.add(person_id)
        people[handle] = _person(element, person_id, read)
    parents: list[ParentLink] = []
    partners: list[PartnerLink] = []
    told: dict[tuple[PersonId, PersonId], tuple[Event, ...]] = {}
    for family in read.families:
        sides = [(side, people.get(_link(family.find(tag)))) for side, tag in (("frel", "father"), ("mrel", "mother"))]
        for child in family.findall("childref"):
            person = people.get(_link(child))
            if person is None:
                read.report.add(Trouble.DANGLING, None, child.get("hlink"))
                continue
            for side, parent in sides:
                kind = _kind(child.get(side, ""), read)
                if parent is person:
                    read.report.add(Trouble.OWN_KIN, None, person.id)
                elif parent and kind:
                    parents.append(ParentLink(person.id, parent.id, kind))
        couple = [parent for _, parent in sides if parent]
        if len(couple) > 1:
            events = _events(family, read)
            told[couple[0].id, couple[1].id] = events
            partners.append(PartnerLink(couple[0].id, couple[1].id, _union(family, events)))
    read.report.lines = len(people)
    graph = FamilyGraph.of(people.values(), parents, partners)
    numbered = ((sorted((graph.number(one), graph.number(other))), events) for (one, other), events in told.items())
    graph.couple_events = {(low, high): events for (low, high), events in numbered if events}
    return graph


def _link(element: ET.Element | None) -> str:
    return element.get("hlink", "") if element is not None else ""


def _kind(word: str, read: _Read) -> ParentKind | None:
    """Return how somebody is a parent; None when they are none."""
    if not word or word == "None":
        return None if word else ParentKind.BIRTH
    kind = _KINDS.get(stated("child", word) or "")
    if kind is None:
        read.report.add(Trouble.UNKNOWN_KIND, None, word)
    return kind or ParentKind.BIRTH


def _union(family: ET.Element, events: tuple[Event, ...]) -> PartnerKind:
    kinds = {event.kind for event in events}
    relation = family.find("rel")
    word = relation.get("type", "") if relation is not None else ""
    if kinds & _ENDED:
        return PartnerKind.FORMER
    if word == "Unmarried":
        return PartnerKind.UNMARRIED
    return PartnerKind.ENGAGED if EventKind.ENGAGEMENT in kinds and word == "Unknown" else PartnerKind.SPOUSE


def _person(element: ET.Element, person_id: str, read: _Read) -> Person:
    names = tuple(name for name in map(_name, element.findall("name")) if name)
    texts = list(dict.fromkeys([name.text for name in names]))
    texts += [nick for name in element.findall("name") if (nick := name.findtext("nick")) and nick not in texts]
    events = _events(element, read)

    def day(*kinds: EventKind) -> Date | None:
        return next((event.date for event in events if event.kind in kinds and event.date), None)

    return Person(
        PersonId(person_id),
        texts[0] if texts else None,
        _SEXES.get(element.findtext("gender") or ""),
        day(EventKind.BIRTH) or _by(day(EventKind.BAPTISM)),
        day(EventKind.DEATH) or _by(day(EventKind.BURIAL, EventKind.CREMATION)),
        tuple(texts[1:]),
        names=names,
        events=events,
    )


def _by(date: Date | None) -> Date | None:
    """Return the limit that a later event sets; None where it sets none."""
    return replace(date, bound=Bound.TO, written=None) if date and date.bound is None else None


def _name(element: ET.Element) -> PersonalName | None:
    """Return one name: first name, surnames with their prefixes, suffix."""
    first, suffix = (" ".join((element.findtext(tag) or "").split()) for tag in ("first", "suffix"))
    surnames = [
        " ".join(f"{one.get('prefix', '')} {one.text or ''} {one.get('connector', '')}".split())
        for one in element.findall("surname")
    ]
    surname = " ".join(filter(None, surnames))
    text = " ".join(filter(None, (first, surname, suffix)))
    title = " ".join((element.findtext("title") or "").split())
    pieces = (("NPFX", title), ("GIVN", first), ("SURN", surname), ("NSFX", suffix))
    written = " ".join(filter(None, (first, f"/{surname}/" if surname else "", suffix)))
    kind = (element.get("type") or "").removesuffix(" Name").lower() or None
    return PersonalName(text, kind, tuple(pair for pair in pieces if pair[1]), written) if text else None


def _events(element: ET.Element, read: _Read) -> tuple[Event, ...]:
    """Return what is told of a person or couple, of the events in which they are the chief."""
    found = []
    for reference in element.findall("eventref"):
        event = read.events.get(_link(reference))
        kind = _EVENTS.get((event.findtext("type") or "") if event is not None else "")
        if event is None or kind is None or reference.get("role", "Primary") not in {"Primary", "Family"}:
            continue
        date, place = _date(event, read), read.places.get(_link(event.find("place")))
        if date or place:
            found.append(Event(kind, date, place))
    return tuple(found)


def _date(event: ET.Element, read: _Read) -> Date | None:
    """Return the date of an event; None when there is none or it is not understood."""
    for element in event:
        if element.tag not in {"dateval", "daterange", "datespan", "datestr"}:
            continue
        text = element.get("val") or f"{element.get('start')}–{element.get('stop')}"
        try:
            date = _meant(element)
        except (ValueError, OverflowError):
            date = read_date(text)[0]
        if date is None or element.tag == "datestr":
            read.report.add(Trouble.BAD_DATE, None, text)
        return date
    return None


def _meant(element: ET.Element) -> Date | None:
    """Return what a date element means.

    Raises:
        ValueError: Its words are no date.
    """
    if element.tag == "datestr":
        return read_date(element.get("val", ""))[0]
    julian = element.get("cformat") == "Julian"
    if element.get("cformat") not in {None, "Gregorian", "Julian"}:
        raise ValueError("another calendar")

    def one(name: str) -> Date:
        text = "-".join(part for part in element.get(name, "").split("-") if part.strip("0?"))
        date = Date.parse(text)
        return replace(date, calendar=Calendar.JULIAN) if julian else date

    about = element.get("type") == "about" or element.get("quality") in {"estimated", "calculated"}
    if element.tag == "dateval":
        return replace(one("val"), bound=_LIMITS.get(element.get("type", "")), approximate=about)
    bound = Bound.BETWEEN if element.tag == "daterange" else Bound.FROM
    return replace(one("start"), bound=bound, until=one("stop"), approximate=about)
