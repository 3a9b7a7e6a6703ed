"""Family graphs for other people's graph tools: DOT for Graphviz, and networkx's node-link JSON.

Edges lead from a parent to the child, and from one partner or
identical twin to the other (once); ``link`` and ``kind`` say which and how.

Sources: https://graphviz.org/doc/info/lang.html; `networkx.node_link_data`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.errors import FormatError
from cousins.files import write_lines
from cousins.formats.cells import Cells, kind_of
from cousins.formats.edges import EDGE, ends, take_edge
from cousins.formats.event_columns import OTHER_EVENTS
from cousins.formats.json_records import members
from cousins.formats.name_columns import OTHER_NAMES
from cousins.formats.report import Report, Trouble
from cousins.formats.rows import PARENT, READ_OF_PERSONS, Collector, link_rows, person_row
from cousins.opening import MOST_BYTES
from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cousins.family.graph import FamilyGraph

_LISTS = ("nodes", "edges", "links")
_PACKED = frozenset({OTHER_EVENTS, OTHER_NAMES})
"""What is a list here, and in tables the text of one."""
_HEAD = 1 << 16
"""Bytes that the first line of node-link JSON has at most."""


def write_node_link(graph: FamilyGraph, path: Path, *, part: str = "") -> None:
    """Write the JSON that `networkx.node_link_graph` reads, one person or link a line.

    Args:
        graph: The people.
        path: The file.
        part: Why they are a part only of what was asked for; whoever reads the file is told. Empty: they are all.

    Raises:
        FormatError: The file cannot be written there.
    """
    write_lines(path, node_link(graph, part=part))


def node_link(graph: FamilyGraph, *, part: str = "") -> Iterator[str]:
    """Yield the lines of the JSON that `networkx.node_link_graph` reads; `part` as in `write_node_link`."""
    about = json.dumps({"partial": part} if part else {}, ensure_ascii=False)
    yield f'{{"directed": true, "multigraph": true, "graph": {about}, "nodes": ['
    yield from _commas(_unpacked(person_row(person)) for person in graph.people)
    yield '], "edges": ['
    edges = (
        {"source": source, "target": target, "key": link.link, "link": link.link, "kind": link.kind}
        | (_unpacked(link.events) if link.events else {})
        for link in link_rows(graph)
        for source, target in (ends(link),)
    )
    yield from _commas(edges)
    yield "]}"


def _unpacked(row: Mapping[str, str]) -> dict[str, object]:
    """Return a row with its lists as lists."""
    return {name: json.loads(value) if name in _PACKED else value for name, value in row.items()}


def _packed(record: Mapping[str, object]) -> dict[str, object]:
    """Return the opposite."""
    return {
        name: json.dumps(value) if name in _PACKED and isinstance(value, list) else value
        for name, value in record.items()
    }


def _commas(records: Iterable[dict[str, object]]) -> Iterator[str]:
    """Yield JSON records, one a line, with a comma after each but the last: JSON allows none there."""
    before = None
    for record in records:
        if before is not None:
            yield before + ","
        before = json.dumps(record, ensure_ascii=False)
    if before is not None:
        yield before


def read_node_link(path: Path | str, *, most: int | None = MOST_BYTES) -> tuple[FamilyGraph, Report]:
    """Return the family of a node-link JSON file, and what in it could not be used.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe; None for any number.

    Raises:
        FormatError: The file cannot be read, or is no such JSON.
    """
    path = Path(path)
    report = Report(path, "node-link JSON")
    report.counting("node")
    collector, cells = Collector(report, most), Cells(report)
    edges: list[tuple[int, object]] = []
    lists: set[str] = set()
    others: dict[str, object] = {}
    for key, number, value in members(path, most):
        if key in _LISTS and not number:
            if value is not None and value != []:
                raise FormatError(path, f"no node-link JSON: {key!r} is {kind_of(value)}, it should be a list")
            lists.add(key)
        elif key == "nodes":
            if isinstance(value, dict):
                collector.person(cells.checked(_packed(value), READ_OF_PERSONS, number), number)
            else:
                report.add(Trouble.BAD_VALUE, number, kind_of(value))
        elif key in _LISTS:
            edges.append((number, value))
        else:
            others[key] = value
    if "nodes" not in lists:
        raise FormatError(path, "no node-link JSON: there is no list 'nodes'")
    about, directed = others.get("graph"), others.get("directed") is not False
    report.part = str(about.get("partial") or "") if isinstance(about, dict) else ""
    report.counting("edge")
    for number, edge in edges:
        if isinstance(edge, dict):
            take_edge(cells.checked(_packed(edge), EDGE, number), collector, number, directed=directed)
        else:
            report.add(Trouble.BAD_VALUE, number, kind_of(edge))
    return collector.graph(), report


def part_in(path: Path) -> str:
    """Return what a file that `write_node_link` wrote says of being a part; empty where it says nothing of it."""
    try:
        with path.open("rb") as file:
            about = json.loads(file.readline(_HEAD) + b"]}")["graph"]
        return str(about.get("partial") or "")
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return ""


def write_dot(graph: FamilyGraph, path: Path) -> None:
    """Write a DOT file for Graphviz: links not by birth are dashed, those of partners and twins have no arrow.

    Raises:
        FormatError: The file cannot be written there.
    """
    write_lines(path, _dot(graph))


def _dot(graph: FamilyGraph) -> Iterator[str]:
    yield "digraph family {"
    yield "  node [shape=box];"
    for person in graph.people:
        yield f"  {_quoted(person.id)} [label={_quoted(person.label)}];"
    for link in link_rows(graph):
        source, target = ends(link)
        plain = "" if link.kind in {"birth", "spouse"} else "style=dashed, "
        arrow = "" if link.link == PARENT else "dir=none, constraint=false, "
        yield f"  {_quoted(source)} -> {_quoted(target)} [{arrow}{plain}kind={_quoted(link.kind)}];"
    yield "}"


def _quoted(text: str) -> str:
    clean = harmless(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{clean}"'
