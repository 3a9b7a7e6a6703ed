"""What a format cannot hold of a family graph, by kind and number: nothing is left out in silence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cousins.family.life_events import EventKind

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph

_LIFE = {EventKind.BIRTH, EventKind.DEATH}
_GEDCOM = frozenset({"gedcom", "gedcom-5.5.1", "gedzip"})


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
    if form in _GEDCOM:
        return lost
    for person in graph:
        lost["names in parts"] += sum(bool(name.pieces or name.written or name.kind) for name in person.names)
        lost["places"] += sum(event.place is not None for event in person.events)
        lost["baptisms and burials"] += sum(event.kind not in _LIFE for event in person.events)
        if form == "dot":
            lost["dates as written"] += sum(bool(date and date.written) for date in (person.born, person.died))
    for events in graph.couple_events.values():
        lost["marriages, engagements and divorces"] += len(events)
        lost["places"] += sum(event.place is not None for event in events)
    return +lost
