"""Connections that nobody can hold open for nothing: half-sent requests, huge heads, readers who never read."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from cousins.web.problems import MEDIA, Problem

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

REQUEST_WITHIN = 15.0
"""Seconds in which the head of a request must have come."""
READ_WITHIN = 60.0
"""Seconds in which a client must take some of what waits for it."""
_LEAST_TAKEN = 64 * 1024
"""Bytes of it that are some."""
LARGEST_HEAD = 64 * 1024
"""Bytes of a request's first line and headers."""
_MOST_IN_A_ROW = 16
"""Requests that may wait on a connection for the answer to one before them; browsers send none."""
_LINGER = 2.0
"""Seconds in which a client may still read why nothing more is taken from it."""


class Connection(HttpToolsProtocol):
    """A connection of uvicorn's, with bounds that uvicorn leaves to proxies.

    uvicorn closes idle connections between requests (`timeout_keep_alive`), but waits for ever for the rest of a
    request, takes heads of any size, and waits for ever until somebody reads an answer.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 (uvicorn's own)
        """Begin without anything read."""
        super().__init__(*arguments, **options)
        self._head = 0
        self._in_body = self._deaf = False
        self._late: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to count the time."""
        super().connection_made(transport)
        # Whatever waits for the client counts as waiting, so that no answer, however short, is held for ever.
        transport.set_write_buffer_limits(high=0)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting."""
        self._expect_nothing()
        self._read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless the head of a request grows too large."""
        # In pieces: one that ends within the head has at most as many bytes as a head may have.
        while data and not self._deaf:
            piece = data
            if not self._in_body:
                piece = data[: LARGEST_HEAD - self._head]
                if self._late is None and self._is_idle():
                    # Line ends between requests begin none, and must not keep the connection either.
                    self._expect()
            data = data[len(piece) :]
            super().data_received(piece)
            if self.transport.is_closing():
                return
            if not self._in_body and self._late is not None:
                self._head += len(piece)
                if self._head >= LARGEST_HEAD:
                    self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "first line and headers are over 64 kB")

    def on_message_begin(self) -> None:
        """Begin a request, which may be one of several in a row."""
        super().on_message_begin()
        self._head = 0
        if self._late is None:
            self._expect()

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._expect_nothing()
        self._in_body = True
        if not self.url.startswith((b"/", b"*")):
            # Of a whole address in the first line its host counts, whatever else is said (RFC 9112, 3.2.2).
            host = urlsplit(self.url).netloc
            self.headers[:] = [(name, value) for name, value in self.headers if name != b"host"] + [(b"host", host)]
        if len(self.pipeline) >= _MOST_IN_A_ROW:
            self.transport.abort()
            return
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait for the next request."""
        self._in_body = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Take no body that nobody wants any more."""
        super().on_response_complete()
        if self._in_body and self._is_idle() and not self.transport.is_closing():
            self._close_soon()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 (uvicorn's words are shorter than ours)
        """Refuse what is no request."""
        self._refuse(HTTPStatus.BAD_REQUEST, "that is no HTTP request")

    def pause_writing(self) -> None:
        """Wait until the client reads, but not for ever."""
        super().pause_writing()
        if self._stuck is None:
            self._wait_for_reader()

    def resume_writing(self) -> None:
        """Go on writing."""
        self._read()
        super().resume_writing()

    def _wait_for_reader(self) -> None:
        self._unread = self.transport.get_write_buffer_size()
        self._stuck = self.loop.call_later(READ_WITHIN, self._reads_still)

    def _reads_still(self) -> None:
        """Give up a client that took next to nothing; one on a slow line has its time."""
        if self._unread - self.transport.get_write_buffer_size() < _LEAST_TAKEN:
            self.transport.abort()
        else:
            self._wait_for_reader()

    def _read(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        body = msgspec.json.encode(Problem("about:blank", status.phrase, status, detail))
        head = f"HTTP/1.1 {status} {status.phrase}\r\ncontent-type: {MEDIA}\r\ncontent-length: {len(body)}"
        self.transport.write(f"{head}\r\nconnection: close\r\n\r\n".encode() + body)
        self._close_soon()

    def _close_soon(self) -> None:
        # Closed at once, with bytes of the client unread, it would be reset, and the client might never read why.
        self._expect_nothing()
        self._unset_keepalive_if_required()
        self._deaf = True
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(_LINGER, self.transport.abort)

    def _is_idle(self) -> bool:
        """Return whether no answer is under way."""
        last: RequestResponseCycle | None = self.cycle
        return last is None or last.response_complete

    def _expect(self) -> None:
        self._head = 0
        self._late = self.loop.call_later(REQUEST_WITHIN, self.transport.close)

    def _expect_nothing(self) -> None:
        self._head = 0
        if self._late is not None:
            self._late.cancel()
            self._late = None
