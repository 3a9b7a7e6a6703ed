"""The command line: one file a command, each of which parses, asks the explorer and shows."""

from __future__ import annotations

import os
import signal
import sys

_INTERRUPTED = 130
_MESSAGE = "cousins: interrupted"
_RAISE = signal.default_int_handler


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0: answered, also when the answer is that two people are unrelated.
    1: could not answer; one line on stderr says why.
    2: the command was not understood.
    130: interrupted.

    Args:
        arguments: Instead of the process's own.
    """
    own = arguments is None
    # While everything is loaded there is nothing to close or to keep, so Ctrl-C may end the process where it stands:
    # as an exception it would surface in the middle of some import.
    before = signal.signal(signal.SIGINT, _leave) if own and signal.getsignal(signal.SIGINT) is _RAISE else None
    from cousins.cli.program import run_program  # noqa: PLC0415 (as said above)
    from cousins.cli.screen import prepare  # noqa: PLC0415 (as above)

    if before:
        signal.signal(signal.SIGINT, before)
    try:
        prepare()
        code = run_program(arguments)
    except KeyboardInterrupt:
        print(_MESSAGE, file=sys.stderr)  # noqa: T201 (what else says it may not be loaded yet)
        code = _INTERRUPTED
        # CPython remembers a KeyboardInterrupt that passed through code compiled from a string, as records are made,
        # and would die of the signal after all; the next code from a string makes it forget.
        exec("pass")  # noqa: S102 (as said above)
    if before:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is over: Python may close itself in peace
    sys.exit(code)


def _leave(_signal: int, _frame: object) -> None:
    """End the process at once, with the line and the exit code of an interrupted one."""
    os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, f"{_MESSAGE}\n".encode())
    os._exit(_INTERRUPTED)
