"""Answers with a tag: what a browser has already is not sent again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

CACHED = {"Cache-Control": "no-cache"}
"""Browsers keep an answer and ask whether it still holds, which the tag of the answer says."""
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def tagged(request: Request, body: bytes, media: str, etag: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer, or that it is still the one that the browser has.

    Args:
        request: Whose ``If-None-Match`` is looked at: a star, or any number of tags. Weak ones are as good: a proxy
            that packs an answer makes its tag weak.
        body: The answer.
        media: Its media type.
        etag: Its tag, in quotation marks.
        headers: What else is said with it.
    """
    known = ",".join(request.headers.getlist("If-None-Match"))
    said = {**CACHED, "ETag": etag, **(headers or {})}
    if known.strip() == "*" or etag in _TAG.findall(known):
        return Response(status_code=304, headers=said)
    return Response(body, media_type=media, headers=said)
