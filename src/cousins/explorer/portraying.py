"""What is known of a person and the nearest kin, found in a family graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.answers.profile import Profile
from cousins.errors import TooLargeError
from cousins.explorer.relating import with_twins
from cousins.family.links import PartnerKind
from cousins.family.person_ids import is_put_in
from cousins.kinship.coefficients import inbreeding
from cousins.kinship.listing_order import by_birth, by_marriage
from cousins.kinship.pairs import half_of
from cousins.kinship.paths import PARENT_STEPS, PARTNER_STEPS
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.relationship import BloodBond, Half
from cousins.kinship.rivals import rivals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.family.links import ParentKind
    from cousins.family.person import Person
    from cousins.terms.language import Language


def profile(graph: FamilyGraph, person: int, language: Language) -> Profile:
    """Return what is known of a person and the nearest kin.

    Args:
        graph: Where they live.
        person: The number of the person.
        language: What names partners, and parents who are not so by birth.
    """
    parents = graph.parents[person]
    brood = by_birth(graph, {child for parent in parents for child in graph.children[parent]} - {person})
    disputed = rivals_of(graph, parents)
    put_in = {parent for parent in parents if is_put_in(graph.ids[parent])}
    twins = with_twins(graph).identical_twins_of(person)
    halves = {}
    for child in brood:
        others = graph.parents[child]
        rivals = disputed | rivals_of(graph, others)
        strangers = put_in | {parent for parent in others if is_put_in(graph.ids[parent])}
        halves[child] = Half.FULL if child in twins else half_of(parents, others, rivals, strangers)
    kinds = dict(graph.partners.kinds(person))
    inbred, not_computed = None, ""
    try:
        inbred = float(inbreeding(graph, person))
    except TooLargeError as error:
        not_computed = str(error)
    full, half, uncertain = (_people(graph, [child for child in brood if halves[child] is kind]) for kind in Half)
    return Profile(
        person=graph.people[person],
        parents=_people(graph, [parent for parent in parents if parent not in put_in]),
        rivals=tuple(
            (language.name(BloodBond((sex,), (), sex, certain=False, rivals=disputed[parent])), graph.people[parent])
            for parent in parents
            if parent in disputed
            for sex in (graph.sex[parent],)
        ),
        social_parents=_social(graph, graph.social_parents.kinds(person), 0, language),
        partners=tuple(
            (language.step(PARTNER_STEPS[kinds[partner]], graph.sex[partner]), graph.people[partner])
            for partner in sorted(
                by_marriage(graph, person, graph.partners[person]),
                key=lambda partner: kinds[partner] is PartnerKind.FORMER,
            )
        ),
        children=_people(graph, by_birth(graph, graph.children[person])),
        social_children=_social(graph, graph.social_children.kinds(person), 1, language),
        siblings=full,
        half_siblings=half,
        perhaps_half_siblings=uncertain,
        inbreeding=inbred,
        not_computed=not_computed,
        circle=person in Pedigree(graph, (person,)).circle,
        identical_twins=_people(graph, twins),
        marriages={
            graph.ids[partner]: events for partner in kinds if (events := graph.events_of_couple(person, partner))
        },
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
