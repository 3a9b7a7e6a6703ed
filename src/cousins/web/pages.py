"""The pages: each is rendered here, on the server, and works without a script."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from cousins.question_shapes import shape
from cousins.questions import RELATE, SHOW, Parameter
from cousins.terms.page_words import LANGUAGES
from cousins.web.api_view import questions
from cousins.web.choices import page_of
from cousins.web.coefficients_view import numbers
from cousins.web.desk import Rendering
from cousins.web.file_routes import ACCEPTED
from cousins.web.leaving import until_gone
from cousins.web.own_files import FileForgottenError
from cousins.web.page_questions import ASKED, NAMES, SUGGEST
from cousins.web.parameters import checked
from cousins.web.pictures import picture_routes
from cousins.web.problems import headers_of
from cousins.web.profile_view import profile_view
from cousins.web.tagged import tagged
from cousins.web.templating import POLICY, asset, prepare, rendered
from cousins.web.views import answer_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from cousins.answers.profile import Profile
    from cousins.answers.relation import Relation
    from cousins.drawing import Portrait
    from cousins.questions import Question
    from cousins.web.desk import Desk, Rendered
    from cousins.web.desks import Desks
    from cousins.web.faces import Faces
    from cousins.web.jobs import Job
    from cousins.web.own_files import OwnFile
    from cousins.web.streams import Streams

_ASKED, _SUGGESTED = shape("Asked", ASKED), shape("Suggested", SUGGEST.parameters)
_PERSON = shape("ShownPerson", (*SHOW.parameters, NAMES))
_NUMBERS = shape("Numbers", (*ASKED, Parameter("format", str, "A page, or JSON", "html", choices=("html", "json"))))
_RELATE = {each.name: each.default for each in RELATE.parameters}
_MOST_LISTED = 1000
_HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "private, no-cache"}
EXAMPLES = (
    ("Elizabeth II", "Prince Philip"),
    ("Queen Victoria", "Tsar Nicholas II"),
    ("Napoleon", "Queen Victoria"),
    ("Louis XIV", "Charles II of Spain"),
)
"""Pairs to begin with, on the atlas and on Wikidata, of people who are found where the living are hidden, too."""


class Pages:
    """The pages, about the source that is served and about families that visitors bring.

    Attributes:
        desks: Who answers.
    """

    def __init__(self, desks: Desks, streams: Streams, faces: Faces | None = None) -> None:
        self.desks = desks
        self._faces = faces
        prepare()
        self._streams = streams

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/", self._home, methods=["GET"]),
            Route("/relate", self._relate, methods=["GET"]),
            Route("/numbers", self._numbers, methods=["GET"]),
            Route("/person/{person:path}", self._person, methods=["GET"]),
            Route("/person", self._person, methods=["GET"]),
            Route("/suggest", self._suggest, methods=["GET"]),
            Route("/api", self._api, methods=["GET"]),
            Route("/assets/{digest}/{name}", asset, methods=["GET"]),
            *picture_routes(self.desks),
        ]

    def refused(self, request: Request, error: Exception) -> Response:
        """Return the page that says what went wrong, and what to do."""
        path = request.url.path.removeprefix(request.scope.get("root_path", "")).removeprefix("/")
        status, page = page_of(error, dict(request.query_params), path, self._common(request))
        return Response(page, status, media_type="text/html", headers={**_HEADERS, **headers_of(error)})

    def _common(self, request: Request) -> dict[str, Any]:
        root = f"{request.scope.get('root_path', '')}/"
        try:
            own = self.desks.own(request)
        except FileForgottenError:
            return {"root": root, "source": _source(self.desks.common), "own": _own_view(self.desks, gone=True)}
        desk = self.desks.common if own is None else own.desk
        return {"root": root, "source": _source(desk), "own": _own_view(self.desks, own), **_names(request, desk)} | {
            "portraits": self._faces is not None and own is None
        }

    async def _home(self, request: Request) -> Response:
        asked = checked(request, _ASKED)
        return self._asking(request, asked, 200)

    def _asking(self, request: Request, asked: Mapping[str, Any], status: int) -> Response:
        """Return the page that asks for two names, with those that are there already."""
        common = self._common(request)
        examples = EXAMPLES if common["source"]["kind"] != "file" else ()
        page = rendered("home", asked=asked, examples=examples, lacking=status != 200, **common)  # noqa: PLR2004
        return Response(page, status, media_type="text/html", headers=_HEADERS)

    async def _relate(self, request: Request) -> Response:
        asked = checked(request, _ASKED)
        given = self.desks.of(request).in_names(_about_two(asked))
        if not (given["a"] and given["b"]):
            return self._asking(request, asked, 400)
        render = partial(_answer_page, common=self._common(request))
        return await self._kept(request, RELATE, given, render)

    async def _numbers(self, request: Request) -> Response:
        asked = checked(request, _NUMBERS)
        given = self.desks.of(request).in_names(_about_two(asked))
        if asked["format"] == "json":
            rendering = Rendering("numbers", "application/json", lambda answer, _: msgspec.json.encode(numbers(answer)))
            made = await until_gone(request, self.desks.of(request).rendered(RELATE, given, rendering))
            return _sent(request, made, rendering.media)
        render = partial(_numbers_page, common=self._common(request))
        return await self._kept(request, RELATE, given, render)

    async def _person(self, request: Request) -> Response:
        given = self.desks.of(request).in_names(checked(request, _PERSON))
        return await self._kept(request, SHOW, given, partial(_person_page, common=self._common(request)), face=True)

    async def _api(self, request: Request) -> Response:
        page = rendered("api", questions=questions(), **self._common(request))
        return Response(page, media_type="text/html", headers=_HEADERS)

    async def _suggest(self, request: Request) -> Response:
        desk = self.desks.of(request)
        given = desk.in_names(checked(request, _SUGGESTED))
        found = await until_gone(request, desk.search(SUGGEST, given, patient=True).result())
        body = msgspec.json.encode(SUGGEST.record(found, given))
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})

    async def _kept(
        self,
        request: Request,
        question: Question,
        given: Mapping[str, Any],
        render: partial[bytes],
        *,
        face: bool = False,
    ) -> Response:
        """Return a page that is rendered off the event loop, and kept; or the one that shows the search for it."""
        desk = self.desks.of(request)
        if desk is self.desks.common and (
            searching := await self._streams.searching(request, question, given, **self._common(request))
        ):
            return searching
        name = f"{render.func.__name__} {request.scope.get('root_path', '')}"
        if face and self._faces and desk is self.desks.common:
            portrait = await until_gone(request, _portrait(self._faces, desk.search(question, given)))
            render, name = partial(render, portrait=portrait), f"{name} {portrait is not None}"
        rendering = Rendering(name, "text/html", render)
        return _sent(request, await until_gone(request, desk.rendered(question, given, rendering)), "text/html")


async def _portrait(faces: Faces, search: Job[Profile]) -> Portrait | None:
    """Return the portrait of whom a search finds, unless that one is hidden."""
    person = (await search.result()).person
    return None if person.private else await faces.soon(person.id)


def _about_two(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a question about two takes: ids go before names."""
    a, b = (asked[f"{which}_id"] or asked[which].strip() for which in ("a", "b"))
    return {**_RELATE, "a": a, "b": b, "limit": asked["limit"], "names": asked["names"]}


