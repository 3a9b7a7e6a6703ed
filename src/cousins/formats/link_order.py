"""The order of links in a file: of children among brothers and sisters, and of a person's partners."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cousins.family.graph import FamilyGraph

Thing = TypeVar("Thing", bound=Hashable)


def couples_in_order(graph: FamilyGraph) -> Iterator[tuple[int, int]]:
    """Yield each couple once, so that everybody's partners come in the order that the source gives them.

    Where orders contradict each other one of them gives way.
    """
    if not graph.partner_order:
        yield from ((one, other) for one in range(len(graph)) for other in graph.partners[one] if one < other)
        return
    yield from merged(
        [_couple(person, partner) for partner in graph.partners_of(person)] for person in range(len(graph))
    )


def merged(sequences: Iterable[Sequence[Thing]]) -> Iterator[Thing]:
    """Yield everything that is in some sequences, each thing once and after those before it in any of them.

    Where sequences contradict each other, in a circle, one of them gives way.

    Example:
        >>> "".join(merged(["bd", "abc", "cd"]))
        'abcd'
    """
    before: dict[Thing, list[Thing]] = {}
    for sequence in sequences:
        for earlier, later in pairwise([*sequence[:1], *sequence]):
            before.setdefault(later, []).append(earlier)
    begun: set[Thing] = set()
    done: set[Thing] = set()
    for thing in before:
        waiting = [thing]
        while waiting:
            last = waiting[-1]
            if last not in begun:
                begun.add(last)
                waiting += [earlier for earlier in before[last] if earlier not in begun]
                continue
            waiting.pop()
            if last not in done:
                done.add(last)
                yield last


def _couple(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def orders(couples: Iterable[tuple[int, int]]) -> Mapping[int, Sequence[int]]:
    """Return the partners of each person in the order of the couples, where that is not the order of numbers."""
    partners: dict[int, dict[int, None]] = {}
    for one, other in couples:
        partners.setdefault(one, {})[other] = None
        partners.setdefault(other, {})[one] = None
    return {person: tuple(others) for person, others in partners.items() if list(others) != sorted(others)}


def ranks(children: Iterable[int], size: int) -> list[int] | None:
    """Return for each person a number that is in the order of links among siblings; None where people's is.

    Args:
        children: The child of each link.
        size: How many people there are.

    Example:
        >>> ranks([2, 2, 0], 3), ranks([0, 2], 3)
        ([2, 1, 0], None)
    """
    linked = list(dict.fromkeys(children))
    places = sorted(linked)
    if linked == places:
        return None
    rank = list(range(size))
    for child, place in zip(linked, places, strict=True):
        rank[child] = place
    return rank
