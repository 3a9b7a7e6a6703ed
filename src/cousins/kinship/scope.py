"""How far a question goes, as a value: checked once, carried along."""

from __future__ import annotations

from dataclasses import dataclass
from operator import index
from typing import Final, Literal

from cousins.errors import SettingsError

Generations = int | Literal["enough"] | None
"""How many generations: a number, None for all, ``enough`` for as many as make the nearest relationships certain."""

ENOUGH: Final = "enough"

LISTED: Final = 10
"""Relationships that are listed where nobody says how many; the rest are counted."""


def whole_number(what: str, count: int | None, *, least: int = 0) -> int | None:
    """Return a number of something as an int; None, which means all, for None.

    Raises:
        SettingsError: It is less than it may be.
        TypeError: It is no whole number.

    Example:
        >>> whole_number("limit", 3, least=1), whole_number("limit", None)
        (3, None)
    """
    if count is None:
        return None
    try:
        whole = index(count)
    except TypeError:
        raise TypeError(f"{what} must be a whole number, not {type(count).__name__}") from None
    if whole < least:
        raise SettingsError(f"{what} must be {least} or more, not {whole}")
    return whole


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of a relation is asked for. Everywhere None means all, and 0 none.

    Attributes:
        every: Whether to give every ancestor or couple with every pair of generations, by Wright's rule, instead
            of the nearest lines of each independent one.
        limit: How many relationships to give at most.
        generations: How many generations up a common ancestor may be. ``enough`` is all of a source that has
            everybody at hand, and of a live one as many as make the nearest relationships certain.

    Raises:
        SettingsError: A number is below 0, or the generations are no number.
        TypeError: A number is no whole number.

    Example:
        >>> Scope(limit=3).generations
        'enough'
    """

    every: bool = False
    limit: int | None = None
    generations: Generations = ENOUGH

    def __post_init__(self) -> None:
        """Check the numbers."""
        # A frozen record is written by its own door; what numpy counts with becomes an int.
        object.__setattr__(self, "limit", whole_number("limit", self.limit))
        if isinstance(self.generations, str):
            if self.generations != ENOUGH:
                raise SettingsError(f"generations must be a number, None or {ENOUGH!r}, not {self.generations!r}")
        else:
            object.__setattr__(self, "generations", whole_number("generations", self.generations))
