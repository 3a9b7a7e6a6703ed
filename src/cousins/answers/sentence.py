"""How two people are related, in one sentence: the nearest relationship, and by blood where that is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.answers.columns import counted
from cousins.kinship.relationship import BloodBond, PartnerBond

if TYPE_CHECKING:
    from cousins.answers.relation import Relation


def sentence(answer: Relation) -> str:
    """Return it: "Philip is the husband of Elizabeth, and by blood the third cousin."."""
    a, b, language = answer.a, answer.b, answer.language
    if not answer.relationships:
        way = "nor any other connection"
        if answer.path:
            way = f"but a way from one to the other of {counted(len(answer.path), 'step')}"
        return f"No kinship of {a} and {b} is known, {way}."
    nearest = answer.relationships[0].bond
    if isinstance(nearest, BloodBond) and not nearest.up and not nearest.down:
        return f"{a} and {b} are {language.pair(nearest, a.sex)}."
    said = f"{b} is {language.predicate(nearest)} of {a}"
    if isinstance(nearest, PartnerBond):
        kin = next((each.bond for each in answer.relationships if isinstance(each.bond, BloodBond)), None)
        said += f", and by blood {language.predicate(kin)}" if kin else ""
    return f"{said}."
