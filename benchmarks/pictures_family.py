"""A family file read without our own readers: who is whose child and partner, for the comparison of pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass
class Family:
    """The partners and children of a household, by id."""

    partners: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)


class FamilyFile:
    """The records of a well-formed GEDCOM file.

    Attributes:
        records: The lines of every record by id.
        families: Every household by id.
    """

    def __init__(self, path: Path) -> None:
        """Read a GEDCOM file."""
        self._head, *rest = re.split(r"^(?=0 @)", path.read_text("latin-1"), flags=re.MULTILINE)
        self.records = {each.split("@", 2)[1]: each.split("0 TRLR")[0] for each in rest}
        self.families = {
            mark: Family(
                re.findall(r"^1 (?:HUSB|WIFE) @(.+)@", text, re.MULTILINE),
                re.findall(r"^1 CHIL @(.+)@", text, re.MULTILINE),
            )
            for mark, text in self.records.items()
            if text.startswith(f"0 @{mark}@ FAM")
        }

    def partners(self, person: str) -> list[str]:
        """Return all recorded partners of somebody, in the file's order."""
        return [each for family in self._of(person) for each in self.families[family].partners if each != person]

    def children(self, person: str) -> list[str]:
        """Return all recorded children of somebody, in the file's order."""
        return [child for family in self._of(person) for child in self.families[family].children]

    def descendants(self, person: str, generations: int) -> set[str]:
        """Return somebody and their descendants so many generations down."""
        found = reached = {person}
        for _ in range(generations):
            reached = {child for each in reached for child in self.children(each)}
            found = found | reached
        return found

    def parents_of_each(self, people: set[str]) -> set[str]:
        """Return the recorded parents of everybody of these whose other parent is one of these."""
        return {
            parent
            for family in self.families.values()
            if people.intersection(family.children) and people.intersection(family.partners)
            for parent in family.partners
        }

    def lines(self, person: str) -> list[str]:
        """Return the name, and the years of birth and death, of somebody."""
        text = self.records[person]
        years = [
            re.search(rf"^1 {event}\b.*\n2 DATE .*?(\d{{4}})\s*$", text, re.MULTILINE) for event in ("BIRT", "DEAT")
        ]
        return [self.name(person).replace("/", " "), " - ".join(year[1] if year else "" for year in years)]

    def name(self, person: str) -> str:
        """Return the name of somebody as the file has it, the surname between slashes."""
        found = re.search(r"^1 NAME (.*)$", self.records[person], re.MULTILINE)
        return " ".join(found[1].split()) if found else ""

    def without_others(self, people: Iterable[str]) -> str:
        """Return a GEDCOM file of these people alone and of the households that join two of them or more."""
        people = set(people)
        families = {
            mark
            for mark, family in self.families.items()
            if len(people.intersection([*family.partners, *family.children])) > 1
        }
        kept = people | families
        records = [
            re.sub(r"^1 (?:HUSB|WIFE|CHIL|FAMS|FAMC) @(.+)@.*\n(?:[2-9].*\n)*",
                   lambda line: line[0] if line[1] in kept else "", self.records[mark], flags=re.MULTILINE)
            for mark in self.records if mark in kept
        ]  # fmt: skip
        return "".join([self._head, *records, "0 TRLR\n"])

    def _of(self, person: str) -> list[str]:
        return [each for each in _pointers("FAMS", self.records[person]) if each in self.families]


def _pointers(tag: str, record: str) -> list[str]:
    return re.findall(rf"^1 {tag} @(.+)@", record, re.MULTILINE)
