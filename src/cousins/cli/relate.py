"""``cousins relate A B``: how are they related?"""

from __future__ import annotations

from dataclasses import replace

import click

from cousins.answers import text
from cousins.cli.options import (
    asked,
    drawing,
    explorer,
    format_option,
    from_option,
    language_option,
    live_options,
    person_argument,
    picture_options,
    portrayed,
    show_answer,
)
from cousins.cli.screen import show, width
from cousins.explorer.picture import FEW

_ALL_IN_JSON = 1000


def _relate(
    a: str,
    b: str,
    every: bool,
    limit: int | None,
    coefficients: bool,
    greats: str,
    form: str,
    generations: str | None,
    source: str,
    language: str,
    **options: object,
) -> None:
    """Say how two people are related: as partners, by blood, by adoption, by marriage, nearest first.

    For each common ancestor or couple that says something of its own, the nearest lines of
    descent; --all lists every ancestor or couple with every pair of generations.
    With -o the people on the lines of the nearest three, or as many as --limit says, are drawn, too.
    """
    picture = drawing(options)
    drawn = (limit or FEW) if picture.output else 0
    if limit is None and (every or form == "text"):
        limit = text.LISTED if form == "text" else _ALL_IN_JSON
    explored = explorer(source, language, live=options, network=picture.portraits, greats=greats)
    question = explored.relate(
        a,
        b,
        every=every,
        limit=limit,
        generations=_climb(generations),
        drawn=drawn,
        siblings=picture.siblings,
    )
    found = asked(question, explored)
    if picture.output:
        tree = found.tree(relationships=drawn, siblings=picture.siblings)
        tree = replace(tree, scene=portrayed(tree.scene, explored)) if picture.portraits else tree
        tree.write(picture.output, form=picture.form)
    if picture.output == "-":
        return
    show_answer(found, form)
    if coefficients and form == "text":
        show("\n" + text.coefficients(found, width()))


def _climb(generations: str | None) -> int | None:
    """Return the generations as the explorer wants them: 0 for all."""
    if generations is None:
        return None
    if generations == "all":
        return 0
    if generations.isascii() and generations.isdigit() and int(generations[:9]):
        return int(generations[:9])
    raise click.UsageError("--generations wants a number from 1, or all")


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
            ["--generations"],
            metavar="N|all",
            help="Generations up to look for common ancestors; a live source stops by default when it is certain.",
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
        *picture_options,
        from_option,
        language_option,
        *live_options,
    ],
    help=_relate.__doc__,
    epilog='Example: cousins relate "Queen Victoria" "Tsar Nicholas II"',
)
