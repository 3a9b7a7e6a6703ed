"""What the rules find, as values: which rule, in whom, how sure, and the numbers that say why; no words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.family.life_events import Event
    from cousins.family.person import Sex


class Severity(Enum):
    """How sure it is that something is wrong."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(Enum):
    """What was looked for. The values are keys: of a language's sentences, and in JSON and CSV."""

    OWN_ANCESTOR = "own ancestor"
    BORN_AFTER_DEATH = "dead before born"
    BAPTISED_BEFORE_BIRTH = "baptised before birth"
    BAPTISED_AFTER_DEATH = "baptised after death"
    BURIED_BEFORE_BIRTH = "buried before birth"
    BURIED_BEFORE_DEATH = "buried before death"
    BURIED_LATE = "buried long after death"
    SEVERAL_BIRTHS = "births that contradict each other"
    SEVERAL_DEATHS = "deaths that contradict each other"
    BORN_IN_FUTURE = "born in the future"
    DIED_IN_FUTURE = "died in the future"
    EVENT_IN_FUTURE = "event in the future"
    LONG_LIFE = "very long life"
    BORN_BEFORE_PARENT = "born before a parent"
    YOUNG_PARENT = "very young parent"
    OLD_PARENT = "very old parent"
    BORN_AFTER_MOTHER = "born after the mother's death"
    BORN_AFTER_FATHER = "born long after the father's death"
    RIVAL_PARENTS = "two fathers or two mothers"
    MANY_PARENTS = "more than two birth parents"
    WRONG_SEX = "sex against statement"
    ONE_SIDED = "stated from one side only"
    SIBLINGS_DISAGREE = "siblings whose parents disagree"
    CLOSE_SIBLINGS = "born too soon after a sibling"
    FAR_SIBLINGS = "born too long after a sibling"
    MANY_AT_ONCE = "more than eight born within a year"
    DUPLICATE = "perhaps the same person twice"
    MARRIED_ANCESTOR = "married to an ancestor"
    MARRIED_BEFORE_BIRTH = "married or divorced before birth"
    MARRIED_AFTER_DEATH = "married or divorced after death"
    YOUNG_MARRIAGE = "very young at the marriage"
    OLD_MARRIAGE = "very old at the marriage"
    DIVORCED_BEFORE_MARRIAGE = "divorced before the marriage"
    TWINS_OF_TWO_SEXES = "identical twins of different sexes"
    TWINS_OF_OTHER_PARENTS = "identical twins of different parents"
    TWINS_DESCENDED = "identical twins one of whom descends from another"
    TWINS_BORN_APART = "identical twins born days apart"


@dataclass(frozen=True, slots=True)
class OneSided:
    """A link that one of two records states and the other does not.

    Attributes:
        holder: Whose record states it: the id of a person, or of a family in GEDCOM.
        link: What the other is to the holder: ``parent``, ``child`` or ``partner``.
        other: The id of the other, whose record is silent.
    """

    holder: str
    link: str
    other: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One place in a family where a rule does not hold.

    Attributes:
        rule: Which rule.
        severity: How sure it is that something is wrong.
        people: The graph's numbers of the people concerned, the one to look at first; of a
            link stated from one side only, those of the two whom the graph knows.
        years: For a long life its length at least, likewise from a death to a burial; for a young parent or
            partner the age at most, for an old one at least. None for other rules.
        generations: How many generations up the ancestor stands to whom somebody is
            married; None for other rules.
        relative: The number of whom both perhaps duplicate people are next of kin; None for other rules.
        stated: The sex that the statement of a parent implies; None for other rules.
        one_sided: The link that is stated from one side only; None for other rules.
        chain: How many of the people, from the first on, make a chain in which each is a child of the
            next, and the last a child of the first; 0 for other rules than own ancestors.
        doubted: Of that chain, pairs of places, a descendant's and an ancestor's, between which the
            dates speak against the links; next to each other they are child and parent.
        events: What happened beside births and deaths that the rule rests on, in the order in which it is told.
    """

    rule: Rule
    severity: Severity
    people: tuple[int, ...]
    years: int | None = None
    generations: int | None = None
    relative: int | None = None
    stated: Sex | None = None
    one_sided: OneSided | None = None
    chain: int = 0
    doubted: tuple[tuple[int, int], ...] = ()
    events: tuple[Event, ...] = ()
