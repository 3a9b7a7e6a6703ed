"""The words of names: folded, weighed as titles, numerals or names, and known in other languages.

`fold` takes away what does not count when names are compared. A `Question`
is a folded name that somebody looks for: its words with all the spellings that
satisfy them, and the years in it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cousins.family.person import Person

_FEW = 200  # characters
_VARIANT = 94.0  # what a name in another language is worth
NUMERAL = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_YEAR = re.compile(r"([0-9]{3,4})s?")
_BESIDE_YEARS = frozenset(["c", "99"])  # c. 1451, 1200/99
_ORDINAL = re.compile(r"([1-9][0-9]?)(?:st|nd|rd|th)?")
PARTICLES = frozenset(["the", "of", "and", "in", "de", "du", "von", "van", "der", "den", "zu"])
_FEMALE = {
    *("queen", "princess", "empress", "tsarina", "tsaritsa", "czarina", "kaiserin", "duchess", "archduchess"),
    *("infanta", "countess", "lady", "dame", "baroness", "electress", "margravine", "landgravine"),
    *("konigin", "reine", "reina"),
}
_MALE = {
    *("king", "prince", "emperor", "tsar", "czar", "tzar", "tsarevich", "kaiser", "duke", "archduke"),
    *("infante", "count", "earl", "lord", "sir", "baron", "elector", "margrave", "landgrave"),
    *("konig", "roi", "rey"),
}
TITLES = _FEMALE | _MALE | {"grand", "crown", "st", "saint", "hm", "hrh", "majesty", "royal", "highness"}
_SAME_NAMES = (
    "elizabeth elisabeth elizaveta isabel isabella",
    "catherine katherine katharine katharina catalina caterina",
    "william wilhelm willem guillaume",
    "frederick friedrich frederik frederic federico",
    "louis ludwig lewis luis luigi",
    "charles karl carl carlos carlo",
    "henry heinrich henri enrique henrik",
    "john johann juan jean joao giovanni jan",
    "james jaime jakob jacob",
    "philip philipp philippe felipe filippo",
    "ferdinand fernando ferdinando",
    "nicholas nikolai nicolas nikolaus",
    "alexander alexandre aleksandr",
    "peter pedro pierre pyotr pietro",
    "michael mikhail miguel michel mihai",
    "joseph jose josef",
    "francis franz francois francisco francesco",
    "anne anna ana ann",
    "mary maria marie",
    "joan joanna juana jeanne johanna",
    "margaret marguerite margarita margarethe margrethe",
    "sophie sophia sofia",
    "eleanor eleonore leonor",
    "george georg georges jorge",
    "gustav gustaf gustavus",
    "albert albrecht alberto",
    "rudolf rudolph",
    "theresa therese teresa theresia",
)
_LATIN = {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}


class Word:
    """A word of a question.

    Attributes:
        text: As it was asked for, folded.
        spellings: What satisfies it, and what each is worth, up to 100.
    """

    __slots__ = ("spellings", "text")

    def __init__(self, text: str, others: Mapping[str, float] | None = None) -> None:
        self.text = text
        self.spellings = {**(others or {}), text: 100.0}
        ordinal = _ORDINAL.fullmatch(text)
        if ordinal:
            self.spellings[_roman(int(ordinal[1]))] = 100.0

    @property
    def title(self) -> bool:
        """Whether it is weak: a title, not a name."""
        return self.text in TITLES

    @property
    def numeral(self) -> bool:
        """Whether it counts people of one name: ``ii``, ``16``, ``3rd``."""
        return _ORDINAL.fullmatch(self.text) is not None or NUMERAL.fullmatch(self.text) is not None


class Question:
    """A name that somebody looks for.

    Attributes:
        words: All words but particles and years.
        strong: Those that must fit; the titles when there is nothing else.
        titles: Those that may be missing.
        years: Years in which the person was born or died.
        sex: What the titles say; None when they say nothing.
    """

    def __init__(self, words: Sequence[Word], years: frozenset[int]) -> None:
        self.words, self.years = words, years
        self.strong = [word for word in words if not word.title] or words
        self.titles = [word for word in words if word.title] if self.strong is not words else []
        asked = {word.text for word in self.titles}
        self.sex = Sex.FEMALE if asked & _FEMALE else Sex.MALE if asked & _MALE else None

    @classmethod
    def of(cls, folded: str) -> Question:
        """Return the question that a folded text asks."""
        words = [word for word in folded.split() if word not in PARTICLES]
        years = frozenset(int(year[1]) for year in map(_YEAR.fullmatch, words) if year)
        beside = _BESIDE_YEARS if years else frozenset()
        return cls([Word(word) for word in words if not _YEAR.fullmatch(word) and word not in beside], years)

    def widened(self, others: Callable[[Word], Mapping[str, float]]) -> Question:
        """Return the question with more spellings of its words; numerals stay what they are."""
        return Question([word if word.numeral else _with(word, others(word)) for word in self.words], self.years)

    def asks_years_of(self, person: Person) -> bool:
        """Return whether the person was born or died in each of the years."""
        return self.years <= {date.year for date in (person.born, person.died) if date}


def _with(word: Word, others: Mapping[str, float]) -> Word:
    """Return the word with other spellings; a mistyped title becomes the title."""
    title = next((other for other in others if other in TITLES), None)
    return Word(title if title and word.text not in others else word.text, others)


def variants(word: Word) -> Mapping[str, float]:
    """Return the same given name in other languages, with what each is worth."""
    return {other: _VARIANT for names in _SAME_NAMES if word.text in names.split() for other in names.split()}


def _roman(number: int) -> str:
    """Return a numeral under 100 in small letters: ``xvi``."""
    tens = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"]
    ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return tens[number // 10] + ones[number % 10]


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 \n")


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
    strange = set(lowered) - _PLAIN
    if len(strange) > _FEW:
        return lowered.translate({ord(char): _plain(char, romanised=romanised) for char in strange})
    for char in strange:  # several times faster than translate
        lowered = lowered.replace(char, _plain(char, romanised=romanised))
    return lowered


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
