"""Addresses as people type them, and as they are kept: one way for each site, so that nothing is fetched twice."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_WIKIDATA = frozenset(["https://wikidata.org", "https://m.wikidata.org"])
# What of an address is a page of the site, or its API, and not the site.
_PAGE = re.compile(r"(?:/w/(?:api|index|rest)\.php.*|/w|/wiki(?:/.*)?|)/*\Z")


def is_web(text: str) -> bool:
    """Return whether a text begins as the address of a site."""
    return text[:8].lower().startswith(("http://", "https://"))


def site(text: str) -> str:
    """Return the address of a Wikibase: scheme and host in small letters, without a page or a slash at the end.

    Raises:
        ValueError: It is no address of a site.

    Example:
        >>> site("HTTPS://www.Wikidata.org/"), site("http://example.org:80/wiki/Item:Q1"), site("http://[::1]:8181/w")
        ('https://www.wikidata.org', 'http://example.org', 'http://[::1]:8181')
    """
    base, path, _ = _parts(text)
    if base in _WIKIDATA:
        base = "https://www.wikidata.org"
    return base + _PAGE.sub("", path, count=1)


def without_login(address: str) -> str:
    """Return an address without a name and a password in it, fit to be kept and shown.

    Example:
        >>> without_login("http://ann:secret@example.org/w/api.php")
        'http://example.org/w/api.php'
    """
    return re.sub(r"(?<=://)[^/?#]*@", "", address, count=1)


def endpoint(text: str) -> str:
    """Return the address of a SPARQL endpoint: scheme and host in small letters, the rest as it is.

    Raises:
        ValueError: It is no address.

    Example:
        >>> endpoint("HTTP://Example.org:80/Sparql?graph=a")
        'http://example.org/Sparql?graph=a'
    """
    base, path, query = _parts(text)
    return base + ("" if path == "/" and not query else path) + query


def concepts(text: str) -> str:
    """Return what the addresses of a Wikibase's items begin with in RDF.

    Raises:
        ValueError: It is no address.

    Example:
        >>> concepts("http://example.org"), concepts("http://example.org/entity/")
        ('http://example.org/entity/', 'http://example.org/entity/')
    """
    if not re.fullmatch(r"(?i:https?)://[!-~]+", text) or re.search(r"[<>\"{}|\\^`]", text):
        raise ValueError("what the addresses of items begin with, such as http://www.wikidata.org/entity/")
    return text.rstrip("/").removesuffix("/entity") + "/entity/"


def _parts(text: str) -> tuple[str, str, str]:
    """Return scheme and host, the path, and the query with its mark."""
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        host, port = "", None
    if not host or not is_web(text.strip()) or not re.fullmatch(r"[!-~]+", text.strip()):
        raise ValueError("the address of a site, such as https://www.wikidata.org")
    login = parts.netloc.rpartition("@")
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[parts.scheme]:
        place += f":{port}"
    return f"{parts.scheme}://{login[0]}{login[1]}{place}", parts.path, f"?{parts.query}" if parts.query else ""
