"""The records of a GEDCOM file: who is named in which family, as numbers.

Names and dates stay in the text until somebody asks for a person. Ids get
numbers when they are first seen, defined or not.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

from cousins.family.links import ParentKind
from cousins.family.person import Sex
from cousins.formats.gedcom.date_values import read_closely
from cousins.formats.gedcom.pedigree_linkage import FATHER, MOTHER, Linkage, associated, linkage
from cousins.formats.gedcom.stated_kinds import stated
from cousins.formats.gedcom.unions import UNION_TAGS, union
from cousins.formats.report import Trouble

if TYPE_CHECKING:
    from cousins.family.links import PartnerKind
    from cousins.formats.gedcom.blocks import Block
    from cousins.formats.report import Report

SEXES = {"M": Sex.MALE, "F": Sex.FEMALE, "MALE": Sex.MALE, "FEMALE": Sex.FEMALE}
_NO_SEX = frozenset({"", "U", "X", "N", "?", "UNKNOWN"})
_ROLES = {"HUSB": FATHER, "WIFE": MOTHER}
_EVENTS = frozenset({"ADOP", "BIRT", "CHR\n", "CHR ", "EVEN", "FACT", "FOST", "_ADO", "_FOS", "_STE", "_GUA"})
"""Events that may name the family into which somebody was born or came."""
_VOID = "VOID"
# Dates in the commonest forms need no second look; this finds the others.
_UNUSUAL_DATE = re.compile(
    r"\n2 DATE (?!(?:(?:ABT|BEF|AFT|EST|CAL) )?(?:(?:0?[1-9]|1\d|2[0-8]) (?=J|F|M|A|S|O|N|D))?"
    r"(?:(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) )?[1-9]\d{0,3}(?:\n|\Z))([^\n]*)"
)
_FIGURES = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-]\d{3,4}(?!\d)")
_MONTHS = 12
_MUCH_MORE = 10
"""How many times more dates of one order than of the other make it the order of a file."""
_DATED = frozenset({"BIRT", "DEAT", "CHR", "BAPM", "BURI", "CREM"})
_PARENTS_ONLY = re.compile(r"EVEN\b.*\n2 TYPE partnership not recorded", re.DOTALL)
_JOINED = re.compile(r"(?:INDI|FAM)(?![CS]\b)([^\n ][^\n]*)")
_WEDDING = re.compile(r"MARR(?: Y)?(?:\n(?!2 _?(?:TYPE|STAT|NOTE) )[^\n]*)*\Z")
_PLAIN_EVENTS = frozenset({"EVEN", "FACT"})
_SOCIAL = {kind.value: kind for kind in ParentKind if kind is not ParentKind.BIRTH}
_TYPE = re.compile(r"\n2 TYPE ([^\n]+)")
_ADOPTION = re.compile(r"\n2 FAMC @([^@\n]+)@(?:\n[3-9] (?!ADOP)[^\n]*)*(?:\n3 ADOP (HUSB|WIFE|BOTH))?")
_PROGRAM = re.compile(r"\n1 SOUR ([^\n]+)(?:\n[2-9] (?!NAME)[^\n]*)*(?:\n2 NAME ([^\n]+))?")
_VERSION = re.compile(r"\n1 GEDC(?:\n[2-9] (?!VERS)[^\n]*)*\n2 VERS ([^\n]+)")


class RecordIndex:
    """What the records of a file say, collected block by block.

    Attributes:
        blocks: The text.
        people: A number for each id of a person that is named anywhere.
        families: The same for families.
        person_numbers: The numbers of the people who have a record, in the order of the file.
        person_places: The block of each of these records and where it begins there.
        sexes: The sex of each of these people.
        family_numbers: The numbers of the families that have a record.
        child_of: (person, family) pairs that people's records state, flat.
        partner_in: The same for FAMS.
        members: (family, person, side) of the partners that families' records state, flat.
        children: (family, person) of the children that families' records state, flat.
        linkages: How somebody is a child of a family, by (person, family), where anything is said.
        unions: How the partners of a family are partners, where they are not simply married.
        associated: (person, id of another, kind) where the other one is called an adoptive, foster or step parent.
        event_families: Families of which a marriage or its like is told with a date or place.
        event_places: The block of each of these records and where it begins there.
        parents_only: Families of which it is not known that the two were partners.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.blocks: list[Block] = []
        self.people: dict[str, int] = {}
        self.families: dict[str, int] = {}
        self.person_numbers, self.person_places = array("i"), array("q")
        self.sexes: list[Sex | None] = []
        self.family_numbers = array("i")
        self.child_of, self.partner_in = array("i"), array("i")
        self.members, self.children = array("i"), array("i")
        self.linkages: dict[tuple[int, int], Linkage] = {}
        self.unions: dict[int, PartnerKind] = {}
        self.parents_only: set[int] = set()
        self.event_families, self.event_places = array("i"), array("q")
        self.associated: list[tuple[int, str, ParentKind]] = []
        self._clear, self._unclear = [0, 0], list[tuple[int, str]]()
        self._known = (bytearray(), bytearray())
        self._ended = False
        self._record_text, self._place, self._searched = "", 0, 0

    def read(self, block: Block) -> None:
        """Collect what one block says."""
        if not self.blocks and not block.text.startswith("\n0 HEAD"):
            self.report.add(Trouble.NO_HEAD, 1)
        self.blocks.append(block)
        self._check_dates(block)
        self._place = 0
        for record in block.text[3:].split("\n0 "):
            self._record(record)
            self._place += len(record) + 3

    def close(self) -> None:
        """Note whether the file came to its end, and how dates are read that one may read in two ways."""
        order = {True: Trouble.DAY_FIRST, False: Trouble.MONTH_FIRST, None: Trouble.BAD_DATE}[self.day_first]
        for line, written in self._unclear:
            trouble = read_closely(written, day_first=self.day_first)[1]
            if trouble or str(read_closely(written, day_first=True)[0]) != str(read_closely(written)[0]):
                self.report.add(trouble or order, line, written)
        if not self._ended:
            self.report.add(Trouble.NO_END, self.report.lines)

    def _record(self, record: str) -> None:
        self._record_text, self._searched = record, 0
        if self._ended and not record.startswith("TRLR"):
            self._note(Trouble.AFTER_END, "", record[:40].partition("\n")[0])
        if record.startswith("@"):
            end = record.index("@", 1)
            tag = record[end + 2 : end + 6]
            if tag[:3] in {"IND", "FAM"} and (more := _JOINED.match(record, end + 2)):
                self._note(Trouble.JOINED_LINE, "", more[1])
            if tag == "INDI":
                self._individual(record, record[1:end])
            elif tag[:3] == "FAM":
                self._family(record, record[1:end])
        elif record.startswith("HEAD"):
            version, program = _VERSION.search(record), _PROGRAM.search(record)
            if version:
                self.report.format = f"GEDCOM {version[1].strip()[:20]}"
            if program:
                self.report.program = (program[2] or program[1]).strip()[:80]
        elif record.startswith("TRLR"):
            self._ended = True

    def _note(self, trouble: Trouble, part: str, text: str | None = None) -> None:
        """Report a problem with a part of the record; the next of equal parts is a later one."""
        at = self._record_text.find(part, self._searched) if part else 0
        self._searched = at + 1
        self.report.add(trouble, self.blocks[-1].line(self._place + at), text)

    def _is_new(self, number: int, known: bytearray, xref: str) -> bool:
        """Return whether no record before had this id."""
        if number >= len(known):
            known.extend(bytes(number + 1024))
        elif known[number]:
            self._note(Trouble.DUPLICATE_ID, "", xref)
            return False
        known[number] = 1
        return True

    def _individual(self, record: str, xref: str) -> None:  # noqa: C901, PLR0912 - one case a tag
        """Collect what a person's record says about sex and families."""
        number = self.people.setdefault(xref, len(self.people))
        if not self._is_new(number, self._known[0], xref):
            return
        sex, filiation, before = None, "", len(self.child_of)
        for part in record.split("\n1 "):
            tag = part[:4]
            if tag == "FAMS":
                self._link(self.partner_in, number, part)
            elif tag == "FAMC":
                family = self._link(self.child_of, number, part)
                if "\n" in part and family is not None:
                    self._child_of(number, family, part)
            elif tag == "SEX ":
                written = part[4:].partition("\n")[0].strip().upper()
                sex = SEXES.get(written)
                if sex is None and written not in _NO_SEX:
                    self._note(Trouble.BAD_SEX, part, written)
            elif tag in _EVENTS and "\n2 FAMC " in part:
                self._event(number, part)
            elif tag == "ADOP" and not part.startswith("ADOP N\n"):
                self._note(Trouble.NO_PLACE_FOR_ADOPTION, part, part.partition("\n")[0])
            elif tag == "ASSO":
                self.associated += [(number, *found) for found in associated(part)]
            elif tag == "_FIL":
                filiation = part.partition("\n")[0][5:]
        kind = _SOCIAL.get(stated("child", filiation) or "")
        if kind:
            for family in self.child_of[before + 1 :: 2]:
                self._join(number, family, Linkage.by(kind, "BOTH"))
        self.person_numbers.append(number)
        # Block and place in one integer: eight bytes a person, where a tuple takes a hundred.
        self.person_places.append(((len(self.blocks) - 1) << 40) + self._place)
        self.sexes.append(sex)

    def _link(self, links: array[int], person: int, part: str) -> int | None:
        """Note that a person is in a family; return the family."""
        xref = self._xref(part)
        if xref is None:
            return None
        family = self.families.setdefault(xref, len(self.families))
        links.append(person)
        links.append(family)
        return family

    def _xref(self, part: str) -> str | None:
        """Return the id that a line points to; None when it points to nothing."""
        end = part.find("@", 6)
        if part[5:6] != "@" or end < 0:
            self._note(Trouble.BAD_POINTER, part, part.partition("\n")[0])
            return None
        xref = part[6:end]
        return None if xref == _VOID else xref

    def _child_of(self, person: int, family: int, part: str) -> None:
        """Collect what the lines below a FAMC or CHIL say."""
        stated, troubles = linkage(part)
        for trouble, text in troubles:
            self._note(trouble, part, text)
        if stated:
            self._join(person, family, stated)

    def _join(self, person: int, family: int, stated: Linkage) -> None:
        known = self.linkages.get((person, family))
        self.linkages[person, family] = known.joined(stated) if known else stated

    def _event(self, person: int, part: str) -> None:
        """Collect the family into which somebody was adopted, or born."""
        kind_word = _TYPE.search(part)
        word = (
            stated("child", kind_word[1]) if kind_word else stated("child", part.partition("\n")[0].partition(" ")[0])
        )
        if part[:4] in _PLAIN_EVENTS and word is None:
            return
        for match in _ADOPTION.finditer(part):
            if match[1] != _VOID:
                family = self.families.setdefault(match[1], len(self.families))
                self.child_of.extend((person, family))
                if word in _SOCIAL:
                    self._join(person, family, Linkage.by(_SOCIAL[word], match[2] or "BOTH"))

    def _family(self, record: str, xref: str) -> None:
        """Collect what a family's record says about its members."""
        number = self.families.setdefault(xref, len(self.families))
        if not self._is_new(number, self._known[1], xref):
            return
        self.family_numbers.append(number)
        said: list[str] = []
        for part in record.split("\n1 "):
            tag = part[:4]
            if tag == "CHIL" or tag in _ROLES:
                member = self._xref(part)
                if member is None:
                    continue
                person = self.people.setdefault(member, len(self.people))
                if tag in _ROLES:
                    self.members.extend((number, person, _ROLES[tag]))
                    continue
                self.children.extend((number, person))
                if "\n" in part:
                    self._child_of(person, number, part)
            elif tag in UNION_TAGS:
                if _PARENTS_ONLY.match(part):
                    self.parents_only.add(number)
                said.append(part)
        if any("\n2 DATE" in part or "\n2 PLAC " in part for part in said):
            self.event_families.append(number)
            self.event_places.append(((len(self.blocks) - 1) << 40) + self._place)
        # Nearly all families tell of a marriage and no more.
        kind = union(said) if said and not (len(said) == 1 and _WEDDING.match(said[0])) else None
        if kind:
            self.unions[number] = kind

    def _check_dates(self, block: Block) -> None:
        """Note dates of births and deaths that are not understood, and the order of day and month in all dates."""
        for match in _UNUSUAL_DATE.finditer(block.text):
            written = match[1].strip()
            for one, other in _FIGURES.findall(written):
                self._clear[0] += int(one) > _MONTHS >= int(other)
                self._clear[1] += int(other) > _MONTHS >= int(one)
            start = block.text.rfind("\n1 ", 0, match.start()) + 3
            if not written or block.text[start : start + 4].strip() not in _DATED:
                continue
            trouble = read_closely(written)[1]
            if any(int(one) <= _MONTHS >= int(other) for one, other in _FIGURES.findall(written)):
                self._unclear.append((block.line(match.start()), written))
            elif trouble:
                self.report.add(trouble, block.line(match.start()), written)

    @property
    def day_first(self) -> bool | None:
        """Whether the day is before the month in dates of figures, as in those that are clear; None when unknown."""
        days, months = self._clear
        if max(days, months) < _MUCH_MORE * min(days, months) or days == months:
            return None
        return days > months
