"""What each shell asks when somebody presses Tab, and how its answers are quoted.

The library's own scripts break names at blanks (bash) and commas (fish); these are written by its rules and
answer its old scripts as well, which may stand in somebody's settings already.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from click.shell_completion import (
    BashComplete,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_BASH: Final = r"""%(complete_func)s() {
    local line plain=() files=
    while IFS= read -r line; do
        case $line in
            plain,*) plain+=("${line#plain,}") ;;
            file,* | dir,*) files=$line ;;
        esac
    done < <(%(complete_var)s=bash_complete COUSINS_TYPED="${COMP_LINE:0:COMP_POINT}" "$1" 2>/dev/null)
    COMPREPLY=("${plain[@]}")
    if [[ $files && ${#plain[@]} -eq 0 ]]; then
        if [[ $files == dir,* ]]; then compopt -o dirnames; else compopt -o default; fi
    elif [[ $files ]]; then
        compopt -o filenames
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${files#*,}")
    fi
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_FISH: Final = r"""function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \
        COMP_CWORD=(commandline -ct) %(prog_name)s 2>/dev/null)
    for completion in $response
        set -l metadata (string split -m 1 "," -- $completion)
        switch $metadata[1]
            case dir
                __fish_complete_directories $metadata[2]
            case file
                __fish_complete_path $metadata[2]
            case plain
                printf '%%s\n' $metadata[2]
        end
    end
end
complete --no-files --command %(prog_name)s --keep-order --arguments "(%(complete_func)s)"
"""
_PLAIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./,+@%")
"""Letters that no shell takes for anything but themselves."""
_BREAKS: Final = ":="
"""Where readline begins a new word though the shell does not."""


class Bash(BashComplete):
    """Answers for bash, quoted as the word was begun: bash puts them into the line as they are."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is being typed, and that one without its quotes."""
        typed = os.environ.get("COUSINS_TYPED")
        if typed is None:
            return super().get_completion_args()
        words = split_arg_string(typed)[1:]
        begun = _last_word(typed)
        return (words[:-1], words[-1]) if begun and words else (words, "")

    def complete(self) -> str:
        """Return the answers; where several have no more in common than what was typed, that stays."""
        typed = os.environ.get("COUSINS_TYPED")
        if typed is None:
            return super().complete()
        arguments, incomplete = self.get_completion_args()
        items = self.get_completions(arguments, incomplete)
        names = [item.value for item in items if item.type == "plain"]
        answers = [f"plain,{one}" for one in replies(names, _last_word(typed), incomplete)]
        return "\n".join([*answers, *(f"{item.type},{item.value}" for item in items if item.type != "plain")])


class Fish(FishComplete):
    """Answers for fish, which quotes them itself, and shows those only that hold what was typed."""

    source_template = _FISH


SHELLS: Final[Mapping[str, type[ShellComplete]]] = {"bash": Bash, "zsh": ZshComplete, "fish": Fish}
"""The shells that can ask, by name."""


def register() -> None:
    """Let these answer instead of the library's own."""
    for shell in SHELLS.values():
        add_completion_class(shell)


def _last_word(typed: str) -> str:
    """Return the last word of a line as it stands there, quotes and all; empty after a blank.

    Example:
        >>> _last_word('cousins show "Ann L'), _last_word("cousins show Ann ")
        ('"Ann L', '')
    """
    quote, start, skip = "", 0, False
    for place, letter in enumerate(typed):
        if skip:
            skip = False
        elif letter == "\\" and quote != "'":
            skip = True
        elif quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in " \t\n":
            start = place + 1
    return typed[start:]


def replies(names: list[str], begun: str, incomplete: str) -> list[str]:
    r"""Return names as bash is to put them in the place of what was begun.

    Args:
        names: Whole names.
        begun: The word as it stands in the line.
        incomplete: The same without its quotes.

    Example:
        >>> print(*replies(["Ann Lee", "Ann $ O'Hara"], "an", "an"))
        "Ann Lee" "Ann \$ O'Hara"
        >>> print(*replies(["Ann O'Hara"], "'An", "An"))
        Ann O'\''Hara
    """
    quote = begun[:1] if begun.startswith(("'", '"')) else ""
    if begun[1:].replace("\\" + quote, "").count(quote) if quote else "'" in begun or '"' in begun:
        return []  # the name is closed, or quoted in its middle, where readline and the shell see different words
    breaks = 0 if quote else sum(map(begun.count, _BREAKS))
    if breaks:
        told = [rest for name in names if (rest := _after_breaks(_escaped(name), breaks)) is not None]
    elif quote:
        told = [_quoted(name, quote)[1:-1] for name in names]
    elif all(map(_PLAIN.issuperset, names)):
        told = names.copy()
    else:
        told = [_quoted(name, "'" if "!" in name else '"') for name in names]
    # Readline puts what all have in common in the place of the word, and would take letters away that were typed.
    if len(told) > 1 and not all(name.casefold().startswith(incomplete.casefold()) for name in names):
        told.append(" ")
    return told


def _quoted(name: str, quote: str) -> str:
    if quote == "'":
        return "'" + name.replace("'", "'\\''") + "'"
    for mark in '\\"$`':
        name = name.replace(mark, f"\\{mark}")
    return f'"{name}"'


def _escaped(name: str) -> str:
    return "".join(
        [letter if letter in _PLAIN or letter in _BREAKS or not letter.isascii() else f"\\{letter}" for letter in name]
    )


def _after_breaks(name: str, breaks: int) -> str | None:
    """Return what follows so many letters at which readline begins a word; None where there are fewer."""
    for _ in range(breaks):
        places = [place for mark in _BREAKS if (place := name.find(mark)) >= 0]
        if not places:
            return None
        name = name[min(places) + 1 :]
    return name
