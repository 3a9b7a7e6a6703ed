"""How the two partners of a family were partners: what MARR, DIV, ENGA and the tags and words of programs say.

Sources: GEDCOM 5.5.1 and 7.0, FAMILY_EVENT_STRUCTURE; the GEDCOM-L addendum (MARR with TYPE, _STAT); the tags of
Brother's Keeper (_NMAR, _COML), Legacy (_STAT), Heredis (_UST) and others.
"""

from __future__ import annotations

import re

from cousins.family.links import PartnerKind
from cousins.formats.gedcom.stated_kinds import stated

UNION_TAGS = frozenset(
    {
        *("MARR", "NO M", "NO D", "EVEN", "FACT", "ENGA", "DIV", "DIV ", "DIV\n", "ANUL"),
        *("_STA", "STAT", "_MST", "_MAR", "_UST", "_TYP", "TYPE", "_REL", "RELA", "_UNI"),
        *("_NMR", "_NMA", "_NOT", "_UNM", "_COM", "_COH", "_LIV", "_PAR", "_PRT", "_SAM", "_DIV", "_ANU", "_ENG"),
    }
)
"""The first four characters of lines that may say how two partners lived."""
_TAGS = {
    **dict.fromkeys(("_NMR", "_NMA", "_NOT", "_UNM", "_COM", "_COH", "_LIV", "_PAR", "_PRT", "_SAM"), "unmarried"),
    **dict.fromkeys(("DIV", "DIV ", "DIV\n", "ANUL", "_DIV", "_ANU"), "former"),
    **dict.fromkeys(("ENGA", "_ENG"), "engaged"),
}
_TYPE = re.compile(r"\n2 _?(?:TYPE|STAT|NOTE) ([^\n]+)")
_NO = re.compile(r"[A-Z_]+ (?:N|NO|FALSE)\b\s*(?:\n|\Z)")


def union(parts: list[str]) -> PartnerKind | None:
    r"""Return how two people are partners; None for the usual, a marriage.

    Args:
        parts: The lines of a family with one of `UNION_TAGS`, each with the lines below.

    Example:
        >>> union(["ENGA\n2 DATE 1900"]), union(["_STAT NOTMARR"])
        (<PartnerKind.ENGAGED: 'engaged'>, <PartnerKind.UNMARRIED: 'unmarried'>)
        >>> union(["ENGA", "MARR\n2 DATE 1901"]) is None
        True
    """
    said = {_said(part) for part in parts}
    if "married" in said or "unmarried" not in said:
        if "former" in said:
            return PartnerKind.FORMER
        return PartnerKind.ENGAGED if "engaged" in said and "married" not in said else None
    return PartnerKind.UNMARRIED


def _said(part: str) -> str | None:
    """Return what one line says: ``married``, ``unmarried``, ``former``, ``engaged``, or nothing."""
    tag, upper = part[:4], part.upper()
    if upper.startswith("NO MARR"):
        return "unmarried"
    if tag in _TAGS:
        return None if _NO.match(upper) else _TAGS[tag]
    kind = _TYPE.search(part)
    if tag == "MARR":
        if _NO.match(upper):
            return "unmarried"
        meant = stated("couple", kind[1]) if kind else None
        return meant if meant in {"unmarried", "engaged"} else "married"
    if tag in {"EVEN", "FACT"}:
        return stated("couple", kind[1]) if kind else stated("couple", part.partition("\n")[0][5:])
    return stated("couple", part.partition("\n")[0].partition(" ")[2])
