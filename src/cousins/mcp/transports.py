"""How assistants reach the server: over standard input and output, over HTTP, or mounted in another application."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

import uvicorn
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from cousins.errors import SettingsError

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence
    from typing import Any, Self

    import anyio
    from mcp.server import Server
    from starlette.applications import Starlette

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine, for itself."""
PATH: Final = "/mcp"
_CHUNK: Final = 1 << 16
_LARGEST: Final = 64 * 1024
"""Bytes of a request: a question has two names."""
_PATIENCE: Final = 3
"""Seconds that open answers have to end when the server stops."""


def over_stdio(server: Server[Any]) -> None:
    """Serve one client over standard input and output until it closes them.

    Raises:
        SettingsError: They are closed already.
    """
    for name, stream in (("input", sys.stdin), ("output", sys.stdout)):
        if not hasattr(stream, "buffer"):
            raise SettingsError(f"standard {name} is closed, so that no assistant can ask; or serve over HTTP: --http")

    async def serve() -> None:
        heard = cast("anyio.AsyncFile[str]", _Heard(sys.stdin.fileno()))
        async with stdio_server(stdin=heard) as (asked, told):
            await server.run(asked, told, server.create_initialization_options())

    try:
        asyncio.run(serve())
    except ExceptionGroup as group:
        cause: Exception = group
        while isinstance(cause, ExceptionGroup):
            cause = cause.exceptions[0]
        if not isinstance(cause, BrokenPipeError):  # a client that has left without a word
            raise cause from None


class _Heard:
    """The lines of standard input, read by a thread that nobody waits for.

    The SDK's own reader holds up the end of the process until another line comes, so that Ctrl-C did nothing.

    Args:
        file: The number of the file that is read.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        threading.Thread(target=self._read, args=(asyncio.get_running_loop(),), daemon=True).start()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        rest = b""
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            with suppress(OSError):  # the file is: nobody speaks any more
                # Not by a buffered file, which Python would want to lock at its end while this thread still holds it.
                while chunk := os.read(self._file, _CHUNK):
                    *lines, rest = (rest + chunk).split(b"\n")
                    for line in lines:
                        loop.call_soon_threadsafe(self._lines.put_nowait, line.decode(errors="replace"))
            for last in (rest.decode(errors="replace"), None) if rest else (None,):
                loop.call_soon_threadsafe(self._lines.put_nowait, last)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        line = await self._lines.get()
        if line is None:
            raise StopAsyncIteration
        return line


def application(server: Server[Any], *, hosts: Sequence[str] | None = LOOPBACK) -> Starlette:
    """Return the application that serves the tools over HTTP.

    One that is mounted needs its ``server.session_manager.run()`` within the lifespan of the application around it;
    for one that is served by itself it runs already.

    Args:
        server: The server of the tools.
        hosts: Names under which it is asked, with the port or without; others are refused, because a page of
            somebody else could be made to ask through them. None where that was looked at already.
    """
    names = [name for host in hosts or () for name in (host, f"{host}:*")]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=hosts is not None,
        allowed_hosts=names,
        allowed_origins=[f"{scheme}://{name}" for scheme in ("http", "https") for name in names],
    )
    return server.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        transport_security=security,
        max_request_body_size=_LARGEST,
    )


def over_http(server: Server[Any], doors: list[socket.socket], *, hosts: Sequence[str]) -> None:
    """Serve until the process is told to stop.

    Args:
        server: The server of the tools.
        doors: Listen; they are closed at the end.
        hosts: Names under which it is asked.
    """
    config = uvicorn.Config(
        application(server, hosts=hosts),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    uvicorn.Server(config).run(sockets=doors)
