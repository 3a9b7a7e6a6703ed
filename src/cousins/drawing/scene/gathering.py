"""From people of a family graph to a scene: who with whom has which children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing.scene.cast import Child, Figure, Household, Role, Scene, Strand
from cousins.family.links import ParentKind, PartnerKind
from cousins.kinship.descent_list import by_birth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cousins.drawing.scene.strands import Line
    from cousins.family.graph import FamilyGraph

CANON_DEGREE = 4
"""Partners who share an ancestor within so many generations count as related (Fourth Lateran Council, canon 50)."""


class Gathering:
    """Makes a scene of the people of a graph who are to be seen.

    Attributes:
        graph: Where they live.
        roles: Who is to be seen, and why.
        dots: Those of them who are drawn as a dot without a name.
    """

    def __init__(self, graph: FamilyGraph, roles: Mapping[int, Role], dots: Iterable[int] = ()) -> None:
        self.graph, self.roles, self.dots = graph, roles, frozenset(dots)
        self.numbers = sorted(roles)
        self.places = {number: place for place, number in enumerate(self.numbers)}

    def scene(self, title: str, lines: Iterable[Line], description: str = "") -> Scene:
        """Return the scene.

        Args:
            title: Its title.
            lines: Every line to be set off.
            description: More in words.
        """
        return Scene(
            title=title,
            figures=tuple(self._figure(number) for number in self.numbers),
            households=tuple(self._households()),
            strands=tuple(self._strand(line) for line in lines),
            description=description,
        )

    def _figure(self, number: int) -> Figure:
        graph = self.graph
        parents = {*graph.parents[number], *graph.social_parents[number]}
        children = {*graph.children[number], *graph.social_children[number]}
        return Figure(
            person=graph.people[number],
            role=self.roles[number],
            named=number not in self.dots,
            hidden_parents=len(parents - self.roles.keys()),
            hidden_children=len(children - self.roles.keys()),
        )

    def _strand(self, line: Line) -> Strand:
        title = f"{self.graph.people[line.origin]} to {self.graph.people[line.end]}"
        placed = frozenset((self.places[one], self.places[other]) for one, other in line.steps)
        return Strand(title, self.places[line.origin], self.places[line.end], line.hue, line.shade, placed)

    def _households(self) -> Iterator[Household]:
        broods: dict[tuple[int, ...], dict[int, ParentKind]] = {}
        for number in self.numbers:
            for parents, kind in self._parents(number):
                if any(parent in self.places for parent in parents):
                    broods.setdefault(parents, {}).setdefault(number, kind)
        together = {pair for parents in broods for pair in _pairs(parents)}
        for number in self.numbers:
            for partner in self.graph.partners[number]:
                pair = (number, partner)
                if number < partner and partner in self.places and pair not in together and self.dots.isdisjoint(pair):
                    broods[pair] = {}
        for parents in sorted(broods, key=lambda key: min(self.places.get(number, len(self.places)) for number in key)):
            yield self._household(parents, broods[parents])

    def _parents(self, number: int) -> Iterator[tuple[tuple[int, ...], ParentKind]]:
        """Yield each set of parents who are parents together, births first."""
        parents = self.graph.parents[number]
        if parents:
            yield tuple(sorted(parents)), ParentKind.BIRTH
        social: dict[ParentKind, list[int]] = {}
        for parent, kind in self.graph.social_parents.kinds(number):
            social.setdefault(kind, []).append(parent)
        for kind, others in sorted(social.items(), key=lambda each: each[0].rank):
            yield tuple(sorted(others)), kind

    def _household(self, parents: tuple[int, ...], brood: Mapping[int, ParentKind]) -> Household:
        graph = self.graph
        shown = [number for number in parents if number in self.places]
        shown.sort(key=lambda number: (_sex_order(graph, number), number))
        children = by_birth(graph, brood)
        return Household(
            partners=tuple(self.places[number] for number in shown),
            children=tuple(Child(self.places[child], brood[child]) for child in children),
            unknown=len(parents) == 1 and ParentKind.BIRTH in brood.values(),
            absent=len(parents) - len(shown),
            related=any(related(graph, one, other) for one, other in _pairs(shown)),
            wed=any(graph.partners.kind(one, other) is PartnerKind.SPOUSE for one, other in _pairs(shown)),
        )


def related(graph: FamilyGraph, one: int, other: int) -> bool:
    """Return whether two people share an ancestor within four generations, or one descends from the other so."""
    return not _near_ancestors(graph, one).isdisjoint(_near_ancestors(graph, other))


def _near_ancestors(graph: FamilyGraph, person: int) -> set[int]:
    found = row = {person}
    for _ in range(CANON_DEGREE):
        row = {parent for child in row for parent in graph.parents[child]} - found
        found = found | row
    return found


def _pairs(people: Iterable[int]) -> list[tuple[int, int]]:
    listed = list(people)
    return [(one, other) for at, one in enumerate(listed) for other in listed[at + 1 :]]


def _sex_order(graph: FamilyGraph, number: int) -> int:
    sex = graph.sex[number]
    return {"male": 0, "female": 1}.get(sex.value, 2) if sex else 2
