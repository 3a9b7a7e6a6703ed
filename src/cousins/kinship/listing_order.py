"""In which order next of kin are listed and drawn: people by birth, partners by marriage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.date_columns import NEVER
from cousins.family.life_events import EventKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cousins.family.dates import Date
    from cousins.family.graph import FamilyGraph

_UNKNOWN_BIRTH = 10**9


def by_birth(graph: FamilyGraph, people: Iterable[int]) -> list[int]:
    """Return people by date of birth, those without one last; equal ones in the order that their source gives them."""
    rank = graph.source_place if graph.rank is None else graph.rank
    return sorted(people, key=lambda person: (_birth(graph, person), rank[person]))


def _birth(graph: FamilyGraph, person: int) -> int:
    born = graph.born[person]
    return born.earliest if born else _UNKNOWN_BIRTH


def by_marriage(graph: FamilyGraph, person: int, partners: Collection[int]) -> list[int]:
    """Return partners by the day of the marriage, or the birth of the first child; the others stay where they stand.

    They stand in the order of the source; where it gives none, by date of birth.

    Args:
        graph: Where they live.
        person: Whose partners.
        partners: Those to be listed, recorded ones and parents of the same children.
    """
    if graph.partner_order is None:
        listed = by_birth(graph, partners)
    else:
        listed = [partner for partner in graph.partners_of(person) if partner in partners]
        listed += [partner for partner in partners if partner not in listed]
    days: dict[int, int] = {}
    for child in graph.children[person]:
        born = graph.born[child]
        for parent in graph.parents[child]:
            if born and parent != person:
                days[parent] = min(_day(born), days.get(parent, NEVER))
    for partner in listed:
        events = graph.events_of_couple(person, partner)
        days.update((partner, _day(event.date)) for event in events if event.kind is EventKind.MARRIAGE and event.date)
    dated = iter(sorted((partner for partner in listed if partner in days), key=days.__getitem__))
    return [next(dated) if partner in days else partner for partner in listed]


def _day(date: Date) -> int:
    """Return the first day that a date may mean; of one that has none, such as "before 1850", the last one."""
    return date.earliest if date.earliest > -NEVER else date.latest
