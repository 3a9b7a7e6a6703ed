"""The persons of a GEDCOM file, each made from its record when somebody asks for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cousins.family.life_events import Event, EventKind, PersonalName, known_by, life_of
from cousins.family.people_on_demand import PeopleOnDemand
from cousins.family.person import Person
from cousins.formats.gedcom.date_values import read_date
from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Mapping, Sequence

    from cousins.family import date_columns
    from cousins.family.dates import Date
    from cousins.family.person import PersonId, Sex
    from cousins.formats.gedcom.blocks import Block

_NAME = re.compile(r"\n1 NAME\b(?: ([^\n]*))?((?:\n(?:[2-9]|\d\d) [^\n]*)*)")
_MORE = re.compile(r"\n2 (CON[CT])\b ?([^\n]*)")
_PIECE = re.compile(r"\n2 (NPFX|GIVN|SPFX|SURN|NSFX) ([^\n]+)")
_OTHER = re.compile(r"\n[12] (_?AKA|_AKAN|NICK|_MARNM|_MARN|_MARRNAME|ALIA|ROMN|FONE|TRAN|_RUFNAME) ([^\n]+)")
_OTHER_KINDS = {
    **dict.fromkeys(("_MARNM", "_MARN", "_MARRNAME"), "married"),
    **dict.fromkeys(("_AKA", "AKA", "_AKAN", "ALIA"), "aka"),
    "NICK": "nickname",
}
NAME_KINDS = frozenset({"AKA", "BIRTH", "IMMIGRANT", "MAIDEN", "MARRIED", "PROFESSIONAL"})
"""The kinds of names that the standard has words for."""
_NAME_TYPE = re.compile(r"\n2 TYPE ([^\n]+)(?:\n3 PHRASE ([^\n]+))?")
_TITLE = re.compile(r"\n1 TITL ([^\n]+)")
_PLACE = re.compile(r"\n2 PLAC ([^\n]+)")
_ANY = re.compile("")
_BORN, _BAPTISED = re.compile(r"BIRT\b"), re.compile(r"(?:CHR|BAPM)\b")
_DIED, _BURIED, _CREMATED = re.compile(r"DEAT\b"), re.compile(r"BURI\b"), re.compile(r"CREM\b")
_DATE = re.compile(r"\n2 DATE\b ?([^\n]*)((?:\n[3-9] [^\n]*)*)")
_PHRASE = re.compile(r"\n3 _?PHRASE ([^\n]+)")
_LETTER = re.compile(r"[^\W_]")
_PIECES = ("NPFX", "GIVN", "SPFX", "SURN", "NSFX")


class People(PeopleOnDemand):
    """Everybody in a file, the unknown parents of its siblings last."""

    most_kept = 10_000  # all of a file of millions would not fit into memory

    def __init__(
        self,
        blocks: Sequence[Block],
        places: array[int],
        ids: Sequence[PersonId],
        sexes: Sequence[Sex | None],
        *,
        day_first: bool | None = None,
    ) -> None:
        self._blocks, self._places, self._ids, self._sexes = blocks, places, ids, sexes
        self._day_first = day_first

    def __len__(self) -> int:
        return len(self._ids)

    def spellings(self) -> Iterator[tuple[str, ...]]:
        """Yield each person's name and then their other names, without making the person."""
        for number in range(len(self)):
            if not number % OFTEN:
                look()
            yield _spellings(self._record(number)) if number < len(self._places) else ()

    def line(self, number: int) -> int | None:
        """Return the number of the line where a person's record begins; None for an unknown parent."""
        if number >= len(self._places):
            return None
        place = self._places[number]
        return self._blocks[place >> 40].line(place & ((1 << 40) - 1))

    def _record(self, number: int) -> str:
        place = self._places[number]
        text = self._blocks[place >> 40].text
        start = place & ((1 << 40) - 1)
        end = text.find("\n0 ", start + 1)
        return text[start:] if end < 0 else text[start:end]

    def _date(self, number: int, event: date_columns.Event) -> Date | None:
        if number >= len(self._places):
            return None
        born, died = _life(self._record(number), day_first=self._day_first)
        return born if event == "born" else died

    def _person(self, number: int) -> Person:
        person_id, sex = self._ids[number], self._sexes[number]
        if number >= len(self._places):
            return Person(person_id, f"unknown {person_id.rstrip('?').rpartition('?')[2]}", sex)
        record = self._record(number)
        names = names_of(record)
        events = events_of(record, _KINDS, day_first=self._day_first)
        born, died = life_of(events)
        texts = list(dict.fromkeys(name.text for name in names))
        return Person(
            person_id, texts[0] if texts else None, sex, born, died, tuple(texts[1:]), names=names, events=events
        )


_KINDS = {
    "BIRT": EventKind.BIRTH,
    "CHR": EventKind.BAPTISM,
    "BAPM": EventKind.BAPTISM,
    "DEAT": EventKind.DEATH,
    "BURI": EventKind.BURIAL,
    "CREM": EventKind.CREMATION,
}


