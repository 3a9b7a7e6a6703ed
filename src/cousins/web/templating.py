"""Templates, the assets they name, and the policy that every page is sent with."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from starlette.exceptions import HTTPException
from starlette.responses import Response

from cousins.terms.page_words import WORDS, said, search_words
from cousins.web.views import relate_query

if TYPE_CHECKING:
    from jinja2.runtime import Context
    from starlette.requests import Request

    from cousins.web.views import PersonView

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'"
)
"""What a page may load: only what is served here, and nothing that stands within the page."""
_ASSETS: Final = resources.files("cousins.web").joinpath("assets")
_MEDIA: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
"""An asset that changes has another address."""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("cousins.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "said": said,
        "words": WORDS,
        "search_words": search_words,
        "asset": asset_path,
        "relate_query": _relate_query,
        "kept": _kept,
        "names": "",
        "languages": (),
        "portraits": False,
    }
    return made


@pass_context
def _kept(context: Context, path: str) -> str:
    """Return an address with the language of names that the page has, where somebody chose it."""
    names = context["names"]
    return f"{path}{'&' if '?' in path else '?'}names={names}" if names else path


@pass_context
def _relate_query(context: Context, a: PersonView, b: PersonView, **more: object) -> str:
    """Return the query of an address that asks about two people, in the language of names that the page has."""
    names = {"names": context["names"]} if context["names"] else {}
    return relate_query(a, b, **names, **more)


def prepare() -> None:
    """Compile all templates, so that the first to ask need not wait for it."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def rendered(name: str, **values: object) -> str:
    """Return a page.

    Args:
        name: The template's, without its ending.
        **values: What it shows; ``root`` is the path under which everything is served, ending in a slash.
    """
    return _environment().get_template(f"{name}.html").render(**values)


@cache
def _asset(name: str) -> tuple[bytes, str]:
    """Return an asset and the beginning of its digest."""
    body = _ASSETS.joinpath(name).read_bytes()
    return body, hashlib.blake2s(body, digest_size=6).hexdigest()


def asset_path(name: str) -> str:
    """Return where an asset is served, without a slash in front; what changes has another address."""
    return f"assets/{_asset(name)[1]}/{name}"


async def asset(request: Request) -> Response:
    """Return a style sheet, a script or a picture of ours."""
    name = request.path_params["name"]
    known = {each.name for each in _ASSETS.iterdir()}
    ending = name[name.rfind(".") :]
    if name not in known or ending not in _MEDIA:
        raise HTTPException(404)
    return Response(_asset(name)[0], media_type=_MEDIA[ending], headers=_FOREVER)
