"""What cannot be true in a family, or is hardly so: contradictions, found from dates and links alone.

Every rule knows how precise a date is: it speaks up only if no day that the dates may
mean would do. "About" gives a date five years on either side. Each rule looks at a
person and the nearest kin once, so that a whole graph takes time in proportion to its size.
What is found is numbers; `cousins.answers.findings` says it in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.checks.contradictions import Rules
from cousins.checks.facts import Facts
from cousins.checks.violations import OneSided, Rule, Severity, Violation
from cousins.stages import stage
from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cousins.family.graph import FamilyGraph
    from cousins.family.person import PersonId, Sex

__all__ = ["OneSided", "Rule", "Severity", "Violation", "check"]


def check(
    graph: FamilyGraph,
    *,
    one_sided: Iterable[OneSided] = (),
    roles: Mapping[tuple[PersonId, PersonId], Sex] | None = None,
    today: date | None = None,
) -> Iterator[Violation]:
    """Yield everything in a family graph that cannot be true or hardly is.

    Circles of own ancestors come first, then the people in their order, the couples, identical twins, then what only
    one of two records states. Nothing is said about unknown parents whom a reader put in.

    Args:
        graph: The people.
        one_sided: What the source's reader found stated from one side only.
        roles: For (child, parent) the sex that the source's statement implies: male
            for a father, female for a mother.
        today: What lies after it is in the future; None: nothing does.

    Example:
        >>> from cousins.family.dates import Date
        >>> from cousins.family.graph import FamilyGraph
        >>> from cousins.family.person import Person, PersonId
        >>> late = Person(PersonId("Q1"), "Ann", born=Date.parse("1900"), died=Date.parse("1850"))
        >>> [(violation.rule.value, violation.people) for violation in check(FamilyGraph.of([late]))]
        [('dead before born', (0,))]
    """
    rules = Rules(Facts(graph, roles, today))
    yield from rules.circles()
    number = 0
    with stage(f"checking {len(graph):,} people", lambda: number / len(graph)):
        for number in range(len(graph)):
            if not number % OFTEN:
                look()
            yield from rules.person(number)
    yield from rules.couples()
    yield from rules.identical_twins()
    for stated in one_sided:
        yield rules.one_sided(stated)
