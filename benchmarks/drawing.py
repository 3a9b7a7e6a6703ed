"""Drawings beside Graphviz's `dot` on the same graphs: crossings, length of lines, area, time.

Both get every person and household as a node of the same size, and every line. `dot`
chooses its own rows. Crossings are counted between straight pieces from row to row; for
`dot` they are those it reports of its own order. Time is taken twice: for places alone, where
`dot` is given the sizes that ours has to find out from the names, and for the whole way from
names to SVG, where `dot` measures the names itself. `dot` runs as a process; ours runs in
this one, so what starting Python costs is not in it. Each time is the best of several taken
in turn. In each column ours stands first.

The search was tuned on the nine graphs in the table and the random ones of the atlas. Twenty fresh
graphs, which it was not tuned on, come first.

Run ``python benchmarks/drawing.py [family.ged …]``; needs Graphviz. Of each family file pedigrees and
descents are drawn, too, as fresh ones.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from math import dist, exp, log
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic import collapsed_pedigree

from cousins.drawing.layout.composing import lay_out
from cousins.drawing.layout.crossings import crossings
from cousins.drawing.scene.selection import scene_of_tree
from cousins.drawing.writers.svg import svg
from cousins.formats import read
from cousins.sources.atlas import atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.scene.figures import Scene
    from cousins.family.graph import FamilyGraph

PIXELS_AN_INCH = 96.0
MANY = 1000


@dataclass(frozen=True)
class Measured:
    """What is compared: seconds for places alone and for the whole way from names to SVG, beside the picture."""

    crossings: int
    length: float
    area: float
    places: float
    whole: float


def scenes() -> Iterator[tuple[str, Scene]]:
    """Yield the scenes, small ones first."""
    graph = atlas()
    victoria, christian, elizabeth, philip, nicholas, felipe, charles, juan_carlos = (
        graph.number(each) for each in ["Q9439", "Q151305", "Q9682", "Q80976", "Q40787", "Q191045", "Q43274", "Q19943"]
    )
    yield "Victoria to Elizabeth, Philip", scene_of_tree(graph, [victoria], to=[elizabeth, philip])
    yield "… and Christian IX", scene_of_tree(graph, [victoria, christian], to=[elizabeth, philip])
    ends = [elizabeth, philip, nicholas, felipe]
    yield "… to Nicholas, Felipe too", scene_of_tree(graph, [victoria, christian], to=ends)
    yield "Victoria, 5 down", scene_of_tree(graph, [victoria], descendants=5)
    yield "Victoria, Christian, 4 down", scene_of_tree(graph, [victoria, christian], descendants=4)
    yield "Charles III, 8 up", scene_of_tree(graph, [charles], ancestors=8)
    yield "Juan Carlos, 10 up", scene_of_tree(graph, [juan_carlos], ancestors=10)
    for people in (1000, 5000):
        made = collapsed_pedigree(people)
        yield f"collapsed, {people} people", scene_of_tree(made, [0, 1], ancestors=None)


def compared(scene: Scene) -> tuple[Measured, Measured, Layout]:
    """Return what our drawing measures and what Graphviz measures on the same graph, and our drawing."""
    drawn = lay_out(scene, wide=True)
    small, named = _source(drawn, names=False), _source(drawn, names=True)
    turns = 1 if len(scene) > MANY else 7
    seconds = [
        (
            _timed(lambda: lay_out(scene, wide=True)),
            _timed(lambda: svg(lay_out(scene, wide=True))),
            _dot("plain", small),
            _dot("svg", named),
        )
        for _ in range(turns)
    ]
    ours, our_whole, theirs, their_whole = (min(each) for each in zip(*seconds, strict=True))
    length = sum(dist(*piece) for link in drawn.links for piece in pairwise(link.points))
    area = drawn.width * drawn.height / PIXELS_AN_INCH**2
    return (
        Measured(crossed(drawn), length / PIXELS_AN_INCH, area, ours, our_whole),
        Measured(*by_dot(small), theirs, their_whole),
        drawn,
    )


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _dot(form: str, source: str) -> float:
    return _timed(
        lambda: subprocess.run(["dot", f"-T{form}"], input=source, capture_output=True, text=True, check=True)
    )


def crossed(drawn: Layout) -> int:
    """Count crossings between straight pieces from row to row; both partners of a couple have a line."""
    gaps: dict[tuple[float, float], list[tuple[float, float]]] = {}
    bottoms: dict[int, float] = {}
    for figure in drawn.figures:
        bottoms[figure.generation] = max(figure.y + figure.height / 2, bottoms.get(figure.generation, 0.0))

    def add(x: float, y: float, to_x: float, to_y: float) -> None:
        gaps.setdefault((round(y, 2), round(to_y, 2)), []).append((x, to_x))

    # Flat lines below a row turn off one after the other, so that they cross as straight ones would.
    apart = {link.household for link in drawn.links if link.part == "bar" and len(link.points) > 2}
    for link in drawn.links:
        home = drawn.households[link.household]
        if (link.part == "bar" and link.household in apart) or (link.part == "stem" and link.household not in apart):
            partners = drawn.scene.households[link.household].partners if link.part == "stem" else [link.figure]
            for each in map(drawn.figures.__getitem__, partners):
                add(each.x, bottoms[each.generation], home.x, home.y)
        elif not link.part:
            for (x, y), (to_x, to_y) in pairwise(link.points):
                add(x, y, to_x, to_y)
    return sum(_crossed(pieces) for pieces in gaps.values())


def _crossed(pieces: list[tuple[float, float]]) -> int:
    places = {x: place for place, x in enumerate(sorted({to_x for _, to_x in pieces}))}
    return crossings([places[to_x] for _, to_x in sorted(pieces)])


def overlaps(drawn: Layout) -> int:
    """Count pairs of boxes that overlap."""
    boxes = sorted(
        (f.x - f.width / 2, f.x + f.width / 2, f.y - f.height / 2, f.y + f.height / 2) for f in drawn.figures
    )
    found = 0
    for at, (_, right, top, bottom) in enumerate(boxes):
        for left, _, other_top, other_bottom in boxes[at + 1 :]:
            if left >= right:
                break
            found += other_top < bottom and top < other_bottom
    return found


def by_dot(source: str) -> tuple[int, float, float]:
    """Return the crossings, the length of lines and the area of Graphviz's drawing."""
    answer = subprocess.run(["dot", "-v", "-Tplain"], input=source, capture_output=True, text=True, check=True)
    count = int(re.findall(r"mincross .*?(\d+) crossings", answer.stderr)[-1])
    lines = [line.split() for line in answer.stdout.splitlines()]
    width, height = (float(each) for each in lines[0][2:4])
    return count, sum(_spline(words) for words in lines if words[0] == "edge"), width * height


