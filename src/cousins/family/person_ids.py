"""From ids to numbers and back, for graphs of any size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cousins.family.person import PersonId

_PUT_IN: Final = re.compile(r"\?(?:father|mother)\?*")


def is_put_in(person_id: str) -> bool:
    """Return whether somebody is an unknown parent whom a reader put in, as brothers and sisters without parents get.

    Nobody is told of them.

    Example:
        >>> is_put_in("F2?father"), is_put_in("I2")
        (True, False)
    """
    return "?" in person_id and _PUT_IN.fullmatch(person_id, person_id.index("?")) is not None


@runtime_checkable
class Ids(Protocol):
    """The ids of a graph's people by number, and their numbers by id.

    A list with a dictionary does for some thousands or millions; a sorted
    column on disk can stand for it.
    """

    def __len__(self) -> int:
        """Return how many people there are."""
        ...

    def __getitem__(self, number: int, /) -> PersonId:
        """Return the id of the person with that number."""
        ...

    def __iter__(self) -> Iterator[PersonId]:
        """Yield all ids by number."""
        ...

    def number(self, person_id: str, /) -> int | None:
        """Return the number of the person with that id; None when nobody has it."""
        ...


class ListedIds(list["PersonId"]):
    """Ids in a list, with a dictionary the other way.

    Args:
        ids: No id twice.
    """

    __slots__ = ("number",)

    def __init__(self, ids: Iterable[PersonId]) -> None:
        """Number the ids from 0."""
        super().__init__(ids)
        numbers: dict[str, int] = {person_id: number for number, person_id in enumerate(self)}
        # The dictionary's own method: every question asks it, and a Python frame around it costs twice as much.
        self.number = numbers.get
