"""The server: a world over HTTP, in a thread of its own."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Self

from aiohttp import web

from fake_wikibase import entitydata, faults, rdf
from fake_wikibase.answers import moved, page
from fake_wikibase.api import ActionApi
from fake_wikibase.commons import Commons
from fake_wikibase.traffic import Limits, Request, Traffic
from fake_wikibase.world import World

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Collection, Mapping

    from cousins.family.graph import FamilyGraph
    from fake_wikibase.answers import Answer
    from fake_wikibase.commons import File
    from fake_wikibase.entities import Json
    from fake_wikibase.faults import Fault

_BODY_LIMIT = 2**24


@dataclass
class _Scripted:
    fault: Fault
    left: int | None
    when: Callable[[Request], bool]

    def takes(self, request: Request) -> bool:
        """Return whether this request fails; it counts then."""
        if self.left == 0 or not self.when(request):
            return False
        if self.left is not None:
            self.left -= 1
        return True


@dataclass(eq=False)
class FakeWikibase:
    """A Wikibase on loopback: ``/w/api.php``, ``/wiki/Special:EntityData/…`` and ``/sparql``.

    It is a context manager and runs in a thread of its own, so it serves
    blocking and asynchronous code alike::

        with FakeWikibase(atlas(), redirects={"Q111": "Q9439"}, latency=0.1) as wikibase:
            wikibase.fail(faults.rate_limit(retry_after=1), times=2)
            main(["show", "Victoria", "--from", wikibase.url])
            assert wikibase.traffic.most_at_once == 1

    Attributes:
        graph, items, redirects, deleted, labels, renames, pad_bytes, concept_base: See `World`.
        files: What it has of images, as Wikimedia Commons does.
        moved_files: From old names of files to new ones.
        cirrus: Whether names are searched as Wikidata does, or as a plain Wikibase.
        latency: Seconds before each answer; may be changed at any time.
        limits: Over them the answer is 429; may be changed at any time.
        host: Where to listen; ``::1`` for IPv6.
        port: 0 takes a free one.
        tls: For HTTPS.
        traffic: What came in.
        url: Without a path or a slash at the end.
    """

    graph: FamilyGraph | None = None
    items: Mapping[str, Json] = field(default_factory=dict)
    _: KW_ONLY
    redirects: Mapping[str, str] = field(default_factory=dict)
    deleted: Collection[str] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    pad_bytes: int = 0
    files: Mapping[str, File] = field(default_factory=dict)
    moved_files: Mapping[str, str] = field(default_factory=dict)
    concept_base: str = "http://www.wikidata.org/"
    cirrus: bool = True
    latency: float = 0.0
    limits: Limits = field(default_factory=Limits)
    host: str = "127.0.0.1"
    port: int = 0
    tls: ssl.SSLContext | None = None
    traffic: Traffic = field(default_factory=Traffic, init=False)
    url: str = field(default="", init=False)

    def __post_init__(self) -> None:
        """Make the world; nothing is served before the context is entered."""
        self.world = World(
            graph=self.graph,
            items=self.items,
            redirects=self.redirects,
            deleted=self.deleted,
            labels=self.labels,
            renames=self.renames,
            pad_bytes=self.pad_bytes,
            concept_base=self.concept_base,
        )
        self.commons = Commons(self.files, self.moved_files)
        self._api = ActionApi(self.world, cirrus=self.cirrus, commons=self.commons)
        self._script: list[_Scripted] = []

    def __enter__(self) -> Self:
        started: Future[None] = Future()
        self._thread = Thread(target=lambda: asyncio.run(self._run(started)), daemon=True)
        self._thread.start()
        started.result()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    @property
    def api_url(self) -> str:
        """The address of the Action API."""
        return f"{self.url}/w/api.php"

    @property
    def sparql_url(self) -> str:
        """The address of the SPARQL endpoint."""
        return f"{self.url}/sparql"

    @property
    def triples(self) -> bytes:
        """All that the SPARQL endpoint knows, as N-Triples."""
        return self._rdf.triples

    def sparql(self, query: str) -> bytes:
        """Return the answer to a query without the way over the network."""
        return rdf.answer(self._rdf.store, query, "application/json").body

    @property
    def requests(self) -> list[Request]:
        """All requests in the order they came."""
        return self.traffic.requests

    @property
    def lag(self) -> float:
        """Seconds that replicas are behind: requests whose `maxlag` is less are refused."""
        return self._api.lag

    @lag.setter
    def lag(self, seconds: float) -> None:
        self._api.lag = seconds

    def fail(self, fault: Fault, *, times: int | None = 1, when: Callable[[Request], bool] = lambda _: True) -> None:
        """Let requests fail; scripted one after the other they happen in that order.

        Args:
            fault: One of `faults`.
            times: How many requests; None is all from now on.
            when: Which requests; the others are answered as usual.
        """
        self._script.append(_Scripted(fault, times, when))

    def recover(self) -> None:
        """Forget what is still to fail."""
        self._script.clear()

    async def _run(self, started: Future[None]) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application(client_max_size=_BODY_LIMIT)
        app.router.add_route("*", "/{path:.*}", self._handle)
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.01)
        try:
            await runner.setup()
            await web.TCPSite(runner, self.host, self.port, ssl_context=self.tls).start()
            host = f"[{self.host}]" if ":" in self.host else self.host
            self.url = f"{'https' if self.tls else 'http'}://{host}:{runner.addresses[0][1]}"
            self.world.root = self.commons.root = self.url
            started.set_result(None)
            await self._end.wait()
        except OSError as error:
            started.set_exception(error)
        finally:
            await runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        params = {**request.query, **await _form(request)}
        asked = self.traffic.enter(request.method, request.path, params, request.headers)
        try:
            if self.traffic.too_much(asked, self.limits):
                return await faults.rate_limit(self.limits.retry_after)(request, page(429, ""))
            await asyncio.sleep(self.latency)
            fault = next((each.fault for each in self._script if each.takes(asked)), faults.send)
            return await fault(request, await self._answer(asked))
        finally:
            self.traffic.leave()

    async def _answer(self, asked: Request) -> Answer:
        if asked.path == "/w/api.php":
            return self._api.answer(asked.params)
        if asked.path.startswith(entitydata.PATH):
            return entitydata.entity_data(self.world, asked.path.removeprefix(entitydata.PATH), asked.headers)
        if asked.path.startswith("/entity/"):
            return moved(303, f"{self.url}{entitydata.PATH}{asked.path.removeprefix('/entity/')}")
        if asked.path == "/sparql":
            accept = asked.headers.get("Accept", "") + asked.params.get("format", "")
            return await asyncio.to_thread(lambda: rdf.answer(self._rdf.store, asked.params.get("query"), accept))
        return self.commons.bytes_at(asked.path) or page(404, f"{asked.path} was not found.")

    @cached_property
    def _rdf(self) -> rdf.Rdf:
        return rdf.Rdf(self.world)


async def _form(request: web.Request) -> Mapping[str, str]:
    """Return the parameters that a body holds; a bare SPARQL query counts as one."""
    if request.content_type == "application/sparql-query":
        return {"query": await request.text()}
    if request.method == "POST":
        return {name: str(value) for name, value in (await request.post()).items()}
    return {}
