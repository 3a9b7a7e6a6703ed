"""Arrow tables as members of a ZIP that is not compressed, and an index of where in the file every column is."""

from __future__ import annotations

import json
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from cousins.stores.stored_columns import END, MAGIC, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    Table = dict[str, Any]
    """The columns of a table by name, as arrays of pyarrow."""

MOST_PLAIN = 2**31 - 1
"""What 32 bits can count; more takes 64."""
_ALIGNED = 64
_PAD = 0x7563
"""The kind of extra field that fills the head of a member up."""
_HEAD, _LONG = 30, 20
"""Bytes of a member's head besides its name, and of the field for sizes of 64 bits."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of all members: the same family gives the same bytes."""


def put(file: BinaryIO, about: dict[str, Any], tables: Mapping[str, Table], pa: Any) -> None:  # noqa: ANN401 (no types)
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
        raw = coded(json.dumps({**about, "tables": placed}, ensure_ascii=False, indent=1))
        start = _put_member(archive, file, "about.json", memoryview(raw))
        archive.comment = END.pack(MAGIC, VERSION, start, len(raw), zlib.crc32(raw))


def _put_member(archive: zipfile.ZipFile, file: BinaryIO, name: str, raw: memoryview) -> int:
    """Write one member, its bytes on a boundary that every processor likes, and return where they begin."""
    large = len(raw) > MOST_PLAIN // 2
    member = zipfile.ZipInfo(name, _EPOCH)
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


def coded(text: str) -> bytes:
    """Return a text in UTF-8, which has nothing for half letters."""
    return text.encode("utf-8", "replace")
