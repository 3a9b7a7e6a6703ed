"""The questions over one family graph, each answered as a value.

The people of a question are numbers in the graph; the explorer finds out whom
names and ids mean, and gathers the graph, first.
"""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING

from cousins.answers.relation import NamedRelationship, PathStep, Relation
from cousins.kinship.affinity import KinNotByBlood, kin_not_by_blood
from cousins.kinship.blood import BloodKin
from cousins.kinship.pair_coefficients import PairInheritance
from cousins.kinship.paths import Connection, connection
from cousins.kinship.relationship import BloodBond, Kind
from cousins.kinship.scope import ENOUGH, Scope
from cousins.terms import speaker

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph
    from cousins.family.person import PersonId
    from cousins.kinship.pedigree import Pedigree
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
    generations = None if scope.generations == ENOUGH else scope.generations
    by_blood = kin.relationships(every=scope.every, generations=generations)
    first = list(islice(by_blood, 1))
    nearest = first[0].distance if first else None
    partners, near, then = KinNotByBlood(None, [], []) if a == b else kin_not_by_blood(graph, a, b, nearest=nearest)
    ordered = chain([partners] if partners else [], near, first, then, by_blood)
    given = tuple(islice(ordered, None if scope.limit is None else min(scope.limit, sys.maxsize)))
    kin_by_law = any(relationship.kind is Kind.ADOPTIVE for relationship in near)
    searched = Connection(None, 0) if partners or first or kin_by_law else connection(graph, a, b)
    more = next(ordered, None) is not None or kin.cut_short
    return _relation(graph, (a, b), language, kin, given, searched, more=more, every=scope.every)


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
    ancestors_given = {
        who for relationship in given if isinstance(relationship.bond, BloodBond) for who in relationship.through
    }
    people = {who for relationship in given for line in (relationship.through, *relationship.lines) for who in line}
    people.difference_update([ids[pedigree.people[place]] for place in pedigree.put_in])
    people.update(ids[who] for who in (*ends, *pedigree.circle))
    path = None
    if searched.steps is not None:
        path = tuple(PathStep(link, language.step(link, graph.sex[who]), ids[who]) for link, who in searched.steps)
        people.update(step.to for step in path)
    a, b = ends
    twins = _identical_twins(graph, pedigree) if graph.identical_twins else ()
    people.update(who for together in twins for who in together)
    return Relation(
        a=graph.people[a],
        b=graph.people[b],
        relationships=tuple(
            [
                NamedRelationship(
                    each.bond,
                    each.mirrored,
                    each.through,
                    each.lines,
                    each.count,
                    each.half,
                    each.suppositions,
                    language=language,
                )
                for each in given
            ]
        ),
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
        identical_twins=twins,
    )


def _identical_twins(graph: FamilyGraph, pedigree: Pedigree) -> tuple[tuple[PersonId, ...], ...]:
    """Return the ids of those among two people and their ancestors who are identical twins, set by set."""
    everybody = set(pedigree.people)
    found = [[twin for twin in twins if twin in everybody] for twins in graph.identical_twins]
    return tuple(tuple(graph.ids[twin] for twin in twins) for twins in found if len(twins) > 1)


def between(graph: FamilyGraph, a: int, b: int, scope: Scope = _ALL) -> tuple[FamilyGraph, bool]:
    """Return the family of two people and those on the lines between them; the couple or path where there are none.

    Also whether there are more relationships than the scope asked for.
    """
    found = related(with_twins(graph), a, b, speaker("en"), scope)
    people = {a, b, *map(graph.number, found.circle), *(graph.number(step.to) for step in found.path or ())}
    for relationship in found:
        lines = relationship.lines if relationship.generations else ()
        # Unknown parents whom identical twins were given are nobody in the family itself.
        people.update(graph.number(who) for line in (relationship.through, *lines) for who in line if who in graph)
    return graph.subset(people), found.more


def with_twins(graph: FamilyGraph) -> FamilyGraph:
    """Return the family in which two people are related: with the parents that identical twins share."""
    if not graph.identical_twins:
        return graph
    from cousins.kinship.identical_twins import completed  # noqa: PLC0415 (only of twins)

    return completed(graph)
