"""Which proxy a request goes through."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from cousins.transport.host_rules import is_loopback

_SOCKS: Final = ("socks4", "socks5", "socks5h", "socks")


class Proxies:
    """The setting's proxy, else the environment's (``HTTPS_PROXY``, ``ALL_PROXY``, ``NO_PROXY``) or the system's.

    This machine itself is always asked directly.

    Args:
        setting: The address of a proxy for all other hosts; None for the environment's.
    """

    def __init__(self, setting: str | None = None) -> None:
        """Read the environment once."""
        self._setting = setting
        self._found = {} if setting else getproxies()

    def of(self, url: str) -> str | None:
        """Return the address of the proxy for a request; None for none.

        Example:
            >>> Proxies("http://proxy:8080").of("https://www.wikidata.org/")
            'http://proxy:8080'
            >>> Proxies("http://proxy:8080").of("http://localhost:8181/")
        """
        parts = urlsplit(url)
        if is_loopback(parts.hostname or ""):
            return None
        if self._setting:
            return self._setting
        proxy = self._found.get(parts.scheme) or self._found.get("all")
        if not proxy or proxy_bypass(parts.netloc):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"


def is_socks(proxy: str) -> bool:
    """Return whether the address is that of a SOCKS proxy."""
    return urlsplit(proxy).scheme in _SOCKS


def named(proxy: str) -> str:
    """Return a proxy's address without the password that may stand in it.

    Example:
        >>> named("http://me:secret@proxy:8080")
        'http://proxy:8080'
    """
    parts = urlsplit(proxy)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
