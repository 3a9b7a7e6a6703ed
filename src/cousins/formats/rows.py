"""People and links as plain rows: what tables, GraphML and JSON have in common.

A person's row holds id, name, sex, born, died, aliases, and the words of the source
for the two dates where they say more. A link's row holds its name (``parent``, ``partner``
or ``twin``), its kind, and two ids: of a person and of the person's parent, partner or twin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, PersonId, Sex
from cousins.formats.report import Report, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARENT, PARTNER, TWIN = "parent", "partner", "twin"
"""The names of links."""
IDENTICAL = "identical"
"""The one kind of twins that has a link: others are brothers and sisters, who follow from their parents."""

PERSON_COLUMNS = ("id", "name", "sex", "born", "died", "aliases", "born_written", "died_written")
LINK_COLUMNS = ("link", "kind", "person", "other")


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link, as plain text.

    Attributes:
        link: `PARENT`, `PARTNER` or `TWIN`.
        kind: The value of a `ParentKind` or `PartnerKind`, or `IDENTICAL`.
        person: The child, or one partner or twin.
        other: The parent, or the other partner or twin.
    """

    link: str
    kind: str
    person: str
    other: str


def person_row(person: Person) -> dict[str, str]:
    """Return a person as text; what is unknown is left out, aliases are separated by ``|``."""
    row = {
        **person.record(),
        "aliases": joined(person.aliases),
        "born_written": person.born.written if person.born else None,
        "died_written": person.died.written if person.died else None,
    }
    return {name: value for name, value in row.items() if value}


def joined(aliases: tuple[str, ...]) -> str:
    """Return aliases as one text, separated by ``|``; a backslash goes before one that is part of a name."""
    return "|".join(alias.replace("\\", "\\\\").replace("|", "\\|") for alias in aliases)


def taken_apart(text: str) -> tuple[str, ...]:
    """Return the aliases that `joined` made one text of.

    Example:
        >>> taken_apart(joined(("Vicky", "a|b")))
        ('Vicky', 'a|b')
    """
    aliases, current, escaped = [], "", False
    for letter in text:
        if escaped or letter not in "\\|":
            current, escaped = current + letter, False
        elif letter == "\\":
            escaped = True
        else:
            aliases.append(current)
            current = ""
    return tuple(filter(None, [*aliases, current]))


def link_rows(graph: FamilyGraph) -> Iterator[LinkRow]:
    """Yield every link once, children by their order in the graph, then couples, then identical twins."""
    ids = graph.ids
    birth = ParentKind.BIRTH.value
    for child in range(len(graph)):
        for parent in graph.parents[child]:
            yield LinkRow(PARENT, birth, ids[child], ids[parent])
        for parent, kind in graph.social_parents.kinds(child):
            yield LinkRow(PARENT, kind.value, ids[child], ids[parent])
    for one in range(len(graph)):
        for other, union in graph.partners.kinds(one):
            if one < other:
                yield LinkRow(PARTNER, union.value, ids[one], ids[other])
    for first, *others in graph.identical_twins:
        for twin in others:
            yield LinkRow(TWIN, IDENTICAL, ids[first], ids[twin])


class Collector:
    """Makes a family graph of rows, and notes which of them say nothing sensible."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._people: dict[PersonId, Person] = {}
        self._parents: list[tuple[ParentLink, int | None]] = []
        self._partners: list[tuple[PartnerLink, int | None]] = []
        self._twins: list[tuple[tuple[PersonId, PersonId], int | None]] = []

    def person(self, row: Mapping[str, str | None], line: int | None = None) -> None:
        """Take one person; without an id, or with one that is known, it is only reported."""
        person_id = PersonId((row.get("id") or "").strip())
        if not person_id:
            self.report.add(Trouble.NO_ID, line, row.get("name"))
        elif person_id in self._people:
            self.report.add(Trouble.DUPLICATE_ID, line, person_id)
        else:
            self._people[person_id] = Person(
                person_id,
                row.get("name") or None,
                self._sex(row.get("sex") or "", line),
                self._date(row.get("born"), row.get("born_written"), line),
                self._date(row.get("died"), row.get("died_written"), line),
                taken_apart(row.get("aliases") or ""),
            )

    def _sex(self, text: str, line: int | None) -> Sex | None:
        if not text:
            return None
        try:
            return Sex(text)
        except ValueError:
            self.report.add(Trouble.BAD_SEX, line, text)
            return None

    def _date(self, text: str | None, written: str | None, line: int | None) -> Date | None:
        if not text:
            return None
        try:
            date = Date.parse(text)
        except (ValueError, OverflowError):
            self.report.add(Trouble.BAD_DATE, line, text)
            return None
        return replace(date, written=written) if written else date

    def link(self, row: LinkRow, line: int | None = None) -> None:
        """Take one link; of people nobody knows it is only reported."""
        person, other = PersonId(row.person), PersonId(row.other)
        if person == other:
            self.report.add(Trouble.OWN_KIN, line, person)
            return
        try:
            if row.link == PARENT:
                kind = ParentKind(row.kind or ParentKind.BIRTH.value)
                self._parents.append((ParentLink(person, other, kind), line))
            elif row.link == PARTNER:
                spouse = PartnerKind(row.kind or PartnerKind.SPOUSE.value)
                self._partners.append((PartnerLink(person, other, spouse), line))
            elif row.link == TWIN and row.kind == IDENTICAL:
                self._twins.append(((person, other), line))
            else:
                self.report.add(Trouble.BAD_VALUE, line, row.kind if row.link == TWIN else row.link)
        except ValueError:
            self.report.add(Trouble.BAD_VALUE, line, row.kind)

    def graph(self) -> FamilyGraph:
        """Return the graph of everything that was taken."""
        parents = [link for link, line in self._parents if self._known(line, link.child, link.parent)]
        partners = [link for link, line in self._partners if self._known(line, link.one, link.other)]
        twins = [pair for pair, line in self._twins if self._known(line, *pair)]
        return FamilyGraph.of(self._people.values(), parents, partners, identical_twins=twins)

    def _known(self, line: int | None, *ids: PersonId) -> bool:
        missing = next((person_id for person_id in ids if person_id not in self._people), None)
        if missing is not None:
            self.report.add(Trouble.DANGLING, line, missing)
        return missing is None
