"""A family that marries within itself, as a picture."""

from __future__ import annotations

import pytest
from families import family

from cousins.drawing import scene_of_tree


@pytest.fixture
def scene():
    graph = family("Adam + Ann: Bob, Bea, Carl\nBob + Cleo: Dan\nBea: Eve\nDan + Eve: Finn")
    return scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Finn")])
