"""How somebody is a child of a family: what PEDI, STAT, ADOP, _FREL, _MREL and their like say.

Sources: GEDCOM 5.5.1, PEDIGREE_LINKAGE_TYPE and CHILD_LINKAGE_STATUS; GEDCOM 7.0,
enumerations PEDI, FAMC-STAT and ADOP; _FREL and _MREL as Family Tree Maker,
Legacy and others write them; _PEDI of Family Historian; _FIL of Heredis; the tags and words that others made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cousins.family.links import ParentKind
from cousins.formats.gedcom.stated_kinds import clauses, stated
from cousins.formats.report import Trouble

FATHER, MOTHER = 0, 1
"""The two sides of a family: who stands under HUSB, and who under WIFE."""

_KINDS = {kind.value: kind for kind in ParentKind} | {"unknown": ParentKind.BIRTH}
_SIDES = {"father": (FATHER,), "mother": (MOTHER,), None: (FATHER, MOTHER)}
_BY = {"HUSB": (FATHER,), "WIFE": (MOTHER,), "BOTH": (FATHER, MOTHER), "Y": (FATHER, MOTHER), "": (FATHER, MOTHER)}
_OF_TAG = {"_FREL": "father", "FREL": "father", "_MREL": "mother", "MREL": "mother"}
_LINES = re.compile(
    r"\n2 (_?PEDI\w*|_?[FM]REL\w*|STAT|_STAT\w*|_?ADOP\w*|_?FOST\w*|_STEP\w*|_GUAR\w*|_?TYPE|_?RELA?|_SEAL\w*)"
    r"\b ?([^\n]*)((?:\n[3-9] [^\n]*)*)"
)
_PHRASE = re.compile(r"\n3 PHRASE ([^\n]+)")
_ASSOCIATION = re.compile(
    r"ASSO @([^@\n]+)@(?:\n[2-9] (?!RELA|_?ROLE)[^\n]*)*\n2 (?:RELA|_?ROLE) ([^\n]+)(?:\n3 PHRASE ([^\n]+))?"
)


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
    def by(cls, kind: ParentKind, by: str) -> Linkage:
        """Return the kinds where HUSB, WIFE or BOTH are parents of a kind that is not birth."""
        sides = _BY.get(by, (FATHER, MOTHER))
        return cls(kind if FATHER in sides else None, kind if MOTHER in sides else None)

    def joined(self, other: Linkage) -> Linkage:
        """Return what two places of a file say together: what is not birth says more, and adoption most."""
        return Linkage(
            _stronger(self.father, other.father),
            _stronger(self.mother, other.mother),
            self.dropped or other.dropped,
        )

    def of(self, side: int) -> ParentKind:
        """Return the kind of the partner on a side of the family."""
        return (self.father if side == FATHER else self.mother) or ParentKind.BIRTH


def _stronger(one: ParentKind | None, other: ParentKind | None) -> ParentKind | None:
    if one is None or other is None:
        return one or other
    said = [kind for kind in (one, other) if kind is not ParentKind.BIRTH]
    return min(said, key=lambda kind: kind.rank) if said else ParentKind.BIRTH


def linkage(part: str) -> tuple[Linkage | None, list[tuple[Trouble, str]]]:
    """Return what the lines below a FAMC or CHIL say, and the troubles that the report is to hold.

    Args:
        part: The line without its level, and the lines below.

    Returns:
        None when nothing is said about the kind of parents.
    """
    both = Linkage()
    sides = [Linkage(), Linkage()]
    troubles: list[tuple[Trouble, str]] = []
    for tag, value, below in _LINES.findall(part):
        phrase = _PHRASE.search(below)
        text = phrase[1] if phrase and value.strip().upper() == "OTHER" else value.strip()
        side = next((side for begin, side in _OF_TAG.items() if tag.startswith(begin)), None)
        for clause in clauses(text):
            found, trouble = _clause(tag, clause, side)
            if trouble:
                troubles.append((trouble, value))
            # What is said of one parent stands above what is said of both.
            if found and (found.father is None) != (found.mother is None):
                place = FATHER if found.father else MOTHER
                sides[place] = sides[place].joined(found)
            elif found:
                both = both.joined(found)
    told = Linkage(sides[FATHER].father or both.father, sides[MOTHER].mother or both.mother, both.dropped)
    return (told if told != Linkage() else None), troubles


_STATUS = {
    "disproven": (Trouble.DISPROVEN, True),
    "challenged": (Trouble.CHALLENGED, False),
    "sealing": (Trouble.NOT_KIN, True),
}


def _clause(tag: str, text: str, side: str | None) -> tuple[Linkage | None, Trouble | None]:
    """Return what one statement says, and what is to be reported of it."""
    by = text.upper()
    named = stated("child", tag) if by in _BY else None
    if named and tag not in {"PEDI", "STAT"}:  # 2 ADOP BOTH, 2 _STEP Y
        kind = _KINDS.get(named)
        return (Linkage.by(kind, by), None) if kind else (Linkage(dropped=True), Trouble.NOT_KIN)
    word = stated("child", text) if text else "unknown"
    if word in _STATUS:
        trouble, dropped = _STATUS[word]
        return (Linkage(dropped=True) if dropped else None), trouble
    if word not in _KINDS:
        wanted = tag not in {"STAT", "TYPE"} and not tag.startswith("_STAT") and by not in {"N", "NO"}
        return None, Trouble.UNKNOWN_KIND if wanted else None
    of = _SIDES[side or stated("side", text)]
    kind = _KINDS[word]
    return Linkage(kind if FATHER in of else None, kind if MOTHER in of else None), None


def associated(part: str) -> list[tuple[str, ParentKind]]:
    r"""Return whom an association calls a parent who is none by birth, by the id, and of which kind; empty for others.

    Example:
        >>> associated("ASSO @I2@\n2 RELA Stepfather"), associated("ASSO @I2@\n2 RELA Godfather")
        ([('I2', <ParentKind.STEP: 'step'>)], [])
    """
    match = _ASSOCIATION.match(part)
    word = (match[3] or match[2]) if match else ""
    kind = _KINDS.get(stated("child", word) or "", ParentKind.BIRTH)
    if match is None or kind is ParentKind.BIRTH or not (stated("side", word) or stated("parent", word)):
        return []
    return [(match[1], kind)]
