"""Where the nodes of ordered rows stand: near their neighbours, never nearer to each other than allowed.

Every row in turn is placed where the squares of its lines' widths are least,
the other rows held fast and the order kept: isotonic regression by pooling
adjacent violators (Ayer and others 1955), exact in one pass. The gaps hold by
construction, so nothing can overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_PASSES = 6
"""After one pass down and one up; more make no picture better that was looked at."""


class Pull(NamedTuple):
    """A line that draws a node towards another.

    Attributes:
        to: The other node.
        offset: Where the node would stand, seen from the other.
        weight: How strongly.
    """

    to: int
    offset: float
    weight: float


class _Aim(NamedTuple):
    """Where the lines of a node draw it: to the mean of other nodes, and some way beside it.

    Attributes:
        weight: How strongly, all lines together.
        offset: How far beside the mean.
        shares: The other nodes with what each counts in the mean.
    """

    weight: float
    offset: float
    shares: tuple[tuple[int, float], ...]


def _aim(pulls: Sequence[Pull]) -> _Aim:
    if len(pulls) == 1:
        ((to, offset, weight),) = pulls
        return _Aim(weight, offset, ((to, 1.0),))
    weight = sum(pull.weight for pull in pulls)
    if not weight:
        return _STILL
    offset = sum(pull.offset * pull.weight for pull in pulls) / weight
    return _Aim(weight, offset, tuple((pull.to, pull.weight / weight) for pull in pulls))


_STILL = _Aim(0.01, 0.0, ())


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between the middles of two neighbours in a row.

    Attributes:
        least: How far they are apart at least.
        fixed: Whether they are never further apart either, as partners side by side.
    """

    least: float
    fixed: bool = False


class Relaxation:
    """Places ordered rows.

    Attributes:
        rows: The nodes of every row from left to right.
        x: The middle of every node.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[int]],
        gaps: Sequence[Sequence[Gap]],
        ups: list[list[Pull]],
        downs: list[list[Pull]],
    ) -> None:
        """Take rows and put everybody as near to the left as gaps allow.

        Args:
            rows: The nodes of every row from left to right.
            gaps: For each row, between each node but the last and the next.
            ups: For each node, the lines to the row above.
            downs: For each node, the lines to the row below.
        """
        self.rows = rows
        self.ups, self.downs = list(map(_aim, ups)), list(map(_aim, downs))
        self.both = [_aim(above + below) for above, below in zip(ups, downs, strict=True)]
        # Seen from where gaps alone would put it, each node may be anywhere not left of the one before it:
        # so "never too near" becomes "never falling", which pooling solves.
        self.starts = [list(accumulate((gap.least for gap in each), initial=0.0)) for each in gaps]
        self.bound = [[False, *(gap.fixed for gap in each)] for each in gaps]
        self.x = [0.0] * len(ups)
        for row, starts in zip(rows, self.starts, strict=True):
            middle = starts[len(row) - 1] / 2 if row else 0.0
            for node, start in zip(row, starts, strict=False):
                self.x[node] = start - middle

    def solved(self) -> list[float]:
        """Return the middle of every node."""
        self._pass(self.ups, downwards=True)
        self._pass(self.downs, downwards=False)
        for turn in range(_PASSES):
            self._pass(self.both, downwards=turn % 2 == 0)
        return self.x

    def _pass(self, aims: Sequence[_Aim], *, downwards: bool) -> None:
        numbers = range(len(self.rows))
        for number in numbers if downwards else reversed(numbers):
            self._place(number, aims)

    def _place(self, number: int, aims: Sequence[_Aim]) -> None:
        """Place a row; who is bound to the left neighbour moves with that neighbour."""
        x, row, starts, bounds = self.x, self.rows[number], self.starts[number], self.bound[number]
        wanted: list[float] = []
        weights: list[float] = []
        for node, start, bound in zip(row, starts, bounds, strict=False):
            weight, place, shares = aims[node]
            for to, share in shares:
                place += share * x[to]
            place = (place if shares else x[node]) - start
            if bound:
                before = weights.pop()
                place = (wanted.pop() * before + place * weight) / (before + weight)
                weight += before
            wanted.append(place)
            weights.append(weight)
        places = iter(pooled(wanted, weights))
        place = 0.0
        for node, start, bound in zip(row, starts, bounds, strict=False):
            place = place if bound else next(places)
            x[node] = place + start


def pooled(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the never falling numbers nearest to the wanted ones by weighted squares.

    Example:
        >>> pooled([1.0, 4.0, 2.0], [1.0, 1.0, 1.0])
        [1.0, 3.0, 3.0]
    """
    means: list[float] = []
    masses: list[float] = []
    counts: list[int] = []
    for mean, mass in zip(wanted, weights, strict=True):
        count = 1
        while means and means[-1] > mean:
            before = masses.pop()
            mean = (means.pop() * before + mean * mass) / (before + mass)  # noqa: PLW2901 (the pool grows)
            mass += before  # noqa: PLW2901 (the pool grows)
            count += counts.pop()
        means.append(mean)
        masses.append(mass)
        counts.append(count)
    return [mean for mean, count in zip(means, counts, strict=True) for _ in range(count)]
