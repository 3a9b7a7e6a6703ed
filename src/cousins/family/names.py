"""Finding people by name, the way people write names.

Case, accents, punctuation and the order of words do not count, small typos
are forgiven, and a year of birth or death helps. Titles are weak words: they
may be left out or added, but a king is no woman. Numerals are strong words:
Charles II is never Charles III.

The search is in steps, and a later step is taken only when the ones before
found nobody: the words as they stand; given names in other languages
(Wilhelm, William); spellings that come near; other scripts in Latin letters.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from cousins.family.name_words import NUMERAL, PARTICLES, TITLES, Question, fold, variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.family.name_words import Word
    from cousins.family.person import Person

LONGEST_NAME = 200
"""Characters; whatever is longer is nobody's name."""

FITS = 85.0
"""From here on a score says that all of a name is asked for."""

_MANY = 50_000  # spellings; from here on an index of words pays
_MOST_WORDS = 12
_NEAR = 78.0  # how alike two spellings of a word must be, of 100
_LIKE_NAMES = 60.0  # the same for whole names in suggestions


@runtime_checkable
class Spelled(Protocol):
    """People whose names can be had without making each person's record."""

    def spellings(self) -> Iterable[Sequence[str]]:
        """Return for each person the name, empty when unknown, and then the other names."""


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who answers to a name.

    Attributes:
        person: Who.
        score: How well, from 0 to 100; from 85 on nothing is missing from the name.
        matched: The name or other name that fits, as it is written.
    """

    person: Person
    score: float
    matched: str


@dataclass(eq=False)
class NameIndex:
    """The names of a family graph, ready to be searched.

    Nothing is built before it is needed: a small graph is read through for
    each question, a large one gets an index of words at the first.

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
        if len(text) > LONGEST_NAME:
            return []
        matches = self._answers(text)
        if not matches and not self._romanised and not (text.isascii() and self._text.isascii()):
            self._romanise()
            matches = self._answers(text)
        return matches[:limit]

    def nearest(self, text: str, *, limit: int = 5) -> list[str]:
        """Return the spellings nearest to a text, best first, for "did you mean"."""
        folded = " ".join(fold(text, romanised=self._romanised).split())
        if not folded or len(text) > LONGEST_NAME:
            return []
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only when nobody is found

        near = process.extract(
            folded, self._folded, scorer=fuzz.token_sort_ratio, score_cutoff=_LIKE_NAMES, limit=4 * limit
        )
        return list(dict.fromkeys(self._written[place] for _, _, place in near))[:limit]

    def beginning(self, text: str, *, limit: int) -> list[Person]:
        """Return people with a name that goes on as the text begins, for completion; from any word on."""
        begun = f" {fold(text).strip()}"
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
        return fold(" " + " \n ".join(written) + " ", romanised=self._romanised)

    @cached_property
    def _folded(self) -> list[str]:
        return self._text.split("\n") if self._written else []

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        """For each word the people who have it in a name."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for owner, folded in zip(self._owners, self._folded, strict=True):
            for word in folded.split():
                holders[word].append(owner)
        return holders

    def _romanise(self) -> None:
        """From now on read every script in Latin letters."""
        self._romanised = True
        for made in ("_text", "_folded", "_holders"):
            self.__dict__.pop(made, None)

    def _answers(self, text: str) -> list[Match]:
        """Return who answers to a name: to its words as they stand, else in other languages, else nearly."""
        known = self._folded
        question = Question.of(fold(text, romanised=self._romanised))
        if not known or not question.words or len(question.words) > _MOST_WORDS:
            return []
        for others in (None, variants, self._near):
            matches = self._matches(question.widened(others) if others else question)
            if matches:
                return matches
        return []

    def _matches(self, question: Question) -> list[Match]:
        found = [(*self._score(person, question), person) for person in self._candidates(question)]
        people = self.graph.people
        if question.years:
            found = [each for each in found if question.asks_years_of(people[each[2]])]
        found.sort(key=lambda each: (-each[0], each[2]))
        return [Match(people[person], score, self._written[spelling]) for score, spelling, person in found]

    def _candidates(self, question: Question) -> Iterable[int]:
        """Return the people who have all strong words, in whatever name."""
        everybody: set[int] | None = None
        for word in question.strong:
            holders = {person for spelling in word.spellings for person in self._who_has(spelling)}
            everybody = holders if everybody is None else everybody & holders
            if not everybody:
                break
        return everybody or ()

    def _who_has(self, word: str) -> Sequence[int]:
        if len(self._owners) >= _MANY:
            return self._holders.get(word, ())
        padded = f" {word} "
        return [owner for owner, folded in zip(self._owners, self._folded, strict=True) if padded in folded]

    def _near(self, word: Word) -> Mapping[str, float]:
        """Return the words of the index that are spelled nearly so."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only when the words as they stand find nobody

        near = process.extract(word.text, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=8)
        return {spelling: score for spelling, score, _ in near}

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted({word for word in self._text.split() if not NUMERAL.fullmatch(word)})

    def _score(self, person: int, question: Question) -> tuple[float, int]:
        """Return how well somebody fits, and which of the spellings does it."""
        start, end = self._starts[person : person + 2]
        fits = [(self._fit(spelling, spelling - start, question), -spelling) for spelling in range(start, end)]
        score, spelling = max(fits)
        if score < FITS:
            score += min(end - start, 8) / 2
        if question.sex and self.graph.sex[person] not in {None, question.sex}:
            score -= 15
        return min(max(score, 0.0), 100.0), -spelling

    def _fit(self, spelling: int, place: int, question: Question) -> float:
        """Return how well one spelling answers; the earlier in the list of other names the better."""
        words = [word for word in self._folded[spelling].split() if word not in PARTICLES]
        points = [_points(word, words) for word in question.strong]
        if not all(points):
            return 40.0
        loss = sum(100 - each for each in points) / 2
        strong = [word for word in words if word not in TITLES] or words
        titles = [word for word in question.titles if _points(word, words)]
        rest = len(question.titles) - len(titles)
        if len(strong) == len(points) and len(words) - len(strong) == len(titles):
            in_order = [word.text for word in question.words] == words
            return max(100 - 1.5 * place - (2 if place else 0), 88) - loss - 6 * rest - (0 if in_order else 0.5)
        first = _points(question.strong[0], strong[:1]) / 50
        return min(50 + 25 * len(points) / len(strong) + first + 2 * len(titles), 80) - loss


def _points(word: Word, words: Iterable[str]) -> float:
    """Return how well the best of some words satisfies one that was asked for; 0 when none does."""
    return max([word.spellings.get(each, 0.0) for each in words], default=0.0)
