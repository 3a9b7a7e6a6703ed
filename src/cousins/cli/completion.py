"""``cousins completion SHELL``: let the shell complete commands, options and names."""

from __future__ import annotations

import click

from cousins.cli.shells import SHELLS


def _completion(context: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete commands, options and names of people.

    Put it where the shell reads it, such as ~/.bashrc.
    """
    root = context.find_root()
    click.echo(SHELLS[shell](root.command, {}, "cousins", "_COUSINS_COMPLETE").source())


command = click.Command(
    "completion",
    callback=click.pass_context(_completion),
    params=[click.Argument(["shell"], type=click.Choice(list(SHELLS)))],
    help=_completion.__doc__,
    short_help="Print what lets a shell complete names and options.",
    epilog="Example: cousins completion bash >> ~/.bashrc",
)
