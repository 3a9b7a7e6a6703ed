"""``cousins show PERSON``: dates, parents, partners, children, siblings, inbreeding."""

from __future__ import annotations

import click

from cousins.cli.arguments import person_argument
from cousins.cli.options import (
    Question,
    explorer,
    format_option,
    from_option,
    language_option,
    live_options,
    reading_options,
)
from cousins.cli.screen import say_understood, say_wait, show, show_answer
from cousins.running import run


def _show(person: str | None, why: bool, form: str, source: str, language: str, **live: object) -> None:
    """Say what is known of a person: dates, parents, partners, children, siblings, half-siblings.

    F is the coefficient of inbreeding, the kinship of the parents.
    """
    if person is None:
        from cousins.cli.home_person import me_from  # noqa: PLC0415 (most name everybody)

        person, source = me_from(source)
    explored = explorer(source, language, live=live)
    found = run(explored.show(person, on_event=say_wait), waits=explored.live)
    say_understood(found.understood)
    show_answer(found, form, "show")
    if why and form == "text":
        show("\n".join(["", "left out", *(f"  {line}" for line in found.left_out or ["nothing"])]))


command = Question(
    "show",
    callback=_show,
    params=[
        person_argument("person", required=False),
        click.Option(["--why"], is_flag=True, help="Also what a live source states and does not count, and why."),
        format_option,
        from_option,
        *reading_options,
        language_option,
        *live_options,
    ],
    help=_show.__doc__,
    short_help="Say what is known of a person and the nearest kin.",
    epilog='Example: cousins show "Charles II of Spain"',
)
