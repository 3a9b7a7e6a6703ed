"""An answer that becomes a file: whole, or a part that another run can go on with."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import IO, TYPE_CHECKING, Final

from cousins.stores.download_folder import DownloadFolder, store_errors
from cousins.stores.expected_file import ExpectedFile
from cousins.transport.body import BodyError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SMALL: Final = 1 << 20
"""Bytes up to which a file is held in memory until it is complete."""
_LOOKED_AT: Final = 1024
"""Bytes in which a page says that it is one."""


class FileSink:
    """Writes an answer into a file that appears when it is complete.

    Small files wait in memory. Large ones grow in ``<name>.part``; when the
    server names their version (ETag or Last-Modified), that is noted beside
    them, and a later try or run goes on where this one stopped.

    Args:
        folder: Where the file goes.
        url: Where it comes from.
        path: Its name when it is complete.
        most: Bytes at most; None for no limit.
        expected: What may come; None to go by the address.

    Attributes:
        url: Where it comes from.
        path: Its name when it is complete.
        size: Bytes that are there.
    """

    def __init__(
        self,
        folder: DownloadFolder,
        url: str,
        path: Path,
        *,
        most: int | None = None,
        expected: ExpectedFile | None = None,
    ) -> None:
        """Write nothing yet."""
        self._folder, self._most = folder, most
        self._expected = expected or ExpectedFile(url)
        self.url = url
        self.path = path
        self._part = path.with_name(path.name + ".part")
        self._tag = path.with_name(path.name + ".part.tag")
        self._version = ""
        self._pieces: list[bytes] = []
        self._file: IO[bytes] | None = None
        self._spilled = False
        self.size = 0

    def request_headers(self) -> Mapping[str, str]:
        """Return headers that ask for what is not there yet, and for the bytes as they are."""
        self.pause()
        plain = {"Accept-Encoding": "identity", **self._expected.header}
        version = self._noted_version()
        if not version:
            return plain
        return {**plain, "Range": f"bytes={self._part.stat().st_size}-", "If-Range": version}

    def _noted_version(self) -> str:
        """Return the version of which there is a part already; empty without one."""
        if self._tag.name not in self._folder.begun:
            return ""
        try:
            url, version = json.loads(self._tag.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return str(version) if url == self.url and self._part.exists() else ""

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Go on with the part if the server does, else begin anew."""
        self._pieces, self.size = [], 0
        if headers.get("Content-Encoding", "identity").lower() != "identity":
            raise BodyError("answered in an encoding that was not asked for", again=False)
        if status in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
            self._expected.check_head(headers.get("Content-Type", ""))
        if status == HTTPStatus.PARTIAL_CONTENT:
            self._go_on(headers.get("Content-Range", ""))
            return
        self.discard()
        if status != HTTPStatus.OK:
            raise BodyError("has another version of the file now")
        self._version = _version(headers)

    def _go_on(self, content_range: str) -> None:
        with store_errors(self._part):
            there = self._part.stat().st_size if self._part.exists() else 0
        if not content_range.startswith(f"bytes {there}-"):
            self.discard()
            raise BodyError("sent another part of the file than was asked for")
        with store_errors(self._part):
            self._file = self._part.open("ab")
        self._spilled = True
        self.size = there

    def write(self, chunk: bytes) -> None:
        """Keep the bytes, in memory while they are few.

        Raises:
            BodyError: They are too many, or not what was asked for.
            StoreError: They cannot be written.
        """
        self.size += len(chunk)
        if self._most is not None and self.size > self._most:
            raise BodyError(f"answered more than {self._most:,} bytes", again=False)
        if self._file is None:
            self._pieces.append(chunk)
            if self.size > SMALL:
                self._spill()
            return
        with store_errors(self._part):
            self._file.write(chunk)

    def _spill(self) -> None:
        self._check()
        with store_errors(self._part):
            if self._version:
                self._tag.write_text(json.dumps([self.url, self._version]), encoding="utf-8")
                self._folder.begun.add(self._tag.name)
            self._file = self._part.open("wb")
            self._file.writelines(self._pieces)
        self._pieces, self._spilled = [], True

    def finish(self) -> bytes:
        """Take note that all bytes are there; `keep` does the rest, in its own time.

        Raises:
            BodyError: They are not what was asked for.
        """
        if not self._spilled:
            self._check()
        self.pause()
        return b""

    def _check(self) -> None:
        self._expected.check_body(b"".join(self._pieces[:_LOOKED_AT])[:_LOOKED_AT], self.size)

    def keep(self) -> None:
        """Give the file its name.

        Raises:
            StoreError: It cannot be written.
        """
        if not self._spilled:
            with store_errors(self._part), self._part.open("wb") as file:
                file.writelines(self._pieces)
        self._folder.complete(self.url, self.path.name, self.size)
        with store_errors(self.path):
            self._part.replace(self.path)
            if self._spilled:
                self._tag.unlink(missing_ok=True)
        self._pieces = []

    def pause(self) -> None:
        """Close the part, so that another try or run can go on."""
        if self._file:
            with store_errors(self._part):
                self._file.close()
            self._file = None

    def give_up(self) -> None:
        """Leave a part that another run can go on with, and no other."""
        self.pause()
        if self._spilled and not self._noted_version():
            self.discard()

    def discard(self) -> None:
        """Forget the part, if there is one."""
        self.pause()
        if self._spilled or self._tag.name in self._folder.begun:
            with store_errors(self._part):
                self._tag.unlink(missing_ok=True)
                self._part.unlink(missing_ok=True)
            self._folder.begun.discard(self._tag.name)
        self._spilled = False


def _version(headers: Mapping[str, str]) -> str:
    """Return what tells a file's versions apart to the byte; empty when the server does not say (RFC 9110, 13.1.5)."""
    tag = headers.get("ETag", "")
    return headers.get("Last-Modified", "") if not tag or tag.startswith("W/") else tag
