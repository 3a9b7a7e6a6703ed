"""The server: uvicorn, with bounds of our own, told to let streams end before it waits for them."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import signal
import sys
import threading
import webbrowser
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from cousins.listening import listening
from cousins.running import run
from cousins.web.application import application
from cousins.web.connections import Connection
from cousins.web.guard import ANY_ADDRESS, LOOPBACK, log
from cousins.web.own_files import FileRules

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from starlette.applications import Starlette

    from cousins.explorer import Explorer

_ANSWERS_UNTIL, _ALL_UNTIL = 2.0, 2.7
"""Seconds after which, when the server stops, answers are cut, and the process ends anyhow."""
_MOST_CONNECTIONS = 4_096
"""A last wall; what is bounded for a reason is bounded where it is asked for."""
_GARBAGE = 50_000
"""Objects that are made before those in circles are looked for: with Python's 700, an eighth of the time goes there."""
_TURN = 0.001
"""Seconds that a thread computes before another may, which is how long the event loop waits for its turn each time."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is served, and to whom.

    Attributes:
        host: The address to listen at.
        port: The port to listen at; 0 for any that is free.
        uds: A Unix socket to listen at instead.
        root_path: Under which path a proxy has it.
        hosts: Names under which requests are answered beside those of loopback and, where others reach it, any
            address in figures; ``*`` for every name.
        origins: Other sites whose scripts may read the API.
        proxies: Addresses of proxies that are believed when they say who asks and how.
        opens: Whether the browser is opened.
        logs: Whether each request gets a line on stderr.
        tools: Whether the tools for assistants are at /mcp.
        files: Whether visitors may bring family files; None: those of this machine, where it is for them alone.
        portraits: Whether people have portraits, for which Wikimedia Commons is asked.
        rules: Which files.
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
    tools: bool = False
    files: bool | None = None
    portraits: bool = False
    rules: FileRules = field(default_factory=FileRules)

    @property
    def is_loopback(self) -> bool:
        """Return whether only this machine reaches it."""
        with suppress(ValueError):
            return self.uds is not None or ip_address(self.host).is_loopback
        return self.host == "localhost"

    @property
    def is_own(self) -> bool:
        """Return whether it is for this machine alone, with no proxy before it, as far as can be seen."""
        return self.is_loopback and not (self.uds or self.hosts or self.proxies or self.root_path)

    @property
    def answered(self) -> frozenset[str] | None:
        """Return the names that are ours; None for any."""
        if "*" in self.hosts:
            return None
        names = LOOPBACK | {self.host.lower()} | {name.lower() for name in self.hosts}
        return names if self.is_loopback else names | {ANY_ADDRESS}


class _Server(uvicorn.Server):
    """A server that says where it is, and tells streams to end before it waits for them."""

    def __init__(self, config: uvicorn.Config, app: Starlette, place: Place, on_address: Callable[[str], None]) -> None:
        super().__init__(config)
        self._app, self._place, self._on_address = app, place, on_address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit or not sockets:
            return
        if self._place.uds:
            self._on_address(f"unix:{self._place.uds}")
            return
        host, port, *_ = sockets[0].getsockname()
        shown = "localhost" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104 (shown)
        address = f"http://{shown}:{port}/"
        self._on_address(address)
        if self._place.opens and _has_screen():
            # A browser that is not there yet may keep us waiting.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # A thread that computes and never looks whether anybody waits must not keep the process.
        last = threading.Timer(_ALL_UNTIL, self._end_anyhow)
        last.daemon = True
        last.start()
        self._app.state.stopping.set()
        await super().shutdown(sockets)
        # The signal that stopped us is raised again now, and then nothing more is tidied up.
        self._clear()

    def _clear(self) -> None:
        desks = self._app.state.desks
        for folder in list(desks.files.folders) if desks.files is not None else ():
            shutil.rmtree(folder, ignore_errors=True)
        if self._place.uds:
            Path(self._place.uds).unlink(missing_ok=True)

    def _end_anyhow(self) -> None:
        """End the process where it stands: what is kept on the disk is whole at every moment."""
        self._clear()
        sys.stderr.flush()
        os._exit(128 + (self._captured_signals[0] if self._captured_signals else signal.SIGTERM))


def serve(explorer: Explorer, place: Place, on_address: Callable[[str], None]) -> None:
    """Serve until the process is told to stop.

    Args:
        explorer: Who is asked.
        place: Where, and to whom.
        on_address: Told the address, once it is open.

    Raises:
        CousinsError: Nothing can listen there, or the source cannot be read.
    """
    with ExitStack() as stack:
        sockets = [stack.enter_context(each) for each in listening(place.host, place.port, place.uds)]
        if place.uds:
            stack.callback(Path(place.uds).unlink, missing_ok=True)
        _serve(explorer, place, on_address, sockets)


def _serve(explorer: Explorer, place: Place, on_address: Callable[[str], None], sockets: list[socket.socket]) -> None:
    if not explorer.live:
        # Whoever asks first need not wait, and a file that cannot be read is not found out by visitors.
        run(explorer.beginning("a", limit=1), waits=False)
    # Whoever is at hand stays; nothing of it need be looked through again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE, 10, 10)
    files = place.rules if (place.is_own if place.files is None else place.files) else None
    app = application(
        explorer,
        hosts=place.answered,
        origins=place.origins,
        files=files,
        tools=place.tools,
        portraits=place.portraits,
    )
    if place.logs:
        log.addHandler(logging.StreamHandler(sys.stderr))
        log.setLevel(logging.INFO)
        log.propagate = False
    config = uvicorn.Config(
        app,
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
        timeout_graceful_shutdown=_ANSWERS_UNTIL,  # type: ignore[arg-type]  # asyncio waits for parts of seconds, too
    )
    sys.setswitchinterval(_TURN)
    _Server(config, app, place, on_address).run(sockets)


def _has_screen() -> bool:
    """Return whether a browser would open a window, and not take over the terminal."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
