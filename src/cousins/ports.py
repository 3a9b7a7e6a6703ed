"""What the explorer asks of the rooms that bring facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph


class Source(Protocol):
    """Where facts about families come from.

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
