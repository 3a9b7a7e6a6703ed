"""Kin by marriage: partners, in-laws and step-kin.

In-laws are answered as long as they are nearer than the nearest common
ancestor; the same families marry so often that the rest would be noise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.graph import PARENT_KINDS, PARTNER_KINDS
from cousins.family.links import ParentKind
from cousins.kinship.blood import BloodKin
from cousins.kinship.relationship import (
    AffinityBond,
    BloodBond,
    Kind,
    PartnerBond,
    Relationship,
    StepBond,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family.graph import FamilyGraph
    from cousins.kinship.terms.language import Language

_STEP_REACH = (1, 2)
"""Generations between a stepparent, or stepgrandparent, and the child."""

_STEP = PARENT_KINDS.index(ParentKind.STEP)


def partnership(graph: FamilyGraph, a: int, b: int, language: Language) -> Relationship | None:
    """Return the relationship of two partners; None when they are none."""
    bond, mirrored = _partner_bond(graph, a, b), _partner_bond(graph, b, a)
    if bond is None or mirrored is None:
        return None
    return Relationship(Kind.PARTNER, language.name(bond), language.name(mirrored), bond, mirrored)


def _partner_bond(graph: FamilyGraph, a: int, b: int) -> PartnerBond | None:
    """Return what B is as A's partner; None when they are none."""
    for partner, kind in graph.partners.kinds(a):
        if partner == b:
            return PartnerBond(graph.sexes[b], PARTNER_KINDS[kind])
    return None


def step_relationship(graph: FamilyGraph, a: int, b: int, language: Language) -> Relationship | None:
    """Return how B is step-kin of A; None when they are not, or are kin by birth or adoption as near.

    A stepparent is a parent's partner who is no parent, or whom the source calls so.
    """
    way = _step_way(graph, a, b)
    if way is None:
        back = _step_way(graph, b, a)
        if back is None:
            return None
        way = ((back[0][1], back[0][0]), back[1])
    generations, couple = way
    bond = StepBond(generations, graph.sexes[b])
    mirrored = StepBond((generations[1], generations[0]), graph.sexes[a])
    through = tuple(graph.ids[person] for person in couple)
    return Relationship(Kind.STEP, language.name(bond), language.name(mirrored), bond, mirrored, through=through)


def _step_way(graph: FamilyGraph, a: int, b: int) -> tuple[tuple[int, int], tuple[int, ...]] | None:
    """Return the generations of a stepparent, -sibling or -grandparent B, and the couple between."""
    parents, others = _all_parents(graph, a), _all_parents(graph, b)
    if (b, _STEP) in graph.social_parents.kinds(a):
        return (1, 0), ()
    if couple := _partnered(graph, parents, {b} - parents):
        return (1, 0), couple
    if not parents & others and (couple := _partnered(graph, parents, others)):
        return (1, 1), couple
    for parent in sorted(parents):
        grandparents = _all_parents(graph, parent)
        if couple := _partnered(graph, grandparents, {b} - grandparents):
            return (2, 0), couple
    return None


def _partnered(graph: FamilyGraph, ones: set[int], others: set[int]) -> tuple[int, int] | None:
    """Return the first of the ones who has a partner among the others, with that partner."""
    for one in sorted(ones):
        for partner in graph.partners[one]:
            if partner in others:
                return one, partner
    return None


def _all_parents(graph: FamilyGraph, person: int) -> set[int]:
    """Return birth, adoptive and foster parents."""
    social = {parent for parent, kind in graph.social_parents.kinds(person) if kind != _STEP}
    return social.union(graph.parents[person])


def in_laws(graph: FamilyGraph, a: int, b: int, language: Language, *, nearer_than: int | None) -> list[Relationship]:
    """Return the relationships by marriage, nearest first, at most one for each couple of partners.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other; not A, and no partner of A.
        language: What names them.
        nearer_than: The distance they must be under: steps up and down plus one for
            each marriage; None for any.
    """
    found = []
    for a_partner, b_partner in _partner_pairs(graph, a, b):
        one = a if a_partner is None else a_partner
        other = b if b_partner is None else b_partner
        blood = next(BloodKin(graph, one, other).relationships(language), None)
        if blood is None or blood.generations is None or _is_step(blood.generations, a_partner, b_partner):
            continue
        in_law = _in_law(graph, a, b, a_partner, b_partner, blood, language)
        if nearer_than is None or in_law.distance < nearer_than:
            found.append(in_law)
    found.sort(key=lambda in_law: in_law.distance)
    return [in_law for in_law in found if len(in_law.through) == 1 or _of_siblings(in_law)] or found[:1]


def _of_siblings(in_law: Relationship) -> bool:
    """Return whether two siblings' partners are meant; farther kin by two marriages only answer for want of others."""
    return isinstance(in_law.bond, AffinityBond) and in_law.bond.blood.generations == (1, 1)


def _partner_pairs(graph: FamilyGraph, a: int, b: int) -> Iterator[tuple[int | None, int | None]]:
    """Yield whose kin to look at: partners of A, partners of B, then both."""
    of_a = [partner for partner in dict.fromkeys(graph.partners[a]) if partner != b]
    of_b = [partner for partner in dict.fromkeys(graph.partners[b]) if partner != a]
    yield from ((partner, None) for partner in of_a)
    yield from ((None, partner) for partner in of_b)
    yield from ((one, other) for one in of_a for other in of_b if one != other)


def _is_step(generations: tuple[int, int], a_partner: int | None, b_partner: int | None) -> bool:
    """Return whether `step_relationship` has the better word: a parent's partner, a partner's child."""
    up, down = generations
    if a_partner is None:
        return down == 0 and up in _STEP_REACH
    return b_partner is None and up == 0 and down in _STEP_REACH


def _in_law(
    graph: FamilyGraph,
    a: int,
    b: int,
    a_partner: int | None,
    b_partner: int | None,
    blood: Relationship,
    language: Language,
) -> Relationship:
    if not isinstance(blood.bond, BloodBond) or not isinstance(blood.mirrored, BloodBond):
        raise TypeError("the kinship between in-laws is by blood")
    bond = AffinityBond(
        None if a_partner is None else _partner_bond(graph, a, a_partner),
        blood.bond,
        None if b_partner is None else _partner_bond(graph, b_partner, b),
    )
    mirrored = AffinityBond(
        None if b_partner is None else _partner_bond(graph, b, b_partner),
        blood.mirrored,
        None if a_partner is None else _partner_bond(graph, a_partner, a),
    )
    return Relationship(
        Kind.AFFINITY,
        language.name(bond),
        language.name(mirrored),
        bond,
        mirrored,
        through=tuple(graph.ids[person] for person in (a_partner, b_partner) if person is not None),
    )
