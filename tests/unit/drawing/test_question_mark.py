"""The sign for a parent whom nobody recorded can be read, and the key explains it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from families import family

from cousins.drawing import lay_out, scene_of_tree, svg
from cousins.drawing.writers.captions import question_mark

DRAWINGS = [
    ("Adam: Bob, Bea, Carl, Cleo\nCarl: Dan, Dora", "Adam"),
    ("Adam: Bob\nCarl: Bob\nBob: Dan", "Dan"),
    ("Adam + Ann: Bob\nCarl: Bob", "Bob"),
    ("Adam + Ann: Bob\nBob: Carl\nBob + Bea: Dan\nBob + Dora: Emil", "Bob"),
]
STEPS = [step / 12 for step in range(13)]


def curve(points, *, across):
    """Yield points on a line as it is drawn, straight or bent."""
    for (x, y), (to_x, to_y) in pairwise([(y, x) for x, y in points] if across else points):
        for step in STEPS:
            back = 1 - step
            aside = x * (back**3 + 3 * back**2 * step) + to_x * (3 * back * step**2 + step**3)
            middle = 3 * back * step * (y + to_y) / 2
            down = y * back**3 + middle + to_y * step**3
            yield (down, aside) if across else (aside, down)


@pytest.mark.parametrize("style", ["rows", "across"])
@pytest.mark.parametrize(("drawing", "root"), DRAWINGS)
def test_it_stands_off_the_lines_of_its_household(drawing, root, style):
    graph = family(drawing)
    drawn = lay_out(scene_of_tree(graph, [graph.number(root)], ancestors=None, descendants=None), style=style)
    homes = [home for home in drawn.households if drawn.scene.households[home.number].unknown]
    for home in homes:
        left, foot = question_mark(drawn, home)
        lines = [link.points for link in drawn.links if link.household == home.number]
        touched = [point for line in lines for point in curve(line, across=style == "across")]
        assert not [(x, y) for x, y in touched if left < x < left + 6 and foot - 8 < y < foot]
    assert svg(drawn).count(">?</text>") == (len(homes) + 1 if homes else 0)
