"""Pictures of families: each person once, generations as rows, lines of descent that the eye can follow."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.drawing.layout.composing import STYLES, lay_out
    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.scene.figures import Child, Entry, Figure, Household, Portrait, Role, Scene, Strand
    from cousins.drawing.scene.selection import SIBLINGS, scene_of_relation, scene_of_tree
    from cousins.drawing.scene.wording import listed
    from cousins.drawing.tree import Tree
    from cousins.drawing.writers.endings import WITH_PAPER, WITH_PORTRAITS, WRITERS, ending, write
    from cousins.drawing.writers.plots import draw, to_networkx
    from cousins.drawing.writers.svg import svg
    from cousins.drawing.writers.terminal import terminal

__all__ = [
    "SIBLINGS",
    "STYLES",
    "WITH_PAPER",
    "WITH_PORTRAITS",
    "WRITERS",
    "Child",
    "Entry",
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

_FILES = {
    "layout.composing": ("STYLES", "lay_out"),
    "layout.placed": ("Layout",),
    "scene.figures": ("Child", "Entry", "Figure", "Household", "Portrait", "Role", "Scene", "Strand"),
    "scene.selection": ("SIBLINGS", "scene_of_relation", "scene_of_tree"),
    "scene.wording": ("listed",),
    "tree": ("Tree",),
    "writers.endings": ("WITH_PAPER", "WITH_PORTRAITS", "WRITERS", "ending", "write"),
    "writers.plots": ("draw", "to_networkx"),
    "writers.svg": ("svg",),
    "writers.terminal": ("terminal",),
}


def __getattr__(name: str) -> object:
    # Whoever asks for a Tree or a Portrait should not wait for the twenty files that draw: each file of this room
    # is loaded when the first of its names is asked for.
    for file, names in _FILES.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{file}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
