"""Before and after every request: whose name it uses for us, what browsers are told, and one line in the log."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from time import perf_counter
from traceback import walk_tb
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from cousins.web.problems import MEDIA, Problem

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("cousins.web")

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_ADDRESS = "any address"
"""Among the names that are ours: every host that is a number; it takes a name to lead a browser astray."""
PRIVATE = "cousins.private"
"""In the scope of a request whose answer is for one visitor alone, so that nobody may keep it: true, or the cookie
that the browser is to be told."""
VARIES = "cousins.varies"
"""In the scope of a request whose answer depends on more than its address: the header that it depends on."""
_TOLD = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "7200",
}
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<name>[^:\[\]/@\s]+))(?::\d*)?")
_LEFT = 499
"""The status in the log where nobody waited for an answer any more."""
_NOT_OWN = "only a page of this site may do that"
_SOURCES = Path(__file__).parents[1]


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
        headers = Headers(scope=scope)
        shared = bool(self.origins) and _path(scope).startswith("/api/")

        async def told(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                self._tell(MutableHeaders(scope=message), scope, headers.get("origin", "") if shared else None)
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            answer = self._refusal(headers) or (_preflight(scope, headers) if shared else None) or self.app
            await answer(scope, receive, told)
        except ClientDisconnect:
            status = _LEFT
        except Exception as error:  # noqa: BLE001 (the last guard: nobody is shown a traceback, nothing else falls)
            # The kind of error and its place alone: its words may hold names.
            log.error("%s", _line({"error": type(error).__name__, "at": _place(error)}))  # noqa: TRY400 (as said)
            if not status:
                detail = "a fault in cousins itself; please report it with what you asked"
                await _refused(HTTPStatus.INTERNAL_SERVER_ERROR, detail)(scope, receive, told)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            took = round((perf_counter() - began) * 1000, 1)
            if log.isEnabledFor(logging.INFO):
                line = {"route": route, "method": scope["method"], "status": status, "ms": took, "bytes": sent}
                log.info("%s", _line(line))

    def _refusal(self, headers: Headers) -> Response | None:
        """Return what a request is refused with whose host is not ours; None where it is."""
        hosts = headers.getlist("host")
        if len(hosts) > 1:
            return _refused(HTTPStatus.BAD_REQUEST, "a request names one host")
        if self.hosts is None or self._is_ours(hosts[0] if hosts else ""):
            return None
        detail = "nothing answers here under that name; cousins serve --allowed-host NAME allows it"
        return _refused(HTTPStatus.MISDIRECTED_REQUEST, detail)

    def _is_ours(self, host: str) -> bool:
        parts = _HOST.fullmatch(host)
        if self.hosts is None or parts is None:
            return False
        name = (parts["six"] or parts["name"]).lower().removesuffix(".")
        return name in self.hosts or (ANY_ADDRESS in self.hosts and _is_address(name))

    def _tell(self, answered: MutableHeaders, scope: Scope, origin: str | None) -> None:
        """Add to an answer what browsers are told; to scripts of other sites only where they may ask, from `origin`."""
        for name, value in _TOLD.items():
            answered.setdefault(name, value)
        if varies := scope.get(VARIES):
            answered.add_vary_header(varies)
        if private := scope.get(PRIVATE):
            answered["Cache-Control"] = "no-store"
            if private is not True:
                answered.append("Set-Cookie", private)
        elif origin is not None:
            self._share(answered, origin)

    def _share(self, answered: MutableHeaders, origin: str) -> None:
        """Let scripts of other sites read an answer."""
        if "*" in self.origins:
            answered["Access-Control-Allow-Origin"] = "*"
        else:
            answered.add_vary_header("Origin")
            if origin not in self.origins:
                return
            answered["Access-Control-Allow-Origin"] = origin
        answered["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        answered["Cross-Origin-Resource-Policy"] = "cross-origin"


class OwnOnly:
    """A plain ASGI middleware before what only programs and pages of this site may ask.

    Args:
        app: What is guarded.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        answer = self.app if is_own(Headers(scope=scope)) else _refused(HTTPStatus.FORBIDDEN, _NOT_OWN)
        await answer(scope, receive, send)


def is_own(headers: Headers) -> bool:
    """Return whether a page of ours asks, or no browser at all.

    Programs say neither of the two; browsers say one or both, whatever a script wants.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    return site == "same-origin" if site else not origin or urlsplit(origin).netloc == headers.get("host")


def _preflight(scope: Scope, headers: Headers) -> Response | None:
    """Return what browsers want to know before a script of another site asks something unusual."""
    if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)
    return None


def _path(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _place(error: Exception) -> str:
    """Return the last line of ours that an error came through."""
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    ours = [(Path(file).relative_to(_SOURCES), line) for file, line in frames if Path(file).is_relative_to(_SOURCES)]
    return f"{ours[-1][0]}:{ours[-1][1]}" if ours else "-"


def _line(told: dict[str, object]) -> str:
    return msgspec.json.encode({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **told}).decode()


def _refused(status: HTTPStatus, detail: str) -> Response:
    told = Problem("about:blank", status.phrase, status, detail)
    return Response(msgspec.json.encode(told), status, media_type=MEDIA)
