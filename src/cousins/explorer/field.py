"""What a question can ask for: whom names mean, and as much of the family as it needs.

A question is written once, over a `Field`; whether everybody is at hand or is fetched
as it goes on makes no difference to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

    from cousins.checks import OneSided
    from cousins.drawing import Tree
    from cousins.explorer.extent import Extent
    from cousins.explorer.layer import Layer
    from cousins.family.graph import FamilyGraph
    from cousins.family.names import Match
    from cousins.family.person import Person, PersonId
    from cousins.family.resolve import Understood
    from cousins.formats.report import Report
    from cousins.interpret import Reading
    from cousins.kinship.scope import Generations
    from cousins.kinship.walk import ExploringWalk
    from cousins.wikibase.ids import ItemId

    Readings = Mapping[ItemId, Reading | None]


class Field(Protocol):
    """The family as one question sees it.

    First `identify`, then gather, then look at `graph`. Gathering reads what the
    question will look at, and does nothing where everybody is at hand.

    Attributes:
        understood: Whom the names were taken for, in their order.
        marked: Whom the names of those were taken for who are marked as identical twins.
    """

    understood: tuple[Understood, ...]
    marked: tuple[Understood, ...]

    @property
    def readings(self) -> Readings | None:
        """What was read so far, for another question about the same people to go on with; None where all are there."""
        ...

    @property
    def graph(self) -> FamilyGraph:
        """The family, as far as it was gathered."""
        ...

    @property
    def numbers(self) -> list[int]:
        """The numbers in the graph of those who were identified, in the order of the names."""
        ...

    @property
    def extent(self) -> Extent:
        """How far the pedigrees were searched."""
        ...

    async def identify(self, people: Sequence[str | Person], *, pedigrees: bool = False) -> None:
        """Find out whom names and ids mean.

        Args:
            people: The names or ids, or persons.
            pedigrees: Whether the pedigrees will be asked for; some sources bring them at the same time.

        Raises:
            EntityIdError: A text looks like an id, but no id can be so.
            PersonNotFoundError: An id or name means nobody.
            AmbiguousNameError: A name means nobody in particular.
        """
        ...

    async def beginning(self, text: str, *, limit: int) -> list[Person]:
        """Return who may be meant by a name of which this is the beginning."""
        ...

    async def matches(self, name: str, *, limit: int) -> list[Match]:
        """Return who may be meant by a name, best first."""
        ...

    async def pedigrees(self, generations: Generations) -> None:
        """Gather the pedigrees of the two who were identified, until their kinship is certain or so far up."""
        ...

    async def ancestors(self, generations: int | None) -> None:
        """Gather the ancestors of everybody identified, up to so many generations; all for None."""
        ...

    async def descendants(self, generations: int | None) -> None:
        """Gather the descendants of everybody identified, down to so many generations; all for None."""
        ...

    async def lines(self, roots: int, *, ancestors: int | None, descendants: int | None) -> None:
        """Gather the lines of descent between the first so many identified and the others, and kin of the first.

        Args:
            roots: How many of those identified are roots; lines lead from them to the others.
            ancestors: How many generations up from the roots; None for all.
            descendants: How many generations down from the roots; None for all.
        """
        ...

    async def next_of_kin(self) -> None:
        """Gather parents, children, partners and siblings of everybody identified."""
        ...

    async def drawn(self, draw: Callable[[FamilyGraph], Tree]) -> Tree:
        """Return a picture, once everybody in it was gathered.

        Args:
            draw: Draws it from a family; asked again for as long as it shows people who were not gathered.
        """
        ...

    async def public(self, people: Sequence[ItemId]) -> list[ItemId]:
        """Return those of these people who are there, and of whom all may be shown."""
        ...

    def left_out(self, person: PersonId) -> tuple[str, ...]:
        """Return the statements of the source about somebody that do not count, one line each."""
        ...

    def one_sided(self) -> Iterable[OneSided]:
        """Return the links that one record states and the other does not."""
        ...

    @property
    def report(self) -> Report | None:
        """What in a file could not be used; None for other sources."""
        ...

    def explored(self, walk: ExploringWalk, most_requests: int | None) -> AsyncIterator[Layer]:
        """Yield the degrees of an exploration one by one.

        Args:
            walk: Whom it wants, and when it ends.
            most_requests: How many requests it may take; None for any number.
        """
        ...
