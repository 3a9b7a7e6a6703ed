"""Kin by marriage: partners, in-laws and step-kin.

In-laws are answered as long as they are nearer than the nearest common
ancestor; the same families marry so often that the rest would be noise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.closure import steps_from
from cousins.family.links import ParentKind, PartnerKind
from cousins.kinship.blood import BloodKin
from cousins.kinship.relationship import AffinityBond, BloodBond, Kind, PartnerBond, Relationship, StepBond

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph


def kin_not_by_blood(
    graph: FamilyGraph, a: int, b: int, *, nearest: int | None
) -> tuple[Relationship | None, list[Relationship]]:
    """Return how two people are partners, and as what kin by adoption and marriage they are nearer than by blood.

    Partners have no in-laws in each other. In-laws must be nearer than kin by adoption, too, and the farther
    ones come for want of all others.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other; not A.
        nearest: The distance of the nearest kinship by blood; None where there is none.

    Returns:
        None for those who are no partners; the others nearest first.
    """
    partners = partnership(graph, a, b)
    found: list[Relationship] = []
    if graph.social_parents.target:
        found += BloodKin(graph, a, b, social=True).relationships(nearer_than=nearest)
    step = step_relationship(graph, a, b)
    if step and (nearest is None or step.distance < nearest):
        found.append(step)
    if partners is None:
        bound = min((kin.distance for kin in found if kin.kind is Kind.ADOPTIVE), default=nearest)
        fallback = nearest is None and not found
        found += in_laws(graph, a, b, nearer_than=bound, step=step, fallback=fallback)
    return partners, sorted(found, key=lambda relationship: relationship.distance)


def partnership(graph: FamilyGraph, a: int, b: int) -> Relationship | None:
    """Return the relationship of two partners; None when they are none."""
    bond, mirrored = _partner_bond(graph, a, b), _partner_bond(graph, b, a)
    return Relationship(bond, mirrored) if bond and mirrored else None


def _partner_bond(graph: FamilyGraph, a: int, b: int) -> PartnerBond | None:
    """Return what B is as A's partner; None when they are none."""
    kind = graph.partners.kind(a, b)
    return None if kind is None else PartnerBond(graph.sex[b], kind)


def step_relationship(graph: FamilyGraph, a: int, b: int) -> Relationship | None:
    """Return how B is step-kin of A; None when they are not, or are kin by birth or adoption as near.

    A stepparent is a parent's spouse who is no parent and lived to see the child, or whom the source calls so.
    """
    # A widow who marries her stepson makes him his stepbrothers' stepfather: the nearer way counts, whoever asks.
    ways = [(way, up) for way, up in ((_step_way(graph, a, b), True), (_step_way(graph, b, a), False)) if way]
    if not ways:
        return None
    (generations, couple, lines), up = min(ways, key=lambda each: sum(each[0][0]))
    if not up:
        generations, lines = generations[::-1], lines[::-1]
    ids = graph.ids
    return Relationship(
        StepBond(generations, graph.sex[b]),
        StepBond(generations[::-1], graph.sex[a]),
        through=tuple(ids[person] for person in couple),
        lines=tuple(tuple(ids[person] for person in line) for line in lines),
    )


_Line = tuple[int, ...]
_StepWay = tuple[tuple[int, int], tuple[int, ...], tuple[_Line, _Line]]
"""Generations up and down, the couple between, and the lines to the child and across the marriage."""


def _step_way(graph: FamilyGraph, a: int, b: int) -> _StepWay | None:
    """Return the way to a stepparent, -sibling or -grandparent B; None when B is none."""
    parents, others = set(graph.parents_of(a)), set(graph.parents_of(b))
    if graph.social_parents.kind(a, b) is ParentKind.STEP:
        return (1, 0), (), ((b, a), (b,))
    if couple := _married(graph, parents, {b} - parents, a):
        return (1, 0), couple, ((couple[0], a), couple)
    if not parents & others and (couple := _married(graph, parents, others, a, b)):
        return (1, 1), couple, ((couple[0], a), (*couple, b))
    for parent in sorted(parents):
        grandparents = set(graph.parents_of(parent))
        if couple := _married(graph, grandparents, {b} - grandparents, parent):
            return (2, 0), couple, ((couple[0], parent, a), couple)
    return None


def _married(
    graph: FamilyGraph, ones: set[int], others: set[int], child: int, other_child: int | None = None
) -> tuple[int, int] | None:
    """Return the first of the ones whose spouse is among the others, with that spouse.

    A spouse who certainly died before the child was born was never a stepparent.
    """

    def lived_to_see(person: int, born: int) -> bool:
        died = graph.died[person]
        return died is None or not died.certainly_before(graph.born[born])

    for one in sorted(ones):
        for partner, kind in graph.partners.kinds(one):
            if partner not in others or kind is not PartnerKind.SPOUSE or not lived_to_see(partner, child):
                continue
            if other_child is None or lived_to_see(one, other_child):
                return one, partner
    return None


