"""Files as Wikimedia Commons tells of them: ``prop=imageinfo``, and the bytes of thumbnails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from fake_wikibase.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fake_wikibase.entities import Json

MOST_TITLES = 50
_INVALID = re.compile(r"[#<>\[\]{}]")
_TRACKED = "?utm_source=commons.wikimedia.org&utm_campaign=imageinfo&utm_content=thumbnail"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file.

    Attributes:
        image: The bytes of its thumbnail, and of itself.
        width: Pixels of the original; a narrow one is its own thumbnail.
        height: The same.
        size: Bytes that the original is said to have.
        facts: What ``extmetadata`` says, as HTML.
        instead: What its ``imageinfo`` says otherwise than it would; None leaves a field out.
    """

    image: bytes = b""
    width: int = 1000
    height: int = 1200
    size: int = 4_000_000
    facts: Mapping[str, object] = field(default_factory=dict)
    instead: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Commons:
    """All files of a site.

    Attributes:
        files: By name as it is written: ``A b.jpg``.
        moved: From the old name of a file to its new one, which may have moved as well.
        at_once: Files that one answer tells of; the rest comes when the client continues.
        root: The site's own address.
    """

    files: Mapping[str, File]
    moved: Mapping[str, str]
    at_once: int = MOST_TITLES
    root: str = ""

    def bytes_at(self, path: str) -> Answer | None:
        """Return the bytes at a path; None where there are none."""
        for name, file in self.files.items():
            if path in {self._path(name), self._thumb_path(name)}:
                return Answer(200, file.image, {"Content-Type": "application/octet-stream", "ETag": '"1"'})
        return None

    def result(self, params: Mapping[str, str]) -> Json:
        """Return the answer to ``prop=imageinfo`` in formatversion 2."""
        asked = list(dict.fromkeys(filter(None, params.get("titles", "").split("|"))))
        query: Json = {}
        normalized = [(title, normal) for title in asked if (normal := _normal(title)) != title]
        if normalized:
            query["normalized"] = [{"fromencoded": False, "from": one, "to": other} for one, other in normalized]
        titles = [_normal(title) for title in asked]
        redirects = [step for title in titles for step in self._way(title)]
        if redirects:
            query["redirects"] = [{"from": one, "to": other} for one, other in redirects]
        ends = list(dict.fromkeys(self._end(title) for title in titles))
        begin = int(params.get("iicontinue", "0|").partition("|")[0])
        told = ends[begin : begin + self.at_once]
        query["pages"] = [self._page(title, params, tell=title in told) for title in ends]
        if begin + self.at_once < len(ends):
            return {
                "continue": {"iicontinue": f"{begin + self.at_once}|20260101000000", "continue": "||"},
                "query": query,
            }
        return {"batchcomplete": True, "query": query}

    def _way(self, title: str) -> Iterator[tuple[str, str]]:
        while title.removeprefix("File:") in self.moved:
            target = f"File:{self.moved[title.removeprefix('File:')]}"
            yield title, target
            title = target

    def _end(self, title: str) -> str:
        return next((target for _, target in reversed(list(self._way(title)))), title)

    def _page(self, title: str, params: Mapping[str, str], *, tell: bool) -> Json:
        name = title.removeprefix("File:")
        if _INVALID.search(name):
            return {"title": title, "invalidreason": "The requested page title contains…", "invalid": True}
        if name not in self.files:
            return {"ns": 6, "title": title, "missing": True, "imagerepository": ""}
        page: Json = {"pageid": 1 + list(self.files).index(name), "ns": 6, "title": title, "imagerepository": "local"}
        return page | ({"imageinfo": [self._info(name, params)]} if tell else {})

    def _info(self, name: str, params: Mapping[str, str]) -> Json:
        file, wanted = self.files[name], int(params["iiurlwidth"])
        own = file.width <= wanted
        original = f"{self.root}{quote(self._path(name))}"
        filtered = {key: value for key, value in file.facts.items() if key in params["iiextmetadatafilter"].split("|")}
        info = {
            "size": file.size,
            "width": file.width,
            "height": file.height,
            "thumburl": original if own else f"{self.root}{quote(self._thumb_path(name))}{_TRACKED}",
            "thumbwidth": file.width if own else wanted,
            "thumbheight": file.height if own else round(file.height * wanted / file.width),
            "url": original,
            "descriptionurl": f"https://commons.wikimedia.org/wiki/File:{quote(name.replace(' ', '_'))}",
            "descriptionshorturl": "https://commons.wikimedia.org/w/index.php?curid=1",
            "extmetadata": {
                key: {"value": value, "source": "commons-desc-page", "hidden": ""} for key, value in filtered.items()
            }
            or [],
        }
        return {key: value for key, value in (info | dict(file.instead)).items() if value is not None}

    def _path(self, name: str) -> str:
        return f"/images/0/0a/{name.replace(' ', '_')}"

    def _thumb_path(self, name: str) -> str:
        return f"/images/thumb/0/0a/{name.replace(' ', '_')}/250px-{name.replace(' ', '_')}"


def _normal(title: str) -> str:
    """Return a title as MediaWiki writes it."""
    name = " ".join(title.removeprefix("File:").replace("_", " ").split())
    return f"File:{name[:1].upper()}{name[1:]}"
