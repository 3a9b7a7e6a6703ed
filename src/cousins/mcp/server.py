"""The server of the tools: it answers off the event loop, and gives up when who asked has left."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from mcp.server import Server, ServerRequestContext
from mcp.types import CallToolRequestParams, CallToolResult, ListToolsResult, PaginatedRequestParams

from cousins.errors import CousinsError
from cousins.explorer.layer import Layer
from cousins.mcp.refusing import nobody_of_that_name, refused
from cousins.mcp.telling import told
from cousins.mcp.toolbox import toolbox
from cousins.running import computed, run
from cousins.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping

    from cousins.explorer import Explorer
    from cousins.explorer.layer import OnEvent
    from cousins.questions import Question

    Answering = Callable[[Question, Mapping[str, Any], OnEvent], Awaitable[Any]]
    """Who answers a question, and tells meanwhile how it goes."""
    Context = ServerRequestContext[Any, Any]

T = TypeVar("T")

_AT_ONCE = 2
"""Questions at the same time: more that compute only wait for each other, and a live source is asked in turn anyway."""
_MOST = 100
"""Questions that are answered or wait; with the next nobody would see the end."""
_LOG = logging.getLogger(__name__)


def tools_server(explorer: Explorer, answering: Answering | None = None) -> Server[None]:
    """Return a server with a tool for each question.

    Args:
        explorer: Who is asked; it is kept open as long as the server runs.
        answering: Who answers instead, such as a desk that keeps answers; None for the explorer itself.
    """
    boxes = toolbox(live=explorer.live)
    answer = answering or _answering(explorer)

    @asynccontextmanager
    async def lifespan(_: Server[None]) -> AsyncIterator[None]:
        async with explorer:
            yield

    async def list_tools(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[box.tool for box in boxes.values()])

    async def call_tool(context: Context, asked: CallToolRequestParams) -> CallToolResult:
        box = boxes.get(asked.name)
        if box is None:
            return nobody_of_that_name(asked.name, boxes)
        arguments = asked.arguments or {}

        async def work() -> CallToolResult:
            given = box.given(arguments)
            found = await answer(box.question, given, _teller(context))
            return await computed(told, box, found, given, whole=arguments.get("limit") is not None)

        try:
            return await _given_up_when_cancelled(work())
        except (CousinsError, msgspec.ValidationError) as error:
            return refused(error, box, explorer.source.name)
        except Exception as error:  # noqa: BLE001 (an assistant is told of a fault, and is answered again)
            _LOG.exception("%s failed", asked.name)
            return refused(error, box, explorer.source.name)

    return Server(
        "cousins",
        version=version("cousins"),
        title="How are these two people related?",
        instructions=_instructions(explorer),
        lifespan=lifespan,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _instructions(explorer: Explorer) -> str:
    about = SOURCES.get(explorer.source.name, "")
    name = PurePath(explorer.source.name).name  # of a file not where it lies
    source = f"{name} ({about})" if about else name
    return (
        f"Kinship between people, exactly, from {source}. People are named by an id or a name; where a "
        "name may mean several people, the error lists them with ids. Ask find_person when you are not sure who is "
        "meant, then the other tools with ids. Answers are short; give limit for more. A J after a date is the Julian "
        "calendar. What a tool says is all that is known: do not add kin from memory."
    )


def _answering(explorer: Explorer) -> Answering:
    """Return who asks an explorer: two at once at most, off the event loop where it computes."""
    gate = asyncio.Semaphore(_AT_ONCE)
    going: set[object] = set()

    async def answer(question: Question, given: Mapping[str, Any], on_event: OnEvent) -> Any:  # noqa: ANN401
        if len(going) >= _MOST:
            raise CousinsError("too many questions wait already; ask again in some seconds")
        mine = object()
        going.add(mine)
        try:
            async with gate:
                if explorer.live:
                    return await question.ask(explorer, given, on_event)
                return await computed(run, question.ask(explorer, given, None), waits=False)
        finally:
            going.remove(mine)

    return answer


def _teller(context: Context) -> OnEvent:
    """Return who tells a client that wants to know how a search goes."""
    telling: set[asyncio.Task[None]] = set()

    def on_event(event: object) -> None:
        if isinstance(event, Layer):
            said = f"generation {event.degree}: {event.total} people, {event.requests} requests"
            task = asyncio.ensure_future(context.session.report_progress(event.degree, message=said))
            telling.add(task)
            task.add_done_callback(telling.discard)

    return on_event


async def _given_up_when_cancelled(work: Coroutine[Any, Any, T]) -> T:
    """Return what work comes to, and cancel it with whoever waits.

    The server cancels again and again until its handler has ended; the work has a task of its own, which is told
    once, so that it can wait for its thread.
    """
    task = asyncio.ensure_future(work)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.cancel()
        raise
