"""How far a family was searched, as a value."""

from __future__ import annotations

from typing import NamedTuple


class Extent(NamedTuple):
    """How far a family was searched.

    Attributes:
        complete: Whether all ancestors that the source knows were searched.
        generations: How many generations were climbed; None when everybody was at hand.
        requests: How many requests it took; None when everybody was at hand.
    """

    complete: bool = True
    generations: int | None = None
    requests: int | None = None
