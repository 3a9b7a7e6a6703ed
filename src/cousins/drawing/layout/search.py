"""The search for an order with few crossings: many starts, the best ones swept, the best of them sifted and shaken.

How much is tried depends on the size of the picture only, never on a clock, so
the same family always gives the same picture.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from cousins.drawing.layout.ordering import Sorter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.drawing.layout.network import Network
    from cousins.drawing.layout.ordering import Order

_EFFORT = 5_000
"""Nodes in all the orders to start from."""
_FEWEST_STARTS, _MOST_STARTS = 4, 24
_STARTS_A_SWEEP, _FEWEST_SWEPT = 3, 2
_STARTS_A_SHAKE = 5
_SWEEPS, _SWEEPS_AFTER_SHAKING = 6, 2
_WORTHWHILE = 0.99
"""Sifting goes on while two rounds leave fewer crossings than this share."""
_FEWEST_ROUNDS, _MOST_ROUNDS, _NODES_A_ROUND = 2, 12, 150
"""Rounds of sifting: the more nodes, the more of them pay."""
_NOISE = (0.1, 0.05)

Found = tuple[int, "Order"]
"""How many crossings, and the order that has them."""


def best_order(network: Network) -> Order:
    """Return an order of the rows with few crossings."""
    chance = random.Random(0)  # noqa: S311 (lots for a drawing, always the same)
    starts = max(_FEWEST_STARTS, min(_MOST_STARTS, _EFFORT // (len(network.row_of) + 1)))
    walks = [_start(network, number) for number in range(starts)]
    chosen = sorted(walks, key=lambda each: each[0][0])[: max(_FEWEST_SWEPT, starts // _STARTS_A_SWEEP)]
    swept = [_swept(network, found, _SWEEPS, downwards=downwards) for found, downwards in chosen]
    rounds = max(_FEWEST_ROUNDS, min(_MOST_ROUNDS, len(network.row_of) // _NODES_A_ROUND))
    best = _sifted(network, min(swept, key=_count), chance, most=rounds)
    for turn in range(starts // _STARTS_A_SHAKE):
        if not best[0]:
            break
        shaken = _found(network, _shaken(best[1], _NOISE[turn % len(_NOISE)], chance))
        tried = _swept(network, shaken, _SWEEPS_AFTER_SHAKING, downwards=turn % 2 == 0)
        best = min(best, _sifted(network, tried, chance, most=1), key=_count)
    return best[1]


def _count(found: Found) -> int:
    return found[0]


def _found(network: Network, order: Order) -> Found:
    return Sorter(network, order).crossings(), order


def _start(network: Network, number: int) -> tuple[Found, bool]:
    """Return an order to start from, and whether to sweep it downwards first."""
    from_above = number % 2 == 0
    chance = random.Random(number) if number > 1 else None  # noqa: S311 (lots for a drawing)
    downwards = from_above if number // 2 % 2 == 0 else not from_above
    return _found(network, walked(network, from_above=from_above, chance=chance)), downwards


def _swept(network: Network, found: Found, sweeps: int, *, downwards: bool) -> Found:
    """Return the best order met in so many sweeps, or until two in turn were of no use."""
    sorter, best, idle = Sorter(network, found[1]), found, 0
    for turn in range(sweeps):
        sorter.sweep(downwards=downwards == (turn % 2 == 0))
        count = sorter.crossings()
        idle = 0 if count < best[0] else idle + 1
        if not idle:
            best = count, [list(row) for row in sorter.rows]
        elif idle > 1:
            break
    return best


def _sifted(network: Network, found: Found, chance: random.Random, *, most: int) -> Found:
    """Return what sifting makes of an order, as long as it is worth the while."""
    sorter, counts = Sorter(network, found[1]), [found[0]]
    for turn in range(most):
        if turn > 1 and counts[-1] > counts[-3] * _WORTHWHILE:
            break
        sorter.drift(chance, upwards=turn % 2 == 1)
        counts.append(sorter.crossings())
    return counts[-1], sorter.rows


def _shaken(order: Order, noise: float, chance: random.Random) -> Order:
    """Return the order with every node moved a little by lot."""
    return [
        [
            node
            for _, node in sorted((place + chance.gauss(0, noise * len(row)), node) for place, node in enumerate(row))
        ]
        for row in order
    ]


def walked(network: Network, *, from_above: bool, chance: random.Random | None = None) -> Order:
    """Return an order in which a walk through the family meets the nodes.

    Args:
        network: What is walked through.
        from_above: Whether the walk begins with those who have nobody above them, or nobody below.
        chance: Draws lots where the walk could go several ways; None for the scene's own order.
    """
    back = network.up if from_above else network.down
    ends = network.rows if from_above else network.rows[::-1]
    starts = [node for row in ends for node in row if not back[node]]
    if chance:
        chance.shuffle(starts)
    links = network.around[from_above]
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
