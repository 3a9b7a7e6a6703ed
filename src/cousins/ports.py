"""What the explorer asks of the rooms that bring and keep facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.transport.client import Client
    from cousins.wikibase.ids import ItemId
    from cousins.wikibase.properties import Properties


@runtime_checkable
class Source(Protocol):
    """A source that has everybody at hand: the atlas, a file.

    Attributes:
        name: What ``--from`` calls it.
    """

    name: str

    async def family(self) -> FamilyGraph:
        """Return everybody the source knows.

        Raises:
            SourceError: It cannot be reached or read.
            FormatError: What it holds is damaged.
        """
        ...


class Found(NamedTuple):
    """Items that a name may mean.

    Attributes:
        items: Best first.
        more: Whether the source knows further ones.
    """

    items: Sequence[ItemId]
    more: bool = False


@runtime_checkable
class LiveSource(Protocol):
    """A source that is asked for a few items at a time, over the network.

    It only speaks the dialect: whoever asks brings the client, keeps the
    answers and decides what to ask next.

    Attributes:
        name: What ``--from`` calls it.
        key: Under which its answers are kept: all that changes them, such as languages.
        batch: How many items one request may ask for.
        ordered: Whether statements come in the order of the page.
        properties: The numbers of the properties that families are written with.
    """

    name: str
    key: str
    batch: int
    ordered: bool
    properties: Properties

    async def fetch(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return the JSON of each item by the id that was asked for, by one request and a few more for odd ones.

        Empty for an item that is missing, and for redirects that lead to none. After
        redirects, however many, the JSON holds the target's id, and ``redirects``.
        Where there is no label in the languages asked for, it has all there are.

        Raises:
            SourceError: There is no answer, or none that can be right.
        """
        ...

    async def search(self, client: Client, text: str, *, limit: int, skip: int = 0) -> Found:
        """Return items that a name may mean, best first, persons or not.

        Args:
            client: The door to the network.
            text: The name.
            limit: How many to look for.
            skip: How many were looked for before.

        Raises:
            SourceError: There is no answer, or the source cannot search.
        """
        ...


@runtime_checkable
class SearchedSource(LiveSource, Protocol):
    """A live source whose search looks for names in one language first."""

    def searched_in(self, language: str) -> LiveSource:
        """Return the same source, searched in another language; what it tells of items stays the same, and its key."""
        ...


@runtime_checkable
class PedigreeSource(LiveSource, Protocol):
    """A live source that can tell at once who the ancestors of people are."""

    async def ancestors(self, client: Client, ids: Sequence[ItemId], generations: int) -> Sequence[ItemId] | None:
        """Return the ids of ancestors, so many generations up, as far as they can be told beforehand.

        None when that is too much for the source.

        Raises:
            SourceError: There is no answer, or none that can be right.
        """
        ...