def _spline(words: list[str]) -> float:
    count = int(words[3])
    numbers = [float(word) for word in words[4 : 4 + 2 * count]]
    knots = list(zip(numbers[::6], numbers[1::6], strict=True))
    return sum(dist(*piece) for piece in pairwise(knots))


def _source(drawn: Layout, *, names: bool) -> str:
    lines = ["digraph {graph[nodesep=.23,ranksep=.35];node[shape=box];edge[dir=none];"]
    for figure in drawn.figures:
        if names and figure.label.lines:
            text = json.dumps("\n".join((*figure.label.lines, figure.label.years)), ensure_ascii=False)
            lines.append(f"p{figure.place}[label={text},fontsize=10];")
        else:
            size = f"width={figure.width / PIXELS_AN_INCH:.3f},height={figure.height / PIXELS_AN_INCH:.3f}"
            lines.append(f'p{figure.place}[{size},fixedsize=true,label=""];')
    for number, household in enumerate(drawn.scene.households):
        lines.append(f'h{number}[width=.1,height=.1,fixedsize=true,label=""];')
        lines += [f"p{partner}->h{number};" for partner in household.partners]
        lines += [f"h{number}->p{child.place};" for child in household.children]
    return "\n".join([*lines, "}"])


def random_scenes(graph: FamilyGraph, seed: int = 7, each: int = 10, least: int = 60) -> Iterator[Scene]:
    """Yield so many pedigrees, descents and pictures of lines each, of so many to 500 people.

    Args:
        graph: Whom they show.
        seed: Of the lots by which they are chosen.
        each: How many of each kind.
        least: How many people there are at least.
    """
    chance = random.Random(seed)
    found = {"up": 0, "down": 0, "to": 0}
    for _ in range(100_000):
        kind = min(found, key=found.__getitem__)
        if found[kind] == each:
            return
        root = chance.randrange(len(graph))
        if kind == "up":
            scene = scene_of_tree(graph, [root], ancestors=chance.choice([6, 7, 8, 9, 10]))
        elif kind == "down":
            scene = scene_of_tree(graph, [root], descendants=chance.choice([4, 5, 6]))
        else:
            scene = scene_of_tree(graph, [root], to=[chance.randrange(len(graph)) for _ in range(3)])
        if least <= len(scene) <= 500:
            found[kind] += 1
            yield scene


