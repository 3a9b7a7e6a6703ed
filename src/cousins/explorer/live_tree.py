"""Genealogical trees from a live source: whom to read until everybody in the picture was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing import scene_of_tree
from cousins.explorer import live
from cousins.kinship.walk import LineWalk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.drawing import Scene, Siblings
    from cousins.explorer.fetching import Fetcher
    from cousins.family.dates import Date
    from cousins.family.graph import FamilyGraph
    from cousins.family.person import PersonId
    from cousins.wikibase.ids import ItemId


async def tree(
    fetcher: Fetcher,
    roots: Sequence[ItemId],
    *,
    to: Sequence[ItemId],
    ancestors: int | None,
    descendants: int | None,
    siblings: Siblings,
) -> Scene:
    """Return the picture of a genealogical tree, as `Explorer.tree` describes it.

    Lines are looked for from below, because a person has few ancestors and many
    descendants. Other parents, brothers and sisters are read together, once it
    is known who is in the picture.

    Args:
        fetcher: Who reads; the roots and those in `to` were read.
        roots: Those the tree is about.
        to: Those whom all lines of descent lead to.
        ancestors: How many generations up; None for all.
        descendants: How many generations down; None for all.
        siblings: How brothers and sisters along the lines are shown.
    """
    walks = [LineWalk(live.ids(roots), generations=ancestors)]
    if to:
        walks += [LineWalk(live.ids(to), below=_births(fetcher, roots))]
        walks += [LineWalk(live.ids(roots), below=_births(fetcher, to))]
    await live.climbed_together(fetcher, walks)
    await live.descended(fetcher, roots, generations=descendants)

    def draw(graph: FamilyGraph) -> Scene:
        return scene_of_tree(
            graph,
            [graph.number(root) for root in roots],
            to=[graph.number(end) for end in to],
            ancestors=ancestors,
            descendants=descendants,
            siblings=siblings,
        )

    _, scene = await live.beside(fetcher, draw)
    return scene


def _births(fetcher: Fetcher, people: Sequence[ItemId]) -> Mapping[PersonId, Date | None]:
    readings = (fetcher.readings[person] for person in people)
    return {reading.person.id: reading.person.born for reading in readings if reading is not None}
