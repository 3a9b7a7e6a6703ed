"""Links as edges of a graph: from a parent to the child, from one partner to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.formats.report import Trouble
from cousins.formats.rows import MORE_LINK_COLUMNS, PARENT, Collector, LinkRow

if TYPE_CHECKING:
    from collections.abc import Mapping

EDGE = frozenset(("link", "kind", "source", "target", "key", *MORE_LINK_COLUMNS))
"""What is read of an edge; the key is networkx's own, and says what the link says."""


def ends(link: LinkRow) -> tuple[str, str]:
    """Return where an edge begins and ends."""
    return (link.other, link.person) if link.link == PARENT else (link.person, link.other)


def take_edge(cells: Mapping[str, str], collector: Collector, number: int, *, directed: bool) -> None:
    """Take the link of an edge; the opposite of `ends`.

    Args:
        cells: What is said of the edge, by the names of `EDGE`.
        collector: Takes the link.
        number: Which edge of the file it is.
        directed: Whether the edge has a direction; without one nobody knows who of two is the parent.
    """
    link, source, target = (cells.get(name, "") for name in ("link", "source", "target"))
    if link == PARENT and not directed:
        collector.report.add(Trouble.NO_DIRECTION, number, f"{source} and {target}")
        return
    person, other = (target, source) if link == PARENT else (source, target)
    events = {name: cells[name] for name in MORE_LINK_COLUMNS if name in cells}
    collector.link(LinkRow(link, cells.get("kind", ""), person, other, events), number)
