"""What a format cannot hold of a family graph, by kind and number: nothing is left out in silence."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cousins.family.life_events import EventKind
from cousins.formats.xml_elements import NOT_XML

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cousins.family.graph import FamilyGraph
    from cousins.family.life_events import Event
    from cousins.family.person import Person

_PARTLY = frozenset({"jsonld", "dot"})
"""Formats that do not hold all of a graph."""
_CONTROLS = re.compile("[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_HALVES = re.compile("[\ud800-\udfff]")
_UNHELD = {"graphml": NOT_XML, **dict.fromkeys(("gedcom", "gedcom-5.5.1", "gedzip"), _CONTROLS)}
"""Letters that a format has no way to write: line ends and what else is not seen; UTF-8 has none for half letters."""
_ONE = {
    "types of names": "type of a name",
    "other names in parts": "other name in parts",
    "names in parts": "name in parts",
    "other names": "other name",
    "sexes": "sex",
    "months and days of dates": "month or day of a date",
    "dates as written": "date as written",
    "places": "place",
    "further births and deaths": "further birth or death",
    "baptisms and burials": "baptism or burial",
    "marriages, engagements and divorces": "marriage, engagement or divorce",
    "notes": "note",
    "sources": "source",
    "pictures and other media": "picture or other medium",
    "associations": "association",
    "other facts": "other fact",
    "control characters": "control character",
}
"""What one of each kind is called."""


def losses(graph: FamilyGraph, form: str) -> Counter[str]:
    """Return how many facts of each kind a format does not keep; empty when it keeps all of the graph.

    Args:
        graph: What is to be written.
        form: One of `formats.WRITERS`.

    Example:
        >>> from cousins.family.graph import FamilyGraph
        >>> losses(FamilyGraph.of([]), "csv")
        Counter()
    """
    lost: Counter[str] = Counter()
    unheld = _UNHELD.get(form, _HALVES)
    for person in graph:
        texts = "".join(filter(None, (person.id, person.name, *person.aliases)))
        if not texts.isprintable():
            lost["control characters"] += len(unheld.findall(texts))
    if form not in _PARTLY:
        return +lost
    for person in graph:
        lost.update(_of_label(person) if form == "dot" else _of_schema(person))
    for events in graph.couple_events.values():
        lost["marriages, engagements and divorces"] += len(events)
        lost["places"] += _places(events)
    return +lost


def told(counts: Mapping[str, int]) -> str:
    """Return numbers of things in words.

    Example:
        >>> told({"notes": 1, "places": 1200})
        '1 note, 1,200 places'
    """
    return ", ".join(f"{count:,} {_one(kind) if count == 1 else kind}" for kind, count in counts.items())


def _one(kind: str) -> str:
    """Return what one of a kind is called; of cells that are not read, too."""
    return _ONE.get(kind) or kind.replace("cells", "cell", 1)


def _of_schema(person: Person) -> dict[str, int]:
    """Return what schema.org has no words for."""
    births = [event for event in person.events if event.kind is EventKind.BIRTH]
    deaths = [event for event in person.events if event.kind is EventKind.DEATH]
    further = [*births[1:], *deaths[1:]]
    others = [event for event in person.events if event.kind not in {EventKind.BIRTH, EventKind.DEATH}]
    return {
        "types of names": sum(name.kind is not None for name in person.names),
        "other names in parts": sum(
            bool(name.pieces or name.written) for name in person.names if name.text != person.name
        ),
        "further births and deaths": len(further),
        "baptisms and burials": len(others),
        "places": _places([*others, *further]),
    }


def _of_label(person: Person) -> dict[str, int]:
    """Return what is not in a label of name and years."""
    dates = [date for date in (person.born, person.died) if date]
    return {
        "sexes": int(person.sex is not None),
        "names in parts": sum(bool(name.pieces or name.written or name.kind) for name in person.names),
        "other names": len(person.aliases),
        "months and days of dates": sum(date.month is not None for date in dates),
        "dates as written": sum(bool(date.written) for date in dates) + sum(bool(one.words) for one in person.events),
        "baptisms and burials": sum(one.kind not in {EventKind.BIRTH, EventKind.DEATH} for one in person.events),
        "places": _places(person.events),
    }


def _places(events: list[Event] | tuple[Event, ...]) -> int:
    return sum(event.place is not None for event in events)
