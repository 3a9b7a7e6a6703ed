"""Whether a long computation is still wanted: loops over families look now and then.

Who asks puts a `Stop` into the context of the computation and sets it when nobody
waits for the answer any more; loops that may run for long call `look` every few
thousand steps, so that they end within a fraction of a second.
"""

from __future__ import annotations

from contextvars import ContextVar


class StoppedError(Exception):
    """Nobody wants the answer any more; raised in the middle of a computation and caught by who stopped it."""


class Stop:
    """A flag that ends a computation.

    Attributes:
        asked: Whether the computation is to end.
    """

    __slots__ = ("asked",)

    def __init__(self) -> None:
        """Let it run."""
        self.asked = False


stop: ContextVar[Stop | None] = ContextVar("stop", default=None)
"""The flag of the computation that runs in this context; None where nobody will stop it."""

OFTEN = 1 << 12
"""Steps of a loop, of about a microsecond each, between two looks."""


def look() -> None:
    """Return if the computation is still wanted.

    Raises:
        StoppedError: It is not.
    """
    flag = stop.get()
    if flag is not None and flag.asked:
        raise StoppedError