def in_laws(
    graph: FamilyGraph,
    a: int,
    b: int,
    *,
    nearer_than: int | None,
    step: Relationship | None = None,
    fallback: bool = True,
) -> list[Relationship]:
    """Return the relationships by marriage, nearest first, at most one for each couple of partners.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other; not A, and no partner of A.
        nearer_than: The distance they must be under: steps up and down plus one for
            each marriage; None for any.
        step: How they are step-kin, which is not said again.
        fallback: Whether the nearest kin by two marriages may answer for want of
            others, beside the partners of two siblings.
    """
    of_a = [partner for partner in dict.fromkeys(graph.partners[a]) if partner != b]
    of_b = [partner for partner in dict.fromkeys(graph.partners[b]) if partner != a]
    steps = {person: steps_from([person], graph.parents.__getitem__) for person in (a, b, *of_a, *of_b)}
    pairs: list[tuple[int | None, int | None]] = [(one, None) for one in of_a if _meet(steps[one], steps[b])]
    pairs += [(None, other) for other in of_b if _meet(steps[a], steps[other])]
    pairs += [
        (one, other)
        for one in of_a
        for other in of_b
        if one != other and not set(graph.parents[one]).isdisjoint(graph.parents[other])
    ]
    found = _by_partners(graph, a, b, pairs, nearer_than)
    found = [in_law for in_law in found if step is None or not _same_step(in_law, step)]
    if found or not fallback or step:
        return found
    nearest = _nearest_pair(steps, of_a, of_b)
    return _by_partners(graph, a, b, [nearest], nearer_than) if nearest else []


def _meet(one: dict[int, int], other: dict[int, int]) -> bool:
    return not one.keys().isdisjoint(other)


def _by_partners(
    graph: FamilyGraph, a: int, b: int, pairs: Sequence[tuple[int | None, int | None]], nearer_than: int | None
) -> list[Relationship]:
    """Return the in-laws by these partners of A and of B, None for A and B themselves, nearest first."""
    found = []
    for a_partner, b_partner in pairs:
        one = a if a_partner is None else a_partner
        other = b if b_partner is None else b_partner
        blood = next(BloodKin(graph, one, other).relationships(), None)
        if blood is not None:
            found.append(_in_law(graph, (a, a_partner), (b, b_partner), blood))
    found.sort(key=lambda in_law: in_law.distance)
    return [in_law for in_law in found if nearer_than is None or in_law.distance < nearer_than]


def _in_law(
    graph: FamilyGraph, a: tuple[int, int | None], b: tuple[int, int | None], blood: Relationship
) -> Relationship:
    """Return the kinship by marriage around one by blood; A and B come with their partner on the way, if any."""
    if not isinstance(blood.bond, BloodBond) or not isinstance(blood.mirrored, BloodBond):
        raise TypeError("the kinship between in-laws is by blood")

    def across(one: int | None, other: int | None) -> PartnerBond | None:
        """Return what the other is as the one's partner; None where there is no marriage on the way."""
        return None if one is None or other is None else _partner_bond(graph, one, other)

    partners = [partner for _, partner in (a, b) if partner is not None]
    ends = [() if partner is None else (graph.ids[person],) for person, partner in (a, b)]
    return Relationship(
        AffinityBond(across(*a), blood.bond, across(*b[::-1])),
        AffinityBond(across(*b), blood.mirrored, across(*a[::-1])),
        through=tuple(graph.ids[partner] for partner in partners),
        lines=tuple((*line, *end) for line, end in zip(blood.lines, ends, strict=True)),
    )


def _nearest_pair(steps: dict[int, dict[int, int]], of_a: list[int], of_b: list[int]) -> tuple[int, int] | None:
    """Return the partner of A and the partner of B who are nearest kin, and are not the same person."""
    down: dict[int, list[tuple[int, int]]] = {}
    for other in of_b:
        for ancestor, count in steps[other].items():
            down.setdefault(ancestor, []).append((count, other))
    two = slice(2)  # the nearest, and the next where the nearest is the same person
    down = {ancestor: sorted(reached)[two] for ancestor, reached in down.items()}
    ways = (
        (up + count, place, other)
        for place, one in enumerate(of_a)
        for ancestor, up in steps[one].items()
        for count, other in down.get(ancestor, ())
        if one != other
    )
    nearest = min(ways, default=None)
    return (of_a[nearest[1]], nearest[2]) if nearest else None


def _same_step(in_law: Relationship, step: Relationship) -> bool:
    """Return whether `step` is the better word for it: a parent's spouse, a spouse's child."""
    if not isinstance(in_law.bond, AffinityBond) or not isinstance(step.bond, StepBond):
        return False
    one_way = (in_law.bond.b_partner is None) != (in_law.bond.a_partner is None)
    up, down = step.bond.generations
    if in_law.bond.a_partner is None:
        return one_way and down == 0 and in_law.bond.blood.generations == (up, 0)
    return one_way and up == 0 and in_law.bond.blood.generations == (0, down)
