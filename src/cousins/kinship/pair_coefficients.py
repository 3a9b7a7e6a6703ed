"""The coefficients of two people as a value, each computed when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cousins.kinship.coefficients import Inheritance, genetic_pedigree
from cousins.stages import stage

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from fractions import Fraction

    from cousins.kinship.pedigree import Pedigree


@dataclass(frozen=True, eq=False)
class PairInheritance:
    """The coefficients of two people, each computed when it is first asked for.

    Attributes:
        pedigree: One that holds both and all their ancestors.
        a: The place of one.
        b: The place of the other.
    """

    pedigree: Pedigree
    a: int
    b: int

    @cached_property
    def _inheritance(self) -> tuple[Inheritance, int, int]:
        """How genes came down, and the places of the two in it."""
        pedigree = self.pedigree
        if not pedigree.graph.identical_twins:
            return Inheritance(pedigree), self.a, self.b
        a, b = pedigree.people[self.a], pedigree.people[self.b]
        genetic = genetic_pedigree(pedigree.graph, (a, b))
        return Inheritance(genetic), genetic.place(a), genetic.place(b)

    @cached_property
    def kinship(self) -> Fraction:
        """φ of the two."""
        inheritance, a, b = self._inheritance
        with self._computed():
            return inheritance.kinship(a, b)

    @cached_property
    def inbreeding(self) -> tuple[Fraction, Fraction]:
        """F of the one and of the other."""
        inheritance, a, b = self._inheritance
        with self._computed():
            return inheritance.inbreeding(a), inheritance.inbreeding(b)

    def _computed(self) -> AbstractContextManager[None]:
        return stage(f"computing coefficients among {len(self.pedigree.people):,} people")
