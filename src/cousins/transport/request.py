"""What is asked of a host, and what it answered."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

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
        host: The host, with its port if there is one in the address.
    """

    url: str
    method: str
    params: Mapping[str, str] | None
    headers: Mapping[str, str]
    interface: Interface | None
    statuses: Collection[int]
    sink: Sink
    host: str = field(init=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in WEB or not parts.hostname:
            raise SourceError(f"not a web address: {quoted(self.url)}")
        object.__setattr__(self, "host", parts.netloc.rpartition("@")[2])

    def moved(self, answer: Answer) -> Request:
        """Return the request that a redirect asks for; it knows nothing of the first host's interface."""
        url = answer.headers["Location"]
        with contextlib.suppress(ValueError):  # such as an address with half a bracket; refused next
            url = urljoin(answer.url, url)
        if not url.startswith(("http://", "https://")):
            raise SourceAnswerError(f"{self.host} sends on to {quoted(url)}, which is no web address", answer.status)
        same_host = urlsplit(url).netloc == urlsplit(self.url).netloc
        again = replace(self, url=url, params=None, interface=self.interface if same_host else None)
        if answer.status in {307, 308} and self.method == "POST":
            return replace(again, params=self.params)
        return replace(again, method="GET")
