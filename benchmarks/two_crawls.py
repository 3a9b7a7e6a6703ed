"""Two processes that crawl at once, against a pretended Wikidata: what the host sees of them together.

The host is www.wikidata.org by name, so that its rules hold: a proxy on loopback
answers for it. One crawl is started alone, then the same twice at the same moment,
over one store; then two different ones. Printed are the requests, the most in any
second and the most at once.

Run: python benchmarks/two_crawls.py
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from threading import Thread

from loopback import Loopback, loopback

SITE = "http://www.wikidata.org"
LATENCY = 0.05
"""Seconds of each answer."""


class Door:
    """A proxy that leads to one server, whoever is asked for."""

    def __init__(self, port: int) -> None:
        """Listen on a free port, in a thread of its own."""
        self.port = 0
        self._target = port
        self._loop = asyncio.new_event_loop()
        Thread(target=self._loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while chunk := await reader.read(65_536):
            # The whole address, as a proxy gets it, becomes a path, as a server gets it.
            writer.write(chunk.replace(f"GET {SITE}/".encode(), b"GET /"))
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


def crawl(folder: str, proxy: int, person: str, degrees: int) -> subprocess.Popen[str]:
    """Start a crawl in a process of its own."""
    environment = os.environ | {
        "COUSINS_CACHE_FOLDER": folder,
        "COUSINS_CONTACT": "me@example.org",
        "COUSINS_PROXY": f"http://127.0.0.1:{proxy}",
        "COUSINS_CONFIG": os.devnull,
    }
    command = [sys.executable, "-m", "cousins", "explore", person, "--depth", str(degrees), "--from", SITE]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


def told(server: Loopback, name: str, *crawls: tuple[str, int]) -> None:
    """Run crawls at once over a fresh store, and print what the host saw."""
    server.forget()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        door, start = Door(int(server.url.rpartition(":")[2])), time.perf_counter()
        running = [stack.enter_context(crawl(folder, door.port, *each)) for each in crawls]
        said = [each.communicate()[1].splitlines()[-1] for each in running]
        seconds = time.perf_counter() - start
    saw = server.traffic()
    print(
        f"{name}: {saw['requests']} requests, {saw['twice']} items twice, {saw['most_a_second']} in a second,"
        f" {saw['most_at_once']} at once, {seconds:.1f} s"
    )
    print(*(f"   {each}" for each in said), sep="\n")


def main() -> None:
    """Print what one crawl needs, and what two at once do."""
    with loopback(latency=LATENCY) as server:
        told(server, "one crawl", ("Q9439", 7))
        told(server, "the same twice", ("Q9439", 7), ("Q9439", 7))
        told(server, "two that meet", ("Q9439", 7), ("Q9682", 7))


if __name__ == "__main__":
    main()
