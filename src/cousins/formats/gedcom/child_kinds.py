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
_SAID = re.compile(r"\n2 (PEDI|_FREL|_MREL|STAT)\b ?([^\n]*)((?:\n[3-9] [^\n]*)*)")
_PHRASE = re.compile(r"\n3 PHRASE ([^\n]+)")
_WEIGHT = tuple(ParentKind)


@dataclass(frozen=True, slots=True)
class Kinds:
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
    def adopted(cls, by: str) -> Kinds:
        """Return the kinds of an adoption by HUSB, WIFE or BOTH."""
        return cls(
            ParentKind.ADOPTIVE if by in {"HUSB", "BOTH"} else None,
            ParentKind.ADOPTIVE if by in {"WIFE", "BOTH"} else None,
        )

    def joined(self, other: Kinds) -> Kinds:
        """Return what two places of a file say together: what is not birth says more."""
        return Kinds(
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


def meaning(part: str) -> tuple[Kinds | None, list[tuple[Trouble, str]]]:
    """Return what the lines below a FAMC or CHIL say, and what is to be told about them.

    Args:
        part: The line without its level, and the lines below.

    Returns:
        None when nothing is said about the kind of parents.
    """
    both = father = mother = None
    dropped = False
    troubles: list[tuple[Trouble, str]] = []
    for tag, raw, below in _SAID.findall(part):
        said = raw.strip().lower()
        if tag == "STAT":
            dropped = dropped or said == "disproven"
            if said in _STATUS:
                troubles.append((_STATUS[said], raw))
            continue
        if said in _NOT_KIN:
            dropped = True
            troubles.append((Trouble.NOT_KIN, raw))
            continue
        kind = _kind(said, below)
        if kind is None:
            troubles.append((Trouble.UNKNOWN_KIND, raw))
        both, father, mother = _sorted(tag, kind, (both, father, mother))
    if not (both or father or mother or dropped):
        return None, troubles
    return Kinds(father or both, mother or both, dropped), troubles


_STATUS = {"disproven": Trouble.DISPROVEN, "challenged": Trouble.CHALLENGED}
_Said = ParentKind | None


def _sorted(tag: str, kind: _Said, known: tuple[_Said, _Said, _Said]) -> tuple[_Said, _Said, _Said]:
    both, father, mother = known
    if tag == "_FREL":
        return both, kind, mother
    return (both, father, kind) if tag == "_MREL" else (kind, father, mother)


def _kind(said: str, below: str) -> ParentKind | None:
    if said == "other":
        phrase = _PHRASE.search(below)
        said = phrase[1].strip().lower() if phrase else said
    return _WORDS.get(said) or next((_WORDS[word] for word in said.split() if word in _WORDS), None)
