"""The graph that is put in order: persons, households, and a bend for every row a line passes.

People whose place follows from somebody else's are folded into that person
while the order is sought: a partner without parents and other partners goes
where the other partner goes, and brothers and sisters without children of
their own go together. Their lines count with their number, so that no crossing
is overlooked.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cousins.drawing.layout.layers import Rows
    from cousins.drawing.scene.cast import Scene

Chain = tuple[int, ...]
"""The nodes a line passes from its upper to its lower end, one in each row."""


class Network:
    """Nodes in rows with lines from each row to the next.

    Figures come first, numbered as in the scene, then households, then bends.

    Attributes:
        rows: The nodes of each row, in the order of the scene.
        row_of: The row of every node; -1 for those who are folded away.
        up: For each node its neighbours in the row above, each with the number of lines.
        down: The same for the row below.
        lines: For each node, where each of its lines to the row below leads.
        chains: For (household, figure, whether the figure is a child) the nodes their line passes.
        folded: For each figure folded away, into whom.
        followers: For each figure, the partners folded into it.
        elders: For each node, its place among brothers and sisters: (household, place).
    """

    def __init__(self, scene: Scene, rows: Rows, together: Iterable[Sequence[int]]) -> None:
        """Make the graph.

        Args:
            scene: What is drawn.
            rows: The row of everybody.
            together: Brothers and sisters who go with the first of them.
        """
        self.scene, self.placed = scene, rows
        self.size = len(scene)
        self.folded = _folded_partners(scene, rows)
        self.followers: dict[int, list[int]] = {}
        for figure, host in self.folded.items():
            self.followers.setdefault(host, []).append(figure)
        for first, *others in filter(None, together):
            self.folded.update(dict.fromkeys(others, first))
        self.row_of = [-1 if figure in self.folded else row for figure, row in enumerate(rows.figures)]
        self.row_of += rows.households
        self.chains: dict[tuple[int, int, bool], Chain] = {}
        weights = self._weights()
        self.rows: list[list[int]] = [[] for _ in range(max(self.row_of, default=-1) + 1)]
        for node, row in enumerate(self.row_of):
            if row >= 0:
                self.rows[row].append(node)
        self.up: list[list[tuple[int, int]]] = [[] for _ in self.row_of]
        self.down: list[list[tuple[int, int]]] = [[] for _ in self.row_of]
        for (upper, lower), weight in weights.items():
            self.down[upper].append((lower, weight))
            self.up[lower].append((upper, weight))
        self.lines = [[lower for lower, weight in each for _ in range(weight)] for each in self.down]
        self.elders = self._elders()

    def node(self, household: int) -> int:
        """Return the node of a household."""
        return self.size + household

    @cached_property
    def around(self) -> tuple[list[list[int]], list[list[int]]]:
        """All neighbours of each node: those above first, and those below first."""
        above = [[other for other, _ in lines] for lines in self.up]
        below = [[other for other, _ in lines] for lines in self.down]
        pairs = list(zip(above, below, strict=True))
        return [up + down for up, down in pairs], [down + up for up, down in pairs]

    def row_of_any(self, node: int) -> int:
        """Return the row of a node, folded away or not."""
        return self.placed.figures[node] if node < self.size else self.row_of[node]

    def _weights(self) -> Counter[tuple[int, int]]:
        weights: Counter[tuple[int, int]] = Counter()
        for number, household in enumerate(self.scene.households):
            for partner in household.partners:
                self._draw(weights, number, partner, is_child=False)
            for child in household.children:
                if (number, child.place) not in self.placed.upward:
                    self._draw(weights, number, child.place, is_child=True)
        return weights

    def _draw(self, weights: Counter[tuple[int, int]], household: int, figure: int, *, is_child: bool) -> None:
        """Add a line, with its bends, or one more to a line that is there already."""
        seen = self.folded.get(figure, figure)
        key = (household, seen, is_child)
        if key not in self.chains:
            ends = (self.node(household), seen) if is_child else (seen, self.node(household))
            rows = range(self.row_of[ends[0]] + 1, self.row_of[ends[1]])
            bends = range(len(self.row_of), len(self.row_of) + len(rows))
            self.row_of += rows
            self.chains[key] = (ends[0], *bends, ends[1])
        chain = self.chains[key]
        weights.update(pairwise(chain))

    def _elders(self) -> dict[int, tuple[int, int]]:
        elders: dict[int, tuple[int, int]] = {}
        for number, household in enumerate(self.scene.households):
            for place, child in enumerate(household.children):
                elders.setdefault(child.place, (number, place))
        return elders

    def couples(self) -> Iterator[tuple[int, int]]:
        """Yield all partners who are both in the order and in one row."""
        for household in self.scene.households:
            present = [partner for partner in household.partners if partner not in self.folded]
            for one, other in pairwise(present):
                if self.row_of[one] == self.row_of[other]:
                    yield one, other


def _folded_partners(scene: Scene, rows: Rows) -> dict[int, int]:
    """Return for each partner without other kin in the picture the one they stand beside."""
    children = {child.place for household in scene.households for child in household.children}
    marriages = Counter(partner for household in scene.households for partner in household.partners)
    folded: dict[int, int] = {}
    for household in scene.households:
        for partner in reversed(household.partners):
            is_host = any(folded.get(each) == partner for each in household.partners)
            if partner in children or marriages[partner] > 1 or is_host:
                continue
            hosts = (each for each in household.partners if each != partner and each not in folded)
            host = next((each for each in hosts if rows.figures[each] == rows.figures[partner]), None)
            if host is not None:
                folded[partner] = host
    return folded


def neighbours(
    nodes: Iterable[int], links: list[list[tuple[int, int]]], place: list[int]
) -> list[list[tuple[int, int]]]:
    """Return for each node the places of its neighbours, each with the number of lines."""
    return [[(place[other], weight) for other, weight in links[node]] for node in nodes]
