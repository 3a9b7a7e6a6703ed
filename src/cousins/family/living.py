"""Hiding the living: a family as it may be shown to others.

Somebody counts as living who has no recorded death and was born less than 110 years
ago, by the last day that the birth may mean. Of somebody without any dates the
parents, children and partners say when the birth was at the latest: 60 years after a
parent's birth, a year after a parent's death, 15 years before a child's birth or a
partner's death, 30 years after a partner's birth. Children and partners
of the living, of whom nothing else is known, count as living, too. With no
date around nobody is hidden.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from cousins.family.date_columns import NEVER
from cousins.family.people_on_demand import PeopleOnDemand
from cousins.family.telling_ids import without_telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cousins.family.date_columns import Event
    from cousins.family.dates import Date
    from cousins.family.graph import FamilyGraph
    from cousins.family.person import Person, PersonId
    from cousins.family.person_ids import Ids

_YEAR = 365.2425
_LONGEST_LIFE = round(110 * _YEAR)
_AFTER_PARENT, _AFTER_DEATH, _BEFORE_CHILD, _AFTER_PARTNER = (round(years * _YEAR) for years in (60, 1, 15, 30))
_TO_JULIAN_DAY = 1721425
"""What makes a Julian day number of Python's ordinal of a day."""
_NOBODY = ("unknown father", "unknown mother")
"""What readers call parents whom they put in so that siblings are siblings; writers know them by it."""
_FIRST_LETTER = re.compile(r"(?<![\w'\u2019])[^\W\d_]")


class Living(Enum):
    """What is shown of people who count as living."""

    HIDE = "hide"
    INITIALS = "initials"


def living(graph: FamilyGraph, today: date) -> bytearray:
    """Return for each person 1 where they count as living, else 0; one look at everybody and every link.

    Example:
        >>> from datetime import date
        >>> from cousins.family.graph import FamilyGraph
        >>> family = FamilyGraph.from_arrays(["Ann", "Bob"], born=["1990", "1850"])
        >>> list(living(family, date(2020, 1, 1)))
        [1, 0]
    """
    limit = today.toordinal() + _TO_JULIAN_DAY - _LONGEST_LIFE
    alive, unknown = bytearray(len(graph)), bytearray(len(graph))
    for number, (born, died) in enumerate(zip(graph.born, graph.died, strict=True)):
        if died is None:
            if born is not None:
                alive[number] = born.latest > limit
            else:
                latest = _latest_birth(graph, number)
                alive[number] = limit < latest < NEVER
                unknown[number] = latest >= NEVER
    waiting = [number for number, lives in enumerate(alive) if lives]
    while waiting:
        person = waiting.pop()
        for kin in (*graph.children[person], *graph.social_children[person], *graph.partners[person]):
            if unknown[kin] and not alive[kin]:
                alive[kin] = 1
                waiting.append(kin)
    return alive


def _latest_birth(graph: FamilyGraph, person: int) -> int:
    """Return the last day on which somebody without dates may have been born; NEVER where no kin has dates."""
    born, died = graph.last_born_day, graph.last_died_day
    latest = 2 * NEVER
    for parent in (*graph.parents[person], *graph.social_parents[person]):
        latest = min(latest, born[parent] + _AFTER_PARENT, died[parent] + _AFTER_DEATH)
    for child in (*graph.children[person], *graph.social_children[person]):
        latest = min(latest, _known(born[child]), _known(died[child]))
    for partner in graph.partners[person]:
        latest = min(latest, born[partner] + _AFTER_PARTNER, _known(died[partner]))
    return latest


def _known(day: int) -> int:
    """Return the day 15 years earlier; a day that nobody knows as it is."""
    return day if day >= NEVER else day - _BEFORE_CHILD


def without_living(graph: FamilyGraph, how: Living, today: date) -> FamilyGraph:
    """Return the same family with nothing of the living but ids, sexes and links, and initials where these are wanted.

    Ids that tell who somebody is are others: ``living-1``.

    Args:
        graph: Everybody.
        how: What is shown of the living.
        today: The day from which ages are counted.
    """
    alive = living(graph, today)
    ids = without_telling(graph, alive, graph.people)
    shown = graph.described(_Shown(graph.people, ids, alive, how), ids)
    shown.couple_events = {
        couple: events for couple, events in graph.couple_events.items() if not any(alive[who] for who in couple)
    }
    return shown


class _Shown(PeopleOnDemand):
    """People, those who count as living without names and dates."""

    most_kept = 10_000

    def __init__(self, people: Sequence[Person], ids: Ids | Sequence[PersonId], alive: bytearray, how: Living) -> None:
        self._people, self._ids, self._alive, self._how = people, ids, alive, how

    def __len__(self) -> int:
        return len(self._people)

    def spellings(self) -> Iterator[tuple[str, ...]]:
        """Yield each person's name, empty when unknown, and then the other names."""
        for number in range(len(self)):
            person = self._person(number)
            yield (person.name or "", *person.aliases)

    def _person(self, number: int) -> Person:
        person = self._people[number]
        if not self._alive[number] or person.name in _NOBODY:
            return person
        name = "living" if self._how is Living.HIDE else initials(person.name)
        hidden = replace(person, name=name, born=None, died=None, aliases=(), names=(), events=(), private=True)
        return replace(hidden, id=self._ids[number], description="")

    def _date(self, number: int, event: Event) -> Date | None:
        if self._alive[number]:
            return None
        person = self._people[number]
        return person.born if event == "born" else person.died


def initials(name: str | None) -> str:
    """Return the initials of a name; ``living`` for one without letters.

    Example:
        >>> initials("Jean-Luc van der Smith")
        'J. L. S.'
    """
    letters = [str(letter) for letter in _FIRST_LETTER.findall(name or "")]
    chosen = [letter for letter in letters if not letter.islower()] or letters
    return " ".join(f"{letter.upper()}." for letter in chosen) or "living"
