"""Bringing one's own family file: taken in pieces with bounds, read, and deleted before the answer is given."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from cousins.errors import FormatError, UnknownFormatError
from cousins.family.living import Living
from cousins.formats import ENDINGS
from cousins.plain import harmless
from cousins.web.desks import cookie_of, path_of
from cousins.web.guard import is_own
from cousins.web.leaving import until_gone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from cousins.web.own_files import OwnFile, OwnFiles

PIECE_WITHIN = 20.0
"""Seconds in which more of a file must come."""
WHOLE_WITHIN = 900.0
"""Seconds in which all of it must."""
_MOST_COMING = 4
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
_NO_NAME = re.compile(r'[/\\:*?"<>|]')
ACCEPTED = ",".join(ending for ending, (form, _) in ENDINGS.items() if form not in {"", "csv", "parquet"})
"""The endings of what can be brought: what stands in one file."""


class FileRoutes:
    """What a page of this process can do with its visitor's file.

    Args:
        files: Where it is kept.
    """

    def __init__(self, files: OwnFiles) -> None:
        self._files = files
        self._coming = 0

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/files", self._brought, methods=["POST"]),
            Route("/files/here", self._here, methods=["POST"]),
            Route("/files/left", self._left, methods=["POST"]),
            Route("/files/forget", self._forget, methods=["POST"]),
        ]

    async def _brought(self, request: Request) -> Response:
        """Take a file: its bytes are the body, ``name`` its name, ``living`` may be ``hide`` or ``initials``."""
        self._check(request)
        name, living = self._asked(request)
        before = request.cookies.get(cookie_of(request), "")
        async with self._kept_for_a_while(request, name, before) as path:
            try:
                own = await until_gone(request, self._files.read(path, name, living, before))
            except FormatError as error:
                # The visitor knows the file by its name, and not where it was for a moment.
                told = str(error).replace(f"{path.parent}/", "").replace(f"{path.parent}\\", "")
                raise HTTPException(422, told) from None
        answer = Response(msgspec.json.encode(_told(own)), 201, media_type="application/json")
        answer.set_cookie(
            cookie_of(request),
            own.key,
            path=path_of(request),
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    async def _here(self, request: Request) -> Response:
        """Note that a page is still open."""
        self._check(request)
        return Response(msgspec.json.encode(_told(self._files.find(self._key(request)))), media_type="application/json")

    async def _left(self, request: Request) -> Response:
        """Note that a page was left."""
        self._check(request)
        self._files.left(self._key(request))
        return Response(status_code=204)

    async def _forget(self, request: Request) -> Response:
        """Forget the file, and go back to the beginning."""
        self._check(request)
        self._files.forget(self._key(request))
        answer = RedirectResponse(path_of(request), 303)
        answer.delete_cookie(cookie_of(request), path=path_of(request))
        return answer

    def _key(self, request: Request) -> str:
        return request.cookies.get(cookie_of(request), "")

    def _check(self, request: Request) -> None:
        """Return if a request comes from a page of this process, and straight from the machine where that is needed."""
        if self._files.rules.direct and any(name in request.headers for name in _FORWARDED):
            raise HTTPException(403, "files are taken without a proxy only; cousins serve --allow-files allows it")
        if not is_own(request.headers):
            raise HTTPException(403, "only a page of this site may do that")

    @staticmethod
    def _asked(request: Request) -> tuple[str, str | None]:
        """Return what a file is called, and how the living are shown."""
        asked = dict(request.query_params)
        living = asked.pop("living", None)
        name = safe_name(asked.pop("name", ""))
        if asked or living not in {None, *(each.value for each in Living)}:
            raise HTTPException(400, "a file has a `name`, and `living` may be hide or initials")
        if Path(name).suffix.lower() not in ACCEPTED.split(","):
            refused = f"what ends so is not read here; pick one of {ACCEPTED}, since a family comes in one file"
            raise HTTPException(422, str(UnknownFormatError(name, refused)))
        return name, living

    @asynccontextmanager
    async def _kept_for_a_while(self, request: Request, name: str, before: str) -> AsyncIterator[Path]:
        """Keep the body of a request in a file for as long as it is read."""
        if self._coming >= _MOST_COMING:
            raise HTTPException(429, "other files are being brought; try again in a moment", {"Retry-After": "10"})
        self._coming += 1
        try:
            with TemporaryDirectory(prefix="cousins-") as folder:
                self._files.folders.add(Path(folder))
                try:
                    path = Path(folder, name)
                    await self._write(request, path, before)
                    yield path
                finally:
                    self._files.folders.discard(Path(folder))
        finally:
            self._coming -= 1

    async def _write(self, request: Request, path: Path, before: str) -> None:
        most = self._files.rules.most
        told = request.headers.get("content-length", "")
        size = int(told) if told.isascii() and told.isdigit() else 0
        self._check_size(size, most)
        self._files.room(size, before)
        came = 0
        try:
            async with asyncio.timeout(WHOLE_WITHIN):
                with path.open("wb") as file:
                    while True:
                        message = await asyncio.wait_for(request.receive(), PIECE_WITHIN)
                        if message["type"] == "http.disconnect":
                            raise ClientDisconnect
                        came += file.write(message.get("body", b""))
                        self._check_size(came, most)
                        if not message.get("more_body"):
                            break
        except TimeoutError:
            raise HTTPException(408, "the file did not come in time; bring it again") from None
        except OSError as error:
            raise HTTPException(507, f"the file cannot be kept for reading ({error.strerror})") from None
        self._files.room(came, before)

    @staticmethod
    def _check_size(size: int, most: int | None) -> None:
        if most is not None and size > most:
            allows = "the setting max_bytes (COUSINS_MAX_BYTES) allows more"
            raise HTTPException(413, f"the file has more than {most:,} bytes; {allows}")


def safe_name(name: str) -> str:
    r"""Return the name of a file without what a file system, a page or a terminal would stumble over.

    Example:
        >>> safe_name("../../etc/pass\x00wd\u202e.ged"), safe_name("")
        ('etcpass wd.ged', 'family')
    """
    plain = harmless(_NO_NAME.sub("", name)).lstrip("-. ").strip()
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:50]}.{ending[:12]}" if dot and stem.strip(".") else plain[:50].strip(".")) or "family"


def _told(own: OwnFile) -> dict[str, object]:
    return {"name": own.name, "people": own.people, "troubles": own.troubles, "living": own.living}
