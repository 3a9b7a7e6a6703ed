"""What no family graph can be made of: records of other types, and people who are their own parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.errors import SettingsError, quoted
from cousins.family.dates import Date
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, Sex

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIELDS = (("name", str), ("sex", Sex), ("born", Date), ("died", Date))


def refuse_malformed(people: Iterable[object], parent_links: Iterable[object], partner_links: Iterable[object]) -> None:
    """Refuse persons and links that no graph can hold; the first that is wrong is told.

    Args:
        people: Should be persons with an id.
        parent_links: Should be parent links between two people.
        partner_links: Should be partner links; those of somebody with themselves are for the graph to leave out.

    Raises:
        SettingsError: Something is of another type, has no id, or is its own parent.
    """
    for place, person in enumerate(people):
        if not isinstance(person, Person):
            raise SettingsError(f"people[{place}] is no Person, but {_named(person)}")
        _refuse_id(f"people[{place}].id", person.id)
        for name, kind in _FIELDS:
            value = getattr(person, name)
            if value is not None and not isinstance(value, kind):
                raise SettingsError(f"people[{place}].{name} is no {kind.__name__}, but {_named(value)}")
        aliases: object = person.aliases
        if aliases and not (isinstance(aliases, tuple | list) and all(isinstance(alias, str) for alias in aliases)):
            raise SettingsError(f"people[{place}].aliases are no names, but {_named(aliases)}")
    for place, link in enumerate(parent_links):
        if not isinstance(link, ParentLink):
            raise SettingsError(f"parent_links[{place}] is no ParentLink, but {_named(link)}")
        _refuse_link(f"parent_links[{place}]", link.child, link.parent, link.kind, ParentKind)
        if link.child == link.parent:
            raise SettingsError(f"parent_links[{place}]: {quoted(link.child)} cannot be their own parent")
    for place, couple in enumerate(partner_links):
        if not isinstance(couple, PartnerLink):
            raise SettingsError(f"partner_links[{place}] is no PartnerLink, but {_named(couple)}")
        _refuse_link(f"partner_links[{place}]", couple.one, couple.other, couple.kind, PartnerKind)


def _refuse_link(where: str, one: object, other: object, kind: object, table: type) -> None:
    _refuse_id(where, one)
    _refuse_id(where, other)
    if not isinstance(kind, table):
        raise SettingsError(f"{where}: the kind is no {table.__name__}, but {_named(kind)}")


def _refuse_id(where: str, person_id: object) -> None:
    if not isinstance(person_id, str) or not person_id:
        raise SettingsError(f"{where}: an id is a text that is not empty, not {_named(person_id)}")


def _named(value: object) -> str:
    return quoted(value) if isinstance(value, str) else f"{type(value).__name__} {quoted(repr(value))}"
