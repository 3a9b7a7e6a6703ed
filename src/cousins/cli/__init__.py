"""The command line: one file a command, each of which parses, asks the explorer and shows."""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0: answered, also when the answer is that two people are unrelated.
    1: could not answer; one line on stderr says why.
    2: the command was not understood.
    130: interrupted.

    Args:
        arguments: Instead of the process's own.
    """
    # Everything is loaded in here, so that Ctrl-C in the first tenth of a second is no traceback.
    try:
        from cousins.cli.program import run_program  # noqa: PLC0415 (as said above)
        from cousins.cli.screen import prepare  # noqa: PLC0415 (as above)

        prepare()
        code = run_program(arguments)
    except KeyboardInterrupt:
        print("cousins: interrupted", file=sys.stderr)  # noqa: T201 (what else says it may not be loaded yet)
        code = _INTERRUPTED
        # CPython remembers a KeyboardInterrupt that passed through code compiled from a string, as records are made,
        # and would die of the signal after all; the next code from a string makes it forget.
        exec("pass")  # noqa: S102 (as said above)
    sys.exit(code)
