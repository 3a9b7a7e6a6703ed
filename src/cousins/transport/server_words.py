"""What a server itself says is wrong, cut out of the body of a refusal: MediaWiki, SPARQL services, proxies."""

from __future__ import annotations

import html
import json
import re
import zlib
from typing import TYPE_CHECKING, Any, Final

from cousins.plain import harmless
from cousins.wikibase.decode import decode_error

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 16_384
"""Bytes of a refusal that are read."""
_LONGEST: Final = 240
_FIELDS: Final = ("exception", "detail", "message", "error_description", "error", "title")
"""Where JSON of others than the Action API puts its sentence: QLever, RFC 9457, MediaWiki's REST API."""
_UNSEEN: Final = re.compile(r"(?is)<(script|style|svg)\b.*?(</\1\s*>|$)|<!--.*?(-->|$)|<!doctype[^>]*>")
_PARTS: Final = (r"(?is)<p\b[^>]*>(.*?)(?=</?p\b|</?div\b|$)", r"(?is)<h1\b[^>]*>(.*?)</h1", r"(?is)<title[^>]*>(.*?)<")
_EXCEPTION: Final = re.compile(r"[A-Z]\w*(?:Exception|Error)\b|\bError\b")
_PACKAGE: Final = re.compile(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])")
_GZIP: Final = 31


def server_words(body: bytes, packed: str = "") -> str:
    r"""Return the sentence of a refusal, in one line without markup; empty where there is none.

    Args:
        body: The beginning of the refusal's body.
        packed: Its Content-Encoding.

    Example:
        >>> server_words(b'{"error": {"code": "readapidenied", "info": "You need read permission."}}')
        'You need read permission. (readapidenied)'
        >>> server_words(b"<title>Not Found</title><p>No entity with\nID Q77 was found.</p>")
        'No entity with ID Q77 was found.'
    """
    if packed in {"gzip", "x-gzip"}:
        try:
            body = zlib.decompressobj(_GZIP).decompress(body, MOST)
        except zlib.error:
            return ""
    error = decode_error(body)
    if error and error.code:  # others than the Action API have better fields for their sentence than that one
        return cut(str(error))
    text = body[:MOST].decode("utf-8", "replace")
    said = _of_json(text) if text.lstrip()[:1] in {"{", "["} else None
    if said is None:
        said = _of_page(text) if "<" in text[:200] else _of_text(text)
    return cut(said)


def exception_named(text: str) -> str:
    r"""Return the line in which a Java program names its exception, without packages; empty without one.

    Example:
        >>> exception_named("SPARQL-QUERY: SELECT\njava.util.concurrent.TimeoutException: too long\n\tat com.x")
        'TimeoutException: too long'
    """
    line = next((line for line in text.splitlines() if _EXCEPTION.search(line)), "")
    return cut(_PACKAGE.sub("", line))


def cut(text: str) -> str:
    """Return a text as one line that is not too long."""
    line = harmless(text[: 4 * _LONGEST])
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _of_json(text: str) -> str | None:
    """Return the sentence in a JSON object; None when it is none that can be read."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return next(_texts(found), "") if isinstance(found, dict) else ""


def _texts(found: dict[str, Any]) -> Iterator[str]:
    for name in _FIELDS:
        value = found.get(name)
        if isinstance(value, str) and value.strip():
            yield value
    translations = found.get("messageTranslations")
    if isinstance(translations, dict):
        yield from (str(value) for value in translations.values() if isinstance(value, str))


def _of_page(text: str) -> str:
    """Return the first sentence of a page: a paragraph, else its heading."""
    seen = _UNSEEN.sub(" ", text)
    for part in _PARTS:
        for found in re.finditer(part, seen):
            sentence = html.unescape(re.sub(r"<[^>]*>?", " ", found[1])).strip()
            if sentence:
                return sentence
    return ""


def _of_text(text: str) -> str:
    return exception_named(text) or next((line for line in text.splitlines() if line.strip()), "")
