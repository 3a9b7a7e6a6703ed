"""``cousins tree PERSON…``: a genealogical tree, in the terminal or in a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cousins.answers.columns import counted
from cousins.cli.options import (
    asked,
    drawing,
    explorer,
    from_option,
    live_options,
    person_argument,
    picture_options,
    portrayed,
)
from cousins.cli.screen import complain, show, width

if TYPE_CHECKING:
    from cousins.drawing import Scene


def _generations(context: click.Context, parameter: click.Parameter, text: str) -> int | None:
    """Return a number of generations as the explorer wants it: None for all."""
    if text == "all":
        return None
    if text.isascii() and text.isdigit():
        return int(text[:9])
    raise click.BadParameter("it wants a number, or all", context, parameter)


def _tree(
    people: tuple[str, ...],
    to: tuple[str, ...],
    ancestors: int | None,
    descendants: int | None,
    source: str,
    **options: object,
) -> None:
    """Draw a genealogical tree: in the terminal, or to a file with -o.

    With --to all lines of descent from each PERSON to these people; with --ancestors and
    --descendants so many generations, or all; without any, two generations down. Everybody is drawn
    once. Endings: .svg, .html, .png, .pdf, .dot, .mmd, .graphml, .json; - is standard output.
    """
    from cousins.drawing import terminal, write  # noqa: PLC0415 (only for pictures)

    picture = drawing(options)
    explored = explorer(source, live=options, network=picture.portraits)
    question = explored.tree(people, to=to, ancestors=ancestors, descendants=descendants, siblings=picture.siblings)
    scene = asked(question, explored)
    if to:
        _tell_who_stands_apart(scene)
    if picture.output is None:
        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        show(terminal(scene, width=width(), unicode=unicode).rstrip("\n"))
        return
    if picture.portraits:
        scene = portrayed(scene, explored)
    write(scene, picture.output, form=picture.form)
    if picture.output != "-":
        show(f"{counted(len(scene), 'person')} drawn in {picture.output}")


def _tell_who_stands_apart(scene: Scene) -> None:
    """Say on stderr whom no line of descent joins to the others."""
    from cousins.drawing import Role, listed  # noqa: PLC0415 (only for pictures)

    joined = {place for strand in scene.strands for place in (strand.origin, strand.end)}
    asked = [place for place, figure in enumerate(scene.figures) if figure.role in {Role.END, Role.ORIGIN}]
    apart = listed(scene.figures[place].person.label for place in asked if place not in joined)
    if apart and len(asked) > 1:
        complain(f"no line of descent joins {apart}{' to the others' if joined else ''}")


_people = person_argument("people")
_people.nargs, _people.required, _people.metavar = -1, True, "PERSON..."
command = click.Command(
    "tree",
    callback=_tree,
    params=[
        _people,
        click.Option(["--to"], multiple=True, metavar="PERSON", help="Lines down to this person; may be repeated."),
        click.Option(
            ["--ancestors"],
            callback=_generations,
            default="0",
            metavar="N|all",
            help="Generations up; none by default.",
        ),
        click.Option(
            ["--descendants"],
            callback=_generations,
            default="0",
            metavar="N|all",
            help="Generations down; two where nothing else is asked for.",
        ),
        *picture_options,
        from_option,
        *live_options,
    ],
    help=_tree.__doc__,
    epilog='Example: cousins tree "Queen Victoria" --to "Elizabeth II" --to "Prince Philip" -o victoria.svg',
)
