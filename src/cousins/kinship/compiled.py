"""Coefficients over large pedigrees: the same decomposition in floating point, compiled.

For every person one sweep over those above finds the shares of both parents'
genes at once, so F of everybody costs the square of the pedigree in the worst
case, at about a nanosecond a step (T. H. E. Meuwissen & Z. Luo, Genet. Sel.
Evol. 24:305, 1992, in its plainest form). Results differ from the exact ones by
rounding only: about one part in 10¹⁵.

Needs numba, from ``pip install cousins[fast]``; compiling takes a second, once.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

NOBODY = -1


def sweep(fathers: Any, mothers: Any, new: Any, shares: Any, a: int, b: int) -> float:  # noqa: ANN401 (arrays)
    """Return φ of two different people, or of one with themselves, from d of all above them.

    Args:
        fathers: The place of each person's one parent, or `NOBODY`.
        mothers: The place of the other parent, or `NOBODY`.
        new: d of each person.
        shares: Room for two rows of zeros, which it leaves zero.
        a: The place of one.
        b: The place of the other.
    """
    shares[0, a] = 1.0
    shares[1, b] = 1.0
    total = 0.0
    for place in range(max(a, b), -1, -1):
        of_a, of_b = shares[0, place], shares[1, place]
        if of_a == 0.0 and of_b == 0.0:
            continue
        shares[0, place] = shares[1, place] = 0.0
        total += of_a * of_b * new[place]
        for parent in (fathers[place], mothers[place]):
            if parent != NOBODY:
                shares[0, parent] += of_a / 2
                shares[1, parent] += of_b / 2
    return total / 2


def available() -> bool:
    """Return whether numba is installed."""
    return find_spec("numba") is not None


@cache
def _compiled() -> Callable[..., float]:
    import numba  # noqa: PLC0415 (a second that only large families need)

    compiled: Callable[..., float] = numba.njit(sweep, cache=True)
    return compiled


class CompiledInheritance:
    """F of everybody in a pedigree, and φ of pairs, in floating point.

    Args:
        parents: The places of at most two parents for each person, ancestors before descendants.
        ancestors: The places, ascending, of all whose F and d are wanted, with all their ancestors.
    """

    def __init__(self, parents: Sequence[tuple[int, ...]], ancestors: Sequence[int]) -> None:
        """Compute all F."""
        import numpy as np  # noqa: PLC0415 (as above)

        size = len(parents)
        self._fathers = np.array([row[0] if row else NOBODY for row in parents], dtype=np.int64)
        self._mothers = np.array([row[1] if len(row) > 1 else NOBODY for row in parents], dtype=np.int64)
        self._new, self._shares = np.zeros(size), np.zeros((2, size))
        inbreeding = np.zeros(size)
        for place in ancestors:
            look()
            row = parents[place]
            self._new[place] = 1.0 - sum((1.0 + inbreeding[parent]) / 4 for parent in row)
            if len(row) > 1:
                inbreeding[place] = self.kinship(*row)

    def kinship(self, a: int, b: int) -> float:
        """Return φ of two people."""
        return float(_compiled()(self._fathers, self._mothers, self._new, self._shares, a, b))
