"""A family in one file that is opened, not read: the graph stands in the file as it stands in memory.

`docs/family-file.md` describes the format; `cousins.stores.familyfile_writer` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.family.graph import Adjacency, FamilyGraph
from cousins.family.links import LinkKind, ParentKind, PartnerKind
from cousins.opening import MOST_BYTES
from cousins.stores.stored_columns import VERSION, StoredColumns
from cousins.stores.stored_people import PEOPLE, StoredIds, StoredPeople, StoredSexes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cousins.family.life_events import Event

COUPLE_EVENTS, PARTNER_ORDER, TWINS, CUT = "couple_events", "partner_order", "identical_twins", "cut_links"
"""The tables that tell of more than one person."""


def open_family(path: Path, *, most: int | None = MOST_BYTES) -> FamilyGraph:
    """Return the family in a family file, which stays open as long as the graph is used.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe or a device; a file on a disk may be as large as it is.

    Raises:
        FormatError: The file is missing, cut off, damaged, of a newer version or no family file.
    """
    return graph_of(StoredColumns(path, most=most))


def graph_of(columns: StoredColumns) -> FamilyGraph:
    """Return the family of a file that is open.

    Raises:
        FormatError: Its columns do not fit each other.
    """
    try:
        people = StoredPeople(columns)
        return _graph(columns, people) if len(people) else FamilyGraph.of([])
    except (ValueError, TypeError, LookupError):
        columns.damaged("its columns are not those of a family")


def _graph(columns: StoredColumns, people: StoredPeople) -> FamilyGraph:
    size = len(people)
    lengths = {len(columns.numbers(PEOPLE, name)) for name in ("by_id", "sex", "born", "died")}
    if lengths | {len(columns.texts(PEOPLE, "name")), columns.rows(PEOPLE)} != {size}:
        columns.damaged("the columns of people are not equally long")
    birth = [ParentKind(word) for word in columns.words("parent_kinds")]
    kin = [PartnerKind(word) for word in columns.words("partner_kinds")]
    places = columns.numbers(PEOPLE, "source_place")
    ranks, ordered = columns.numbers(PEOPLE, "rank"), columns.about.get("ordered_partners")
    return FamilyGraph.from_adjacencies(
        people,
        StoredIds(columns),
        StoredSexes(columns.numbers(PEOPLE, "sex")),
        parents=_adjacency(columns, "parents", size, birth),
        children=_adjacency(columns, "children", size, birth),
        social_parents=_adjacency(columns, "social_parents", size, birth),
        social_children=_adjacency(columns, "social_children", size, birth),
        partners=_adjacency(columns, "partners", size, kin),
        couple_events=_CoupleEvents(columns, people),
        source_place=places if len(places) else range(size),
        rank=ranks if len(ranks) else None,
        partner_order=_PartnerOrder(columns) if ordered else None,
        identical_twins=_twins(columns),
    )


@dataclass(frozen=True, slots=True)
class FamilyFileInfo:
    """What a family file says of itself.

    Attributes:
        version: Of the format.
        source: Where the facts are from; empty where it does not say.
        size: In bytes.
        people, parent_links, couples: How many there are.
        tables: The rows of each table.
        circles: How many links of children to parents stand on circles, where somebody is recorded as their own
            ancestor, so that the parent may have the higher number.
    """

    version: int
    source: str
    size: int
    people: int
    parent_links: int
    couples: int
    tables: Mapping[str, int]
    circles: int


def family_info(path: Path, *, most: int | None = MOST_BYTES) -> FamilyFileInfo:
    """Return what a family file holds, once every byte was compared with its checksum.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe or a device; a file on a disk may be as large as it is.

    Raises:
        FormatError: The file is missing, cut off, damaged, of a newer version or no family file.
    """
    columns = StoredColumns(path, most=most)
    columns.check()
    about, tables = columns.about, {name: columns.rows(name) for name in columns.about["tables"]}
    counts = (about.get("people"), about.get("parent_links"), about.get("couples"))
    people, parent_links, couples = (count if isinstance(count, int) else 0 for count in counts)
    return FamilyFileInfo(
        VERSION,
        str(about.get("source") or ""),
        columns.size,
        people,
        parent_links,
        couples,
        tables,
        len(cut_links(columns)),
    )


def cut_links(columns: StoredColumns) -> list[tuple[int, int]]:
    """Return the (child, parent) links against which people are numbered, because they stand on a circle."""
    return list(zip(columns.numbers(CUT, "child"), columns.numbers(CUT, "parent"), strict=True))


def _adjacency(columns: StoredColumns, name: str, size: int, table: Sequence[LinkKind]) -> Adjacency[LinkKind]:
    """Return the runs of a column of lists; without kinds all are of the first."""
    parts = columns.parts(PEOPLE, name)
    # Zeros that are never touched take no memory, however many there are.
    starts, targets, *kinds = parts or [memoryview(bytes(4 * (size + 1))).cast("i"), memoryview(b"")]
    ranks = kinds[0] if kinds else memoryview(bytes(len(targets)))
    if len(starts) != size + 1 or len(ranks) != len(targets) or starts[0] or starts[size] != len(targets):
        columns.damaged(f"the {name} do not fit the people")
    return Adjacency(starts, targets, ranks, table)


def _twins(columns: StoredColumns) -> list[tuple[int, ...]]:
    sets: dict[int, list[int]] = {}
    for number, person in zip(columns.numbers(TWINS, "set"), columns.numbers(TWINS, "person"), strict=True):
        sets.setdefault(number, []).append(person)
    return [tuple(together) for together in sets.values()]


class _PartnerOrder(Mapping[int, "Sequence[int]"]):
    """The partners of those whose order is not that of numbers."""

    def __init__(self, columns: StoredColumns) -> None:
        self._columns, self._partners = columns, columns.numbers(PARTNER_ORDER, "partner")

    def __getitem__(self, person: int) -> Sequence[int]:
        rows = self._columns.of_person(PARTNER_ORDER, person)
        if not rows:
            raise KeyError(person)
        return tuple(self._partners[rows.start : rows.stop])

    def __iter__(self) -> Iterator[int]:
        return iter(dict.fromkeys(self._columns.numbers(PARTNER_ORDER, "person")))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self._partners)


class _CoupleEvents(Mapping[tuple[int, int], "tuple[Event, ...]"]):
    """What is told of couples, by their numbers."""

    def __init__(self, columns: StoredColumns, people: StoredPeople) -> None:
        self._columns, self._people = columns, people

    def __getitem__(self, couple: tuple[int, int]) -> tuple[Event, ...]:
        one, other = couple
        others = self._columns.numbers(COUPLE_EVENTS, "other")
        rows = [row for row in self._columns.of_person(COUPLE_EVENTS, one, "one") if others[row] == other]
        if not rows:
            raise KeyError(couple)
        return self._people.events(COUPLE_EVENTS, range(rows[0], rows[-1] + 1))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        numbers = self._columns.numbers
        return iter(dict.fromkeys(zip(numbers(COUPLE_EVENTS, "one"), numbers(COUPLE_EVENTS, "other"), strict=True)))

    def __len__(self) -> int:
        return sum(1 for _ in self)
