"""The one door between plain programs and coroutines, and from an event loop to a thread that computes."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from contextvars import ContextVar, copy_context
from typing import TYPE_CHECKING, Any, TypeVar

from cousins.stopping import Stop, stop

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine, Iterator

T = TypeVar("T")

_plain: ContextVar[bool] = ContextVar("plain", default=False)
"""Whether the coroutine that runs in this context is driven without an event loop."""


def run(coroutine: Coroutine[Any, Any, T], *, waits: bool = True) -> T:
    """Return what a coroutine returns, from outside of any.

    A coroutine that waits gets an event loop of its own: in this thread, or in another
    one where a loop runs here already, as in a notebook. One that waits for nothing runs
    without a loop, which saves the time to import asyncio. Ctrl-C cancels the
    coroutine at once, wherever it runs.

    Args:
        coroutine: What is to be run.
        waits: Whether it may wait for something.

    Raises:
        KeyboardInterrupt: The user pressed Ctrl-C; what the coroutine opened is closed.

    Example:
        >>> async def sixteen() -> int:
        ...     return 16
        >>> run(sixteen()), run(sixteen(), waits=False)
        (16, 16)
    """
    if not waits:
        return _run_without_loop(coroutine)
    import asyncio  # noqa: PLC0415 (30 ms that the atlas does not need)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    return _run_in_thread(coroutine)


def _run_without_loop(coroutine: Coroutine[Any, Any, T]) -> T:
    token = _plain.set(True)
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    finally:
        _plain.reset(token)
    coroutine.close()
    raise RuntimeError("the coroutine waits for something")


def _run_in_thread(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a loop in another thread, because the loop of this one is busy with us."""
    import asyncio  # noqa: PLC0415 (as above)
    import signal  # noqa: PLC0415 (as above)
    import threading  # noqa: PLC0415 (as above)
    from concurrent.futures import Future  # noqa: PLC0415 (as above)

    outcome: Future[T] = Future()
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[T]]] = Future()

    async def followed() -> T:
        task = asyncio.ensure_future(coroutine)
        begun.set_result((asyncio.get_running_loop(), task))
        return await task

    def work() -> None:
        try:
            outcome.set_result(asyncio.run(followed()))
        except BaseException as error:  # noqa: BLE001 (whatever it is, the other thread raises it)
            outcome.set_exception(error)

    thread = threading.Thread(target=copy_context().run, args=(work,))
    thread.start()
    # While we wait, the loop of this thread cannot act on Ctrl-C, as its own handler would have it do.
    main = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, signal.default_int_handler) if main else None
    try:
        return outcome.result()
    except KeyboardInterrupt:
        # It was pressed in this thread, which only waits: the loop in the other one must hear of it.
        if not outcome.done():
            loop, task = begun.result()
            with suppress(RuntimeError):  # the loop is closed: it was done just now
                loop.call_soon_threadsafe(task.cancel)
        raise
    finally:
        if main:
            signal.signal(signal.SIGINT, handler)
        thread.join()


async def computed(function: Callable[..., T], *arguments: Any, **options: Any) -> T:  # noqa: ANN401 (anything)
    """Return what a function returns that may compute for long, without holding the event loop.

    It runs in a worker thread, and right here where no loop runs. When who waits is
    cancelled, the computation ends at its next look (`cousins.stopping`).

    Args:
        function: What computes; it must not touch what other tasks change.
        *arguments: Its arguments.
        **options: Its keyword arguments.
    """
    if _plain.get():
        return function(*arguments, **options)
    import asyncio  # noqa: PLC0415 (a loop runs, so it is loaded)

    with _stoppable() as flag:
        task = asyncio.ensure_future(asyncio.to_thread(function, *arguments, **options))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            # The thread is waited for, so that nobody computes on with what is closed after us.
            flag.asked = True
            await asyncio.wait([task])
            if not task.cancelled():
                task.exception()  # asked for, so that nobody complains that it never was
            raise


@contextmanager
def _stoppable() -> Iterator[Stop]:
    """Put a flag into the context, which a thread that is started now takes with it."""
    flag = Stop()
    token = stop.set(flag)
    try:
        yield flag
    finally:
        stop.reset(token)
