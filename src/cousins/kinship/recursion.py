"""Kinship by its recursion over pairs of people, in floating point: for pedigrees that are deep rather than wide.

φ of two people is the mean of φ between the younger one's parents and the other; φ of one with themselves is
(1 + F) / 2. In a village of thirty people over two hundred generations few pairs are ever met, while every row of
shares holds thousands of ancestors. All terms are positive, so rounding loses about one part in 10¹⁵.

Source: G. Karigl, Ann. Hum. Genet. 45:299 (1981), for two people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PAIRS = 2_000_000
"""Pairs to look at before giving up: a few seconds, and some hundred megabytes."""

_BOTH = 2


def recursive_kinship(
    slots: Sequence[Sequence[Sequence[int]]], a: int, b: int, phi: dict[int, float], *, most: int = MOST_PAIRS
) -> float | None:
    """Return φ of the people at two places, or None where that takes too many pairs.

    Args:
        slots: For the person at each place, ancestors first, the groups of possible fathers and mothers.
        a: The place of one.
        b: The place of the other, possibly the same.
        phi: What is known of the same slots, by pair; what is found is added, so that the next question costs little.
        most: How many pairs to look at.
    """
    size = len(slots)

    def terms(pair: int) -> list[tuple[int, float]]:
        """Return the pairs that a pair's φ depends on, each with its weight."""
        x, y = divmod(pair, size)
        if x != y:
            drawn = [(parent, y, 2 * len(slot)) for slot in slots[x] for parent in slot]
        elif len(slots[x]) == _BOTH:
            fathers, mothers = slots[x]
            drawn = [(father, mother, 2 * len(fathers) * len(mothers)) for father in fathers for mother in mothers]
        else:
            return []
        return [(max(one, other) * size + min(one, other), 1 / parts) for one, other, parts in drawn]

    start = max(a, b) * size + min(a, b)  # a pair as one number, so that those it depends on have lower ones
    found = {start}
    waiting = [start]
    while waiting:
        if len(found) > most:
            return None
        if not len(waiting) % OFTEN:
            look()
        for pair, _ in terms(waiting.pop()):
            if pair not in found and pair not in phi:
                found.add(pair)
                waiting.append(pair)
    for number, pair in enumerate(sorted(found)):
        if not number % OFTEN:
            look()
        alone = 0.5 if pair % (size + 1) == 0 else 0.0
        phi[pair] = alone + sum([weight * phi[other] for other, weight in terms(pair)])
    return phi[start]
