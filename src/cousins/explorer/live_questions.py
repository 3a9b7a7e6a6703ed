"""The questions to a live source: each reads whom it needs, then asks the graph of those who were read.

They are named as in `cousins.explorer.questions`; what is a number in a graph
there is an item here, whose own page was read before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cousins.answers.findings import findings as findings_of
from cousins.checks import check
from cousins.explorer import live, questions
from cousins.explorer.picture import RelationPicture
from cousins.family.person import PersonId
from cousins.kinship.walk import LineWalk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.answers.findings import Finding
    from cousins.answers.values import Listing, Profile, Relation
    from cousins.drawing import Scene, Siblings
    from cousins.explorer.fetching import Fetcher
    from cousins.family.graph import FamilyGraph
    from cousins.terms import Language
    from cousins.wikibase.ids import ItemId


async def related(
    fetcher: Fetcher,
    a: ItemId,
    b: ItemId,
    language: Language,
    *,
    every: bool,
    limit: int | None,
    generations: int | None,
    drawn: int = 0,
    siblings: Siblings = "dots",
) -> Relation:
    """Return how two people are related, as `Explorer.relate` describes it.

    Args:
        fetcher: Who reads.
        a: The one.
        b: The other.
        language: What names the relationships.
        every: Whether to give every ancestor or couple with every pair of generations.
        limit: How many relationships to give at most; None for all.
        generations: How many generations up to look, 0 for all there are; None
            for as many as make the nearest relationships certain.
        drawn: How many relationships a picture will show; those who stand beside
            their lines are then read as well.
        siblings: How the picture will show brothers and sisters.
    """
    most = generations or None
    walk = await live.climbed(fetcher, [a, b], generations=most, everything=generations is not None)
    graph = live.united(fetcher, read_only=not walk.complete).graph
    one, other = graph.number(a), graph.number(b)
    found = questions.related(graph, one, other, language, every=every, limit=limit, generations=most)
    picture = RelationPicture(graph, fetcher.source, most)
    found = replace(found, complete=walk.complete, searched=walk.generation, requests=fetcher.requests, picture=picture)
    return await _surrounded(fetcher, found, picture, drawn, siblings) if drawn else found


async def _surrounded(
    fetcher: Fetcher, found: Relation, picture: RelationPicture, drawn: int, siblings: Siblings
) -> Relation:
    """Return the answer with a picture that knows those beside the lines."""

    def draw(graph: FamilyGraph) -> Scene:
        return replace(picture, around=graph).tree(found, relationships=drawn, siblings=siblings).scene

    graph, _ = await live.beside(fetcher, draw)
    return replace(found, picture=replace(picture, around=graph))


async def profile(fetcher: Fetcher, person: ItemId, language: Language) -> Profile:
    """Return what is known of a person and the nearest kin; no inbreeding, whose pedigrees are not read."""
    await live.neighbourhood(fetcher, [person])
    union = live.united(fetcher, read_only=True)
    found = questions.profile(union.graph, union.graph.number(person), language)
    left_out = tuple(str(dropped) for dropped in union.dropped if dropped.person == PersonId(person))
    return replace(found, left_out=left_out, inbreeding=None)


async def pedigree_list(fetcher: Fetcher, person: ItemId, *, generations: int | None) -> Listing:
    """Return the ancestors of a person, so many generations up; all for None."""
    await live.climbed_together(fetcher, [LineWalk(live.ids([person]), generations=generations)])
    graph = live.united(fetcher, read_only=True).graph
    return questions.pedigree_list(graph, graph.number(person), generations=generations)


async def descent_list(fetcher: Fetcher, person: ItemId, *, generations: int | None) -> Listing:
    """Return the descendants of a person, so many generations down; all for None."""
    await live.descended(fetcher, [person], generations=generations)
    graph = live.united(fetcher, read_only=True).graph
    return questions.descent_list(graph, graph.number(person), generations=generations)


async def findings(fetcher: Fetcher, people: Sequence[ItemId]) -> tuple[Finding, ...]:
    """Return what cannot be true among people and their nearest kin."""
    await live.neighbourhood(fetcher, people)
    union = live.united(fetcher, read_only=True)
    return tuple(findings_of(union.graph, check(union.graph, one_sided=live.one_sided(union))))
