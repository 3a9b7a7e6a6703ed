"""The page over a live source: a crowd under Wikidata's rules, many idle streams, leaving and stopping.

The source is the tests' Wikibase on loopback, which the server takes for Wikidata, so that all its limits hold; the
source refuses whatever goes over them.

Run: python benchmarks/web_live.py [seconds]
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
from loopback import loopback

from cousins.sources.atlas import atlas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loopback import Loopback

SEARCHES, DISTINCT = 200, 130
STREAMS = 1_000
_SERVE = """
import sys
from cousins.transport import host_rules
host_rules.is_loopback = lambda host: False
host_rules._WIKIMEDIA_SITES += ("127.0.0.1",)
from cousins.cli import main
main(["serve", "--from", sys.argv[1], "--port", "0", "--no-open", "--contact", "bench@example.org"])
"""


@contextmanager
def served(source: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve the page over a source, with an empty store; return its address and the process."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"COUSINS_CACHE_FOLDER": folder}
        command = [sys.executable, "-c", _SERVE, source]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None  # noqa: S101 - it is a pipe
            address = next(match[0] for line in process.stderr if (match := re.search(r"http://\S+(?=/ )", line)))
            try:
                yield address, process
            finally:
                process.terminate()


def memory(process: subprocess.Popen[str]) -> float:
    """Return the MB that a process holds."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def files(process: subprocess.Popen[str]) -> int:
    """Return how many files and sockets a process has open."""
    return len(list(Path(f"/proc/{process.pid}/fd").iterdir()))


async def watched(session: aiohttp.ClientSession, address: str, outcomes: list[str]) -> None:
    """Open a page, and follow its search to the end."""
    async with session.get(address) as answer:
        page = await answer.text()
        if answer.status != 202:
            outcomes.append(f"{answer.status}, Retry-After {'Retry-After' in answer.headers}")
            return
    where = re.search('data-events="([^"]+)"', page)
    assert where is not None  # noqa: S101 - that page has it
    root = address[: address.index("/", len("http://"))]
    seen = ""
    async with session.get(root + where[1].replace("&amp;", "&")) as stream:
        async for line in stream.content:
            if line.startswith(b"event: "):
                seen = line[7:].decode().strip()
            elif seen == "done" and line.startswith(b"data: "):
                outcomes.append(line[6:].decode().strip())
                return


async def healthy(session: aiohttp.ClientSession, address: str, times: list[float]) -> None:
    """Ask how the server is, again and again."""
    while True:
        began = time.perf_counter()
        async with session.get(f"{address}/health") as answer:
            await answer.read()
        times.append(time.perf_counter() - began)
        await asyncio.sleep(0.05)


async def crowd(address: str, source: Loopback, seconds: float) -> None:
    """Ask many questions at once, and leave after a while."""
    choice = random.Random(13)
    graph = atlas()
    known = [person.id for number, person in enumerate(graph.people) if graph.parents[number]]
    pairs = [choice.sample(known, 2) for _ in range(DISTINCT)]
    outcomes: list[str] = []
    times: list[float] = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        probe = asyncio.ensure_future(healthy(session, address, times))
        asked = itertools.islice(itertools.cycle(pairs), SEARCHES)
        tasks = [asyncio.ensure_future(watched(session, f"{address}/relate?a={a}&b={b}", outcomes)) for a, b in asked]
        await asyncio.wait(tasks, timeout=seconds)
        waiting = sum(not task.done() for task in tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(1)
        before = source.traffic()["requests"]
        await asyncio.sleep(2)
        probe.cancel()
    told = source.traffic()
    times.sort()
    print(f"{SEARCHES} searches at once, {DISTINCT} of them different, for {seconds:.0f} s")
    for outcome in sorted(set(outcomes)):
        print(f"  {outcomes.count(outcome):4} {outcome}")
    print(f"  {waiting:4} left while they waited")
    print(
        f"  {told['requests']:.0f} requests, at most {told['most_at_once']:.0f} at once, {told['refused']:.0f} refused"
    )
    print(f"  {told['requests'] - before:.0f} requests later than a second after all had left")
    p50, p99, most = (1000 * times[int(share * (len(times) - 1))] for share in (0.5, 0.99, 1))
    print(f"  /health meanwhile: {p50:.1f} ms, p99 {p99:.1f} ms, most {most:.1f} ms, {len(times)} times")


async def idle(address: str, process: subprocess.Popen[str]) -> None:
    """Hold many streams of one search that does not go on, and leave."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        for _ in range(20):
            async with session.get(f"{address}/health") as answer:
                await answer.read()
        before, opened = memory(process), files(process)
        async with session.get(f"{address}/relate?a=Q9439&b=Q517") as answer:
            page = await answer.text()
        where = re.search('data-events="([^"]+)"', page)
        assert where is not None  # noqa: S101 - the search cannot be over
        events = address + where[1].replace("&amp;", "&")
        streams = [await session.get(events) for _ in range(STREAMS)]
        held = memory(process) - before
        began = time.perf_counter()
        for stream in streams:
            stream.close()
    while files(process) > opened + 5:
        time.sleep(0.05)  # noqa: ASYNC251 (nobody else is here)
    print(f"{STREAMS} idle streams: {held:.0f} MB, all let go {time.perf_counter() - began:.1f} s after leaving")


async def stopped(address: str, process: subprocess.Popen[str]) -> None:
    """Tell the server to stop while a search runs and a hundred look."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        outcomes: list[str] = []
        tasks = [
            asyncio.ensure_future(watched(session, f"{address}/relate?a=Q9439&b=Q517", outcomes)) for _ in range(100)
        ]
        await asyncio.sleep(2)
        began = time.perf_counter()
        process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(process.wait)
        print(f"SIGTERM with 100 streams and a search: ended after {time.perf_counter() - began:.1f} s")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def main(seconds: float) -> None:
    """Measure all of it."""
    with loopback(latency=0.1, at_once=1, requests=190, seconds=60) as source, served(source.url) as (address, _):
        asyncio.run(crowd(address, source, seconds))
    with loopback(latency=30) as source:
        with served(source.url) as (address, process):
            asyncio.run(idle(address, process))
        with served(source.url) as (address, process):
            asyncio.run(stopped(address, process))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 75)
