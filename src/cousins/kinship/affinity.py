"""Kin by marriage: partners, in-laws and step-kin.

In-laws are answered as long as they are nearer than the nearest common
ancestor; the same families marry so often that the rest would be noise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.family.links import ParentKind, PartnerKind
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
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.terms.language import Language


def partnership(graph: FamilyGraph, a: int, b: int, language: Language) -> Relationship | None:
    """Return the relationship of two partners; None when they are none."""
    bond, mirrored = _partner_bond(graph, a, b), _partner_bond(graph, b, a)
    if bond is None or mirrored is None:
        return None
    return Relationship(Kind.PARTNER, language.name(bond), language.name(mirrored), bond, mirrored)


def _partner_bond(graph: FamilyGraph, a: int, b: int) -> PartnerBond | None:
    """Return what B is as A's partner; None when they are none."""
    kind = graph.partners.kind(a, b)
    return None if kind is None else PartnerBond(graph.sex[b], kind)


def step_relationship(graph: FamilyGraph, a: int, b: int, language: Language) -> Relationship | None:
    """Return how B is step-kin of A; None when they are not, or are kin by birth or adoption as near.

    A stepparent is a parent's spouse who is no parent and lived to see the child, or whom the source calls so.
    """
    way = _step_way(graph, a, b)
    if way is None:
        back = _step_way(graph, b, a)
        if back is None:
            return None
        way = ((back[0][1], back[0][0]), back[1])
    generations, couple = way
    bond = StepBond(generations, graph.sex[b])
    mirrored = StepBond((generations[1], generations[0]), graph.sex[a])
    through = tuple(graph.ids[person] for person in couple)
    return Relationship(Kind.STEP, language.name(bond), language.name(mirrored), bond, mirrored, through=through)


def _step_way(graph: FamilyGraph, a: int, b: int) -> tuple[tuple[int, int], tuple[int, ...]] | None:
    """Return the generations of a stepparent, -sibling or -grandparent B, and the couple between."""
    parents, others = set(graph.parents_of(a)), set(graph.parents_of(b))
    if graph.social_parents.kind(a, b) is ParentKind.STEP:
        return (1, 0), ()
    if couple := _married(graph, parents, {b} - parents, a):
        return (1, 0), couple
    if not parents & others and (couple := _married(graph, parents, others, a, b)):
        return (1, 1), couple
    for parent in sorted(parents):
        grandparents = set(graph.parents_of(parent))
        if couple := _married(graph, grandparents, {b} - grandparents, parent):
            return (2, 0), couple
    return None


def _married(
    graph: FamilyGraph, ones: set[int], others: set[int], child: int, other_child: int | None = None
) -> tuple[int, int] | None:
    """Return the first of the ones whose spouse is among the others, with that spouse.

    A spouse who certainly died before the child was born was never a stepparent.
    """
    for one in sorted(ones):
        for partner, kind in graph.partners.kinds(one):
            if partner not in others or kind is not PartnerKind.SPOUSE or _died_before(graph, partner, child):
                continue
            if other_child is None or not _died_before(graph, one, other_child):
                return one, partner
    return None


def _died_before(graph: FamilyGraph, person: int, child: int) -> bool:
    """Return whether somebody certainly died before the child was born."""
    return graph.died.certainly_before(person, graph.born[child])


def in_laws(
    graph: FamilyGraph,
    a: int,
    b: int,
    language: Language,
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
        language: What names them.
        nearer_than: The distance they must be under: steps up and down plus one for
            each marriage; None for any.
        step: How they are step-kin, which is not said again.
        fallback: Whether the nearest kin by two marriages may answer for want of
            others, beside the partners of two siblings.
    """
    of_a = [partner for partner in dict.fromkeys(graph.partners[a]) if partner != b]
    of_b = [partner for partner in dict.fromkeys(graph.partners[b]) if partner != a]
    steps = {person: _steps_up(graph, person) for person in (a, b, *of_a, *of_b)}
    pairs: list[tuple[int | None, int | None]] = [(one, None) for one in of_a if _meet(steps[one], steps[b])]
    pairs += [(None, other) for other in of_b if _meet(steps[a], steps[other])]
    pairs += [(one, other) for one in of_a for other in of_b if one != other and _siblings(graph, one, other)]
    found = _named(graph, a, b, pairs, language, nearer_than)
    found = [in_law for in_law in found if step is None or not _same_step(in_law, step)]
    if found or not fallback or step:
        return found
    nearest = _nearest_pair(steps, of_a, of_b)
    return _named(graph, a, b, [nearest], language, nearer_than) if nearest else []


def _named(
    graph: FamilyGraph,
    a: int,
    b: int,
    pairs: Sequence[tuple[int | None, int | None]],
    language: Language,
    nearer_than: int | None,
) -> list[Relationship]:
    """Return the in-laws by these partners of A and B, nearest first."""
    found = []
    for a_partner, b_partner in pairs:
        one = a if a_partner is None else a_partner
        other = b if b_partner is None else b_partner
        blood = next(BloodKin(graph, one, other).relationships(language), None)
        if blood is not None:
            found.append(_in_law(graph, a, b, a_partner, b_partner, blood, language))
    found.sort(key=lambda in_law: in_law.distance)
    return [in_law for in_law in found if nearer_than is None or in_law.distance < nearer_than]


def _steps_up(graph: FamilyGraph, person: int) -> dict[int, int]:
    """Return the fewest steps up to each ancestor, the person at 0."""
    steps = {person: 0}
    row = [person]
    for child in row:
        for parent in graph.parents[child]:
            if parent not in steps:
                steps[parent] = steps[child] + 1
                row.append(parent)
    return steps


def _meet(one: dict[int, int], other: dict[int, int]) -> bool:
    return not one.keys().isdisjoint(other)


def _siblings(graph: FamilyGraph, one: int, other: int) -> bool:
    return not set(graph.parents[one]).isdisjoint(graph.parents[other])


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
