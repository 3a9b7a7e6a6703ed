"""What came in, and what is too much of it."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    Attributes:
        method: ``GET``.
        path: Without the query.
        params: Of the query and of a form, as text.
        headers: Names in any case.
        at: When it came, in seconds of the monotonic clock.
        at_once: How many were being answered then, this one included.
    """

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    at: float
    at_once: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The items it asks for, by API or EntityData; empty for other questions."""
        if "Special:EntityData/" in self.path:
            return (self.path.rpartition("/")[2].partition(".")[0],)
        return tuple(filter(None, self.params.get("ids", "").split("|")))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a client may do; None is no limit.

    Attributes:
        at_once: Requests at the same time.
        requests: Requests in `seconds`.
        seconds: The length of that time. A twentieth of it is forgiven, so
            that an even pace exactly at the limit is no offence.
        retry_after: What a refusal says; None says nothing.
    """

    at_once: int | None = None
    requests: int | None = None
    seconds: float = 1.0
    retry_after: int | None = 1


@dataclass
class Traffic:
    """All requests so far.

    Attributes:
        requests: In the order they came.
        refused: Those that went over the limits.
    """

    requests: list[Request] = field(default_factory=list)
    refused: list[Request] = field(default_factory=list)
    _recent: deque[float] = field(default_factory=deque)
    _busy: int = 0

    @property
    def most_at_once(self) -> int:
        """The most requests that were being answered at the same time."""
        return max((each.at_once for each in self.requests), default=0)

    @property
    def most_a_second(self) -> int:
        """The most requests that came within any second."""
        moments = [each.at for each in self.requests]
        return max((bisect_left(moments, at + 1) - number for number, at in enumerate(moments)), default=0)

    def enter(self, method: str, path: str, params: Mapping[str, str], headers: Mapping[str, str]) -> Request:
        """Keep one request as it comes in; `leave` when it is answered."""
        self._busy += 1
        request = Request(method, path, params, headers, time.monotonic(), self._busy)
        self.requests.append(request)
        return request

    def leave(self) -> None:
        """One request less is being answered."""
        self._busy -= 1

    def too_much(self, request: Request, limits: Limits) -> bool:
        """Return whether a request goes over the limits; it is kept in `refused` then."""
        self._recent.append(request.at)
        while self._recent[0] <= request.at - 0.95 * limits.seconds:
            self._recent.popleft()
        many = limits.at_once is not None and request.at_once > limits.at_once
        often = limits.requests is not None and len(self._recent) > limits.requests
        if many or often:
            self.refused.append(request)
        return many or often
