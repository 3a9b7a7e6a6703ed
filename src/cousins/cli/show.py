"""``cousins show PERSON``: dates, parents, partners, children, siblings, inbreeding."""

from __future__ import annotations

import click

from cousins.cli.options import explorer, format_option, from_option, language_option, person_argument, show_answer
from cousins.explorer import answer


def _show(person: str, form: str, source: str, language: str) -> None:
    """Say what is known of a person: dates, parents, partners, children, siblings, half-siblings.

    F is the coefficient of inbreeding, the kinship of the parents.
    """
    show_answer(answer(explorer(source, language).show(person)), form)


command = click.Command(
    "show",
    callback=_show,
    params=[person_argument("person"), format_option, from_option, language_option],
    help=_show.__doc__,
    epilog='Example: cousins show "Charles II of Spain"',
)
