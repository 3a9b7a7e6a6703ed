"""The Action API, ``/w/api.php``: errors come with HTTP 200, as the real one sends them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fake_wikibase.answers import Answer, page
from fake_wikibase.commons import MOST_TITLES
from fake_wikibase.search import Search
from fake_wikibase.terms import chain, known, terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fake_wikibase.commons import Commons
    from fake_wikibase.entities import Json
    from fake_wikibase.world import World

MOST_IDS = 50
_LARGEST_ID = 2147483647
_ID = re.compile(r"[QP][1-9][0-9]{0,9}")
_INFO = ("pageid", "ns", "title", "lastrevid", "modified")
_PROPS = ("info", "sitelinks", "aliases", "labels", "descriptions", "claims", "datatype")
_URLS = "sitelinks/urls"
_HELP = (
    "See {root}/w/api.php for API usage. Subscribe to the mediawiki-api-announce mailing list at"
    " &lt;https://lists.wikimedia.org/postorius/lists/mediawiki-api-announce.lists.wikimedia.org/&gt;"
    " for notice of API deprecations and breaking changes."
)
_JSON = {
    "Content-Type": "application/json; charset=utf-8",
    "X-Frame-Options": "DENY",
    "Content-Disposition": "inline; filename=api-result.json",
    "Cache-Control": "private, must-revalidate, max-age=0",
}


class ApiError(Exception):
    """What is wrong with a request, as ``{"error": …}`` tells it."""

    def __init__(
        self,
        code: str,
        info: str,
        more: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(info)
        self.code, self.more, self.headers = code, more or {}, headers or {}


def lagged(lag: float, maxlag: float = 5) -> ApiError:
    """Return the error for a request that asked not to be served in times of lag."""
    seconds = {"Retry-After": str(max(5, int(maxlag))), "X-Database-Lag": str(int(lag))}
    host, kind = ("wdqs1021", "wikibase-queryservice") if lag else ("db-local", "db")
    info = f"Waiting for a database server: {lag} seconds lagged."
    return ApiError("maxlag", info, {"host": host, "lag": lag, "type": kind}, seconds)


def _split(text: str) -> list[str]:
    if text.startswith("\x1f"):
        return text[1:].split("\x1f")
    return text.split("|") if text else []


@dataclass
class ActionApi:
    """Answers by what a world holds.

    Attributes:
        world: What is served.
        cirrus: Whether search is Wikidata's (any case, statements) or a plain Wikibase's.
        lag: Seconds that replicas are behind; requests whose `maxlag` is less are refused.
        commons: The files it tells of.
    """

    world: World
    cirrus: bool = True
    lag: float = 0
    commons: Commons | None = None
    _search: Search = field(init=False)

    def __post_init__(self) -> None:
        self._search = Search(self.world, cirrus=self.cirrus)

    def answer(self, params: Mapping[str, str]) -> Answer:
        """Return the answer to a request's parameters, of query and form alike."""
        if params.get("format") != "json":
            wrong = {"MediaWiki-API-Error": "badvalue"} if "format" in params else {}
            return page(200, "This is the HTML representation of the JSON format.", wrong)
        try:
            return self.json(params, self._result(params))
        except ApiError as error:
            return self.error(params, error)

    def json(self, params: Mapping[str, str], payload: Json) -> Answer:
        """Return a result; texts are escaped to ASCII in formatversion 1."""
        body = self.world.text(payload, ascii_only=params.get("formatversion") != "2")
        return Answer(200, body, _JSON | {"Vary": "Accept-Encoding, Treat-as-Untrusted, Cookie"})

    def error(self, params: Mapping[str, str], error: ApiError) -> Answer:
        """Return an error, with HTTP 200 and a header that names it."""
        docref = "docref" if params.get("formatversion") == "2" else "*"
        told = {"code": error.code, "info": str(error), **error.more, docref: _HELP.format(root=self.world.root)}
        headers = {**error.headers, "MediaWiki-API-Error": error.code}
        return Answer(200, self.world.text({"error": told}), _JSON | headers)

    def _result(self, params: Mapping[str, str]) -> Json:
        if "maxlag" in params and self.lag > float(params["maxlag"]):
            raise lagged(self.lag, float(params["maxlag"]))
        action = params.get("action", "")
        if action == "wbgetentities":
            return self._entities(params)
        if action == "wbsearchentities":
            return self._found(params)
        if action == "query" and params.get("list") == "search" and params.get("srsearch"):
            return self._search.pages(params)
        if action == "query" and params.get("prop") == "imageinfo" and self.commons is not None:
            return self._files(self.commons, params)
        if action == "query" and "titles" in params and "redirects" in params:
            return self._redirects(_split(params["titles"]))
        if action == "query":
            return {"batchcomplete": True if params.get("formatversion") == "2" else ""}
        raise ApiError("badvalue", f'Unrecognized value for parameter "action": {action}.')

    def _files(self, commons: Commons, params: Mapping[str, str]) -> Json:
        if len(_split(params.get("titles", ""))) > MOST_TITLES:
            info = f'Too many values supplied for parameter "titles". The limit is {MOST_TITLES}.'
            limits = {"parameter": "titles", "limit": MOST_TITLES, "lowlimit": MOST_TITLES, "highlimit": 500}
            raise ApiError("toomanyvalues", info, limits)
        return commons.result(params)

    def _redirects(self, titles: list[str]) -> Json:
        """Return the answer of ``action=query`` with ``redirects``: every step of every way, circles once."""
        steps, waiting = dict[str, str](), list(titles)
        while waiting:
            title = waiting.pop()
            if title in self.world.redirects and title not in steps:
                steps[title] = self.world.redirects[title]
                waiting.append(steps[title])
        ends = [title for title in dict.fromkeys([*titles, *steps.values()]) if title not in steps]
        pages = [{"ns": 0, "title": title, **({} if self.world.item(title) else {"missing": True})} for title in ends]
        rows = [{"from": source, "to": target} for source, target in steps.items()]
        return {"batchcomplete": True, "query": {**({"redirects": rows} if rows else {}), "pages": pages}}

    def _found(self, params: Mapping[str, str]) -> Json:
        for name in ("search", "language"):
            if not params.get(name):
                raise ApiError("missingparam", f'The "{name}" parameter must be set.')
        if not known(params["language"]):
            raise ApiError("badvalue", f'Unrecognized value for parameter "language": {params["language"]}.')
        return self._search.entities(params)

    def _entities(self, params: Mapping[str, str]) -> Json:
        if "ids" not in params:
            info = 'Either provide the Item "ids" or pairs of "sites" and "titles" for corresponding page'
            raise _worded("param-missing", "wikibase-api-illegal-ids-or-sites-titles-selector", info, params)
        ids = _split(params["ids"])
        if len(ids) > MOST_IDS:
            info = f'Too many values supplied for parameter "ids". The limit is {MOST_IDS}.'
            limits = {"parameter": "ids", "limit": MOST_IDS, "lowlimit": MOST_IDS, "highlimit": 500}
            raise ApiError("toomanyvalues", info, limits)
        asked = list(dict.fromkeys(_checked(each, params) for each in ids))
        if not asked:
            return {"success": 1}
        entities = {item_id: self._entity(item_id, params) for item_id in asked}
        return _warnings(params) | {"entities": entities, "success": 1}

    def _entity(self, asked: str, params: Mapping[str, str]) -> Json:
        """Return one member of ``entities``: redirects are followed for one hop."""
        hops = 0 if params.get("redirects") == "no" else 1
        target = self.world.target(asked, hops=hops)
        found = self.world.item(target) if target else None
        if found is None:
            return {"id": asked, "missing": ""}
        props = set(_split(params.get("props", "|".join(_PROPS))))
        entity = {name: found[name] for name in _INFO} if "info" in props else {}
        if target != asked and props:
            entity["redirects"] = {"from": asked, "to": target}
        entity |= {"type": found["type"], "id": found["id"]}
        languages = [each for each in _split(params.get("languages", "")) if known(each)]
        chains = {each: chain(each) if "languagefallback" in params else [each] for each in languages}
        for name in ("labels", "descriptions", "aliases"):
            if name in props:
                entity[name] = terms(found[name], chains)
        if "claims" in props:
            entity["claims"] = self.world.padded(found["claims"])
        if props & {"sitelinks", _URLS}:
            sites, hidden = found.get("sitelinks", {}).items(), set() if _URLS in props else {"url"}
            entity["sitelinks"] = {site: {k: v for k, v in link.items() if k not in hidden} for site, link in sites}
        return entity


