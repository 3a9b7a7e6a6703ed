"""Ids that tell whose they are, as where a table has names for ids: of the living they are hidden like names."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count as count_from
from typing import TYPE_CHECKING, Final

from cousins.family.person import PersonId
from cousins.family.person_ids import ListedIds, is_put_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.family.person import Person
    from cousins.family.person_ids import Ids

_WORD: Final = re.compile(r"[^\W_]+")
_RUN: Final = re.compile(r"[^\W\d_]+")
_CODE: Final = re.compile(r"[A-Za-z]{0,2}\d+[A-Za-z]{0,2}|[A-Za-z]|(?=[a-f]*\d)[0-9a-f]{8,}", re.ASCII)
"""Words of letters that count on: ``I52``, ``Q9439``, ``7``, and what machines make of chance."""
_WHOLE: Final = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{2,4}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}", re.ASCII)
"""Codes with hyphens: those of FamilySearch, and UUIDs."""
_LEAST: Final = 3
"""Letters of a name that tell it wherever they stand."""


def without_telling(graph: FamilyGraph, alive: Sequence[int], people: Sequence[Person]) -> Ids | Sequence[PersonId]:
    """Return the ids of a family, with ``living-1`` and so on for those of the living that tell who they are.

    Whoever knows such an id still finds the person by it.

    Args:
        graph: The family.
        alive: For each person 1 where they count as living.
        people: Everybody, with names.
    """
    ids = graph.ids
    if 1 not in alive:
        return ids
    counts = Counter(run for person_id in ids for run in set(_RUN.findall(person_id)))
    # What most ids have in common, such as "person", is no name.
    common = {run for run, count in counts.items() if 2 * count > len(ids) > 1}
    telling = [
        number
        for number, lives in enumerate(alive)
        if lives and not is_put_in(ids[number]) and _tells(people[number], common)
    ]
    if not telling:
        return ids
    shown, taken = list(ids), set(ids)
    free = (each for count in count_from(1) if (each := PersonId(f"living-{count}")) not in taken)
    numbers: dict[str, int] = {ids[number]: number for number in telling}
    for number, other in zip(telling, free, strict=False):
        shown[number] = other
    hidden = ListedIds(shown)
    numbers.update((each, number) for number, each in enumerate(shown))
    hidden.number = numbers.get
    return hidden


def _tells(person: Person, common: set[str]) -> bool:
    """Return whether an id has letters of the name, a year or day of birth, or any word that is no code."""
    if is_put_in(person.id):
        return False
    text = person.id.casefold()
    names = (word for name in filter(None, (person.name, *person.aliases)) for word in _RUN.findall(name.casefold()))
    if any(word in text for word in names if len(word) >= _LEAST):
        return True
    words = _WORD.findall(person.id)
    born = person.born
    if born and (str(born.year) in words or (born.day and f"{born.year}{born.month:02}{born.day:02}" in text)):
        return True
    if _WHOLE.fullmatch(person.id):
        return False
    return not all(_CODE.fullmatch(word) or common.issuperset(_RUN.findall(word)) for word in words)
