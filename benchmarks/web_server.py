"""The page's server with more, for `benchmarks/web.py`: a bare hello, and event streams that say nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from cousins.explorer import Explorer
from cousins.sources.atlas import Atlas
from cousins.web import serving
from cousins.web.application import application
from cousins.web.serving import Place, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.applications import Starlette
    from starlette.requests import Request

OPEN = 0


async def hello(_: Request) -> PlainTextResponse:
    """Say it."""
    return PlainTextResponse("hello")


async def how_many(_: Request) -> PlainTextResponse:
    """Say how many streams are open."""
    return PlainTextResponse(str(OPEN))


async def idle(request: Request) -> StreamingResponse:
    """Send one event and then nothing, until the server stops."""

    async def events() -> AsyncIterator[str]:
        global OPEN  # noqa: PLW0603 (one process, one loop, one number)
        OPEN += 1
        try:
            yield "event: open\ndata: {}\n\n"
            await request.app.state.stopping.wait()
            yield "event: end\ndata: {}\n\n"
        finally:
            OPEN -= 1

    return StreamingResponse(events(), media_type="text/event-stream")


def with_more(*arguments: Any, **options: Any) -> Starlette:  # noqa: ANN401 (whatever it takes)
    """Return the application, with more."""
    made = application(*arguments, **options)
    made.router.routes[:0] = [Route("/hello", hello), Route("/idle", idle), Route("/open", how_many)]
    return made


if __name__ == "__main__":
    vars(serving)["application"] = with_more
    serve(Explorer(Atlas()), Place(port=0), lambda address: print(address, flush=True, file=sys.stdout))
