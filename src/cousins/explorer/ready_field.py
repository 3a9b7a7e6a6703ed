"""A field where everybody is at hand: there is nothing to gather."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from cousins.errors import PersonNotFoundError, SourceError
from cousins.explorer.extent import Extent
from cousins.family.names import Match
from cousins.family.resolve import Understood, name_of, resolve, with_id
from cousins.running import computed
from cousins.wikibase.ids import item_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from cousins.checks import OneSided
    from cousins.drawing import Tree
    from cousins.explorer.layer import Layer
    from cousins.family.graph import FamilyGraph
    from cousins.family.names import NameIndex
    from cousins.family.person import Person, PersonId
    from cousins.formats.report import Report
    from cousins.kinship.scope import Generations
    from cousins.kinship.walk import ExploringWalk
    from cousins.wikibase.ids import ItemId


@dataclass(eq=False)
class ReadyField:
    """A field where everybody is at hand.

    Attributes:
        name: What the source is called.
        names: The index of everybody's names.
        report: What in a file could not be used; None for other sources.
        understood: Whom the names were taken for, in their order.
        marked: Whom the names of those were taken for who are marked as identical twins.
    """

    name: str
    names: NameIndex
    report: Report | None
    understood: tuple[Understood, ...] = ()
    marked: tuple[Understood, ...] = ()

    readings: ClassVar[None] = None
    extent: ClassVar[Extent] = Extent()

    @property
    def graph(self) -> FamilyGraph:
        """Everybody."""
        return self.names.graph

    @property
    def numbers(self) -> list[int]:
        """The numbers in the graph of those who were identified, in the order of the names."""
        ids = self.graph.ids
        return [number for each in self.understood if (number := ids.number(each.person.id)) is not None]

    async def identify(
        self,
        people: Sequence[str | Person],
        *,
        pedigrees: bool = False,  # noqa: ARG002 (all are there)
    ) -> None:
        """Find out whom names and ids mean."""
        self.understood = tuple([self._understood(person) for person in people])

    def _understood(self, person: str | Person) -> Understood:
        name = name_of(person)
        text = name.strip()
        if text[:1] in {"Q", "q"} and text[1:].isdecimal() and text.upper() not in self.graph:
            # Whoever types an item's id means that item, and nobody whose name comes near.
            raise PersonNotFoundError(item_id(text))
        return resolve(self.names, name)

    async def beginning(self, text: str, *, limit: int) -> list[Person]:
        """Return people with a name that begins so, from any word on."""
        return self.names.beginning(text, limit=limit)

    async def matches(self, name: str, *, limit: int) -> list[Match]:
        """Return who may be meant by a name, best first."""
        person = with_id(self.names.graph, name)
        return [Match.of_id(person)] if person else self.names.find(name, limit=limit)

    async def pedigrees(self, generations: Generations) -> None:
        """Do nothing: everybody is there."""

    async def ancestors(self, generations: int | None) -> None:
        """Do nothing: everybody is there."""

    async def descendants(self, generations: int | None) -> None:
        """Do nothing: everybody is there."""

    async def lines(self, roots: int, *, ancestors: int | None, descendants: int | None) -> None:
        """Do nothing: everybody is there."""

    async def next_of_kin(self) -> None:
        """Do nothing: everybody is there."""

    async def drawn(self, draw: Callable[[FamilyGraph], Tree]) -> Tree:
        """Return the picture."""
        return await computed(draw, self.graph)

    async def public(self, people: Sequence[ItemId]) -> list[ItemId]:
        """Return those of these people who are there, and of whom all may be shown."""
        graph = self.graph
        return [who for who in people if who in graph and not graph.person(who).private]

    def left_out(self, person: PersonId) -> tuple[str, ...]:  # noqa: ARG002 (nothing of anybody)
        """Return nothing: what a file's reader could not use is in its report."""
        return ()

    def one_sided(self) -> Iterable[OneSided]:
        """Return the links that one record states and the other does not, as the file's reader found them."""
        return self.report.one_sided if self.report else ()

    async def explored(
        self,
        walk: ExploringWalk,  # noqa: ARG002 (as the live one takes)
        most_requests: int | None,  # noqa: ARG002 (as above)
    ) -> AsyncIterator[Layer]:
        """Refuse: whoever is at hand need not be explored.

        Raises:
            SourceError: Always.
        """
        raise SourceError(f"{self.name} has everybody at hand; only a live source is explored")
        yield  # pragma: no cover (what makes this a generator, as the live one is)
