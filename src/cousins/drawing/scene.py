"""Which people and links a picture shows.

A picture of a relation has only the people on the lines between two persons,
with the other parent beside each couple's child; a picture of a tree has the
lines from some people down to others, or whole descents and pedigrees.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from cousins.drawing.cast import Role
from cousins.drawing.gather import Gathering, Steps
from cousins.errors import SettingsError, quoted
from cousins.kinship.paths import connection
from cousins.kinship.relationship import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cousins.drawing.cast import Scene
    from cousins.family.graph import FamilyGraph
    from cousins.kinship.answers import Relation
    from cousins.kinship.relationship import Relationship

Siblings = Literal["dots", "names", "none"]
"""How brothers and sisters along a line are shown."""

SIBLINGS: tuple[Siblings, ...] = ("dots", "names", "none")
SHADES = 3
"""How many shades of one hue lines of descent have; more people share them."""

_Line = tuple[int, int, int, int, Steps]


def scene_of_relation(
    relation: Relation, graph: FamilyGraph, *, relationships: int | None = 3, siblings: Siblings = "dots"
) -> Scene:
    """Return the picture of how two people are related.

    Everybody on the lines between the two, the other parent of each child on
    them, and nobody else but brothers and sisters. For kin by marriage a
    shortest path is shown; for people without any connection only the two.

    Args:
        relation: What was found.
        graph: Where the people live.
        relationships: How many relationships by blood, adoption or marriage to show, the nearest first;
            None for all that `relation` holds. A marriage of the two counts for nothing and is always shown.
        siblings: Brothers and sisters along the lines as dots, with their names, or not at all.

    Raises:
        SettingsError: `siblings` is none of these.
    """
    a, b = graph.number(relation.a.id), graph.number(relation.b.id)
    chosen = [each for each in relation.relationships if each.kind is not Kind.PARTNER][:relationships]
    lines: list[_Line] = []
    for hue, relationship in enumerate(chosen):
        lines += _related_lines(graph, relationship, a, b, hue)
    if relation.path is not None and not lines:
        lines += _path_line(graph, a, b, 0)
    stage = _Stage(graph, lines, ends=(a, b))
    words = [str(each) for each in relation.relationships[: len(chosen) + 1]]
    description = f"{relation.b} is {relation.a}'s {'; '.join(words)}." if words else ""
    return stage.scene(f"{relation.a} and {relation.b}", siblings, description)


def scene_of_tree(
    graph: FamilyGraph,
    roots: Sequence[int],
    *,
    to: Sequence[int] = (),
    ancestors: int | None = 0,
    descendants: int | None = 0,
    siblings: Siblings = "dots",
) -> Scene:
    """Return the picture of a genealogical tree.

    With `to`, all lines of descent from each root to each of these people, set
    off in colours. With `ancestors` or `descendants`, these generations of
    every root, without colours. Other parents stand beside each couple's child.
    A target that descends from no root stands alone.

    Args:
        graph: Where the people live.
        roots: Numbers of the people the tree is about.
        to: Numbers of the people the lines lead to.
        ancestors: How many generations up from the roots; None for all.
        descendants: How many generations down from the roots; None for all.
        siblings: Brothers and sisters along the lines as dots, with their names, or not at all.

    Raises:
        SettingsError: `siblings` is none of these.
    """
    stage = _Stage(graph, list(_descent_lines(graph, roots, to)), ends=to, origins=roots)
    stage.add(_walk(graph, roots, graph.parents.__getitem__, ancestors), Role.KIN)
    below = _walk(graph, roots, graph.children.__getitem__, descendants)
    stage.add(below, Role.KIN)
    stage.add_other_parents(below - set(roots))
    return stage.scene(_tree_title(graph, roots, to), siblings, "")


def _tree_title(graph: FamilyGraph, roots: Iterable[int], to: Iterable[int]) -> str:
    title = _listed([str(graph.people[root]) for root in roots])
    ends = _listed([str(graph.people[end]) for end in to])
    return f"{title} to {ends}" if ends else title


def _listed(names: Sequence[str]) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


class _Stage:
    """Collects people with the weightiest of their reasons to be seen."""

    def __init__(
        self, graph: FamilyGraph, lines: Sequence[_Line], *, ends: Iterable[int], origins: Iterable[int] = ()
    ) -> None:
        self.graph, self.lines = graph, lines
        self.roles: dict[int, Role] = {}
        self.on_lines = {number for *_, steps in lines for step in steps for number in step}
        self.add(ends, Role.END)
        self.add(origins, Role.ORIGIN)
        self.add((line[0] for line in lines), Role.ORIGIN)
        self.add(self.on_lines, Role.KIN)
        self.add_other_parents({child for *_, steps in lines for parent, child in steps})

    def add(self, people: Iterable[int], role: Role) -> None:
        for number in people:
            self.roles.setdefault(number, role)

    def add_other_parents(self, children: Iterable[int]) -> None:
        """Add the parents who stand beside a parent already seen."""
        for child in children:
            for parents in (self.graph.parents[child], self.graph.social_parents[child]):
                if any(parent in self.roles for parent in parents):
                    self.add(parents, Role.PARTNER)

    def scene(self, title: str, siblings: Siblings, description: str) -> Scene:
        """Return the scene, with brothers and sisters as they are wanted."""
        if siblings not in SIBLINGS:
            raise SettingsError(f"siblings cannot be {quoted(siblings)}; pick one of {', '.join(SIBLINGS)}")
        beside = set(self._siblings()) - self.roles.keys() if siblings != "none" else set()
        self.add(beside, Role.SIBLING)
        dots = {each for each in beside if not self._joins_an_end(each)} if siblings == "dots" else ()
        return Gathering(self.graph, self.roles, dots).scene(title, self.lines, description)

    def _joins_an_end(self, person: int) -> bool:
        """Return whether somebody is a partner of one of those the picture is about."""
        return any(self.roles.get(partner) is Role.END for partner in self.graph.partners[person])

    def _siblings(self) -> Iterator[int]:
        """Yield full brothers and sisters of those to whom a line comes down."""
        for *_, steps in self.lines:
            for parent, child in steps:
                parents = self.graph.parents[child]
                if parent in parents:
                    yield from (each for each in self.graph.children[parent] if self.graph.parents[each] == parents)


def _related_lines(graph: FamilyGraph, relationship: Relationship, a: int, b: int, hue: int) -> Iterator[_Line]:
    """Yield the line down to A and the line down to B."""
    if not relationship.lines:
        yield from _path_line(graph, a, b, hue)
        return
    heads = [graph.number(person_id) for person_id in relationship.through]
    for shade, line in enumerate(relationship.lines[-2:]):
        numbers = [graph.number(person_id) for person_id in line]
        steps = set(pairwise(numbers))
        if len(numbers) > 1:
            steps |= {(head, numbers[1]) for head in heads if head in graph.parents[numbers[1]]}
            yield numbers[0], numbers[-1], hue, shade, frozenset(steps)


def _path_line(graph: FamilyGraph, a: int, b: int, hue: int) -> Iterator[_Line]:
    """Yield a shortest path by any links as one line, each step from parent to child."""
    steps = connection(graph, a, b).steps or ()
    way = [a, *(person for _, person in steps)]
    pairs = set()
    for one, other in pairwise(way):
        above = {*graph.parents[one], *graph.social_parents[one]}
        pairs.add((other, one) if other in above else (one, other))
    if pairs:
        yield a, b, hue, 0, frozenset(pairs)


def _descent_lines(graph: FamilyGraph, roots: Sequence[int], to: Sequence[int]) -> Iterator[_Line]:
    """Yield all lines of descent between roots and targets, whoever is the older."""
    for hue, root in enumerate(roots):
        for shade, end in enumerate(to):
            for top, bottom in ((root, end), (end, root)):
                steps = _between(graph, top, bottom)
                if steps:
                    yield top, bottom, hue, shade % SHADES, steps


def _between(graph: FamilyGraph, top: int, bottom: int) -> Steps:
    """Return all links by birth on ways from one person down to another."""
    below = _walk(graph, [top], graph.children.__getitem__, None)
    above = _walk(graph, [bottom], graph.parents.__getitem__, None)
    if top == bottom or bottom not in below:
        return frozenset()
    between = below & above
    return frozenset((parent, child) for child in between for parent in graph.parents[child] if parent in between)


def _walk(
    graph: FamilyGraph, start: Iterable[int], links: Callable[[int], Iterable[int]], generations: int | None
) -> set[int]:
    """Return everybody within so many generations of links, the start included."""
    found = set(start)
    row, limit = found, len(graph) if generations is None else generations
    while row and limit > 0:
        row = {other for person in row for other in links(person)} - found
        found |= row
        limit -= 1
    return found
