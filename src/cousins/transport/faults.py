"""What went wrong: the answers and exceptions of HTTP, sorted into kinds of trouble and said in our own words."""

from __future__ import annotations

import asyncio
import errno
import re
import ssl
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp import http_exceptions

from cousins.transport.body import BodyError
from cousins.transport.retry import FaultError, Trouble, retry_after
from cousins.transport.server_words import cut
from cousins.wikibase.decode import decode_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cousins.wikibase.decode import ApiError

_HEAD: Final = 65_536
"""Bytes in which an error of the API begins, if there is one: before it stand warnings at most."""
_API_TROUBLE: Final = {
    "maxlag": Trouble.LAGGING,
    "ratelimited": Trouble.LIMITED,
    "readonly": Trouble.LAGGING,
    "timeout": Trouble.FAILING,
    "cirrussearch-too-busy-error": Trouble.FAILING,
}
_PROXY_LOGIN: Final = 407
_REFUSED: Final = {401, 403, 451}
_OF_PROXIES: Final = {200, 403, 407, 502, 503, 504}
"""With 200 comes a page of a proxy where something else was asked for."""
_CONNECTING: Final = {
    errno.ECONNREFUSED: "takes no connection: refused; is the server running, and is its address right?",
    errno.ECONNRESET: "takes no connection: reset",
    errno.ECONNABORTED: "takes no connection: broken off",
    errno.ETIMEDOUT: "takes no connection: nobody answers there",
    errno.EHOSTUNREACH: "takes no connection: there is no way to it from here; are you online?",
    errno.ENETUNREACH: "takes no connection: there is no way to it from here; are you online?",
    errno.EADDRNOTAVAIL: "takes no connection: its address cannot be used from here",
    errno.EACCES: "takes no connection: this machine forbids it; is there a firewall?",
    errno.EPERM: "takes no connection: this machine forbids it; is there a firewall?",
    errno.EMFILE: "cannot be asked: too many files and connections are open",
}
_CERTIFICATES: Final = {
    9: "it is not valid yet; is the clock of this machine right?",
    10: "it has expired",
    18: "it is signed by itself",
    19: "an authority of its own signed it",
    20: "nobody knows who signed it",
    21: "nobody knows who signed it",
    23: "it was withdrawn",
    62: "it is for another host",
    64: "it is for another address",
}
"""What is wrong with a certificate, by OpenSSL's number (X509_V_ERR_…)."""

_NO_TLS: Final = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"}
_BREAKING: Final[tuple[tuple[type[Exception], tuple[Trouble, str]], ...]] = (
    (aiohttp.ServerDisconnectedError, (Trouble.DROPPED, "closed the connection without an answer")),
    (http_exceptions.ContentLengthError, (Trouble.BROKEN, "broke off: its answer is shorter than it said")),
    (http_exceptions.TransferEncodingError, (Trouble.BROKEN, "broke off: the last part of its answer is missing")),
    (OSError, (Trouble.DROPPED, "broke the connection off")),
)


@dataclass(slots=True)
class Progress:
    """How far one try has come.

    Attributes:
        url: What is asked for.
        host: The host that is asked.
        proxy: The proxy on the way, without its password; None for none.
        timeout: Seconds that the answer may take.
        headers: Of the answer, as soon as they are there.
        size: Bytes of the body that came.
    """

    url: str
    host: str
    proxy: str | None
    timeout: float
    headers: Mapping[str, str] = field(default_factory=dict)
    size: int = 0

    @property
    def way(self) -> str:
        """The proxy on the way, to be said where it cannot be told who of the two it was; empty without one."""
        return f" (through the proxy {self.proxy})" if self.proxy else ""

    def proxy_said(self, status: int) -> str | None:
        """Return the proxy, when an answer is its own and not the host's; None when it is the host's.

        Through a tunnel the host itself answers. Without one, a proxy passes on what the host says
        and marks it with Via; of a status that proxies use themselves, that is taken for their own.
        """
        names = {name.lower() for name in self.headers}
        server = self.headers.get("Server", "").lower()
        own = "x-squid-error" in names or "squid" in server or "proxy" in server
        own = own or any(name.startswith("proxy-") for name in names) or status == _PROXY_LOGIN
        passed = self.proxy is not None and urlsplit(self.url).scheme == "http" and "via" in names
        if not own and not (passed and status in _OF_PROXIES):
            return None
        return f"the proxy {self.proxy}" if self.proxy else "a proxy on the way"


def of_status(status: int, progress: Progress, words: str) -> FaultError:
    """Return the fault of an answer with a status that is no answer.

    Args:
        status: The HTTP status.
        progress: With the headers.
        words: What the body says of it; may be empty.
    """
    trouble = Trouble.FINAL
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        trouble = Trouble.LIMITED
    elif status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY} or (
        status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED
    ):
        trouble = Trouble.FAILING
    said = f"{_phrase(status)}: {words}" if words else _phrase(status)
    proxy = progress.proxy_said(status)
    if status == _PROXY_LOGIN:
        reason = f"is out of reach: {proxy} wants a name and a password ({_phrase(status)})"
    elif proxy:
        reason = f"is out of reach: {proxy} answered {said}"
    elif status in _REFUSED:
        reason = f"refuses this client ({said}); is the contact right?{progress.way}"
    else:
        reason = f"answered {said}{progress.way}"
    return FaultError(trouble, progress.host, reason, status=status, retry_after=retry_after(progress.headers))


