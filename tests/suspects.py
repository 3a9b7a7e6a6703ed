"""Small families with something wrong in them, for the rules that find it."""

from __future__ import annotations

from datetime import date, timedelta

from cousins.checks import check
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.life_events import Event, EventKind
from cousins.family.links import ParentKind, ParentLink, PartnerLink
from cousins.family.person import Person, PersonId, Sex

START = date(1500, 3, 1)


def person(name, born=None, died=None, called=None, events=()):
    """Somebody whose id begins with M for men, W for women, and otherwise has no sex."""
    sex = {"M": Sex.MALE, "W": Sex.FEMALE}.get(name[0])
    days = born and Date.parse(born), died and Date.parse(died)
    return Person(PersonId(name), called, sex, *days, events=happened(*events))


def happened(*events):
    """Events from ``married 1850`` words; without a day, ``married``."""
    pairs = (each.partition(" ") for each in events)
    return tuple(Event(EventKind(kind), Date.parse(when) if when else None) for kind, _, when in pairs)


def day(number):
    """A day so many days after some other, as text."""
    return (START + timedelta(days=number)).isoformat()


def parents(drawing, kind=ParentKind.BIRTH):
    """Links from ``child: parent parent`` words."""
    child, _, others = drawing.partition(": ")
    return [ParentLink(PersonId(child), PersonId(other), kind) for other in others.split()]


def partners(one, other):
    return PartnerLink(PersonId(one), PersonId(other))


def found(people, links=(), couples=(), **options):
    return list(check(FamilyGraph.of(people, links, couples), **options))


def found_in_couple(one, other, *events, **options):
    """What is found in two people to whom something happened together."""
    graph = FamilyGraph.of([one, other], [], [partners(one.id, other.id)])
    graph.couple_events = {(0, 1): happened(*events)}
    return list(check(graph, **options))


def rules(*family, **options):
    return [violation.rule for violation in found(*family, **options)]
