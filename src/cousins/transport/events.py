"""What happens while hosts are asked, for progress lines and for those who watch."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TypedDict


class Happening(enum.Enum):
    """What an event is about."""

    STARTED = "started"
    FINISHED = "finished"
    WAITING = "waiting"
    RETRYING = "retrying"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened.

    Attributes:
        what: A request started or finished, waits for its turn, or will be tried again.
        host: The host that is asked.
        url: What is asked of it.
        seconds: How long the answer took, or how long the wait will be.
        reason: Why it waits or is tried again; empty otherwise.
        status: The HTTP status of the answer; None before there is one.
        size: Bytes that came over the wire.
        attempt: The number of this try, from 1.
    """

    what: Happening
    host: str
    url: str
    seconds: float = 0.0
    reason: str = ""
    status: int | None = None
    size: int = 0
    attempt: int = 1


class Facts(TypedDict, total=False):
    """What an event may say beside what, host and url; as in `Event`."""

    seconds: float
    reason: str
    status: int | None
    size: int
    attempt: int
