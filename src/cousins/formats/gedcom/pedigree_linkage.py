"""How somebody is a child of a family: what PEDI, STAT, ADOP, _FREL and _MREL say.

Sources: GEDCOM 5.5.1, PEDIGREE_LINKAGE_TYPE and CHILD_LINKAGE_STATUS; GEDCOM 7.0,
enumerations PEDI, FAMC-STAT and ADOP; _FREL and _MREL as Family Tree Maker,
Legacy and others write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cousins.family.links import ParentKind
from cousins.formats.report import Trouble

FATHER, MOTHER = 0, 1
"""The two sides of a family: who stands under HUSB, and who under WIFE."""

_WORDS = {
    "birth": ParentKind.BIRTH,
    "natural": ParentKind.BIRTH,
    "biological": ParentKind.BIRTH,
    "blood": ParentKind.BIRTH,
    "unknown": ParentKind.BIRTH,
    "": ParentKind.BIRTH,
    "adopted": ParentKind.ADOPTIVE,
    "adoptive": ParentKind.ADOPTIVE,
    "adoption": ParentKind.ADOPTIVE,
    "step": ParentKind.STEP,
    "stepchild": ParentKind.STEP,
    "step child": ParentKind.STEP,
    "stepparent": ParentKind.STEP,
    "foster": ParentKind.FOSTER,
    "guardian": ParentKind.FOSTER,
}
_NOT_KIN = frozenset({"sealing", "sealed", "_sealing"})
_LINES = re.compile(r"\n2 (PEDI|_FREL|_MREL|STAT)\b ?([^\n]*)((?:\n[3-9] [^\n]*)*)")
_PHRASE = re.compile(r"\n3 PHRASE ([^\n]+)")
_WEIGHT = tuple(ParentKind)


@dataclass(frozen=True, slots=True)
class Linkage:
    """How the two partners of a family are parents of one child.

    Attributes:
        father: The kind of who stands under HUSB; None when nothing was said.
        mother: The same for WIFE.
        dropped: Whether they are no parents at all.
    """

    father: ParentKind | None = None
    mother: ParentKind | None = None
    dropped: bool = False

    @classmethod
    def adopted(cls, by: str) -> Linkage:
        """Return the kinds of an adoption by HUSB, WIFE or BOTH."""
        return cls(
            ParentKind.ADOPTIVE if by in {"HUSB", "BOTH"} else None,
            ParentKind.ADOPTIVE if by in {"WIFE", "BOTH"} else None,
        )

    def joined(self, other: Linkage) -> Linkage:
        """Return what two places of a file say together: what is not birth says more."""
        return Linkage(
            _stronger(self.father, other.father),
            _stronger(self.mother, other.mother),
            self.dropped or other.dropped,
        )

    def of(self, side: int) -> ParentKind:
        """Return the kind of the partner on a side of the family."""
        return (self.father if side == FATHER else self.mother) or ParentKind.BIRTH


def _stronger(one: ParentKind | None, other: ParentKind | None) -> ParentKind | None:
    if one is None or one is ParentKind.BIRTH:
        return other or one
    return one


def linkage(part: str) -> tuple[Linkage | None, list[tuple[Trouble, str]]]:
    """Return what the lines below a FAMC or CHIL say, and the troubles that the report is to hold.

    Args:
        part: The line without its level, and the lines below.

    Returns:
        None when nothing is said about the kind of parents.
    """
    kinds: dict[str, ParentKind | None] = {}
    dropped = False
    troubles: list[tuple[Trouble, str]] = []
    for tag, value, below in _LINES.findall(part):
        word = value.strip().lower()
        if tag == "STAT":
            dropped = dropped or word == "disproven"
            if word in _STATUS:
                troubles.append((_STATUS[word], value))
        elif word in _NOT_KIN:
            dropped = True
            troubles.append((Trouble.NOT_KIN, value))
        else:
            kinds[tag] = _kind(word, below)
            if kinds[tag] is None:
                troubles.append((Trouble.UNKNOWN_KIND, value))
    if not (any(kinds.values()) or dropped):
        return None, troubles
    both = kinds.get("PEDI")
    return Linkage(kinds.get("_FREL") or both, kinds.get("_MREL") or both, dropped), troubles


_STATUS = {"disproven": Trouble.DISPROVEN, "challenged": Trouble.CHALLENGED}


def _kind(word: str, below: str) -> ParentKind | None:
    """Return the kind of parent that a word means, or the first of several words that means one."""
    if word == "other":
        phrase = _PHRASE.search(below)
        word = phrase[1].strip().lower() if phrase else word
    return _WORDS.get(word) or next((_WORDS[one] for one in word.split() if one in _WORDS), None)
