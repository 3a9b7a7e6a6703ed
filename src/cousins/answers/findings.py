"""Findings: what cannot be true in a family, said in words, with links to where Wikidata says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cousins.checks.violations import Rule
from cousins.family.person import Person, PersonId, Sex
from cousins.settings import WIKIDATA_PAGES
from cousins.terms.sentences import Case, sentences
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cousins.checks.violations import OneSided, Severity, Violation
    from cousins.family.graph import FamilyGraph


_PARENTS = ("father", "mother")
_LINKED: Final[Mapping[Rule, tuple[str, ...]]] = {
    Rule.OWN_ANCESTOR: _PARENTS,
    Rule.BORN_AFTER_DEATH: ("birth", "death"),
    Rule.LONG_LIFE: ("birth", "death"),
    Rule.BORN_BEFORE_PARENT: ("birth", *_PARENTS),
    Rule.YOUNG_PARENT: ("birth", *_PARENTS),
    Rule.OLD_PARENT: ("birth", *_PARENTS),
    Rule.BORN_AFTER_MOTHER: ("birth", *_PARENTS),
    Rule.BORN_AFTER_FATHER: ("birth", *_PARENTS),
    Rule.MANY_PARENTS: _PARENTS,
    Rule.WRONG_SEX: ("sex",),
    Rule.SIBLINGS_DISAGREE: _PARENTS,
    Rule.MARRIED_ANCESTOR: ("spouse", *_PARENTS),
}
"""Names of the properties that a rule's first person may have wrong; the other rules link to the page."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that cannot be true, or is worth a look.

    Attributes:
        rule: What was looked for.
        severity: How sure it is.
        persons: The ids of the people concerned, the one to look at first.
        title: The rule's name in the language that was asked for.
        evidence: What the source says, as a sentence.
        suggestion: What may be wrong.
        links: Where Wikidata says it; empty for other sources.
        quickstatements: Lines for QuickStatements that add a missing inverse; never sent by us.
    """

    rule: Rule
    severity: Severity
    persons: tuple[PersonId, ...]
    title: str
    evidence: str
    suggestion: str
    links: tuple[str, ...] = ()
    quickstatements: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return one line: ``error: dead before born: Victoria … (Q9439); …``."""
        return f"{self.severity.value}: {self.title}: {self.evidence} ({', '.join(self.persons)}); {self.suggestion}"

    def record(self) -> dict[str, object]:
        """Return the finding as plain dictionaries and lists, for JSON."""
        return {
            "rule": self.rule.value,
            "severity": self.severity.value,
            "persons": list(self.persons),
            "evidence": self.evidence,
            "suggestion": self.suggestion,
            "links": list(self.links),
            "quickstatements": list(self.quickstatements),
        }


def findings(graph: FamilyGraph, violations: Iterable[Violation], language: str = "en") -> Iterator[Finding]:
    """Yield in words what the rules found, in the same order.

    Args:
        graph: The people in whom it was found.
        violations: What was found, as numbers of that graph: `cousins.checks.check`.
        language: The code of the language.

    Example:
        >>> from cousins.checks import check
        >>> from cousins.family.dates import Date
        >>> from cousins.family.graph import FamilyGraph
        >>> late = Person(PersonId("Q1"), "Ann", born=Date.parse("1900"), died=Date.parse("1850"))
        >>> graph = FamilyGraph.of([late])
        >>> [finding.evidence for finding in findings(graph, check(graph))]
        ['Ann (1900–1850) died 1850, before the birth 1900']
    """
    spoken = sentences(language)
    for found in violations:
        sentence = spoken[found.rule.value]
        persons = tuple(graph.ids[number] for number in found.people)
        yield Finding(
            found.rule,
            found.severity,
            persons,
            sentence.title,
            sentence.evidence(_case(graph, found)),
            sentence.suggestion,
            _links(found.rule, persons),
            _quickstatements(graph, found.one_sided) if found.one_sided else (),
        )


def _case(graph: FamilyGraph, found: Violation) -> Case:
    """Return what a sentence may speak of: people instead of their numbers."""
    people = tuple(graph.people[number] for number in found.people)
    if found.one_sided:
        ids = (found.one_sided.other, found.one_sided.holder)
        people = tuple(graph.person(each) if each in graph else Person(PersonId(each)) for each in ids)
    return Case(
        people,
        years=found.years,
        generations=found.generations,
        relative=None if found.relative is None else graph.people[found.relative],
        stated=found.stated,
        link=found.one_sided.link if found.one_sided else None,
    )


def _links(rule: Rule, persons: tuple[PersonId, ...]) -> tuple[str, ...]:
    """Return where Wikidata states what may be wrong; nothing for people of other sources."""
    if not (persons and is_item_id(persons[0])):
        return ()
    from cousins.wikibase.properties import WIKIDATA  # noqa: PLC0415 (only where Wikidata's people are checked)

    page = f"{WIKIDATA_PAGES}{persons[0]}"
    return tuple(f"{page}#{getattr(WIKIDATA, name)}" for name in _LINKED.get(rule, ())) or (page,)


def _quickstatements(graph: FamilyGraph, stated: OneSided) -> tuple[str, ...]:
    """Return the line that states a link from its other side; none where the sex leaves the property open."""
    if not (is_item_id(stated.holder) and is_item_id(stated.other)):
        return ()
    from cousins.wikibase.properties import WIKIDATA  # noqa: PLC0415 (only where Wikidata's people are checked)

    sex = graph.sex[graph.number(stated.holder)] if stated.holder in graph else None
    parent = {Sex.MALE: WIKIDATA.father, Sex.FEMALE: WIKIDATA.mother, None: None}[sex]
    name = {"parent": WIKIDATA.child, "partner": WIKIDATA.spouse, "child": parent}.get(stated.link)
    return (f"{stated.other}|{name}|{stated.holder}",) if name else ()
