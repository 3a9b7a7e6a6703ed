"""Kinship, relationship and inbreeding, exact.

The kinship of two people is found from the decomposition A = T D Tᵀ of the
relationship matrix: 2φ(A, B) = Σ t_Ak · t_Bk · d_k over their common ancestors
k, each counting as their own ancestor. t_xk is the share of x's genes that
came from k, found for all k in one sweep upward; d_k is what is new in k, not
inherited from the parents: 1 - ¼(1 + F_father) - ¼(1 + F_mother), the term of
an unknown parent left out. The row of T of a person is the mean of the parents'
rows, and those of everybody who has children yet to come are kept for them.

Up to thousands of common ancestors every quantity is a fraction whose denominator is known beforehand, so all the
sums are of integers and nothing is rounded. Beyond, kinship comes from its recursion over pairs (`kinship.recursion`),
and where they are too many, from compiled sweeps (`kinship.compiled`), both in floating point.

Where more than one father is recorded (or mother), each is taken to be the
father with the same chance (`kinship.rivals`). Identical twins are one person
(`kinship.identical_twins`). Only birth links count.

Sources: C. R. Henderson, Biometrics 32:69 (1976); R. L. Quaas, Biometrics
32:949 (1976); S. Wright, Am. Nat. 56:330 (1922).
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from cousins.errors import TooLargeError
from cousins.kinship import compiled
from cousins.kinship.common_ancestors import common_ancestors
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.recursion import recursive_kinship
from cousins.kinship.rivals import groups_of
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cousins.family.graph import FamilyGraph

_BOTH = 2

MOST_EXACT = 30_000_000
"""Couples times common ancestors, times the length of the integers, beyond which floating point takes over.

Also people times generations, the bits of the longest row.
"""
_LONG = 500
"""Generations whose integers cost twice what short ones cost."""
_FEW = 100
"""Couples whose rows cost no more than the integers themselves."""

_MOST_KEPT = 1_000_000
"""Shares of ancestors, in all rows that are kept: some hundred megabytes."""


def genetic_pedigree(graph: FamilyGraph, people: Iterable[int]) -> Pedigree:
    """Return the pedigree of some people by which genes come down: identical twins are one person in it.

    Args:
        graph: Where they live.
        people: Their numbers in the graph.
    """
    if not graph.identical_twins:
        return Pedigree(graph, people)
    from cousins.kinship.identical_twins import GeneticPedigree, completed  # noqa: PLC0415 (only of twins)

    return GeneticPedigree(completed(graph), people)


def kinship(graph: FamilyGraph, a: int, b: int) -> Fraction:
    """Return φ: the chance that a gene drawn from each is the same by descent.

    For a person and themselves it is (1 + F) / 2; for unrelated people 0.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other, possibly the same.

    Example:
        >>> from cousins.family.links import ParentLink
        >>> from cousins.family.graph import FamilyGraph
        >>> family = [ParentLink("Ann", "Eve"), ParentLink("Bob", "Eve")]
        >>> graph = FamilyGraph.of([], family)
        >>> kinship(graph, graph.number("Ann"), graph.number("Bob"))
        Fraction(1, 8)
    """
    pedigree = genetic_pedigree(graph, (a, b))
    return Inheritance(pedigree).kinship(pedigree.place(a), pedigree.place(b))


def inbreeding(graph: FamilyGraph, person: int) -> Fraction:
    """Return F: the kinship of the person's parents; 0 when one is unknown."""
    pedigree = genetic_pedigree(graph, (person,))
    return Inheritance(pedigree).inbreeding(pedigree.place(person))


def relatedness(kinship: Fraction, inbreeding_a: Fraction, inbreeding_b: Fraction) -> float:
    """Return Wright's coefficient of relationship r = 2φ / √((1 + F_A)(1 + F_B))."""
    return float(2 * kinship) / math.sqrt((1 + inbreeding_a) * (1 + inbreeding_b))


