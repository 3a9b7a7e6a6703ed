"""Connections that nobody can hold open for nothing: half-sent requests, huge headers, readers who never read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio

REQUEST_WITHIN = 15.0
"""Seconds in which the head of a request must have come."""
READ_WITHIN = 60.0
"""Seconds in which a client must take what waits for it."""
LARGEST_HEAD = 64 * 1024
"""Bytes of a request's first line and headers."""
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/problem+json\r\nconnection: close\r\n"
    b"content-length: 139\r\n\r\n"
    b'{"type":"about:blank","title":"Request Header Fields Too Large","status":431,"detail":"a request may have 64 kB '
    b'of first line and headers"}'
)


class Connection(HttpToolsProtocol):
    """A connection of uvicorn's, with bounds that uvicorn leaves to proxies.

    uvicorn closes idle connections between requests (`timeout_keep_alive`), but waits for ever for the rest of a
    request, takes heads of any size, and waits for ever until somebody reads an answer.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 (uvicorn's own)
        """Begin without anything read."""
        super().__init__(*arguments, **options)
        self._head = 0
        self._late: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to count the time."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting."""
        self._expect_nothing()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless the head of the request grows too large."""
        if self._late is not None:
            self._head += len(data)
        if self._head > LARGEST_HEAD:
            self._expect_nothing()
            self.transport.write(_TOO_LARGE)
            self.transport.close()
            return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin a request, which may be one of several in a row."""
        super().on_message_begin()
        if self._late is None:
            self._expect()

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._expect_nothing()
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Wait until the client reads, but not for ever."""
        super().pause_writing()
        if self._stuck is None:
            self._stuck = self.loop.call_later(READ_WITHIN, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing."""
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None
        super().resume_writing()

    def _expect(self) -> None:
        self._head = 0
        self._late = self.loop.call_later(REQUEST_WITHIN, self.transport.close)

    def _expect_nothing(self) -> None:
        self._head = 0
        if self._late is not None:
            self._late.cancel()
            self._late = None
