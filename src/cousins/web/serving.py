"""The server: uvicorn, with bounds of our own, told to let streams end before it waits for them."""

from __future__ import annotations

import logging
import sys
import threading
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from cousins.web.application import application
from cousins.web.connections import Connection
from cousins.web.guard import LOOPBACK, log

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from starlette.applications import Starlette

    from cousins.explorer import Explorer

_PATIENCE = 2
"""Seconds that open answers have to end when the server stops."""
_MOST_CONNECTIONS = 4_096
"""A last wall; what is bounded for a reason is bounded where it is asked for."""
_BACKLOG = 512


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is served, and to whom.

    Attributes:
        host: The address to listen at.
        port: The port to listen at; 0 for any that is free.
        uds: A Unix socket to listen at instead.
        root_path: Under which path a proxy has it.
        hosts: Names under which requests are answered beside those of loopback; empty for these alone on loopback,
            and for any name elsewhere.
        origins: Other sites whose scripts may read the API.
        proxies: Addresses of proxies that are believed when they say who asks and how.
        opens: Whether the browser is opened.
        logs: Whether each request gets a line on stderr.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    uds: str | None = None
    root_path: str = ""
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    proxies: str = ""
    opens: bool = False
    logs: bool = False

    @property
    def is_loopback(self) -> bool:
        """Return whether only this machine reaches it."""
        return self.uds is not None or self.host in LOOPBACK

    @property
    def answered(self) -> frozenset[str] | None:
        """Return the names that are ours; None for any."""
        if not self.hosts and not self.is_loopback:
            return None
        return LOOPBACK | {self.host.lower()} | {name.lower() for name in self.hosts}


class _Server(uvicorn.Server):
    """A server that says where it is, and tells streams to end before it waits for them."""

    def __init__(self, config: uvicorn.Config, app: Starlette, place: Place, on_address: Callable[[str], None]) -> None:
        super().__init__(config)
        self._app, self._place, self._on_address = app, place, on_address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit or not self.servers:
            return
        if self._place.uds:
            self._on_address(f"unix:{self._place.uds}")
            return
        host, port, *_ = self.servers[0].sockets[0].getsockname()
        shown = "localhost" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104 (shown)
        address = f"http://{shown}:{port}{self._place.root_path}/"
        self._on_address(address)
        if self._place.opens:
            # A browser that is not there yet may keep us waiting.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.state.stopping.set()
        await super().shutdown(sockets)


def serve(explorer: Explorer, place: Place, on_address: Callable[[str], None]) -> None:
    """Serve until the process is told to stop.

    Args:
        explorer: Who is asked.
        place: Where, and to whom.
        on_address: Told the address, once it is open.
    """
    app = application(explorer, hosts=place.answered, origins=place.origins)
    if place.logs:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    config = uvicorn.Config(
        app,
        host=place.host,
        port=place.port,
        uds=place.uds,
        root_path=place.root_path,
        http=Connection,
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=bool(place.proxies),
        forwarded_allow_ips=place.proxies or None,
        limit_concurrency=_MOST_CONNECTIONS,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_PATIENCE,
    )
    _Server(config, app, place, on_address).run()