class Inheritance:
    """How genes came down a pedigree.

    Args:
        pedigree: Its people are meant by their places.
    """

    def __init__(self, pedigree: Pedigree) -> None:
        """Count the generations and settle how much each parent gives."""
        self._parents = pedigree.parents
        self._pedigree = pedigree
        sexes, people = pedigree.graph.sex, pedigree.people
        self._slots = [
            groups_of(parents, [sexes[people[parent]] for parent in parents]) for parents in pedigree.parents
        ]
        self._inbreeding: dict[int, int] = {}
        self._innovation: dict[int, int] = {}
        self._of_brood: dict[tuple[int, ...], tuple[int, int]] = {}
        self._rows: dict[int, dict[int, int]] = {}
        self._kept = 0
        self._phi: dict[int, float] = {}

    @cached_property
    def _step(self) -> int:
        """What the denominator grows by each generation: 2, unless somebody has three fathers."""
        return math.lcm(2, *{2 * len(slot) for slots in self._slots for slot in slots})

    @cached_property
    def _deepest(self) -> int:
        """The most generations above anybody."""
        depth: list[int] = []
        for parents in self._parents:
            depth.append(1 + max((depth[parent] for parent in parents), default=-1))
        return max(depth, default=0)

    @cached_property
    def _whole(self) -> int:
        """The integer that stands for 1 among shares."""
        return int(self._step**self._deepest)

    @cached_property
    def _one(self) -> int:
        """The integer that stands for 1 among F and d."""
        return int(self._whole**2 * self._step**4)

    def kinship(self, a: int, b: int) -> Fraction:
        """Return φ of the people at two places.

        Exact, unless there are so many common ancestors, or so many generations of them, that it would take long;
        then rounded to a float.

        Raises:
            TooLargeError: Even that would take too long.
        """
        common = common_ancestors(self._pedigree, a, b)
        if self._is_small(common):
            self._settle(common)
            return Fraction(self._kinship(a, b), self._one)
        rounded = recursive_kinship(self._slots, a, b, self._phi)
        simple = all(len(slot) == 1 for slots in self._slots for slot in slots)
        if rounded is None and simple and compiled.available():
            rounded = compiled.CompiledInheritance(self._parents, common).kinship(a, b)
        if rounded is None:
            raise TooLargeError(
                f"{len(common)} common ancestors are too many for coefficients"
                + ("" if compiled.available() else "; with cousins[fast] installed they can be computed")
            )
        return Fraction(rounded)

    def _is_small(self, common: Sequence[int]) -> bool:
        """Return whether integers will do: they are as long as the pedigree is deep."""
        couples = {self._parents[place] for place in common if len(self._slots[place]) > 1}
        sums = max(len(couples), _FEW) * len(common) * (1 + self._deepest / _LONG)
        return max(sums, len(self._parents) * self._deepest) <= MOST_EXACT

    def inbreeding(self, place: int) -> Fraction:
        """Return F of the person at a place: φ of the parents."""
        slots = self._slots[place]
        if len(slots) < _BOTH:
            return Fraction(0)
        fathers, mothers = slots
        if len(fathers) * len(mothers) > 1:
            # Rivals by the dozen would be hundreds of questions; their rows added up are one.
            ancestors = sorted(self._pedigree.generations(place))[:-1]
            if self._is_small(ancestors):
                self._settle(ancestors)
                return Fraction(self._inbred(place), self._one)
        kinships = (self.kinship(father, mother) for father in fathers for mother in mothers)
        return sum(kinships, Fraction(0)) / (len(fathers) * len(mothers))

    def _settle(self, ancestors: Sequence[int]) -> None:
        """Find F and d of these people, given oldest first and with all their ancestors."""
        # Only several parents are asked for their rows: in a line of single ones there would be no end of keeping.
        last_child = {
            parent: place for place in ancestors if len(self._parents[place]) > 1 for parent in self._parents[place]
        }
        for place in ancestors:
            if place not in self._innovation:
                look()
                parents = self._parents[place]
                if parents not in self._of_brood:  # full siblings have the same F and d
                    self._of_brood[parents] = self._inbred(place), self._new_in(place)
                self._inbreeding[place], self._innovation[place] = self._of_brood[parents]
            if place in last_child:
                self._keep(place)
            for parent in self._parents[place]:
                if last_child.get(parent) == place:
                    self._kept -= len(self._rows.pop(parent, ()))

    def _keep(self, place: int) -> None:
        """Keep the row of somebody whose children come later; if there are too many, those of all before go."""
        if self._kept > _MOST_KEPT:
            self._rows.clear()
            self._kept = 0
        row = self._rows[place] = self._shares(place)
        self._kept += len(row)

    def _inbred(self, place: int) -> int:
        """Return F: the mean of φ between the possible fathers and mothers."""
        slots = self._slots[place]
        if len(slots) < _BOTH:
            return 0
        fathers, mothers = slots
        return self._product(self._summed(fathers), self._summed(mothers)) // (len(fathers) * len(mothers))

    def _new_in(self, place: int) -> int:
        """Return d: the part of a person's own relationship that no parent explains."""
        inherited = 0
        for slot in self._slots[place]:
            given = sum(self._one + self._inbreeding[one] for one in slot)
            if len(slot) > 1:
                # Twice φ of each rival and each other one: the square of their sum less their squares.
                rows = [self._shares(one) for one in slot]
                summed = self._summed(slot)
                given += 2 * (self._product(summed, summed) - sum(self._product(row, row) for row in rows))
            inherited += given // (2 * len(slot)) ** 2
        return self._one - inherited

    def _summed(self, slot: Sequence[int]) -> dict[int, int]:
        """Return the rows of some people, added up."""
        first, *others = (self._shares(place) for place in slot)
        for row in others:
            first = first | {ancestor: first.get(ancestor, 0) + share for ancestor, share in row.items()}
        return first

    def _product(self, one: dict[int, int], other: dict[int, int]) -> int:
        """Return φ of whom two rows are from the d of the common ancestors, which must be known."""
        if len(other) < len(one):
            one, other = other, one
        innovation = self._innovation
        total = sum([share * other[place] * innovation[place] for place, share in one.items() if place in other])
        return int(total // (2 * self._whole**2))

    def _kinship(self, a: int, b: int) -> int:
        """Return φ of two people."""
        return self._product(self._shares(a), self._shares(b))

    def _shares(self, place: int) -> dict[int, int]:
        """Return t of all ancestors of a person: from the parents' rows where they are kept, else by a sweep upward."""
        rows, slots = self._rows, self._slots
        if place in rows:
            return rows[place]
        shares: dict[int, int] = {}
        if all(parent in rows for parent in self._parents[place]):
            given = [(rows[parent], 2 * len(slot)) for slot in slots[place] for parent in slot]
            # The longest row is copied whole, which costs less than to add it up.
            for row, parts in sorted(given, key=lambda each: -len(each[0])):
                if shares:
                    for ancestor, share in row.items():
                        shares[ancestor] = shares.get(ancestor, 0) + share // parts
                else:
                    shares = {ancestor: share // parts for ancestor, share in row.items()}
            return shares | {place: self._whole}
        shares[place] = self._whole
        for person in sorted(self._pedigree.generations(place), reverse=True):
            share = shares[person]
            for slot in slots[person]:
                part = share // (2 * len(slot))
                for parent in slot:
                    shares[parent] = shares.get(parent, 0) + part
        return shares
