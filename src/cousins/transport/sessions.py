"""Connections: through which proxy, trusting whom, in whose name, and for how long."""

from __future__ import annotations

import ssl
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import aiohttp

from cousins.errors import SettingsError
from cousins.transport.proxies import Proxies, is_socks

if TYPE_CHECKING:
    from cousins.settings import Settings

_CONNECT: Final = 15.0
"""Seconds to connect, TLS included."""
_LONGEST_LINE: Final = 32_768
"""Bytes of a header at most; some sites list all they trust in one."""


class Sessions:
    """Opens a session for each way to the network when it is first needed: direct, HTTP proxy, SOCKS.

    Args:
        settings: Contact, proxy and certificates.

    Raises:
        SettingsError: The certificate authorities cannot be read.
    """

    def __init__(self, settings: Settings) -> None:
        """Open nothing yet."""
        self.proxies = Proxies(settings.proxy)
        self._agent = user_agent(settings.contact)
        self._tls = trust(settings)
        self._open: dict[str | None, aiohttp.ClientSession] = {}

    def through(self, proxy: str | None) -> tuple[aiohttp.ClientSession, str | None]:
        """Return the session for a proxy, and the proxy if the session still has to be told of it."""
        socks = proxy if proxy and is_socks(proxy) else None
        if socks not in self._open:
            self._open[socks] = session = aiohttp.ClientSession(
                connector=_connector(socks, tls=self._tls),
                headers={"User-Agent": self._agent},
                auto_decompress=False,
                max_line_size=_LONGEST_LINE,
                max_field_size=_LONGEST_LINE,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
            # The library sends a GET again by itself when a kept connection was closed; such a request would have
            # passed no pacer. There is no public way to say so.
            session._retry_connection = False  # noqa: SLF001
        return self._open[socks], None if socks else proxy

    async def close(self) -> None:
        """Close all connections."""
        while self._open:
            await self._open.popitem()[1].close()


@lru_cache(maxsize=8)
def user_agent(contact: str | None) -> str:
    """Return the User-Agent that names the program, the operator and the library.

    The operator's contact, not the program's page: otherwise all users would
    share one limit (Wikimedia Foundation User-Agent Policy).

    Example:
        >>> user_agent("me@example.org").split(" ")[1]
        '(me@example.org)'
    """
    names = [f"cousins/{version('cousins')}", f"({contact})" if contact else "", f"aiohttp/{aiohttp.__version__}"]
    return " ".join(filter(None, names))


def timeouts(settings: Settings) -> aiohttp.ClientTimeout:
    """Return the timeouts of one try: to connect. The answer may begin late; the whole of it is timed elsewhere."""
    return aiohttp.ClientTimeout(sock_connect=min(_CONNECT, settings.timeout))


def trust(settings: Settings) -> ssl.SSLContext | bool:
    """Return whom to trust: the system's authorities, and those of the setting."""
    if settings.ca_file is None:
        return True
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(settings.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"cannot read certificate authorities from {settings.ca_file}: {error}") from error
    return context


def _connector(socks: str | None, *, tls: ssl.SSLContext | bool) -> aiohttp.TCPConnector:
    """Return a connector without limits of its own: the pacer has them."""
    if socks is None:
        return aiohttp.TCPConnector(limit=0, ssl=tls)
    from aiohttp_socks import ProxyConnector  # noqa: PLC0415 (few need SOCKS)

    address = socks.replace("socks5h://", "socks5://").replace("socks://", "socks5://")
    connector: aiohttp.TCPConnector = ProxyConnector.from_url(address, rdns=True, limit=0, ssl=tls)
    return connector