def _names(request: Request, desk: Desk) -> dict[str, Any]:
    """Return what pages say of the language of names: which it is, where it was chosen, and which there are."""
    chosen = desk.in_names({"names": request.query_params.get("names", "")}).get("names", "")
    first, *others = desk.languages or ("",)
    languages = [("", LANGUAGES.get(first) or LANGUAGES.get(first.partition("-")[0], first))]
    languages += [(code, LANGUAGES[code]) for code in others]
    return {"names": chosen, "languages": languages if others else ()}


def _source(desk: Desk) -> dict[str, Any]:
    """Return what pages say of the source that a desk asks."""
    source, live = desk.explorer.source.name, desk.explorer.live
    kind = "live" if live else "atlas" if source == "atlas" else "file"
    return {"kind": kind, "name": source.replace("\\", "/").rpartition("/")[2], "live": live}


def _own_view(desks: Desks, own: OwnFile | None = None, *, gone: bool = False) -> dict[str, Any] | None:
    """Return what pages say of the visitor's own file; None where none may be brought."""
    if desks.files is None:
        return None
    rules = desks.files.rules
    return {
        "name": own and own.name,
        "people": own.people if own else 0,
        "hidden": bool(own and own.living),
        "gone": gone,
        "most": rules.most or 0,
        "hides": rules.living is not None,
        "accepted": ACCEPTED,
    }


def _sent(request: Request, made: Rendered, media: str) -> Response:
    return tagged(request, made.body, media, made.etag, _HEADERS)


def _answer_page(answer: Relation, given: Mapping[str, Any], *, common: Mapping[str, Any]) -> bytes:
    more = min(given["limit"] * 5, _MOST_LISTED) if answer.more and given["limit"] < _MOST_LISTED else 0
    drawn = bool(answer.relationships or answer.path) and answer.a.id != answer.b.id
    view = answer_view(answer)
    page = rendered("answer", view=view, answer=answer, more=more, drawn=drawn, png=_png_is_there(), **common)
    return page.encode()


def _numbers_page(answer: Relation, _: Mapping[str, Any], *, common: Mapping[str, Any]) -> bytes:
    return rendered("numbers", view=answer_view(answer), rows=numbers(answer), **common).encode()


def _person_page(
    answer: Profile, _: Mapping[str, Any], *, common: Mapping[str, Any], portrait: Portrait | None = None
) -> bytes:
    return rendered("person_page", view=profile_view(answer), portrait=portrait, **common).encode()


def _png_is_there() -> bool:
    return find_spec("resvg_py") is not None