def _checked(item_id: str, params: Mapping[str, str]) -> str:
    """Return an id in upper case; one that cannot be read fails all of a batch."""
    upper = item_id.upper()
    if _ID.fullmatch(upper) and int(upper[1:]) <= _LARGEST_ID:
        return upper
    info = f'Could not find an entity with the ID "{item_id}".'
    raise _worded("no-such-entity", "wikibase-api-no-such-entity", info, params, id=item_id)


def _worded(code: str, message: str, info: str, params: Mapping[str, str], **about: str) -> ApiError:
    """Return an error of Wikibase, which names its message as well."""
    html: object = info if params.get("formatversion") == "2" else {"*": info}
    named = {"name": message, "parameters": list(about.values()), "html": html}
    return ApiError(code, info, {**about, "messages": [named]})


def _warnings(params: Mapping[str, str]) -> Json:
    """Return the warnings about props and languages that nobody knows; the rest is served."""
    wrong = {
        "props": [each for each in _split(params.get("props", "")) if each not in {*_PROPS, _URLS}],
        "languages": [each for each in _split(params.get("languages", "")) if not known(each)],
    }
    told = [f'Unrecognized value for parameter "{name}": {", ".join(each)}' for name, each in wrong.items() if each]
    key = "warnings" if params.get("formatversion") == "2" else "*"
    return {"warnings": {"wbgetentities": {key: "\n".join(told)}}} if told else {}
