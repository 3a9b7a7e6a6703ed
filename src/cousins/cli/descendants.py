"""``cousins descendants PERSON``: each once, with d'Aboville numbers."""

from __future__ import annotations

import click

from cousins.cli.options import explorer, format_option, from_option, generations_option, person_argument, show_answer
from cousins.explorer import answer


def _descendants(person: str, generations: int | None, form: str, source: str) -> None:
    """List the descendants of a person by birth, each once, with d'Aboville numbers.

    The children of 1 are 1.1, 1.2, … by birth. Who turns up again is marked with
    the other numbers.
    """
    show_answer(answer(explorer(source).descendants(person, generations=generations)), form)


command = click.Command(
    "descendants",
    callback=_descendants,
    params=[person_argument("person"), generations_option, format_option, from_option],
    help=_descendants.__doc__,
    epilog='Example: cousins descendants "Queen Victoria" --generations 2',
)
