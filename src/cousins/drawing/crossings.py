"""Counting crossings between two rows, and what each pair of neighbours would cost in either order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Ends = Sequence[Sequence[tuple[int, int]]]
"""For each node of a row, the places of its neighbours in another row and the number of lines to each."""

_LARGE = 48
"""From so many nodes in a row on, numpy is quicker, where it is installed."""


def crossings(ends: Iterable[Sequence[tuple[int, int]]], width: int) -> int:
    """Return how many pairs of lines cross between two rows.

    A sum tree over the places of the other row (Barth, Jünger and Mutzel 2002).

    Args:
        ends: For each node of one row, in order, the places of its neighbours in the other.
        width: How many places the other row has.
    """
    tree = [0] * (width + 1)
    total = count = 0
    for lines in ends:
        for place, weight in lines:
            before, at = 0, place + 1
            while at:
                before += tree[at]
                at &= at - 1
            count += weight * (total - before)
        for place, weight in lines:
            total += weight
            at = place + 1
            while at <= width:
                tree[at] += weight
                at += at & -at
    return count


def swap_costs(sides: Sequence[tuple[Ends, int]], size: int) -> list[list[int]]:
    """Return for each pair (u, v) how many crossings more there are when u stands right of v instead of left.

    Args:
        sides: For the row above and the row below, the ends of each node's lines and the width of that row.
        size: How many nodes the row has.
    """
    if size >= _LARGE:
        try:
            return _swap_costs_by_numpy(sides, size)
        except ImportError:
            pass
    costs: list[list[int]] = [[0] * size for _ in range(size)]
    for ends, width in sides:
        added = _costs_of_side(ends, width)
        costs = [[x + y for x, y in zip(*rows, strict=True)] for rows in zip(costs, added, strict=True)]
    return costs


def _costs_of_side(ends: Ends, width: int) -> list[list[int]]:
    """Return what one neighbouring row adds; most nodes have one line there, which is done first."""
    nowhere = (0, 0)
    first = [lines[0] if lines else nowhere for lines in ends]
    further = [(u, place, weight) for u, lines in enumerate(ends) for place, weight in lines[1:]]
    costs = []
    for lines in ends:
        steps = [0] * (width + 1)
        for place, weight in lines:
            steps[place + 1] += weight
        before = list(accumulate(steps))
        whole = before[-1]
        table = [left + upto - whole for left, upto in pairwise(before)]
        row = [weight * table[place] for place, weight in first]
        for u, place, weight in further:
            row[u] += weight * table[place]
        costs.append(row)
    return costs


def _swap_costs_by_numpy(sides: Sequence[tuple[Ends, int]], size: int) -> list[list[int]]:
    import numpy as np  # noqa: PLC0415 - only large pictures need it, and it takes long to import

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
