"""In which row everybody stands."""

from __future__ import annotations

from families import family

from cousins.drawing import scene_of_tree
from cousins.drawing.layout.layers import rows_of


def whole(drawing, root, born=None):
    graph = family(drawing, born)
    return scene_of_tree(graph, [graph.number(root)], descendants=None)


def test_partners_stand_in_one_row_even_when_one_line_is_longer():
    scene = whole("Adam + Ann: Bob, Bea\nBea: Cleo\nBob + Cleo: Dan", "Adam")
    rows = rows_of(scene).figures
    assert rows[scene.place("Bob")] == rows[scene.place("Cleo")] == 4


def test_partners_of_whom_one_descends_from_the_other_stand_in_two_rows():
    scene = whole("Adam + Ann: Bea\nAdam + Bea: Carl", "Adam")
    rows = rows_of(scene).figures
    assert rows[scene.place("Adam")] < rows[scene.place("Bea")] < rows[scene.place("Carl")]
