"""Writing family files: the columns of a graph as Arrow tables, in a ZIP that is not compressed."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
import zlib
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from cousins.errors import FormatError
from cousins.family.life_events import EventKind
from cousins.family.links import ParentKind, PartnerKind
from cousins.files import replaced
from cousins.stores import familyfile, stored_people
from cousins.stores.family_numbers import ancestors_first
from cousins.stores.stored_columns import END, MAGIC, VERSION
from cousins.stores.stored_people import UNKNOWN, listed_date, plain_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from cousins.family.dates import Date
    from cousins.family.graph import Adjacency, FamilyGraph
    from cousins.family.life_events import Event

    Table = dict[str, Any]
    """The columns of a table by name, as arrays of pyarrow."""

_ALIGNED = 64
_MOST_PLAIN = 2**31 - 1
"""What 32 bits can count; more takes 64."""
_PAD = 0x7563
"""The kind of extra field that fills the head of a member up."""
_HEAD, _LONG = 30, 20
"""Bytes of a member's head besides its name, and of the field for sizes of 64 bits."""
_EVERYBODY_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of all members: the same family gives the same bytes."""


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
            _put(file, about, tables, pa)
            return
        # Into a device or a pipe one cannot go back, and some do not know how far one has come.
        with tempfile.TemporaryFile() as made:
            _put(made, about, tables, pa)
            made.seek(0)
            shutil.copyfileobj(made, file)


def _put(file: BinaryIO, about: dict[str, Any], tables: Mapping[str, Table], pa: Any) -> None:  # noqa: ANN401 (no types)
    """Write the members, ``about.json`` last, which knows where all columns are."""
    placed: dict[str, Any] = {}
    with zipfile.ZipFile(file, "w") as archive:
        for name, table in tables.items():
            member, rows, parts = _as_arrow(table, pa)
            start = _put_member(archive, file, f"{name}.arrow", member)
            placed[name] = {
                "rows": rows,
                "start": start,
                "size": len(member),
                "crc": zlib.crc32(member),
                "columns": {
                    column: [(code, start + offset, count) for code, offset, count in each]
                    for column, each in parts.items()
                },
            }
        raw = _coded(json.dumps({**about, "tables": placed}, ensure_ascii=False, indent=1))
        start = _put_member(archive, file, "about.json", memoryview(raw))
        archive.comment = END.pack(MAGIC, VERSION, start, len(raw), zlib.crc32(raw))


def _put_member(archive: zipfile.ZipFile, file: BinaryIO, name: str, raw: memoryview) -> int:
    """Write one member, its bytes on a boundary that every processor likes, and return where they begin."""
    large = len(raw) > _MOST_PLAIN // 2
    member = zipfile.ZipInfo(name, _EVERYBODY_EPOCH)
    head = file.tell() + _HEAD + len(name) + (_LONG if large else 0) + 4
    padding = -head % _ALIGNED
    member.extra = _PAD.to_bytes(2, "little") + padding.to_bytes(2, "little") + bytes(padding)
    with archive.open(member, "w", force_zip64=large) as stream:
        start = file.tell()
        stream.write(raw)
    return start


def _as_arrow(table: Table, pa: Any) -> tuple[memoryview, int, dict[str, list[tuple[str, int, int]]]]:  # noqa: ANN401
    """Return a table as an Arrow file of one batch, its rows, and where in it each column is.

    Where that is, is taken from what Arrow reads out of the file, so that it is seen to be readable, too.
    """
    batch = pa.RecordBatch.from_arrays(list(table.values()), names=list(table))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    raw = sink.getvalue()
    read = pa.ipc.open_file(raw).get_batch(0)
    parts = {}
    for name, column in zip(table, read.columns, strict=True):
        buffers = [
            (code, buffer.address - raw.address if buffer and count else 0, count)
            for code, buffer, count in _buffers(column, pa)
        ]
        parts[name] = buffers
    return memoryview(raw), batch.num_rows, parts


def _buffers(column: Any, pa: Any) -> Iterator[tuple[str, Any, int]]:  # noqa: ANN401
    """Yield typecode, buffer and number of values of what a column is made of."""
    kind, types = column.type, pa.types
    own = column.buffers()
    if types.is_string(kind) or types.is_large_string(kind):
        starts = memoryview(own[1]).cast("B").cast("q" if types.is_large_string(kind) else "i")
        yield "q" if types.is_large_string(kind) else "i", own[1], len(column) + 1
        yield "B", own[2], starts[len(column)]
    elif types.is_list(kind) or types.is_large_list(kind):
        yield "q" if types.is_large_list(kind) else "i", own[1], len(column) + 1
        yield from _buffers(column.values, pa)
    elif types.is_struct(kind):
        for place in range(kind.num_fields):
            yield from _buffers(column.field(place), pa)
    else:
        yield {"int8": "b", "int32": "i"}[str(kind)], own[1], len(column)


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
        ids = [_coded(graph.ids[old]) for old in order]
        if len(set(ids)) < len(ids):
            raise FormatError(self._path, "two ids are the same once what UTF-8 cannot hold is replaced")
        names: list[bytes] = []
        sexes, private, born, died = array("b"), array("b"), array("i"), array("i")
        for new, old in enumerate(order):
            person = graph.people[old]
            names.append(_coded(person.name or ""))
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
        large = starts[-1] > _MOST_PLAIN
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
                    column: self._numbers(code, values) if code else self._texts(map(_coded, values))
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
        large = starts[-1] > _MOST_PLAIN
        kind = self._pa.large_string() if large else self._pa.string()
        buffers = [None, self._pa.py_buffer(array("q" if large else "i", starts)), self._pa.py_buffer(b"".join(kept))]
        return self._pa.Array.from_buffers(kind, len(kept), buffers)


def _coded(text: str) -> bytes:
    """Return a text in UTF-8, which has nothing for half letters."""
    return text.encode("utf-8", "replace")
