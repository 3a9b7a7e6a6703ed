"""The command line: one file a command, each of which parses, asks the explorer and shows."""

from __future__ import annotations

import sys

import click

from cousins.cli import ancestors, completion, descendants, find, relate, show
from cousins.cli.screen import complain, prepare, silence
from cousins.errors import CousinsError

_EPILOG = 'Example: cousins relate "Elizabeth II" "Prince Philip"'
_COULD_NOT, _USAGE, _INTERRUPTED = 1, 2, 130


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import version  # noqa: PLC0415 (20 ms that only this option needs)

    click.echo(f"cousins {version('cousins')}")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=_EPILOG)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
def cousins() -> None:
    """How are these two people related?

    People are named by name ("Queen Victoria"), by name and year ("Alexandra 1844") or by id (Q9439).
    """


for _command in (
    relate.command,
    find.command,
    show.command,
    ancestors.command,
    descendants.command,
    completion.command,
):
    cousins.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0: answered, also when the answer is that two people are unrelated.
    1: could not answer; one line on stderr says why.
    2: the command was not understood.

    Args:
        arguments: Instead of the process's own.
    """
    prepare()
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        code = cousins.main(arguments, prog_name="cousins", standalone_mode=False)
        sys.stdout.flush()
    except CousinsError as error:
        complain(str(error))
        return _COULD_NOT
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return _USAGE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        where = f"; see '{context.command_path} --help'" if context else ""
        complain(f"{error.format_message()}{where}")
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        silence()
        return 0
    return code if isinstance(code, int) else 0
