"""How far a search has come: one generation, or one degree, done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cousins.family.graph import FamilyGraph
    from cousins.family.person import Person, PersonId
    from cousins.family.resolve import Understood
    from cousins.stores.source_cache import StoreTrouble
    from cousins.transport.events import Event

    OnEvent = Callable[["Event | Layer | StoreTrouble"], None]


@dataclass(frozen=True, slots=True)
class Layer:
    """One degree of an exploration, or one generation of a search for kin, done.

    Attributes:
        degree: How many links away from where it began, or how many generations up.
        people: How many people there are at this degree, missing ones not counted.
        total: How many people were found so far.
        waiting: How many people the next degree has, none when it ends here.
        requests: How many requests it took so far.
        met: Ids of those looked for who were found so far; of a search for kin, those of common ancestors.
        complete: Whether nobody is left to explore.
        cut: Whether the limit of people left somebody out.
        understood: Whom the names were taken for.
        pedigrees: Of a search for kin, for each of the two how many people of each generation are known, themselves
            first; each ancestor counts once, where the shortest way leads.
        nearest: Of a search for kin, the nearest common ancestors.
    """

    degree: int
    people: int
    total: int
    waiting: int
    requests: int
    met: frozenset[PersonId]
    complete: bool
    cut: bool = False
    understood: tuple[Understood, ...] = field(default=(), repr=False)
    pedigrees: tuple[tuple[int, ...], ...] = ()
    nearest: tuple[Person, ...] = field(default=(), repr=False)
    _family: Callable[[], FamilyGraph] | None = field(default=None, repr=False, compare=False)

    def family(self) -> FamilyGraph:
        """Return the family found so far, and those whom its pages name.

        Raises:
            ValueError: The layer was made by hand, without a family.
        """
        if self._family is None:
            raise ValueError("this layer has no family")
        return self._family()
