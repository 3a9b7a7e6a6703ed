"""What went wrong, in the one shape that the API has for it: problem details (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from cousins.errors import (
    AmbiguousNameError,
    CousinsError,
    EntityIdError,
    FormatError,
    PersonNotFoundError,
    RateLimitError,
    SettingsError,
    SourceError,
    SourceTimeoutError,
    TooLargeError,
)
from cousins.web.gate import BusyError
from cousins.web.jobs import GivenUpError
from cousins.web.own_files import FileForgottenError, NoRoomError

if TYPE_CHECKING:
    from starlette.requests import Request

MEDIA = "application/problem+json"
_STATUS: tuple[tuple[type[Exception], int, str], ...] = (
    (PersonNotFoundError, 404, "Nobody has that name or id"),
    (AmbiguousNameError, 409, "Several people have that name"),
    (msgspec.ValidationError, 400, "The question cannot be read"),
    (EntityIdError, 400, "That is no id"),
    (SettingsError, 400, "That cannot be asked so"),
    (BusyError, 429, "Too many questions at once"),
    (GivenUpError, 409, "The search was stopped"),
    (FileForgottenError, 410, "Your family file is gone"),
    (NoRoomError, 507, "There is no room for another family file"),
    (FormatError, 422, "The file cannot be read"),
    (TooLargeError, 422, "The answer would be too large"),
    (RateLimitError, 503, "The source asks to wait"),
    (SourceTimeoutError, 504, "The source did not answer in time"),
    (SourceError, 502, "The source could not be asked"),
    (CousinsError, 422, "There is no answer"),
)
"""For each kind of error, first of the first that fits: the status, and what it means."""


class Problem(msgspec.Struct, omit_defaults=True):
    """What went wrong, as problem details say it.

    Attributes:
        type: A URI of the kind of problem; ``about:blank`` where the status says it all.
        title: The kind of problem, in words.
        status: The HTTP status.
        detail: What it was this time, and what to do.
        candidates: Where a name may mean several people, who they are.
        suggestions: Where nobody has a name, the nearest spellings.
    """

    type: str
    title: str
    status: int
    detail: str
    candidates: list[str] = []
    suggestions: list[str] = []


def problem(error: Exception) -> Problem:
    """Return what an error means to whoever asked."""
    if isinstance(error, HTTPException):
        return Problem("about:blank", HTTPStatus(error.status_code).phrase, error.status_code, error.detail)
    status, title = next((status, title) for kind, status, title in _STATUS if isinstance(error, kind))
    return Problem(
        type="about:blank",
        title=title,
        status=status,
        detail=str(error),
        candidates=list(getattr(error, "candidates", ())),
        suggestions=list(getattr(error, "suggestions", ())),
    )


def headers_of(error: Exception) -> dict[str, str]:
    """Return what the headers say of an error: when to come again, and what the HTTP error itself wants said."""
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if isinstance(error, BusyError | RateLimitError) and error.retry_after:
        headers["Retry-After"] = str(int(error.retry_after) + 1)
    return headers


async def refuse(_: Request, error: Exception) -> Response:
    """Return an error as an answer of the API."""
    told = problem(error)
    return Response(msgspec.json.encode(told), told.status, headers=headers_of(error), media_type=MEDIA)
