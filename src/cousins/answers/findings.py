"""Findings: what cannot be true in a family, said in words, with links to where Wikidata says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cousins.checks.violations import Rule
from cousins.family.person import Person, PersonId, Sex
from cousins.plain import harmless
from cousins.settings import WIKIDATA_PAGES
from cousins.terms.sentences import Case, sentences
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cousins.checks.violations import OneSided, Severity, Violation
    from cousins.family.graph import FamilyGraph


_PARENTS = ("father", "mother")
_LINKED: Final[Mapping[Rule, tuple[str, ...]]] = {
    Rule.BORN_AFTER_DEATH: ("birth", "death"),
    Rule.BAPTISED_BEFORE_BIRTH: ("birth",),
    Rule.BAPTISED_AFTER_DEATH: ("birth", "death"),
    Rule.BURIED_BEFORE_BIRTH: ("birth",),
    Rule.BURIED_BEFORE_DEATH: ("death",),
    Rule.BURIED_LATE: ("death",),
    Rule.SEVERAL_BIRTHS: ("birth",),
    Rule.SEVERAL_DEATHS: ("death",),
    Rule.BORN_IN_FUTURE: ("birth",),
    Rule.DIED_IN_FUTURE: ("death",),
    Rule.LONG_LIFE: ("birth", "death"),
    Rule.BORN_BEFORE_PARENT: ("birth", *_PARENTS),
    Rule.YOUNG_PARENT: ("birth", *_PARENTS),
    Rule.OLD_PARENT: ("birth", *_PARENTS),
    Rule.BORN_AFTER_MOTHER: ("birth", *_PARENTS),
    Rule.BORN_AFTER_FATHER: ("birth", *_PARENTS),
    Rule.MANY_PARENTS: _PARENTS,
    Rule.WRONG_SEX: ("sex",),
    Rule.SIBLINGS_DISAGREE: _PARENTS,
    Rule.CLOSE_SIBLINGS: ("birth", "mother"),
    Rule.FAR_SIBLINGS: ("birth", *_PARENTS),
    Rule.MANY_AT_ONCE: ("child",),
    Rule.MARRIED_ANCESTOR: ("spouse", *_PARENTS),
    Rule.MARRIED_BEFORE_BIRTH: ("birth", "spouse"),
    Rule.MARRIED_AFTER_DEATH: ("death", "spouse"),
    Rule.YOUNG_MARRIAGE: ("birth", "spouse"),
    Rule.OLD_MARRIAGE: ("birth", "spouse"),
    Rule.DIVORCED_BEFORE_MARRIAGE: ("spouse",),
    Rule.TWINS_OF_TWO_SEXES: ("sex",),
    Rule.TWINS_OF_OTHER_PARENTS: _PARENTS,
    Rule.TWINS_DESCENDED: _PARENTS,
    Rule.TWINS_BORN_APART: ("birth",),
}
"""Names of the properties that a rule's first person may have wrong; the other rules link to the page.

