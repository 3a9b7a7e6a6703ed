"""Whom to thank for a picture, in one line of plain text: Commons writes it as HTML, in a hundred ways."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from cousins.plain import harmless

_LONGEST_HTML: Final = 10_000
_LONGEST_NAME: Final = 80
_LONGEST_LICENCE: Final = 40
_UNSEEN: Final = frozenset({"script", "style", "template", "title"})
_INLINE: Final = frozenset({"a", "abbr", "b", "bdi", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})
_EMPTY: Final = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})


def credit(made: object, licence: object) -> str:
    """Return who made a picture, under which licence, and where it is from.

    Args:
        made: ``Artist`` as Commons has it, in HTML; what is no text, and what is empty, is nobody known.
        licence: ``LicenseShortName`` as Commons has it; left out when it is empty.

    Example:
        >>> credit('<a href="//x.example">Franz Xaver Winterhalter</a>', "Public domain")
        'Franz Xaver Winterhalter, public domain, Wikimedia Commons'
        >>> credit(None, "CC BY-SA 4.0")
        'Unknown author, CC BY-SA 4.0, Wikimedia Commons'
    """
    terms = _short(plain(licence), _LONGEST_LICENCE)
    terms = terms.lower() if terms == "Public domain" else terms
    parts = (_short(plain(made), _LONGEST_NAME) or "Unknown author", terms, "Wikimedia Commons")
    return ", ".join(filter(None, parts))


def plain(html: object) -> str:
    """Return what a reader sees of some HTML, in one line; empty for what is no text.

    Example:
        >>> plain('Unknown<br>author<span style="display: none;">Unknown author</span>')
        'Unknown author'
    """
    if not isinstance(html, str):
        return ""
    seen = _Seen()
    seen.feed(html[:_LONGEST_HTML])
    seen.close()
    return harmless("".join(seen.texts)).strip(" ,;")


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


class _Seen(HTMLParser):
    """Collects the texts of HTML that a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.texts.append(" ")
        if tag not in _EMPTY:
            style = "".join((dict(attrs).get("style") or "").lower().split())
            self._open.append((tag, tag in _UNSEEN or "display:none" in style))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parser's)
        self.texts.append(" " if tag not in _INLINE else "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.texts.append(" ")
        if any(opened == tag for opened, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(unseen for _, unseen in self._open):
            self.texts.append(data)
