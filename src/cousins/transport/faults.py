"""What went wrong: the answers and exceptions of HTTP, sorted into kinds of trouble."""

from __future__ import annotations

import asyncio
import json
import ssl
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import aiohttp

from cousins.transport.body import BodyError
from cousins.transport.retry import FaultError, Trouble, retry_after

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_SMALL: Final = 8_192
_API_TROUBLE: Final = {
    "maxlag": (Trouble.LAGGING, "says that its databases lag behind"),
    "ratelimited": (Trouble.LIMITED, "says that there were too many requests"),
    "readonly": (Trouble.LAGGING, "says that it is closed for maintenance"),
}
_PROXY_LOGIN: Final = 407
_REFUSED: Final = {401, 403, 407, 451}


def check_head(host: str, status: int, headers: Mapping[str, str], wanted: Collection[int]) -> None:
    """Check status and headers before anybody reads the body.

    Raises:
        FaultError: The status is none of those wanted, or the headers name an error of the API.
    """
    code = headers.get("MediaWiki-API-Error", "")
    if status == HTTPStatus.OK:
        check_api(host, code, headers)
    elif status not in wanted:
        raise FaultError(_trouble(status), host, _status_text(status), status=status, retry_after=retry_after(headers))


def check_api(host: str, code: str, headers: Mapping[str, str]) -> None:
    """Check the code of an error that the Action API answered with status 200.

    Raises:
        FaultError: It is one that passes by itself. All others are the caller's to read.
    """
    if code in _API_TROUBLE or code.startswith("internal_api_error"):
        trouble, reason = _API_TROUBLE.get(code, (Trouble.FAILING, "had an error of its own"))
        raise FaultError(trouble, host, reason, status=200, retry_after=retry_after(headers))


def api_error(body: bytes) -> str:
    """Return the code of the Action API's error in a body; empty without one.

    Proxies drop headers that they do not know, and large answers are no errors.

    Example:
        >>> api_error(b'{"error": {"code": "maxlag", "lag": 12.4}}')
        'maxlag'
    """
    if len(body) > _SMALL or not body.lstrip().startswith((b'{"error', b'{ "error')):
        return ""
    try:
        found: Any = json.loads(body)
        errors = found.get("errors") or [found.get("error")]
        return str(errors[0]["code"])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return ""


def _trouble(status: int) -> Trouble:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Trouble.LIMITED
    if status == HTTPStatus.REQUEST_TIMEOUT or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Trouble.FAILING if status != HTTPStatus.NOT_IMPLEMENTED else Trouble.FINAL
    return Trouble.FINAL


def _status_text(status: int) -> str:
    """Return what a status says, fit to follow the name of the host."""
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    if status == _PROXY_LOGIN:
        return f"is behind a proxy that wants a name and a password ({phrase})"
    if status in _REFUSED:
        return f"refuses this client ({phrase}); is the contact right?"
    return f"answered {phrase}"


def of_exception(error: Exception, host: str, proxy: str | None) -> FaultError:
    """Return the fault that an exception stands for.

    Args:
        error: What the client library, the system or a sink raised.
        host: The host that was asked.
        proxy: The proxy on the way, without its password; None for none.
    """
    if isinstance(error, BodyError):
        return FaultError(Trouble.BROKEN if error.again else Trouble.FINAL, host, str(error))
    if proxy and (found := _of_proxy(error, host, proxy)):
        return found
    if isinstance(error, asyncio.TimeoutError):
        return FaultError(Trouble.SILENT, host, "did not answer in time; see setting timeout")
    return _of_connection(error, host) or FaultError(Trouble.BROKEN, host, f"broke off: {_line(error)}")


def _of_proxy(error: Exception, host: str, proxy: str) -> FaultError | None:
    if isinstance(error, aiohttp.ClientHttpProxyError):
        trouble = Trouble.FAILING if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR else Trouble.FINAL
        reason = f"is out of reach: the proxy {proxy} answered {error.status} {_line(error.message)}"
        return FaultError(trouble, host, reason.rstrip(), status=error.status)
    if isinstance(error, aiohttp.ClientProxyConnectionError) or type(error).__name__ == "ProxyConnectionError":
        return FaultError(Trouble.UNREACHABLE, host, f"is out of reach: cannot connect to the proxy {proxy}")
    if type(error).__name__ in {"ProxyError", "ProxyTimeoutError"}:
        return FaultError(Trouble.UNREACHABLE, host, f"is out of reach: the proxy {proxy} says: {_line(error)}")
    return None


def _of_connection(error: Exception, host: str) -> FaultError | None:
    if isinstance(error, aiohttp.ClientConnectorCertificateError | ssl.SSLCertVerificationError):
        inner = getattr(error, "certificate_error", error)
        why = getattr(inner, "verify_message", "") or _line(inner)
        return FaultError(Trouble.FINAL, host, f"shows a certificate that is not trusted ({why}); see setting ca_file")
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        return FaultError(Trouble.FINAL, host, f"cannot be reached safely, TLS fails: {_line(error)}")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FaultError(Trouble.UNREACHABLE, host, "has no address; are you online, and is the name right?")
    if isinstance(error, aiohttp.ClientConnectorError):
        return FaultError(Trouble.UNREACHABLE, host, f"takes no connection: {error.strerror or _line(error)}")
    if isinstance(error, aiohttp.InvalidURL):
        return FaultError(Trouble.FINAL, host, "is no address that can be asked")
    return None


def _line(error: object) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
