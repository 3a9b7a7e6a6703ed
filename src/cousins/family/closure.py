"""Everybody who is reached by some kind of link, breadth first: one search, neighbours handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable

    Node = TypeVar("Node", bound=Hashable)


def ways_from(
    start: Iterable[Node],
    neighbours: Callable[[Node], Iterable[Node]],
    *,
    most: int | None = None,
    until: Collection[Node] = (),
) -> dict[Node, Node]:
    """Return everybody within reach, nearest first, each with the one before them; those at the start with themselves.

    It ends on circles, too: nobody is reached twice.

    Args:
        start: Where to begin.
        neighbours: Who is linked to somebody; of several ways that are equally short, the first one counts.
        most: How many steps to make at most; None for all.
        until: The search may end at the first of these that it reaches.

    Example:
        >>> ways_from([1], {1: [2, 3], 2: [4], 3: [4], 4: [1]}.__getitem__)
        {1: 1, 2: 1, 3: 1, 4: 2}
    """
    ways = {person: person for person in start}
    row = list(ways)
    if not ways.keys().isdisjoint(until):
        return ways
    steps = 0
    while row and steps != most:
        look()
        steps += 1
        following: list[Node] = []
        for person in row:
            for other in neighbours(person):
                if other not in ways:
                    ways[other] = person
                    following.append(other)
                    if until and other in until:
                        return ways
        row = following
    return ways


def steps_from(
    start: Iterable[Node], neighbours: Callable[[Node], Iterable[Node]], *, most: int | None = None
) -> dict[Node, int]:
    """Return everybody within reach, nearest first, each with the fewest steps; those at the start with 0.

    Example:
        >>> steps_from([1], {1: [2, 3], 2: [4], 3: [4], 4: [1]}.__getitem__, most=1)
        {1: 0, 2: 1, 3: 1}
    """
    steps: dict[Node, int] = {}
    for person, before in ways_from(start, neighbours, most=most).items():
        steps[person] = steps[before] + 1 if before in steps else 0
    return steps


def way_to(person: Node, ways: dict[Node, Node]) -> list[Node]:
    """Return the way by which somebody was reached, from the start on, the person last.

    Args:
        person: One of those reached.
        ways: What `ways_from` returned.
    """
    way = [person]
    while ways[way[-1]] != way[-1]:
        way.append(ways[way[-1]])
    return way[::-1]
