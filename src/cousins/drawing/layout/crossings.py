"""Counting crossings between two rows, and what each pair of neighbours would cost in either order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from operator import add, le, mul

Ends = Sequence[Sequence[tuple[int, int]]]
"""For each node of a row, the places of its neighbours in another row and the number of lines to each."""

_LARGE = 10_000
"""From so many pairs on, numpy is quicker, where it is installed."""


def crossings(ends: Sequence[int]) -> int:
    """Return how many pairs of lines cross between two rows.

    Each line crosses those before it that end further right.

    Args:
        ends: The place in the other row where each line ends; lines are in the order of the nodes
            they come from, and lines from the same node in the order of their ends.

    Example:
        >>> crossings([0, 2, 1, 1])
        2
    """
    if all(map(le, ends, ends[1:])):
        return 0
    taken: list[int] = []
    count, furthest = 0, -1
    # Ends mostly grow, and then nothing is searched: only a line that ends left of the furthest one crosses any.
    for place in ends:
        if place >= furthest:
            furthest = place
            taken.append(place)
        else:
            at = bisect_right(taken, place)
            count += len(taken) - at
            taken.insert(at, place)
    return count


def crossed(ends: Ends) -> set[int]:
    """Return which nodes of a row have a line that crosses another.

    Args:
        ends: For each node, in order, the places of its neighbours in another row.

    Example:
        >>> sorted(crossed([[(1, 1)], [(0, 1)], [], [(2, 1)]]))
        [0, 1]
    """
    # Looking from the left, a line is crossed by an earlier one that ends further right; looking from the right,
    # by a later one that ends further left. Two passes over the outermost ends of each node find both.
    spans = [
        (node, lines[0][0], lines[0][0]) if len(lines) == 1 else (node, min(lines)[0], max(lines)[0])
        for node, lines in enumerate(ends)
        if lines
    ]
    found = set()
    furthest = -1
    for node, least, most in spans:
        if least < furthest:
            found.add(node)
        furthest = max(furthest, most)
    nearest = furthest + 1
    for node, least, most in reversed(spans):
        if most > nearest:
            found.add(node)
        nearest = min(nearest, least)
    return found


class SwapCosts:
    """For each pair (u, v) of a row's nodes, how many crossings more there are when u stands right of v, not left.

    Costs are computed for those nodes that are asked for; if those are many, and numpy is installed, for all at once.
    """

    def __init__(self, sides: Sequence[tuple[Ends, int]], size: int, *, expected: int = 0) -> None:
        """Keep the lines.

        Args:
            sides: For the row above and the row below, the ends of each node's lines and the width of that row.
            size: How many nodes the row has.
            expected: How many of them will be asked for.
        """
        self._sides = [_Side(ends, width) for ends, width in sides]
        self._size = size
        self._known: list[list[int]] = []
        if size * expected >= _LARGE:
            with suppress(ImportError):
                self._known = _by_numpy(sides, size)

    def of(self, u: int) -> list[int]:
        """Return the costs of the pairs (u, v), for each v."""
        if self._known:
            return self._known[u]
        costs = [side.costs(u) for side in self._sides if side.ends[u]]
        if len(costs) > 1:
            return list(map(add, *costs))
        return costs[0] if costs else [0] * self._size


class _Side:
    """The lines to one neighbouring row; most nodes have one line there, which is done first."""

    def __init__(self, ends: Ends, width: int) -> None:
        nowhere = (width, 0)
        firsts = [lines[0] if lines else nowhere for lines in ends]
        self.ends, self._width = ends, width
        self._steps = [*[-1] * width, 0, *[1] * width]
        self._places = [place for place, _ in firsts]
        weights = [weight for _, weight in firsts]
        self._weights = weights if max(weights, default=0) > 1 else None
        self._further = [(u, place, weight) for u, lines in enumerate(ends) for place, weight in lines[1:]]

    def costs(self, node: int) -> list[int]:
        table = self._table(self.ends[node])
        costs = list(map(table.__getitem__, self._places))
        if self._weights:
            costs = list(map(mul, self._weights, costs))
        for u, place, weight in self._further:
            costs[u] += weight * table[place]
        return costs

    def _table(self, lines: Sequence[tuple[int, int]]) -> list[int]:
        """Return for each place how many lines end left of it less how many end right of it; last, 0 for no place."""
        if len(lines) == 1:
            ((place, weight),) = lines
            table = self._steps[self._width - place : 2 * self._width - place]
            table.append(0)
            return table if weight == 1 else [weight * step for step in table]
        table = []
        before, value = 0, -sum([weight for _, weight in lines])
        for place, weight in sorted(lines):
            table += [value] * (place - before)
            table.append(value + weight)
            before, value = place + 1, value + 2 * weight
        table += [value] * (self._width - before)
        table.append(0)
        return table


def _by_numpy(sides: Sequence[tuple[Ends, int]], size: int) -> list[list[int]]:
    import numpy as np  # noqa: PLC0415 - only large pictures need it, and it takes long to import

    # Sums of small whole numbers: exact in single precision, in which matrices are multiplied twice as fast.
    costs = np.zeros((size, size), dtype=np.float32)
    for ends, width in sides:
        lines = [(u, place, weight) for u, each in enumerate(ends) for place, weight in each]
        if lines:
            weights = np.zeros((size, width), dtype=np.float32)
            us, places, counts = zip(*lines, strict=True)
            weights[us, places] = counts
            upto = np.cumsum(weights, axis=1)
            costs += weights @ (upto[:, -1:] - 2 * upto + weights).T
    whole: list[list[int]] = costs.astype(np.int64).tolist()
    return whole
