"""Finding people by name, the way people write names.

Case, accents, punctuation and the order of words do not count, one slip is
forgiven, and a year of birth or death helps. Titles may be left out or added,
but a king is no woman, and a title that somebody bears goes before the same
name without. Numerals are strong words: Charles II is never Charles III.

The search is in steps, and a later step is taken only when the ones before
found nobody: the words as they stand; given names in other languages and
short forms (Wilhelm, William, Bill); a surname or realm that only kin have;
spellings that come near; other scripts in Latin letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, compress, islice
from operator import not_
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from cousins.family.name_fit import Fit, Tier, by_score, fit, settled
from cousins.family.name_words import NUMERAL, Question, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.family.name_words import Word
    from cousins.family.person import Person

LONGEST_NAME = 200
"""Characters; whatever is longer is nobody's name."""

_MANY, _MOST_WORDS = 50_000, 12  # spellings from which on an index of words pays; words of a name
_FEW = 3  # people without the realm that was typed; more are strangers


@runtime_checkable
class Spelled(Protocol):
    """People whose names can be had without making each person's record."""

    def spellings(self) -> Iterable[Sequence[str]]:
        """Return for each person the name, empty when unknown, and then the other names."""


class Match(NamedTuple):
    """Somebody who answers to a name.

    Attributes:
        person: Who.
        score: How well, from 0 to 100; from 85 on nothing is missing from the name.
        matched: The name or other name that fits, as it is written.
    """

    person: Person
    score: float
    matched: str

    @classmethod
    def of_id(cls, person: Person) -> Match:
        """Return the match of somebody whose id was typed."""
        return cls(person, 100.0, person.name or person.id)


class Answers(NamedTuple):
    """Who answers to a name.

    Attributes:
        matches: The best of them, best first.
        settled: Whether the first is meant.
        nobody: A title or realm that was typed and that nobody bears; empty when there is none.
        total: How many answer.
    """

    matches: list[Match]
    settled: bool
    nobody: str = ""
    total: int = 0


