"""Relations as pictures, drawn when somebody wants to see them: until then no picture's code is loaded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cousins.explorer.relating import related
from cousins.kinship.relationship import Kind
from cousins.running import run

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from cousins.answers.looks import Siblings
    from cousins.answers.relation import Relation
    from cousins.drawing import Tree
    from cousins.explorer.field import Readings
    from cousins.family.graph import FamilyGraph
    from cousins.kinship.scope import Scope

FEW = 3
"""Relationships that a picture shows when nobody says how many."""


@dataclass(frozen=True, slots=True)
class RelationPainter:
    """What draws relations from the graph they were found in.

    Attributes:
        graph: Where the people live.
        ask: Asks the explorer for the picture of a relation, so many relationships and so the siblings.
        scope: How the relation was asked for.
        readings: What was read of a live source; None where everybody is at hand, so that nothing waits.
    """

    graph: FamilyGraph
    ask: Callable[[Relation, int | None, Siblings], Coroutine[Any, Any, Tree]]
    scope: Scope
    readings: Readings | None = None

    def tree(self, relation: Relation, /, *, relationships: int | None, siblings: Siblings) -> Tree:
        """Return the picture of the nearest so many relationships, of three when None."""
        return run(self.ask(relation, relationships, siblings), waits=self.readings is not None)

    def holding(self, relation: Relation, count: int) -> Relation:
        """Return the answer with so many relationships beside a marriage, where a limit left some of them out."""
        if not relation.more or sum(each.kind is not Kind.PARTNER for each in relation) >= count:
            return relation
        a, b = (self.graph.number(person.id) for person in (relation.a, relation.b))
        scope = replace(self.scope, limit=count + 1)
        return replace(related(self.graph, a, b, relation.language, scope), painter=self)
