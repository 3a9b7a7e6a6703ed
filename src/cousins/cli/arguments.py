"""Arguments and options that name people, sources and files, and what completion offers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_name(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the people whose names go on so."""
    from cousins.cli.completing import names  # noqa: PLC0415 (only completion needs it)

    return names(context, incomplete)


def complete_file(_context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell offer its files."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 (only completion needs it)

    return [CompletionItem(incomplete, type="file")]


def complete_source(_context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the sources that are named so, and let the shell offer its files."""
    from cousins.cli.completing import sources  # noqa: PLC0415 (only completion needs it)

    return sources(incomplete)


def person_argument(name: str, *, several: bool = False, required: bool = True) -> click.Argument:
    """Return an argument that names a person, with completion; or one or more people."""
    metavar = "PERSON..." if several else name.upper()
    return click.Argument(
        [name],
        metavar=metavar if required else f"[{metavar}]",
        nargs=-1 if several else 1,
        required=required,
        shell_complete=complete_name,
    )


def person_option(flag: str, text: str, *, several: bool = False) -> click.Option:
    """Return an option that names a person, with completion."""
    return click.Option([flag], multiple=several, metavar="PERSON", help=text, shell_complete=complete_name)
