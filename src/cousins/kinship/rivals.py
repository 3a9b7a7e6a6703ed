"""Parents of whom only one can be: two recorded fathers, or mothers, never begot a child together.

Everybody has two parents by birth. Where more are recorded, or two of one known sex, some of
them are rivals: each of them may be the one, with the same chance. Two of one sex who are
partners, as two mothers of one family are, are the child's two parents in words; in genes
they are rivals all the same.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph

_BOTH = 2


def groups_of(parents: Sequence[int], sexes: Sequence[Sex | None]) -> list[tuple[int, ...]]:
    """Return somebody's recorded parents as at most two groups, of each of which one is the parent.

    Args:
        parents: The parents, as numbers of any kind.
        sexes: The sex of each of them.

    Example:
        >>> groups_of([7, 8, 9], [Sex.MALE, Sex.MALE, Sex.FEMALE])
        [(7, 8), (9,)]
        >>> groups_of([7, 8], [Sex.MALE, Sex.MALE]), groups_of([7, 8], [Sex.MALE, None])
        ([(7, 8)], [(7,), (8,)])
    """
    if len(parents) < _BOTH or (len(parents) == _BOTH and (sexes[0] is None or sexes[0] is not sexes[1])):
        return [(parent,) for parent in parents]
    women = tuple(parent for parent, sex in zip(parents, sexes, strict=True) if sex is Sex.FEMALE)
    others = tuple(parent for parent in parents if parent not in women)
    return [group for group in (others, women) if group]


def rivals_of(graph: FamilyGraph, parents: Sequence[int]) -> dict[int, int]:
    """Return those of somebody's recorded parents of whom it is not certain that they are it, mostly nobody.

    With each comes how many there are of whom one is it, the parent included.

    Args:
        graph: Where they live.
        parents: The numbers of all parents by birth of one person.
    """
    groups = groups_of(parents, [graph.sex[parent] for parent in parents])
    disputed = {parent: len(group) for group in groups if len(group) > 1 for parent in group}
    couple = len(parents) == _BOTH and all(graph.partners.kind(*pair) for pair in combinations(disputed, _BOTH))
    return {} if couple else disputed
