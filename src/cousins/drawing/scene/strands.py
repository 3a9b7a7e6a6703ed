"""The lines a picture sets off: those between two relatives, and those of descent.

Descent is by birth, adoption and fostering, as in the words for kin; step-kin
are kin by marriage. Lines of descent run by birth wherever they can.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cousins.family.closure import ways_from
from cousins.kinship.paths import connection
from cousins.kinship.relationship import AffinityBond, StepBond

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.kinship.relationship import Relationship

Steps = frozenset[tuple[int, int]]

HUES, SHADES = 6, 3
"""How many hues lines have, and how many shades of one hue; more people share them."""


class Line(NamedTuple):
    """A line to be set off, in numbers of the graph.

    Attributes:
        origin: Where it comes from.
        end: Whom it leads to.
        hue: Which colour.
        shade: Which shade of it.
        steps: Its links as (parent, child), or (partner, partner) for a marriage.
        heads: The common ancestor or couple that it comes down from; empty where it is none's.
        supposed: What must be true of disputed parents for it to be one, in words; mostly empty.
    """

    origin: int
    end: int
    hue: int
    shade: int
    steps: Steps
    heads: tuple[int, ...] = ()
    supposed: str = ""


def related_lines(graph: FamilyGraph, relationship: Relationship, ends: tuple[int, int], hue: int) -> Iterator[Line]:
    """Yield the lines of one relationship between two people; of partners none.

    For kin by ancestors the line down to each of the two. For in-laws likewise,
    the marriage being the last step of a line; for step-kin one line from one
    to the other across the marriage.
    """
    ways = [[graph.number(person) for person in line] for line in relationship.lines]
    if isinstance(relationship.bond, StepBond):
        # The way may climb from the stepparent to a forebear of theirs before it comes down to B.
        steps_of_way = frozenset(_upright(graph, *step) for way in ways for step in pairwise(way))
        yield Line(*ends, hue, 0, steps_of_way)
        return
    heads = _heads(graph, relationship, ways)
    for shade, (way, end) in enumerate(zip(ways, ends, strict=False)):
        steps = set(pairwise(way))
        if steps:
            steps |= {(head, way[1]) for head in heads if head in graph.parents_of(way[1])}
            yield Line(way[0], end, hue, shade, frozenset(steps), heads)


def _heads(graph: FamilyGraph, relationship: Relationship, ways: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the common ancestor or couple that the lines come down from; of in-laws that of those who share blood."""
    bond = relationship.bond
    if not isinstance(bond, AffinityBond):
        return tuple(map(graph.number, relationship.through))
    if min(bond.blood.generations) == 0:
        return (ways[0][0],)
    one, other = (graph.parents[way[1]] for way in ways)
    return tuple(sorted(set(one).intersection(other), key=graph.source_place.__getitem__))


def path_lines(graph: FamilyGraph, a: int, b: int) -> Iterator[Line]:
    """Yield a shortest path by any links as one line, each step from parent to child; nothing when there is none."""
    way = [a, *(person for _, person in connection(graph, a, b).steps or ())]
    steps = frozenset(_upright(graph, one, other) for one, other in pairwise(way))
    if steps:
        yield Line(a, b, 0, 0, steps)


def _upright(graph: FamilyGraph, one: int, other: int) -> tuple[int, int]:
    """Return two linked people with the parent first."""
    above = {*graph.parents[one], *graph.social_parents[one]}
    return (other, one) if other in above else (one, other)


def descent_lines(graph: FamilyGraph, roots: Sequence[int], to: Sequence[int]) -> Iterator[Line]:
    """Yield all lines of descent between roots and targets, whoever is the older.

    Where two people are joined by birth, their other lines are left out.
    """
    for hue, root in enumerate(roots):
        for shade, end in enumerate(to):
            for top, bottom, steps in _descents(graph, root, end):
                yield Line(top, bottom, hue, shade % SHADES, steps)


def _descents(graph: FamilyGraph, root: int, end: int) -> list[tuple[int, int, Steps]]:
    """Return (top, bottom, links) of the lines from either of two people down to the other."""

    def by(parents: Callable[[int], Iterable[int]]) -> list[tuple[int, int, Steps]]:
        ways = [(top, bottom, _between(top, bottom, parents)) for top, bottom in ((root, end), (end, root))]
        return [way for way in ways if way[2]]

    return by(graph.parents.__getitem__) or by(graph.parents_of)


def _between(top: int, bottom: int, parents: Callable[[int], Iterable[int]]) -> Steps:
    """Return all links on ways from one person down to another."""
    above = ways_from([bottom], parents)
    if top == bottom or top not in above:
        return frozenset()
    children: defaultdict[int, list[int]] = defaultdict(list)
    for child in above:
        for parent in parents(child):
            children[parent].append(child)
    between = ways_from([top], children.__getitem__)
    return frozenset([(parent, child) for child in between for parent in parents(child) if parent in between])
