"""Words and numbers of a date, each with what it means, in any of the languages that people write.

The words stand in ``date_words.tsv``: months as CLDR has them (checked against it by hand, so that no
library of languages is loaded at run time, where a date costs microseconds) and as family trees have them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

MOST_DAYS = 31
_SHORT = 3
_MOST_WORDS = 4
_LAST_CENTURY = 21
_HUNDRED = 100
_LAST_YEAR = 2100
_OTHER_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "œ": "oe"})
_ESCAPE = re.compile(r"@#D([A-Z _]+?)\s*@")
_ESCAPES = {"GREGORIAN", "JULIAN", "FRENCH R", "HEBREW", "ROMAN"}
_TIME = re.compile(r"(?:(?<=\d)T)?\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z\b)?")
_UNKNOWN_DIGIT = re.compile(r"(?<![\d/.-])(?:(\d{3})([?xX_*-])|(\d\d)([?xX_*-]{2}))(?![\w?*])(?!-?\s*\d)")
_PIECE = re.compile(
    r"(?P<dual>(?<![\d/.-])\d{3,4}\s?/\s?\d{1,4}(?!\s?[/.-]?\d))|(?P<word>(?:[7-9]|10)(?:ber|bre|bris)\b|[^\W\d_]+)"
    r"|(?P<number>\d+)|(?P<mark>[<>~≈±?&+;…]|\.\.+)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,2}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![a-z])")
_ROMAN_ORDINAL = re.compile(r"\b([IVXL]+)(?:e|eme|ème|er|è|o|a|th)\b")
_MARKS = {"<": "before", ">": "after", "~": "about", "≈": "about", "±": "about", "?": "about"}
_JOINED = re.compile(r"[\s.'\u2019_-]*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number.

    Attributes:
        kind: ``number``, ``dual`` (a year with a second one behind a slash), ``roman``, ``month``, ``french`` or
            ``hebrew`` (months of those calendars), or what ``date_words.tsv`` calls the meaning of a word;
            ``noise`` for a word that nobody here knows.
        value: The number that was meant; 0 where there is none.
        other: The second year of ``dual``, as written, or the name of a calendar.
        digits: How many digits a number has.
        gap: What stands between the token before and this.
    """

    kind: str
    value: int = 0
    other: str = ""
    digits: int = 0
    gap: str = ""


