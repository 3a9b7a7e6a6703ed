"""How the cost grows with the number of ancestors, from a thousand to a million.

Prints, for synthetic pedigrees with heavy collapse, the time to collect the
pedigree, to find all independent common ancestors, to name the first 100
relationships, and φ; each also as nanoseconds an ancestor beside the smallest
size, so that linear growth shows as ratios near 1.

Run: python benchmarks/growth.py [LARGEST]
"""

from __future__ import annotations

import sys
import time
from itertools import islice

from synthetic import collapsed_pedigree

from cousins.errors import TooLargeError
from cousins.kinship.blood import BloodKin
from cousins.kinship.coefficients import kinship

SIZES = (2_000, 20_000, 200_000, 2_000_000)
"""People to draw ancestors from; about half become ancestors."""
LARGEST_FOR_PHI = 200_000


def main() -> None:
    """Print a row for each size."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    base = 0.0
    for size in (size for size in SIZES if size <= largest):
        graph = collapsed_pedigree(size)
        start = time.perf_counter()
        kin = BloodKin(graph, 0, 1)
        collected = time.perf_counter() - start
        named = sum(1 for _ in islice(kin.relationships(), 100))
        seconds = time.perf_counter() - start
        each = seconds / len(kin.pedigree)
        base = base or each
        row = f"{len(kin.pedigree):9,} ancestors, {len(kin.independent):8,} independent: collected {collected:6.2f} s, "
        row += f"with {named} relationships {seconds:6.2f} s, {each / base:4.2f} × an ancestor's cost at the smallest"
        if size <= LARGEST_FOR_PHI:
            start = time.perf_counter()
            try:
                phi = f"{float(kinship(graph, 0, 1)):.3g} in"
            except TooLargeError:
                phi = "given up after"
            row += f"; φ {phi} {time.perf_counter() - start:.2f} s"
        print(row, flush=True)


if __name__ == "__main__":
    main()
