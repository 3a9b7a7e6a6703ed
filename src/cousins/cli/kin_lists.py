"""What the commands that list kin have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.cli.arguments import person_argument
from cousins.cli.options import (
    Question,
    explorer,
    format_option,
    from_option,
    generations_option,
    live_options,
    reading_options,
)
from cousins.cli.screen import say_understood, say_wait, show_answer
from cousins.running import run

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    import click

    from cousins.answers.listing import Listing


def list_command(
    name: str, question: Callable[..., Coroutine[Any, Any, Listing]], text: str, short: str, example: str
) -> click.Command:
    """Return a command that lists kin of one person.

    Args:
        name: Of the command.
        question: The explorer's method that it asks.
        text: The help.
        short: The same in a line, for the list of commands.
        example: Arguments to show in the help.
    """

    def ask(person: str | None, generations: int | None, form: str, source: str, **live: object) -> None:
        if person is None:
            from cousins.cli.home_person import me_from  # noqa: PLC0415 (most name everybody)

            person, source = me_from(source)
        explored = explorer(source, live=live)
        found = run(question(explored, person, generations=generations, on_event=say_wait), waits=explored.live)
        say_understood(found.understood)
        show_answer(found, form, name)

    return Question(
        name,
        callback=ask,
        params=[
            person_argument("person", required=False),
            generations_option("--generations", "Generations at most; all by default."),
            format_option,
            from_option,
            *reading_options,
            *live_options,
        ],
        help=text,
        short_help=short,
        epilog=f"Example: cousins {name} {example}",
    )
