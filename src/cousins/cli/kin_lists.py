"""What the commands that list kin have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cousins.cli.options import (
    explorer,
    format_option,
    from_option,
    generations_option,
    live_options,
    person_argument,
    reading_options,
)
from cousins.cli.screen import say_understood, say_wait, show_answer
from cousins.running import run

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from cousins.answers.listing import Listing


def list_command(
    name: str, question: Callable[..., Coroutine[Any, Any, Listing]], text: str, example: str
) -> click.Command:
    """Return a command that lists kin of one person.

    Args:
        name: Of the command.
        question: The explorer's method that it asks.
        text: The help.
        example: Arguments to show in the help.
    """

    def ask(person: str, generations: int | None, form: str, source: str, **live: object) -> None:
        explored = explorer(source, live=live)
        found = run(question(explored, person, generations=generations, on_event=say_wait), waits=explored.live)
        say_understood(found.understood)
        show_answer(found, form, name)

    return click.Command(
        name,
        callback=ask,
        params=[
            person_argument("person"),
            generations_option("--generations", "Generations at most; all by default."),
            format_option,
            from_option,
            *reading_options,
            *live_options,
        ],
        help=text,
        epilog=f"Example: cousins {name} {example}",
    )
