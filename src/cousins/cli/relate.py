"""``cousins relate A B``: how are they related?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from cousins.answers import relation_text
from cousins.cli.arguments import person_argument
from cousins.cli.options import (
    Question,
    drawing,
    explorer,
    format_option,
    from_option,
    generations_option,
    language_option,
    limit_option,
    live_options,
    picture_options,
    reading_options,
)
from cousins.cli.portrait_bar import with_portraits
from cousins.cli.screen import followed, say_understood, say_wait, show, show_answer, width
from cousins.kinship.scope import LISTED
from cousins.running import run

if TYPE_CHECKING:
    from cousins.kinship.scope import Generations


def _relate(
    a: str,
    b: str | None,
    every: bool,
    limit: int | None,
    full: int | None,
    common_ancestors: bool,
    coefficients: bool,
    greats: str,
    form: str,
    generations: Generations,
    source: str,
    language: str,
    **options: object,
) -> None:
    """Say how two people are related: as partners, by blood, by adoption, by marriage, nearest first.

    With one name, how that person is related to you, whom the setting me names.

    For each common ancestor or couple that says something of its own, the nearest lines of
    descent; --every lists every ancestor or couple with every pair of generations. The nearest
    three are told with their lines, or as many as --full says, the rest in a line each.
    With -o the people on the lines of the nearest three, or as many as --limit says, are drawn, too.
    """
    picture = drawing(options)
    if b is None:
        b = a
        from cousins.cli.home_person import me_from  # noqa: PLC0415 (most name everybody)

        a, source = me_from(source)
    asked = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
    if not asked and limit and full:
        limit = max(limit, full)
    explored = explorer(source, language, live=options, network=picture.portraits, greats=greats)
    ask = partial(explored.relate, a, b, every=every, limit=limit, generations=generations)
    if explored.live:
        with followed() as on_event:
            found = run(ask(on_event=on_event))
    else:
        found = run(ask(), waits=False)
    say_understood(found.understood)
    if picture.output != "-":
        if form == "json":
            show_answer(found, form, "relate", coefficients=coefficients, common_ancestors=common_ancestors)
        else:
            show(relation_text.relation(found, width(), listed=len(found.relationships), full=full, options=True))
            if coefficients:
                show("\n" + relation_text.coefficients(found, width()))
    if picture.output:
        drawn = explored.picture(
            found, relationships=limit if asked else None, siblings=picture.siblings, on_event=say_wait
        )
        tree = run(drawn, waits=explored.live)
        tree = with_portraits(tree, explored) if picture.portraits else tree
        tree.write(picture.output, **picture.looks)


command = Question(
    "relate",
    callback=_relate,
    params=[
        person_argument("a"),
        person_argument("b", required=False),
        click.Option(["--every", "--all"], is_flag=True, help="Every kind of relationship, by Wright's rule."),
        limit_option("--limit", f"At most so many relationships, or all; {LISTED} by default.", default=LISTED),
        limit_option(
            "--full",
            f"So many with their lines of descent, or all; {relation_text.FULL} by default.",
            default=relation_text.FULL,
        ),
        generations_option(
            "--generations",
            "Generations up to look for common ancestors; a live source stops by default when it is certain.",
            default="enough",
        ),
        click.Option(["--coefficients"], is_flag=True, help="Kinship, relationship and inbreeding too."),
        click.Option(["--common-ancestors"], is_flag=True, help="In JSON the ids of all common ancestors, too."),
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
        *reading_options,
        language_option,
        *live_options,
    ],
    help=_relate.__doc__,
    short_help="Say how two people are related, nearest first.",
    epilog='Example: cousins relate "Queen Victoria" "Tsar Nicholas II"',
)
