"""Wikimedia Commons by its Action API: where the thumbnails of fifty files are, and whom to thank for them.

Source: https://www.mediawiki.org/wiki/API:Imageinfo
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlencode, urlsplit

import msgspec

from cousins.errors import SourceAnswerError, quoted
from cousins.settings import COMMONS_SITE
from cousins.sources.attribution import credit
from cousins.transport.host_rules import Interface
from cousins.wikibase.wire import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.transport.client import Client

WIDTH: Final = 250
"""Pixels across. Wikimedia's servers refuse all but a few widths; of these, 120 is too coarse for print and for sharp
screens, and 330 has twice the bytes (https://www.mediawiki.org/wiki/Common_thumbnail_sizes)."""
MOST_BYTES: Final = 1_000_000
"""Bytes of a thumbnail at most: an original narrower than `WIDTH` comes as it is, however large."""
_MOST_PIXELS: Final = 10_000
_LONGEST_NAME: Final = 240
_LONGEST_ADDRESS: Final = 4_000
"""Characters of an address; servers take twice as many. What is longer goes as a form."""
_MOST_ROUNDS: Final = 50
_NO_NAME: Final = re.compile(r"[\x00-\x1f\x7f-\x9f#<>\[\]|{}/\ufffd\ud800-\udfff]")
_UNWRITTEN: Final = re.compile(r"[\u200e\u200f\u202a-\u202e]")
"""Marks of direction, which MediaWiki leaves out of titles."""
_THUMBNAIL_SITE: Final = ".wikimedia.org"


class _Renamed(msgspec.Struct, rename={"source": "from", "target": "to"}):
    source: str
    target: str


class _Page(msgspec.Struct):
    title: str = ""
    imageinfo: list[msgspec.Raw] = []


class _Query(msgspec.Struct):
    normalized: list[_Renamed] = []
    redirects: list[_Renamed] = []
    pages: list[_Page] = []


class _Answer(msgspec.Struct, rename={"more": "continue"}):
    query: _Query | None = None
    more: dict[str, str | int] = {}


class _Fact(msgspec.Struct):
    value: Any = ""


class _Info(msgspec.Struct):
    thumburl: str = ""
    thumbwidth: int = 0
    thumbheight: int = 0
    url: str = ""
    size: int = 0
    descriptionurl: str = ""
    extmetadata: dict[str, _Fact] | list[msgspec.Raw] = {}


_ANSWER, _INFO = msgspec.json.Decoder(_Answer), msgspec.json.Decoder(_Info)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture of a file, as Commons offers it.

    Attributes:
        url: Where its bytes are.
        width: Its pixels.
        height: Its pixels.
        credit: Who made the picture and under which licence, in one line of plain text.
        page: The address of the file's page, with https; empty without one.
    """

    url: str
    width: int
    height: int
    credit: str
    page: str


def file_name(text: str) -> str:
    """Return the name of a file as MediaWiki writes it; empty for what cannot be one.

    Underscores are blanks, and the first letter is a capital.

    Example:
        >>> file_name("queen_Victoria_ by Bassano.jpg"), file_name("A.jpg|File:B.jpg")
        ('Queen Victoria by Bassano.jpg', '')
    """
    name = " ".join(unicodedata.normalize("NFC", _UNWRITTEN.sub("", text)).replace("_", " ").split())
    if _NO_NAME.search(name) or len(name.encode()) > _LONGEST_NAME:
        return ""
    capital = name[:1].upper()
    return capital + name[1:] if len(capital) == 1 else name


class Commons:
    """The files of Wikimedia Commons, or of a mirror.

    Args:
        site: Its address without a path.

    Attributes:
        key: Under which its answers are kept.
        batch: How many files one request may ask for.
    """

    batch = 50

    def __init__(self, site: str = COMMONS_SITE) -> None:
        """Ask nothing yet."""
        self._site = urlsplit(site)
        self._api = f"{site.rstrip('/')}/w/api.php"
        self.key = f"{self._api} imageinfo {WIDTH}"

    async def fetch(self, client: Client, names: Sequence[str]) -> Mapping[str, bytes]:
        """Return the JSON of what is known of each file, by the name that was asked for.

        Renamed files are found under their old names. Empty for a file that is
        missing; files that the answer does not speak of are left out.

        Args:
            client: The door to the network.
            names: As `file_name` writes them, at most `batch`.

        Raises:
            SourceError: There is no answer, or none that can be right.
        """
        found, more = _Found(), dict[str, str]()
        for _ in range(_MOST_ROUNDS):
            query, more = await self._ask(client, names, more)
            found.take(query)
            if not more:
                return {name: info for name in names if (info := found.about(name)) is not None}
        raise SourceAnswerError(f"{self._site.netloc} answers on and on")

    async def _ask(self, client: Client, names: Sequence[str], more: dict[str, str]) -> tuple[_Query, dict[str, str]]:
        parameters = {
            "action": "query",
            "format": "json",
            "formatversion": "2",
            "prop": "imageinfo",
            "iiprop": "url|size|extmetadata",
            "iiurlwidth": str(WIDTH),
            "iiextmetadatafilter": "Artist|LicenseShortName",
            "redirects": "1",
            "titles": "|".join(f"File:{name}" for name in names),
            **more,
        }
        long = len(urlencode(parameters)) > _LONGEST_ADDRESS
        method: Literal["GET", "POST"] = "POST" if long else "GET"
        answer = await client.fetch(self._api, parameters, interface=Interface.ACTION_API, method=method, json=True)
        return _decoded(answer.body)

    def thumbnail(self, info: bytes) -> Thumbnail:
        """Return the thumbnail that the JSON of a file offers.

        Raises:
            SourceAnswerError: It offers none, one from a host that has no
                business with it, or one too large to be embedded.
        """
        offered = _offered(info)
        url, width, height = offered.thumburl, offered.thumbwidth, offered.thumbheight
        if not url:
            raise SourceAnswerError("there is no thumbnail of the file")
        if not self._allowed(url):
            raise SourceAnswerError(f"the thumbnail is on a host that is not Wikimedia's: {quoted(url)}")
        if url == offered.url and offered.size > MOST_BYTES:
            raise SourceAnswerError(f"the picture has more than {MOST_BYTES:,} bytes")
        if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
            raise SourceAnswerError("the thumbnail has no size")
        facts = offered.extmetadata if isinstance(offered.extmetadata, dict) else {}
        made, licence = (facts.get(name, _Fact()).value for name in ("Artist", "LicenseShortName"))
        page = offered.descriptionurl
        followable = page.startswith("https://") and page.isprintable() and " " not in page
        return Thumbnail(url, width, height, credit(made, licence), page if followable else "")

    def check(self, info: bytes) -> None:
        """Check that the JSON of a file, as it was kept, can be read.

        Raises:
            SourceAnswerError: It cannot.
        """
        _offered(info)

    def _allowed(self, url: str) -> bool:
        """Return whether an address is Wikimedia's, or of the very host that was asked."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        own = (parts.scheme, parts.netloc) == (self._site.scheme, self._site.netloc)
        return own or (parts.scheme == "https" and (parts.hostname or "").endswith(_THUMBNAIL_SITE))


def _offered(info: bytes) -> _Info:
    try:
        return _INFO.decode(info)
    except UNREADABLE:
        raise SourceAnswerError("what is known of the file cannot be read") from None


class _Found:
    """What the parts of an answer say together."""

    def __init__(self) -> None:
        self._moved: dict[str, str] = {}
        self._infos: dict[str, bytes] = {}

    def take(self, query: _Query) -> None:
        self._moved |= {each.source: each.target for each in (*query.normalized, *query.redirects)}
        for page in query.pages:
            info = bytes(page.imageinfo[0]) if page.imageinfo else b""
            self._infos[page.title] = info or self._infos.get(page.title, b"")

    def about(self, name: str) -> bytes | None:
        """Return what is said of a file, empty for a missing one; None where nothing is."""
        title, seen = f"File:{name}", set[str]()
        while title in self._moved and title not in seen:
            seen.add(title)
            title = self._moved[title]
        return self._infos.get(title)


def _decoded(body: bytes) -> tuple[_Query, dict[str, str]]:
    """Return what an answer says, and what to ask for to hear the rest."""
    try:
        answer = _ANSWER.decode(body)
    except UNREADABLE:
        raise SourceAnswerError("the answer holds no files") from None
    if answer.query is None:
        raise SourceAnswerError("the answer holds no files")
    return answer.query, {key: str(value) for key, value in answer.more.items()}
