"""A server on loopback that says exactly what it is told, byte by byte, and a clock that nobody waits for."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import itertools
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from cousins.settings import Settings
from cousins.transport.client import Client
from cousins.transport.pacer import Pacer

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

HANG = "say nothing more, but stay connected"
DRIP = "say a blank every now and then, for ever"
GONE = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
GOOD = b'{"entities": {}}'


def http(body: bytes = GOOD, status: str = "200 OK", *, length: int | None = None, **headers: str) -> bytes:
    """Return an answer as it stands on the wire; underscores in header names are hyphens."""
    said = {"Content-Type": "application/json", "Content-Length": str(len(body) if length is None else length)}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in said.items() if value), "", ""]
    return "\r\n".join(lines).encode() + body


def zipped(body: bytes = GOOD, *, keep: int | None = None) -> bytes:
    """Return an answer in gzip, of which only so many bytes were kept."""
    return http(gzip.compress(body)[:keep], Content_Encoding="gzip")


class Wire:
    """What the server was asked, and where it is."""

    def __init__(self, *scripts: list[bytes | str]) -> None:
        self.scripts = scripts
        self.heads: list[str] = []
        self.url = ""
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer), contextlib.suppress(*GONE):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.heads.append(head.decode())
                script = self.scripts[min(len(self.heads), len(self.scripts)) - 1]
                if not await self.play(script, writer):
                    break

    async def play(self, script: list[bytes | str], writer: asyncio.StreamWriter) -> bool:
        """Return whether the connection stays open: an answer with its length keeps it so."""
        for step in script:
            if step == HANG:
                await asyncio.sleep(3600)
            while step == DRIP:
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.01)
            writer.write(step)
            await writer.drain()
        return len(script) == 1 and script[0].startswith(b"HTTP/1.1 200 OK") and script[0].endswith(GOOD)


@asynccontextmanager
async def wire(
    *scripts: list[bytes | str] | bytes, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> AsyncIterator[Wire]:
    """Serve one script for each request; the last one for all that follow."""
    told = Wire(*([script] if isinstance(script, bytes) else script for script in scripts))
    playing: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        playing.add(task)
        task.add_done_callback(playing.discard)
        await told.serve(reader, writer)

    server = await asyncio.start_server(serve, host, 0, ssl=tls)
    told.port = server.sockets[0].getsockname()[1]
    told.url = f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{told.port}/"
    try:
        yield told
    finally:
        server.close()
        for task in list(playing):
            task.cancel()
        await asyncio.gather(*playing, return_exceptions=True)


class FakeTime:
    """A clock that jumps to the next sleeper's hour as soon as all tasks have said what they wait for."""

    SETTLED = 6

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int]] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        me = (self.now + seconds, next(self._order))
        self._sleepers.append(me)
        try:
            quiet = 0
            while quiet < self.SETTLED:
                await asyncio.sleep(0)
                quiet = quiet + 1 if me == min(self._sleepers) else 0
            self.now = max(self.now, me[0])
        finally:
            self._sleepers.remove(me)

    def pacer(self) -> Pacer:
        return Pacer(self.clock, self.sleep)


def client(time: FakeTime | None = None, **settings) -> Client:
    """Return a client that waits for nothing in real time."""
    return Client(Settings(**settings), pacer=(time or FakeTime()).pacer())
