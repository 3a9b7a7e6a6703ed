"""From people of a family graph to a scene: who with whom has which children."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from cousins.drawing.scene.figures import Child, Figure, Household, Role, Scene, Strand
from cousins.family.closure import ways_from
from cousins.family.links import ParentKind
from cousins.family.person import Sex
from cousins.kinship.listing_order import by_birth, by_marriage
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cousins.drawing.scene.strands import Line
    from cousins.family.graph import FamilyGraph

CANON_DEGREE = 4
"""Partners who share an ancestor within so many generations count as related (Fourth Lateran Council, canon 50)."""
_SIDES: dict[Sex | None, int] = {Sex.MALE: 0, Sex.FEMALE: 1}
"""Fathers stand first and mothers next, then those whose sex is another or not recorded."""


class Gathering:
    """Makes a scene of the people of a graph who are to be seen.

    Attributes:
        graph: Where they live.
        roles: Who is to be seen, and why.
        dots: Those of them who are drawn as a dot without a name.
        couples: With whom each of them is a couple in the picture.
    """

    def __init__(self, graph: FamilyGraph, roles: Mapping[int, Role], dots: Iterable[int] = ()) -> None:
        self.graph, self.roles, self.dots = graph, roles, frozenset(dots)
        self._order = graph.source_place.__getitem__
        self.numbers = sorted(roles, key=self._order)
        self.places = {number: place for place, number in enumerate(self.numbers)}
        self.couples: dict[int, list[int]] = {number: [] for number in self.numbers}

    def scene(self, lines: Iterable[Line], description: str = "") -> Scene:
        """Return the scene, but for its title and legend.

        Args:
            lines: Every line to be set off.
            description: More in words.
        """
        graph, places = self.graph, self.places
        broods, disputed = self._broods()
        figures = []
        for number in self.numbers:
            look()
            parents = dict.fromkeys([*graph.parents[number], *graph.social_parents[number]])
            children = {*graph.children[number], *graph.social_children[number]} - self.roles.keys()
            figure = Figure(
                person=graph.people[number],
                role=self.roles[number],
                named=number not in self.dots,
                hidden_parents=tuple([graph.people[parent] for parent in parents if parent not in self.roles]),
                hidden_children=tuple([graph.people[child] for child in sorted(children, key=self._order)]),
                hidden_partners=tuple(
                    [graph.people[each] for each in graph.partners[number] if each not in self.roles]
                ),
                partners=tuple([places[partner] for partner in self._in_order(number, self.couples[number])]),
            )
            figures.append(figure)
        households = list(self._households(broods, disputed))
        strands = [
            Strand(
                title=f"{graph.people[line.origin]} to {graph.people[line.end]}"
                + (f", {line.supposed}" if line.supposed else ""),
                origin=places[line.origin],
                end=places[line.end],
                hue=line.hue,
                shade=line.shade,
                steps=frozenset([(places[one], places[other]) for one, other in line.steps]),
            )
            for line in lines
        ]
        return Scene("", tuple(figures), tuple(households), tuple(strands), description)

    def _in_order(self, number: int, partners: Collection[int]) -> Collection[int]:
        return by_marriage(self.graph, number, partners) if len(partners) > 1 else partners

    def _broods(self) -> tuple[dict[tuple[int, ...], dict[int, ParentKind]], dict[tuple[int, ...], dict[int, int]]]:
        """Return parents with the children they have together, couples with none, and the rivals among parents."""
        broods: dict[tuple[int, ...], dict[int, ParentKind]] = {}
        for number in self.numbers:
            for parents, kind in self._parents(number):
                if not self.places.keys().isdisjoint(parents):
                    broods.setdefault(parents, {}).setdefault(number, kind)
        disputed = {parents: self._rivals(parents, brood) for parents, brood in broods.items()}
        together = {
            pair
            for parents, rivals in disputed.items()
            for pair in combinations([each for each in parents if each in self.places and each not in rivals], 2)
        }
        for number in self.numbers:
            for partner in self.graph.partners[number]:
                pair = (number, partner)
                if (
                    self._order(number) < self._order(partner)
                    and partner in self.places
                    and pair not in together
                    and self.dots.isdisjoint(pair)
                ):
                    broods[pair] = {}
                    together.add(pair)
        for one, other in sorted(together, key=lambda pair: (self._order(pair[0]), self._order(pair[1]))):
            self.couples[one].append(other)
            self.couples[other].append(one)
        return broods, disputed

    def _households(
        self,
        broods: Mapping[tuple[int, ...], Mapping[int, ParentKind]],
        disputed: Mapping[tuple[int, ...], Mapping[int, int]],
    ) -> Iterator[Household]:
        """Yield the households in the order of the graph."""
        firsts = {parents: min([self.places[each] for each in parents if each in self.places]) for parents in broods}
        for parents in sorted(broods, key=firsts.__getitem__):
            yield self._household(parents, broods[parents], disputed.get(parents, {}))

    def _rivals(self, parents: tuple[int, ...], brood: Mapping[int, ParentKind]) -> dict[int, int]:
        """Return those of a brood's parents of whom only one can be it, each with how many they are."""
        if len(parents) < 2 or ParentKind.BIRTH not in brood.values():  # noqa: PLR2004 (a couple)
            return {}
        sexes = [self.graph.sex[parent] for parent in parents]
        if len(parents) == 2 and (sexes[0] is None or sexes[0] is not sexes[1]):  # noqa: PLR2004 (as above)
            return {}
        from cousins.kinship.rivals import rivals_of  # noqa: PLC0415 (only where parents are disputed)

        return rivals_of(self.graph, parents)

    def _parents(self, number: int) -> Iterator[tuple[tuple[int, ...], ParentKind]]:
        """Yield each set of parents who are parents together, births first."""
        parents = self.graph.parents[number]
        if parents:
            yield tuple(sorted(parents, key=self._order)), ParentKind.BIRTH
        social: dict[ParentKind, list[int]] = {}
        for parent, kind in self.graph.social_parents.kinds(number):
            social.setdefault(kind, []).append(parent)
        for kind, others in sorted(social.items(), key=lambda each: each[0].rank):
            yield tuple(sorted(others, key=self._order)), kind

    def _household(
        self, parents: tuple[int, ...], brood: Mapping[int, ParentKind], rivals: Mapping[int, int]
    ) -> Household:
        look()
        graph = self.graph
        shown = [number for number in parents if number in self.places]
        sexes = {number: graph.sex[number] for number in shown}
        shown.sort(key=lambda number: (_SIDES.get(sexes[number], len(_SIDES)), self._order(number)))
        ancestors = [
            ways_from([each], graph.parents.__getitem__, most=CANON_DEGREE)
            for each in shown
            if len(shown) > 1 and each not in rivals
        ]
        related = any(not one.keys().isdisjoint(other) for one, other in combinations(ancestors, 2))
        return Household(
            partners=tuple([self.places[number] for number in shown]),
            children=tuple([Child(self.places[child], brood[child]) for child in by_birth(graph, brood)]),
            # Of rivals who are all the parents there are, one is it, and the other parent is nobody of them.
            unknown=ParentKind.BIRTH in brood.values()
            and (len(parents) == 1 or all(rivals.get(each) == len(parents) for each in parents)),
            absent=len(parents) - len(shown),
            related=related,
            rivals={self.places[parent]: count for parent, count in rivals.items() if parent in self.places},
        )
