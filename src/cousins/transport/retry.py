"""Whether to try again, and when: every loop ends.

A host that says when to come back is obeyed to the second and never earlier.
One that does not is given twice as long each time. Jitter only makes waits
longer, so that many clients do not come back at the same moment.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cousins.errors import RateLimitError, SourceAnswerError, SourceError, SourceTimeoutError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Trouble(enum.Enum):
    """What kind of fault a request met with."""

    LAGGING = "the database lags behind"
    LIMITED = "too many requests"
    FAILING = "the server fails"
    BROKEN = "the answer broke off or is damaged"
    UNREACHABLE = "no connection"
    DROPPED = "the connection was closed"
    SILENT = "no answer in time"
    SLOW = "the answer takes too long"
    FINAL = "trying again would not help"


_TRIES: Final = MappingProxyType(
    {
        Trouble.LAGGING: 7,
        Trouble.LIMITED: 5,
        Trouble.FAILING: 5,
        Trouble.BROKEN: 4,
        Trouble.DROPPED: 4,
        Trouble.UNREACHABLE: 3,
        Trouble.SILENT: 2,
        Trouble.SLOW: 1,
        Trouble.FINAL: 1,
    }
)
_MINUTE: Final = 60.0
_FIRST: Final = MappingProxyType({Trouble.LAGGING: 5.0, Trouble.LIMITED: 5.0, Trouble.FAILING: 5.0})
_ERRORS: Final[Mapping[Trouble, type[SourceError]]] = MappingProxyType(
    {Trouble.SILENT: SourceTimeoutError, Trouble.SLOW: SourceTimeoutError, Trouble.UNREACHABLE: SourceError}
)


class FaultError(Exception):
    """A request met with a fault: inside the transport only, never seen by its users.

    Attributes:
        trouble: Its kind.
        host: The host that was asked.
        reason: What happened, fit to follow the name of the host.
        status: The HTTP status; None when there was none.
        retry_after: Seconds that the host wants to be left alone; None when it did not say.
    """

    def __init__(
        self, trouble: Trouble, host: str, reason: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        """Keep the facts."""
        self.trouble = trouble
        self.host = host
        self.reason = reason
        self.status = status
        self.retry_after = retry_after
        super().__init__(f"{host} {reason}")

    def final(self, tries: int) -> SourceError:
        """Return the error that users see after so many tries."""
        if self.trouble is Trouble.LIMITED:
            # A short time that was obeyed again and again was not meant.
            meant = tries == 1 or (self.retry_after or 0) > _MINUTE
            return RateLimitError(self.host, self.retry_after if meant else None, self.reason)
        message = f"{self} (tried {tries} times)" if tries > 1 else str(self)
        kind = _ERRORS.get(self.trouble, SourceAnswerError)
        return SourceAnswerError(message, self.status) if kind is SourceAnswerError else kind(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often and how long to try.

    Attributes:
        tries: Tries for each kind of trouble, the first included.
        first: Seconds before the second try; 5 where the host is overloaded.
        longest: Seconds before any later one.
        longest_asked: Seconds that a host may ask for; if it asks for more, the request fails.
    """

    tries: Mapping[Trouble, int] = field(default_factory=lambda: _TRIES)
    first: float = 1.0
    longest: float = 60.0
    longest_asked: float = 120.0

    def wait(self, fault: FaultError, attempt: int, chance: float) -> float | None:
        """Return the seconds before the next try; None when there is to be none.

        Args:
            fault: What happened.
            attempt: The number of the try that failed, from 1.
            chance: A random number from 0 to 1, for the jitter.

        Example:
            >>> lagging = FaultError(Trouble.LAGGING, "www.wikidata.org", "lags behind", retry_after=5)
            >>> Patience().wait(lagging, 1, 0.0), Patience().wait(lagging, 10, 0.0)
            (5.0, None)
        """
        if attempt >= self.tries[fault.trouble] or (fault.retry_after or 0) > self.longest_asked:
            return None
        if fault.trouble is Trouble.DROPPED and attempt == 1:  # a kept connection that the server had closed
            return 0.0
        own = min(_FIRST.get(fault.trouble, self.first) * 2.0 ** (attempt - 1), self.longest)
        asked = fault.retry_after
        if asked is None:
            return own * (1 + chance / 2)
        # A host that says the same short time again and again counts by the minute: it is given one, in all.
        least = max(asked, own if attempt > 1 or fault.trouble is Trouble.LAGGING else self.first)
        return least * (1 + chance / 4)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for; None without one that can be read.

    A date counts from the server's own Date header, so that a wrong clock
    here or there does no harm (RFC 9110, 10.2.3).

    Example:
        >>> retry_after({"Retry-After": "7"})
        7.0
        >>> day = "Sun, 22 Nov 2026"
        >>> retry_after({"Retry-After": f"{day} 10:00:30 GMT", "Date": f"{day} 10:00:00 GMT"})
        30.0
    """
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    then = _date(text)
    if then is None:
        return None
    since = _date(headers.get("Date", "")) or now or datetime.now(UTC)
    return max(0.0, (then - since).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
