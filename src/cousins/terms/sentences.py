"""What every language must be able to say about a finding: one sentence with the evidence, one suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cousins.family.life_events import Event
    from cousins.family.person import Person, Sex


@dataclass(frozen=True, slots=True)
class Case:
    """What a sentence about a finding may speak of.

    Attributes:
        people: The people concerned, in the order the rule has them; of a link stated
            from one side only, the silent one and then the other. Somebody of whom
            nothing else is known has an id only.
        years: A length of life, a parent's or partner's age, or the time between two births, or from a death to
            a burial, in whole years.
        generations: How many generations up an ancestor stands.
        relative: Of whom both of two people are next of kin.
        stated: The sex that a statement implies.
        link: What the silent one is said to be to the other: ``parent``, ``child`` or ``partner``.
        doubted: Where the people make a chain that closes, pairs of their places, a descendant's and an
            ancestor's, between which the dates speak against the links.
        others: How many more people are concerned than those who are given.
        events: What happened beside births and deaths, in the order in which it is told.
    """

    people: tuple[Person, ...]
    years: int | None = None
    generations: int | None = None
    relative: Person | None = None
    stated: Sex | None = None
    link: str | None = None
    doubted: tuple[tuple[int, int], ...] = ()
    others: int = 0
    events: tuple[Event, ...] = ()


class Sentence(NamedTuple):
    """How a language speaks of what one rule found.

    Attributes:
        title: The rule's name.
        evidence: Returns what the source says, as a sentence without a full stop.
        suggestion: What may be wrong.
    """

    title: str
    evidence: Callable[[Case], str]
    suggestion: str


def sentences(code: str) -> Mapping[str, Sentence]:
    """Return the sentences of a language, by the key of the rule.

    Args:
        code: A key of `cousins.terms.LANGUAGES`: ``en``.

    Example:
        >>> sentences("en")["dead before born"].suggestion
        'one of the two dates is wrong'
    """
    found: Mapping[str, Sentence] = import_module(f"cousins.terms.findings_{code}").SENTENCES
    return found
