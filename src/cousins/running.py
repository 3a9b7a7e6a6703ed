"""The door from plain programs to the explorer's coroutines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


def answer(question: Coroutine[Any, Any, T], *, waits: bool = False) -> T:
    """Return the answer to a question that is asked outside of a coroutine.

    A source that waits for nothing needs no event loop, so none is started for
    it. One that waits gets a loop of its own, in a thread of its own where a
    loop runs already, as in a notebook.

    Args:
        question: The coroutine.
        waits: Whether it may wait for something.

    Example:
        >>> async def sixteen() -> int:
        ...     return 16
        >>> answer(sixteen()), answer(sixteen(), waits=True)
        (16, 16)
    """
    if waits:
        return _in_a_loop(question)
    try:
        question.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    question.close()
    raise RuntimeError("the question waits for something")


def _in_a_loop(question: Coroutine[Any, Any, T]) -> T:
    import asyncio  # noqa: PLC0415 (30 ms that the atlas does not need)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(question)
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (only where a loop runs)

    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(asyncio.run, question).result()
