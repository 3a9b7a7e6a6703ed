"""Where the known lines of a pedigree end, and how much of it is known: why no kinship was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.kinship.rivals import groups_of
from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.person import Person
    from cousins.kinship.pedigree import Pedigree

_BOTH = 2

MOST_GENERATIONS = 12
"""Generations of which it is counted how much is known; nobody asks for one of 4,096 people in full."""


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """An ancestor one or both of whose parents by birth nobody recorded; also the person themselves.

    Attributes:
        person: Who it is.
        generation: Steps up to them; the fewest of all lines.
        parents: How many parents are recorded: 0 or 1. Rivals, of whom only one can be it, are one.
    """

    person: Person
    generation: int
    parents: int


def open_ends(pedigree: Pedigree, place: int, *, below: int | None = None) -> list[OpenEnd]:
    """Return where the lines of a person end, nearest first.

    Parents who were left out of the pedigree to break a circle are recorded all the same, and
    unknown ones whom a reader put in are not.

    Args:
        pedigree: The family.
        place: The place of the person.
        below: Only ends of generations under this one count, where no more was read; None for all.

    Example:
        >>> from cousins.family.graph import FamilyGraph
        >>> from cousins.family.links import ParentLink
        >>> from cousins.kinship.pedigree import Pedigree
        >>> graph = FamilyGraph.of([], [ParentLink("Ann", "Eve")])
        >>> pedigree = Pedigree(graph, [graph.number("Ann")])
        >>> [(str(end.person), end.generation, end.parents) for end in open_ends(pedigree, 1)]
        [('Ann', 0, 1), ('Eve', 1, 0)]
    """
    left_out = Counter(child for child, _ in pedigree.cut)
    ends = []
    for step, (ancestor, generation) in enumerate(pedigree.generations(place).items()):
        if below is not None and generation >= below:
            break
        if not step % OFTEN:
            look()
        if ancestor in pedigree.put_in:
            continue
        number = pedigree.people[ancestor]
        parents = len(_one_of_each(pedigree, ancestor)) + left_out[number]
        if parents < _BOTH:
            ends.append(OpenEnd(pedigree.graph.people[number], generation, parents))
    return ends


def completeness(pedigree: Pedigree, place: int, *, most: int | None = None) -> list[tuple[int, int]]:
    """Return how many ancestors of a person are known, and how many there are, in each generation from the parents on.

    Whoever is an ancestor on several lines fills a place on each, as in a pedigree
    chart; of rivals, of whom only one can be the parent, the first fills it. The last
    generation is the last one of which anybody is known.

    Args:
        pedigree: The family.
        place: The place of the person.
        most: How many generations to count at most, never more than `MOST_GENERATIONS`; None for those.

    Example:
        >>> from cousins.family.graph import FamilyGraph
        >>> from cousins.family.links import ParentLink
        >>> from cousins.kinship.pedigree import Pedigree
        >>> graph = FamilyGraph.of([], [ParentLink("Ann", "Eve"), ParentLink("Ann", "Bob"), ParentLink("Bob", "Carl")])
        >>> pedigree = Pedigree(graph, [graph.number("Ann")])
        >>> completeness(pedigree, pedigree.place(graph.number("Ann")))
        [(2, 2), (1, 4)]
    """
    rows = []
    lines = Counter({place: 1})
    for generation in range(1, 1 + min(MOST_GENERATIONS if most is None else most, MOST_GENERATIONS)):
        look()
        # Lines are counted, not followed: a generation costs as much as it has people, however often they recur.
        above: Counter[int] = Counter()
        for child, count in lines.items():
            for parent in _one_of_each(pedigree, child):
                above[parent] += count
        if not above:
            break
        rows.append((above.total(), 1 << generation))
        lines = above
    return rows


def _one_of_each(pedigree: Pedigree, place: int) -> Sequence[int]:
    """Return the recorded parents, nobody whom a reader put in; of rivals the first one only."""
    recorded = [parent for parent in pedigree.parents[place] if parent not in pedigree.put_in]
    if pedigree.parents[place] not in pedigree.rivals:
        return recorded
    sexes = [pedigree.graph.sex[pedigree.people[parent]] for parent in recorded]
    return [group[0] for group in groups_of(recorded, sexes)]