def fresh_scenes() -> Iterator[Scene]:
    """Yield twenty graphs on which nothing was tuned: fifteen of the atlas, five of made-up pedigrees."""
    yield from random_scenes(atlas(), seed=20_261, each=5)
    for seed in range(200, 205):
        yield scene_of_tree(collapsed_pedigree(400, seed=seed), [0, 1], ancestors=None)


def made_up_scenes() -> Iterator[Scene]:
    """Yield twelve pedigrees of 1,000 people that the search was not tuned on."""
    for seed in range(40, 52):
        yield scene_of_tree(collapsed_pedigree(1000, seed=seed), [0, 1], ancestors=None)


def others(name: str, found: Iterable[Scene]) -> None:
    """Print how many of some graphs have more crossings than `dot` gives, and the ratios of all."""
    crossed_more, ratios, times = [], [], []
    for scene in found:
        ours, theirs, _ = compared(scene)
        ratio = (ours.crossings + 1) / (theirs.crossings + 1)
        ratios.append(ratio)
        times.append(ours.places / theirs.places)
        if ours.crossings > theirs.crossings:
            crossed_more.append(f"{ours.crossings} / {theirs.crossings}")
    mean = exp(sum(map(log, ratios)) / len(ratios))
    spread = f"{mean:.2f} of dot's in the mean ({min(ratios):.2f} to {max(ratios):.2f})"
    print(f"{name}: {len(ratios)} graphs, crossings {spread};")
    print(f"  more than dot in {len(crossed_more)}: {', '.join(crossed_more) or 'none'};", end=" ")
    print(f"places in {min(times):.2f} to {max(times):.2f} of its time")


def main() -> None:
    """Print a line for each graph, and what ours is of theirs."""
    others("fresh", fresh_scenes())
    for path in sys.argv[1:]:
        others(f"fresh, of {Path(path).name}", random_scenes(read(path)[0], seed=20_262, each=2, least=30))
    columns = {"crossings": "d", "length": ".0f", "area": ".0f", "places": ".3f", "whole": ".3f"}
    heads = ("crossings", "length, in", "area, sq in", "places, s", "names to SVG, s")
    print(f"{'graph':30} {'people':>6} " + " ".join(f"{head:>16}" for head in heads), " once overlaps")
    for name, scene in scenes():
        ours, theirs, drawn = compared(scene)
        once = sorted(figure.place for figure in drawn.figures) == list(range(len(scene)))
        pairs = {field: (getattr(ours, field), getattr(theirs, field)) for field in columns}
        told = " ".join(f"{f'{a:{columns[field]}} / {b:{columns[field]}}':>16}" for field, (a, b) in pairs.items())
        print(f"{name:30} {len(scene):6} {told}", f" {once} {overlaps(drawn)}", flush=True)
        print(f"{'  ratio':37} " + " ".join(f"{_ratio(a, b):>16}" for a, b in pairs.values()))
    others("random, of the atlas", random_scenes(atlas()))
    others("made-up, of 1,000 people", made_up_scenes())


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}" if theirs else "1.00" if not ours else "inf"


if __name__ == "__main__":
    main()
