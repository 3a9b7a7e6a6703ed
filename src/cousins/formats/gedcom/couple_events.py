"""Marriages, divorces and engagements of a GEDCOM file, read from the records of families when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from cousins.family.life_events import Event, EventKind
from cousins.formats.gedcom.individuals import events_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.formats.gedcom.record_index import RecordIndex

KINDS = {
    "MARR": EventKind.MARRIAGE,
    "DIV": EventKind.DIVORCE,
    "ENGA": EventKind.ENGAGEMENT,
    "ANUL": EventKind.ANNULMENT,
}
"""The events of couples, by their tags."""


class CoupleEvents(Mapping[tuple[int, int], tuple[Event, ...]]):
    """What a file tells of its couples, by the numbers of the two, the lower first."""

    def __init__(self, records: RecordIndex, partners: Sequence[tuple[int, ...]]) -> None:
        """Take the records, and the partners of each family as `Families` has them."""
        self._records, self._partners = records, partners

    @cached_property
    def _places(self) -> dict[tuple[int, int], list[int]]:
        places: dict[tuple[int, int], list[int]] = {}
        for family, place in zip(self._records.event_families, self._records.event_places, strict=True):
            for couple in combinations(sorted(partner >> 1 for partner in self._partners[family]), 2):
                places.setdefault(couple, []).append(place)
        return places

    def __getitem__(self, couple: tuple[int, int]) -> tuple[Event, ...]:
        """Return what happened to a couple, in the order of the file."""
        found: list[Event] = []
        for place in self._places[couple]:
            text = self._records.blocks[place >> 40].text
            start = place & ((1 << 40) - 1)
            end = text.find("\n0 ", start + 1)
            record = text[start:] if end < 0 else text[start:end]
            found += events_of(record, KINDS, day_first=self._records.day_first)
        return tuple(found)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the couples."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many couples there are of whom anything is told."""
        return len(self._places)
