"""What happened to people and couples, with day and place, beside birth and death: what `show` tells and files keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from cousins.family.dates import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.family.dates import Date


class EventKind(Enum):
    """What happened."""

    BIRTH = "born"
    BAPTISM = "baptised"
    DEATH = "died"
    BURIAL = "buried"
    CREMATION = "cremated"
    ENGAGEMENT = "engaged"
    MARRIAGE = "married"
    DIVORCE = "divorced"
    ANNULMENT = "annulled"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        kind: What.
        date: When; None where that is not recorded.
        place: Where, as written; None where that is not recorded.
        words: What stands in place of a date where it tells no year, such as ``10 January``; None where there is
            a date or nothing.
    """

    kind: EventKind
    date: Date | None = None
    place: str | None = None
    words: str | None = None

    @property
    def written(self) -> str | None:
        """The source's own words for the day, where they say more than the date."""
        return self.date.written if self.date else self.words

    def record(self) -> dict[str, str | None]:
        """Return the event as text; None for what is not recorded."""
        return {
            "event": self.kind.value,
            "date": str(self.date) if self.date else None,
            "written": self.written,
            "place": self.place,
        }


@dataclass(frozen=True, slots=True)
class PersonalName:
    """One of somebody's names, in the parts that were written.

    Attributes:
        text: The whole name.
        kind: What kind of name it is, in the file's word, such as ``married``; None when nothing was said.
        pieces: The parts by the tags of GEDCOM: ``GIVN``, ``SURN``, ``NPFX``, ``NSFX``, ``SPFX``, ``NICK``.
        written: The name as it was written, with the surname between slashes; None where that is the text.
    """

    text: str
    kind: str | None = None
    pieces: tuple[tuple[str, str], ...] = ()
    written: str | None = None


def known_by(date: Date | None) -> Date | None:
    """Return the limit that a later event sets: whoever was baptised then was born by that day; None for no limit.

    Example:
        >>> from cousins.family.dates import Date
        >>> print(known_by(Date.parse("1850-05-03")), known_by(Date.parse(">1850")))
        ../1850-05-03 None
    """
    if date is None or date.bound is Bound.BEFORE:
        return date
    if date.bound in {Bound.AFTER, Bound.FROM} and not date.until:
        return None
    end = date.until or date
    return replace(end, bound=Bound.TO, until=None, written=None)


def life_of(events: Iterable[Event]) -> tuple[Date | None, Date | None]:
    """Return the dates of birth and death that events tell.

    Whoever has no date of birth was born by the day of the baptism; whoever has no date of death was dead by the
    burial or cremation. Of several events of a kind the first one counts that has a date.
    """
    days: dict[EventKind, Date] = {}
    for event in events:
        if event.date:
            days.setdefault(event.kind, event.date)
    buried = days.get(EventKind.BURIAL) or days.get(EventKind.CREMATION)
    return (
        days.get(EventKind.BIRTH) or known_by(days.get(EventKind.BAPTISM)),
        days.get(EventKind.DEATH) or known_by(buried),
    )
