"""The one door between plain programs and coroutines."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import threading
from contextvars import ContextVar

import pytest

from cousins.errors import PersonNotFoundError
from cousins.running import computed, run
from cousins.stopping import StoppedError, look

ASKED: ContextVar[str] = ContextVar("asked", default="nobody")


async def who_asked():
    await asyncio.sleep(0)
    return ASKED.get()


async def not_found():
    await asyncio.sleep(0)
    raise PersonNotFoundError("Zoe")


def in_a_loop(function):
    """Return what a plain function returns when a loop runs already, as in a notebook."""

    async def notebook():
        return function()

    return asyncio.run(notebook())


def plainly(function):
    return function()


@pytest.fixture(params=[plainly, in_a_loop])
def place(request):
    return request.param


def test_what_the_context_holds_is_carried_along(place):
    token = ASKED.set("Ann")
    try:
        assert place(lambda: run(who_asked())) == "Ann"
    finally:
        ASKED.reset(token)


def test_errors_come_back_as_what_they_are(place):
    with pytest.raises(PersonNotFoundError):
        place(lambda: run(not_found()))


def test_generators_that_were_left_are_closed(place):
    told = []

    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            told.append("closed")

    left = []

    async def first():
        left.append(numbers())
        return await anext(left[0])

    assert place(lambda: run(first())) == 1
    assert told == ["closed"]


def test_no_thread_is_left_behind():
    before = threading.active_count()

    def often():
        return [run(who_asked()) for _ in range(100)]

    assert in_a_loop(often) == ["nobody"] * 100
    assert threading.active_count() == before


def test_what_waits_for_nothing_needs_no_loop_and_what_waits_is_refused():
    async def sixteen():
        return await computed(int, "16")

    assert run(sixteen(), waits=False) == 16
    with pytest.raises(RuntimeError, match="waits"):
        run(who_asked(), waits=False)


def test_a_computation_never_holds_the_loop():
    ticked, ended = threading.Event(), []

    def compute():
        # Only a task of the loop can let it go on.
        ended.append(ticked.wait(30))
        return threading.current_thread()

    async def ask():
        asyncio.get_running_loop().call_soon(ticked.set)
        return await computed(compute)

    assert asyncio.run(ask()) is not threading.current_thread()
    assert ended == [True]


def test_who_is_cancelled_waits_until_the_computation_has_ended():
    begun, told = threading.Event(), []

    def compute():
        try:
            begun.set()
            while True:
                look()
        except StoppedError:
            told.append("stopped")
            raise

    async def ask():
        task = asyncio.ensure_future(computed(compute))
        while not begun.is_set():  # noqa: ASYNC110 (what is waited for tells no event)
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        told.append("cancelled")

    asyncio.run(ask())
    assert told == ["stopped", "cancelled"]


@pytest.mark.parametrize("limit", ["timeout", "wait_for"])
def test_a_time_limit_ends_the_computation(limit):
    def compute():
        while True:
            look()

    async def ask():
        if limit == "wait_for":
            await asyncio.wait_for(computed(compute), 0.01)
        async with asyncio.timeout(0.01):
            await computed(compute)

    with pytest.raises(TimeoutError):
        asyncio.run(ask())


INTERRUPTED = """
import asyncio, signal, threading
from cousins.running import run

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it

async def sleeping():
    main = threading.main_thread().ident
    threading.Timer(0.05, signal.pthread_kill, [main, signal.SIGINT]).start()
    try:
        await asyncio.sleep(60)
    finally:
        await asyncio.sleep(0)
        print("cleaned up")

def ask():
    try:
        run(sleeping())
    except KeyboardInterrupt:
        print("interrupted")
    print(threading.active_count())

async def notebook():
    ask()

"""


@pytest.mark.parametrize("how", ["ask()", "asyncio.new_event_loop().run_until_complete(notebook())"])
def test_ctrl_c_ends_a_sleeping_question_at_once_and_closes_what_it_opened(how):
    # The process would sleep for a minute, longer than it is waited for.
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED + how], capture_output=True, text=True, timeout=30, check=False
    )
    said = done.stdout.split("\n")
    assert said[:2] == ["cleaned up", "interrupted"], done.stderr
    assert "Traceback" not in done.stderr


HELD = INTERRUPTED.replace("await asyncio.sleep(60)", "await computed(walk)").replace(
    "from cousins.running import run",
    "from cousins.running import run, computed\nfrom cousins.stopping import look\ndef walk():\n    while True: look()",
)


@pytest.mark.parametrize("how", ["ask()", "asyncio.new_event_loop().run_until_complete(notebook())"])
def test_ctrl_c_ends_a_long_computation(how):
    done = subprocess.run([sys.executable, "-c", HELD + how], capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.split("\n")[:2] == ["cleaned up", "interrupted"], done.stderr


def test_downloads_go_through_the_same_door(monkeypatch, tmp_path):
    import cousins
    from cousins.downloads import batch

    told = []

    def door(coroutine, **_):
        told.append("run")
        return run(coroutine)

    monkeypatch.setattr(batch, "run", door)
    before = signal.getsignal(signal.SIGINT)
    assert in_a_loop(lambda: cousins.download([], tmp_path)).failed == ()
    assert told == ["run"]
    assert signal.getsignal(signal.SIGINT) is before
