"""How much CPU a question still takes after it was cancelled; at most a quarter of a second is allowed.

Each question is cancelled in the middle of its computation, over a family in
which it would compute for many seconds. Usage: ``python benchmarks/cancelling.py``.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from typing import TYPE_CHECKING

from cousins import Explorer, FamilyGraph, ParentLink, Person, PersonId, Sex, source_named
from cousins.sources.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ALLOWED = 0.25
AFTER = (0.1, 0.5, 1.0)
"""Seconds of CPU after which a question is cancelled."""


def isolate(generations: int, width: int) -> FamilyGraph:
    """Return a village in which everybody's parents are two of the generation before."""
    dice = random.Random(9)
    sexes = (Sex.MALE, Sex.FEMALE)
    people = [
        Person(PersonId(f"p{row}_{seat}"), f"p{row}_{seat}", sexes[seat % 2])
        for row in range(generations)
        for seat in range(width)
    ]
    links = []
    for row in range(1, generations):
        for seat in range(width):
            father, mother = 2 * dice.randrange(width // 2), 2 * dice.randrange(width // 2) + 1
            links += [
                ParentLink(PersonId(f"p{row}_{seat}"), PersonId(f"p{row - 1}_{parent}")) for parent in (father, mother)
            ]
    return FamilyGraph.of(people, links)


def line(length: int) -> FamilyGraph:
    """Return one line of descent."""
    people = [Person(PersonId(f"p{place}"), f"p{place}", Sex.MALE) for place in range(length)]
    return FamilyGraph.of(people, [ParentLink(people[place + 1].id, people[place].id) for place in range(length - 1)])


async def cancelled(question: Awaitable[object], after: float) -> float | None:
    """Return the CPU seconds from the cancelling of a question to its end; None where it was done before."""
    task = asyncio.ensure_future(question)
    begun = time.process_time()
    while time.process_time() - begun < after and not task.done():  # noqa: ASYNC110 (what is waited for tells no event)
        await asyncio.sleep(0.005)
    if task.done():
        task.result()
        return None
    asked = time.process_time()
    task.cancel()
    await asyncio.wait([task])
    return time.process_time() - asked


async def main() -> int:
    """Cancel each question several times, and return whether one took too long to end."""
    village, far = Explorer(Memory(isolate(40, 400))), Explorer(Memory(line(30000)))
    wide, royals = Explorer(Memory(isolate(300, 400))), Explorer(source_named("atlas"))

    questions: dict[str, Callable[[], Awaitable[object]]] = {
        "relate, every, royals": lambda: royals.relate("Q9439", "Q40787", every=True),
        "relate, every, Elizabeth II": lambda: royals.relate("Q9682", "Q80976", every=True),
        "relate, every, village": lambda: village.relate("p39_0", "p39_1", every=True),
        "relate, village": lambda: village.relate("p39_0", "p39_1"),
        "relate, wide village": lambda: wide.relate("p299_0", "p299_1", limit=3),
        "show, wide village": lambda: wide.show("p299_0"),
        "check, wide village": wide.check,
        "ancestors, wide village": lambda: wide.ancestors("p299_0"),
        "ancestors, long line": lambda: far.ancestors("p29999"),
        "descendants, wide village": lambda: wide.descendants("p0_0"),
        "descendants, long line": lambda: far.descendants("p0"),
        "tree, village": lambda: village.tree(["p39_0"], ancestors=None),
        "tree, royals": lambda: royals.tree(["Q9439"], descendants=None),
        "tree, long line": lambda: far.tree(["p0"], descendants=None),
        "find, wide village": lambda: wide.find("q200 17"),
    }
    worst = 0.0
    for name, question in questions.items():
        ends = [await cancelled(question(), after) for after in AFTER]
        worst = max(worst, *(end or 0.0 for end in ends))
        print(f"{name:30}", *("   done" if end is None else f"{end:7.3f}" for end in ends), flush=True)
    print(f"worst: {worst:.3f} of {ALLOWED} s allowed")
    return worst > ALLOWED


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
