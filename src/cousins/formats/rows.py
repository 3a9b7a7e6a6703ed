"""People and links as plain rows: what tables, GraphML and JSON have in common.

A person's row holds id, name, sex, born, died, aliases, and the words of the source
for the two dates where they say more; besides, where a source tells them, the parts of
the name (`name_columns`) and the places and other events (`event_columns`). A link's row
holds its name (``parent``, ``partner`` or ``twin``), its kind, and two ids: of a person and
of the person's parent, partner or twin; besides, for a couple, marriage and the like.

The order of rows has a meaning: children of a family, and partners of a person, of whom no
dates say which came first stand in the order of their links.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, PersonId, Sex
from cousins.formats.event_columns import (
    COUPLE_EVENT_COLUMNS,
    EVENT_WORDS,
    OTHER_EVENTS,
    PERSON_EVENT_COLUMNS,
    event_cells,
    life_cells,
    read_couple_events,
    read_life,
)
from cousins.formats.link_order import couples_in_order, orders, ranks
from cousins.formats.name_columns import NAME_COLUMNS, OTHER_NAMES, name_cells, put_together, read_names
from cousins.formats.report import Report, Trouble
from cousins.opening import too_much

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cousins.family.life_events import Event

PARENT, PARTNER, TWIN = "parent", "partner", "twin"
"""The names of links."""
IDENTICAL = "identical"
"""The one kind of twins that has a link: others are brothers and sisters, who follow from their parents."""

PERSON_COLUMNS = ("id", "name", "sex", "born", "died", "aliases", "born_written", "died_written")
LINK_COLUMNS = ("link", "kind", "person", "other")
MORE_PERSON_COLUMNS = (*NAME_COLUMNS, *PERSON_EVENT_COLUMNS)
"""Columns that a file has where anybody has such a thing."""
MORE_LINK_COLUMNS = COUPLE_EVENT_COLUMNS
"""Likewise for links."""
READ_OF_PERSONS = frozenset((*PERSON_COLUMNS, *MORE_PERSON_COLUMNS))
"""What is read of a person, whatever the order."""
READ_OF_LINKS = frozenset((*LINK_COLUMNS, *MORE_LINK_COLUMNS))
"""Likewise of a link."""
_ALIAS = re.compile(r"(?:[^|\\]|\\.)+", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link, as plain text.

    Attributes:
        link: `PARENT`, `PARTNER` or `TWIN`.
        kind: The value of a `ParentKind` or `PartnerKind`, or `IDENTICAL`.
        person: The child, or one partner or twin.
        other: The parent, or the other partner or twin.
        events: What is told of a couple, in columns.
    """

    link: str
    kind: str
    person: str
    other: str
    events: Mapping[str, str] = field(default_factory=dict)

    def cells(self) -> dict[str, str]:
        """Return the link as a row of a table."""
        plain = {"link": self.link, "kind": self.kind, "person": self.person, "other": self.other}
        return {**plain, **self.events}


def person_row(person: Person) -> dict[str, str]:
    """Return a person as text; what is unknown is left out, aliases are separated by ``|``."""
    row = {"id": str(person.id)}
    if person.name:
        row["name"] = person.name
    if person.sex:
        row["sex"] = person.sex.value
    row |= life_cells(person)
    if person.aliases:
        row["aliases"] = joined(person.aliases)
    return row | name_cells(person)


