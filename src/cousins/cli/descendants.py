"""``cousins descendants PERSON``: each once, with d'Aboville numbers."""

from __future__ import annotations

from cousins.cli.kin_lists import list_command
from cousins.explorer import Explorer

_TEXT = """List the descendants of a person by birth, each once, with d'Aboville numbers.

    The children of 1 are 1.1, 1.2, … by birth. Who turns up again is marked with
    the other numbers.
    """

_SHORT = "List descendants, each once, with d'Aboville numbers."

command = list_command("descendants", Explorer.descendants, _TEXT, _SHORT, '"Queen Victoria" --generations 2')
