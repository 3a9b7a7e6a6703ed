"""The questions over one family graph, each answered as a value.

The people of a question are numbers in the graph; whoever has names or ids
asks the explorer, which finds the numbers first.
"""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING

from cousins.answers.values import Listing, Profile, Relation, Row
from cousins.kinship.affinity import in_laws, partnership, step_relationship
from cousins.kinship.blood import BloodKin, adoptive_relationships
from cousins.kinship.coefficients import Inheritance, PairInheritance
from cousins.kinship.descent_list import by_birth, descendants
from cousins.kinship.paths import PARENT_STEPS, PARTNER_STEPS, Connection, PathStep, connection
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.pedigree_list import ancestors, written
from cousins.kinship.relationship import Half, Kind, half_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.family.links import ParentKind, PartnerKind
    from cousins.family.person import Person
    from cousins.kinship.relationship import Relationship
    from cousins.terms.language import Language


def related(
    graph: FamilyGraph,
    a: int,
    b: int,
    language: Language,
    *,
    every: bool = False,
    limit: int | None = None,
    generations: int | None = None,
) -> Relation:
    """Return how two people are related.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other.
        language: What names the relationships.
        every: Whether to give every ancestor or couple with every pair of
            generations, instead of the nearest for each independent one.
        limit: How many relationships to give at most; None for all.
        generations: How many generations up a common ancestor by blood may be; None for any.
    """
    kin = BloodKin(graph, a, b)
    by_blood = kin.relationships(language, every=every, generations=generations)
    first = list(islice(by_blood, 1))
    partners = partnership(graph, a, b, language)
    nearest = first[0].distance if first else None
    near = [] if a == b else _by_law(graph, a, b, language, nearest, partners=partners is not None)
    ordered = chain([partners] if partners else [], near, first, by_blood)
    given = tuple(islice(ordered, None if limit is None else min(limit, sys.maxsize)))
    more = next(ordered, None) is not None
    kin_by_law = any(relationship.kind is Kind.ADOPTIVE for relationship in near)
    searched = Connection(None, 0) if partners or first or kin_by_law else connection(graph, a, b)
    return _relation(graph, a, b, language, kin, given, searched, more=more, every=every)


def _by_law(
    graph: FamilyGraph, a: int, b: int, language: Language, nearest: int | None, *, partners: bool
) -> list[Relationship]:
    """Return kin by adoption and marriage who are nearer than any by blood; for partners no in-laws.

    In-laws must be nearer than kin by adoption, too, and the farther ones come for want of all others.
    """
    found = adoptive_relationships(graph, a, b, language, nearer_than=nearest)
    step = step_relationship(graph, a, b, language)
    if step and (nearest is None or step.distance < nearest):
        found.append(step)
    if not partners:
        bound = min((kin.distance for kin in found if kin.kind is Kind.ADOPTIVE), default=nearest)
        fallback = nearest is None and not found
        found += in_laws(graph, a, b, language, nearer_than=bound, step=step, fallback=fallback)
    return sorted(found, key=lambda relationship: relationship.distance)


def _relation(
    graph: FamilyGraph,
    a: int,
    b: int,
    language: Language,
    kin: BloodKin,
    given: tuple[Relationship, ...],
    searched: Connection,
    *,
    more: bool,
    every: bool,
) -> Relation:
    pedigree, ids = kin.pedigree, graph.ids
    independent = tuple(ids[pedigree.people[place]] for place in reversed(kin.independent))
    named_ancestors = {who for relationship in given if relationship.lines for who in relationship.through}
    named = {who for relationship in given for line in (relationship.through, *relationship.lines) for who in line}
    named.update(ids[who] for who in (a, b, *pedigree.circle))
    steps = searched.steps
    path = None
    if steps is not None:
        path = tuple(PathStep(link, language.step(link, graph.sex[who]), ids[who]) for link, who in steps)
        named.update(step.to for step in path)
    return Relation(
        a=graph.people[a],
        b=graph.people[b],
        relationships=given,
        further=len(set(independent) - named_ancestors),
        more=more,
        common_ancestors=tuple(ids[pedigree.people[place]] for place in reversed(kin.common)),
        independent=independent,
        path=path,
        reached=searched.reached or None,
        complete=True,
        circle=tuple(ids[person] for person in pedigree.circle),
        people={who: graph.person(who) for who in sorted(named)},
        language=language,
        inheritance=PairInheritance(pedigree, pedigree.place(a), pedigree.place(b)),
        every=every,
    )


