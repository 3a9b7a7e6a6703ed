"""What a reading of an item comes to: claims about the family, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.family.dates import Date
    from cousins.family.links import ParentKind, PartnerLink
    from cousins.family.person import Person, PersonId, Sex
    from cousins.wikibase.ids import PropertyId


class Reason(Enum):
    """Why a statement does not count, or counts for less than it says."""

    DEPRECATED = "deprecated"
    OUTRANKED = "another statement is preferred"
    UNKNOWN = "there is one, but it is not known which"
    NONE = "there is none"
    UNREADABLE = "the value cannot be read"
    NO_SUCH_DAY = "the calendar has no such day, so the day is left out"
    TOO_COARSE = "not even the century is known"
    LESS_PRECISE = "another statement is more precise"
    RIVAL = "another statement says otherwise, as precisely, and stands first or does not say circa"
    RIVAL_UNORDERED = "another statement says otherwise, as precisely; the source does not say which one stands first"
    CONTRADICTORY = "several statements contradict each other"
    NOT_KIN = "this kind of kinship makes no parent, child or sibling"
    OWN_RELATIVE = "nobody is their own relative"
    DELETED = "there is no such item, or no longer"


@dataclass(frozen=True, slots=True)
class Dropped:
    """One statement that was not taken as it stands.

    Attributes:
        person: On whose page it stands.
        property: What it states.
        statement: Its id; may be empty.
        value: Its value as on the wire; empty when there is none.
        reason: Why it was not taken.
        note: The item that says more, such as the reason for its deprecated rank; may be empty.
    """

    person: PersonId
    property: PropertyId
    statement: str
    value: str
    reason: Reason
    note: str = ""

    def __str__(self) -> str:
        """Return one line: ``Q8413 P569 +0274-00-00T00:00:00Z: deprecated (Q80122004)``."""
        note = f" ({self.note})" if self.note else ""
        value = f" {self.value}" if self.value else ""
        return f"{self.person} {self.property}{value}: {self.reason.value}{note}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A page says something of two people, in one statement.

    Attributes:
        doubtful: Whether the page says presumably, possibly, disputed or the like.
        kinship: The types of kinship, and roles, that qualify the statement (items), known to us or not.
        property: The property that states it.
        statement: The statement's id.
    """

    doubtful: bool
    kinship: tuple[str, ...] = ()
    property: PropertyId
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentClaim(Claim):
    """A page says that one person is a parent of another.

    Attributes:
        child: The child.
        parent: The parent.
        kind: How; by birth where nothing else is said.
        explicit: Whether the page says how, by a qualifier or by the property itself.
        role: Male for a father, female for a mother; None when the page does not say.
    """

    child: PersonId
    parent: PersonId
    kind: ParentKind
    explicit: bool
    role: Sex | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerClaim(Claim):
    """A page says that two people are or were partners.

    Attributes:
        link: The two, and how they are partners.
        ended: When the marriage ended, as far as the page says; whether by death is not known yet.
    """

    link: PartnerLink
    ended: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingClaim(Claim):
    """A page says that two people are siblings; worth something where their parents are not recorded.

    Attributes:
        one: Whose page it is.
        other: The sibling.
        half: Whether the page says that they are half-siblings.
        shared: Of half-siblings, whether they share the father (male) or the
            mother (female); None when the page does not say.
    """

    one: PersonId
    other: PersonId
    half: bool
    shared: Sex | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one item's page says about a person and their family.

    Attributes:
        person: The person.
        human: Whether the item is a human; None when the page does not say what it is.
        image: The file name of a picture; None without one.
        revision: The version of the page; None when the source does not say.
        parents: Claims about this person's parents, in the order of the page.
        children: Claims about this person's children.
        co_parents: Claims about the other parents of these children, by
            qualifiers: "child X, mother Y".
        partners: Claims about this person's partners.
        siblings: Claims about this person's siblings.
        refused: Links (child, parent) that the page knows and does not hold true:
            all statements of them are deprecated, or others are preferred.
        dropped: All that was not taken as it stands, and why.
    """

    person: Person
    human: bool | None = None
    image: str | None = None
    revision: int | None = None
    parents: tuple[ParentClaim, ...] = ()
    children: tuple[ParentClaim, ...] = ()
    co_parents: tuple[ParentClaim, ...] = ()
    partners: tuple[PartnerClaim, ...] = ()
    siblings: tuple[SiblingClaim, ...] = ()
    refused: frozenset[tuple[PersonId, PersonId]] = frozenset()
    dropped: tuple[Dropped, ...] = ()
