"""What the template of a person's page gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cousins.family.life_events import EventKind
from cousins.plain import harmless
from cousins.settings import WIKIDATA_PAGES
from cousins.terms.page_words import said
from cousins.web.views import person_view
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.answers.profile import Profile
    from cousins.family.dates import Date
    from cousins.family.life_events import Event
    from cousins.family.person import Person
    from cousins.web.views import PersonView

_LISTED = 200
"""People of one kind of kin who are named; nobody reads more."""


class Kin(NamedTuple):
    """Somebody near.

    Attributes:
        person: Who.
        word: What they are, where the heading does not say it; else empty.
        told: Marriages and the like, one line each.
    """

    person: PersonView
    word: str = ""
    told: tuple[str, ...] = ()


class Group(NamedTuple):
    """Kin of one kind.

    Attributes:
        heading: What they are.
        kin: Who they are.
        more: How many more there are.
    """

    heading: str
    kin: tuple[Kin, ...]
    more: int


class ProfileView(NamedTuple):
    """A person and the nearest kin.

    Attributes:
        person: Who.
        description: Who this is, in a few words; empty where the source has none.
        facts: What is known, each with its name.
        groups: The kin, kind by kind; of none that is empty.
        up: Whether ancestors can be drawn.
        down: Whether descendants or partners can be.
        wikidata: The person's page there; empty where there is none.
    """

    person: PersonView
    description: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    up: bool
    down: bool
    wikidata: str


def profile_view(profile: Profile) -> ProfileView:
    """Return what is known of a person, for a page."""
    person = profile.person
    rivals = {who.id: word for word, who in profile.rivals}
    partners = [
        Kin(person_view(who), word, tuple(_told(event) for event in profile.marriages.get(who.id, ())))
        for word, who in profile.partners
    ]
    groups = [
        ("parents", [Kin(person_view(who), rivals.get(who.id, "")) for who in profile.parents]),
        ("social_parents", _with_words(profile.social_parents)),
        ("partners", partners),
        ("children", _plain(profile.children)),
        ("social_children", _with_words(profile.social_children)),
        ("identical_twins", _plain(profile.identical_twins)),
        ("siblings", _plain(profile.siblings)),
        ("half_siblings", _plain(profile.half_siblings)),
        ("perhaps_half_siblings", _plain(profile.perhaps_half_siblings)),
    ]
    return ProfileView(
        person_view(person),
        harmless(person.description),
        tuple(_facts(person)),
        tuple(Group(said(key), tuple(kin[:_LISTED]), max(0, len(kin) - _LISTED)) for key, kin in groups if kin),
        up=bool(profile.parents or profile.social_parents),
        down=bool(profile.children or profile.social_children or profile.partners),
        wikidata=f"{WIKIDATA_PAGES}{person.id}" if is_item_id(person.id) and not person.private else "",
    )


def _facts(person: Person) -> Iterable[tuple[str, str]]:
    for key, kind, date in (("born", EventKind.BIRTH, person.born), ("died", EventKind.DEATH, person.died)):
        place = next((event.place for event in person.events if event.kind is kind and event.place), None)
        if date or place:
            yield said(key), _at(date, place)
    for event in person.events:
        if event.kind not in {EventKind.BIRTH, EventKind.DEATH}:
            yield event.kind.value.capitalize(), _at(event.date, event.place)
    if person.aliases:
        yield said("also_known"), harmless(", ".join(person.aliases))


def _told(event: Event) -> str:
    return f"{event.kind.value} {_at(event.date, event.place)}".strip()


def _at(date: Date | None, place: str | None) -> str:
    if date and place:
        return harmless(said("dated", date=date.text, place=place))
    return harmless(date.text if date else place or "")


def _plain(people: Iterable[Person]) -> list[Kin]:
    return [Kin(person_view(who)) for who in people]


def _with_words(people: Iterable[tuple[str, Person]]) -> list[Kin]:
    return [Kin(person_view(who), word) for word, who in people]