def folded(text: str) -> str:
    """Return a text without capitals and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_OTHER_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Return the meanings of each word."""
    words: dict[str, tuple[str, ...]] = {}
    lines = Path(__file__).with_name("date_words.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            meaning, _, spellings = line.split("\t")
            for spelling in spellings.split("|"):
                word = folded(spelling)
                words[word] = (*words.get(word, ()), meaning)
    return words


def tokens(text: str) -> list[Token]:
    """Return the words and numbers of a date in their order.

    Example:
        >>> [token.kind for token in tokens("vers le 5 août 1850")]
        ['about', 'number', 'month', 'number']
    """
    text = _ESCAPE.sub(lambda name: f" {name[1] if name[1] in _ESCAPES else 'unknown calendar'} ", text)
    text = _TIME.sub(" ", text)
    text = _UNKNOWN_DIGIT.sub(_unknown_digits, text)
    pieces = list(_PIECE.finditer(text))
    found: list[Token] = []
    at, end = 0, 0
    while at < len(pieces):
        piece = pieces[at]
        gap = text[end : piece.start()]
        width = 1
        if piece["number"]:
            found.append(_number(piece["number"], gap))
        elif piece["dual"]:
            year, _, other = piece["dual"].partition("/")
            found.append(_dual(year.strip(), other.strip(), gap))
        elif piece["mark"]:
            kind = _MARKS.get(piece["mark"], "and")
            found.append(Token(kind, gap=gap))
        else:
            token, width = _word(text, pieces, at, gap, found)
            if token:
                found.append(token)
        at += width
        end = pieces[at - 1].end()
    return found


def _unknown_digits(match: re.Match[str]) -> str:
    """Return ``185?`` as a decade and ``18xx`` as a century; ``982?`` is a year in doubt."""
    if match[3]:
        return f"{match[3]}00s"
    return f"{match[1]}0s" if int(match[1]) * 10 <= _LAST_YEAR else match[0]


def _number(digits: str, gap: str) -> Token:
    return Token("number", int(digits[:9]), digits=len(digits), gap=gap)


def _dual(year: str, other: str, gap: str) -> Token:
    return Token("dual", int(year), other, len(year), gap)


def _word(text: str, pieces: list[re.Match[str]], at: int, gap: str, before: list[Token]) -> tuple[Token | None, int]:
    """Return what a word means, or the longest run of words that means something, and how many words it has."""
    previous = before[-1] if before else None
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    word = _ROMAN_ORDINAL.sub(r"\1", pieces[at][0])
    after_number = previous is not None and previous.kind == "number"
    roman = _roman(word)
    dated = any(token.kind == "month" for token in before)
    # A Roman number between day and year is a month; behind a month, the Polish "i" is "and".
    day_before = previous is not None and previous.kind == "number" and previous.value <= MOST_DAYS
    if roman and day_before and not dated and following and following["number"]:
        return Token("roman", roman, gap=gap), 1
    table = _table()
    for width in range(_MOST_WORDS, 0, -1):
        run = pieces[at : at + width]
        if len(run) < width or not all(piece["word"] for piece in run):
            continue
        gaps = [text[one.end() : other.start()] for one, other in pairwise(run)]
        meanings = table.get(folded(" ".join(piece[0] for piece in run)))
        if meanings and all(map(_JOINED.fullmatch, gaps)):
            rest = pieces[at + width :]
            return _meant(meanings, gap, before, rest), width
    if roman and word.isupper():
        return (Token("number", roman, digits=4, gap=gap) if roman > _HUNDRED else Token("roman", roman, gap=gap)), 1
    if after_number and not gap and len(word) <= _SHORT:
        return None, 1  # an ordinal, as in 3rd
    return Token("noise", gap=gap), 1


def _meant(  # noqa: C901, PLR0911, PLR0912 - one case a meaning
    meanings: tuple[str, ...], gap: str, before: list[Token], rest: list[re.Match[str]]
) -> Token | None:
    """Return the meaning that fits what stands around; None for words that change nothing."""
    previous = before[-1] if before else None
    number = previous.value if previous and previous.kind == "number" else -1
    small = (0 <= number <= _LAST_CENTURY) or (previous is not None and previous.kind == "roman")
    numbers_follow = any(piece["number"] or piece["dual"] for piece in rest)
    first = rest[0] if rest else None
    for meaning in meanings:
        kind, _, value = meaning.partition(" ")
        if kind in {"month", "french", "hebrew"}:
            alone = previous is None or previous.kind == "noise"
            if not alone or first is None or not first["word"] or folded(first[0]) in _table():
                return Token(kind, int(value), gap=gap)
            return Token("noise", gap=gap)
        elif kind == "tail":
            if number >= _HUNDRED and number % 10 == 0 and gap in {"", "'", "\u2019", "-", " '"}:
                return Token("century" if number % _HUNDRED == 0 else "decade", gap=gap)
        elif kind == "century":
            if (small and not (numbers_follow and gap == " " and len(meanings) > 1)) or (
                first and not first["number"] and _roman(first[0].upper())
            ):
                return Token(kind, gap=gap)
        elif kind == "quarter":
            return Token(kind, int(value or 0), gap=gap)
        elif kind == "calendar":
            if "filler" not in meanings or (
                first and (_roman(first[0]) or (first["number"] and len(first[0]) < _SHORT))
            ):
                return Token(kind, other=value, gap=gap)
        elif kind == "filler":
            continue
        elif kind in {"and", "or"}:
            day = 0 <= number <= MOST_DAYS
            # Ordinals (4e), and words that stand between a day and its month (3rd of May) in one language or another.
            between = day and "filler" in meanings and first and _is_month(first[0])
            between = between and not any(token.kind == "month" for token in before)
            if not (day and not gap) and not between and before and numbers_follow:
                return Token(kind, gap=gap)
        elif kind == "about" and small and len(before) == 1 and not numbers_follow:
            return Token("century", gap=gap)  # the c. of "18th c."
        else:
            return Token(kind, gap=gap)
    return None


def _is_month(word: str) -> bool:
    return any(meaning.startswith("month") for meaning in _table().get(folded(word), ()))


def _roman(word: str) -> int:
    """Return the value of a Roman number; 0 when it is none."""
    if not _ROMAN.fullmatch(word.upper()) or len(word) > 9:  # noqa: PLR2004 - longer ones are no dates
        return 0
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in word.upper()]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
