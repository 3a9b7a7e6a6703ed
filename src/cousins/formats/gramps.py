"""Gramps XML: what Gramps keeps and exports, plain or compressed (``.gramps``).

Source: the document type of Gramps, https://gramps-project.org/xml/ (grampsxml.dtd, 1.5 to 1.7).
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

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


def read_gramps(path: Path | str) -> tuple[FamilyGraph, Report]:
    """Return the family of a Gramps XML file, and what in it could not be used.

    People have the ids that Gramps shows, such as ``I0044``.

    Raises:
        FormatError: The file cannot be read, or is no Gramps XML.
    """
    path = Path(path)
    read = _Read(Report(path, "Gramps XML"))
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == _GZIP
            plain.seek(0)
            if packed:
                with gzip.open(plain) as unpacked:
                    _collect(unpacked, read)  # type: ignore[arg-type]
            else:
                _collect(plain, read)
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror or error})") from None
    except (ET.ParseError, EOFError, zlib.error, LookupError, ValueError) as error:
        raise FormatError(path, f"no Gramps XML: {error}") from None
    return _graph(read), read.report


def _collect(file: BinaryIO, read: _Read) -> None:
    """Take the elements of a file that kinship asks for.

    Raises:
        ValueError: It is another kind of XML.
    """
    root = True
    for when, element in ET.iterparse(file, ("start", "end")):  # noqa: S314 - expat resists expanding entities
        tag = element.tag = element.tag.rpartition("}")[2]
        if root and tag != "database":
            raise ValueError(f"it begins with <{tag[:20]}>, not with <database>")
        root = False
        if when == "start" or tag not in _TOP:
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
    people = {handle: _person(element, handle, read) for handle, element in read.people.items()}
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
                if parent and kind:
                    parents.append(ParentLink(person.id, parent.id, kind))
        couple = [parent for _, parent in sides if parent]
        if len(couple) > 1:
            events = _events(family, read)
            told[couple[0].id, couple[1].id] = events
            partners.append(PartnerLink(couple[0].id, couple[1].id, _union(family, events)))
    read.report.lines = len(people)
    graph = FamilyGraph.of(people.values(), parents, partners, identical_twins=list(_twins(read, people)))
    numbered = ((sorted((graph.number(one), graph.number(other))), events) for (one, other), events in told.items())
    graph.couple_events = {(low, high): events for (low, high), events in numbered if events}
    return graph


def _twins(read: _Read, people: Mapping[str, Person]) -> Iterator[tuple[PersonId, PersonId]]:
    """Yield those whom a person is associated with as with an identical twin."""
    for handle, element in read.people.items():
        for association in element.findall("personref"):
            other = people.get(_link(association))
            if other and stated("twin", association.get("rel", "")) == "identical":
                yield people[handle].id, other.id


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


def _person(element: ET.Element, handle: str, read: _Read) -> Person:
    names = tuple(name for name in map(_name, element.findall("name")) if name)
    texts = list(dict.fromkeys([name.text for name in names]))
    texts += [nick for name in element.findall("name") if (nick := name.findtext("nick")) and nick not in texts]
    events = _events(element, read)

    def day(*kinds: EventKind) -> Date | None:
        return next((event.date for event in events if event.kind in kinds and event.date), None)

    return Person(
        PersonId(element.get("id") or handle),
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
