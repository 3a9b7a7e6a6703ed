"""Before and after every request: whose name it uses for us, what browsers are told, and one line in the log."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec
from starlette.datastructures import MutableHeaders
from starlette.responses import Response

from cousins.web.problems import MEDIA, Problem

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("cousins.web")

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TOLD = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SERVER_ERROR = 500


class Guard:
    """A plain ASGI middleware around everything.

    A page on loopback can be reached by any site whose name is made to lead there (DNS rebinding), so requests are
    answered only under names that are ours. The log has no names, no addresses and no queries: the route, not the path.

    Args:
        app: What is guarded.
        hosts: The names under which requests are answered, without ports; None for any.
        origins: Other sites whose scripts may read the API; ``*`` for all.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None, origins: Collection[str]) -> None:
        self.app = app
        self.hosts = hosts
        self.origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and say in the log how."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        status = sent = 0
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")

        async def told(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                answered = MutableHeaders(scope=message)
                for name, value in _TOLD.items():
                    answered.setdefault(name, value)
                if scope["path"].removeprefix(scope.get("root_path", "")).startswith("/api/") and self.origins:
                    self._shared(answered, origin)
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            if self._is_ours(headers.get(b"host", b"").decode("latin-1")):
                await self.app(scope, receive, told)
            else:
                detail = "this address does not answer to that name; --allowed-host allows it"
                await _refused(421, "Misdirected Request", detail)(scope, receive, told)
        except Exception as error:  # noqa: BLE001 (the last guard: nobody is shown a traceback, nothing else falls)
            # The kind of error alone: its words may hold names.
            log.error("%s", type(error).__name__)  # noqa: TRY400 (as said)
            if not status:
                detail = "a fault in cousins itself; please report it with what you asked"
                await _refused(_SERVER_ERROR, "Internal Server Error", detail)(scope, receive, told)
        finally:
            route = scope.get("route")
            line = {
                "route": getattr(route, "path", "-"),
                "method": scope["method"],
                "status": status,
                "ms": round((perf_counter() - began) * 1000, 1),
                "bytes": sent,
            }
            log.info("%s", msgspec.json.encode(line).decode())

    def _is_ours(self, host: str) -> bool:
        if self.hosts is None:
            return True
        name = host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
        return name.lower().rstrip(".") in self.hosts

    def _shared(self, answered: MutableHeaders, origin: str) -> None:
        """Let scripts of other sites read an answer."""
        if "*" in self.origins:
            answered["Access-Control-Allow-Origin"] = "*"
        elif origin in self.origins:
            answered["Access-Control-Allow-Origin"] = origin
            answered.add_vary_header("Origin")
        else:
            return
        answered["Cross-Origin-Resource-Policy"] = "cross-origin"


def _refused(status: int, title: str, detail: str) -> Response:
    told = Problem("about:blank", title, status, detail)
    return Response(msgspec.json.encode(told), status, media_type=MEDIA)
