"""A pedigree: some people with all their ancestors, in an order that every sweep can use.

Real data holds circles: people who are, by mistake, their own ancestors. No
order exists then, so a pedigree cuts them: first the links that the dates
disprove (a parent certainly born after the child), then, where a circle is
left, every link inside it. What is cut does not depend on the order of links.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.family.closure import steps_from
from cousins.family.person_ids import is_put_in
from cousins.kinship.circles import rings
from cousins.kinship.rivals import rivals_of
from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cousins.family.graph import FamilyGraph

_COUPLE = 2


class Pedigree:
    """People and their ancestors, the ancestors before their descendants.

    Places in this order number the people inside a pedigree; a parent's place
    is always lower than the child's.

    Attributes:
        graph: Where the people live.
        people: The graph's number of the person at each place.
        parents: The places of the parents of the person at each place.
        broods: For the person at each place the lowest place of those with the same parents.
        circle: Graph numbers of the people on circles, in the order of the source; mostly empty.
        cut: (child, parent) links, as graph numbers, left out to break the circles.
        put_in: The places of unknown parents whom a reader put in: each may be somebody who is recorded elsewhere.
    """

    def __init__(
        self,
        graph: FamilyGraph,
        people: Iterable[int],
        *,
        social: bool = False,
        parents_of: Callable[[int], list[int]] | None = None,
    ) -> None:
        """Collect the ancestors of some people.

        Args:
            graph: Where they live.
            people: Their numbers in the graph.
            social: Whether adoptive and foster parents count as well as birth parents.
            parents_of: Who else is somebody's parents; None for those of the graph.
        """
        self.graph = graph
        people = list(people)
        # The arrays themselves, because every ancestor is asked for: a method would cost more than the slice.
        start, parents = graph.parents.start, graph.parents.target
        if parents_of is None:
            parents_of = graph.parents_of if social else lambda person: list(parents[start[person] : start[person + 1]])
        above = _collected(people, parents_of)
        circle: set[int] = set()
        cut: set[tuple[int, int]] = set()
        order, stuck = _oldest_first(above)
        if stuck:
            circle, cut = _cut_circles(graph, above, stuck)
            above = _collected(people, above.__getitem__)
            order, _ = _oldest_first(above)
        self.circle: Sequence[int] = sorted(circle, key=graph.source_place.__getitem__)
        self.cut: Sequence[tuple[int, int]] = sorted(
            cut, key=lambda link: (graph.source_place[link[0]], graph.source_place[link[1]])
        )
        if len(order) >= OFTEN:
            look()
        self.people: Sequence[int] = order
        self._place = {person: place for place, person in enumerate(order)}
        place = self._place
        ids = graph.ids
        # The sign is looked for first, in place: a call for everybody would cost more than all the rest of it.
        self.put_in = frozenset([place[p] for p in order if "?" in ids[p] and is_put_in(ids[p])])
        self.parents: Sequence[tuple[int, ...]] = [tuple([place[p] for p in above[person]]) for person in order]
        first: dict[tuple[int, ...], int] = {}
        self.broods: Sequence[int] = [first.setdefault(parents, place) for place, parents in enumerate(self.parents)]

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
            if not (child + 1) % OFTEN:
                look()
            for parent in parents:
                children[parent].append(child)
        return children

    @cached_property
    def rivals(self) -> Mapping[tuple[int, ...], Mapping[int, int]]:
        """Which parents of somebody, as in `parents`, are not certain, and of how many each is one; mostly empty."""
        rivals: dict[tuple[int, ...], Mapping[int, int]] = {}
        sexes = [self.graph.sex[person] for person in self.people]
        for child, above in enumerate(self.parents):
            # Two parents of different sexes are almost everybody's, and nothing to look at.
            couple = len(above) <= _COUPLE and len({sexes[parent] for parent in above}) == len(above)
            if couple or above in rivals:
                continue
            by_birth = [parent for parent in above if self.people[parent] in self.graph.parents[self.people[child]]]
            found = rivals_of(self.graph, [self.people[parent] for parent in by_birth])
            if found:
                rivals[above] = {self.place(parent): count for parent, count in found.items()}
        return rivals

    def disputed(self, *lines: Sequence[int]) -> list[tuple[int, int]]:
        """Return the (child, parent) links of lines, from the top down, whose parent is not certain to be it."""
        return [
            (child, parent)
            for line in lines
            for parent, child in pairwise(line)
            if parent in self.rivals.get(self.parents[child], ())
        ]

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
    if len(above) >= OFTEN:
        look()
    order = [person for person, count in missing.items() if count == 0]
    for place, person in enumerate(order):
        if not (place + 1) % OFTEN:
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
    ring_of = rings({person: above[person] for person in stuck})
    on_circle = set(ring_of)
    for disproved_only in (True, False):
        for child, ring in ring_of.items():
            for parent in list(above[child]):
                if ring_of.get(parent) != ring:
                    continue
                born = graph.born[child]
                if not disproved_only or (born and born.certainly_before(graph.born[parent])):
                    above[child].remove(parent)
                    cut.add((child, parent))
        ring_of = rings({person: above[person] for person in stuck})
    return on_circle, cut
