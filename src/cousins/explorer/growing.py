"""How two pedigrees grow towards each other while they are searched."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cousins.explorer.layer import Layer
    from cousins.family.person import Person, PersonId


def with_pedigrees(
    layer: Layer, heights: Sequence[Mapping[PersonId, int]], person: Callable[[PersonId], Person]
) -> Layer:
    """Return what is said of a generation, with how far both pedigrees have grown and who was met.

    Args:
        layer: What is said of it.
        heights: For each of the two, how many generations up each ancestor stands, themselves at 0.
        person: Returns somebody as far as may be shown.
    """
    first, last = heights[0], heights[-1]
    met = first.keys() & last.keys() if len(heights) > 1 else frozenset()
    # Nearest is who has the fewest generations on the longer side, and of those on both sides.
    steps = {who: (max(first[who], last[who]), first[who] + last[who]) for who in met}
    least = min(steps.values(), default=None)
    counts = [Counter(side.values()) for side in heights]
    return replace(
        layer,
        met=frozenset(met),
        pedigrees=tuple(tuple(rows[height] for height in range(len(rows))) for rows in counts),
        nearest=tuple(person(who) for who in sorted(met) if steps[who] == least),
    )
