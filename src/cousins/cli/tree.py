"""``cousins tree PERSON…``: a genealogical tree, in the terminal or in a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cousins.answers.columns import counted
from cousins.cli.arguments import person_argument, person_option
from cousins.cli.options import (
    Question,
    drawing,
    explorer,
    from_option,
    generations_option,
    live_options,
    picture_options,
    reading_options,
)
from cousins.cli.portrait_bar import with_portraits
from cousins.cli.screen import complain, say_understood, say_wait, show, width
from cousins.running import run

if TYPE_CHECKING:
    from cousins.drawing import Scene


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
    from cousins.drawing import terminal  # noqa: PLC0415 (only for pictures)

    picture = drawing(options)
    if not people:
        from cousins.cli.home_person import me_from  # noqa: PLC0415 (most name everybody)

        me, source = me_from(source)
        people = (me,)
    explored = explorer(source, live=options, network=picture.portraits)
    question = explored.tree(
        people, to=to, ancestors=ancestors, descendants=descendants, siblings=picture.siblings, on_event=say_wait
    )
    tree = run(question, waits=explored.live)
    say_understood(tree.understood)
    if to:
        _say_who_stands_apart(tree.scene)
    if picture.output is None:
        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        show(terminal(tree.scene, width=width(), unicode=unicode).rstrip("\n"))
        return
    if picture.portraits:
        tree = with_portraits(tree, explored)
    tree.write(picture.output, **picture.looks)
    if picture.output != "-":
        show(f"{counted(len(tree.scene.figures), 'person')} drawn in {picture.output}")


def _say_who_stands_apart(scene: Scene) -> None:
    """Say on stderr whom no line of descent joins to the others."""
    from cousins.drawing import Role, listed  # noqa: PLC0415 (only for pictures)

    joined = {place for strand in scene.strands for place in (strand.origin, strand.end)}
    asked = [place for place, figure in enumerate(scene.figures) if figure.role in {Role.END, Role.ORIGIN}]
    apart = listed(scene.figures[place].person.label for place in asked if place not in joined)
    if apart and len(asked) > 1:
        complain(f"no line of descent joins {apart}{' to the others' if joined else ''}")


command = Question(
    "tree",
    callback=_tree,
    params=[
        person_argument("people", several=True, required=False),
        person_option("--to", "Lines down to this person; may be repeated.", several=True),
        generations_option("--ancestors", "Generations up; none by default.", default="0"),
        generations_option("--descendants", "Generations down; two where nothing else is asked for.", default="0"),
        *picture_options,
        from_option,
        *reading_options,
        *live_options,
    ],
    help=_tree.__doc__,
    short_help="Draw a genealogical tree, in the terminal or in a file.",
    epilog='Example: cousins tree "Queen Victoria" --to "Elizabeth II" -o victoria.svg',
)
