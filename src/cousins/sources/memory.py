"""A family graph that a program made itself, as a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph


class Memory:
    """The people of one family graph.

    Args:
        graph: Who they are.

    Example:
        >>> from cousins.family.graph import FamilyGraph
        >>> Memory(FamilyGraph.of([])).name
        'memory'
    """

    name = "memory"

    def __init__(self, graph: FamilyGraph) -> None:
        """Keep the graph."""
        self._graph = graph

    async def family(self) -> FamilyGraph:
        """Return the graph."""
        return self._graph
