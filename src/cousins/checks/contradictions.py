"""All rules over one family: what is asked of each person, and in which order it is told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cousins.checks.births import births
from cousins.checks.couples import couple
from cousins.checks.lives import life
from cousins.checks.namesakes import Namesakes
from cousins.checks.parenthood import dates_of_parent, stated_sex, too_many
from cousins.checks.twins import identical_twins
from cousins.checks.violations import OneSided, Rule, Severity, Violation
from cousins.family.date_columns import NEVER
from cousins.kinship.circles import circles, shortest_chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.checks.facts import Facts

REACH: Final = 5
"""Generations up in which a partner is looked for; whoever is farther up did not live to marry."""


class Rules:
    """The rules over one family.

    Args:
        facts: The family.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts, self._graph = facts, facts.graph
        self._namesakes = Namesakes(facts)
        self._told: set[tuple[int, int]] = set()

    def circles(self) -> Iterator[Violation]:
        """Yield each circle of people who are recorded as their own ancestors.

        What the dates say against a link that is shown here is not told again.
        """
        for people in circles(self._graph):
            ring = set(people)
            links = [(child, parent) for child in people for parent in self._graph.parents[child] if parent in ring]
            chain = shortest_chain(self._graph, people, [link for link in links if self._disproved(*link)])
            ring.difference_update(chain)
            doubted = tuple(self._doubted(chain))
            self._told.update((chain[one], chain[other]) for one, other in doubted if other == (one + 1) % len(chain))
            everybody = (*chain, *sorted(ring))
            yield Violation(Rule.OWN_ANCESTOR, Severity.ERROR, everybody, chain=len(chain), doubted=doubted)

    def _disproved(self, child: int, parent: int) -> bool:
        found = dates_of_parent(self._facts, child, parent)
        return any(violation.severity is Severity.ERROR for violation in found)

    def _doubted(self, chain: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield places on a chain, a descendant's and an ancestor's, between which a link must be wrong."""
        born, size = self._facts.born, len(chain)
        for place, child in enumerate(chain):
            if self._disproved(child, chain[(place + 1) % size]):
                yield place, (place + 1) % size
        # Between two whose births are known there may be others of whom nothing is.
        dated = [at for at, person in enumerate(chain) if born.first[person] > -NEVER or born.last[person] < NEVER]
        for one, other in pairwise([*dated, *dated[:1]]):
            steps = (other - one) % size
            if steps > 1 and born.last[chain[one]] < born.first[chain[other]]:
                yield one, other

    def identical_twins(self) -> Iterator[Violation]:
        """Yield which marks of identical twins do not fit what else is recorded."""
        return identical_twins(self._facts)

    def person(self, number: int) -> Iterator[Violation]:
        """Yield what is wrong with one person and the nearest kin."""
        facts, graph = self._facts, self._graph
        children, partners = graph.children[number], graph.partners[number]
        if number in facts.put_in:
            yield from self._namesakes.among(children, number)
            return
        parents = facts.without_put_in(graph.parents[number])
        yield from life(facts, number)
        for parent in parents:
            if (number, parent) not in self._told:
                yield from dates_of_parent(facts, number, parent)
            yield from stated_sex(facts, number, parent)
        yield from too_many(facts, number, parents)
        yield from births(facts, number, children)
        for kin in (children, partners, parents):
            yield from self._namesakes.among(facts.without_put_in(kin), number)
        yield from self._married_ancestor(number, partners)

    def _married_ancestor(self, number: int, partners: Sequence[int]) -> Iterator[Violation]:
        sought, row = set(self._facts.without_put_in(partners)), {number}
        for generations in range(1, REACH + 1):
            if not sought:
                return
            row = {parent for person in row for parent in self._graph.parents[person]}
            for ancestor in sorted(sought & row):
                sought.discard(ancestor)
                people = (number, ancestor)
                yield Violation(Rule.MARRIED_ANCESTOR, Severity.WARNING, people, generations=generations)

    def couples(self) -> Iterator[Violation]:
        """Yield what is wrong with the marriages, engagements and divorces of each couple."""
        for (one, other), events in self._graph.couple_events.items():
            if not self._facts.put_in.intersection((one, other)):
                yield from couple(self._facts, one, other, events)

    def one_sided(self, stated: OneSided) -> Violation:
        """Return what is found in a link that only one record states, the silent one's person first."""
        people = tuple(self._graph.number(each) for each in (stated.other, stated.holder) if each in self._graph)
        return Violation(Rule.ONE_SIDED, Severity.NOTE, people, one_sided=stated)
