"""Rules over the births of all the children of one parent."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cousins.checks.facts import CALENDARS, YEAR
from cousins.checks.parenthood import OLD, OLDEST, YOUNG, YOUNGEST, dates_of_parent
from cousins.checks.violations import Rule, Severity, Violation
from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.checks.facts import Days, Facts

TOGETHER: Final = 2
"""Days over which twins may be born."""
APART: Final = 274 - CALENDARS
"""Days between two births of one mother: nine months, less the calendars' difference."""
TOO_EARLY: Final = 150
"""Days between two births of one mother when the younger died soon: born months before the time."""
SOON: Final = 31
"""Days of a life that was perhaps not fit to live."""
AT_ONCE: Final = 8
"""Children born of one mother within a year above which a doubt is due: of nine at once a single case is proved."""
_YEAR_ZERO: Final = 1_721_120
"""The Julian day number of 1 March of the year 0."""
_FOUR_CENTURIES: Final = 146_097
"""Days after which the Gregorian calendar begins anew."""
ONE_YEAR: Final = 366
"""Days within which so many are born: a date that is a year is all its days."""


def births(facts: Facts, parent: int, children: Sequence[int]) -> Iterator[Violation]:
    """Yield what the births of somebody's children say against each other."""
    if not children:
        return
    if facts.graph.sex[parent] is Sex.FEMALE:
        many = list(_many_at_once(facts, parent, children))
        yield from many
        told = {person for violation in many for person in violation.people}
        yield from _too_close(facts, parent, [child for child in children if child not in told])
    yield from _too_far(facts, parent, children)


def _too_close(facts: Facts, mother: int, children: Sequence[int]) -> Iterator[Violation]:
    born = facts.born
    for one, other in pairwise(_known_within(born, children, APART)):
        least, most = born.first[other] - born.last[one], born.last[other] - born.first[one]
        limit = TOO_EARLY if facts.end(other)[0] - born.first[other] <= SOON else APART
        if least > TOGETHER and most < limit and not calendars_apart(born, one, other):
            yield Violation(Rule.CLOSE_SIBLINGS, Severity.WARNING, (other, one, mother))


def calendars_apart(born: Days, one: int, other: int) -> bool:
    """Return whether the later of two births is one day with the earlier, told in the other calendar."""
    least, most = born.first[other] - born.last[one], born.last[other] - born.first[one]
    return least <= _difference(born.first[one]) <= most


def _known_within(born: Days, children: Sequence[int], days: int) -> list[int]:
    """Return those whose births are known to less than so many days, in their order."""
    known = [child for child in children if born.span(child) < days]
    return sorted(known, key=lambda child: (born.first[child], born.last[child], child))


def _difference(day: int) -> int:
    """Return the days by which the calendars differ on a day: one birth may be told in both, and look like two."""
    # Centuries counted from the 1 March on which they begin, when the calendars have just moved apart.
    century = (4 * (day - _YEAR_ZERO) + 3) // _FOUR_CENTURIES
    return abs(century - century // 4 - 2)


def _many_at_once(facts: Facts, mother: int, children: Sequence[int]) -> Iterator[Violation]:
    born = facts.born
    known = _known_within(born, children, ONE_YEAR)
    at = 0
    while at < len(known):
        begins, end = born.first[known[at]], at
        while end < len(known) and born.last[known[end]] - begins < ONE_YEAR:
            end += 1
        if end - at > AT_ONCE:
            yield Violation(Rule.MANY_AT_ONCE, Severity.WARNING, (mother, *known[at:end]))
            at = end
        else:
            at += 1


def _too_far(facts: Facts, parent: int, children: Sequence[int]) -> Iterator[Violation]:
    """Yield that a parent of any age was too young for the oldest child or too old for the youngest."""
    born, graph = facts.born, facts.graph
    sex = graph.sex[parent]
    oldest = min(children, key=born.last.__getitem__)
    youngest = max(children, key=born.first.__getitem__)
    years = (born.first[youngest] - born.last[oldest]) / YEAR
    if years <= OLD[sex] - YOUNG:
        return
    # A wrong date of the parent, or a mother of both, for whom less is too much, tells it already.
    shared = set(graph.parents[youngest]).intersection(graph.parents[oldest]) - facts.put_in - {parent}
    if any(graph.sex[other] is Sex.FEMALE for other in shared) and sex is not Sex.FEMALE:
        return
    if any(any(dates_of_parent(facts, child, parent)) for child in (oldest, youngest)):
        return
    severity = Severity.ERROR if years > OLDEST[sex] - YOUNGEST else Severity.WARNING
    yield Violation(Rule.FAR_SIBLINGS, severity, (youngest, oldest, parent), years=int(years))
