"""Called by what only kin have in a name: the wife by her husband's surname, the sister by a king's realm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cousins.family.name_fit import FITS, Fit, Tier, begins, by_score, spelled
from cousins.family.name_words import Question, vocabulary
from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.family.graph import FamilyGraph

SHORT = FITS - 1
"""The most points of a name of which something is missing."""


class Names(Protocol):
    """The names of a family, as far as kin are looked for in them."""

    graph: FamilyGraph

    def fits(self, question: Question, among: set[int] | None = None) -> list[Fit]:
        """Return who fits a question, best first; of everybody or only of some."""
        ...

    def who_has(self, word: str) -> Sequence[int]:
        """Return the people who have a word in a name."""
        ...

    def words(self, number: int) -> Sequence[str]:
        """Return the words of one spelling, folded."""
        ...

    def all_words(self, person: int) -> Sequence[str]:
        """Return the words of all names of one person."""
        ...


def by_kin(names: Names, question: Question) -> list[Fit]:
    """Return who has all words but one that kin have: her husband the surname, a parent or child the realm."""
    graph, titles = names.graph, vocabulary().titles
    found = []
    for word in question.strong if len(question.strong) > 1 else ():
        realm = word.kind == "realm"
        if not realm and (word is question.strong[0] or word.kind != "name"):
            continue
        bearers = {person for spelling in word.spellings for person in names.who_has(spelling)}
        kin = {wife for person in bearers for wife in graph.partners[person] if graph.sex[wife] is not Sex.MALE}
        if realm:
            kin.update(other for person in bearers for other in (*graph.parents[person], *graph.children[person]))
        for each in names.fits(question.without(word), kin) if kin else ():
            words = [other for other in spelled(" ".join(names.words(each.spelling))) if other not in titles]
            if _landless(names, each) if realm else words and begins(question, words):
                found.append(each._replace(tier=Tier.SHORT, score=min(each.score, SHORT) - 1))
    return sorted(found, key=by_score)


def nearly_by_kin(names: Names, typed: Question, near: Question) -> list[Fit]:
    """Return who has a surname from kin only, and that with a slip; they are asked for, never taken.

    Args:
        names: Where they are looked for.
        typed: What was typed.
        near: The same with spellings that come near.
    """
    last = next((word for word in reversed(near.strong) if word.kind == "name"), None)
    if last is None or typed.bare:
        return []
    question = Question([last if word.text == last.text else word for word in typed.words], typed.years)
    return [each._replace(tier=Tier.PART) for each in by_kin(names, question)]


def _landless(names: Names, each: Fit) -> bool:
    """Return whether nothing but a realm is missing, and no name of the person says one."""
    return each.tier is Tier.WHOLE and vocabulary().realms.keys().isdisjoint(names.all_words(each.person))
