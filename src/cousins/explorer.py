"""The explorer: every question, asked of one source of facts.

The library's functions, the command line and the web page all stand on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.errors import SettingsError
from cousins.family.names import NameIndex
from cousins.family.resolve import resolve
from cousins.kinship import questions
from cousins.kinship.terms import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any, TypeVar

    from cousins.family.graph import FamilyGraph
    from cousins.family.names import Match
    from cousins.family.person import Person
    from cousins.family.resolve import Resolution
    from cousins.kinship.answers import Listing, Profile, Relation
    from cousins.kinship.terms import Language
    from cousins.ports import Source

    T = TypeVar("T")


class Explorer:
    """Answers questions from one source.

    People are named by an id of the source or by a name; each question raises
    `PersonNotFoundError` or `AmbiguousNameError` when that names nobody or
    nobody in particular.

    Args:
        source: Where facts come from.
        words: The language of the answers; English when None.
        on_choice: Told how each name was understood, unless it was an id.

    Example:
        >>> from cousins.sources.atlas import Atlas
        >>> answer(Explorer(Atlas()).relate("Nicholas II", "George V")).relationships[0].b_is
        'first cousin'
    """

    def __init__(
        self,
        source: Source,
        *,
        words: Language | None = None,
        on_choice: Callable[[str, Resolution], None] | None = None,
    ) -> None:
        """Keep the source; nothing is read before a question is asked."""
        self.source = source
        self.words = words or speaker("en")
        self._on_choice = on_choice
        self._names: NameIndex | None = None

    async def relate(self, a: str, b: str, *, every: bool = False, limit: int | None = None) -> Relation:
        """Return how two people are related.

        Args:
            a: Id or name of the one.
            b: Id or name of the other.
            every: Whether to list every ancestor or couple with every pair of
                generations, instead of the nearest for each independent one.
            limit: How many relationships to list at most; None for all.
        """
        if limit is not None and limit < 1:
            raise SettingsError(f"the limit must be 1 or more, not {limit}")
        graph = await self.source.family()
        one, other = self._number(graph, a), self._number(graph, b)
        return questions.related(graph, one, other, self.words, every=every, limit=limit)

    async def find(self, name: str, *, limit: int = 10) -> list[Match]:
        """Return who may be meant by a name, best first; empty when nobody comes near."""
        return self._index(await self.source.family()).find(name, limit=limit)

    async def beginning(self, text: str, *, limit: int) -> list[Person]:
        """Return people with a name that begins so, from any word on; for completion."""
        return self._index(await self.source.family()).beginning(text, limit=limit)

    async def nearest(self, name: str) -> list[str]:
        """Return the spellings nearest to a name that nobody has."""
        return self._index(await self.source.family()).nearest(name)

    async def show(self, person: str) -> Profile:
        """Return what is known of a person and the nearest kin."""
        graph = await self.source.family()
        return questions.profile(graph, self._number(graph, person), self.words)

    async def ancestors(self, person: str, *, generations: int | None = None) -> Listing:
        """Return the ancestors of a person with Sosa numbers, up to so many generations."""
        graph = await self.source.family()
        return questions.pedigree_list(graph, self._number(graph, person), generations=_counted(generations))

    async def descendants(self, person: str, *, generations: int | None = None) -> Listing:
        """Return the descendants of a person with d'Aboville numbers, down to so many generations."""
        graph = await self.source.family()
        return questions.descent_list(graph, self._number(graph, person), generations=_counted(generations))

    def _index(self, graph: FamilyGraph) -> NameIndex:
        if self._names is None:
            self._names = NameIndex(graph)
        return self._names

    def _number(self, graph: FamilyGraph, name: str) -> int:
        """Return the number of the person meant by an id or a name."""
        if name in graph:
            return graph.number(name)
        understood = resolve(self._index(graph), name)
        if self._on_choice:
            self._on_choice(name, understood)
        return graph.number(understood.person.id)


def _counted(generations: int | None) -> int | None:
    if generations is not None and generations < 0:
        raise SettingsError(f"generations must be 0 or more, not {generations}")
    return generations


def answer(question: Coroutine[Any, Any, T]) -> T:
    """Return the answer to a question asked outside of any event loop.

    A source that waits for nothing needs no loop, so none is started for it.

    Example:
        >>> async def sixteen() -> int:
        ...     return 16
        >>> answer(sixteen())
        16
    """
    try:
        question.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    question.close()
    raise RuntimeError("the source waits for something: ask it inside an event loop")
