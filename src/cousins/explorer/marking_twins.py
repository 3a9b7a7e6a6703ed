"""People whom a question marks as identical twins, found by their names in a family at hand."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from cousins.errors import SettingsError
from cousins.family.resolve import name_of, resolve
from cousins.kinship.identical_twins import doubts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cousins.family.names import NameIndex
    from cousins.family.person import Person
    from cousins.family.resolve import Understood

    TwinSets = Iterable[Collection[str | Person]]


def marked(index: NameIndex, sets: TwinSets) -> tuple[NameIndex, tuple[Understood, ...]]:
    """Return the index of the same family with these people marked, and whom their names were taken for.

    Args:
        index: The names of the family.
        sets: Sets of people who are identical twins of each other: ids, names or Persons.

    Raises:
        PersonNotFoundError: A name or id names nobody.
        AmbiguousNameError: A name may mean several people.
        SettingsError: Fewer than two people are named, or they cannot be identical twins.
    """
    graph = index.graph
    understood: list[Understood] = []
    chosen: list[set[int]] = []
    for each in sets:
        found = [resolve(index, name_of(person)) for person in ([each] if isinstance(each, str) else each)]
        understood += found
        chosen.append({graph.number(one.person.id) for one in found})
        if len(chosen[-1]) <= 1:
            names = ", ".join(dict.fromkeys(one.person.label for one in found)) or "nobody"
            raise SettingsError(f"identical twins are two people or more, not {names}")
    other = copy(index)
    other.graph = graph.with_identical_twins(chosen)
    for twins, doubt in doubts(other.graph).items():
        if any(not together.isdisjoint(twins) for together in chosen):
            names = " and ".join(graph.people[twin].label for twin in twins)
            raise SettingsError(f"{names} cannot be identical twins: {doubt.value}")
    return other, tuple(understood)
