"""Writing family files: the columns of a graph as Arrow tables, in a ZIP that is not compressed."""

from __future__ import annotations

import json
import shutil
import tempfile
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from cousins.errors import FormatError
from cousins.family.life_events import EventKind
from cousins.family.links import ParentKind, PartnerKind
from cousins.files import replaced
from cousins.stores import familyfile, stored_people
from cousins.stores.arrow_members import MOST_PLAIN, coded, put
from cousins.stores.family_numbers import ancestors_first
from cousins.stores.stored_columns import VERSION
from cousins.stores.stored_people import UNKNOWN, listed_date, plain_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cousins.family.dates import Date
    from cousins.family.graph import Adjacency, FamilyGraph
    from cousins.family.life_events import Event
    from cousins.stores.arrow_members import Table


def write_family(graph: FamilyGraph, path: Path, *, source: str = "") -> None:
    """Write a family file.

    Args:
        graph: The people.
        path: The file, which appears whole or not at all.
        source: Where the facts are from, for whoever opens the file; empty where nobody says.

    Raises:
        FormatError: The file cannot be written there, or pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 (large, and only for writing)
    except ImportError:
        raise FormatError(path, "a family file is written by pyarrow: pip install 'cousins[scale]'") from None
    graph = graph.in_source_order()
    columns = _Columns(graph, pa, path)
    tables = dict(columns.tables())
    about = {
        "format": "cousins family file",
        "version": VERSION,
        "source": source,
        "people": len(graph),
        "parent_links": len(graph.parents) + len(graph.social_parents),
        "couples": len(graph.partners) // 2,
        "parent_kinds": [kind.value for kind in ParentKind],
        "partner_kinds": [kind.value for kind in PartnerKind],
        "event_kinds": [kind.value for kind in EventKind],
        "ordered_partners": graph.partner_order is not None,
    }
    with replaced(path) as file:
        if path.is_file() or not path.exists():
            put(file, about, tables, pa)
            return
        # Into a device or a pipe one cannot go back, and some do not know how far one has come.
        with tempfile.TemporaryFile() as made:
            put(made, about, tables, pa)
            made.seek(0)
            shutil.copyfileobj(made, file)


class _Columns:
    """The columns of a family, its people numbered anew."""

    def __init__(self, graph: FamilyGraph, pa: Any, path: Path) -> None:  # noqa: ANN401 (no types)
        self._graph, self._pa, self._path = graph, pa, path
        self._order, self._cut = ancestors_first(graph)
        self._new = array("i", bytes(4 * len(graph)))
        for new, old in enumerate(self._order):
            self._new[old] = new
        self._dates: dict[tuple[str, str], int] = {}

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Yield the tables that have any rows, and that of people."""
        others: dict[str, list[tuple[Any, ...]]] = {
            stored_people.OTHER_NAMES: [],
            stored_people.NAME_PARTS: [],
            stored_people.EVENTS: [],
        }
        yield stored_people.PEOPLE, self._people(others)
        made = (
            (stored_people.OTHER_NAMES, "person:i name"),
            (stored_people.NAME_PARTS, "person:i name kind pieces written"),
            (stored_people.EVENTS, "person:i kind:b date:i place words"),
        )
        for name, columns in made:
            yield from self._table(name, columns, others[name])
        new = self._new
        yield from self._table(
            familyfile.COUPLE_EVENTS,
            "one:i other:i kind:b date:i place words",
            [
                (*couple, *self._event(event))
                for couple, events in sorted(self._couples(), key=lambda each: each[0])
                for event in events
            ],
        )
        orders = sorted((new[person], partners) for person, partners in (self._graph.partner_order or {}).items())
        rows = [(person, new[partner]) for person, partners in orders for partner in partners]
        yield from self._table(familyfile.PARTNER_ORDER, "person:i partner:i", rows)
        sets = enumerate(self._graph.identical_twins)
        twins = [(place, new[person]) for place, together in sets for person in together]
        yield from self._table(familyfile.TWINS, "set:i person:i", twins)
        cut = sorted((new[child], new[parent]) for child, parent in self._cut)
        yield from self._table(familyfile.CUT, "child:i parent:i", cut)
        yield from self._table(stored_people.DATES, "date written", list(self._dates))

    def _people(self, others: Mapping[str, list[tuple[Any, ...]]]) -> Table:
        """Return the table of people, and put what few people have into the rows of other tables."""
        graph, order = self._graph, self._order
        ids = [coded(graph.ids[old]) for old in order]
        if len(set(ids)) < len(ids):
            raise FormatError(self._path, "two ids are the same once what UTF-8 cannot hold is replaced")
        names: list[bytes] = []
        sexes, private, born, died = array("b"), array("b"), array("i"), array("i")
        for new, old in enumerate(order):
            person = graph.people[old]
            names.append(coded(person.name or ""))
            sexes.append(UNKNOWN if person.sex is None else person.sex.rank)
            private.append(person.private)
            born.append(self._date(person.born))
            died.append(self._date(person.died))
            others[stored_people.OTHER_NAMES].extend((new, alias) for alias in person.aliases)
            others[stored_people.NAME_PARTS].extend(
                (new, name.text, name.kind or "", json.dumps(name.pieces, ensure_ascii=False), name.written or "")
                for name in person.names
            )
            others[stored_people.EVENTS].extend((new, *self._event(event)) for event in person.events)
        table = {
            "id": self._texts(ids),
            "by_id": self._numbers("i", sorted(range(len(ids)), key=ids.__getitem__)),
            "name": self._texts(names),
            "sex": self._numbers("b", sexes),
            "born": self._numbers("i", born),
            "died": self._numbers("i", died),
        }
        if order != list(range(len(order))):
            table["source_place"] = self._numbers("i", order)
        if graph.rank is not None:
            table["rank"] = self._numbers("i", [graph.rank[old] for old in order])
        if any(private):
            table["private"] = self._numbers("b", private)
        return table | self._links()

    def _links(self) -> Table:
        graph = self._graph
        table = {
            "parents": self._runs(graph.parents, kinds=False),
            "children": self._runs(graph.children, kinds=False),
            "partners": self._runs(graph.partners),
        }
        if len(graph.social_parents):
            table["social_parents"] = self._runs(graph.social_parents)
            table["social_children"] = self._runs(graph.social_children)
        return table

    def _runs(self, links: Adjacency[Any], *, kinds: bool = True) -> Any:  # noqa: ANN401
        """Return links as a column of lists, each in the order of the graph."""
        start, target, rank = links.start, links.target, links.rank
        places = [range(start[old], start[old + 1]) for old in self._order]
        new = self._new
        values = self._numbers("i", [new[target[at]] for run in places for at in run])
        if kinds:
            ranks = self._numbers("b", [rank[at] for run in places for at in run])
            values = self._pa.StructArray.from_arrays([values, ranks], ["person", "kind"])
        starts = list(accumulate(map(len, places), initial=0))
        large = starts[-1] > MOST_PLAIN
        lists = self._pa.LargeListArray if large else self._pa.ListArray
        return lists.from_arrays(self._numbers("q" if large else "i", starts), values)

    def _couples(self) -> Iterator[tuple[tuple[int, int], tuple[Event, ...]]]:
        for (one, other), events in self._graph.couple_events.items():
            first, second = sorted((self._new[one], self._new[other]))
            yield (first, second), events

    def _event(self, event: Event) -> tuple[Any, ...]:
        kind = list(EventKind).index(event.kind)
        return kind, self._date(event.date), event.place or "", event.words or ""

    def _date(self, date: Date | None) -> int:
        plain = plain_date(date)
        if date is None or plain is not None:
            return UNKNOWN if plain is None else plain
        told = str(date), date.written or ""
        return listed_date(self._dates.setdefault(told, len(self._dates)))

    def _table(self, name: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[str, Table]]:
        """Yield a table of rows, if there are any; a column is of texts, or of numbers of the type behind its colon."""
        if rows:
            made = zip((column.partition(":") for column in columns.split()), zip(*rows, strict=True), strict=True)
            yield (
                name,
                {
                    column: self._numbers(code, values) if code else self._texts(map(coded, values))
                    for (column, _, code), values in made
                },
            )

    def _numbers(self, code: str, values: Iterable[int]) -> Any:  # noqa: ANN401
        kept = array(code, values)
        kind: Callable[[], Any] = {"b": self._pa.int8, "i": self._pa.int32, "q": self._pa.int64}[code]
        return self._pa.Array.from_buffers(kind(), len(kept), [None, self._pa.py_buffer(kept)])

    def _texts(self, values: Iterable[bytes]) -> Any:  # noqa: ANN401
        kept = list(values)
        starts = list(accumulate(map(len, kept), initial=0))
        large = starts[-1] > MOST_PLAIN
        kind = self._pa.large_string() if large else self._pa.string()
        buffers = [None, self._pa.py_buffer(array("q" if large else "i", starts)), self._pa.py_buffer(b"".join(kept))]
        return self._pa.Array.from_buffers(kind, len(kept), buffers)
