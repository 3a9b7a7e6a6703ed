"""The search for an order with few crossings: several starts, the best one sifted, shaken and sifted again.

How much is tried depends on the size of the picture only, never on a clock, so
the same family always gives the same picture.
"""

from __future__ import annotations

import random
from collections import deque
from typing import TYPE_CHECKING

from cousins.drawing.ordering import Sorter

if TYPE_CHECKING:
    from cousins.drawing.network import Network
    from cousins.drawing.ordering import Order

_EFFORT = 450_000
_MOST_ROUNDS, _FEWEST_ROUNDS = 32, 5
_ROUNDS_A_SHAKE = 4
_SWEEPS = 6
_NOISE = (0.2, 0.1, 0.05)

Found = tuple[int, "Order"]
"""How many crossings, and the order that has them."""


def best_order(network: Network) -> Order:
    """Return an order of the rows with few crossings."""
    chance = random.Random(0)  # noqa: S311 (lots for a drawing, always the same)
    cost = sum(len(row) * (len(row) + 10) for row in network.rows)
    rounds = max(_FEWEST_ROUNDS, min(_MOST_ROUNDS, _EFFORT // (cost + 1)))
    starts = 2 if rounds < 2 * _FEWEST_ROUNDS else max(4, min(16, rounds // 2))
    found = sorted((_start(network, number) for number in range(starts)), key=lambda each: each[0])
    first = min(rounds, 2 * _ROUNDS_A_SHAKE) if rounds > 2 * _FEWEST_ROUNDS else rounds
    best = min((_sifted(network, each, first, chance) for each in found[: 1 + (rounds > first)]), key=lambda e: e[0])
    for turn in range((rounds - first) // _ROUNDS_A_SHAKE):
        if not best[0]:
            break
        shaken = _swept(network, _shaken(best[1], _NOISE[turn % len(_NOISE)], chance), downwards=turn % 2 == 0)
        best = min(best, _sifted(network, shaken, _ROUNDS_A_SHAKE, chance), key=lambda each: each[0])
    return best[1]


def _start(network: Network, number: int) -> Found:
    """Return what one start comes to: from above or below, in depth or in breadth, in order or by lot."""
    chance = random.Random(number) if number >= len(_NOISE) + 1 else None  # noqa: S311 (lots for a drawing)
    order = walked(network, from_above=number % 2 == 1, broad=number // 2 % 2 == 0, chance=chance)
    return _swept(network, order, downwards=number % 2 == 0)


def _swept(network: Network, order: Order, *, downwards: bool) -> Found:
    sorter = Sorter(network, order)
    best = sorter.crossings(), order
    for turn in range(_SWEEPS):
        sorter.sweep(downwards=downwards == (turn % 2 == 0))
        count = sorter.crossings()
        if count < best[0]:
            best = count, [list(row) for row in sorter.rows]
    return best


def _sifted(network: Network, found: Found, rounds: int, chance: random.Random) -> Found:
    sorter = Sorter(network, found[1])
    if found[0]:
        sorter.drift(rounds, chance)
    return sorter.crossings(), sorter.rows


def _shaken(order: Order, noise: float, chance: random.Random) -> Order:
    """Return the order with every node moved a little by lot."""
    return [
        [
            node
            for _, node in sorted((place + chance.gauss(0, noise * len(row)), node) for place, node in enumerate(row))
        ]
        for row in order
    ]


def walked(network: Network, *, from_above: bool, broad: bool, chance: random.Random | None = None) -> Order:
    """Return an order in which a walk through the family meets the nodes.

    Args:
        network: What is walked through.
        from_above: Whether the walk begins with those who have nobody above them, or nobody below.
        broad: Whether it goes in breadth.
        chance: Draws lots where the walk could go several ways; None for the scene's own order.
    """
    back = network.up if from_above else network.down
    ends = network.rows if from_above else network.rows[::-1]
    starts = [node for row in ends for node in row if not back[node]]
    if chance:
        chance.shuffle(starts)
    order: Order = [[] for _ in network.rows]
    seen: set[int] = set()
    for start in starts:
        for node in _met(network, start, seen, from_above=from_above, broad=broad, chance=chance):
            order[network.row_of[node]].append(node)
    return order


def _met(
    network: Network, start: int, seen: set[int], *, from_above: bool, broad: bool, chance: random.Random | None
) -> list[int]:
    """Return the nodes that a walk meets from one start on."""
    ahead, back = (network.down, network.up) if from_above else (network.up, network.down)
    met, waiting = [], deque([start])
    while waiting:
        node = waiting.popleft() if broad else waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        met.append(node)
        further = [other for links in (ahead, back) for other, _ in links[node] if other not in seen]
        if chance:
            chance.shuffle(further)
        waiting.extend(further if broad else reversed(further))
    return met
