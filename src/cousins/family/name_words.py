"""The words of names: folded, and known as titles, realms, numerals, initials or names.

`fold` takes away what does not count when names are compared. A `Question`
is a folded name that somebody looks for: its words with all the spellings that
satisfy them, and the years in it. What words say is data: ``name_words.tsv``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cousins.family.person import Person

_FEW = 200  # characters
_LEAST = 3  # letters of a name whose initial may be a numeral
GUESS = 90.0  # the most that a word is worth that is only spelled nearly so
VARIANT = 94.0  # what a name in another language is worth, a short form, a realm that people also mean
_DATA = Path(__file__).with_name("name_words.tsv")
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
NUMERAL = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_YEAR = re.compile(r"([0-9]{3,4})s?")
_BESIDE_YEARS = frozenset(["c", "99"])  # c. 1451, 1200/99
_ORDINAL = re.compile(r"([1-9][0-9]?)(?:st|nd|rd|th|e|er)?")
_LATIN = {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}


class Vocabulary:
    """What words of names say, read from the data once.

    Attributes:
        ranks: For a word what it says of its bearer's rank: ``konig`` is ``king``.
        titles: The same for all that stands before a name: ranks, ``dr``, ``lord``.
        sexes: Of whom a rank or title is said; None of both.
        realms: For a word or phrase the realm.
        numerals: For a word the numeral it says.
        phrases: Those of two words.
        reigns: For a realm the ranks of who has a numeral there; ``any`` for all realms, ``later`` before.
        implied: For a rank others that its bearer may be called by.
        particles: Words that do not count: ``of``, ``von``, ``née``.
        suffixes: What stands after a name: ``jr``.
        alike: For a word what else says the same, with what it is worth.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        """Read lines of kind, meaning and words, with tabs between."""
        self.ranks: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.sexes: dict[str, Sex | None] = {}
        self.realms: dict[str, str] = {}
        self.numerals: dict[str, str] = {}
        self.alike: dict[str, dict[str, float]] = {}
        self.suffixes: set[str] = set()
        self.particles: frozenset[str] = frozenset()
        self.reigns: dict[str, frozenset[str]] = {}
        self.implied: dict[str, frozenset[str]] = {}
        self._lines = lines
        for line in lines:
            kind, _, rest = line.partition("\t")
            if kind == "given":  # from here on given names and epithets, for `given`
                break
            if kind in {"rank", "title"}:
                meaning, sex, words = rest.split("\t")
                self.titles |= dict.fromkeys(words.split(), meaning)
                self.ranks |= dict.fromkeys(words.split() if kind == "rank" else (), meaning)
                self.sexes[meaning] = _SEXES.get(sex)
            elif kind == "realm":
                self._read_realm(rest)
            elif kind == "number":
                number, words = rest.split("\t")
                self.numerals |= {word.replace("_", " "): _roman(int(number)) for word in words.split()}
            elif kind == "particle":
                self.particles = frozenset(rest.split())
            elif kind in {"reigns", "implies"}:
                said, words = rest.split("\t")
                (self.reigns if kind == "reigns" else self.implied)[said] = frozenset(words.split())
            elif kind == "same":
                self.alike |= {word: dict.fromkeys(rest.split(), 100.0) for word in rest.split()}
                self.suffixes.update(rest.split())
        self.phrases = frozenset(word for words in (self.numerals, self.realms) for word in words if " " in word)

    @cached_property
    def given(self) -> dict[str, dict[str, float]]:
        """For a given name or an epithet the same in other languages, and short forms both ways; most never need it."""
        given: dict[str, dict[str, float]] = {}
        lines = [line.split("\t") for line in self._lines if line.startswith(("given", "epithet", "short"))]
        for kind, *words in lines:
            names = words[0].split() if kind != "short" else ()
            for name in names:
                given.setdefault(name, {}).update(dict.fromkeys(names, VARIANT))
        for kind, long, *words in lines:
            for name in words[0].split() if kind == "short" else ():
                given.setdefault(name, {}).update({**given.get(long, {}), long: VARIANT})
                given.setdefault(long, {}).setdefault(name, VARIANT - 1)
        return given

    def _read_realm(self, line: str) -> None:
        words, others = [part.split() for part in f"{line}\t".split("\t")[:2]]
        key = words[0]
        if "_" in line:
            words, others = [[word.replace("_", " ") for word in part] for part in (words, others)]
        meant = dict.fromkeys(others, VARIANT) | dict.fromkeys(words, 100.0)
        for word in words:
            if self.realms.setdefault(word, key) == key:
                self.alike[word] = meant


