"""``cousins descendants PERSON``: each once, with d'Aboville numbers."""

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


def _descendants(person: str, generations: int | None, form: str, source: str, **live: object) -> None:
    """List the descendants of a person by birth, each once, with d'Aboville numbers.

    The children of 1 are 1.1, 1.2, … by birth. Who turns up again is marked with
    the other numbers.
    """
    explored = explorer(source, live=live)
    question = explored.descendants(person, generations=generations, on_event=say_wait)
    found = run(question, waits=explored.live)
    say_understood(found.understood)
    show_answer(found, form)


command = click.Command(
    "descendants",
    callback=_descendants,
    params=[
        person_argument("person"),
        generations_option("--generations", "Generations at most; all by default."),
        format_option,
        from_option,
        *live_options,
    ],
    help=_descendants.__doc__,
    epilog='Example: cousins descendants "Queen Victoria" --generations 2',
)