@dataclass(eq=False)
class NameIndex:
    """The names of a family graph, ready to be searched.

    Nothing is built before it is needed; a large graph gets an index of words.

    Attributes:
        graph: The people.
    """

    graph: FamilyGraph
    _romanised: bool = field(default=False, init=False, repr=False)

    def find(self, text: str, *, limit: int = 10) -> list[Match]:
        """Return who answers to a name, best first; empty when nobody does.

        Args:
            text: A name, or part of one, with or without titles; numbers of
                three or four digits are years of birth or death.
            limit: The most people to return.
        """
        return self.answers(text, limit=limit).matches

    def answers(self, text: str, *, limit: int) -> Answers:
        """Return who answers to a name, as `find` does, and whether the first is meant."""
        if len(text) > LONGEST_NAME:
            return Answers([], settled=False)
        question, fits, realm = self._search(text)
        if not fits and self._may_be_latin(text):
            return self._latin.answers(text, limit=limit)
        clear = bool(fits) and settled(fits, question)
        nobody = question.titles[0].text if question.titles and not [each for each in fits if each.ranked] else realm
        people, written = self.graph.people, self._written
        matches = [Match(people[each.person], each.score, written[each.spelling]) for each in fits[:limit]]
        return Answers(matches, clear, "" if clear else nobody, len(fits))

    def nearest(self, text: str, *, limit: int = 5) -> list[str]:
        """Return the spellings nearest to a text, best first, for "did you mean"."""
        if self._may_be_latin(text):
            return self._latin.nearest(text, limit=limit)
        folded = " ".join(fold_name(text, romanised=self._romanised).split())
        if not folded or len(text) > LONGEST_NAME:
            return []
        from cousins.family.near_names import near_names  # noqa: PLC0415 - needed only when nobody is found

        near = [self._written[place] for place in near_names(folded, self._folded, limit=4 * limit)]
        return list(dict.fromkeys(near))[:limit]

    def beginning(self, text: str, *, limit: int) -> list[Person]:
        """Return people with a name that goes on as the text begins, for completion; from any word on."""
        begun = f" {fold_name(text).strip()}"
        owners = (owner for owner, folded in zip(self._owners, self._folded, strict=True) if begun in f" {folded}")
        return [self.graph.people[owner] for owner in islice(dict.fromkeys(owners), limit)]

    @cached_property
    def _names(self) -> list[Sequence[str]]:
        people = self.graph.people
        if isinstance(people, Spelled):
            return list(people.spellings())
        return [(person.name or "", *person.aliases) for person in people]

    @cached_property
    def _written(self) -> list[str]:
        return [name for names in self._names for name in names]

    @cached_property
    def _owners(self) -> list[int]:
        return [person for person, names in enumerate(self._names) for _ in names]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each person's spellings begin, and the end."""
        return [0, *accumulate(map(len, self._names))]

    @cached_property
    def _text(self) -> str:
        """Every spelling, folded, a line each, in blanks."""
        written = [name.replace("\n", " ") if "\n" in name else name for name in self._written]
        plain = list(map(str.isascii, written))
        halves = compress(written, plain), compress(written, map(not_, plain))
        # Two texts, because every letter with an accent is looked for in all of a text, and few names have any.
        one, other = [
            iter(fold_name(" " + " \n ".join(half) + " ", romanised=self._romanised).split("\n")) for half in halves
        ]
        return "\n".join([next(one) if ascii_only else next(other) for ascii_only in plain])

    @cached_property
    def _folded(self) -> list[str]:
        return self._text.split("\n") if self._written else []

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where each spelling begins in the text."""
        return [0, *accumulate([len(line) + 1 for line in self._folded])]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        """For each word the people who have it in a name."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for owner, folded in zip(self._owners, self._folded, strict=True):
            for word in folded.split():
                holders[word].append(owner)
        return holders

    def _may_be_latin(self, text: str) -> bool:
        """Return whether a text that finds nobody may find somebody in Latin letters."""
        return not self._romanised and not (text.isascii() and self._text.isascii())

    @cached_property
    def _latin(self) -> NameIndex:
        """The same names, every script in Latin letters; apart, so that an answer never hangs on earlier questions."""
        latin = copy(self)
        latin._romanised = True  # noqa: SLF001 (of the same class)
        for made in ("_text", "_folded", "_holders", "_line_starts", "_words"):
            latin.__dict__.pop(made, None)
        return latin

    def _search(self, text: str) -> tuple[Question, list[Fit], str]:
        """Return the question that found somebody, who answers to it, and a realm that had to be left out of it.

        The words as they stand come first, then other languages and short forms, then
        what kin say of surname or realm, then one word spelled nearly so.
        """
        known, folded = self._folded, fold_name(text, romanised=self._romanised)
        asked = Question.of(folded)
        if not known or len(asked.words) > _MOST_WORDS:
            return asked, [], ""
        fits = self.fits(asked)
        if fits and fits[0].tier is Tier.WHOLE:
            return asked, fits, ""
        from cousins.family.name_variants import rewritten, variants  # noqa: PLC0415 - not for a name as it is written
        from cousins.family.names_of_kin import by_kin  # noqa: PLC0415 - likewise

        parts: tuple[Question, list[Fit]] = asked, []
        for question in (asked, *map(Question.of, rewritten(folded))):
            wider = question.widened(variants)
            fits = self.fits(wider)
            if not fits or fits[0].tier is Tier.PART:
                parts = parts if parts[1] else (wider, [each for each in fits if not (each.loss and each.ranked)])
                fits = by_kin(self, question) or by_kin(self, wider)
            if fits:
                return wider, fits, ""
        return (*parts, "") if parts[1] else self._by_likeness(asked, asked.widened(variants))

    def _by_likeness(self, asked: Question, wider: Question) -> tuple[Question, list[Fit], str]:
        """Return who answers but for slips; else a few who answer but for a realm, and the realm."""
        from cousins.family.names_of_kin import SHORT, nearly_by_kin  # noqa: PLC0415 - not for a name as it is written

        question = wider.widened(self._near)
        fits = [each for each in self.fits(question) if each.tier > Tier.PART or each.namesake]
        for realm in () if fits else [word for word in asked.strong if word.kind == "realm" and not asked.bare]:
            question = wider.without(next(word for word in wider.strong if word.text == realm.text))
            found = [each for each in self.fits(question) if each.tier > Tier.PART and each.ranked and not each.loss]
            if 0 < len(found) <= _FEW:
                return question, [each._replace(tier=Tier.PART, score=SHORT) for each in found], realm.text
        return question, fits or nearly_by_kin(self, wider, question), ""

    def fits(self, question: Question, among: set[int] | None = None) -> list[Fit]:
        """Return who fits a question, best first; of everybody or only of some."""
        candidates = () if question.empty else self._candidates(question)
        chosen = candidates if among is None else among.intersection(candidates)
        found = [each for person in chosen if (each := self._fit(person, question))]
        people = self.graph.people
        if question.years:
            found = [each for each in found if question.asks_years_of(people[each.person])]
        if question.sex:  # a king is no woman, where there is any man to be asked for
            sexes = {None, question.sex}
            found = [each for each in found if self.graph.sex[each.person] in sexes] or found
        found.sort(key=by_score)
        return found

    def _fit(self, person: int, question: Question) -> Fit | None:
        """Return how well somebody fits, and how well known they are; None for somebody who does not."""
        fame = self._fame(person)
        start, end = self._starts[person : person + 2]
        best = fit(person, start, self._written[start:end], self._folded[start:end], question)
        if best is None:
            return None
        score = best.score + (min(fame, 40.0) / 5 if best.tier is Tier.WHOLE else min(fame, 60.0) / 4 * best.ranked)
        if question.sex and self.graph.sex[person] not in {None, question.sex}:
            return best._replace(
                fame=fame,
                source_place=self.graph.source_place[person],
                score=max(score - 30, 0.0),
                ranked=False,
                tier=Tier.PART,
            )
        return best._replace(fame=fame, source_place=self.graph.source_place[person], score=min(max(score, 0.0), 100.0))

    def _fame(self, person: int) -> float:
        """Return how well known somebody is, by what the graph knows: other names above all, and close kin."""
        graph, starts = self.graph, self._starts
        links = sum([each.start[person + 1] - each.start[person] for each in (graph.children, graph.partners)])
        return 1.0 + 4 * (starts[person + 1] - starts[person] - 1) + min(links, 6)

    def _candidates(self, question: Question) -> Iterable[int]:
        """Return the people who have all strong words, in whatever name; initials are looked at later."""
        everybody: set[int] | None = None
        for word in [word for word in question.strong if word.kind != "initial"] or question.strong:
            holders = {person for spelling in word.spellings for person in self.who_has(spelling)}
            everybody = holders if everybody is None else everybody & holders
            if not everybody:
                break
        return everybody or ()

    def who_has(self, word: str) -> Sequence[int]:
        """Return the people who have a word, or two one after the other, in a name."""
        if len(self._written) >= _MANY:
            first, *more = [self._holders.get(part, ()) for part in word.split()]
            return [owner for owner in first if all(owner in others for others in more)] if more else first
        padded, text, place = f" {word} ", self._text, -1
        held = []
        while (place := text.find(padded, place + 1)) >= 0:
            spelling = bisect_right(self._line_starts, place) - 1
            held.append(bisect_right(self._starts, spelling) - 1)
        return held

    def words(self, number: int) -> Sequence[str]:
        """Return the words of one spelling, folded."""
        return self._folded[number].split()

    def all_words(self, person: int) -> Sequence[str]:
        """Return the words of all names of one person."""
        return " ".join(self._folded[slice(*self._starts[person : person + 2])]).split()

    def _near(self, word: Word) -> Mapping[str, float]:
        """Return the words of the index that are spelled nearly so; none for a word that is there."""
        from cousins.family.near_names import near_words  # noqa: PLC0415 - only when the words as they stand find nobody

        return near_words(word.text, self._words, self._words)

    @cached_property
    def _words(self) -> dict[str, None]:
        return dict.fromkeys(sorted({word for word in self._text.split() if not NUMERAL.fullmatch(word)}))
