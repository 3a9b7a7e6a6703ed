"""What happened to people and couples, with day and place, beside birth and death: what `show` tells and files keep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    """

    kind: EventKind
    date: Date | None = None
    place: str | None = None

    def record(self) -> dict[str, str | None]:
        """Return the event as text; None for what is not recorded."""
        return {
            "event": self.kind.value,
            "date": str(self.date) if self.date else None,
            "written": self.date.written if self.date else None,
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
