"""``cousins completion SHELL``: let the shell complete commands, options and names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


def _completion(context: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete commands, options and names of people.

    Put it where the shell reads it, such as ~/.bashrc.
    """
    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(f"no completion for {shell}")
    root = context.find_root()
    click.echo(maker(root.command, {}, "cousins", "_COUSINS_COMPLETE").source())


command = click.Command(
    "completion",
    callback=click.pass_context(_completion),
    params=[click.Argument(["shell"], type=click.Choice(["bash", "zsh", "fish"]))],
    help=_completion.__doc__,
    epilog="Example: cousins completion bash >> ~/.bashrc",
)