def columns_of(rows: Iterable[Mapping[str, str]], always: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of a table: some always, others where any row has such a cell."""
    waiting = set(more)
    for row in rows:
        waiting.difference_update(row)
        if not waiting:
            break
    return always + tuple(name for name in more if name not in waiting)


def joined(aliases: tuple[str, ...]) -> str:
    """Return aliases as one text, separated by ``|``; a backslash goes before one that is part of a name."""
    return "|".join(alias.replace("\\", "\\\\").replace("|", "\\|") for alias in aliases)


def taken_apart(text: str) -> tuple[str, ...]:
    """Return the aliases that `joined` made one text of.

    Example:
        >>> taken_apart(joined(("Vicky", "a|b")))
        ('Vicky', 'a|b')
    """
    if "\\" not in text:
        return tuple(filter(None, text.split("|")))
    aliases = [_ESCAPED.sub(r"\1", alias[0]) for alias in _ALIAS.finditer(text)]
    return tuple(filter(None, aliases))


def link_rows(graph: FamilyGraph) -> Iterator[LinkRow]:
    """Yield every link once: children and couples in the order that their source gives them, then identical twins."""
    ids = graph.ids
    birth = ParentKind.BIRTH.value
    everybody = range(len(graph))
    for child in everybody if graph.rank is None else sorted(everybody, key=graph.rank.__getitem__):
        for parent in graph.parents[child]:
            yield LinkRow(PARENT, birth, ids[child], ids[parent])
        for parent, kind in graph.social_parents.kinds(child):
            yield LinkRow(PARENT, kind.value, ids[child], ids[parent])
    for one, other in couples_in_order(graph):
        union = graph.partners.kind(one, other)
        if union:
            events = graph.events_of_couple(one, other)
            yield LinkRow(PARTNER, union.value, ids[one], ids[other], event_cells(events) if events else {})
    for first, *others in graph.identical_twins:
        for twin in others:
            yield LinkRow(TWIN, IDENTICAL, ids[first], ids[twin])


_OF_A_PERSON = 512
"""Bytes of memory that somebody takes of whom nothing but an id is known."""


def _size(path: Path | str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


class Collector:
    """Makes a family graph of rows, and notes which of them say nothing sensible.

    Args:
        report: Takes the notes.
        most: How many bytes a packed file may hold: people whose rows are next to empty may take four times as much
            memory, or ten times the file; None for any.
    """

    def __init__(self, report: Report, most: int | None) -> None:
        self.report = report
        self._most = None if most is None else max(_size(report.path) * 10, most * 4) // _OF_A_PERSON
        self._people: dict[PersonId, Person] = {}
        self._parents: list[tuple[ParentLink, int | None]] = []
        self._partners: list[tuple[PartnerLink, int | None]] = []
        self._couple_events: list[tuple[PersonId, PersonId, tuple[Event, ...]]] = []
        self._twins: list[tuple[tuple[PersonId, PersonId], int | None]] = []

    def person(self, row: Mapping[str, str | None], line: int | None = None) -> None:
        """Take one person; without an id, or with one that is known, it is only reported."""
        person_id = PersonId((row.get("id") or "").strip())
        if not person_id:
            self.report.add(Trouble.NO_ID, line, row.get("name"))
        elif person_id in self._people:
            self.report.add(Trouble.DUPLICATE_ID, line, person_id)
        elif len(self._people) == self._most:
            too_much(self.report.path, f"holds more than {self._most:,} people")
        else:
            name, aliases = row.get("name") or put_together(row) or None, taken_apart(row.get("aliases") or "")
            sex = self._sex(row.get("sex") or "", line)
            others = self._records(row.get(OTHER_NAMES), "name", line)
            born, died, events = read_life(row, self._events(row, line), partial(self._date, line=line))
            self._people[person_id] = Person(
                person_id,
                name,
                sex,
                born,
                died,
                aliases,
                names=read_names(row, others, name, aliases),
                events=events,
            )

    def _events(self, row: Mapping[str, str | None], line: int | None) -> list[dict[str, str]]:
        """Return the events that a row lists."""
        records = self._records(row.get(OTHER_EVENTS), "event", line)
        for record in records:
            if record["event"] not in EVENT_WORDS:
                self.report.add(Trouble.BAD_VALUE, line, record["event"])
        return [record for record in records if record["event"] in EVENT_WORDS]

    def _records(self, text: str | None, needed: str, line: int | None) -> list[dict[str, str]]:
        """Return what a list in JSON holds, without records that lack what every one needs."""
        if not text:
            return []
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            listed = None
        records = [record for record in listed if isinstance(record, dict)] if isinstance(listed, list) else []
        texts = [{name: value for name, value in record.items() if isinstance(value, str)} for record in records]
        whole = [record for record in texts if record.get(needed)]
        if not isinstance(listed, list) or len(whole) < len(listed):
            self.report.add(Trouble.BAD_VALUE, line, text)
        return whole

    def _sex(self, text: str, line: int | None) -> Sex | None:
        if not text:
            return None
        try:
            return Sex(text)
        except ValueError:
            self.report.add(Trouble.BAD_SEX, line, text)
            return None

    def _date(self, text: str, written: str | None, *, line: int | None) -> Date | None:
        try:
            date = Date.parse(text)
        except (ValueError, OverflowError):
            self.report.add(Trouble.BAD_DATE, line, text)
            return None
        return replace(date, written=written) if written else date

    def link(self, row: LinkRow, line: int | None = None) -> None:
        """Take one link; of people nobody knows it is only reported."""
        person, other = PersonId(row.person.strip()), PersonId(row.other.strip())
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
                if row.events:
                    events = read_couple_events(
                        row.events, self._events(row.events, line), partial(self._date, line=line)
                    )
                    self._couple_events.append((person, other, events))
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
        graph = FamilyGraph.of(self._people.values(), parents, partners, identical_twins=twins)
        graph.rank = ranks((graph.number(link.child) for link in parents), len(graph))
        graph.partner_order = orders((graph.number(link.one), graph.number(link.other)) for link in partners)
        told: dict[tuple[int, int], tuple[Event, ...]] = {}
        for one, other, events in self._couple_events:
            if one in graph and other in graph:
                low, high = sorted((graph.number(one), graph.number(other)))
                told[low, high] = told.get((low, high), ()) + events
        graph.couple_events = {couple: events for couple, events in told.items() if events}
        return graph

    def _known(self, line: int | None, *ids: PersonId) -> bool:
        missing = next((person_id for person_id in ids if person_id not in self._people), None)
        if missing is not None:
            self.report.add(Trouble.DANGLING, line, missing)
        return missing is None