@cache
def vocabulary() -> Vocabulary:
    """Return what the package knows of words in names; it is read when the first name is looked for."""
    return Vocabulary(_DATA.read_text(encoding="utf-8").split("\n"))


class Word:
    """A word of a question.

    Attributes:
        text: As it was asked for, folded.
        kind: ``name``, ``title``, ``realm``, ``numeral`` or ``initial``.
        spellings: What satisfies it, and what each is worth, up to 100.
    """

    __slots__ = ("kind", "spellings", "text")

    def __init__(self, text: str, kind: str, others: Mapping[str, float]) -> None:
        self.text, self.kind = text, kind
        self.spellings = {**others, text: 100.0}

    @classmethod
    def of(cls, text: str) -> Word:
        """Return the word with all that says the same."""
        known = vocabulary()
        ordinal = _ORDINAL.fullmatch(text)
        numeral = _roman(int(ordinal[1])) if ordinal else known.numerals.get(text)
        if numeral:
            return cls(text, "numeral", {numeral: 100.0})
        if NUMERAL.fullmatch(text):
            return cls(text, "numeral", {})
        if text in known.titles:
            return cls(text, "title", {})
        if len(text) == 1 and text.isascii():
            return cls(text, "initial", {})
        return cls(text, "realm" if text in known.realms else "name", known.alike.get(text, {}))


class Question:
    """A name that somebody looks for.

    Attributes:
        words: All words but particles and years.
        strong: Those that must fit; the titles when there is nothing else.
        titles: Those that may be missing.
        ranks: What the titles say of a rank; few bear it.
        years: Years in which the person was born or died.
        sex: What the titles say; None when they say nothing.
        names: How many names were typed: neither titles nor numerals nor realms nor initials.
        bare: Whether there is one strong word and nothing that tells its bearers apart.
        inner: What the titles between two names say: James Earl Carter has a name that is a title elsewhere.
        empty: Whether there is nothing that names anybody.
        numbered: The first numeral, with the word before it; None without one.
    """

    def __init__(self, words: Sequence[Word], years: frozenset[int]) -> None:
        self.words, self.years = words, years
        self.strong = [word for word in words if word.kind != "title"] or words
        self.titles = [word for word in words if word.kind == "title"] if self.strong is not words else []
        known = vocabulary()
        self.ranks = {known.ranks[word.text] for word in self.titles if word.text in known.ranks}
        sexes = {known.sexes[known.titles[word.text]] for word in self.titles} - {None}
        self.sex = sexes.pop() if len(sexes) == 1 else None
        self.names = len([word for word in self.strong if word.kind == "name"])
        self.bare = len(self.strong) == 1
        self.inner = {
            known.titles[word.text]
            for before, word, after in zip(words, words[1:], words[2:], strict=False)
            if (before.kind, word.kind, after.kind) == ("name", "title", "name")
        }
        self.empty = not [word for word in self.strong if word.kind not in {"numeral", "initial"}]
        numerals = [place for place, word in enumerate(self.strong) if word.kind == "numeral" and place]
        self.numbered = (self.strong[numerals[0] - 1], self.strong[numerals[0]]) if numerals else None

    @classmethod
    def of(cls, folded: str) -> Question:
        """Return the question that a folded text asks."""
        particles = vocabulary().particles
        words = [word for word in folded.split() if word not in particles]
        years = frozenset(int(year[1]) for year in map(_YEAR.fullmatch, words) if year)
        beside = _BESIDE_YEARS if years else frozenset()
        texts = [word for word in words if not _YEAR.fullmatch(word) and word not in beside]
        phrases = vocabulary().phrases
        for place in range(len(texts) - 2, -1, -1):
            if f"{texts[place]} {texts[place + 1]}" in phrases:
                texts[place : place + 2] = [f"{texts[place]} {texts[place + 1]}"]
        found = [Word.of(text) for text in texts]
        if len(found) > 1 and surname(texts):
            found[-1] = Word(texts[-1], "name", {})
        return cls(found, years)

    def without(self, left_out: Word) -> Question:
        """Return the question without one of its words."""
        return Question([word for word in self.words if word is not left_out], self.years)

    def widened(self, others: Callable[[Word], Mapping[str, float]]) -> Question:
        """Return the question with more spellings of its words; numerals and initials stay what they are."""
        middle = self.strong[1:-1]
        return Question([self._wider(word, others(word), middle=word in middle) for word in self.words], self.years)

    def _wider(self, word: Word, others: Mapping[str, float], *, middle: bool) -> Word:
        """Return the word with other spellings, and its letter in the middle; a mistyped title becomes the title."""
        # A letter that is a numeral, too, is no name of two letters: il of "Federico il Grande".
        if middle and word.kind == "name" and not (len(word.text) < _LEAST and NUMERAL.fullmatch(word.text[0])):
            others = {word.text[0]: VARIANT, **others}
        if word.kind in {"numeral", "initial", "title"} or not others:
            return word
        title = next(
            (other for other, worth in others.items() if worth <= GUESS and other in vocabulary().titles), None
        )
        if title and len(self.words) > 1:
            return Word(title, "title", {})
        return Word(word.text, word.kind, {**others, **word.spellings})

    def asks_years_of(self, person: Person) -> bool:
        """Return whether the person was born or died in each of the years."""
        return self.years <= {date.year for date in (person.born, person.died) if date}