def check_api(body: bytes, progress: Progress) -> None:
    """Check whether an answer with status 200 is an error of the Action API.

    Proxies drop the header that names it, so that the body is looked at as well.

    Raises:
        FaultError: It is; in the server's own words.
    """
    code = progress.headers.get("MediaWiki-API-Error", "")
    error = decode_error(body) if code or b'"error' in body[:_HEAD] else None
    if error or code:
        raise _of_api(error, code, progress)


def _of_api(error: ApiError | None, code: str, progress: Progress) -> FaultError:
    name = error.code if error else code
    trouble = Trouble.FAILING if name.startswith("internal_api_error") else _API_TROUBLE.get(name, Trouble.FINAL)
    words = cut(str(error) if error else f"there was an error ({code})")
    return FaultError(
        trouble, progress.host, f"says: {words}", status=HTTPStatus.OK, retry_after=retry_after(progress.headers)
    )


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def of_exception(error: Exception, progress: Progress) -> FaultError:
    """Return the fault that an exception stands for.

    Args:
        error: What the client library, the system or a sink raised.
        progress: How far the try had come.
    """
    host, proxy = progress.host, progress.proxy
    if isinstance(error, BodyError):
        speaker = progress.proxy_said(HTTPStatus.OK)
        said = f"is out of reach: {speaker} {error}" if speaker and not error.again else f"{error}{progress.way}"
        return FaultError(Trouble.BROKEN if error.again else Trouble.FINAL, host, said)
    if proxy and (found := _of_proxy(error, host, proxy)):
        return found
    if isinstance(error, asyncio.TimeoutError):
        return _of_silence(error, progress)
    trouble, reason = _of_connection(error) or _of_answer(error)
    return FaultError(trouble, host, reason + progress.way)


def _of_proxy(error: Exception, host: str, proxy: str) -> FaultError | None:
    name = type(error).__name__
    if isinstance(error, aiohttp.ClientHttpProxyError):
        trouble = Trouble.FAILING if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR else Trouble.FINAL
        said = f"answered {_phrase(error.status)}"
        if error.status == _PROXY_LOGIN:
            said = f"wants a name and a password ({_phrase(error.status)})"
        return FaultError(trouble, host, f"is out of reach: the proxy {proxy} {said}", status=error.status)
    if isinstance(error, aiohttp.ClientProxyConnectionError) or name == "ProxyConnectionError":
        return FaultError(Trouble.UNREACHABLE, host, f"is out of reach: cannot connect to the proxy {proxy}")
    if name == "ProxyTimeoutError":
        return FaultError(Trouble.UNREACHABLE, host, f"is out of reach: the proxy {proxy} does not answer")
    if name == "ProxyError":
        return FaultError(Trouble.UNREACHABLE, host, f"is out of reach: the proxy {proxy} refuses to connect to it")
    return None


def _of_silence(error: Exception, progress: Progress) -> FaultError:
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return FaultError(Trouble.SILENT, progress.host, f"takes no connection in time; are you online?{progress.way}")
    seconds = f"{progress.timeout:g} s; see setting timeout{progress.way}"
    if progress.size:
        return FaultError(Trouble.SLOW, progress.host, f"had not sent all of its answer after {seconds}")
    return FaultError(Trouble.SILENT, progress.host, f"did not answer in time, within {seconds}")


def _of_connection(error: Exception) -> tuple[Trouble, str] | None:
    """Return what went wrong before there was an answer; None when it was later."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError | ssl.SSLError):
        return Trouble.FINAL, _of_tls(error)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Trouble.UNREACHABLE, "has no address; are you online, and is the name right?"
    if isinstance(error, aiohttp.ClientConnectorError):
        return Trouble.UNREACHABLE, _CONNECTING.get(_number(error.os_error), "takes no connection")
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return Trouble.FINAL, "is no address that can be asked"
    return None


def _of_tls(error: Exception) -> str:
    inner = getattr(error, "certificate_error", None) or getattr(error, "os_error", error)
    if isinstance(inner, ssl.SSLCertVerificationError):
        why = _CERTIFICATES.get(inner.verify_code, "it does not hold")
        return f"shows a certificate that is not trusted: {why}; see setting ca_file"
    if getattr(inner, "reason", None) in _NO_TLS:
        return "cannot be reached safely, TLS fails: it does not speak TLS; is its address http://?"
    return "cannot be reached safely, TLS fails: this machine and it do not agree"


def _number(error: OSError) -> int:
    """Return the system's number of an error; of several at once, one for each address of a host, the first."""
    if error.errno:
        return error.errno
    found = re.search(r"\[Errno (\d+)\]", str(error))
    return int(found[1]) if found else 0


def _of_answer(error: Exception) -> tuple[Trouble, str]:
    """Return what is wrong with an answer that had begun, or should have."""
    causes = tuple(_causes(error))
    if isinstance(error, aiohttp.ClientResponseError):
        if any(isinstance(cause, http_exceptions.LineTooLong) for cause in causes) or "many headers" in error.message:
            return Trouble.FINAL, "sent a head that is too long"
        if "chunk" in error.message:
            return Trouble.BROKEN, "broke off: a part of its answer is damaged"
        return Trouble.BROKEN, "answered something that is no HTTP"
    found = (said for kind, said in _BREAKING if any(isinstance(cause, kind) for cause in causes))
    return next(found, (Trouble.BROKEN, "broke off: its answer did not come whole"))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came from."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
