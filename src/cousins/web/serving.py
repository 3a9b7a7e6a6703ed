"""The server: uvicorn, told to let streams end before it waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

from cousins.web.application import application

if TYPE_CHECKING:
    from cousins.explorer import Explorer

_PATIENCE = 5
"""Seconds that open answers have to end when the server stops."""


def serve(explorer: Explorer, *, host: str, port: int) -> None:
    """Serve until the process is told to stop.

    Args:
        explorer: Who is asked.
        host: The address to listen at.
        port: The port to listen at.
    """
    config = uvicorn.Config(
        application(explorer),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    uvicorn.Server(config).run()
