"""English sentences about baptisms, burials, marriages and divorces that cannot be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cousins.family.life_events import EventKind
from cousins.terms.sentences import Sentence

if TYPE_CHECKING:
    from cousins.family.dates import Date
    from cousins.family.life_events import Event
    from cousins.family.person import Person
    from cousins.terms.sentences import Case

_ONE: Final = {
    EventKind.BIRTH: "born",
    EventKind.BAPTISM: "baptised",
    EventKind.DEATH: "dead",
    EventKind.BURIAL: "buried",
    EventKind.CREMATION: "cremated",
    EventKind.ENGAGEMENT: "engaged",
    EventKind.MARRIAGE: "married",
    EventKind.DIVORCE: "divorced",
    EventKind.ANNULMENT: "declared never married",
}
_TWO: Final = {
    EventKind.ENGAGEMENT: "{} and {} were engaged",
    EventKind.MARRIAGE: "{} and {} married",
    EventKind.DIVORCE: "{} and {} were divorced",
    EventKind.ANNULMENT: "the marriage of {} and {} was annulled",
}


def day(date: Date | None) -> str:
    """Return a date for people to read."""
    return date.text if date else "unknown"


def _told(event: Event) -> str:
    return f"{_ONE[event.kind]} {day(event.date)}"


def _together(case: Case) -> str:
    one, other = case.people
    event = case.events[0]
    return f"{_TWO[event.kind].format(one.label, other.label)} {day(event.date)}"


def _end(name: str, person: Person, burials: tuple[Event, ...]) -> str:
    """Return by what somebody is known to be dead: a burial, where one is given."""
    return f"{name} was {_told(burials[0])}" if burials else f"{name} died {day(person.died)}"


def _age(case: Case) -> str:
    """Return how old the first of the people was, at a marriage."""
    years = f"{case.years} year{'' if case.years == 1 else 's'} old" if case.years else "not yet a year old"
    return f"when {case.people[0]} was {years}"


def _before_birth(case: Case) -> str:
    (person,) = case.people
    return f"{person.label} was {_told(case.events[0])}, before the birth {day(person.born)}"


def _baptised_after_death(case: Case) -> str:
    (person,) = case.people
    end = _end(person.label, person, case.events[1:])
    if case.events:
        return f"{end}, but was {_told(case.events[0])}"
    return f"{end}, but was baptised, or is said to be born, {day(person.born)}"


def _buried_before_death(case: Case) -> str:
    (person,) = case.people
    return f"{person.label} was {_told(case.events[0])}, before the death {day(person.died)}"


def _buried_late(case: Case) -> str:
    (person,) = case.people
    years = "a year" if case.years == 1 else f"{case.years} years"
    return f"{person.label} died {day(person.died)} and was {_told(case.events[0])}, at least {years} later"


def _twice(case: Case) -> str:
    (person,) = case.people
    one, other = case.events
    return f"{person} is recorded as {_told(one)} and as {_told(other)}"


def _in_future(case: Case) -> str:
    if len(case.people) > 1:
        return f"{_together(case)}, which is to come"
    (person,) = case.people
    return f"{person.label} was {_told(case.events[0])}, which is to come"


def _married_before_birth(case: Case) -> str:
    person = case.people[0]
    return f"{_together(case)}, before {person} was born {day(person.born)}"


def _married_after_death(case: Case) -> str:
    person = case.people[0]
    return f"{_together(case)}, after {_end(str(person), person, case.events[1:])}"


def _young_marriage(case: Case) -> str:
    return f"{_together(case)}, {_age(case)}{' at most' if case.years else ''}"


def _old_marriage(case: Case) -> str:
    return f"{_together(case)}, {_age(case)} at least"


def _divorced_before_marriage(case: Case) -> str:
    return f"{_together(case)}, before they married {day(case.events[1].date)}"


_EXCHANGED: Final = "one of the two dates is wrong, or stands in the other's place"
_TWO_PEOPLE: Final = "one of the two dates is wrong, or the dates of two people were taken for one's"
_PROVED: Final = "keep the one that is proved best, or two people of one name were taken for one"
_MARRIAGE: Final = "a date is wrong, or a namesake is the partner"

EVENT_SENTENCES: Final = (
    Sentence("baptised before birth", _before_birth, _EXCHANGED),
    Sentence("baptised after death", _baptised_after_death, _TWO_PEOPLE),
    Sentence("buried before birth", _before_birth, _TWO_PEOPLE),
    Sentence("buried before death", _buried_before_death, _EXCHANGED),
    Sentence("buried long after death", _buried_late, "one of the two dates is wrong, or it is a later grave"),
    Sentence("births that contradict each other", _twice, _PROVED),
    Sentence("deaths that contradict each other", _twice, _PROVED),
    Sentence("event in the future", _in_future, "a digit of the year is wrong, or it is only planned"),
    Sentence("married or divorced before birth", _married_before_birth, _MARRIAGE),
    Sentence("married or divorced after death", _married_after_death, _MARRIAGE),
    Sentence(
        "very young at the marriage",
        _young_marriage,
        "unlikely, though children of rulers were married so: a date may be wrong, or a namesake the partner",
    ),
    Sentence("very old at the marriage", _old_marriage, f"unlikely: {_MARRIAGE}"),
    Sentence(
        "divorced before the marriage",
        _divorced_before_marriage,
        "the two dates were exchanged, or an earlier marriage of the two is missing",
    ),
)
"""One for each of these rules."""
