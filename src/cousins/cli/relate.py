"""``cousins relate A B``: how are they related?"""

from __future__ import annotations

import click

from cousins.cli.options import explorer, format_option, from_option, language_option, person_argument, show_answer
from cousins.cli.screen import show, width
from cousins.explorer import answer
from cousins.kinship import text

_ALL_IN_JSON = 1000


def _relate(
    a: str,
    b: str,
    every: bool,
    limit: int | None,
    coefficients: bool,
    greats: str,
    form: str,
    source: str,
    language: str,
) -> None:
    """Say how two people are related: as partners, by blood, by adoption, by marriage, nearest first.

    For each common ancestor or couple that says something of its own, the nearest lines of
    descent; --all lists every ancestor or couple with every pair of generations.
    """
    if limit is None and (every or form == "text"):
        limit = text.LISTED if form == "text" else _ALL_IN_JSON
    found = answer(explorer(source, language, greats=greats).relate(a, b, every=every, limit=limit))
    show_answer(found, form)
    if coefficients and form == "text":
        show("\n" + text.coefficients(found, width()))


command = click.Command(
    "relate",
    callback=_relate,
    params=[
        person_argument("a"),
        person_argument("b"),
        click.Option(["--all", "every"], is_flag=True, help="Every kind of relationship, by Wright's rule."),
        click.Option(
            ["--limit"],
            type=click.IntRange(min=1),
            metavar="N",
            help=f"At most so many; {text.LISTED} by default, in JSON all, with --all {_ALL_IN_JSON}.",
        ),
        click.Option(
            ["--coefficients"], is_flag=True, help="Kinship, relationship and inbreeding too; JSON has them always."
        ),
        click.Option(
            ["--greats"],
            type=click.Choice(["great", "grand"]),
            default="great",
            show_default=True,
            help="Great-aunts, as people say, or grand-aunts, as genealogists count.",
        ),
        format_option,
        from_option,
        language_option,
    ],
    help=_relate.__doc__,
    epilog='Example: cousins relate "Queen Victoria" "Tsar Nicholas II"',
)
