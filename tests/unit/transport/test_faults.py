"""The table of faults: each ends in the right answer or in one clear line, over real sockets."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass

import pytest
from unit.transport.wire import DRIP, GOOD, HANG, FakeTime, client, http, wire, zipped

from cousins.errors import RateLimitError, SourceAnswerError, SourceError, SourceTimeoutError

MAXLAG = b'{"error":{"code":"maxlag","info":"Waiting for a database server: 12.4 seconds lagged.","lag":12.4}}'
MAXLAG_AS_LIST = b'{"errors":[{"code":"maxlag","data":{"lag":12}}]}'
HTML = b"<!DOCTYPE html><title>Error</title>"
DAY = "Sun, 22 Nov 2026 10:00"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{'entiti"
NO_LENGTH = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{"entities": {"Q1'


def page(status: str, **headers: str) -> bytes:
    return http(HTML, status, Content_Type="text/html", **headers)


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


TOO_MANY = "429 Too Many Requests"
LAGGING = http(MAXLAG, Retry_After="5", X_Database_Lag="12", MediaWiki_API_Error="maxlag")
TABLE = {
    "429 with seconds to wait": Row((page(TOO_MANY, Retry_After="7"), http()), 2, waits=7),
    "429 with a date to wait for": Row(
        (page(TOO_MANY, Retry_After=f"{DAY}:20 GMT", Date=f"{DAY}:00 GMT"), http()), 2, waits=20
    ),
    "429 without a word": Row((page(TOO_MANY), http()), 2, waits=5),
    "429 with nonsense to wait for": Row((page(TOO_MANY, Retry_After="soon"), http()), 2, waits=5),
    "429 for ever": Row((page(TOO_MANY, Retry_After="1"),), 5, RateLimitError, "limits how often", waits=4),
    "429 for a day": Row((page(TOO_MANY, Retry_After="86400"),), 1, RateLimitError, "again in 86400 s"),
    "maxlag with status 200": Row((LAGGING, LAGGING, http()), 3, waits=15),
    "maxlag without its header": Row((http(MAXLAG), http()), 2, waits=5),
    "maxlag as a list of errors": Row((http(MAXLAG_AS_LIST), http()), 2, waits=5),
    "maxlag for ever": Row((LAGGING,), 10, SourceAnswerError, "databases lag behind (tried 10 times)", waits=60),
    "internal error with status 200": Row((http(MAXLAG, MediaWiki_API_Error="internal_api_error_X"), http()), 2),
    "403": Row((page("403 Forbidden"),), 1, SourceAnswerError, "refuses this client (403 Forbidden)"),
    "404": Row((page("404 Not Found"),), 1, SourceAnswerError, "answered 404 Not Found"),
    "400": Row((page("400 Bad Request"),), 1, SourceAnswerError, "answered 400 Bad Request"),
    "a status nobody knows": Row((page("799 Oops"),), 4 + 1, SourceAnswerError, "answered 799"),
    "500 once": Row((page("500 Internal Server Error"), http()), 2, waits=5),
    "500 for ever": Row((page("500 Internal Server Error"),), 5, SourceAnswerError, "500 Internal Server Error (tried"),
    "502 with a page": Row((page("502 Bad Gateway"), page("502 Bad Gateway"), http()), 3, waits=15),
    "503 with seconds to wait": Row((page("503 Service Unavailable", Retry_After="9"), http()), 2, waits=9),
    "a page with status 200": Row((page("200 OK"),), 1, SourceAnswerError, "answered text/html where JSON"),
    "a page that says it is JSON": Row((http(HTML),), 4, SourceAnswerError, "no JSON (tried 4 times)"),
    "an empty body": Row((http(b""),), 4, SourceAnswerError, "no JSON"),
    "a body cut short once": Row(([http(GOOD[:8], length=16)], http()), 2, waits=1),
    "a body cut short for ever": Row((http(GOOD[:8], length=16),), 4, SourceAnswerError, "broke off"),
    "chunks cut short": Row((CHUNKED, http()), 2),
    "a body without length cut short": Row((NO_LENGTH, http()), 2),
    "bad gzip once": Row((http(b"no gzip at all", Content_Encoding="gzip"), http()), 2),
    "bad gzip for ever": Row((http(b"no gzip", Content_Encoding="gzip"),), 4, SourceAnswerError, "sent damaged gzip"),
    "gzip cut short in a whole body": Row((zipped(keep=20), zipped()), 2),
    "gzip in two parts": Row((http(gzip.compress(GOOD[:5]) + gzip.compress(GOOD[5:]), Content_Encoding="gzip"),), 1),
    "an encoding nobody asked for": Row((http(Content_Encoding="br"),), 1, SourceAnswerError, "not asked for: 'br'"),
    "more than anybody wants": Row((zipped(b"[" + b" " * 5_000_000),), 1, SourceAnswerError, "more than 1,000,000 by"),
    "silence": Row(([HANG],), 2, SourceTimeoutError, "did not answer in time; see setting timeout (tried 2 times)"),
    "silence after the head": Row(([http(b"", length=9), HANG],), 2, SourceTimeoutError, "did not answer in time"),
    "an endless slow answer": Row(([http(b"", length=10**9), DRIP],), 2, SourceTimeoutError, "did not answer in time"),
    "a closed door": Row((b"",), 8, SourceAnswerError, "broke off"),  # aiohttp knocks twice at such a door
    "no HTTP": Row((b"SSH-2.0-OpenSSH_9.6\r\n",), 4, SourceAnswerError, "broke off"),
    "a redirect in circles": Row(
        (http(b"", "301 Moved Permanently", Location="/again"),), 6, SourceAnswerError, "sends on and on"
    ),
    "a redirect to a file": Row(
        (http(b"", "302 Found", Location="file:///etc/passwd"),), 1, SourceAnswerError, "no web address"
    ),
    "a redirect": Row((http(b"", "301 Moved Permanently", Location="/there"), http()), 2),
}


async def fetch_all(row: Row) -> tuple[bytes | SourceError, int, float]:
    time = FakeTime()
    async with (
        wire(*row.scripts) as server,
        client(time, timeout=0.3 if row.error is SourceTimeoutError else 10) as asker,
    ):
        try:
            answer: bytes | SourceError = (await asker.fetch(server.url, json=True, most=1_000_000)).body
        except SourceError as error:
            answer = error
    return answer, len(server.heads), time.now - 1000


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_every_fault_ends_in_the_right_answer_or_one_clear_line(row):
    answer, requests, waited = asyncio.run(fetch_all(row))
    if row.error is None:
        assert answer == GOOD
    else:
        assert type(answer) is row.error
        assert row.line in str(answer)
        assert str(answer).startswith("127.0.0.1:")
        assert "\n" not in str(answer)
    assert requests == row.requests
    assert waited >= row.waits


def test_a_long_rate_limit_says_how_long():
    answer, _, waited = asyncio.run(fetch_all(TABLE["429 for a day"]))
    assert answer.retry_after == 86_400
    assert waited == 0


def test_a_refusal_keeps_its_status():
    answer, _, _ = asyncio.run(fetch_all(TABLE["403"]))
    assert answer.status == 403