def surname(words: Sequence[str]) -> bool:
    """Return whether what looks like a title is the surname at the end of a name: Joseph King."""
    known = vocabulary()
    if known.sexes.get(known.titles.get(words[-1], "")) is not Sex.MALE or len(words) == 1:
        return False
    return not (NUMERAL.fullmatch(words[-2]) or words[-2] in known.titles or words[-2] in known.realms)


def _roman(number: int) -> str:
    """Return a numeral under 100 in small letters: ``xvi``."""
    tens = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"]
    ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return tens[number // 10] + ones[number % 10]


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 \n")
_BLANKED = {code: " " for code in range(128) if chr(code) not in _PLAIN}


def fold(text: str, *, romanised: bool = False) -> str:
    """Return a text without what does not count in names: case, accents, punctuation.

    Line breaks stay, so that many names can be folded at once.

    Args:
        text: Of any length.
        romanised: Whether other scripts are turned into Latin letters.

    Example:
        >>> fold("Władysław II. Jagiełło").split()
        ['wladyslaw', 'ii', 'jagiello']
    """
    lowered = text.casefold()
    if lowered.isascii():
        return lowered.translate(_BLANKED)
    strange = set(lowered) - _PLAIN
    if len(strange) > _FEW:
        return lowered.translate({ord(char): _plain(char, romanised=romanised) for char in strange})
    for char in strange:  # several times faster than translate
        lowered = lowered.replace(char, _plain(char, romanised=romanised))
    return lowered


def fold_name(text: str, *, romanised: bool = False) -> str:
    """Return a name folded: O'Brien is one word in it, and some leave out the sign."""
    for sign in (" O'", " O\u2019", " o'"):
        if sign in text or text.startswith(sign[1:]):
            text = f" {text}".replace(sign, sign[:2])[1:]
    return fold(text, romanised=romanised)


@cache
def _plain(char: str, *, romanised: bool) -> str:
    """Return a character without its accents; a blank for all that is no letter or digit."""
    if unicodedata.combining(char):
        return ""
    bare = _LATIN.get(char) or "".join(part for part in unicodedata.normalize("NFKD", char) if part.isalnum())
    bare = bare.casefold()
    if romanised and not bare.isascii():
        from anyascii import anyascii  # noqa: PLC0415 - needed only for other scripts

        bare = "".join(part for part in anyascii(bare).casefold() if part.isalnum())
    return bare or " "
