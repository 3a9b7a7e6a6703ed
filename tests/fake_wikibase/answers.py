"""Answers before they go over the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers and a body that is not compressed yet."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def page(status: int, text: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Return a small page of HTML, as MediaWiki and the servers before it send for errors."""
    title = HTTPStatus(status).phrase
    body = (
        "<!DOCTYPE html>\n"
        f'<html><head><title>{title}</title><meta name="color-scheme" content="light dark" /></head>\n'
        f"<body><h1>{title}</h1><p>{escape(text)}</p></body></html>\n"
    )
    return Answer(status, body.encode(), HTML | dict(headers or {}))


def moved(status: int, location: str) -> Answer:
    """Return a redirect of HTTP, with an empty body."""
    return Answer(status, b"", {"Content-Type": "text/html; charset=UTF-8", "Location": location})
