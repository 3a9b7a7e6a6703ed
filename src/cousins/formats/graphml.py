"""GraphML, which graph programs exchange: nodes are people, edges their links.

Edges lead from a parent to the child, and from one partner to the other (once);
``link`` and ``kind`` say which and how.

Source: GraphML Primer, http://graphml.graphdrawing.org/primer/graphml-primer.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from cousins.files import write_lines
from cousins.formats.cells import Cells
from cousins.formats.edges import EDGE, ends, take_edge
from cousins.formats.report import Report
from cousins.formats.rows import (
    MORE_LINK_COLUMNS,
    MORE_PERSON_COLUMNS,
    PERSON_COLUMNS,
    READ_OF_PERSONS,
    Collector,
    columns_of,
    link_rows,
    person_row,
)
from cousins.formats.xml_elements import NOT_XML, elements
from cousins.opening import MOST_BYTES, opener

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree import ElementTree as ET

    from cousins.family.graph import FamilyGraph

_XMLNS = "http://graphml.graphdrawing.org/xmlns"
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
    for name in columns_of(map(person_row, graph.people), PERSON_COLUMNS, MORE_PERSON_COLUMNS)[1:]:
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>'
    of_links = columns_of((link.cells() for link in link_rows(graph)), ("link", "kind"), MORE_LINK_COLUMNS)
    # The ids of keys are unique, and people have other events, too.
    keys = {name: f"link_{name}" if name in MORE_PERSON_COLUMNS else name for name in of_links}
    for name, key in keys.items():
        yield f'<key id="{key}" for="edge" attr.name="{name}" attr.type="string"/>'
    yield '<graph edgedefault="directed">'
    for person in graph.people:
        row = person_row(person)
        cells = "".join(_data(name, value) for name, value in row.items() if name != "id")
        yield f"<node id={_attribute(row['id'])}>{cells}</node>"
    for link in link_rows(graph):
        source, target = ends(link)
        cells = "".join(_data(keys[name], value) for name, value in link.cells().items() if name in keys)
        yield f"<edge source={_attribute(source)} target={_attribute(target)}>{cells}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{escape(NOT_XML.sub("", value), _LINE_BREAKS)}</data>'


def _attribute(text: str) -> str:
    return quoteattr(NOT_XML.sub("", text), _LINE_BREAKS)


def read_graphml(path: Path | str, *, most: int | None = MOST_BYTES) -> tuple[FamilyGraph, Report]:
    """Return the family of a GraphML file, and what in it could not be used.

    Nodes of graphs inside nodes count like others; of hyperedges and ports nothing is read.

    Args:
        path: The file.
        most: How many bytes may come out of a pipe; None for any number.

    Raises:
        FormatError: The file cannot be read, or is no GraphML.
    """
    path = Path(path)
    opened = opener(path, most)
    keys = _Keys()
    while True:
        known = len(keys.names)
        report = Report(path, "GraphML")
        report.counting("node or edge")
        collector = Collector(report, most)
        _take(elements(opened, path, "GraphML", root="graphml"), keys, collector)
        # What a key means may be said behind the nodes that have it; then they are read again.
        if not keys.late or known == len(keys.names):
            return collector.graph(), report


@dataclass(slots=True)
class _Keys:
    """What the keys of a GraphML file mean.

    Attributes:
        names: The name of each key's cells, by the key.
        defaults: For nodes and for edges, what counts where nothing is said, by the names.
        late: Whether a key came behind a node or edge.
    """

    names: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, dict[str, str]] = field(default_factory=lambda: {"node": {}, "edge": {}})
    late: bool = False

    def take(self, key: ET.Element) -> None:
        """Take one declaration."""
        own: str = key.get("id", "")
        name = self.names[own] = key.get("attr.name") or own
        default = next((part for part in key if part.tag == "default"), None)
        if default is not None:
            whose = key.get("for", "all")
            for kind in self.defaults if whose == "all" else {whose} & self.defaults.keys():
                self.defaults[kind][name] = default.text or ""

    def cells(self, element: ET.Element) -> dict[str, str]:
        """Return what is said of a node or edge, by the names."""
        told = dict(self.defaults[element.tag])
        for cell in element:
            if cell.tag == "data":
                key: str = cell.get("key", "")
                told[self.names.get(key, key)] = cell.text or ""
        return told


def _take(found: Iterable[ET.Element], keys: _Keys, collector: Collector) -> None:
    cells = Cells(collector.report)
    direction = ""
    number = 0
    for element in found:
        if element.tag == "key":
            keys.late = keys.late or number > 0
            keys.take(element)
        elif element.tag == "graph":
            direction = element.get("edgedefault", direction)
        elif element.tag == "node":
            number += 1
            row = {**keys.cells(element), "id": element.get("id", "")}
            collector.person(cells.checked(row, READ_OF_PERSONS, number), number)
        else:
            number += 1
            told = cells.checked(keys.cells(element), EDGE, number)
            told |= {"source": element.get("source", ""), "target": element.get("target", "")}
            own = element.get("directed") or ("false" if direction == "undirected" else "true")
            take_edge(told, collector, number, directed=own != "false")
