"""A live search before everybody's eyes: the page that shows it, its stream of events, waiting for it, stopping it."""

from __future__ import annotations

import asyncio
import re
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from cousins.errors import CousinsError
from cousins.web.guard import is_own
from cousins.web.jobs import GivenUpError
from cousins.web.leaving import until_gone
from cousins.web.templating import POLICY, rendered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.requests import Request

    from cousins.questions import Question
    from cousins.web.desk import Desk
    from cousins.web.jobs import Job

MOST_STREAMS: Final = 2_000
"""Streams at the same time; who comes then waits for the answer without watching."""
_BEAT: Final = 15.0
"""Seconds after which something is sent, so that nobody on the way takes the stream for dead."""
_RETRY: Final = 2_000
"""Milliseconds after which a browser takes up a lost stream again."""
_STREAM: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_PAGE: Final = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
_OURS: Final = re.compile(r"[a-z]+([/?][^\x00-\x1f\\]*)?")
"""An address below our own root, as it comes back from a page of ours."""


class Streams:
    """The searches that can be watched.

    Attributes:
        desk: Who searches.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._open = 0
        self._stopping = False

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/search/{id}/events", self._events, methods=["GET"]),
            Route("/search/{id}/answer", self._answer, methods=["GET"]),
            Route("/search/{id}/stop", self._stop, methods=["POST"]),
        ]

    async def searching(
        self, request: Request, question: Question, given: Mapping[str, Any], **common: object
    ) -> Response | None:
        """Return the page that shows a search, None where the answer is there or comes at once.

        Args:
            request: What asks; its address is that of the answer.
            question: What is asked.
            given: Of whom.
            **common: What every page shows.
        """
        visit = secrets.token_urlsafe(9)
        job = await self.desk.searching(question, given, visit)
        if job is None:
            return None
        path = request.url.path.removeprefix(request.scope.get("root_path", "")).removeprefix("/")
        to = f"{path}?{request.url.query}" if request.url.query else path
        page = rendered(
            "searching",
            people=[request.query_params.get(name) or given[name] for name in ("a", "b", "person") if name in given],
            to=to,
            search=f"search/{job.id}",
            visit=urlencode({"visit": visit, "to": to}),
            **common,
        )
        return Response(page, HTTPStatus.ACCEPTED, media_type="text/html", headers=_PAGE)

    async def end_with(self, stopping: asyncio.Event) -> None:
        """Tell all streams to end, and give all searches up, once the server stops."""
        await stopping.wait()
        self._stopping = True
        self.desk.jobs.wake()
        await self.desk.jobs.stopped()

    async def _events(self, request: Request) -> Response:
        job = self.desk.jobs.find(request.path_params["id"])
        if job is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "nobody searches that; ask the question")
        run, _, number = request.headers.get("Last-Event-ID", "").partition("-")
        # The events of another run of the same search are none of this one.
        after = int(number[:9]) if run == job.run and number.isascii() and number.isdigit() else 0
        if job.done and run and (run != job.run or not job.told(after)):
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=_STREAM)
        if self._open >= MOST_STREAMS or self._stopping:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "too many watch already", {"Retry-After": "10"})
        stream = self._sent(job, after, request.query_params.get("visit", ""))
        return StreamingResponse(stream, media_type="text/event-stream", headers=_STREAM)

    async def _sent(self, job: Job[Any], after: int, visit: str) -> AsyncIterator[bytes]:
        """Yield what is told of a search until it ends, somebody's visit ends or the server does."""
        self._open += 1
        try:
            with job.watched(visit):
                yield b"retry: %d\n\n" % _RETRY
                while not self._stopping:
                    news, over = job.news, job.done or job.has_left(visit)
                    for number, event in job.told(after):
                        after = number
                        yield _event(job, number, event)
                    if over:
                        yield _event(job, after + 1, _end(job, visit))
                        return
                    try:
                        async with asyncio.timeout(_BEAT):
                            await news.wait()
                    except TimeoutError:
                        yield b": still searching\n\n"
                yield _event(job, after, {"event": "stopping"})
        finally:
            self._open -= 1

    async def _answer(self, request: Request) -> Response:
        """Wait for a search without watching it, and go to its answer: what a browser without scripts does."""
        to = _asked_for(request)
        job = self.desk.jobs.find(request.path_params["id"])
        if job is not None:
            try:
                await until_gone(request, job.result(request.query_params.get("visit", "")))
            except GivenUpError:
                return self._stopped_page(request, to)
            except CousinsError:
                pass  # the page says what went wrong, and what can be done
        return RedirectResponse(_address(request, to), HTTPStatus.SEE_OTHER, headers=_STREAM)

    async def _stop(self, request: Request) -> Response:
        """End somebody's visit, and with the last one the search."""
        if not is_own(request.headers):
            raise HTTPException(HTTPStatus.FORBIDDEN, "only a page of this site can stop a search")
        to = _asked_for(request)
        job = self.desk.jobs.find(request.path_params["id"])
        if job is not None and not job.done:
            job.leave(request.query_params.get("visit", ""))
        return self._stopped_page(request, to)

    def _stopped_page(self, request: Request, to: str) -> Response:
        source = {"kind": "live", "name": self.desk.explorer.source.name, "live": True}
        root = f"{request.scope.get('root_path', '')}/"
        page = rendered("stopped", to=to, root=root, source=source, own=None)
        return Response(page, media_type="text/html", headers=_PAGE)


def _event(job: Job[Any], number: int, event: Mapping[str, Any]) -> bytes:
    """Return an event as it is sent; its id says which run of the search it belongs to."""
    told = {name: value for name, value in event.items() if name != "event"}
    kind, data = str(event["event"]), msgspec.json.encode(told).decode()
    return f"id: {job.run}-{number}\nevent: {kind}\ndata: {data}\n\n".encode()


def _end(job: Job[Any], visit: str) -> dict[str, str]:
    """Return the last event: on it the page closes the stream, which would begin anew by itself."""
    if not job.done or isinstance(job.error, GivenUpError):
        outcome = "stopped"
    else:
        outcome = "failed" if job.error else "answered"
    return {"event": "done", "outcome": "stopped" if job.has_left(visit) else outcome}


def _asked_for(request: Request) -> str:
    """Return where somebody wants to go after the search, which is a page of ours.

    Raises:
        HTTPException: It leads elsewhere.
    """
    to = request.query_params.get("to", "")
    if to and not _OURS.fullmatch(to):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "`to` is no address of this site")
    return to


def _address(request: Request, to: str) -> str:
    return f"{request.scope.get('root_path', '')}/{to}"
