"""Pictures of families: each person once, generations as rows, lines of descent that the eye can follow."""

from __future__ import annotations

from cousins.drawing.layout.composing import lay_out
from cousins.drawing.layout.placed import Layout
from cousins.drawing.scene.figures import Child, Figure, Household, Portrait, Role, Scene, Strand
from cousins.drawing.scene.selection import SIBLINGS, listed, scene_of_relation, scene_of_tree
from cousins.drawing.tree import Tree
from cousins.drawing.writers.endings import WITH_PORTRAITS, WRITERS, ending, write
from cousins.drawing.writers.plots import draw, to_networkx
from cousins.drawing.writers.svg import svg
from cousins.drawing.writers.terminal import terminal

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
    "Strand",
    "Tree",
    "draw",
    "ending",
    "lay_out",
    "listed",
    "scene_of_relation",
    "scene_of_tree",
    "svg",
    "terminal",
    "to_networkx",
    "write",
]
