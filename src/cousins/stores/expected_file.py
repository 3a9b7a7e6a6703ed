"""Whether what comes is the file that was asked for, or a page or nothing in its stead.

Sites answer with a page, and often with status 200, where a file is gone, where somebody has to sign in,
or where a network wants its guests to agree to something first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from cousins.errors import SettingsError, quoted
from cousins.transport.body import BodyError

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPE: Final = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+", re.ASCII)
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
ANYTHING: Final = "*/*"
"""The content type that takes all that comes, empty or not."""
_BEGINNINGS: Final = (b"<!doctype html", b"<html")
_PAGE_ENDINGS: Final = frozenset(
    {
        *("asp", "aspx", "cfm", "cgi", "do", "htm", "html", "jsp", "jspx"),
        *("mhtml", "php", "php3", "phtml", "shtm", "shtml", "xht", "xhtml"),
    }
)
_ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,10})$")


class ExpectedFile:
    """What may come from an address.

    Without types that are accepted, anything may, but no empty file, and no page where the address names
    another kind of file.

    Args:
        url: The address.
        accept: Content types that are taken, with ``*`` for any part; ``*/*`` takes all that comes, empty or not.

    Example:
        >>> ExpectedFile("https://flagcdn.com/256x192/ua.png", ("text/html",)).check_head("image/png")
        Traceback (most recent call last):
        ...
        cousins.transport.body.BodyError: answered image/png where text/html was asked for
    """

    def __init__(self, url: str, accept: tuple[str, ...] = ()) -> None:
        self._url, self._accept = url, accept

    @property
    def header(self) -> dict[str, str]:
        """The header that asks for the types that are accepted."""
        return {"Accept": ", ".join(self._accept)} if self._accept else {}

    def check_head(self, content_type: str) -> None:
        """Check what a server says that it sends; empty where it does not say.

        Raises:
            BodyError: It is no file of an accepted type, or a page instead of a file.
        """
        kind = content_type.partition(";")[0].strip().lower()
        if not kind:
            return
        if self._accept and not self._takes(kind):
            raise BodyError(f"answered {kind[:60]} where {', '.join(self._accept)} was asked for", again=False)
        if kind in _PAGES and not self._takes_pages():
            raise _page(f" ({kind})")

    def check_body(self, beginning: bytes, size: int) -> None:
        """Check what was sent.

        Args:
            beginning: Its first bytes.
            size: How many bytes it has.

        Raises:
            BodyError: It is empty, or a page instead of a file.
        """
        if not size and ANYTHING not in self._accept:
            raise BodyError("answered an empty file; accept */* to take it", again=False)
        text = beginning.lstrip(b"\xef\xbb\xbf \t\r\n\f").lower()
        if text.startswith(_BEGINNINGS) and not self._takes_pages():
            raise _page("")

    def _takes(self, kind: str) -> bool:
        return any(_matches(kind, accepted) for accepted in self._accept)

    def _takes_pages(self) -> bool:
        if self._accept:
            return any(map(self._takes, _PAGES))
        ending = _ENDING.search(unquote(urlsplit(self._url).path))
        return ending is None or ending[1].isdecimal() or ending[1].lower() in _PAGE_ENDINGS


def accepted_types(accept: str | Iterable[str]) -> tuple[str, ...]:
    """Return content types, checked; a text may hold several, with commas between.

    Raises:
        SettingsError: One of them is no content type.

    Example:
        >>> accepted_types("image/*, text/CSV")
        ('image/*', 'text/csv')
    """
    texts = [accept] if isinstance(accept, str) else accept
    types = [kind.strip().lower() for text in texts for kind in text.split(",") if kind.strip()]
    for kind in types:
        if not _TYPE.fullmatch(kind):
            raise SettingsError(f"accept wants content types, such as image/png or image/*, not {quoted(kind)}")
    return tuple(types)


def _matches(kind: str, accepted: str) -> bool:
    parts = zip(kind.split("/", 1), accepted.split("/", 1), strict=False)
    return "/" in kind and all(wanted in {"*", part} for part, wanted in parts)


def _page(said: str) -> BodyError:
    return BodyError(f"answered a page{said} where a file was asked for; accept text/html to take it", again=False)
