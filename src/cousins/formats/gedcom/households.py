"""Households of a family graph: what GEDCOM calls families, made from links between people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.family.graph import FamilyGraph

_UNKNOWN = re.compile(r"(.+)\?(?:father|mother)\?*")
_PAIR = 2

Kinds = tuple[ParentKind, ...]
"""The kinds of the parents in one household, in the order of its partners; of unknown parents, father and mother."""


@dataclass(slots=True)
class Household:
    """One or two partners and their children.

    Attributes:
        xref: The id of the family.
        partners: The numbers of the partners; a woman comes after a man; empty for unknown parents.
        union: How the two are partners; None when that is not known.
        children: Children, and the kind of parent each partner is to them.
    """

    xref: str
    partners: tuple[int, ...]
    union: PartnerKind | None = None
    children: list[tuple[int, Kinds]] = field(default_factory=list)


class Households:
    """The households of a graph.

    Attributes:
        all: Every household, in the order of its first member.
        childhood: The households in which a person is a child.
        marriages: The households in which a person is a partner.
        unknown: The numbers of unknown parents, who are no persons in GEDCOM.
    """

    def __init__(self, graph: FamilyGraph, taken: set[str]) -> None:
        self._graph, self._taken, self._made = graph, taken, 0
        self._known: dict[tuple[int, ...], Household] = {}
        self.childhood: dict[int, list[tuple[Household, Kinds]]] = {}
        self.marriages: dict[int, list[Household]] = {}
        # Parents whom a reader put in, so that siblings are siblings; the id is looked at first, as it costs no Person.
        marked = (number for number in range(len(graph)) if _UNKNOWN.fullmatch(graph.ids[number]))
        self.unknown = {number for number in marked if (graph.people[number].name or "").startswith("unknown ")}
        for child in range(len(graph)):
            for kinds in self._parents(child):
                household = self._household(tuple(kinds))
                ordered = tuple(kinds[parent] for parent in household.partners or sorted(kinds))
                household.children.append((child, ordered))
                self.childhood.setdefault(child, []).append((household, ordered))
        for one in range(len(graph)):
            for other, kind in graph.partners.kinds(one):
                if one < other and not {one, other} & self.unknown:
                    self._household((one, other)).union = kind
        self.all: Sequence[Household] = list(self._known.values())
        for household in self.all:
            if (rank := graph.rank) is not None:
                household.children.sort(key=lambda child: rank[child[0]])
            for partner in household.partners:
                self.marriages.setdefault(partner, []).append(household)
        if graph.partner_order is not None:
            for person, households in self.marriages.items():
                if len(households) > 1:
                    self._put_in_order(person, households)

    def _put_in_order(self, person: int, households: list[Household]) -> None:
        """Put somebody's marriages into the order of the source; those without a known partner stay in place."""
        place = {partner: at for at, partner in enumerate(self._graph.partners_of(person))}
        known = {at: place[one] for at, each in enumerate(households) for one in each.partners if one in place}
        ordered = sorted(known, key=known.__getitem__)
        for at, household in zip(known, [households[old] for old in ordered], strict=True):
            households[at] = household

    def _parents(self, child: int) -> Iterator[dict[int, ParentKind]]:
        """Yield the parents of a child with their kinds, at most two together."""
        graph = self._graph
        kinds = dict.fromkeys(graph.parents[child], ParentKind.BIRTH)
        kinds |= dict(graph.social_parents.kinds(child))
        if len(kinds) > _PAIR or len(set(kinds.values())) > 1:
            yield from self._partners_among(kinds)
        for kind in dict.fromkeys(kinds.values()):
            alike = [parent for parent, known in kinds.items() if known is kind]
            yield from (dict.fromkeys(pair, kind) for pair in self._pairs(alike))

    def _partners_among(self, kinds: dict[int, ParentKind]) -> Iterator[dict[int, ParentKind]]:
        """Take out of several parents those who are partners, first those of one kind."""
        for same in (True, False):
            for one in list(kinds):
                mates = [p for p in self._graph.partners[one] if p in kinds and one in kinds]
                mates = [mate for mate in mates if (kinds[mate] is kinds[one]) is same]
                if mates:
                    yield {parent: kinds.pop(parent) for parent in (one, mates[0])}

    def _pairs(self, parents: list[int]) -> Iterator[tuple[int, ...]]:
        """Yield more than two parents of a kind as a man and a woman, or alone."""
        sexes = self._graph.sex
        while len(parents) > _PAIR:
            first, *rest = parents
            mates = [p for p in rest if sexes[p] is Sex.FEMALE and not {p, first} & self.unknown]
            pair = (first, mates[0]) if mates else (first,)
            yield pair
            parents = [parent for parent in rest if parent not in pair]
        if parents:
            yield tuple(parents)

    def _household(self, partners: tuple[int, ...]) -> Household:
        """Return the household of these partners, made when it is not there; a man stands before a woman."""
        key = tuple(sorted(partners))
        if key not in self._known:
            sexes = [self._graph.sex[partner] for partner in partners]
            # Whoever has no sex stands where room is left.
            turned = len(set(sexes)) == _PAIR and (sexes[0] is Sex.FEMALE or sexes[1] is Sex.MALE)
            ordered = partners[::-1] if turned else partners
            unknown = [number for number in partners if number in self.unknown]
            named = tuple(number for number in ordered if number not in self.unknown)
            self._known[key] = Household(self._xref(unknown), named)
        return self._known[key]

    def _xref(self, unknown: list[int]) -> str:
        """Return a new id; unknown parents give their family the id it had."""
        match = _UNKNOWN.fullmatch(self._graph.ids[unknown[0]]) if unknown else None
        if match and match[1] not in self._taken:
            self._taken.add(match[1])
            return match[1]
        while True:
            self._made += 1
            xref = f"F{self._made}"
            if xref not in self._taken:
                self._taken.add(xref)
                return xref