def profile(graph: FamilyGraph, person: int, language: Language) -> Profile:
    """Return what is known of a person and the nearest kin.

    Args:
        graph: Where they live.
        person: The number of the person.
        language: What names partners, and parents who are not so by birth.
    """
    full, half, uncertain = _siblings(graph, person)
    pedigree = Pedigree(graph, (person,))
    inbred = Inheritance(pedigree).inbreeding(pedigree.place(person))
    return Profile(
        person=graph.people[person],
        parents=_people(graph, graph.parents[person]),
        social_parents=_social(graph, graph.social_parents.kinds(person), 0, language),
        partners=tuple(
            (language.step(PARTNER_STEPS[kind], graph.sex[partner]), graph.people[partner])
            for partner, kind in _by_birth_of_partner(graph, person)
        ),
        children=_people(graph, by_birth(graph, graph.children[person])),
        social_children=_social(graph, graph.social_children.kinds(person), 1, language),
        siblings=_people(graph, full),
        half_siblings=_people(graph, half),
        perhaps_half_siblings=_people(graph, uncertain),
        inbreeding=float(inbred),
        circle=person in pedigree.circle,
    )


def _siblings(graph: FamilyGraph, person: int) -> tuple[list[int], list[int], list[int]]:
    """Return full siblings, half-siblings, and those of whom it is not known, each by date of birth."""
    parents = graph.parents[person]
    brood = by_birth(graph, {child for parent in parents for child in graph.children[parent]} - {person})
    halves = {child: half_of(parents, graph.parents[child]) for child in brood}
    full, half, uncertain = ([child for child in brood if halves[child] is kind] for kind in Half)
    return full, half, uncertain


def _by_birth_of_partner(graph: FamilyGraph, person: int) -> list[tuple[int, PartnerKind]]:
    """Return the partners with their kinds, by date of birth."""
    kinds = dict(graph.partners.kinds(person))
    return [(partner, kinds[partner]) for partner in by_birth(graph, kinds)]


def _people(graph: FamilyGraph, numbers: Sequence[int]) -> tuple[Person, ...]:
    return tuple(graph.people[number] for number in numbers)


def _social(
    graph: FamilyGraph, linked: Iterator[tuple[int, ParentKind]], side: int, language: Language
) -> tuple[tuple[str, Person], ...]:
    """Return people with the word for their link; side 0 names parents, 1 children."""
    return tuple(
        (language.step(PARENT_STEPS[kind][side], graph.sex[other]), graph.people[other]) for other, kind in linked
    )


def pedigree_list(graph: FamilyGraph, person: int, *, generations: int | None = None) -> Listing:
    """Return the ancestors of a person with Sosa numbers."""
    rows = [
        Row(
            graph.people[row.person],
            row.generation,
            "" if row.sosa is None else written(row.sosa),
            tuple(written(number) for number in row.again),
        )
        for row in ancestors(graph, person, generations=generations)
    ]
    return Listing("ancestors", tuple(rows))


def descent_list(graph: FamilyGraph, person: int, *, generations: int | None = None) -> Listing:
    """Return the descendants of a person with d'Aboville numbers."""
    rows = [
        Row(
            graph.people[row.person],
            row.generation,
            _dotted(row.number),
            tuple(_dotted(number) for number in row.again),
        )
        for row in descendants(graph, person, generations=generations)
    ]
    return Listing("descendants", tuple(rows))


def _dotted(number: Sequence[int]) -> str:
    return ".".join(str(place) for place in number)
