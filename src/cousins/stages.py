"""What a long computation is at, for whoever follows it: nobody, or a terminal.

Code that may run for long names its stages; who shows signs of life puts a
`Follower` into the context. Where there is none, a stage costs a look into the
context, and loops are never touched: a follower looks by itself, now and then.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


class Follower(Protocol):
    """Whoever shows what is done."""

    def stage(self, words: str, share: Callable[[], float] | None, *, deaf: bool) -> AbstractContextManager[None]:
        """Return what a stage runs in."""
        ...

    def hushed(self) -> AbstractContextManager[None]:
        """Return what something is written in: inside, nothing is shown."""
        ...


follower: ContextVar[Follower | None] = ContextVar("follower", default=None)
"""Who follows the computation that runs in this context; None where nobody does."""


@contextmanager
def stage(words: str, share: Callable[[], float] | None = None, *, deaf: bool = False) -> Iterator[None]:
    """Say what is done inside, such as ``reading family.ged``.

    Args:
        words: What is done.
        share: Returns how much of it is done, from 0 to 1; asked now and then, from another thread. None where
            nobody knows.
        deaf: Whether it will take long, in a library that lets no other thread run meanwhile; it must be shown
            before.
    """
    with followed.stage(words, share, deaf=deaf) if (followed := follower.get()) else nullcontext():
        yield


def hushed() -> AbstractContextManager[None]:
    """Return what something is written in that may reach the terminal on which signs of life are shown."""
    followed = follower.get()
    return followed.hushed() if followed else nullcontext()
