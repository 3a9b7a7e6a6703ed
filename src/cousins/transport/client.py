"""The client that all live sources share: one door to the network, which keeps the rules by itself."""

from __future__ import annotations

import asyncio
import contextlib
import random
from copy import copy
from http import HTTPStatus
from itertools import count
from typing import TYPE_CHECKING, Final, Literal

import aiohttp

from cousins.errors import ContactMissingError, SourceAnswerError, SourceError
from cousins.transport import faults, server_words
from cousins.transport.body import MOST_BYTES, Body, BodyError
from cousins.transport.events import Event, Happening
from cousins.transport.host_rules import Interface, Rule, interface_of, rule_for
from cousins.transport.pacer import PROCESS
from cousins.transport.proxies import named
from cousins.transport.request import MOVED, Answer, Request
from cousins.transport.retry import FaultError, Patience, Trouble
from cousins.transport.sessions import Sessions, timeouts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from contextlib import AbstractAsyncContextManager
    from types import TracebackType
    from typing import Self, Unpack

    from cousins.settings import Settings
    from cousins.transport.body import Sink
    from cousins.transport.events import Facts
    from cousins.transport.pacer import Ledger, Pacer

_SLOWEST: Final = 2_000.0
"""Bytes a second that earn a file more time."""
_LISTENING: Final = 5.0
"""Seconds that the page of a refusal may take; its status is enough."""
_HOPS: Final = 5
_MAXLAG: Final = "5"
_SOCKS: Final = ("aiohttp_socks", "python_socks")
_EXPECTED: Final = (aiohttp.ClientError, OSError, TimeoutError, BodyError, ValueError)


