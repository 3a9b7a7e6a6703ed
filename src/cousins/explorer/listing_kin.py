"""Ancestors and descendants, found in a family graph: as lists with numbers, and as families of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.answers.listing import Listing, Row
from cousins.family.person_ids import is_put_in
from cousins.kinship.descent_list import descendants
from cousins.kinship.pedigree_list import ancestors
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph


def pedigree_list(graph: FamilyGraph, person: int, *, generations: int | None = None) -> Listing:
    """Return the ancestors of a person with Sosa numbers."""
    rows = []
    for row in ancestors(graph, person, generations=generations):
        if is_put_in(graph.ids[row.person]):
            continue
        look()
        number = "" if row.sosa is None else str(row.sosa)
        rows.append(Row(graph.people[row.person], row.generation, number, tuple(map(str, row.again))))
    return Listing("ancestors", tuple(rows))


def descent_list(graph: FamilyGraph, person: int, *, generations: int | None = None) -> Listing:
    """Return the descendants of a person with d'Aboville numbers."""

    def dotted(number: Sequence[int]) -> str:
        return ".".join(map(str, number))

    rows = []
    for row in descendants(graph, person, generations=generations):
        look()
        number = dotted(row.number) if row.number else ""
        rows.append(Row(graph.people[row.person], row.generation, number, tuple(map(dotted, row.again))))
    return Listing("descendants", tuple(rows))


def above(graph: FamilyGraph, person: int, *, generations: int | None = None) -> FamilyGraph:
    """Return the family of a person and the ancestors by birth."""
    return graph.subset(row.person for row in ancestors(graph, person, generations=generations))


def below(graph: FamilyGraph, person: int, *, generations: int | None = None) -> FamilyGraph:
    """Return the family of a person and the descendants by birth."""
    return graph.subset(row.person for row in descendants(graph, person, generations=generations))
