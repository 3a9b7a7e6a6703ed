"""Events as columns: a date, its words and a place for each kind, and a list for kinds that come again.

The date of a birth stands in ``born``, its words in ``born_written`` and its place in ``birth_place``; likewise
``died``. A baptism has ``baptism_date``, ``baptism_written`` and ``baptism_place``; likewise burials, cremations,
and the events of couples. ``other_events`` is a list in JSON of all events of a kind that columns cannot hold.
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from cousins.family.life_events import Event, EventKind, known_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cousins.family.dates import Date
    from cousins.family.person import Person

    Cells = Mapping[str, str | None]
    DateReader = Callable[[str, str | None], Date | None]

OTHER_EVENTS = "other_events"
_LATER = {
    EventKind.BIRTH: (EventKind.BAPTISM,),
    EventKind.DEATH: (EventKind.BURIAL, EventKind.CREMATION),
}
"""What limits a birth or death that has no date of its own."""
_OF_PERSONS = (EventKind.BAPTISM, EventKind.BURIAL, EventKind.CREMATION)
_OF_COUPLES = (EventKind.ENGAGEMENT, EventKind.MARRIAGE, EventKind.DIVORCE, EventKind.ANNULMENT)
EVENT_WORDS = frozenset(kind.value for kind in EventKind)
"""The kinds of events by which the list of other events calls them."""


_COLUMNS = {
    kind: tuple(f"{kind.name.lower()}_{what}" for what in ("date", "written", "place")) for kind in EventKind
} | {
    EventKind.BIRTH: ("born", "born_written", "birth_place"),
    EventKind.DEATH: ("died", "died_written", "death_place"),
}
"""The columns for date, words and place."""
PERSON_EVENT_COLUMNS = ("birth_place", "death_place", *chain(*map(_COLUMNS.__getitem__, _OF_PERSONS)), OTHER_EVENTS)
COUPLE_EVENT_COLUMNS = (*chain(*map(_COLUMNS.__getitem__, _OF_COUPLES)), OTHER_EVENTS)
_IN_COLUMNS = frozenset(chain(*map(_COLUMNS.__getitem__, (*_OF_PERSONS, *_OF_COUPLES))))


def life_cells(person: Person) -> dict[str, str]:
    """Return the events of a person as cells, birth and death among them; what is not known is left out."""
    cells: dict[str, str] = {}
    listed: list[Event] = []
    others = [
        event for event in person.events if event.kind is not EventKind.BIRTH and event.kind is not EventKind.DEATH
    ]
    for kind, date in ((EventKind.BIRTH, person.born), (EventKind.DEATH, person.died)):
        told = [event for event in person.events if event.kind is kind]
        implied = bool(others) and _implied(kind, date, others)
        own = None if implied else date
        meant = next((event for event in told if _same(event.date, own)), Event(kind, own))
        cells |= _cells(meant)
        if implied:
            cells[_COLUMNS[kind][0]] = str(date)
        if told and told != [meant]:
            listed += told
    return cells | event_cells(others, listed) if others or listed else cells


def event_cells(events: Iterable[Event], listed: Iterable[Event] = ()) -> dict[str, str]:
    """Return events as cells: the first of each kind in columns, and all of a kind that comes again in a list.

    Args:
        events: In any order.
        listed: What else is to be in the list.
    """
    cells: dict[str, str] = {}
    others = list(listed)
    kinds: dict[EventKind, list[Event]] = {}
    for event in events:
        kinds.setdefault(event.kind, []).append(event)
    for alike in kinds.values():
        first = _cells(alike[0])
        cells |= first
        others += alike if len(alike) > 1 or not first else []
    records = [{name: value for name, value in event.record().items() if value} for event in others]
    return cells | ({OTHER_EVENTS: json.dumps(records, ensure_ascii=False)} if records else {})


def _cells(event: Event) -> dict[str, str]:
    date, written, place = _COLUMNS[event.kind]
    cells = {date: str(event.date)} if event.date else {}
    if event.written:
        cells[written] = event.written
    if event.place:
        cells[place] = event.place
    return cells


def _implied(kind: EventKind, date: Date | None, events: Iterable[Event]) -> bool:
    """Return whether a date of birth or death is only the limit that a later event sets."""
    return date is not None and any(event.kind in _LATER[kind] and date == known_by(event.date) for event in events)


def _same(one: Date | None, other: Date | None) -> bool:
    return one is other or (one == other and (one is None or other is None or one.written == other.written))


def read_life(
    cells: Cells, others: Sequence[Mapping[str, str]], read_date: DateReader
) -> tuple[Date | None, Date | None, tuple[Event, ...]]:
    """Return when a person was born and died, and the events.

    Args:
        cells: As `life_cells` makes them, other columns among them.
        others: What the list of other events holds, with a kind that is one of `EVENT_WORDS`.
        read_date: Makes a date of its text and the source's words; None where the text is none.
    """
    events = _read(cells, _OF_PERSONS, others, read_date)
    listed = {event.kind for event in events}
    dates: list[Date | None] = []
    told: list[Event] = []
    for kind in _LATER:
        text, written, place = (cells.get(name) or None for name in _COLUMNS[kind])
        date = read_date(text, None) if text else None
        own = None if _implied(kind, date, events) else date
        if own and written:
            date = own = replace(own, written=written)
        dates.append(date)
        event = Event(kind, own, place, None if own else written)
        if event != Event(kind) and kind not in listed:
            told.append(event)
    return dates[0], dates[1], tuple(sorted((*told, *events), key=_order))


_ORDER = {kind: place for place, kind in enumerate(EventKind)}


def _order(event: Event) -> int:
    return _ORDER[event.kind]


def read_couple_events(cells: Cells, others: Sequence[Mapping[str, str]], read_date: DateReader) -> tuple[Event, ...]:
    """Return what is told of a couple; arguments as of `read_life`."""
    return tuple(sorted(_read(cells, _OF_COUPLES, others, read_date), key=_order))


def _read(
    cells: Cells, kinds: Iterable[EventKind], others: Sequence[Mapping[str, str]], read_date: DateReader
) -> list[Event]:
    """Return the events of a row: those that are listed, and of other kinds those in columns."""
    if not others and _IN_COLUMNS.isdisjoint(cells):  # as for most people
        return []
    events = [
        _event(EventKind(record["event"]), record.get("date"), record.get("written"), record.get("place"), read_date)
        for record in others
    ]
    listed = {event.kind for event in events}
    for kind in kinds:
        date, written, place = (cells.get(name) or None for name in _COLUMNS[kind])
        if kind not in listed and (date or written or place):
            events.append(_event(kind, date, written, place, read_date))
    return events


def _event(kind: EventKind, text: str | None, written: str | None, place: str | None, read_date: DateReader) -> Event:
    date = read_date(text, written) if text else None
    return Event(kind, date, place, None if date else written or text)
