"""Family graphs for other people's graph tools: GraphML, DOT, and networkx's node-link JSON.

Edges lead from a parent to the child, and from one partner or
identical twin to the other (once); ``link`` and ``kind`` say which and how.

Sources: GraphML Primer, http://graphml.graphdrawing.org/primer/graphml-primer.html;
https://graphviz.org/doc/info/lang.html; `networkx.node_link_data`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from cousins.errors import FormatError
from cousins.files import write_lines
from cousins.formats.report import Report, Trouble
from cousins.formats.rows import PARENT, PERSON_COLUMNS, Collector, LinkRow, link_rows, person_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cousins.family.graph import FamilyGraph

_XMLNS = "http://graphml.graphdrawing.org/xmlns"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


_HEAD = 1 << 16
"""Bytes that the first line of node-link JSON has at most."""
_LINE_BREAKS = {"\r": "&#13;"}
"""Readers of XML make a line feed of every other line break, unless it is written so."""


def write_graphml(graph: FamilyGraph, path: Path) -> None:
    """Write GraphML.

    Raises:
        FormatError: The file cannot be written there.
    """
    write_lines(path, _graphml(graph))


def _graphml(graph: FamilyGraph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{_XMLNS}">'
    for name in PERSON_COLUMNS[1:]:
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>'
    for name in ("link", "kind"):
        yield f'<key id="{name}" for="edge" attr.name="{name}" attr.type="string"/>'
    yield '<graph edgedefault="directed">'
    for person in graph.people:
        row = person_row(person)
        cells = "".join(
            f'<data key="{name}">{escape(_NOT_XML.sub("", value), _LINE_BREAKS)}</data>'
            for name, value in row.items()
            if name != "id"
        )
        yield f"<node id={_attribute(row['id'])}>{cells}</node>"
    for link in link_rows(graph):
        source, target = _ends(link)
        cells = f'<data key="link">{link.link}</data><data key="kind">{link.kind}</data>'
        yield f"<edge source={_attribute(source)} target={_attribute(target)}>{cells}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _ends(link: LinkRow) -> tuple[str, str]:
    """Return where an edge begins and ends: from parent to child, from one partner or twin to the other."""
    return (link.other, link.person) if link.link == PARENT else (link.person, link.other)


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def read_graphml(path: Path | str) -> tuple[FamilyGraph, Report]:
    """Return the family of a GraphML file, and what in it could not be used.

    Raises:
        FormatError: The file cannot be read, or is no GraphML.
    """
    path = Path(path)
    report = Report(path, "GraphML")
    collector = Collector(report)
    names: dict[str, str] = {}
    try:
        with path.open("rb") as file:
            for _, element in ET.iterparse(file):  # noqa: S314 - expat resists expanding entities
                tag = element.tag.rpartition("}")[2]
                if tag == "key":
                    names[element.get("id", "")] = element.get("attr.name", "")
                elif tag in {"node", "edge"}:
                    _take(tag, element, names, collector)
                    element.clear()  # or the whole tree of the file would stay in memory
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror})") from None
    except (ET.ParseError, LookupError, ValueError) as error:
        raise FormatError(path, f"no GraphML: {error}") from None
    return collector.graph(), report


def _take(tag: str, element: ET.Element, names: dict[str, str], collector: Collector) -> None:
    cells = {names.get(cell.get("key", ""), ""): cell.text or "" for cell in element}
    if tag == "node":
        collector.person({**cells, "id": element.get("id", "")})
    else:
        source, target = element.get("source", ""), element.get("target", "")
        collector.link(_link(cells.get("link", ""), cells.get("kind", ""), source, target))


def _link(link: str, kind: str, source: str, target: str) -> LinkRow:
    """Return the link of an edge; the opposite of `_ends`."""
    return LinkRow(link, kind, target, source) if link == PARENT else LinkRow(link, kind, source, target)


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
    yield from _commas(person_row(person) for person in graph.people)
    yield '], "edges": ['
    edges = (
        {"source": source, "target": target, "key": link.link, "link": link.link, "kind": link.kind}
        for link in link_rows(graph)
        for source, target in (_ends(link),)
    )
    yield from _commas(edges)
    yield "]}"


def _commas(records: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield JSON records, one a line, with a comma after each but the last: JSON allows none there."""
    before = None
    for record in records:
        if before is not None:
            yield before + ","
        before = json.dumps(record, ensure_ascii=False)
    if before is not None:
        yield before


def read_node_link(path: Path | str) -> tuple[FamilyGraph, Report]:
    """Return the family of a node-link JSON file, and what in it could not be used.

    Raises:
        FormatError: The file cannot be read, or is no such JSON.
    """
    data = load_json(Path(path))
    report = Report(path, "node-link JSON")
    collector = Collector(report)
    nodes = data.get("nodes") if isinstance(data, dict) else None
    if not isinstance(nodes, list):
        raise FormatError(path, "no node-link JSON: there is no list 'nodes'")
    about = data.get("graph")
    report.part = str(about.get("partial") or "") if isinstance(about, dict) else ""
    for node in nodes:
        if isinstance(node, dict):
            collector.person({str(name): str(value) for name, value in node.items() if value is not None})
        else:
            report.add(Trouble.BAD_VALUE, None, str(node))
    for edge in data.get("edges") or data.get("links") or ():
        if isinstance(edge, dict):
            link, kind, source, target = (str(edge.get(name, "")) for name in ("link", "kind", "source", "target"))
            collector.link(_link(link, kind, source, target))
        else:
            report.add(Trouble.BAD_VALUE, None, str(edge))
    return collector.graph(), report


def part_in(path: Path) -> str:
    """Return what a file that `write_node_link` wrote says of being a part; empty where it says nothing of it."""
    try:
        with path.open("rb") as file:
            about = json.loads(file.readline(_HEAD) + b"]}")["graph"]
        return str(about.get("partial") or "")
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return ""


def load_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what a JSON file holds.

    Raises:
        FormatError: The file cannot be read, or is no JSON.
    """
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise FormatError(path, f"cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        raise FormatError(path, f"no JSON: {error}", getattr(error, "lineno", None)) from None


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
        source, target = _ends(link)
        plain = "" if link.kind in {"birth", "spouse"} else "style=dashed, "
        arrow = "" if link.link == PARENT else "dir=none, constraint=false, "
        yield f"  {_quoted(source)} -> {_quoted(target)} [{arrow}{plain}kind={_quoted(link.kind)}];"
    yield "}"


def _quoted(text: str) -> str:
    clean = _NOT_XML.sub("", text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", " ")
    return f'"{clean}"'
