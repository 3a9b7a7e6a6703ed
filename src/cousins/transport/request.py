"""What is asked of a host, and what it answered."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urljoin, urlsplit

from cousins.errors import SourceAnswerError, SourceError, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cousins.transport.body import Sink
    from cousins.transport.host_rules import Interface

MOVED: Final = frozenset({301, 302, 303, 307, 308})
"""The HTTP statuses that lead to another address."""
WEB: Final = frozenset({"http", "https"})
"""The schemes of addresses that can be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a host answered.

    Attributes:
        url: The address that answered, after redirects.
        status: The HTTP status.
        headers: By name, in any case.
        body: The bytes, inflated; empty when a sink took them.
        seconds: How long the host took, without waiting for a turn.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request, the same at every try.

    Attributes:
        url: The address.
        method: GET or POST.
        params: Added to the address, or sent as a form with POST.
        headers: Beside those of the sink.
        interface: What of the host is asked; None to tell by the address.
        statuses: The HTTP statuses that are answers.
        sink: Takes the bytes.
        is_file: Whether they become a file, of any size, and not an answer in memory.
        host: The host, with its port if there is one in the address.
    """

    url: str
    method: str
    params: Mapping[str, str] | None
    headers: Mapping[str, str]
    interface: Interface | None
    statuses: Collection[int]
    sink: Sink
    is_file: bool = False
    host: str = field(init=False)

    def __post_init__(self) -> None:
        parts = _web_address(self.url)
        if parts is None:
            raise SourceError(f"not a web address: {quoted(self.url)}")
        object.__setattr__(self, "host", parts.netloc.rpartition("@")[2])

    def moved(self, answer: Answer) -> Request:
        """Return the request that a redirect asks for; it knows nothing of the first host's interface."""
        url = answer.headers.get("Location", "").strip()
        if not url:
            raise SourceAnswerError(f"{self.host} sends on without saying where", answer.status)
        with contextlib.suppress(ValueError):  # such as an address with half a bracket; refused next
            url = urljoin(answer.url, url)
        parts = _web_address(url)
        if parts is None:
            raise SourceAnswerError(f"{self.host} sends on to {quoted(url)}, which is no web address", answer.status)
        same_host = parts.netloc == urlsplit(self.url).netloc
        again = replace(self, url=url, params=None, interface=self.interface if same_host else None)
        if answer.status in {307, 308} and self.method == "POST":
            return replace(again, params=self.params)
        return replace(again, method="GET")


def _web_address(url: str) -> SplitResult | None:
    """Return the parts of an address that can be asked; None of any other text."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in WEB and parts.hostname and port != 0 else None