class Client:
    """Asks hosts politely, and again when that helps.

    Every request waits for its turn, names the operator, takes gzip, and ends
    in an answer or in one `SourceError`, after a bounded number of tries.

    Args:
        settings: Contact, proxy, certificates, timeout, limits of other hosts.
        pacer: Gives the turns; the process's own when None.
        patience: How often and how long to try.
        rules: Tells the rule that holds for an address.
        on_event: Told what happens, as it happens.
        ledger: By which other processes of the user keep the same limits; None to know of none.

    Attributes:
        settings, ledger: As given.
        bulk: Whether nobody waits for the answers: then servers that lag are left alone.
        answered: How many requests were answered.

    Example:
        >>> from cousins.settings import Settings
        >>> async def capital() -> bytes:
        ...     async with Client(Settings(contact="me@example.org")) as client:
        ...         return (await client.fetch("https://www.wikidata.org/wiki/Special:EntityData/Q90.json")).body
    """

    def __init__(
        self,
        settings: Settings,
        *,
        pacer: Pacer | None = None,
        patience: Patience | None = None,
        rules: Callable[[str, Settings, Interface | None], Rule] = rule_for,
        on_event: Callable[[Event], None] | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        """Open nothing yet."""
        self.settings = settings
        self.ledger = ledger
        self.bulk = False
        self.pacer = (pacer or PROCESS).sharing(ledger)
        self.patience = patience or Patience()
        self._rules = rules
        self._on_event = on_event
        self._sessions = Sessions(settings)
        self.answered = 0

    def following(self, on_event: Callable[[Event], None] | None, *, bulk: bool = False) -> Self:
        """Return a client over the same connections whose events go to somebody else; only this one closes them.

        Args:
            on_event: Who hears of them.
            bulk: Whether nobody waits for the answers.
        """
        other = copy(self)
        other.bulk = bulk
        other._on_event = on_event  # noqa: SLF001 (a copy of our own)
        return other

    async def __aenter__(self) -> Self:
        """Open nothing yet: connections open when they are needed."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        await self._sessions.close()

    async def fetch(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        interface: Interface | None = None,
        method: Literal["GET", "POST"] = "GET",
        headers: Mapping[str, str] | None = None,
        json: bool = False,
        statuses: Collection[int] = (200,),
        most: int = MOST_BYTES,
        into: Sink | None = None,
    ) -> Answer:
        """Return what a host answers.

        Redirects are followed, each under the rules of the host it leads to.

        Args:
            url: The address, with http or https.
            params: Added to the address, or sent as a form with POST.
            interface: What of the host is asked, for its rules; None to tell by the address.
            method: GET or POST.
            headers: Further headers.
            json: Whether anything but JSON is a fault.
            statuses: The HTTP statuses that are answers; all others are faults.
            most: Bytes of body at most, inflated.
            into: Takes the body instead, so that it need not fit into memory.

        Raises:
            ContactMissingError: The host wants to know who asks.
            RateLimitError: The host wants to be left alone for longer than patience lasts.
            SourceTimeoutError: No answer came in time.
            SourceAnswerError: The answer is a refusal, an error, damaged, or no JSON.
            SourceError: The host cannot be reached, or the settings say to stay offline.
        """
        request = Request(
            url=url,
            params=self._polite(url, params, interface),
            method=method,
            headers=headers or {},
            interface=interface,
            statuses=MOVED.union(statuses),
            sink=into or Body(json=json, most=most),
            is_file=into is not None,
        )
        for _ in range(_HOPS + 1):
            answer = await self._try(request)
            if answer.status not in MOVED or answer.status in statuses:
                return answer
            request = request.moved(answer)
        raise SourceAnswerError(f"{request.host} sends on and on, more than {_HOPS} times")

    def _polite(
        self, url: str, params: Mapping[str, str] | None, interface: Interface | None
    ) -> Mapping[str, str] | None:
        """Ask the Action API to refuse what nobody waits for while its databases lag (mediawiki.org, API:Etiquette)."""
        if self.bulk and (interface or interface_of(url)) is Interface.ACTION_API:
            return {**(params or {}), "maxlag": _MAXLAG}
        return params

    async def _try(self, request: Request) -> Answer:
        """Send a request until it is answered or patience ends, if it may be sent at all."""
        if self.settings.offline:
            raise SourceError(f"{request.host} was not asked: the settings say to stay offline")
        rule = self._rules(request.url, self.settings, request.interface)
        if rule.wants_contact and not self.settings.contact:
            raise ContactMissingError(request.host)
        for attempt in count(1):
            try:
                return await self._take_turn(request, rule, attempt)
            except FaultError as fault:
                wait = self.patience.wait(fault, attempt, random.random())  # noqa: S311 (jitter is no secret)
                # A host that has too much to do is left alone by all tasks, not only by this one.
                pause = wait if wait is not None else fault.retry_after
                if pause and (fault.trouble in {Trouble.LIMITED, Trouble.LAGGING} or fault.retry_after):
                    self.pacer.pause(rule, pause, wider=fault.trouble is Trouble.LIMITED)
                if wait is None:
                    raise fault.final(attempt) from fault.__cause__
                self._tell(Happening.RETRYING, request, seconds=wait, reason=fault.reason, attempt=attempt)
                await self.pacer.sleep(wait)
        raise AssertionError("patience ends")

    async def _take_turn(self, request: Request, rule: Rule, attempt: int) -> Answer:
        def on_wait(seconds: float) -> None:
            self._tell(Happening.WAITING, request, seconds=seconds, reason=f"limits of {rule.name}", attempt=attempt)

        async with self.pacer.turn(rule, longest=self.patience.longest_asked, on_wait=on_wait):
            self._tell(Happening.STARTED, request, attempt=attempt)
            start = self.pacer.clock()
            try:
                answer = await self._exchange(request, start)
            finally:
                seconds = self.pacer.clock() - start
                if rule.slow_after is not None and seconds > rule.slow_after:
                    self.pacer.pause(rule, rule.slow_pause)
        return answer

    async def _exchange(self, request: Request, start: float) -> Answer:
        proxy, allowed = self._sessions.proxies.of(request.url), self.settings.timeout
        progress = faults.Progress(request.url, request.host, proxy and named(proxy), allowed)
        try:
            async with asyncio.timeout(allowed) as limit, self._send(request, proxy) as response:
                progress.headers = response.headers
                await _check_status(response, request, progress)
                body = await _receive(response, request, progress, limit)
        except Exception as error:
            if not isinstance(error, _EXPECTED) and not type(error).__module__.startswith(_SOCKS):
                raise
            raise faults.of_exception(error, progress) from error
        if response.status == HTTPStatus.OK:
            faults.check_api(body, progress)
        seconds = self.pacer.clock() - start
        self._tell(Happening.FINISHED, request, seconds=seconds, status=response.status, size=progress.size)
        self.answered += 1
        return Answer(
            url=str(response.url), status=response.status, headers=response.headers, body=body, seconds=seconds
        )

    def _send(self, request: Request, proxy: str | None) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        session, proxy = self._sessions.through(proxy)
        form = request.method == "POST"
        return session.request(
            request.method,
            request.url,
            params=None if form else request.params,
            data=request.params if form else None,
            headers={**request.sink.request_headers(), **request.headers},
            proxy=proxy,
            allow_redirects=False,
            timeout=timeouts(self.settings),
        )

    def _tell(self, what: Happening, request: Request, **facts: Unpack[Facts]) -> None:
        if self._on_event:
            self._on_event(Event(what=what, host=request.host, url=request.url, **facts))


async def _receive(
    response: aiohttp.ClientResponse, request: Request, progress: faults.Progress, limit: asyncio.Timeout
) -> bytes:
    """Hand the body to the sink as it comes; large files earn more time by not being slow."""
    begun = limit.when() or 0.0
    if response.status in MOVED:
        return b""
    request.sink.begin(response.status, response.headers)
    async for chunk in response.content.iter_any():
        progress.size += len(chunk)
        request.sink.write(chunk)
        if request.is_file and progress.size > progress.timeout * _SLOWEST:
            limit.reschedule(begun + progress.size / _SLOWEST)
    return request.sink.finish()


async def _check_status(response: aiohttp.ClientResponse, request: Request, progress: faults.Progress) -> None:
    strange = response.status >= HTTPStatus.BAD_REQUEST and progress.proxy_said(response.status)
    if strange or response.status not in request.statuses:
        raise faults.of_status(response.status, progress, await _words(response, progress.timeout))


async def _words(response: aiohttp.ClientResponse, allowed: float) -> str:
    """Return what the body of a refusal says, as far as it can be had in a part of the time allowed."""
    body = b""
    with contextlib.suppress(*_EXPECTED):
        async with asyncio.timeout(min(_LISTENING, allowed / 2)):
            while len(body) < server_words.MOST and (chunk := await response.content.readany()):
                body += chunk
    return server_words.server_words(body, response.headers.get("Content-Encoding", "").strip().lower())
