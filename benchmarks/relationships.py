"""All relationships of a pair: this project beside enumeration of every line.

The baseline does what genealogy programs do: it climbs every line from both
people to a depth, keeps all of them, and pairs those that end in the same
person. It counts pairs of lines that meet again lower down as relationships,
so its list is longer than the truth; it stands here for its cost.

Run: python benchmarks/relationships.py
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import defaultdict
from functools import partial
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.family.person import PersonId
from cousins.kinship.blood import BloodKin
from cousins.sources.atlas import atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


PAIRS = {
    "Elizabeth II – Philip": ("Q9682", "Q80976"),
    "Elizabeth II – Nicholas II": ("Q9682", "Q40787"),
    "Elizabeth II – Juan Carlos": ("Q9682", "Q19943"),
    "Felipe VI – Charles III": ("Q191045", "Q43274"),
}
FIRST = 500
TURNS = 9
DEPTHS = (10, 14, 16, 18)
PATIENCE = 20.0


def by_enumeration(graph: FamilyGraph, a: int, b: int, depth: int) -> int:
    """Return how many pairs of lines end in the same person, lines being listed one by one."""
    ends: list[dict[int, list[tuple[int, ...]]]] = []
    for person in (a, b):
        reached: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        row: list[tuple[int, ...]] = [(person,)]
        for _ in range(depth + 1):
            for line in row:
                reached[line[-1]].append(line)
            row = [(*line, parent) for line in row for parent in graph.parents[line[-1]]]
        ends.append(reached)
    kinds = {
        (top, len(up), len(down))
        for top, lines in ends[0].items()
        for up in lines
        for down in ends[1].get(top, ())
        if len(up) < 2 or len(down) < 2 or up[-2] != down[-2]
    }
    return len(kinds)


def timed(question: Callable[[], int]) -> tuple[int, float]:
    """Return the answer and the seconds it took."""
    start = time.perf_counter()
    count = question()
    return count, time.perf_counter() - start


def main() -> None:
    """Print a row for each pair: ours to any depth, the baseline to growing depths."""
    graph = atlas()
    for name, (one, other) in PAIRS.items():
        kin = BloodKin(graph, a := graph.number(one), b := graph.number(other))
        nearest, seconds = timed(partial(counted, kin.relationships()))
        some, some_seconds = timed(partial(counted, islice(kin.relationships(every=True), FIRST)))
        ten, ten_seconds = timed(partial(counted, islice(kin.relationships(), 10)))
        print(f"{name}, {len(kin.pedigree)} people, {len(kin.independent)} independent ancestors, any depth:")
        print(
            f"   the nearest {ten} in {ten_seconds * 1000:.0f} ms, all {nearest} in {seconds * 1000:.0f} ms;", end=" "
        )
        print(f"every kind, the first {some} in {some_seconds * 1000:.0f} ms")
        for depth in DEPTHS:
            count, baseline = timed(partial(by_enumeration, graph, a, b, depth))
            print(f"   lines listed to depth {depth}: {count} kinds in {baseline * 1000:.0f} ms,", end=" ")
            print(f"{baseline / seconds:.2f} × all to any depth, {baseline / ten_seconds:.1f} × the nearest ten")
            if baseline * 8 > PATIENCE:
                break


def village() -> None:
    """Print what a closed village costs, and every kind of relationship of a pair until the list ends."""
    chance = random.Random(20)
    links = [
        ParentLink(PersonId(f"p{late}_{one}"), PersonId(f"p{late - 1}_{parent}"))
        for late in range(1, 60)
        for one in range(20)
        for parent in chance.sample(range(20), 2)
    ]
    graph = FamilyGraph.of([], links)
    kin = BloodKin(graph, graph.number("p59_0"), graph.number("p59_1"))
    found, seconds = timed(partial(counted, kin.relationships()))
    print(f"a closed village, 60 generations of 20 people: all {found} relationships in {seconds * 1000:.0f} ms")
    kin = BloodKin(atlas(), *map(atlas().number, PAIRS["Elizabeth II – Philip"]))
    found, seconds = timed(partial(counted, kin.relationships(every=True)))
    print(f"every kind of Elizabeth II – Philip, until the list ends: {found} in {seconds:.1f} s")


def processes() -> None:
    """Print what whole processes take that answer in JSON, in multiples of one that imports numpy, taken in turn."""
    asked = [sys.executable, "-m", "cousins", "relate", "Q9682", "Q80976", "--format", "json"]
    commands = {
        "import numpy": [sys.executable, "-c", "import numpy"],
        "JSON by default": asked,
        "JSON of all": [*asked, "--limit", "all"],
        "JSON of all with coefficients and common ancestors": [
            *asked,
            "--limit",
            "all",
            "--coefficients",
            "--common-ancestors",
        ],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(TURNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            seconds[name].append(time.perf_counter() - start)
    floor = median(seconds["import numpy"])
    for name, taken in seconds.items():
        print(f"{name}: {median(taken) * 1000:.0f} ms, {median(taken) / floor:.2f} × import numpy")


def counted(found: Iterable[object]) -> int:
    """Return how many there are."""
    return sum(1 for _ in found)


if __name__ == "__main__":
    processes()
    main()
    village()
