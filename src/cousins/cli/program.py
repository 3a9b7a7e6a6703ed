"""The program behind the command line: the group of commands, and what becomes of errors."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import nullcontext
from importlib import import_module
from typing import TYPE_CHECKING

import click

from cousins.cli.screen import complain, silence
from cousins.errors import AmbiguousNameError, CousinsError, PersonNotFoundError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

COMMANDS = (
    *("relate", "find", "show", "ancestors", "descendants", "tree"),
    *("explore", "check", "export", "info", "download", "serve", "mcp", "store", "completion"),
)
"""The names of the commands, each of which has a file here."""
_ALIASES = {"crawl": "explore"}
"""Older names, which still work."""

_EPILOG = 'Example: cousins relate "Elizabeth II" "Prince Philip"'
_COULD_NOT, _USAGE = 1, 2


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import version  # noqa: PLC0415 (20 ms that only this option needs)

    click.echo(f"cousins {version('cousins')}")
    context.exit()


class _Commands(click.Group):
    """The commands by name, each loaded only when it is asked for, so that none pays for another's imports."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        name = _ALIASES.get(name, name)
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"cousins.cli.{name}").command
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=_EPILOG
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
def cousins() -> None:
    """How are these two people related?

    People are named by name ("Queen Victoria"), by name and year ("Alexandra 1844") or by id (Q9439).
    """


def run_program(arguments: list[str] | None) -> int:
    """Return the exit code of a run, once all that was said is written.

    Args:
        arguments: Instead of the process's own.
    """
    try:
        with _followed(sys.argv[1:] if arguments is None else arguments):
            code = _answered(arguments)
        sys.stdout.flush()
    except OSError as error:
        silence(sys.stdout)
        code = 0
        if error.errno != errno.EPIPE:
            complain(f"{error.filename or 'cannot write'}: {error.strerror or error}")
            code = _COULD_NOT
    silence(sys.stderr)
    return code


def _followed(arguments: list[str]) -> AbstractContextManager[None]:
    """Return what shows signs of life on a terminal, and nothing elsewhere, or into a line that is being completed."""
    if not sys.stderr.isatty() or "_COUSINS_COMPLETE" in os.environ:
        return nullcontext()
    from cousins.cli.life_sign import life_sign  # noqa: PLC0415 (only on a terminal)

    return life_sign(arguments[0] if arguments else "")


def _answered(arguments: list[str] | None) -> int:
    completing = "_COUSINS_COMPLETE" in os.environ
    if completing:
        from cousins.cli import shells  # noqa: PLC0415 (a shell asks, and nobody else)

        shells.register()
    try:
        code = cousins.main(arguments, prog_name="cousins", standalone_mode=False)
    except SystemExit as left:  # how click leaves after completion, and when nobody reads the pipe any more
        return left.code if completing and isinstance(left.code, int) else 0
    except CousinsError as error:
        return _refused(error, sys.argv[1:] if arguments is None else arguments)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return _USAGE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        where = f"; see '{context.command_path} --help'" if context else ""
        complain(f"{error.format_message().rstrip('.')}{where}")
        return error.exit_code
    except click.Abort:  # what click makes of Ctrl-C
        raise KeyboardInterrupt from None
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 (the last guard: nobody who asks for kin is shown a traceback)
        complain(_fault(error))
        return _COULD_NOT
    return code if isinstance(code, int) else 0


def _fault(error: Exception) -> str:
    """Return one line that says where in the program a fault of its own lies."""
    if isinstance(error, MemoryError):
        return "this takes more memory than there is"
    trace = error.__traceback__
    where = "nowhere"
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("cousins"):
            where = f"{name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    said = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
    return f"a fault in cousins itself, please report it with what you asked: {said} ({where})"


def _refused(error: CousinsError, arguments: list[str]) -> int:
    """Say why there is no answer; at a terminal let a name be chosen, and return the code of the run with it."""
    from cousins.cli import asking  # noqa: PLC0415 (only when there is no answer)

    if isinstance(error, AmbiguousNameError):
        again = asking.chosen(error, arguments)
        if again:
            return _answered(again)
    complain(asking.said(error, arguments) if isinstance(error, PersonNotFoundError) else str(error))
    return _COULD_NOT
