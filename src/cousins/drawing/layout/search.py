"""The search for an order with few crossings: many starts, the best ones swept, the best of them sifted and shaken.

How much is tried depends on the size of the picture only, never on a clock, so
the same family always gives the same picture.
"""

from __future__ import annotations

import random
from operator import itemgetter
from typing import TYPE_CHECKING

from cousins.drawing.layout.ordering import measured, sifted, swept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.drawing.layout.network import Network
    from cousins.drawing.layout.ordering import Found, Order

_EFFORT = 5_000
"""Nodes in all the orders to start from."""
_FEWEST_STARTS, _MOST_STARTS = 4, 24
_STARTS_A_SWEEP, _FEWEST_SWEPT = 3, 2
_STARTS_A_SHAKE = 5
_SWEEPS, _SWEEPS_AFTER_SHAKING = 6, 2
_FEWEST_ROUNDS, _MOST_ROUNDS, _NODES_A_ROUND = 2, 12, 150
"""Rounds of sifting: the more nodes, the more of them pay."""
_NOISE = (0.1, 0.05)
_NEAR, _NEARBY = 1.35, 4
"""What is sifted after shaking has no more crossings than so many times the best order's, and so many more."""

Neighbours = list[list[int]]
"""Of each node, in the order in which a walk goes on to them."""


def best_order(network: Network) -> Order:
    """Return an order of the rows with few crossings."""
    chance = random.Random(0)  # noqa: S311 (lots for a drawing, always the same)
    starts = max(_FEWEST_STARTS, min(_MOST_STARTS, _EFFORT // (len(network.row_of) + 1)))
    walks: list[Found] = []
    for order in _starts(network, starts):
        walks.append(measured(network, order))
        if not walks[-1][0]:
            return order
    counts = [count for count, _ in walks]
    chosen = sorted(range(starts), key=counts.__getitem__)[: max(_FEWEST_SWEPT, starts // _STARTS_A_SWEEP)]
    # Walks begin above and below by turns, and both kinds are swept downwards first and upwards first by turns.
    found = [swept(network, walks[number], _SWEEPS, downwards=number % 4 in {0, 3}) for number in chosen]
    rounds = max(_FEWEST_ROUNDS, min(_MOST_ROUNDS, len(network.row_of) // _NODES_A_ROUND))
    best = sifted(network, min(found, key=itemgetter(0)), chance, most=rounds)
    # Where few lines cross there is little to gain: no more is tried than there are crossings.
    for turn in range(min(starts // _STARTS_A_SHAKE, best[0])):
        shaken = measured(network, _shaken(best[1], _NOISE[turn % len(_NOISE)], chance))
        tried = swept(network, shaken, _SWEEPS_AFTER_SHAKING, downwards=turn % 2 == 0)
        # One round of sifting, which takes longer than all before it, does not make up for more.
        if tried[0] <= _NEAR * best[0] + _NEARBY:
            best = min(best, sifted(network, tried, chance, most=1), key=itemgetter(0))
    return best[1]


def _shaken(order: Order, noise: float, chance: random.Random) -> Order:
    """Return the order with every node moved a little by lot."""
    return [
        [
            node
            for _, node in sorted((place + chance.gauss(0, noise * len(row)), node) for place, node in enumerate(row))
        ]
        for row in order
    ]


def _starts(network: Network, count: int) -> Iterator[Order]:
    """Yield orders in which walks through the family meet the nodes.

    The walks begin by turns with those who have nobody above them, and nobody
    below. The first two go on in the scene's own order; where the others could
    go several ways they draw lots.
    """
    above = [[other for other, _ in lines] for lines in network.up]
    below = [[other for other, _ in lines] for lines in network.down]
    pairs = list(zip(above, below, strict=True))
    upwards, downwards = [up + down for up, down in pairs], [down + up for up, down in pairs]
    for number in range(count):
        chance = random.Random(number) if number > 1 else None  # noqa: S311 (lots for a drawing)
        if number % 2 == 0:
            yield _walked(network, network.rows, above, downwards, chance)
        else:
            yield _walked(network, network.rows[::-1], below, upwards, chance)


def _walked(network: Network, rows: Order, back: Neighbours, links: Neighbours, chance: random.Random | None) -> Order:
    """Return the order in which one walk meets the nodes.

    Args:
        network: What is walked through.
        rows: Its rows, those first where the walk begins.
        back: The neighbours that those have none of with whom it begins.
        links: The neighbours to which it goes on.
        chance: Draws lots; None for the scene's own order.
    """
    starts = [node for row in rows for node in row if not back[node]]
    if chance:
        chance.shuffle(starts)
    lots = [chance.random() for _ in links] if chance else None
    order: Order = [[] for _ in network.rows]
    seen = [False] * len(links)
    for start in starts:
        for node in _met(links, start, seen, lots):
            order[network.row_of[node]].append(node)
    return order


def _met(links: Sequence[Sequence[int]], start: int, seen: list[bool], lots: Sequence[float] | None) -> list[int]:
    """Return the nodes that a walk in breadth meets from one start on."""
    if seen[start]:
        return []
    seen[start] = True
    met = [start]
    for node in met:
        further = [other for other in links[node] if not seen[other]]
        if lots and len(further) > 1:
            further.sort(key=lots.__getitem__)
        for other in further:
            seen[other] = True
        met += further
    return met
