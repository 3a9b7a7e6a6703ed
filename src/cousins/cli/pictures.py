"""Options of the commands that draw, and portraits with a bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from cousins.answers.columns import counted
from cousins.cli.bar import bar
from cousins.cli.screen import complain
from cousins.running import run

if TYPE_CHECKING:
    from cousins.answers import Siblings
    from cousins.drawing import Tree
    from cousins.explorer import Explorer
    from cousins.explorer.portraits import Lack

picture_options = [
    click.Option(
        ["--output", "-o"], metavar="FILE", help="Draw it to this file; the ending says how, - is standard output."
    ),
    click.Option(
        ["--siblings"],
        type=click.Choice(["dots", "names", "none"]),
        default="dots",
        show_default=True,
        help="Brothers and sisters along the lines of the picture.",
    ),
    click.Option(
        ["--portraits"], is_flag=True, help="Portraits of all who are named, from Wikimedia Commons; needs the network."
    ),
    click.Option(
        ["--as", "picture"], metavar="FORMAT", help="The picture's format, such as svg or html, whatever the ending."
    ),
]
"""For commands that draw."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the picture options say.

    Attributes:
        output: Where the picture goes; None when no file was asked for.
        form: The format that was named; None for the ending's own.
        siblings: How brothers and sisters are shown.
        portraits: Whether everybody with a name gets a portrait.
    """

    output: str | None
    form: str | None
    siblings: Siblings
    portraits: bool


def drawing(options: dict[str, Any]) -> Drawing:
    """Take what the picture options say from a command's options.

    Args:
        options: All options of the command by name; the picture's are taken out.

    Raises:
        UnknownFormatError: Nobody draws that format; said before anything is asked.
        UsageError: Portraits are wanted, and no file to have them, or a format without.
    """
    output, form, siblings = (options.pop(name) for name in ("output", "picture", "siblings"))
    portraits = options.pop("portraits")
    if output or form:
        from cousins.drawing import WITH_PORTRAITS, ending  # noqa: PLC0415 (only for pictures)

        output = output or "-"
        chosen = ending(output, form)
        if portraits and chosen not in WITH_PORTRAITS:
            raise click.UsageError(f"{chosen} shows no portraits; pick one of {', '.join(WITH_PORTRAITS)}")
    elif portraits:
        raise click.UsageError("--portraits wants a picture; name its file with -o")
    return Drawing(output, form, siblings, portraits)


def with_portraits(tree: Tree, explorer: Explorer) -> Tree:
    """Return the picture with portraits; stderr is told of how many people there are some, and which are lacking."""
    lacks: list[Lack] = []
    with bar("portraits") as on_progress:
        tree = run(explorer.portraits(tree, on_lack=lacks.append, on_progress=on_progress))
    for lack in lacks:
        complain(str(lack))
    named = [figure for figure in tree.scene.figures if figure.named]
    complain(f"portraits of {sum(figure.portrait is not None for figure in named)} of {counted(len(named), 'person')}")
    return tree
