"""Findings as values: what was looked for, in whom, on what evidence, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.family.person import PersonId


class Severity(Enum):
    """How sure it is that something is wrong."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(Enum):
    """What was looked for."""

    OWN_ANCESTOR = "own ancestor"
    BORN_AFTER_DEATH = "dead before born"
    LONG_LIFE = "very long life"
    BORN_BEFORE_PARENT = "born before a parent"
    YOUNG_PARENT = "very young parent"
    OLD_PARENT = "very old parent"
    BORN_AFTER_MOTHER = "born after the mother's death"
    BORN_AFTER_FATHER = "born long after the father's death"
    MANY_PARENTS = "more than two birth parents"
    WRONG_SEX = "sex against statement"
    ONE_SIDED = "stated from one side only"
    SIBLINGS_DISAGREE = "siblings whose parents disagree"
    DUPLICATE = "perhaps the same person twice"
    MARRIED_ANCESTOR = "married to an ancestor"


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
class Finding:
    """One thing that cannot be true, or is worth a look.

    Attributes:
        rule: What was looked for.
        severity: How sure it is.
        persons: The ids of the people concerned, the one to look at first.
        evidence: What the source says, as a sentence.
        suggestion: What may be wrong.
        links: Where Wikidata says it; empty for other sources.
        quickstatements: Lines for QuickStatements that add a missing inverse; never sent by us.
    """

    rule: Rule
    severity: Severity
    persons: tuple[PersonId, ...]
    evidence: str
    suggestion: str
    links: tuple[str, ...] = ()
    quickstatements: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return one line: ``error: dead before born: Victoria … (Q9439)``."""
        return (
            f"{self.severity.value}: {self.rule.value}: {self.evidence} ({', '.join(self.persons)}); {self.suggestion}"
        )

    def record(self) -> dict[str, object]:
        """Return the finding as plain dictionaries and lists, for JSON."""
        return {
            "rule": self.rule.value,
            "severity": self.severity.value,
            "persons": list(self.persons),
            "evidence": self.evidence,
            "suggestion": self.suggestion,
            "links": list(self.links),
            "quickstatements": list(self.quickstatements),
        }
