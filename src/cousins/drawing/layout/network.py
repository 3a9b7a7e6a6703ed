"""The graph that is put in order: persons, households, and a bend for every row a line passes.

People whose place follows from somebody else's are folded into that person
while the order is sought: a partner without parents and other partners goes
where the other partner goes, and brothers and sisters without children of
their own go together. Their lines count with their number, so that no crossing
is overlooked.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cousins.drawing.layout.layers import Rows
    from cousins.drawing.scene.figures import Scene

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
        pieces: For each row, how its lines to the next one are counted: the row of which the nodes have one
            neighbour there at most, if either has, where each of their lines leads, and whether none has several.
        chains: For (household, figure, whether the figure is a child) the nodes their line passes.
        folded: For each figure folded away, into whom.
        followers: For each figure, the partners folded into it.
        inside: The households of childless couples who go together with brothers and sisters; they are no nodes.
        elders: For each node, its place among brothers and sisters: (household, place).
        size: How many figures there are; the node of a household is its number after them.
        bends: The first bend; all nodes after it are bends too.
    """

    def __init__(self, scene: Scene, rows: Rows, together: Iterable[Sequence[int]]) -> None:
        """Make the graph.

        Args:
            scene: What is drawn.
            rows: The row of everybody.
            together: Brothers and sisters who go with the first of them.
        """
        self.scene, self.placed = scene, rows
        self.size = len(scene.figures)
        self.folded = _folded_partners(scene, rows)
        self.followers: dict[int, list[int]] = {}
        for figure, host in self.folded.items():
            self.followers.setdefault(host, []).append(figure)
        groups: dict[int, int] = {}
        for first, *others in filter(None, together):
            groups |= dict.fromkeys((first, *others), first)
            self.folded.update(dict.fromkeys(others, first))
        self.followers = {host: [each for each in some if each not in groups] for host, some in self.followers.items()}
        self.inside = {
            number
            for number, household in enumerate(scene.households)
            if not household.children and len({groups.get(each, -1) for each in household.partners} - {-1}) == 1
        }
        self.row_of = [-1 if figure in self.folded else row for figure, row in enumerate(rows.figures)]
        self.row_of += [-1 if number in self.inside else row for number, row in enumerate(rows.households)]
        self.bends = len(self.row_of)
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
        self.pieces = [self._pieces(number) for number in range(len(self.rows))]
        self.elders: dict[int, tuple[int, int]] = {}
        for number, household in enumerate(scene.households):
            for place, child in enumerate(household.children):
                self.elders.setdefault(child.place, (number, place))

    def _pieces(self, number: int) -> tuple[int, dict[int, list[int]], bool]:
        ways = ((number, self.down), (number + 1, self.up))
        single = (way for way in ways if all(len(way[1][node]) <= 1 for node in self.rows[way[0]]))
        row, links = found = next(single, ways[0])
        lines = {node: [other for other, weight in links[node] for _ in range(weight)] for node in self.rows[row]}
        return row, lines, found is not ways[0] or all(len(links[node]) <= 1 for node in self.rows[row])

    def _weights(self) -> Counter[tuple[int, int]]:
        """Draw every line with its bends, and return how many run along each of their pieces."""
        lines: list[tuple[int, int, bool]] = []
        for number, household in enumerate(self.scene.households):
            if number in self.inside:
                continue
            lines += [(number, partner, False) for partner in household.partners]
            children = [child.place for child in household.children]
            lines += [(number, child, True) for child in children if (number, child) not in self.placed.upward]
        weights: Counter[tuple[int, int]] = Counter()
        for number, figure, is_child in lines:
            seen = self.folded.get(figure, figure)
            key = (number, seen, is_child)
            if key not in self.chains:
                ends = (self.size + number, seen) if is_child else (seen, self.size + number)
                rows = range(self.row_of[ends[0]] + 1, self.row_of[ends[1]])
                bends = range(len(self.row_of), len(self.row_of) + len(rows))
                self.row_of += rows
                self.chains[key] = (ends[0], *bends, ends[1])
            weights.update(pairwise(self.chains[key]))
        return weights


def _folded_partners(scene: Scene, rows: Rows) -> dict[int, int]:
    """Return for each partner without other kin in the picture the one they stand beside."""
    children = {child.place for household in scene.households for child in household.children}
    marriages = Counter(partner for household in scene.households for partner in household.partners)
    folded: dict[int, int] = {}
    for household in scene.households:
        for partner in reversed(household.partners):
            # Of two partners without other kin one is folded into the other, never each into the other.
            is_host = any(folded.get(each) == partner for each in household.partners)
            if partner in children or marriages[partner] > 1 or is_host:
                continue
            hosts = (each for each in household.partners if each != partner and each not in folded)
            host = next((each for each in hosts if rows.figures[each] == rows.figures[partner]), None)
            if host is not None:
                folded[partner] = host
    return folded
