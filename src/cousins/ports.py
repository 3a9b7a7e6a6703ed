"""What the explorer asks of the rooms that bring and keep facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

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


@runtime_checkable
class LiveSource(Protocol):
    """A source that is asked for a few items at a time, over the network.

    It only speaks the dialect: whoever asks brings the client, keeps the
    answers and decides what to ask next.

    Attributes:
        name: What ``--from`` calls it.
        key: Under which its answers are kept: all that changes them, such as languages.
        batch: How many items one request may ask for.
        properties: The numbers of the properties that families are written with.
    """

    name: str
    key: str
    batch: int
    properties: Properties

    async def fetch(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return the JSON of each item by the id that was asked for, by one request.

        Empty for an item that is missing. After a redirect the JSON holds the target's id.

        Raises:
            SourceError: There is no answer, or none that can be right.
        """
        ...

    async def search(self, client: Client, text: str, *, limit: int) -> Sequence[ItemId]:
        """Return items that a name may mean, best first, persons or not.

        Raises:
            SourceError: There is no answer, or the source cannot search.
        """
        ...


@runtime_checkable
class PedigreeSource(LiveSource, Protocol):
    """A live source that can bring whole pedigrees at once."""

    async def pedigrees(self, client: Client, ids: Sequence[ItemId]) -> Mapping[ItemId, bytes]:
        """Return the JSON of these items and of all their ancestors, by one request.

        Raises:
            SourceError: There is no answer, or none that can be right.
        """
        ...
