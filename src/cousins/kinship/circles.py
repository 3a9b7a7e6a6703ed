"""Circles in a whole family: who is recorded, by mistake, as their own ancestor."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from cousins.family.closure import way_to, ways_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.family.graph import FamilyGraph

EFFORT: Final = 500_000
"""Steps, about, to look for the shortest chain on a circle: of up to 700 people it is surely the shortest."""


def own_ancestors(graph: FamilyGraph) -> Sequence[int]:
    """Return the numbers of the people who are recorded as their own ancestors, ascending.

    Only birth parents count. Descendants of a circle who do not stand on one are no part of it.
    """
    return sorted(_all_rings(graph))


def circles(graph: FamilyGraph) -> list[list[int]]:
    """Return the numbers of the people on each circle, ascending; the circle of the lowest number first.

    Circles that share somebody are one. Only birth parents count.

    Example:
        >>> from cousins.family.graph import FamilyGraph
        >>> from cousins.family.links import ParentLink
        >>> links = [ParentLink("Ann", "Bob"), ParentLink("Bob", "Ann"), ParentLink("Eve", "Ann")]
        >>> circles(FamilyGraph.of([], links))
        [[0, 1]]
    """
    people: defaultdict[int, list[int]] = defaultdict(list)
    for person, ring in sorted(_all_rings(graph).items()):
        people[ring].append(person)
    return list(people.values())


def shortest_chain(graph: FamilyGraph, people: Sequence[int], links: Iterable[tuple[int, int]] = ()) -> list[int]:
    """Return a chain that closes: each person is a child of the next one, and the last a child of the first.

    The shortest one; on a circle of thousands the shortest of those looked at.

    Args:
        graph: Where the people live.
        people: Everybody on one circle, as `circles` gives them.
        links: (child, parent) links on the circle, of which the chain is to have one, which then comes
            first; none: any chain will do.
    """
    ring = set(people)

    def parents(person: int) -> list[int]:
        return [parent for parent in graph.parents[person] if parent in ring]

    starts = [(child, [parent]) for child, parent in links] or [(person, parents(person)) for person in people]
    best: list[int] = []
    for child, above in starts[: max(1, EFFORT // len(ring))]:
        most = len(best) - 2 if best else None
        ways = ways_from(above, parents, most=most, until={child})
        if child in ways:
            best = [child, *way_to(child, ways)[:-1]]
        if len(best) == 1:
            break
    return best


def _all_rings(graph: FamilyGraph) -> dict[int, int]:
    """Return, for everybody who is on a circle in a family, a number that those on the same circles share."""
    # Taking away whoever has no parents left, again and again, leaves those on circles and
    # below them: mostly nobody, so that the costly search is spared in a family of millions.
    missing = [len(graph.parents[number]) for number in range(len(graph))]
    waiting = [number for number, count in enumerate(missing) if not count]
    while waiting:
        for child in graph.children[waiting.pop()]:
            missing[child] -= 1
            if not missing[child]:
                waiting.append(child)
    stuck = [number for number, count in enumerate(missing) if count]
    return rings({number: graph.parents[number] for number in stuck}) if stuck else {}


def rings(above: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Return, for everybody on a circle, a number that those on the same circles share.

    Strongly connected components after R. E. Tarjan, SIAM J. Comput. 1:146 (1972),
    with a stack of our own instead of recursion.

    Args:
        above: The parents of each person; whoever is no key stands on no circle.
    """
    reached: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_people: list[int] = []
    is_open: set[int] = set()
    found: dict[int, int] = {}
    for first in above:
        if first in reached:
            continue
        trail = [(first, iter(above[first]))]
        while trail:
            person, parents = trail[-1]
            if person not in reached:
                reached[person] = lowest[person] = len(reached)
                open_people.append(person)
                is_open.add(person)
            for parent in parents:
                if parent not in above:
                    continue
                if parent not in reached:
                    trail.append((parent, iter(above[parent])))
                    break
                if parent in is_open:
                    lowest[person] = min(lowest[person], reached[parent])
            else:
                trail.pop()
                if trail:
                    child = trail[-1][0]
                    lowest[child] = min(lowest[child], lowest[person])
                if lowest[person] == reached[person]:
                    # Nobody further down the stack is reached from here: what lies above is one component.
                    ring = _taken_off(open_people, person)
                    is_open.difference_update(ring)
                    if len(ring) > 1 or person in above[person]:
                        found.update(dict.fromkeys(ring, person))
    return found


def _taken_off(stack: list[int], last: int) -> list[int]:
    """Take off a stack all down to this person, who is there, and return them."""
    taken = [stack.pop()]
    while taken[-1] != last:
        taken.append(stack.pop())
    return taken
