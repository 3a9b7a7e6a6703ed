"""The records of a Gramps XML file by their handles, and what their events and places say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cousins.family.life_events import Event, EventKind
from cousins.formats.gramps_dates import DATES, date_of
from cousins.formats.report import Report, Trouble

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_EVENTS = {
    "Birth": EventKind.BIRTH,
    "Baptism": EventKind.BAPTISM,
    "Christening": EventKind.BAPTISM,
    "Adult Christening": EventKind.BAPTISM,
    "Death": EventKind.DEATH,
    "Burial": EventKind.BURIAL,
    "Cremation": EventKind.CREMATION,
    "Engagement": EventKind.ENGAGEMENT,
    "Marriage": EventKind.MARRIAGE,
    "Alternate Marriage": EventKind.MARRIAGE,
    "Divorce": EventKind.DIVORCE,
    "Annulment": EventKind.ANNULMENT,
}
ENDED = frozenset({EventKind.DIVORCE, EventKind.ANNULMENT})
"""What ends a marriage."""
_OF_COUPLES = {EventKind.ENGAGEMENT, EventKind.MARRIAGE, *ENDED}
_PLACES_AROUND = 20
"""How many places a place may stand in, one inside the other."""


@dataclass(slots=True)
class Records:
    """What was read so far, by handles.

    Attributes:
        report: What could not be used.
        events: The events.
        places: The places.
        people: The persons.
        families: The families.
        unread: How many things of each kind were not read.
    """

    report: Report
    events: dict[str, ET.Element] = field(default_factory=dict)
    places: dict[str, ET.Element] = field(default_factory=dict)
    people: dict[str, ET.Element] = field(default_factory=dict)
    families: dict[str, ET.Element] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)


def handle_of(element: ET.Element | None) -> str:
    """Return what a reference leads to; empty for none."""
    return element.get("hlink", "") if element is not None else ""


def events_of(element: ET.Element, read: Records, *, of_couples: bool) -> tuple[Event, ...]:
    """Return what is told of a person or couple, of the events in which they are the chief."""
    found = []
    for reference in element.findall("eventref"):
        if reference.get("role", "Primary") not in {"Primary", "Family"}:
            continue
        event = read.events.get(handle_of(reference))
        if event is None:
            read.report.add(Trouble.DANGLING, None, handle_of(reference))
            continue
        kind = _EVENTS.get((event.findtext("type") or "").strip())
        if kind is None or (kind in _OF_COUPLES) is not of_couples:
            read.unread["other facts"] += 1
            continue
        dated = next((child for child in event if child.tag in DATES), None)
        date, words, trouble = date_of(dated) if dated is not None else (None, None, None)
        if trouble:
            read.report.add(trouble, None, words or (date.written if date else None))
        place = _place(handle_of(event.find("place")), read)
        if date or words or place:
            found.append(Event(kind, date, place, words))
    return tuple(found)


def _place(handle: str, read: Records) -> str | None:
    """Return the name of a place: its title, or its own name and those of the places around it."""
    names: list[str] = []
    seen: set[str] = set()
    while handle in read.places and handle not in seen and len(seen) < _PLACES_AROUND:
        seen.add(handle)
        place = read.places[handle]
        title = " ".join((place.findtext("ptitle") or "").split())
        if title:
            names.append(title)
            break
        own = (" ".join(name.get("value", "").split()) for name in place.findall("pname"))
        names += list(filter(None, own))[:1]
        handle = handle_of(place.find("placeref"))
    return ", ".join(names) or None
