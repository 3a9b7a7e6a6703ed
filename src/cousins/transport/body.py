"""What becomes of an answer's bytes: a body in memory, inflated and checked."""

from __future__ import annotations

import zlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Protocol

from cousins.transport.server_words import exception_named

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES: Final = 256 * 1024 * 1024
"""Bytes of one answer that are kept in memory, inflated."""
_GZIP: Final = 31
_STEP: Final = 1 << 20
_TAIL: Final = 16_384


class BodyError(Exception):
    """The bytes are not what they should be: inside the transport only.

    Attributes:
        again: Whether another try may help.
    """

    def __init__(self, reason: str, *, again: bool = True) -> None:
        """Say what is wrong, fit to follow the name of the host."""
        self.again = again
        super().__init__(reason)


class Sink(Protocol):
    """Takes an answer's bytes as they come."""

    def request_headers(self) -> Mapping[str, str]:
        """Return the headers to send, before every try."""
        ...

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Begin anew with a fresh answer."""
        ...

    def write(self, chunk: bytes) -> None:
        """Take the next bytes.

        Raises:
            BodyError: They are damaged, or too many.
        """
        ...

    def finish(self) -> bytes:
        """Return the body; empty when it went somewhere else.

        Raises:
            BodyError: It is not complete.
        """
        ...


class Body:
    """A body in memory.

    Gzip is inflated here and not in the client library, because that takes a
    gzip stream that was cut short for a whole one.

    Args:
        json: Whether it must be JSON.
        most: Bytes at most, inflated.
    """

    def __init__(self, *, json: bool = False, most: int = MOST_BYTES) -> None:
        """Start without bytes."""
        self._json = json
        self._most = most
        self._pieces: list[bytes] = []
        self._size = 0
        self._inflate: zlib._Decompress | None = None
        self._empty = True
        self._check = False

    def request_headers(self) -> Mapping[str, str]:
        """Return the header that asks for gzip, always."""
        return {"Accept-Encoding": "gzip"}

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Look at the headers: is this what was asked for, and how is it packed?"""
        self._pieces, self._size, self._empty = [], 0, True
        self._check = self._json and status == HTTPStatus.OK
        if self._check:
            kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if kind and "json" not in kind:
                raise BodyError(f"answered {kind[:40]} where JSON was asked for", again=False)
        packed = headers.get("Content-Encoding", "identity").strip().lower()
        if packed not in {"identity", "gzip", "x-gzip"}:
            raise BodyError(f"answered in an encoding that was not asked for: {packed[:20]!r}", again=False)
        self._inflate = None if packed == "identity" else zlib.decompressobj(_GZIP)

    def write(self, chunk: bytes) -> None:
        """Keep the bytes, inflated."""
        self._empty = self._empty and not chunk
        if self._inflate is None:
            self._keep(chunk)
            return
        try:
            # In steps, so that a small answer that inflates without end is noticed before it fills the memory.
            while chunk:
                self._keep(self._inflate.decompress(chunk, _STEP))
                chunk = self._inflate.unconsumed_tail
                if self._inflate.eof:  # another gzip stream may follow
                    chunk = self._inflate.unused_data
                    self._inflate = zlib.decompressobj(_GZIP) if chunk else self._inflate
        except zlib.error as error:
            raise BodyError("sent damaged gzip") from error

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._most:
            raise BodyError(f"answered more than {self._most:,} bytes", again=False)
        self._pieces.append(piece)

    def finish(self) -> bytes:
        """Return the whole body."""
        if self._inflate and not self._inflate.eof and not self._empty:
            raise BodyError("sent gzip that breaks off")
        body = b"".join(self._pieces)
        if self._check:
            check_json(body)
        return body


def check_json(body: bytes) -> None:
    """Check in no time that JSON was not cut off or replaced by a page.

    Raises:
        BodyError: It does not begin or does not end as JSON does.

    Example:
        >>> check_json(b'{"entities": {}}')
    """
    if body.lstrip()[:1] not in {b"{", b"["}:
        raise BodyError("answered something that is no JSON")
    if body.rstrip()[-1:] not in {b"}", b"]"}:
        # A query service that runs out of time in the middle writes its exception behind half the JSON.
        said = exception_named(body[-_TAIL:].decode("utf-8", "replace"))
        raise BodyError(f"broke off its answer: {said}" if said else "answered JSON that breaks off", again=not said)
