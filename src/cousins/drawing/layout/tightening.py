"""Rows so near to each other that the lines between them are as short as can be.

The network simplex method for layered drawings (Gansner, Koutsofios, North and
Vo 1993): a spanning tree of links that are as short as they may be; a tree link
whose two sides would rather lie further apart is exchanged for another, until
none is left. What a tree link gains is the difference of links that leave and
enter one of its sides, so all gains come from one sum over the tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Edge = tuple[int, int, int]
"""Upper node, lower node, weight."""


def shortened(rows: Sequence[int], weights: Mapping[tuple[int, int], int], *, effort: int = 60_000) -> list[int]:
    """Return rows with the smallest weighted sum of lengths, from rows in which every link leads down.

    Args:
        rows: The row of every node.
        weights: For each (upper node, lower node) how much the length counts.
        effort: How many nodes may be looked at; once spent, the rows so far are
            returned, which are valid and mostly near the best.
    """
    return _Simplex(rows, [(upper, lower, weight) for (upper, lower), weight in weights.items()]).solved(effort)


class _Simplex:
    def __init__(self, rows: Sequence[int], edges: Sequence[Edge]) -> None:
        self.rows, self.edges = list(rows), edges
        self.near: list[list[int]] = [[] for _ in rows]
        self.surplus = [0] * len(rows)
        for number, (upper, lower, weight) in enumerate(edges):
            self.near[upper].append(number)
            self.near[lower].append(number)
            self.surplus[upper] += weight
            self.surplus[lower] -= weight
        self.tree: list[dict[int, int]] = [{} for _ in rows]
        self._span()

    def _slack(self, edge: int) -> int:
        upper, lower, _ = self.edges[edge]
        return self.rows[lower] - self.rows[upper] - 1

    def _span(self) -> None:
        """Make a spanning tree of tight links for each connected part, moving parts together."""
        seen = [False] * len(self.rows)
        for root in range(len(self.rows)):
            part = [] if seen[root] else self._grown([root], seen)
            while part:
                near = [edge for node in part for edge in self.near[node]]
                leaving = [edge for edge in near if seen[self.edges[edge][0]] != seen[self.edges[edge][1]]]
                loose = [(self._slack(edge), edge) for edge in leaving]
                if not loose:
                    break
                slack, edge = min(loose)
                shift = slack if seen[self.edges[edge][0]] else -slack
                for node in part:
                    self.rows[node] += shift
                part = self._grown(part, seen)

    def _grown(self, part: list[int], seen: list[bool]) -> list[int]:
        """Return the part with everybody whom tight links join to it."""
        stack = list(part)
        for node in part:
            seen[node] = True
        while stack:
            node = stack.pop()
            for edge in self.near[node]:
                upper, lower, _ = self.edges[edge]
                other = lower if upper == node else upper
                if not seen[other] and not self._slack(edge):
                    seen[other] = True
                    self.tree[node][edge], self.tree[other][edge] = other, node
                    part.append(other)
                    stack.append(other)
        return part

    def solved(self, effort: int) -> list[int]:
        self._walk()
        while effort > 0:
            node = self._best_exchange()
            if node is None:
                break
            effort -= self._exchange(node)
            self._walk()
            effort -= len(self.rows)
        return self.rows

    def _walk(self) -> None:
        """Number the trees in walking order and sum the surplus below each node."""
        size = len(self.rows)
        self.order: list[int] = []
        self.over = [-1] * size
        seen = [False] * size
        for root in range(size):
            stack = [] if seen[root] else [root]
            while stack:
                node = stack.pop()
                seen[node] = True
                self.order.append(node)
                for edge, other in self.tree[node].items():
                    if not seen[other]:
                        self.over[other] = edge
                        stack.append(other)
        # Whoever is below somebody comes later in the order: from behind, every sum is whole when it is handed up.
        self.sums, self.counts = list(self.surplus), [1] * size
        for node in reversed(self.order):
            edge = self.over[node]
            if edge >= 0:
                above = self.tree[node][edge]
                self.sums[above] += self.sums[node]
                self.counts[above] += self.counts[node]

    def _best_exchange(self) -> int | None:
        """Return the node below the tree link that gains most by growing longer."""
        best, found = 0, None
        for node in self.order:
            edge = self.over[node]
            if edge >= 0:
                cut = self.sums[node] if self.edges[edge][0] == node else -self.sums[node]
                if cut < best:
                    best, found = cut, node
        return found

    def _exchange(self, node: int) -> int:
        """Move everybody below a tree link until another link is tight; return how many."""
        # The order is that of a walk in depth, so those below a node follow it without a gap.
        start = self.order.index(node)
        part = self.order[start : start + self.counts[node]]
        inside = set(part)
        leaving = self.over[node]
        rises = self.edges[leaving][0] == node
        slack, entering = min(self._candidates(part, inside, rises=rises))
        for each in part:
            self.rows[each] += -slack if rises else slack
        upper, lower, _ = self.edges[leaving]
        del self.tree[upper][leaving], self.tree[lower][leaving]
        upper, lower, _ = self.edges[entering]
        self.tree[upper][entering], self.tree[lower][entering] = lower, upper
        return len(part)

    def _candidates(self, part: Sequence[int], inside: set[int], *, rises: bool) -> list[tuple[int, int]]:
        """Return (slack, link) of the links against which the part would move."""
        near, there = (1, 0) if rises else (0, 1)
        return [
            (self._slack(edge), edge)
            for node in part
            for edge in self.near[node]
            if self.edges[edge][near] == node and self.edges[edge][there] not in inside
        ]
