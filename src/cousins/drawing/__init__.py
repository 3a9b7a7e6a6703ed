"""Pictures of families: each person once, generations as rows, lines of descent that the eye can follow."""

from __future__ import annotations

from cousins.drawing.cast import Child, Figure, Household, Portrait, Role, Scene, Strand
from cousins.drawing.layout import Layout, layout
from cousins.drawing.plots import draw, to_networkx
from cousins.drawing.scene import SIBLINGS, Siblings, scene_of_relation, scene_of_tree
from cousins.drawing.svg import svg
from cousins.drawing.terminal import terminal
from cousins.drawing.write import WITH_PORTRAITS, WRITERS, ending, write

__all__ = [
    "SIBLINGS",
    "WITH_PORTRAITS",
    "WRITERS",
    "Child",
    "Figure",
    "Household",
    "Layout",
    "Portrait",
    "Role",
    "Scene",
    "Siblings",
    "Strand",
    "draw",
    "ending",
    "layout",
    "scene_of_relation",
    "scene_of_tree",
    "svg",
    "terminal",
    "to_networkx",
    "write",
]
