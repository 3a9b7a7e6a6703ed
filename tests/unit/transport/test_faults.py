"""The table of faults: each ends in the right answer or in one clear line, over real sockets."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from dataclasses import dataclass

import pytest
from unit.transport.wire import DRIP, GOOD, HANG, FakeTime, client, http, wire, zipped

from cousins.errors import RateLimitError, SourceAnswerError, SourceError, SourceTimeoutError

MAXLAG = b'{"error":{"code":"maxlag","info":"Waiting for a database server: 12.4 seconds lagged.","lag":12.4}}'
MAXLAG_AS_LIST = b'{"errors":[{"code":"maxlag","data":{"lag":12}}]}'
HTML = b"<!DOCTYPE html><title>Error</title><script>var p = '<p>no</p>'</script><p>Our servers <b>rest</b>.\n</p>"
DAY = "Sun, 22 Nov 2026 10:00"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
NO_LENGTH = HEAD + b'Connection: close\r\n\r\n{"entities": {"Q1'
JAVA = (
    b"SPARQL-QUERY: queryStr=SELECT * {}\njava.util.concurrent.ExecutionException: "
    b"org.openrdf.query.QueryInterruptedException: java.util.concurrent.TimeoutException: too long\n\tat com.x.Y(Z:1)\n"
)


def page(status: str, body: bytes = HTML, **headers: str) -> bytes:
    return http(body, status, **{"Content_Type": "text/html", **headers})


def api(code: str, info: str, **headers: str) -> bytes:
    return http(json.dumps({"error": {"code": code, "info": info}}).encode(), MediaWiki_API_Error=code, **headers)


def moved(location: str, status: str = "302 Found") -> bytes:
    return http(b"", status, Location=location)


@dataclass(frozen=True)
class Row:
    """What the server says, and what comes of it.

    `requests` is how often it was asked, `waits` the shortest that the client waited in all.
    """

    scripts: tuple[bytes | list[bytes | str], ...]
    requests: int
    error: type[SourceError] | None = None
    line: str = ""
    waits: float = 0


ME = "me@example.org"
TOO_MANY = "429 Too Many Requests"
LAGGING = http(MAXLAG, Retry_After="5", X_Database_Lag="12", MediaWiki_API_Error="maxlag")
ANSWER = SourceAnswerError
TABLE = {
    "429 with seconds to wait": Row((page(TOO_MANY, Retry_After="7"), http()), 2, waits=7),
    "429 with a date to wait for": Row(
        (page(TOO_MANY, Retry_After=f"{DAY}:20 GMT", Date=f"{DAY}:00 GMT"), http()), 2, waits=20
    ),
    "429 with a date that is past": Row(
        (page(TOO_MANY, Retry_After=f"{DAY}:00 GMT", Date=f"{DAY}:20 GMT"), http()), 2, waits=1
    ),
    "429 without a word": Row((page(TOO_MANY), http()), 2, waits=5),
    "429 with nonsense to wait for": Row((page(TOO_MANY, Retry_After="soon"), http()), 2, waits=5),
    "429 with less than nothing to wait": Row((page(TOO_MANY, Retry_After="-7"), http()), 2, waits=5),
    "429 with no time to wait": Row((page(TOO_MANY, Retry_After="0"), http()), 2, waits=1),
    "429 again and again with a second to wait": Row(
        (page(TOO_MANY, Retry_After="1"),), 5, RateLimitError, "answered 429 Too Many Requests", waits=60
    ),
    "429 for a day": Row((page(TOO_MANY, Retry_After="86400"),), 1, RateLimitError, "again in 86400 s"),
    "429 for a year": Row((page(TOO_MANY, Retry_After="31536000"),), 1, RateLimitError, "again in 31536000 s"),
    "429 for ever": Row((page(TOO_MANY, Retry_After="9" * 400),), 1, RateLimitError, "again in 999999999 s"),
    "maxlag with status 200": Row((LAGGING, LAGGING, http()), 3, waits=15),
    "maxlag without its header": Row((http(MAXLAG), http()), 2, waits=5),
    "maxlag as a list of errors": Row((http(MAXLAG_AS_LIST), http()), 2, waits=5),
    "maxlag behind a warning": Row((http(b'{"warnings":{"main":"old"},' + MAXLAG[1:]), http()), 2, waits=5),
    "maxlag for ever": Row((LAGGING,), 7, ANSWER, "12.4 seconds lagged. (maxlag) (tried 7 times)", waits=60),
    "closed for maintenance": Row((api("readonly", "The wiki is read-only."), http()), 2, waits=5),
    "too many requests with status 200": Row((api("ratelimited", "Wait."), http()), 2, waits=5),
    "internal error with status 200": Row((http(b"{}", MediaWiki_API_Error="internal_api_error_X"), http()), 2),
    "a closed wiki": Row(
        (api("readapidenied", "You need read permission to use this module."),),
        1,
        ANSWER,
        "says: You need read permission to use this module. (readapidenied)",
    ),
    "an id that it cannot read": Row((api("no-such-entity", "Could not find X1."),), 1, ANSWER, "find X1. (no-such-en"),
    "an error that nobody knows": Row((api("ä", "Etwas\r\n\x1b[31m fehlt"),), 1, ANSWER, "says: Etwas [31m fehlt (ä)"),
    "an error without a sentence": Row((http(b'{"error":{"code":"odd"}}'),), 1, ANSWER, "says: odd"),
    "an error in a header only": Row((http(b"{}", MediaWiki_API_Error="odd"),), 1, ANSWER, "there was an error (odd)"),
    "an error as long as a book": Row((api("long", "word " * 10_000),), 1, ANSWER, "says: word word"),
    "401": Row((page("401 Unauthorized"),), 1, ANSWER, "refuses this client (401 Unauthorized: Our servers rest .)"),
    "403": Row((page("403 Forbidden", b""),), 1, ANSWER, "refuses this client (403 Forbidden); is the contact right?"),
    "404": Row((page("404 Not Found", b"<p>No Q77.</p>"),), 1, ANSWER, "answered 404 Not Found: No Q77."),
    "404 in gzip": Row(
        (page("404 Not Found", gzip.compress(b"<h1>None</h1>"), Content_Encoding="gzip"),), 1, ANSWER, "Found: None"
    ),
    "400 in plain text": Row(
        (http(JAVA, "400 Bad", Content_Type="text/plain"),), 1, ANSWER, "TimeoutException: too lo"
    ),
    "400 in JSON": Row(
        (http(b'{"exception": "Invalid SPARQL query"}', "400 Bad"),), 1, ANSWER, "Request: Invalid SPARQ"
    ),
    "404 that never ends": Row(([http(b"", "404 No", length=9), DRIP],), 1, ANSWER, "answered 404 Not Found"),
    "410": Row((page("410 Gone", b"<p></p>"),), 1, ANSWER, "answered 410 Gone"),
    "415": Row((page("415 Unsupported", b"\xff\xfe<"),), 1, ANSWER, "answered 415 Unsupported Media Type"),
    "204": Row((b"HTTP/1.1 204 No Content\r\n\r\n",), 1, ANSWER, "answered 204 No Content"),
    "304 though nobody has it": Row((b"HTTP/1.1 304 Not Modified\r\n\r\n",), 1, ANSWER, "answered 304 Not Modified"),
    "a status nobody knows": Row((page("799 Oops", b""),), 4 + 1, ANSWER, "answered 799 (tried 5 times)"),
    "500 once": Row((page("500 Internal Server Error"), http()), 2, waits=5),
    "500 for ever": Row((page("500 Oh"),), 5, ANSWER, "500 Internal Server Error: Our servers rest . (tried"),
    "500 of a query that took too long": Row((http(JAVA, "500 Oh"),), 5, ANSWER, "TimeoutException: too long (tried 5"),
    "501": Row((page("501 Not Implemented"),), 1, ANSWER, "answered 501 Not Implemented"),
    "502 with a page": Row((page("502 Bad Gateway"), page("502 Bad Gateway"), http()), 3, waits=15),
    "503 with seconds to wait": Row((page("503 Service Unavailable", Retry_After="9"), http()), 2, waits=9),
    "503 with a page that breaks off": Row((http(HTML, "503 No", length=999), http()), 2, waits=5),
    "504": Row((page("504 Gateway Timeout"), http()), 2, waits=5),
    "a page with status 200": Row((page("200 OK"),), 1, ANSWER, "answered text/html where JSON"),
    "a proxy's page with status 200": Row(
        (page("200 OK", Proxy_Status="p"),), 1, ANSWER, "a proxy on the way answered"
    ),
    "a proxy's refusal": Row(
        (page("403 No", X_Squid_Error="D"),), 1, ANSWER, "a proxy on the way answered 403 Forbidden"
    ),
    "a proxy that wants a password": Row(
        (page("407 No", b""),), 1, ANSWER, "a proxy on the way wants a name and a pass"
    ),
    "a page that says it is JSON": Row((http(HTML),), 4, ANSWER, "no JSON (tried 4 times)"),
    "an empty body": Row((http(b""),), 4, ANSWER, "no JSON"),
    "a body in UTF-16": Row((http('{"a": 1}'.encode("utf-16")),), 4, ANSWER, "no JSON"),
    "a body cut short once": Row(([http(GOOD[:8], length=16)], http()), 2, waits=1),
    "a body cut short for ever": Row(
        (http(GOOD[:8], length=16),), 4, ANSWER, "its answer is shorter than it said (tri"
    ),
    "JSON cut short in a whole body": Row((http(GOOD[:8]),), 4, ANSWER, "answered JSON that breaks off (tried 4"),
    "JSON with an exception in it": Row(
        (http(b'{"head": {' + JAVA),), 1, ANSWER, "broke off its answer: ExecutionExcep"
    ),
    "chunks cut short": Row((CHUNKED + b"8\r\n{'entiti", http()), 2),
    "chunks without an end": Row((CHUNKED + b"2\r\n{}\r\n",), 4, ANSWER, "last part of its answer is missing"),
    "chunks of no size": Row((CHUNKED + b"two\r\n{}\r\n0\r\n\r\n",), 4, ANSWER, "a part of its answer is damaged (tri"),
    "chunks of less than no size": Row(
        (CHUNKED + b"-2\r\n{}\r\n0\r\n\r\n",), 4, ANSWER, "a part of its answer is damaged"
    ),
    "a body without length cut short": Row((NO_LENGTH, http()), 2),
    "two lengths": Row(
        (HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",), 4, ANSWER, "no HTTP (tried 4 times)"
    ),
    "a length that is no number": Row((HEAD + b"Content-Length: two\r\n\r\n{}",), 4, ANSWER, "no HTTP (tried 4 times)"),
    "bad gzip once": Row((http(b"no gzip at all", Content_Encoding="gzip"), http()), 2),
    "bad gzip for ever": Row((http(b"no gzip", Content_Encoding="gzip"),), 4, ANSWER, "sent damaged gzip"),
    "gzip cut short in a whole body": Row((zipped(keep=20), zipped()), 2),
    "gzip in two parts": Row((http(gzip.compress(GOOD[:5]) + gzip.compress(GOOD[5:]), Content_Encoding="gzip"),), 1),
    "an encoding nobody asked for": Row((http(Content_Encoding="br"),), 1, ANSWER, "not asked for: 'br'"),
    "more than anybody wants": Row((zipped(b"[" + b" " * 5_000_000),), 1, ANSWER, "more than 1,000,000 by"),
    "silence": Row(([HANG],), 2, SourceTimeoutError, "did not answer in time, within 0.2 s; see setting timeout (tri"),
    "silence after the head": Row(([http(b"", length=9), HANG],), 2, SourceTimeoutError, "did not answer in time"),
    "silence in the body": Row(([http(b"{", length=9), HANG],), 1, SourceTimeoutError, "not sent all of its answer"),
    "an endless slow answer": Row(
        ([http(b"", length=10**9), DRIP],), 1, SourceTimeoutError, "after 0.2 s; see setting"
    ),
    "a closed door": Row((b"",), 4, ANSWER, "closed the connection without an answer (tried 4 times)"),
    "a door closed once": Row((b"", http()), 2),
    "no HTTP": Row((b"SSH-2.0-OpenSSH_9.6\r\n\r\n",), 4, ANSWER, "answered something that is no HTTP (tried 4 times)"),
    "a header that is too long": Row((http(X_Long="x" * 70_000),), 1, ANSWER, "sent a head that is too long"),
    "headers without end": Row((HEAD + b"X: y\r\n" * 20_000,), 1, ANSWER, "sent a head that is too long"),
    "a header that is none": Row((b"HTTP/1.1 200 OK\r\n: \x00\r\n\r\n",), 4, ANSWER, "no HTTP"),
    "cookies that nobody can read": Row((http(Set_Cookie="(\x01=;;; a b=c"),), 1),
    "a redirect in circles": Row((moved("/again", "301 Moved Permanently"),), 6, ANSWER, "sends on and on"),
    "a redirect to a file": Row((moved("file:///etc/passwd"),), 1, ANSWER, "no web address"),
    "a redirect to nowhere": Row((page("302 Found"),), 1, ANSWER, "sends on without saying where"),
    "a redirect to half an address": Row((moved("http://["),), 1, ANSWER, "which is no web address"),
    "a redirect to no host": Row((moved("http://"),), 6, ANSWER, "sends on and on"),
    "a redirect to a port that is none": Row((moved("http://a.example:99999/"),), 1, ANSWER, "which is no web address"),
    "a redirect to a host that is none": Row(
        (moved(f"http://{'a' * 70}.example/"),), 1, ANSWER, "is no address that can"
    ),
    "a redirect in bytes": Row((b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nLocation: /\xff\xe9\r\n\r\n", http()), 2),
    "a redirect": Row((moved("/there", "301 Moved Permanently"), http()), 2),
}
OURS = re.compile(r"[A-Z]\w+(Error|Exception)\b|aiohttp|errno|\[Errno|<[A-Z]|0x[0-9a-f]{6}|ssl:|\('")
"""What is no word for people, unless the server says it."""


async def fetch_all(row: Row) -> tuple[bytes | SourceError, int, float]:
    time, first = FakeTime(), row.scripts[0]
    seconds = 0.2 if isinstance(first, list) and first[-1] in {HANG, DRIP} else 10
    async with wire(*row.scripts) as server, client(time, timeout=seconds, contact=ME) as asker:
        try:
            answer: bytes | SourceError = (await asker.fetch(server.url, json=True, most=1_000_000)).body
        except SourceError as error:
            answer = error
    return answer, len(server.heads), time.now - 1000


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_every_fault_ends_in_the_right_answer_or_one_clear_line(row, caplog):
    answer, requests, waited = asyncio.run(fetch_all(row))
    assert not caplog.records, "libraries have nothing to say to people"
    if row.error is None:
        assert answer == GOOD
    else:
        assert type(answer) is row.error
        assert row.line in str(answer)
        assert str(answer).isprintable()
        assert len(str(answer)) < 400
        assert not OURS.search(str(answer).replace("Exception: ", ""))
    assert requests == row.requests
    assert waited >= row.waits


def test_a_long_rate_limit_says_how_long():
    answer, _, waited = asyncio.run(fetch_all(TABLE["429 for a day"]))
    assert answer.retry_after == 86_400
    assert waited == 0


def test_a_refusal_keeps_its_status():
    answer, _, _ = asyncio.run(fetch_all(TABLE["403"]))
    assert answer.status == 403
