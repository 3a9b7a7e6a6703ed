"""Pictures with portraits, and a bar while they are fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.answers.columns import counted
from cousins.cli.bar import bar
from cousins.cli.screen import complain
from cousins.running import run

if TYPE_CHECKING:
    from cousins.drawing import Tree
    from cousins.explorer import Explorer
    from cousins.explorer.layer import Layer
    from cousins.explorer.portraits import Lack
    from cousins.transport.events import Event


def with_portraits(tree: Tree, explorer: Explorer) -> Tree:
    """Return the picture with portraits; stderr is told of how many people there are some, and which are lacking."""
    from cousins.stores.source_cache import StoreTrouble  # noqa: PLC0415 (only with portraits)

    lacks: list[Lack] = []
    troubles: list[StoreTrouble] = []

    def on_event(event: Event | Layer | StoreTrouble) -> None:
        if isinstance(event, StoreTrouble):
            troubles.append(event)

    with bar("portraits") as on_progress:
        tree = run(explorer.portraits(tree, on_lack=lacks.append, on_progress=on_progress, on_event=on_event))
    for said in (*troubles, *lacks):
        complain(str(said))
    named = [figure for figure in tree.scene.figures if figure.named]
    complain(f"portraits of {sum(figure.portrait is not None for figure in named)} of {counted(len(named), 'person')}")
    return tree
