"""``cousins ancestors PERSON``: each once, with Sosa numbers."""

from __future__ import annotations

from cousins.cli.kin_lists import list_command
from cousins.explorer import Explorer

_TEXT = """List the ancestors of a person by birth, each once, with Sosa numbers.

    The person is 1, the father of n is 2n, the mother 2n + 1. Who turns up again is marked with
    the other numbers.
    """

_SHORT = "List ancestors, each once, with Sosa numbers."

command = list_command("ancestors", Explorer.ancestors, _TEXT, _SHORT, '"Queen Victoria" --generations 3')
