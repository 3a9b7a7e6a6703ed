"""The line that follows a live search on a terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.live import Live
from rich.text import Text

from cousins.explorer.layer import Layer
from cousins.plain import harmless
from cousins.stores.source_cache import StoreTrouble
from cousins.transport.events import Happening

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from rich.console import Console

    from cousins.transport.events import Event

_NAMED = 2
"""Common ancestors who are named."""


class LiveLine:
    """Shows degree or generation, people, requests and their rate, and what is waited for.

    Args:
        console: The terminal.
    """

    def __init__(self, console: Console) -> None:
        """Count from now."""
        self._live = Live(Text("asking"), console=console, transient=True, refresh_per_second=8)
        self._console = console
        self._start = time.monotonic()
        self._requests = 0
        self._layer: Layer | None = None

    def __enter__(self) -> Self:
        """Begin to show the line."""
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        self._live.stop()

    def on_event(self, event: Event | Layer | StoreTrouble) -> None:
        """Follow requests and waits, and leave a line for each degree that is done, and for trouble with the store."""
        if isinstance(event, Layer):
            self._layer = event
            self._console.print(harmless(_done(event)), highlight=False, markup=False)
            return
        if isinstance(event, StoreTrouble):
            self._console.print(harmless(f"cousins: {event}"), highlight=False, markup=False)
            return
        self._requests += event.what is Happening.FINISHED
        waiting = f"; waiting {event.seconds:.0f} s: {event.reason}" if event.reason else ""
        self._live.update(Text(self._line() + waiting))

    def _line(self) -> str:
        seconds = max(time.monotonic() - self._start, 1e-3)
        rate = self._requests / seconds
        line = f"{self._requests} requests, {rate:.1f} a second"
        if self._layer is None:
            return line
        return f"{line}; {_kind(self._layer)} {self._layer.degree + 1}: {self._layer.waiting} people"


def _kind(layer: Layer) -> str:
    return "generation" if layer.pedigrees else "degree"


def _done(layer: Layer) -> str:
    """Return what to say of a degree, or of a generation of two pedigrees, that is done."""
    line = f"{_kind(layer)} {layer.degree}: {layer.people} people, {layer.total} in all"
    if not layer.nearest:
        return line
    names = " and ".join(person.label for person in layer.nearest[:_NAMED])
    return f"{line}; the pedigrees meet in {names}" + (" and others" if len(layer.nearest) > _NAMED else "")
