"""The questions over one family graph, each answered as a value.

The people of a question are numbers in the graph; the explorer finds out whom
names and ids mean, and gathers the graph, first.
"""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING

from cousins.answers.values import Listing, PathStep, Profile, Relation, Row, named
from cousins.kinship.affinity import kin_not_by_blood, partnership
from cousins.kinship.blood import BloodKin
from cousins.kinship.coefficients import Inheritance, PairInheritance
from cousins.kinship.descent_list import by_birth, descendants
from cousins.kinship.paths import PARENT_STEPS, PARTNER_STEPS, Connection, connection
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.pedigree_list import ancestors, written
from cousins.kinship.relationship import Half, Kind, half_of
from cousins.kinship.scope import Scope
from cousins.terms import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.family.links import ParentKind
    from cousins.family.person import Person
    from cousins.kinship.relationship import Relationship
    from cousins.terms.language import Language

_ALL = Scope()


def related(graph: FamilyGraph, a: int, b: int, language: Language, scope: Scope = _ALL) -> Relation:
    """Return how two people are related.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other.
        language: What names the relationships.
        scope: How many of them, of which kind, and how far up.
    """
    kin = BloodKin(graph, a, b)
    by_blood = kin.relationships(every=scope.every, generations=scope.most)
    first = list(islice(by_blood, 1))
    partners = partnership(graph, a, b)
    nearest = first[0].distance if first else None
    near = [] if a == b else kin_not_by_blood(graph, a, b, nearest=nearest, partners=partners is not None)
    ordered = chain([partners] if partners else [], near, first, by_blood)
    given = tuple(islice(ordered, None if scope.limit is None else min(scope.limit, sys.maxsize)))
    kin_by_law = any(relationship.kind is Kind.ADOPTIVE for relationship in near)
    searched = Connection(None, 0) if partners or first or kin_by_law else connection(graph, a, b)
    return _relation(
        graph, (a, b), language, kin, given, searched, more=next(ordered, None) is not None, every=scope.every
    )


def _relation(
    graph: FamilyGraph,
    ends: tuple[int, int],
    language: Language,
    kin: BloodKin,
    given: tuple[Relationship, ...],
    searched: Connection,
    *,
    more: bool,
    every: bool,
) -> Relation:
    """Return what was found as an answer, with everybody it names."""
    pedigree, ids = kin.pedigree, graph.ids
    independent = tuple(ids[pedigree.people[place]] for place in reversed(kin.independent))
    ancestors_given = {who for relationship in given if relationship.generations for who in relationship.through}
    people = {who for relationship in given for line in (relationship.through, *relationship.lines) for who in line}
    people.update(ids[who] for who in (*ends, *pedigree.circle))
    path = None
    if searched.steps is not None:
        path = tuple(PathStep(link, language.step(link, graph.sex[who]), ids[who]) for link, who in searched.steps)
        people.update(step.to for step in path)
    a, b = ends
    return Relation(
        a=graph.people[a],
        b=graph.people[b],
        relationships=tuple(named(relationship, language) for relationship in given),
        further=len(set(independent) - ancestors_given),
        more=more,
        common_ancestors=tuple(ids[pedigree.people[place]] for place in reversed(kin.common)),
        independent=independent,
        path=path,
        reached=searched.reached or None,
        complete=True,
        circle=tuple(ids[person] for person in pedigree.circle),
        people={who: graph.person(who) for who in sorted(people)},
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
    parents = graph.parents[person]
    brood = by_birth(graph, {child for parent in parents for child in graph.children[parent]} - {person})
    halves = {child: half_of(parents, graph.parents[child]) for child in brood}
    full, half, uncertain = (_people(graph, [child for child in brood if halves[child] is kind]) for kind in Half)
    kinds = dict(graph.partners.kinds(person))
    pedigree = Pedigree(graph, (person,))
    return Profile(
        person=graph.people[person],
        parents=_people(graph, parents),
        social_parents=_social(graph, graph.social_parents.kinds(person), 0, language),
        partners=tuple(
            (language.step(PARTNER_STEPS[kinds[partner]], graph.sex[partner]), graph.people[partner])
            for partner in by_birth(graph, kinds)
        ),
        children=_people(graph, by_birth(graph, graph.children[person])),
        social_children=_social(graph, graph.social_children.kinds(person), 1, language),
        siblings=full,
        half_siblings=half,
        perhaps_half_siblings=uncertain,
        inbreeding=float(Inheritance(pedigree).inbreeding(pedigree.place(person))),
        circle=person in pedigree.circle,
    )


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

    def dotted(number: Sequence[int]) -> str:
        return ".".join(map(str, number))

    rows = [
        Row(graph.people[row.person], row.generation, dotted(row.number), tuple(map(dotted, row.again)))
        for row in descendants(graph, person, generations=generations)
    ]
    return Listing("descendants", tuple(rows))


def above(graph: FamilyGraph, person: int, *, generations: int | None = None) -> FamilyGraph:
    """Return the family of a person and the ancestors by birth."""
    return graph.subset(row.person for row in ancestors(graph, person, generations=generations))


def below(graph: FamilyGraph, person: int, *, generations: int | None = None) -> FamilyGraph:
    """Return the family of a person and the descendants by birth."""
    return graph.subset(row.person for row in descendants(graph, person, generations=generations))


def between(graph: FamilyGraph, a: int, b: int, *, generations: int | None = None) -> FamilyGraph:
    """Return the family of two people and those on the lines between them; the couple or path where there are none."""
    found = related(graph, a, b, speaker("en"), Scope(generations=generations))
    people = {a, b, *map(graph.number, found.circle), *(graph.number(step.to) for step in found.path or ())}
    for relationship in found:
        lines = relationship.lines if relationship.generations else ()
        people.update(graph.number(who) for line in (relationship.through, *lines) for who in line)
    return graph.subset(people)
