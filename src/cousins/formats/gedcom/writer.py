"""GEDCOM 7.0 and 5.5.1 files, for every other genealogy program.

What a family graph holds stands in the standard's own words: PEDI for how somebody is
a child, NO MARR (7.0) or an event (5.5.1) for partners who never married, EXID or REFN
for Wikidata ids, ASSO for identical twins, the calendar with each date.

Sources: FamilySearch GEDCOM 7.0; GEDCOM 5.5.1 (2019).
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from cousins.family.life_events import Event, EventKind, PersonalName
from cousins.family.links import ParentKind, PartnerKind
from cousins.family.person import Sex
from cousins.files import replaced, write_lines
from cousins.formats.gedcom.date_values import read_date, write_date
from cousins.formats.gedcom.households import Household, Households
from cousins.formats.gedcom.individuals import NAME_KINDS, bare
from cousins.settings import WIKIDATA_ENTITIES
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cousins.family.dates import Date
    from cousins.family.graph import FamilyGraph
    from cousins.family.person import Person

_TAGS = {
    EventKind.BIRTH: "BIRT",
    EventKind.BAPTISM: "BAPM",
    EventKind.DEATH: "DEAT",
    EventKind.BURIAL: "BURI",
    EventKind.CREMATION: "CREM",
    EventKind.ENGAGEMENT: "ENGA",
    EventKind.MARRIAGE: "MARR",
    EventKind.DIVORCE: "DIV",
    EventKind.ANNULMENT: "ANUL",
}
_SEX = {Sex.MALE: "M", Sex.FEMALE: "F", None: "U"}
_TWIN = "identical twin"
_XREF_7 = re.compile(r"(?!VOID$)[A-Z0-9_]+")
_XREF_5 = re.compile(r"(?!VOID$)[A-Za-z0-9][A-Za-z0-9_.:+-]{0,19}")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LONGEST = 200
"""Characters of a value in 5.5.1, whose lines have at most 255."""
_PEDI = {ParentKind.ADOPTIVE: "adopted", ParentKind.FOSTER: "foster"}
_FREL = {
    ParentKind.BIRTH: "Natural",
    ParentKind.ADOPTIVE: "Adopted",
    ParentKind.STEP: "Step",
    ParentKind.FOSTER: "Foster",
}
_MONTH = "(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|[A-Z]{4}|[A-Z]{3})"
_ONE_7 = rf"(?:(?:GREGORIAN|JULIAN|FRENCH_R|HEBREW) )?(?:(?:\d+ )?{_MONTH} )?\d+(?: BCE)?"
_ONE_5 = rf"(?:@#D(?:GREGORIAN|JULIAN|FRENCH R|HEBREW)@ )?(?:(?:\d+ )?{_MONTH} )?\d+(?:/\d\d(?:\d\d)?)?(?: B\.C\.)?"
_FORMS = "(?:(?:ABT|CAL|EST|BEF|AFT|FROM|TO) )?{0}|BET {0} AND {0}|FROM {0} TO {0}"
_LEGAL_7 = re.compile(_FORMS.format(_ONE_7))
_LEGAL_5 = re.compile(_FORMS.format(_ONE_5) + r"|INT " + _ONE_5 + r" \([^()]*\)")
_WORDS = (
    ("@#DJULIAN@ ", "JULIAN "),
    ("@#DGREGORIAN@ ", "GREGORIAN "),
    ("@#DFRENCH R@ ", "FRENCH_R "),
    ("@#DHEBREW@ ", "HEBREW "),
    ("B.C.", "BCE"),
)


def write_gedcom(graph: FamilyGraph, path: Path, *, version: str = "7.0") -> None:
    """Write a GEDCOM file.

    Args:
        graph: Who is written.
        path: Where to.
        version: ``7.0`` or ``5.5.1``.

    Raises:
        FormatError: The file cannot be written there.
        ValueError: The version is neither of the two.
    """
    if version not in {"7.0", "5.5.1"}:
        raise ValueError(f"GEDCOM {version} is not written here, pick 7.0 or 5.5.1")
    write_lines(path, _Writer(graph, seven=version == "7.0").lines())


def write_gedzip(graph: FamilyGraph, path: Path) -> None:
    """Write a GEDZIP file, which is GEDCOM 7.0 in a zip file.

    Raises:
        FormatError: The file cannot be written there.
    """
    lines = _Writer(graph, seven=True).lines()
    with (
        replaced(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("gedcom.ged", "w", force_zip64=True) as member,
    ):
        for line in lines:
            member.write(f"{line}\n".encode("utf-8", "replace"))


class _Writer:
    """Says one family graph in one version of GEDCOM."""

    def __init__(self, graph: FamilyGraph, *, seven: bool) -> None:
        self._graph, self._seven = graph, seven
        self._xrefs = self._person_xrefs()
        self._households = Households(graph, set(self._xrefs))

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        if self._seven:
            # A byte order mark: GEDCOM 7.0 recommends it.
            yield from ("\ufeff0 HEAD", "1 GEDC", "2 VERS 7.0", "1 SOUR cousins")
        else:
            yield from ("0 HEAD", "1 SOUR cousins", "1 SUBM @SUBM@", "1 GEDC", "2 VERS 5.5.1", "2 FORM LINEAGE-LINKED")
            yield from ("1 CHAR UTF-8", "0 @SUBM@ SUBM", "1 NAME cousins")
        for number in range(len(self._graph)):
            if number not in self._households.unknown:
                yield from self._individual(number)
        for household in self._households.all:
            yield from self._family(household)
        yield "0 TRLR"

    def _person_xrefs(self) -> list[str]:
        """Return an id for each person that this version can hold: their own where it can."""
        legal = _XREF_7 if self._seven else _XREF_5
        ids = self._graph.ids
        taken = {"SUBM", *(person_id for person_id in ids if legal.fullmatch(person_id))}
        xrefs, made = [], 0
        for person_id in ids:
            xref = str(person_id)
            if not legal.fullmatch(xref) or xref == "SUBM":
                made += 1
                while (xref := f"X{made}") in taken:
                    made += 1
            taken.add(xref)
            xrefs.append(xref)
        return xrefs

    def _individual(self, number: int) -> Iterator[str]:
        """Yield the record of a person (INDI)."""
        person = self._graph.people[number]
        yield f"0 @{self._xrefs[number]}@ INDI"
        yield from self._names(person)
        yield f"1 SEX {_SEX[person.sex]}"
        told = {event.kind for event in person.events if event.date}
        if not told & {EventKind.BIRTH, EventKind.BAPTISM}:
            yield from self._event("BIRT", Event(EventKind.BIRTH, person.born))
        for event in person.events:
            yield from self._event(_TAGS[event.kind], event)
        if not told & {EventKind.DEATH, EventKind.BURIAL, EventKind.CREMATION}:
            yield from self._event("DEAT", Event(EventKind.DEATH, person.died))
        for household, kinds in self._households.childhood.get(number, ()):
            yield f"1 FAMC @{household.xref}@"
            if len(set(kinds)) == 1:
                yield from self._pedigree(kinds[0])
        for household in self._households.marriages.get(number, ()):
            yield f"1 FAMS @{household.xref}@"
        for twin in self._graph.identical_twins_of(number):
            yield f"1 ASSO @{self._xrefs[twin]}@"
            yield from ("2 ROLE OTHER", f"3 PHRASE {_TWIN}") if self._seven else (f"2 RELA {_TWIN}",)
        if is_item_id(person.id):
            yield f"1 EXID {person.id}" if self._seven else f"1 REFN {person.id}"
            yield f"2 TYPE {WIKIDATA_ENTITIES}" if self._seven else "2 TYPE Wikidata"

    def _text(self, level: int, tag: str, value: str) -> Iterator[str]:
        """Yield a line of text; in 5.5.1 what is too long goes on in the next."""
        text = _BREAKS.sub(" ", value).strip()
        if self._seven:
            # In 7.0 only an @ that begins a value is doubled, in 5.5.1 every one.
            yield f"{level} {tag} {'@' if text.startswith('@') else ''}{text}"
            return
        piece, rest = _cut(text)
        yield f"{level} {tag} {piece.replace('@', '@@')}"
        while rest:
            piece, rest = _cut(rest)
            yield f"{level + 1} CONC {piece.replace('@', '@@')}"

    def _names(self, person: Person) -> Iterator[str]:
        """Yield the names of a person, with their parts where these are known."""
        parts = {name.text: name for name in person.names}
        texts = ([person.name] if person.name else []) + list(person.aliases)
        nicknames = [text for text in texts[1:] if text in parts and parts[text].kind == "nickname"]
        for place, text in enumerate(text for text in texts if text not in nicknames):
            name = parts.get(text) or PersonalName(text, "aka" if place or not person.name else None)
            yield from self._text(1, "NAME", text if name.written is None else name.written)
            yield from self._name_kind(name.kind)
            for tag, piece in name.pieces:
                yield from self._text(2, tag, piece)
            for nickname in [] if place else nicknames:
                yield from self._text(2, "NICK", nickname)

    def _name_kind(self, kind: str | None) -> Iterator[str]:
        """Yield what kind of name one is; 7.0 has a list of words for it."""
        if kind is None:
            return
        if not self._seven or kind.upper() in NAME_KINDS:
            yield from self._text(2, "TYPE", kind.upper() if self._seven else kind)
        else:
            yield "2 TYPE OTHER"
            yield from self._text(3, "PHRASE", kind)

    def _event(self, tag: str, event: Event) -> Iterator[str]:
        """Yield an event with its date and place; nothing where neither is known."""
        if not (event.date or event.place or event.words):
            return
        yield f"1 {tag}"
        if event.date:
            yield from self._date(event.date)
        elif event.words and self._seven:
            yield from ("2 DATE", *self._text(3, "PHRASE", event.words))
        elif event.words:
            phrase = f"({event.words})"
            yield from self._text(2, "DATE", phrase if bare(phrase) == event.words else event.words)
        if event.place:
            yield from self._text(2, "PLAC", event.place)

    def _date(self, date: Date) -> Iterator[str]:
        """Yield a date, and the source's own words where it does not say all of them."""
        plain = write_date(date, seven=self._seven, strict=self._seven)
        written = date.written or write_date(date, seven=self._seven)
        for five, seven in _WORDS:
            written = written.replace(five, seven) if self._seven else written.replace(seven, five)
        # What the source wrote stays as it is where this version allows it and it is read as the same date.
        if (_LEGAL_7 if self._seven else _LEGAL_5).fullmatch(written) and read_date(written)[0] == date:
            yield f"2 DATE {written}"
            return
        yield f"2 DATE {plain}"
        if plain != written:
            yield from self._text(3, "PHRASE" if self._seven else "_PHRASE", date.written or written)

    def _pedigree(self, kind: ParentKind) -> Iterator[str]:
        """Yield how somebody is a child of a family, where it is not by birth."""
        if kind in _PEDI:
            yield f"2 PEDI {_PEDI[kind].upper() if self._seven else _PEDI[kind]}"
        elif kind is ParentKind.STEP and self._seven:
            yield from ("2 PEDI OTHER", "3 PHRASE step")

    def _family(self, household: Household) -> Iterator[str]:
        """Yield the record of a household (FAM)."""
        yield f"0 @{household.xref}@ FAM"
        tags = ["HUSB", "WIFE"]
        if len(household.partners) == 1 and self._graph.sex[household.partners[0]] is Sex.FEMALE:
            tags.reverse()
        for tag, partner in zip(tags, household.partners, strict=False):
            yield f"1 {tag} @{self._xrefs[partner]}@"
        for child, kinds in household.children:
            yield f"1 CHIL @{self._xrefs[child]}@"
            # PEDI says one kind for both parents, and 5.5.1 has none for stepchildren.
            if len(set(kinds)) > 1 or (kinds[0] is ParentKind.STEP and not self._seven):
                yield f"2 _FREL {_FREL[kinds[0]]}"
                yield f"2 _MREL {_FREL[kinds[-1]]}"
        yield from self._union(household)

    def _union(self, household: Household) -> Iterator[str]:
        """Yield what tells other programs that two partners did not marry, no longer are, or that nobody knows."""
        one, other = sorted(household.partners) if len(household.partners) > 1 else (-1, -1)
        events = self._graph.events_of_couple(one, other)
        for event in events:
            yield from self._event(_TAGS[event.kind], event)
        told = {event.kind for event in events}
        if len(household.partners) <= 1 or household.union is PartnerKind.SPOUSE:
            return
        if household.union is None:
            yield f"1 EVEN{' not known' if self._seven else ''}"
            yield "2 TYPE partnership not recorded"
        elif household.union is PartnerKind.FORMER:
            yield from () if told & {EventKind.DIVORCE, EventKind.ANNULMENT} else ("1 DIV Y",)
        elif household.union is PartnerKind.ENGAGED:
            yield from () if EventKind.ENGAGEMENT in told else ("1 ENGA Y",)
        elif self._seven:
            yield "1 NO MARR"
        else:
            yield from ("1 EVEN", "2 TYPE unmarried")


def _cut(text: str) -> tuple[str, str]:
    """Return a text in two, cut inside a word so that no reader loses the blank."""
    if len(text) <= _LONGEST:
        return text, ""
    at = next((at for at in range(_LONGEST, 1, -1) if not text[at - 1].isspace() and not text[at].isspace()), _LONGEST)
    return text[:at], text[at:]
