"""Who may be meant by a name, asked of a live source: items are searched, their pages read, and the names looked at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cousins.errors import PersonNotFoundError
from cousins.family.graph import FamilyGraph
from cousins.family.names import LONGEST_NAME, NameIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from cousins.explorer.fetching import Fetcher
    from cousins.family.person import Person, PersonId

_AT_ONCE, _MOST = 50, 500
_YEARS = re.compile(r"\(?[*†]?\s*\b\d{3,4}\b\s*(?:[–-]\s*\d{3,4}\b)?\)?")


async def names_like(
    text: str,
    fetcher: Fetcher,
    shown: Callable[[FamilyGraph], FamilyGraph],
    *,
    limit: int = _AT_ONCE,
    at_once: int = _AT_ONCE,
) -> tuple[NameIndex, bool]:
    """Return the people whom a live search finds for a name, without links, and whether it knows more of them.

    The search does not know years, so with a year in the name it goes on until
    somebody has it; 500 items are looked at at most.

    Args:
        text: The name.
        fetcher: Brings the pages.
        shown: Makes of a family what may be shown of it.
        limit: How many people are asked for.
        at_once: How many items are looked at before more are asked for.

    Raises:
        PersonNotFoundError: It can be nobody's name.
    """
    words = " ".join(_YEARS.sub(" ", text).split())
    if not words or len(words) > LONGEST_NAME or not _is_unicode(words):
        raise PersonNotFoundError(text)
    people: dict[PersonId, Person] = {}
    for skip in range(0, _MOST, at_once):
        found = await fetcher.search(words, limit=at_once, skip=skip)
        readings = (await fetcher.read(found.items)).values()
        people |= {each.person.id: each.person for each in readings if each and each.human is not False}
        names = NameIndex(shown(FamilyGraph.of(people.values())))
        enough = skip + at_once >= limit and (not _YEARS.search(text) or names.find(text, limit=1))
        if enough or not found.more:
            break
    return names, found.more


def _is_unicode(text: str) -> bool:
    """Return whether a text can be sent at all; half of a letter cannot."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
