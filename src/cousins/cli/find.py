"""``cousins find NAME``: who is called that?"""

from __future__ import annotations

import click

from cousins.answers import matches
from cousins.cli.options import Question, explorer, format_option, from_option, live_options, reading_options
from cousins.cli.screen import say_wait, show, show_json
from cousins.errors import PersonNotFoundError
from cousins.running import run


def _find(name: tuple[str, ...], limit: int, form: str, source: str, **live: object) -> None:
    """List who may be meant by a name, best first.

    Any case, without accents, words in any order, small typos; a year of birth or death helps.
    """
    text = " ".join(name)
    explored = explorer(source, live=live)
    found = run(explored.find(text, limit=limit, on_event=say_wait), waits=explored.live)
    if not found:
        raise PersonNotFoundError(text, run(explored.nearest(text), waits=explored.live))
    if form == "json":
        from cousins.questions import FIND  # noqa: PLC0415 (text needs none)

        show_json(FIND.record(found, {}))
        return
    show(matches.text(found))


command = Question(
    "find",
    callback=_find,
    params=[
        click.Argument(["name"], nargs=-1, required=True),
        click.Option(
            ["--limit"], type=click.IntRange(min=1), default=10, show_default=True, metavar="N", help="People at most."
        ),
        format_option,
        from_option,
        *reading_options,
        *live_options,
    ],
    help=_find.__doc__,
    short_help="List who may be meant by a name, best first.",
    epilog="Example: cousins find alexandra 1844",
)
