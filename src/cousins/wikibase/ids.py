"""Ids of items and properties, checked before anything is asked for.

One id that cannot be parsed fails a whole batch of a Wikibase's
``wbgetentities``, so what looks like an id has to be one.

Source: https://www.wikidata.org/wiki/Help:Items; the largest number is that of
Wikibase's own ``NumericEntityId``, a signed integer of 32 bits.
"""

from __future__ import annotations

import re
from typing import NewType, TypeGuard

from cousins.errors import EntityIdError

ItemId = NewType("ItemId", str)
"""An item: ``Q9439``, always with a capital letter."""

PropertyId = NewType("PropertyId", str)
"""A property: ``P22``, always with a capital letter."""

LARGEST = 2_147_483_647
"""The largest number that a Wikibase gives to an item or a property."""

_SHORT = len("Q2147483647") - 1
_ITEM = re.compile(r"Q[1-9][0-9]{0,9}")
_PROPERTY = re.compile(r"P[1-9][0-9]{0,9}")


def is_item_id(text: object) -> TypeGuard[ItemId]:
    """Return whether this is an item's id exactly as a Wikibase writes it.

    Example:
        >>> is_item_id("Q9439"), is_item_id("q9439"), is_item_id("Q0")
        (True, False, False)
    """
    if not isinstance(text, str) or _ITEM.fullmatch(text) is None:
        return False
    # Only a number of ten digits can be too large, and turning digits into numbers is the slow part.
    return len(text) <= _SHORT or int(text[1:]) <= LARGEST


def item_id(text: str) -> ItemId:
    """Return the item's id that somebody wrote, with a capital letter.

    Args:
        text: ``Q9439`` or ``q9439``, without blanks around it.

    Raises:
        EntityIdError: No item could have that id: ``Q0``, ``X1``, ``Q1|Q2``,
            blanks, a number over 2,147,483,647.

    Example:
        >>> item_id("q9439")
        'Q9439'
    """
    written = text[:1].upper() + text[1:]
    if not is_item_id(written):
        raise EntityIdError(text)
    return written


def by_number(item: str) -> tuple[int, str]:
    """Return what sorts Q9 before Q10."""
    return len(item), item


def property_id(text: str) -> PropertyId:
    """Return the property's id that somebody wrote, with a capital letter.

    Args:
        text: ``P22`` or ``p22``, without blanks around it.

    Raises:
        EntityIdError: No property could have that id.

    Example:
        >>> property_id("p22")
        'P22'
    """
    written = text[:1].upper() + text[1:]
    if _PROPERTY.fullmatch(written) is None or int(written[1:]) > LARGEST:
        raise EntityIdError(text, "a property's id is P and a positive number, such as P22")
    return PropertyId(written)
