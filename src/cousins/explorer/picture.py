"""Answers as pictures, drawn when somebody wants to see them: until then no picture's code is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.drawing.tree import Tree
from cousins.explorer.questions import related
from cousins.kinship.relationship import Kind

if TYPE_CHECKING:
    from cousins.answers.values import Relation
    from cousins.drawing import Siblings
    from cousins.family.graph import FamilyGraph
    from cousins.ports import LiveSource, Source

__all__ = ["FEW", "RelationPicture", "Tree"]

FEW = 3
"""Relationships that a picture shows when nobody says how many."""


@dataclass(frozen=True, slots=True)
class RelationPicture:
    """What draws relations from the graph they were found in.

    Attributes:
        graph: Where the people live.
        source: Where they are from.
        generations: How many generations up the common ancestors were looked for; None for all.
        around: The graph with those who stand beside the lines; None where `graph` has them.
    """

    graph: FamilyGraph
    source: Source | LiveSource
    generations: int | None = None
    around: FamilyGraph | None = None

    def tree(self, relation: Relation, /, *, relationships: int | None, siblings: Siblings) -> Tree:
        """Return the picture of the nearest so many relationships, of three when None."""
        from cousins.drawing import scene_of_relation  # noqa: PLC0415 (only for pictures)

        few = FEW if relationships is None else relationships
        holding, graph = self._holding(relation, few), self.around or self.graph
        return Tree(scene_of_relation(holding, graph, relationships=few, siblings=siblings), self.source)

    def _holding(self, relation: Relation, count: int) -> Relation:
        """Return the answer with so many relationships beside a marriage, where a limit left some of them out."""
        if not relation.more or sum(each.kind is not Kind.PARTNER for each in relation.relationships) >= count:
            return relation
        return related(
            self.graph,
            self.graph.number(relation.a.id),
            self.graph.number(relation.b.id),
            relation.language,
            every=relation.every,
            limit=count + 1,
            generations=self.generations,
        )
