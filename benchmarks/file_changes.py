"""How often a reader changes files who follows a question from the command line to the print.

Runs a command with a profiler and lists the functions of cousins in the order in which each is first
called, imports and comprehensions left out. Neighbours in one file count as one stop; what is printed is
how many stops there are, in how many files, and how many of them return to a file seen before.

    python benchmarks/file_changes.py            the two ways that are held to a number
    python benchmarks/file_changes.py --list relate Q9682 Q80976
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import cousins
from cousins.cli import main as command_line

if TYPE_CHECKING:
    from types import FrameType

ROOT = f"{Path(cousins.__file__).parent}/"
COMPREHENSIONS = {"<listcomp>", "<dictcomp>", "<setcomp>", "<module>"}
HELD = {
    70: ["relate", "Elizabeth II", "Prince Philip"],
    90: ["tree", "Queen Victoria", "--to", "Elizabeth II", "--to", "Prince Philip", "-o"],
}
"""Most stops, and the command."""


def importing(frame: FrameType | None) -> bool:
    """Return whether a frame runs because something is imported."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def stops(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Return the files on the way of a command, each with the functions first called there."""
    way: dict[tuple[str, str], None] = {}

    def follow(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(ROOT) or code.co_name in COMPREHENSIONS:
            return
        key = code.co_filename.removeprefix(ROOT), code.co_qualname
        if key not in way and not importing(frame):
            way[key] = None

    sys.setprofile(follow)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            command_line(arguments)
    except SystemExit:
        pass
    finally:
        sys.setprofile(None)
    return [(file, [name for _, name in group]) for file, group in groupby(way, key=lambda each: each[0])]


def main() -> None:
    """Print one way as a list, or the two that are held to a number."""
    if sys.argv[1:2] == ["--list"]:
        for number, (file, functions) in enumerate(stops(sys.argv[2:]), 1):
            print(f"{number:4} {file:32} {', '.join(functions)}")
        return
    with tempfile.TemporaryDirectory() as folder:
        # Each in a process of its own would be fairer to the first; what is kept of the atlas only hides its reading.
        for most, arguments in HELD.items():
            from cousins.sources.atlas import atlas  # noqa: PLC0415 (its cache is emptied between the two)

            atlas.cache_clear()
            found = stops([*arguments, f"{folder}/x.svg"] if arguments[-1] == "-o" else arguments)
            files = len({file for file, _ in found})
            returns = len(found) - files
            print(f"cousins {arguments[0]}: {len(found)} stops, at most {most}; {files} files, {returns} returns")


if __name__ == "__main__":
    main()
