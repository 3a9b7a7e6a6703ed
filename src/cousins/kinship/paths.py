"""How two people are connected by any links: parents, children and partners.

The search goes from both ends at once, a whole generation of links at a time,
always from the end with fewer people waiting. It ends on every family, circles
included, and says how many people it reached when there is no connection.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from cousins.family.links import ParentKind, PartnerKind
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family.graph import FamilyGraph


class Step(Enum):
    """One link of a path, named for the person it leads to."""

    PARENT = "parent"
    CHILD = "child"
    PARTNER = "partner"
    FORMER_PARTNER = "former partner"
    UNMARRIED_PARTNER = "unmarried partner"
    ENGAGED_PARTNER = "engaged partner"
    ADOPTIVE_PARENT = "adoptive parent"
    ADOPTIVE_CHILD = "adoptive child"
    STEP_PARENT = "step parent"
    STEP_CHILD = "step child"
    FOSTER_PARENT = "foster parent"
    FOSTER_CHILD = "foster child"


PARENT_STEPS = {
    ParentKind.BIRTH: (Step.PARENT, Step.CHILD),
    ParentKind.ADOPTIVE: (Step.ADOPTIVE_PARENT, Step.ADOPTIVE_CHILD),
    ParentKind.STEP: (Step.STEP_PARENT, Step.STEP_CHILD),
    ParentKind.FOSTER: (Step.FOSTER_PARENT, Step.FOSTER_CHILD),
}
"""What the two ends of a link are to each other: the parent's side, the child's."""

PARTNER_STEPS = {
    PartnerKind.SPOUSE: Step.PARTNER,
    PartnerKind.FORMER: Step.FORMER_PARTNER,
    PartnerKind.UNMARRIED: Step.UNMARRIED_PARTNER,
    PartnerKind.ENGAGED: Step.ENGAGED_PARTNER,
}
_BACK = {**dict(PARENT_STEPS.values()), **{child: parent for parent, child in PARENT_STEPS.values()}}


@dataclass(frozen=True, slots=True)
class Connection:
    """What a search from both ends found.

    Attributes:
        steps: (link, person) from A's side to B, the last person being B; empty
            for the same person; None when no path exists.
        reached: How many people were reached, the two included.
    """

    steps: tuple[tuple[Step, int], ...] | None
    reached: int


_Reached = dict[int, "tuple[int, Step] | None"]
"""Whom a search reached, each with the one before and the link from there; None at its start."""


def connection(graph: FamilyGraph, a: int, b: int) -> Connection:
    """Return a shortest path by any links between two people.

    Of several equally short paths the one is taken that the order of people in
    the graph brings first; parents come before children, children before partners.

    Args:
        graph: Where they live.
        a: The number of the person the path starts from.
        b: The number of the person it leads to.
    """
    if a == b:
        return Connection((), 1)
    ends: tuple[_Reached, _Reached] = ({a: None}, {b: None})
    rows = ([a], [b])
    while rows[0] and rows[1]:
        look()
        side = 0 if len(rows[0]) <= len(rows[1]) else 1
        here, there = ends[side], ends[1 - side]
        following = []
        for person in rows[side]:
            for other, link in links(graph, person):
                if other not in here:
                    here[other] = (person, link)
                    following.append(other)
        rows[side][:] = following
        met = next((person for person in following if person in there), None)
        if met is not None:
            return Connection(_joined(*ends, met), len(ends[0].keys() | ends[1].keys()))
    return Connection(None, len(ends[0]) + len(ends[1]))


def links(graph: FamilyGraph, person: int) -> Iterator[tuple[int, Step]]:
    """Yield everybody who is linked to a person, and what they are to that person."""
    for parent in graph.parents[person]:
        yield parent, Step.PARENT
    for parent, kind in graph.social_parents.kinds(person):
        yield parent, PARENT_STEPS[kind][0]
    for child in graph.children[person]:
        yield child, Step.CHILD
    for child, kind in graph.social_children.kinds(person):
        yield child, PARENT_STEPS[kind][1]
    for partner, union in graph.partners.kinds(person):
        yield partner, PARTNER_STEPS[union]


def _joined(from_a: _Reached, from_b: _Reached, met: int) -> tuple[tuple[Step, int], ...]:
    """Return the path through the person in whom two searches met."""
    steps = []
    person = met
    while (came := from_a[person]) is not None:
        steps.append((came[1], person))
        person = came[0]
    steps.reverse()
    person = met
    while (came := from_b[person]) is not None:
        steps.append((_BACK.get(came[1], came[1]), came[0]))
        person = came[0]
    return tuple(steps)
