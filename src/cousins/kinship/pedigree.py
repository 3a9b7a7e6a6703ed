"""A pedigree: some people with all their ancestors, in an order that every sweep can use.

Real data holds circles: people who are, by mistake, their own ancestors. No
order exists then, so a pedigree cuts them: first the links that the dates
disprove (a parent certainly born after the child), then, where a circle is
left, every link inside it. What is cut does not depend on the order of links.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cousins.family.closure import steps_from
from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cousins.family.graph import FamilyGraph


class Pedigree:
    """People and their ancestors, the ancestors before their descendants.

    Places in this order number the people inside a pedigree; a parent's place
    is always lower than the child's.

    Attributes:
        graph: Where the people live.
        people: The graph's number of the person at each place.
        parents: The places of the parents of the person at each place.
        circle: Graph numbers of the people on circles, ascending; mostly empty.
        cut: (child, parent) links, as graph numbers, left out to break the circles.
    """

    def __init__(self, graph: FamilyGraph, people: Iterable[int], *, social: bool = False) -> None:
        """Collect the ancestors of some people.

        Args:
            graph: Where they live.
            people: Their numbers in the graph.
            social: Whether adoptive and foster parents count as well as birth parents.
        """
        self.graph = graph
        people = list(people)
        # The arrays themselves, because every ancestor is asked for: a method would cost more than the slice.
        start, parents = graph.parents.start, graph.parents.target
        above = _collected(
            people, graph.parents_of if social else lambda person: list(parents[start[person] : start[person + 1]])
        )
        circle: set[int] = set()
        cut: set[tuple[int, int]] = set()
        order, stuck = _oldest_first(above)
        if stuck:
            circle, cut = _cut_circles(graph, above, stuck)
            above = _collected(people, above.__getitem__)
            order, _ = _oldest_first(above)
        self.circle: Sequence[int] = sorted(circle)
        self.cut: Sequence[tuple[int, int]] = sorted(cut)
        look()
        self.people: Sequence[int] = order
        self._place = {person: place for place, person in enumerate(order)}
        place = self._place
        self.parents: Sequence[tuple[int, ...]] = [tuple([place[p] for p in above[person]]) for person in order]

    def __len__(self) -> int:
        """Return the number of people, the first ones included."""
        return len(self.people)

    def place(self, person: int) -> int:
        """Return the place of the person with this number in the graph."""
        return self._place[person]

    @cached_property
    def children(self) -> Sequence[Sequence[int]]:
        """The places of the children, within the pedigree, of the person at each place."""
        children: list[list[int]] = [[] for _ in self.people]
        for child, parents in enumerate(self.parents):
            if not child % OFTEN:
                look()
            for parent in parents:
                children[parent].append(child)
        return children

    def generations(self, place: int) -> dict[int, int]:
        """Return the fewest steps from a person up to each ancestor, nearest first, themselves included at 0."""
        return steps_from([place], self.parents.__getitem__)


def _collected(people: Iterable[int], parents_of: Callable[[int], list[int]]) -> dict[int, list[int]]:
    """Return the parents of each of the people and of all their ancestors."""
    above: dict[int, list[int]] = {}
    waiting = list(people)
    while waiting:
        person = waiting.pop()
        if person not in above:
            above[person] = parents = parents_of(person)
            waiting += parents
            if not len(above) % OFTEN:
                look()
    return above


def _oldest_first(above: Mapping[int, Sequence[int]]) -> tuple[list[int], set[int]]:
    """Return people with ancestors before descendants, and those no order exists for.

    The latter are everybody who is on a circle or descends from one.
    """
    missing = {person: len(parents) for person, parents in above.items()}
    below: dict[int, list[int]] = {person: [] for person in above}
    for child, parents in above.items():
        for parent in parents:
            below[parent].append(child)
    look()
    order = [person for person, count in missing.items() if count == 0]
    for place, person in enumerate(order):
        if not place % OFTEN:
            look()
        for child in below[person]:
            missing[child] -= 1
            if missing[child] == 0:
                order.append(child)
    stuck = set() if len(order) == len(above) else set(above).difference(order)
    return order, stuck


def _cut_circles(
    graph: FamilyGraph, above: dict[int, list[int]], stuck: set[int]
) -> tuple[set[int], set[tuple[int, int]]]:
    """Cut circles out of `above`; return the people on them and the links cut.

    Args:
        graph: Where they live.
        above: The parents of each person, of which links are taken away.
        stuck: Everybody who is on a circle or descends from one.
    """
    cut: set[tuple[int, int]] = set()
    rings = _rings({person: above[person] for person in stuck})
    on_circle = set(rings)
    for disproved_only in (True, False):
        for child, ring in rings.items():
            for parent in list(above[child]):
                if rings.get(parent) != ring:
                    continue
                born = graph.born[child]
                if not disproved_only or (born and born.certainly_before(graph.born[parent])):
                    above[child].remove(parent)
                    cut.add((child, parent))
        rings = _rings({person: above[person] for person in stuck})
    return on_circle, cut


def _rings(above: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Return, for everybody on a circle, a number that those on the same circles share.

    Strongly connected components after R. E. Tarjan, SIAM J. Comput. 1:146 (1972),
    with a stack of our own instead of recursion.
    """
    reached: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_people: list[int] = []
    is_open: set[int] = set()
    rings: dict[int, int] = {}
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
                        rings.update(dict.fromkeys(ring, person))
    return rings


def _taken_off(stack: list[int], last: int) -> list[int]:
    """Take off a stack all down to this person, who is there, and return them."""
    taken = [stack.pop()]
    while taken[-1] != last:
        taken.append(stack.pop())
    return taken
