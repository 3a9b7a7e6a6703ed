"""Options and arguments that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cousins.cli.screen import complain, show, show_json, width
from cousins.explorer import Explorer, answer
from cousins.kinship import text
from cousins.kinship.answers import Listing, Profile, Relation
from cousins.kinship.terms import LANGUAGES, speaker
from cousins.sources import SOURCES, source_named

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from cousins.family.resolve import Resolution

_RUNNERS_UP = 3
_COMPLETIONS = 20


def _complete_name(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415 (only completion needs it)

    if not incomplete:
        return []
    asked = Explorer(source_named(context.params.get("source") or "atlas"))
    return [CompletionItem(person.label) for person in answer(asked.beginning(incomplete, limit=_COMPLETIONS))]


def person_argument(name: str) -> click.Argument:
    """Return an argument that names a person, with completion."""
    return click.Argument([name], metavar=name.upper(), shell_complete=_complete_name)


from_option = click.Option(
    ["--from", "source"],
    default="atlas",
    show_default=True,
    metavar="SOURCE",
    help=f"Where facts come from: {', '.join(SOURCES)}.",
)
format_option = click.Option(
    ["--format", "form"],
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text to read, or JSON to work with.",
)
generations_option = click.Option(
    ["--generations"], type=click.IntRange(min=0), metavar="N", help="Generations at most; all by default."
)
language_option = click.Option(
    ["--language"], type=click.Choice(sorted(LANGUAGES)), default="en", show_default=True, help="Language of the words."
)


def explorer(source: str, language: str = "en", **wording: str) -> Explorer:
    """Return the explorer that a command asks; it says on stderr whom it took a name for."""
    return Explorer(source_named(source), words=speaker(language, **wording), on_choice=_say_choice)


def _say_choice(name: str, understood: Resolution) -> None:
    if not understood.runners_up:
        return
    others = [f"{match.person.label}, {match.person.id}" for match in understood.runners_up[:_RUNNERS_UP]]
    taken = f"{understood.person.label}, {understood.person.id}"
    complain(f"{name!r} is taken for {taken}; others: {'; '.join(others)}")


def show_answer(found: Relation | Profile | Listing, form: str) -> None:
    """Print an answer as text or as JSON."""
    if form == "json":
        show_json(found.record())
    elif isinstance(found, Relation):
        show(text.relation(found, width(), listed=len(found.relationships)))
    elif isinstance(found, Profile):
        show(text.profile(found, width()))
    else:
        show(text.listing(found, width()))
