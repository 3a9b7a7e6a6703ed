"""What has been let through under one rule, and the first moment at which the next may be."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cousins.transport.host_rules import Rule

_MINUTE: Final = 60.0
_KEPT: Final = 4
"""Times as many moments are kept as are counted: some may be booked beyond a pause."""
_LONG_AGO: Final = -1e12


@dataclass(slots=True)
class Bookings:
    """The moments booked under one rule, in seconds of a clock that never goes back.

    Attributes:
        paused_until: When the pause is over that the host asked for.
        last: The latest moment that was booked.
        second: When the latest requests reached the host at the latest, in order, where the rule counts seconds.
        minute: The moments of the last minute, in order, where the rule counts minutes.
    """

    paused_until: float = _LONG_AGO
    last: float = _LONG_AGO
    second: list[float] = field(default_factory=list)
    minute: list[float] = field(default_factory=list)

    def earliest(self, rule: Rule, now: float) -> float:
        """Return the first moment that the rule allows, not before now."""
        moment = max(self.paused_until, now)
        if rule.per_second:
            moment = max(moment, self.last + 1 / rule.per_second)
            many = _whole(rule.per_second)
            if len(self.second) >= many:
                moment = max(moment, self.second[-many] + many / rule.per_second)
        if rule.per_minute:
            del self.minute[: bisect_right(self.minute, now - _MINUTE)]
            if len(self.minute) >= rule.per_minute:
                moment = max(moment, self.minute[-rule.per_minute] + _MINUTE)
        return moment

    def book(self, rule: Rule, moment: float) -> None:
        """Remember that a request goes out at a moment."""
        self.last = max(self.last, moment)
        if rule.per_second:
            insort(self.second, moment)
            del self.second[: -_KEPT * _whole(rule.per_second)]
        if rule.per_minute:
            insort(self.minute, moment)

    def settle(self, moment: float, now: float) -> None:
        """Count a booked request as of now, when it was answered.

        It reached the host somewhere in between; a connection that took a while to open has
        brought it nearer to the next one than the two were booked.
        """
        if moment in self.second:
            self.second.remove(moment)
            insort(self.second, now)


def _whole(rate: float) -> int:
    """Return how many requests are counted together: a second's, or one where that is less."""
    return max(1, int(rate))
