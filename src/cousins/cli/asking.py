"""What is said or asked when a name names nobody in particular."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from cousins.cli.screen import alone, complain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.errors import AmbiguousNameError, PersonNotFoundError

_EVERYBODY = frozenset(["relate", "find", "show", "ancestors", "descendants", "tree"])
"""Commands that can ask everybody as well as the atlas."""

_ELSEWHERE = ("--from", "wikidata", "--contact", "you@example.org")
_LONGEST = 200  # characters of a command that are said again


def chosen(error: AmbiguousNameError, arguments: Sequence[str]) -> list[str] | None:
    """Let somebody at a terminal choose one of the candidates; return the arguments with the choice, None for none.

    Args:
        error: The name and its candidates, one of which was perhaps meant.
        arguments: What was typed; the name is one of them.
    """
    names = [place for place, argument in enumerate(arguments) if argument.strip() == error.text.strip()]
    if error.two or not names or not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    fits = f"none is said to be {error.nobody}; " if error.nobody else ""
    if error.total > len(error.candidates):
        fits += f"the first {len(error.candidates)} of {'at least ' if error.more else ''}{error.total}; "
    complain(f"{error.text!r}: {fits}who is meant?")
    for number, line in enumerate(error.candidates, 1):
        complain(f"{number:3}  {line}")
    complain("a number, or nothing for none:")
    with alone():
        typed = sys.stdin.readline().strip()
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed[:9]) <= len(error.candidates)):
        return None
    answered = list(arguments)
    answered[names[0]] = error.candidates[int(typed) - 1]
    return answered


def said(error: PersonNotFoundError, arguments: Sequence[str]) -> str:
    """Return what to say of a name that is nobody's: of the atlas, how everybody is asked as well."""
    command, *options = arguments or [""]
    elsewhere = [option for option in options if option.startswith("--from")]
    if command not in _EVERYBODY or elsewhere:
        return str(error)
    asked = shlex.join([*arguments, *_ELSEWHERE])
    if len(asked) > _LONGEST or not asked.isprintable():
        asked = shlex.join([command, "…", *_ELSEWHERE])
    return f"{error}; the atlas is a choice of people, this asks for everybody: cousins {asked}"
