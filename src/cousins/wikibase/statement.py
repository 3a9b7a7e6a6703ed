"""Items and their statements as values, nothing of what they mean to a family.

A statement is a claim with a rank; a claim is a main snak with qualifiers; a
snak says what the value of a property is, or that there is one nobody knows,
or that there is none. References are left out.

Source: https://www.mediawiki.org/wiki/Wikibase/DataModel
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cousins.wikibase.ids import ItemId, PropertyId

GREGORIAN = "Q1985727"
"""The calendar model of dates in the (proleptic) Gregorian calendar."""

JULIAN = "Q1985786"
"""The calendar model of dates in the Julian calendar."""


class Rank(Enum):
    """What the editors think of a statement."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class SnakKind(Enum):
    """Whether there is a value."""

    VALUE = "value"
    SOMEVALUE = "somevalue"
    NOVALUE = "novalue"


@dataclass(frozen=True, slots=True)
class Time:
    """A point in time, as it is written in its calendar.

    Attributes:
        text: As on the wire: ``+1819-05-24T00:00:00Z``.
        year: Counted astronomically: ``-0044``, which is 44 BCE, is -43 here.
        month: 1 to 12; 0 when not known.
        day: 1 to 31; 0 when not known. The month may not have that day.
        precision: 11 day, 10 month, 9 year, 8 decade, 7 century, 6 millennium, down to 0.
        calendar: `GREGORIAN`, `JULIAN`, or what else the source calls its calendar.
    """

    text: str
    year: int
    month: int
    day: int
    precision: int
    calendar: str


@dataclass(frozen=True, slots=True)
class Snak:
    """What is said of one property.

    Attributes:
        kind: Whether there is a value.
        value: An item's id, a time or a text; None without a value, and for
            all values that are none of these (places, quantities, …).
    """

    kind: SnakKind
    value: ItemId | Time | str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an item.

    Attributes:
        id: ``Q9439$84C7D058-…``; names the statement in links and complaints.
        property: What is stated.
        rank: What the editors think of it.
        main: The value.
        qualifiers: What is said about the statement, by property.
    """

    id: str
    property: PropertyId
    rank: Rank
    main: Snak
    qualifiers: Mapping[PropertyId, tuple[Snak, ...]] = field(default_factory=dict)

    def qualifier_values(self, *properties: PropertyId | None) -> tuple[ItemId | Time | str, ...]:
        """Return the values of qualifiers, in order; those without a value are left out."""
        snaks = (snak for name in properties if name is not None for snak in self.qualifiers.get(name, ()))
        return tuple(snak.value for snak in snaks if snak.value is not None)


@dataclass(frozen=True, slots=True)
class Item:
    """An item, or as much of it as was asked for.

    Attributes:
        id: Its own id; after a redirect not the one that was asked for.
        labels: For each language the label and the language it really is in.
        aliases: For each language the other names.
        descriptions: For each language a few words that say what this is.
        statements: By property, in the order of the page.
        revision: The number of the page's version; None when the source does not say.
    """

    id: ItemId
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[PropertyId, tuple[Statement, ...]] = field(default_factory=dict)
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no such item: never made, deleted, or a redirect that leads nowhere.

    Attributes:
        id: The id that was asked for.
    """

    id: ItemId


def best(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements of best rank, in their order.

    These are the preferred ones if there are any, else the normal ones, never
    the deprecated ones; the same that ``wdt:`` shows in SPARQL.

    Args:
        statements: All statements of one property.

    Source: https://www.wikidata.org/wiki/Help:Ranking
    """
    live = [statement for statement in statements if statement.rank is not Rank.DEPRECATED]
    preferred = tuple(statement for statement in live if statement.rank is Rank.PREFERRED)
    return preferred or tuple(live)