def events_of(record: str, kinds: Mapping[str, EventKind], *, day_first: bool | None) -> tuple[Event, ...]:
    """Return what a record tells of such events, as far as it tells a date or a place."""
    found = []
    for part in record.split("\n1 ")[1:]:
        kind = kinds.get(part[:4].strip())
        if kind and "\n2 " in part:
            place = _PLACE.search(part)
            where = " ".join(place[1].replace("@@", "@").split()) if place else None
            date = _dated([part], _ANY, day_first=day_first)
            words = None if date else _words(part)
            if date or where or words:
                found.append(Event(kind, date, where, words))
    return tuple(found)


def names_of(record: str) -> tuple[PersonalName, ...]:
    """Return the names of a record with their parts, each text once; the first is the one to print."""
    names: list[PersonalName] = []
    others: list[tuple[str, str]] = []
    for value, below in _NAME.findall(record):
        text, whole = _name(value, below)
        if text:
            kind = _NAME_TYPE.search(below)
            pieces = tuple((tag, " ".join(piece.split())) for tag, piece in _PIECE.findall(below))
            line = " ".join(whole.replace("@@", "@").split())
            word = (kind[2] or kind[1]).replace("@@", "@").strip() if kind else None
            word = word.lower() if word and word.upper() in NAME_KINDS else word
            names.append(PersonalName(text, word, pieces, line if line != text else None))
        others += _OTHER.findall(below)
    others += _OTHER.findall(_NAME.sub("", record))
    for tag, other in others:
        text = _plain(other)
        if text and (not other.startswith("@") or other.startswith("@@")):
            names.append(PersonalName(text, _OTHER_KINDS.get(tag)))
    once: dict[str, PersonalName] = {}
    for name in names:
        once.setdefault(name.text, name)
    return tuple(once.values())


def _spellings(record: str) -> tuple[str, ...]:
    """Return all texts by which somebody may be asked for: names, with prefixes and titles."""
    names = names_of(record)
    texts = [name.text for name in names]
    for name in names:
        prefix = dict(name.pieces).get("NPFX")
        texts += [f"{prefix} {name.text}"] if prefix and prefix.lower() not in name.text.lower() else []
    texts += [_plain(title) for title in _TITLE.findall(record)]
    return tuple(dict.fromkeys(filter(None, texts)))


def _name(value: str, below: str) -> tuple[str, str]:
    """Return one name and its line: the pieces below where it says nothing, and with the suffix that it lacks."""
    for tag, more in _MORE.findall(below):
        value += more if tag == "CONC" else f" {more}"
    name = _plain(value)
    pieces = dict(_PIECE.findall(below))
    if not name:
        return _plain(" ".join(pieces[tag] for tag in _PIECES if tag in pieces)), value
    suffix = _plain(pieces.get("NSFX", ""))
    if suffix and suffix.lower() not in name.lower():
        name = f"{name} {suffix}"
    return name, value


def _plain(value: str) -> str:
    """Return a name without slashes, underscores (blanks to old programs) and doubled signs; empty without a letter."""
    name = " ".join(value.replace("/", " ").replace("_", " ").replace("@@", "@").split()).replace(" ,", ",")
    return name if _LETTER.search(name) else ""


def _life(record: str, *, day_first: bool | None) -> tuple[Date | None, Date | None]:
    """Return the dates of birth and death.

    Whoever has no date of birth was born by the day of the baptism; whoever has no
    date of death was dead by the burial.
    """
    events = record.split("\n1 ")

    def day(tag: re.Pattern[str]) -> Date | None:
        return _dated(events, tag, day_first=day_first)

    return day(_BORN) or known_by(day(_BAPTISED)), day(_DIED) or known_by(day(_BURIED) or day(_CREMATED))


def _dated(events: Sequence[str], tag: re.Pattern[str], *, day_first: bool | None) -> Date | None:
    """Return the date of the first such event that has one."""
    for event in events:
        if tag.match(event) and (match := _DATE.search(event)):
            phrase = _PHRASE.search(match[2])
            date, _ = read_date(match[1], day_first=day_first)
            if date:
                return _phrased(date, match[1].strip(), phrase[1].strip()) if phrase else date
            # GEDCOM 7.0 lets a date be a phrase alone.
            if phrase and (date := read_date(phrase[1], day_first=day_first)[0]):
                return date
    return None


def _words(event: str) -> str | None:
    """Return what stands where the date of an event should; without the brackets of a phrase."""
    match = _DATE.search(event)
    if match is None:
        return None
    phrase = _PHRASE.search(match[2])
    return bare(" ".join((phrase[1] if phrase else match[1]).replace("@@", "@").split())) or None


def bare(phrase: str) -> str:
    """Return a phrase without the brackets around all of it, which GEDCOM 5.5.1 wants there.

    Example:
        >>> bare("(about Easter)"), bare("(Easter) or (Whitsun)")
        ('about Easter', '(Easter) or (Whitsun)')
    """
    depth = 0
    for place, letter in enumerate(phrase):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return phrase[1:-1].strip() if phrase.startswith("(") and place == len(phrase) - 1 else phrase
    return phrase


def _phrased(date: Date, payload: str, phrase: str) -> Date:
    """Return a date with its source's own words; where they mean the same days they are the date."""
    words = phrase.replace("@@", "@")
    meant, _ = read_date(words)
    if meant and (meant.earliest, meant.latest) == (date.earliest, date.latest):
        return meant
    return replace(date, written=f"{payload} ({words})")
