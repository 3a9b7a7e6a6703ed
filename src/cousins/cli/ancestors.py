"""``cousins ancestors PERSON``: each once, with Sosa numbers."""

from __future__ import annotations

import click

from cousins.cli.options import (
    explorer,
    format_option,
    from_option,
    generations_option,
    live_options,
    person_argument,
)
from cousins.cli.showing import say_understood, say_wait, show_answer
from cousins.running import run


def _ancestors(person: str, generations: int | None, form: str, source: str, **live: object) -> None:
    """List the ancestors of a person by birth, each once, with Sosa numbers.

    The person is 1, the father of n is 2n, the mother 2n + 1. Who turns up again is marked with
    the other numbers.
    """
    explored = explorer(source, live=live)
    question = explored.ancestors(person, generations=generations, on_event=say_wait)
    found = run(question, waits=explored.live)
    say_understood(found.understood)
    show_answer(found, form)


command = click.Command(
    "ancestors",
    callback=_ancestors,
    params=[
        person_argument("person"),
        generations_option("--generations", "Generations at most; all by default."),
        format_option,
        from_option,
        *live_options,
    ],
    help=_ancestors.__doc__,
    epilog='Example: cousins ancestors "Queen Victoria" --generations 3',
)
