"""A part of a family, with whom it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph
    from cousins.family.resolve import Understood


@dataclass(frozen=True, slots=True)
class Subset:
    """A part of a family, or all of it.

    Attributes:
        family: The people and the links among them.
        understood: Whom the names were taken for.
        more: Whether the two have more relationships than were asked for.
    """

    family: FamilyGraph
    understood: tuple[Understood, ...] = ()
    more: bool = False
