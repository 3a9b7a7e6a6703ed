"""Crossings, counted and compared."""

from __future__ import annotations

import random
import sys

import pytest

from cousins.drawing.layout import crossings as counting
from cousins.drawing.layout.composing import lay_out
from cousins.drawing.scene.selection import scene_of_tree
from cousins.sources.atlas import atlas


def some_ends(size, width):
    chance = random.Random(size)  # noqa: S311 (numbers for a test)
    return [[(place, 1 + place % 2) for place in chance.sample(range(width), 3)] for _ in range(size)]


def test_two_lines_that_change_sides_cross_once():
    assert counting.crossings([1, 0]) == 1
    assert counting.crossings([0, 1]) == 0
    assert counting.crossings([1, 1, 0, 0, 0]) == 6


def test_nodes_with_lines_that_cross_are_found_in_both_rows():
    ends = [[(0, 1)], [(3, 1)], [(1, 1), (2, 1)], [(4, 1)], []]
    assert counting.crossed(ends) == {1, 2}


def test_numpy_gives_what_plain_python_gives(monkeypatch):
    pytest.importorskip("numpy")
    sides = [(some_ends(60, 30), 30), (some_ends(60, 12), 12)]
    plain = counting.SwapCosts(sides, 60)
    monkeypatch.setattr(counting, "_LARGE", 50)
    by_numpy = counting.SwapCosts(sides, 60, expected=1)
    assert [by_numpy.of(node) for node in range(60)] == [plain.of(node) for node in range(60)]


def test_a_picture_needs_no_numpy_and_is_the_same_without(monkeypatch):
    pytest.importorskip("numpy")
    graph = atlas()
    scene = scene_of_tree(graph, [graph.number("Q9439")], descendants=4)
    monkeypatch.setattr(counting, "_LARGE", 1)
    sizes, by_numpy = [], counting._by_numpy
    monkeypatch.setattr(counting, "_by_numpy", lambda sides, size: sizes.append(size) or by_numpy(sides, size))
    drawn = lay_out(scene)
    assert sizes
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert lay_out(scene) == drawn
