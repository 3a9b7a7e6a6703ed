"""The pictures that pages show: as SVG, as PNG, and as a page of their own that can be moved and folded."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.routing import Route

from cousins.drawing.writers.endings import fitted
from cousins.drawing.writers.html import html
from cousins.drawing.writers.raster import png
from cousins.drawing.writers.svg import svg
from cousins.question_shapes import shape
from cousins.questions import RELATE
from cousins.web.desk import Rendering
from cousins.web.leaving import until_gone
from cousins.web.page_questions import PICTURE, picture_of
from cousins.web.parameters import checked
from cousins.web.tagged import tagged

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from cousins.drawing import Tree
    from cousins.web.desk import Desk, Rendered
    from cousins.web.desks import Desks

_SHAPE = shape("Picture", PICTURE.parameters)
_DEFAULTS = {each.name: each.default for each in RELATE.parameters}
_STYLES = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_OWN_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')


def picture_routes(desks: Desks) -> list[Route]:
    """Return where the pictures are."""
    return [
        Route("/picture", _drawing(desks, Rendering("html", "text/html", _html), _page_policy), methods=["GET"]),
        Route("/picture.svg", _drawing(desks, Rendering("svg", "image/svg+xml", _svg), _svg_policy), methods=["GET"]),
        Route("/picture.png", _drawing(desks, Rendering("png", "image/png", _png), _svg_policy), methods=["GET"]),
    ]


def _drawing(
    desks: Desks, rendering: Rendering, policy: Callable[[bytes], str]
) -> Callable[[Request], Awaitable[Response]]:
    async def draw(request: Request) -> Response:
        asked = checked(request, _SHAPE)
        if bool(asked["person"]) == bool(asked["a"] and asked["b"]):
            raise msgspec.ValidationError("a picture is of `a` and `b`, or of a `person`")
        desk = desks.of(request)
        made = await until_gone(request, _drawn(desk, desk.in_names(asked), rendering))
        headers = {
            "Cache-Control": "private, no-cache",
            "Content-Security-Policy": policy(made.body),
        }
        return tagged(request, made.body, rendering.media, made.etag, headers)

    return draw


async def _drawn(desk: Desk, asked: Mapping[str, Any], rendering: Rendering) -> Rendered:
    if asked["person"]:
        return await desk.rendered(PICTURE, asked, rendering)
    # Whoever sees the picture has seen the answer: it is still there, unless it was long ago.
    about = {**_DEFAULTS, **{name: asked[name] for name in ("a", "b", "names") if name in asked}}
    relation = await desk.search(RELATE, about).result()
    return await desk.rendered(picture_of(relation), asked, rendering)


def _html(tree: Tree, _: Mapping[str, Any]) -> bytes:
    return html(fitted(tree.scene, tree.style)).encode()


def _svg(tree: Tree, _: Mapping[str, Any]) -> bytes:
    return svg(fitted(tree.scene, tree.style)).encode()


def _png(tree: Tree, _: Mapping[str, Any]) -> bytes:
    return png(fitted(tree.scene, tree.style))


def _page_policy(body: bytes) -> str:
    """Return the policy that the page states itself, which allows its own script and style alone; we may frame it."""
    stated = _OWN_POLICY.search(body)
    allowed = stated[1].decode() if stated else "default-src 'none'"
    return f"{allowed}; frame-ancestors 'self'"


def _svg_policy(body: bytes) -> str:
    """Return the policy of a picture that is looked at by itself: its own style, and nothing that runs."""
    styles = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLES.findall(body)]
    allowed = " ".join(f"'sha256-{style}'" for style in styles) or "'none'"
    return f"default-src 'none'; img-src data:; style-src {allowed}; frame-ancestors 'self'; sandbox"
