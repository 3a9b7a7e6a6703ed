"""Kin otherwise than by blood: partners, in-laws, and what is told of step-kin and kin by adoption.

In-laws are answered as long as they are nearer than the nearest common
ancestor; the same families marry so often that the rest would be noise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cousins.family.closure import steps_from
from cousins.kinship.blood import BloodKin
from cousins.kinship.relationship import AffinityBond, BloodBond, Kind, PartnerBond, Relationship, StepBond
from cousins.kinship.step import step_relationship

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph


NEAR: Final = 5
"""Steps, one for each marriage included, up to which kin by adoption and step are told where blood is nearer."""


class KinNotByBlood(NamedTuple):
    """How two people are kin otherwise than by blood, by where that is told.

    Attributes:
        partners: How they are partners; None for those who are none.
        first: What is told before their blood: the nearest kin by adoption, marriage and step, if nearer.
        then: What is told after the nearest blood: near kin by adoption and step who are nearer by blood, and
            farther kin by marriage.
    """

    partners: Relationship | None
    first: list[Relationship]
    then: list[Relationship]


def kin_not_by_blood(graph: FamilyGraph, a: int, b: int, *, nearest: int | None) -> KinNotByBlood:
    """Return how two people are kin by marriage, adoption, fostering and step.

    Partners have no in-laws in each other. In-laws must be nearer than kin by blood and by adoption, and
    the farther ones come for want of all others. Adoptive, foster and step-kin up to `NEAR` are told in any
    case, farther adoptive kin if nearer than by blood, farther step-kin for want of blood.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other; not A.
        nearest: The distance of the nearest kinship by blood; None where there is none.
    """
    partners = partnership(graph, a, b)
    found: list[Relationship] = []
    if graph.social_parents.target:
        bound = None if nearest is None else max(nearest, NEAR + 1)
        found += BloodKin(graph, a, b, social=True).relationships(nearer_than=bound)
    step = step_relationship(graph, a, b, most=None if nearest is None else NEAR - 1)
    if step:
        found.append(step)
    if partners is None:
        adoptive = (kin.distance for kin in found if kin.kind is Kind.ADOPTIVE)
        bound = min(adoptive, default=nearest) if nearest is None else min((nearest, *adoptive))
        fallback = nearest is None and not found
        found += in_laws(graph, a, b, nearer_than=bound, step=step, fallback=fallback)
    found.sort(key=lambda relationship: relationship.distance)
    first = [
        kin
        for kin in found
        if nearest is None or (kin.distance < nearest and (not isinstance(kin.bond, AffinityBond) or kin.bond.in_law))
    ]
    return KinNotByBlood(partners, first, [kin for kin in found if kin not in first])


def partnership(graph: FamilyGraph, a: int, b: int) -> Relationship | None:
    """Return the relationship of two partners; None when they are none."""
    bond, mirrored = _partner_bond(graph, a, b), _partner_bond(graph, b, a)
    return Relationship(bond, mirrored) if bond and mirrored else None


def _partner_bond(graph: FamilyGraph, a: int, b: int) -> PartnerBond | None:
    """Return what B is as A's partner; None when they are none."""
    kind = graph.partners.kind(a, b)
    return None if kind is None else PartnerBond(graph.sex[b], kind)


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
    nearest = _nearest_pair(graph.source_place, steps, of_a, of_b)
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
        suppositions=blood.suppositions,
    )


def _nearest_pair(
    source_place: Sequence[int], steps: dict[int, dict[int, int]], of_a: list[int], of_b: list[int]
) -> tuple[int, int] | None:
    """Return the partner of A and the partner of B who are nearest kin, and are not the same person."""
    down: dict[int, list[tuple[int, int, int]]] = {}
    for other in of_b:
        for ancestor, count in steps[other].items():
            down.setdefault(ancestor, []).append((count, source_place[other], other))
    two = slice(2)  # the nearest, and the next where the nearest is the same person
    down = {ancestor: sorted(reached)[two] for ancestor, reached in down.items()}
    ways = (
        (up + count, place, at, other)
        for place, one in enumerate(of_a)
        for ancestor, up in steps[one].items()
        for count, at, other in down.get(ancestor, ())
        if one != other
    )
    nearest = min(ways, default=None)
    return (of_a[nearest[1]], nearest[3]) if nearest else None


def _same_step(in_law: Relationship, step: Relationship) -> bool:
    """Return whether `step` is the better word for it: a parent's spouse, a spouse's child."""
    if not isinstance(in_law.bond, AffinityBond) or not isinstance(step.bond, StepBond):
        return False
    one_way = (in_law.bond.b_partner is None) != (in_law.bond.a_partner is None)
    up, down = step.bond.generations
    if in_law.bond.a_partner is None:
        return one_way and down == 0 and in_law.bond.blood.generations == (up, 0)
    return one_way and up == 0 and in_law.bond.blood.generations == (0, down)
