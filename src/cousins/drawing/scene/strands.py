"""The lines a picture sets off: those between two relatives, and those of descent.

Descent is by birth, adoption and fostering, as in the words for kin; step-kin
are kin by marriage. Lines of descent run by birth wherever they can.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cousins.kinship.blood import BloodKin
from cousins.kinship.paths import connection
from cousins.kinship.relationship import AffinityBond, StepBond

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.kinship.relationship import Relationship
    from cousins.terms.language import Language

Steps = frozenset[tuple[int, int]]

SHADES = 3
"""How many shades of one hue lines of descent have; more people share them."""


class Line(NamedTuple):
    """A line to be set off, in numbers of the graph.

    Attributes:
        origin: Where it comes from.
        end: Whom it leads to.
        hue: Which colour.
        shade: Which shade of it.
        steps: Its links as (parent, child), or (partner, partner) for a marriage.
        heads: The common ancestor or couple that it comes down from; empty where it is none's.
    """

    origin: int
    end: int
    hue: int
    shade: int
    steps: Steps
    heads: tuple[int, ...] = ()


def related_lines(
    graph: FamilyGraph, relationship: Relationship, ends: tuple[int, int], hue: int, language: Language
) -> Iterator[Line]:
    """Yield the lines of one relationship between two people; of partners none.

    For kin by ancestors the line down to each of the two. For in-laws likewise,
    the marriage being the last step of a line; for step-kin one line from one
    to the other across the marriage.
    """
    if isinstance(relationship.bond, AffinityBond):
        middle = _without_marriages(graph, relationship.bond, relationship.through, ends)
        blood = next(BloodKin(graph, *middle).relationships(language))
        yield from _lines_down(graph, blood, ends, hue)
    elif isinstance(relationship.bond, StepBond):
        yield _step_line(graph, relationship, ends, hue)
    else:
        yield from _lines_down(graph, relationship, ends, hue)


def _without_marriages(
    graph: FamilyGraph, bond: AffinityBond, through: Iterable[str], ends: tuple[int, int]
) -> tuple[int, int]:
    """Return the two who share blood: of two in-laws, each themselves or the partner."""
    partners = map(graph.number, through)
    one = ends[0] if bond.a_partner is None else next(partners)
    return one, ends[1] if bond.b_partner is None else next(partners)


def _lines_down(graph: FamilyGraph, kin: Relationship, ends: tuple[int, int], hue: int) -> Iterator[Line]:
    """Yield the line down to each of two people, or to a partner and on to them."""
    heads = tuple(map(graph.number, kin.through))
    for shade, (ids, end) in enumerate(zip(kin.lines, ends, strict=False)):
        line = list(map(graph.number, ids))
        steps = set(pairwise(line))
        if steps:
            steps |= {(head, line[1]) for head in heads if head in graph.parents_of(line[1])}
        if line[-1] != end:
            steps.add((line[-1], end))
        if steps:
            yield Line(line[0], end, hue, shade, frozenset(steps), heads)


def _step_line(graph: FamilyGraph, relationship: Relationship, ends: tuple[int, int], hue: int) -> Line:
    """Return the line from one to the other of two step-kin: up, across a marriage, and down."""
    a, b = ends
    couple = tuple(map(graph.number, relationship.through))
    if not couple:
        return Line(a, b, hue, 0, frozenset([_upright(graph, a, b)]))
    ways: list[list[tuple[int, int]]] = []
    for one, other in (couple, couple[::-1]):
        up, down = _shortest(graph, one, a), _shortest(graph, other, b)
        if up and down:
            ways.append([*pairwise(up), (one, other), *pairwise(down)])
    shortest = min(ways, key=len)
    return Line(a, b, hue, 0, frozenset(shortest))


def _shortest(graph: FamilyGraph, top: int, bottom: int) -> list[int]:
    """Return a shortest line from one person down to another, both included; empty when there is none."""
    below = {bottom: bottom}
    row = [bottom]
    for child in row:
        new = [parent for parent in graph.parents_of(child) if parent not in below]
        below.update(dict.fromkeys(new, child))
        row += new
    line = [top] if top in below else []
    while line and line[-1] != bottom:
        line.append(below[line[-1]])
    return line


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
    above = walk([bottom], parents, None)
    if top == bottom or top not in above:
        return frozenset()
    children: defaultdict[int, list[int]] = defaultdict(list)
    for child in above:
        for parent in parents(child):
            children[parent].append(child)
    between = walk([top], children.__getitem__, None)
    return frozenset([(parent, child) for child in between for parent in parents(child) if parent in between])


def walk(start: Iterable[int], links: Callable[[int], Iterable[int]], generations: int | None) -> set[int]:
    """Return everybody within so many generations of links, the start included; None for all."""
    found = set(start)
    row, left = found, generations
    while row and left != 0:
        row = {other for person in row for other in links(person)} - found
        found |= row
        left = None if left is None else left - 1
    return found
