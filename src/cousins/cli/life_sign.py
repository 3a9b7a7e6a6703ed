"""The line that says on a terminal what takes so long, and for how long already."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from cousins.plain import columns, harmless
from cousins.stages import follower

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

PATIENCE = 2.0
"""Seconds without a word after which the line appears."""
_PAUSE = 0.25
"""Seconds between two looks."""
_WORDS = {
    "relate": "looking for relationships",
    "find": "looking for people",
    "show": "looking for a person",
    "ancestors": "looking for ancestors",
    "descendants": "looking for descendants",
    "tree": "drawing a tree",
    "check": "checking",
    "export": "writing a family",
    "explore": "exploring",
    "store": "looking into the store",
}
"""What each command is at where no stage says more."""


class _Stage(NamedTuple):
    words: str
    share: Callable[[], float] | None
    since: float


class LifeSign:
    """A line that appears after two seconds, follows the stages, and vanishes before anything else is written.

    Args:
        stream: The terminal.
        words: What is done where no stage says more.
        clock: Tells the seconds.
    """

    def __init__(self, stream: TextIO, words: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin to wait."""
        self._stream, self._clock = stream, clock
        self._quiet_since = clock()
        self._stages = [_Stage(words, None, self._quiet_since)]
        self._hushes = 0
        self._shown = ""
        self._lock = threading.RLock()

    @contextmanager
    def stage(self, words: str, share: Callable[[], float] | None = None, *, deaf: bool = False) -> Iterator[None]:
        """Follow a stage while it runs; one that lets no thread run is shown at once."""
        begun = _Stage(words, share, self._clock())
        self._stages.append(begun)
        try:
            if deaf:
                self.look(at_once=True)
            yield
        finally:
            self._stages.remove(begun)

    @contextmanager
    def hushed(self) -> Iterator[None]:
        """Take the line away while something is written, and wait anew after that."""
        with self._lock:
            self._hushes += 1
            self._put("")
        try:
            yield
        finally:
            with self._lock:
                self._hushes -= 1
                self._quiet_since = self._clock()

    def look(self, *, at_once: bool = False) -> None:
        """Show what is done now, if it has been quiet for long enough, or at once."""
        with self._lock:
            if self._hushes or not (at_once or self._shown or self._clock() - self._quiet_since >= PATIENCE):
                return
            words, share, since = self._stages[-1]
            minutes, seconds = divmod(int(self._clock() - since), 60)
            said = [f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"] if minutes or seconds else []
            said += [f"{share():.0%}"] if share else []
            self._put(f"{harmless(words)} … {', '.join(said)}".rstrip())

    def _put(self, line: str) -> None:
        """Write the line in place of the one that is shown, in one row of the terminal."""
        # As the terminal will show it, or what is written over it later would be too short.
        encoding = self._stream.encoding or "utf-8"
        line = line.encode(encoding, "cousins").decode(encoding)
        room = max(shutil.get_terminal_size().columns - 1, 0)
        line = line[:room]
        while columns(line) > room:
            line = line[:-1]
        if line != self._shown:
            # Blanks instead of a control sequence: every terminal knows them.
            over = " " * (columns(self._shown) - columns(line))
            back = "" if line else "\r"
            with suppress(OSError, ValueError):  # a terminal that is gone is told nothing
                self._stream.write(f"\r{line}{over}{back}")
                self._stream.flush()
            self._shown = line


@contextmanager
def life_sign(command: str) -> Iterator[None]:
    """Show signs of life while a command runs.

    Args:
        command: Its name.
    """
    sign = LifeSign(sys.stderr, _WORDS.get(command, "working"))
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_PAUSE):
            sign.look()

    thread = threading.Thread(target=watch, name="signs of life", daemon=True)
    thread.start()
    token = follower.set(sign)
    try:
        yield
    finally:
        follower.reset(token)
        over.set()
        with sign.hushed():
            thread.join(_PAUSE)
