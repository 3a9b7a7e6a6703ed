"""Everything that goes wrong with servers, one function each.

A fault takes a request and the right answer to it, and sends something else::

    wikibase.fail(faults.rate_limit(retry_after=2))
"""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from http import HTTPStatus
from itertools import chain, repeat
from typing import TYPE_CHECKING

from aiohttp import web

from fake_wikibase.answers import Answer, page
from fake_wikibase.api import ActionApi, ApiError, lagged
from fake_wikibase.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fake_wikibase.entities import Json

Fault = Callable[[web.Request, Answer], Awaitable[web.StreamResponse]]

_COMPRESSION_LEVEL = 1
_GZIP_HEADER = 10


async def send(request: web.Request, answer: Answer) -> web.StreamResponse:
    """Send the answer as it should be, compressed for those who accept it."""
    headers, body = dict(answer.headers), answer.body
    if body and "gzip" in request.headers.get("Accept-Encoding", "").lower():
        body = gzip.compress(body, _COMPRESSION_LEVEL, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": answer.headers.get("Vary", "Accept-Encoding")}
    return web.Response(status=answer.status, body=body, headers=headers)


def answering(change: Callable[[Answer], Answer]) -> Fault:
    """Return the fault of sending the right answer changed, or another in its place."""

    async def fault(request: web.Request, answer: Answer) -> web.StreamResponse:
        return await send(request, change(answer))

    return fault


def status(code: int, text: str = "Our servers are experiencing a problem.", retry_after: object = None) -> Fault:
    """Answer with this status and a page of HTML: 500, 502, 503, 504."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return answering(lambda _: page(code, text, headers))


def rate_limit(retry_after: object = None) -> Fault:
    """Answer 429, with a Retry-After (seconds, or a date as text) or without."""
    return status(429, "You are making too many requests.", retry_after)


def forbidden() -> Fault:
    """Answer 403, as unnamed clients get it."""
    return status(403, "Please set a user-agent and respect our robot policy.")


def api_error(code: str, info: str = "Something went wrong.", headers: Mapping[str, str] | None = None) -> Fault:
    """Answer an error of the Action API, with HTTP 200: ``readonly``, ``ratelimited``, ``internal_api_error``."""
    return _api(ApiError(code, info, headers=headers))


def maxlag(lag: float = 12.4) -> Fault:
    """Answer that the servers lag, with HTTP 200, whether the request has `maxlag` or not."""
    return _api(lagged(lag))


def _api(error: ApiError) -> Fault:
    return answering(lambda _: ActionApi(World()).error({}, error))


def html() -> Fault:
    """Answer 200 with a page of HTML, as captive portals and proxies do."""
    return answering(lambda _: page(200, "Please sign in to this network."))


def invalid_json() -> Fault:
    """Send half of the JSON and call it whole."""
    return answering(lambda answer: replace(answer, body=answer.body[: len(answer.body) // 2]))


def out_of_time(status: int = 500) -> Fault:
    """Answer as query services do that ran out of time.

    Args:
        status: 500 with the trace of Java, 504 with a page of the proxy, 200 with the trace after half of the answer.
    """
    trace = b"java.util.concurrent.TimeoutException\n\tat java.util.concurrent.FutureTask.get(FutureTask.java:205)\n"
    if status == HTTPStatus.GATEWAY_TIMEOUT:
        return answering(lambda _: page(status, "upstream request timeout"))

    def change(answer: Answer) -> Answer:
        begun = answer.body[: len(answer.body) // 2] if status == HTTPStatus.OK else b"SPARQL-QUERY: queryStr=SELECT\n"
        return replace(answer, status=status, body=begun + trace)

    return answering(change)


def rows_at_most(most: int, status: int = 500) -> Fault:
    """Run out of time over a query whose answer has more rows; see `out_of_time`."""

    async def fault(request: web.Request, answer: Answer) -> web.StreamResponse:
        too_much = len(json.loads(answer.body).get("results", {}).get("bindings", ())) > most
        return await (out_of_time(status) if too_much else send)(request, answer)

    return fault


def rows(change: Callable[[list[Json]], list[Json]], headers: Mapping[str, str] | None = None) -> Fault:
    """Answer a query with other rows: none, fewer, or with terms as another engine writes them."""

    def changed(answer: Answer) -> Answer:
        told = json.loads(answer.body)
        told["results"]["bindings"] = change(told["results"]["bindings"])
        return replace(answer, body=json.dumps(told).encode(), headers={**answer.headers, **(headers or {})})

    return answering(changed)


def empty_body() -> Fault:
    """Send no body at all."""
    return answering(lambda answer: replace(answer, body=b""))


def no_entities() -> Fault:
    """Answer success without ``entities``."""
    return answering(lambda answer: replace(answer, body=b'{"success":1}'))


def wrong_id(instead: str = "Q404040404") -> Fault:
    """Send the first item of the answer under another id."""

    def change(entities: Json) -> Json:
        (first, item), *rest = entities.items()
        return {instead: item | {"id": instead, "title": instead}} | dict(rest) if first else entities

    return _entities(change)


def left_out(*ids: str) -> Fault:
    """Leave these items, or the first one, out of the answer without a word."""
    return _entities(lambda entities: {k: v for k, v in entities.items() if k not in (ids or list(entities)[:1])})


def missing(*ids: str) -> Fault:
    """Answer that these items, or all, are missing."""

    def change(entities: Json) -> Json:
        return {k: {"id": k, "missing": ""} if k in ids or not ids else v for k, v in entities.items()}

    return _entities(change)


def nested_claims(levels: int = 100_000) -> Fault:
    """Send statements of a property that nobody asks for, nested as deep as this."""
    deep = b'{"P999999":' + b'{"a":' * levels + b"1" + b"}" * levels + b","
    return answering(lambda answer: replace(answer, body=answer.body.replace(b'"claims":{', b'"claims":' + deep, 1)))


def huge_revisions() -> Fault:
    """Number revisions beyond what 64 bits hold."""
    return _entities(lambda entities: {k: v | {"lastrevid": 2**70} for k, v in entities.items()})


def lists_for_maps() -> Fault:
    """Write empty maps as PHP does that does not know better: as lists."""
    empty: Json = {"labels": [], "aliases": [], "claims": []}
    return _entities(lambda entities: {k: v | empty for k, v in entities.items()})


def list_of_entities() -> Fault:
    """Send the items as a list, without keys."""
    return answering(lambda answer: replace(answer, body=_changed(answer, lambda found: list(found.values()))))


def keyed_in_lower_case() -> Fault:
    """Key the items by ids in lower case."""
    return _entities(lambda entities: {k.lower(): v for k, v in entities.items()})


def strangers() -> Fault:
    """Send items that nobody asked for beside those of the right answer."""
    return _entities(lambda entities: entities | {"Q404040404": {"id": "Q404040404", "type": "item"}, "": {}, "-1": {}})


def not_a_number() -> Fault:
    """Send numbers that JSON does not have."""
    return answering(lambda answer: replace(answer, body=answer.body.replace(b'"precision":11', b'"precision":NaN')))


def twice() -> Fault:
    """Send the same key twice, empty and then right."""
    return answering(lambda answer: replace(answer, body=answer.body.replace(b"{", b'{"entities":{},', 1)))


def with_mark() -> Fault:
    """Send a byte order mark before the JSON, as carelessly saved settings of a server do."""
    return answering(lambda answer: replace(answer, body=b"\xef\xbb\xbf" + answer.body))


def other_encoding(name: str = "utf-16") -> Fault:
    """Send the JSON in another encoding and say nothing of it."""
    return answering(lambda answer: replace(answer, body=answer.body.decode().encode(name, "replace")))


def blanks(count: int = 1_000_000) -> Fault:
    """Send so many blanks around the right answer."""
    return answering(lambda answer: replace(answer, body=b" " * count + answer.body + b"\n" * count))


def sent_on(location: str, code: int = 302) -> Fault:
    """Send the client on to another address, or to what is none."""
    return answering(lambda _: Answer(code, b"", {"Location": location}))


def proxy_page(code: int = 502) -> Fault:
    """Answer as a proxy on the way does."""
    return status_with(code, {"Via": "1.1 proxy (squid/6.6)", "X-Squid-Error": "ERR_CONNECT_FAIL 111"})


def status_with(code: int, headers: Mapping[str, str]) -> Fault:
    """Answer with this status, a page of HTML and these headers."""
    return answering(lambda _: page(code, "The requested address could not be retrieved.", headers))


def _changed(answer: Answer, change: Callable[[Json], object]) -> bytes:
    payload = json.loads(answer.body)
    return json.dumps(payload | {"entities": change(payload["entities"])}).encode()


def _entities(change: Callable[[Json], Json]) -> Fault:
    return answering(lambda answer: replace(answer, body=_changed(answer, change)))


def bad_gzip() -> Fault:
    """Send a body that begins as gzip and goes on in nonsense."""
    return _gzip(lambda packed: packed[:_GZIP_HEADER] + b"\xff" * 64)


def cut_gzip() -> Fault:
    """Send half of a gzip and call it whole; some clients take what they can unpack."""
    return _gzip(lambda packed: packed[: len(packed) // 2])


def _gzip(broken: Callable[[bytes], bytes]) -> Fault:
    async def fault(_: web.Request, answer: Answer) -> web.StreamResponse:
        headers = {**answer.headers, "Content-Encoding": "gzip"}
        return web.Response(status=answer.status, body=broken(gzip.compress(answer.body, mtime=0)), headers=headers)

    return fault


def cut_body(keep: float = 0.5) -> Fault:
    """Close the connection after this part of the body that Content-Length promised."""

    async def fault(request: web.Request, answer: Answer) -> web.StreamResponse:
        response = web.StreamResponse(status=answer.status, headers=answer.headers)
        response.content_length = len(answer.body)
        await response.prepare(request)
        await response.write(answer.body[: int(keep * len(answer.body))])
        return _close(request, response)

    return fault


def closed() -> Fault:
    """Close the connection without a word.

    Some clients try once more by themselves when the connection was not new
    or the question was a GET; then it takes two of these to be seen.
    """

    async def fault(request: web.Request, _: Answer) -> web.StreamResponse:
        return _close(request, web.Response())

    return fault


def _close(request: web.Request, response: web.StreamResponse) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.close()
    return response


def hang() -> Fault:
    """Never answer, until the client goes."""

    async def fault(_request: web.Request, _answer: Answer) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError("nobody sets the event")

    return fault


def drip(pause: float = 0.05) -> Fault:
    """Send the answer a byte at a time, and blanks for ever after it.

    Args:
        pause: Seconds between bytes.
    """

    async def fault(request: web.Request, answer: Answer) -> web.StreamResponse:
        response = web.StreamResponse(status=answer.status, headers=answer.headers)
        await response.prepare(request)
        for byte in chain(answer.body, repeat(ord(" "))):
            await response.write(bytes([byte]))
            await asyncio.sleep(pause)
        return response

    return fault
