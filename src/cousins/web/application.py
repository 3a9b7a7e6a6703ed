"""The application: routes, and what becomes of errors."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cousins.errors import CousinsError
from cousins.questions import QUESTIONS
from cousins.web.desk import Rendering
from cousins.web.desks import Desks
from cousins.web.faces import Faces
from cousins.web.file_routes import FileRoutes
from cousins.web.guard import LOOPBACK, Guard, OwnOnly
from cousins.web.leaving import until_gone
from cousins.web.openapi import document
from cousins.web.pages import Pages
from cousins.web.paging import page
from cousins.web.parameters import given
from cousins.web.problems import refuse
from cousins.web.streams import Streams
from cousins.web.tagged import CACHED, tagged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping

    from mcp.server import Server
    from starlette.requests import Request

    from cousins.explorer import Explorer
    from cousins.questions import Question
    from cousins.web.own_files import FileRules


def application(
    explorer: Explorer,
    *,
    hosts: Collection[str] | None = LOOPBACK,
    origins: Collection[str] = (),
    files: FileRules | None = None,
    tools: bool = False,
    portraits: bool = False,
) -> Starlette:
    """Return the application that answers from one explorer.

    Its ``state.stopping`` is an event to be set when streams are to end, and ``state.desks`` has who answers.

    Args:
        explorer: Who is asked.
        hosts: The names under which requests are answered; None for any.
        origins: Other sites whose scripts may read the API; ``*`` for all.
        files: Which family files visitors may bring; None for none.
        tools: Whether the tools for assistants are at /mcp, too.
        portraits: Whether people have portraits, for which Wikimedia Commons is asked.
    """
    desks = Desks(explorer, files)
    streams = Streams(desks.common)
    faces = Faces(desks) if portraits else None
    pages = Pages(desks, streams, faces)

    async def refused(request: Request, error: Exception) -> Response:
        """Say what went wrong to programs in their terms, and to people on a page."""
        path = request.url.path.removeprefix(request.scope.get("root_path", ""))
        if path.startswith(("/api", "/mcp", "/health", "/suggest", "/search", "/files", "/portrait")):
            return await refuse(request, error)
        return pages.refused(request, error)

    assistants, at_mcp = _tools(desks) if tools else (None, [])

    async def end_with(stopping: asyncio.Event) -> None:
        """Tell all streams to end, and give up all that is asked, once the server stops."""
        await stopping.wait()
        await asyncio.gather(streams.end_with(stopping), desks.stopped(), *([faces.stopped()] if faces else ()))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.stopping, app.state.desks = asyncio.Event(), desks
        ending = asyncio.ensure_future(end_with(app.state.stopping))
        async with explorer, assistants.session_manager.run() if assistants else nullcontext():
            yield
            app.state.stopping.set()
            await ending

    app = Starlette(
        routes=[
            *(Route(_whole(question.path), _answering(desks, question), methods=["GET"]) for question in QUESTIONS),
            Route("/api/openapi.json", _described, methods=["GET"]),
            Route("/health", _health, methods=["GET"]),
            *pages.routes,
            *streams.routes,
            *(faces.routes if faces else ()),
            *(FileRoutes(desks.files).routes if desks.files is not None else ()),
            *at_mcp,
        ],
        exception_handlers={CousinsError: refused, msgspec.ValidationError: refused, HTTPException: refused},
        middleware=[Middleware(Guard, hosts=hosts, origins=origins)],
        lifespan=lifespan,
    )
    # What has a slash too many is nothing of ours; sent elsewhere, it would be to whatever host the request named.
    app.router.redirect_slashes = False
    return app


def _whole(path: str) -> str:
    """Return a path whose last part takes all the rest, since ids of files may hold slashes."""
    return path.replace("}", ":path}")


def _tools(desks: Desks) -> tuple[Server[Any], list[Route]]:
    """Return the server of the tools, whose questions are answered where all others are, and where it is."""
    # A second that only who wants tools needs.
    from cousins.mcp import transports  # noqa: PLC0415
    from cousins.mcp.server import tools_server  # noqa: PLC0415

    async def answering(question: Question, given: Mapping[str, Any], _: object) -> Any:  # noqa: ANN401 (as there)
        return await desks.common.search(question, given).result()

    server = tools_server(desks.common.explorer, answering)
    # The guard around everything has looked at the names already.
    return server, [Route(transports.PATH, OwnOnly(transports.application(server, hosts=None)))]


def _answering(desks: Desks, question: Question) -> Callable[[Request], Awaitable[Response]]:
    def as_json(found: Any, asked: Mapping[str, Any]) -> bytes:  # noqa: ANN401 (as the table has it)
        return msgspec.json.encode(page(question, question.record(found, asked), asked))

    def as_svg(found: Any, asked: Mapping[str, Any]) -> bytes:  # noqa: ANN401 (as above)
        svg: str = found.svg(style=asked["style"])
        return svg.encode()

    ways = {"json": Rendering("json", "application/json", as_json), "svg": Rendering("svg", "image/svg+xml", as_svg)}

    async def answer(request: Request) -> Response:
        asked = given(request, question)
        way = ways[asked.get("format", "json")]
        made = await until_gone(request, desks.of(request).rendered(question, asked, way))
        return tagged(request, made.body, way.media, made.etag)

    return answer


async def _described(request: Request) -> Response:
    """Return the API's document."""
    described = document(request.scope.get("root_path") or "/")
    return Response(msgspec.json.encode(described), media_type="application/json", headers=CACHED)


async def _health(_: Request) -> Response:
    """Say that the process is well, without asking anybody."""
    return PlainTextResponse("ok\n")
