"""A source that has everybody at hand: whom names mean in it, parts of it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.explorer import questions
from cousins.family.given import name_of
from cousins.family.names import NameIndex
from cousins.family.resolve import resolve
from cousins.kinship.descent_list import descendants as descendants_of
from cousins.kinship.pedigree_list import ancestors as ancestors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cousins.answers.findings import Finding
    from cousins.family.graph import FamilyGraph
    from cousins.family.person import Person
    from cousins.family.resolve import Resolution
    from cousins.formats import Report
    from cousins.ports import Source
    from cousins.terms import Language


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        findings: What cannot be true or hardly is.
        report: What in a file could not be used; None for other sources.
    """

    findings: tuple[Finding, ...]
    report: Report | None = None


class AtHand:
    """A source that has everybody at hand.

    Args:
        source: Where facts come from.
        on_choice: Told how each name was understood, unless it was an id.
    """

    def __init__(self, source: Source, on_choice: Callable[[str, Resolution], None] | None) -> None:
        """Keep the source; nothing is read before a question is asked."""
        self._source, self._on_choice = source, on_choice
        self._names: NameIndex | None = None

    async def names(self) -> NameIndex:
        """Return the index of everybody's names."""
        return self._index(await self._source.family())

    async def people(self, *names: str) -> tuple[FamilyGraph, list[int]]:
        """Return the family, and the numbers in it of the people whom ids or names mean.

        Raises:
            PersonNotFoundError: An id or name means nobody.
            AmbiguousNameError: A name means nobody in particular.
        """
        graph = await self._source.family()
        return graph, [self._number(graph, name) for name in names]

    async def part(
        self,
        language: Language,
        *,
        ancestors: str | Person | None,
        descendants: str | Person | None,
        between: tuple[str | Person, str | Person] | None,
        generations: int | None,
    ) -> FamilyGraph:
        """Return a part of the family, as `Explorer.part` describes it."""
        graph = await self._source.family()
        numbers: Iterable[int] = range(len(graph))
        if ancestors is not None:
            above = ancestors_of(graph, self._number(graph, ancestors), generations=generations)
            numbers = [row.person for row in above]
        elif descendants is not None:
            below = descendants_of(graph, self._number(graph, descendants), generations=generations)
            numbers = [row.person for row in below]
        elif between is not None:
            one, other = (self._number(graph, who) for who in between)
            found = questions.related(graph, one, other, language, generations=generations)
            numbers = [graph.number(who) for who in found.people]
        return graph.subset(numbers)

    async def check(self) -> Checked:
        """Return what cannot be true in the source, as `Explorer.check` describes it."""
        from cousins.answers.findings import findings  # noqa: PLC0415 (only for checks)
        from cousins.checks import check  # noqa: PLC0415 (the same)

        graph = await self._source.family()
        report: Report | None = getattr(self._source, "report", None)
        found = check(graph, one_sided=report.one_sided if report else ())
        return Checked(tuple(findings(graph, found)), report)

    def _index(self, graph: FamilyGraph) -> NameIndex:
        if self._names is None:
            self._names = NameIndex(graph)
        return self._names

    def _number(self, graph: FamilyGraph, who: str | Person) -> int:
        """Return the number of the person meant by an id, with GEDCOM's ``@`` around it or without, or a name."""
        name = name_of(who)
        person_id = name if name in graph else name.strip().strip("@")
        if person_id in graph:
            return graph.number(person_id)
        understood = resolve(self._index(graph), name)
        if self._on_choice:
            self._on_choice(name, understood)
        return graph.number(understood.person.id)
