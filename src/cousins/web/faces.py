"""Portraits on pages: brought by one search at a time for all who look meanwhile, and kept."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext, suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from cousins.errors import CousinsError
from cousins.web.keeping import Keeping
from cousins.web.leaving import until_gone
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from starlette.requests import Request

    from cousins.drawing import Portrait
    from cousins.web.desks import Desks

_AT_ONCE: Final = 16
"""People whose portraits one search looks for: two lists of suggestions, so few that others soon have a turn."""
_MOST_WAITING: Final = 200
_MOST_KEPT: Final = 32 * 1024 * 1024
"""Bytes of portraits that are kept in memory; on the disk there are more."""
_KEPT_FOR: Final = 86_400.0
_NONE_FOR: Final = 600.0
"""Seconds in which it is not looked again for a portrait that there was not."""
_MOST_WITHOUT: Final = 10_000
_SOON: Final = 2.0
"""Seconds that a page waits for a portrait that it has not shown yet; the next one has it."""
_HEADERS: Final = {"Cache-Control": "private, max-age=3600", "Content-Security-Policy": "default-src 'none'; sandbox"}


class Faces:
    """The portraits of the people of the source that is served.

    They come from Wikimedia Commons through this process, so that no visitor's browser asks anybody else; visitors'
    own families have none, since nothing of them is told to anybody.

    Args:
        desks: Who answers.
    """

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self._kept: Keeping[Portrait] = Keeping(_MOST_KEPT, _KEPT_FOR, lambda portrait: len(portrait.image))
        self._without: Keeping[bool] = Keeping(_MOST_WITHOUT, _NONE_FOR)
        self._wanted: dict[str, asyncio.Future[Portrait | None]] = {}
        self._search: asyncio.Task[None] | None = None

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [Route("/portrait/{id}", self._sent, methods=["GET"])]

    async def of(self, person: str) -> Portrait | None:
        """Return a portrait, None where there is none, or where too many wait for theirs."""
        if (kept := self._kept.get(person)) is not None:
            return kept
        if not is_item_id(person) or self._without.get(person):
            return None
        if person not in self._wanted:
            if len(self._wanted) >= _MOST_WAITING:
                return None
            self._wanted[person] = asyncio.get_running_loop().create_future()
            if self._search is None or self._search.done():
                self._search = asyncio.ensure_future(self._bring())
        return await asyncio.shield(self._wanted[person])

    async def soon(self, person: str) -> Portrait | None:
        """Return a portrait if it is there at once or soon; else the search for it goes on, for who comes next."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SOON):
                return await self.of(person)
        return None

    async def stopped(self) -> None:
        """Give up the search."""
        if self._search is not None:
            self._search.cancel()
            await asyncio.gather(self._search, return_exceptions=True)

    async def _bring(self) -> None:
        """Look for all who are wanted, the first few, then who came meanwhile, until nobody is left."""
        desk = self._desks.common
        try:
            while people := list(islice(self._wanted, _AT_ONCE)):
                found: dict[str, Portrait] = {}
                with suppress(CousinsError):
                    # Whoever waits for an answer of a live source goes first.
                    async with desk.gate.passed(patient=True) if desk.explorer.live else nullcontext():
                        found = await desk.explorer.portraits_of(people)
                for person in people:
                    self._tell(person, found.get(person))
        finally:
            for person in list(self._wanted):
                self._tell(person, None)

    def _tell(self, person: str, portrait: Portrait | None) -> None:
        if portrait is None:
            self._without.put(person, value=True)
        else:
            self._kept.put(person, portrait)
        self._wanted.pop(person).set_result(portrait)

    async def _sent(self, request: Request) -> Response:
        if self._desks.own(request) is not None:
            raise HTTPException(404)
        portrait = await until_gone(request, self.of(request.path_params["id"]))
        if portrait is None:
            raise HTTPException(404)
        return Response(portrait.image, media_type=portrait.media, headers=_HEADERS)
