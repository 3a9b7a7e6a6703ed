"""What those who look are told of a search: plain values, from the events of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cousins.explorer.layer import Layer
from cousins.transport.events import Event, Happening

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cousins.family.person import Person
    from cousins.stores.source_cache import StoreTrouble

    Tell = Callable[[Mapping[str, Any]], None]

_NAMED = 4
"""Common ancestors who are named."""


class Progress:
    """Tells of generations, requests and waits.

    Trouble with the store is no matter of visitors, and names files of whoever serves the page: it is not told.

    Args:
        tell: Told what happens, in JSON's terms.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._requests = 0

    def on_place(self, before: int, seconds: float) -> None:
        """Tell how many are before it in the line, and about how many seconds that takes."""
        self._tell({"event": "queue", "before": before, "seconds": round(seconds)})

    def on_event(self, event: Event | Layer | StoreTrouble) -> None:
        """Tell of an event of the question."""
        if isinstance(event, Layer):
            self._requests = event.requests
            self._tell(
                {
                    "event": "generation",
                    "generation": event.degree,
                    "people": event.total,
                    "requests": event.requests,
                    "waiting": event.waiting,
                    "pedigrees": event.pedigrees,
                    "names": [_named(each.person) for each in event.understood],
                    "met": [_named(person) for person in event.nearest[:_NAMED]],
                }
            )
        elif isinstance(event, Event) and event.what is Happening.FINISHED:
            self._requests += 1
            self._tell({"event": "request", "requests": self._requests, "seconds": round(event.seconds, 1)})
        elif isinstance(event, Event) and event.reason:
            self._tell({"event": "wait", "seconds": round(event.seconds, 1), "reason": event.reason})


def _named(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": str(person), "years": person.years}
