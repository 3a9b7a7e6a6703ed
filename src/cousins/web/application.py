"""The application: routes, and what becomes of errors."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cousins.errors import CousinsError
from cousins.questions import QUESTIONS
from cousins.web.desk import Desk
from cousins.web.parameters import given
from cousins.web.problems import refuse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request

    from cousins.explorer import Explorer
    from cousins.questions import Question


def application(explorer: Explorer) -> Starlette:
    """Return the application that answers from one explorer."""
    desk = Desk(explorer)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with explorer:
            yield

    return Starlette(
        routes=[
            *(Route(question.path, _answering(desk, question), methods=["GET"]) for question in QUESTIONS),
            Route("/health", _health, methods=["GET"]),
        ],
        exception_handlers={CousinsError: refuse, msgspec.ValidationError: refuse, HTTPException: refuse},
        lifespan=lifespan,
    )


def _answering(desk: Desk, question: Question) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return Response(await desk.answer(question, given(request, question)), media_type="application/json")

    return answer


async def _health(_: Request) -> Response:
    """Say that the process is well, without asking anybody."""
    return PlainTextResponse("ok\n")