Of rules over the parents of known sex, `_links` knows which of the two it is.
"""
_OF_ONE: Final = frozenset(
    {Rule.MARRIED_BEFORE_BIRTH, Rule.MARRIED_AFTER_DEATH, Rule.YOUNG_MARRIAGE, Rule.OLD_MARRIAGE}
)
"""Rules over one partner, the first of the people, that may speak of the other as well."""
_SHOWN: Final = 12
"""People whose ids, or statements, one finding shows; more are counted."""
_UNPLAIN: Final = re.compile(r"[\s%#\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What would end an id in a key, or begin a note."""


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
        key: What stays the same however the file is edited elsewhere: the rule and the ids of the people.
    """

    rule: Rule
    severity: Severity
    persons: tuple[PersonId, ...]
    title: str
    evidence: str
    suggestion: str
    links: tuple[str, ...] = ()
    quickstatements: tuple[str, ...] = ()
    key: str = ""

    def __str__(self) -> str:
        """Return one line: ``error: dead before born: Victoria … (Q9439); …``."""
        more = len(self.persons) - _SHOWN
        ids = ", ".join(map(harmless, self.persons[:_SHOWN])) + (f" and {more:,} more" if more > 0 else "")
        return f"{self.severity.value}: {self.title}: {self.evidence} ({ids}); {self.suggestion}"

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
            "key": self.key,
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
            _links(graph, found),
            _quickstatements(graph, found.one_sided) if found.one_sided else (),
            _key(graph, found, persons),
        )


def _key(graph: FamilyGraph, found: Violation, persons: tuple[PersonId, ...]) -> str:
    """Return the rule with the ids, in their alphabet's order where the order of a file's records has no meaning."""
    stated = found.one_sided
    if stated:
        # A graph may show other ids than its source has.
        one, other = (graph.person(each).id if each in graph else each for each in (stated.holder, stated.other))
        ids: list[str] = [one, stated.link, other]
    else:
        ids = list(persons) if found.rule in _OF_ONE else sorted(persons)
    if len(ids) > _SHOWN:
        from hashlib import sha256  # noqa: PLC0415 (only of crowds)

        ids = [
            ids[0],
            "and",
            str(len(ids) - 1),
            "more",
            sha256("\n".join(ids).encode("utf-8", "replace")).hexdigest()[:16],
        ]
    return f"{found.rule.value}: {' '.join(_UNPLAIN.sub(_escaped, each) for each in ids)}"


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _case(graph: FamilyGraph, found: Violation) -> Case:
    """Return what a sentence may speak of: people instead of their numbers."""
    concerned = found.people[: found.chain] if found.chain else found.people
    people = tuple(graph.people[number] for number in concerned)
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
        doubted=found.doubted,
        others=len(found.people) - len(concerned),
        events=found.events,
    )


def _links(graph: FamilyGraph, found: Violation) -> tuple[str, ...]:
    """Return where Wikidata states what may be wrong; nothing for people of other sources."""
    if not (found.people and is_item_id(graph.ids[found.people[0]])):
        return ()
    if found.chain:
        chain = found.people[: found.chain][:_SHOWN]
        above = (*found.people[1 : found.chain], found.people[0])
        pairs = zip(chain, above, strict=False)
        return tuple(link for child, parent in pairs for link in _statements(graph, child, _roles(graph, parent)))
    names = _roles(graph, found.people[1]) if found.rule is Rule.RIVAL_PARENTS else _LINKED.get(found.rule, ())
    return _statements(graph, found.people[0], names)


def _roles(graph: FamilyGraph, parent: int) -> tuple[str, ...]:
    """Return the names of the properties that may state somebody as a parent."""
    sex = graph.sex[parent]
    return _PARENTS if sex is None else (_PARENTS[sex.rank],)


def _statements(graph: FamilyGraph, number: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return where these properties of a person are stated; without properties the person's page."""
    from cousins.wikibase.properties import WIKIDATA  # noqa: PLC0415 (only where Wikidata's people are checked)

    page = f"{WIKIDATA_PAGES}{graph.ids[number]}"
    return tuple(f"{page}#{getattr(WIKIDATA, name)}" for name in names) or (page,)


def _quickstatements(graph: FamilyGraph, stated: OneSided) -> tuple[str, ...]:
    """Return the line that states a link from its other side; none where the sex leaves the property open."""
    if not (is_item_id(stated.holder) and is_item_id(stated.other)):
        return ()
    from cousins.wikibase.properties import WIKIDATA  # noqa: PLC0415 (only where Wikidata's people are checked)

    sex = graph.sex[graph.number(stated.holder)] if stated.holder in graph else None
    parent = {Sex.MALE: WIKIDATA.father, Sex.FEMALE: WIKIDATA.mother, None: None}[sex]
    name = {"parent": WIKIDATA.child, "partner": WIKIDATA.spouse, "child": parent}.get(stated.link)
    return (f"{stated.other}|{name}|{stated.holder}",) if name else ()
