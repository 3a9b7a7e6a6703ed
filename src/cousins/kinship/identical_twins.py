"""Identical twins: for genes one person, in words two.

Whoever is an identical twin has the parents of the other, whether both records name them or not;
where nobody is recorded they have unknown ones. So the words find brothers and sisters, and their
children cousins, while the coefficients take all twins of a set for one person.

A mark that cannot be true is not used, so that words and coefficients say the same: twins of
different sexes, of different recorded parents, or of whom one descends from another.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind
from cousins.family.people_on_demand import PeopleOnDemand
from cousins.family.person import Person, PersonId, Sex
from cousins.kinship.circles import rings
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.rivals import groups_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.family.date_columns import Event
    from cousins.family.dates import Date

Twins = tuple[int, ...]
"""A set of identical twins, as ascending numbers."""

_BOTH = 2
_COMPLETED: WeakKeyDictionary[FamilyGraph, FamilyGraph] = WeakKeyDictionary()


class Doubt(Enum):
    """Why a mark of identical twins cannot be true."""

    SEX = "they are of different sexes"
    PARENTS = "they have different parents"
    DESCENT = "one of them descends from another, or from a twin who does"


def doubts(graph: FamilyGraph) -> dict[Twins, Doubt]:
    """Return the sets of identical twins that cannot be such, each with the reason; mostly none.

    Args:
        graph: Where they are marked.

    Example:
        >>> family = FamilyGraph.from_arrays(["Ann", "Bob"], sex=["female", "male"], identical_twins=[(0, 1)])
        >>> doubts(family)
        {(0, 1): <Doubt.SEX: 'they are of different sexes'>}
    """
    found: dict[Twins, Doubt] = {}
    for twins in graph.identical_twins:
        if {graph.sex[twin] for twin in twins} >= set(Sex):
            found[twins] = Doubt.SEX
        elif _parents_differ(graph, twins):
            found[twins] = Doubt.PARENTS
    believed = [twins for twins in graph.identical_twins if twins not in found]
    found.update(dict.fromkeys(_own_ancestors(graph, believed), Doubt.DESCENT))
    return found


def _parents_differ(graph: FamilyGraph, twins: Twins) -> bool:
    """Return whether the parents of all together are more than one father and one mother, and not the same for all."""
    recorded = {frozenset(graph.parents[twin]) for twin in twins} - {frozenset()}
    return len(recorded) > 1 and any(len(group) > 1 for group in _groups(graph, _parents(graph, twins)))


def _parents(graph: FamilyGraph, twins: Twins) -> list[int]:
    return list(dict.fromkeys(parent for twin in twins for parent in graph.parents[twin]))


def _groups(graph: FamilyGraph, parents: Sequence[int]) -> list[tuple[int, ...]]:
    return groups_of(parents, [graph.sex[parent] for parent in parents])


def _own_ancestors(graph: FamilyGraph, sets: Sequence[Twins]) -> list[Twins]:
    """Return the sets that stand on a circle once twins are one person."""
    one = {twin: twins[0] for twins in sets for twin in twins}
    of_set = {twins[0]: twins for twins in sets}
    above: dict[int, list[int]] = {}
    waiting = list(of_set)
    while waiting:
        person = waiting.pop()
        if person not in above:
            parents = _parents(graph, of_set.get(person, (person,)))
            above[person] = [one.get(parent, parent) for parent in parents]
            waiting += above[person]
    return [of_set[person] for person in rings(above) if person in of_set]


def completed(graph: FamilyGraph) -> FamilyGraph:
    """Return a family with what identical twins imply: each set has all parents that any of its twins has.

    Where no father or no mother is recorded, an unknown one is put in, whom no answer names. Marks
    that cannot be true are left out. A family without twins is returned as it is.

    Args:
        graph: The family; everybody keeps the number.

    Example:
        >>> sexes = ["female", "female", "male"]
        >>> family = FamilyGraph.from_arrays(list("ABC"), sex=sexes, child=[0], parent=[2], identical_twins=[(0, 1)])
        >>> [list(completed(family).parents[twin]) for twin in (0, 1)]
        [[2, 3], [2, 3]]
    """
    if not graph.identical_twins:
        return graph
    if graph not in _COMPLETED:
        _COMPLETED[graph] = _completed(graph)
    return _COMPLETED[graph]


def _completed(graph: FamilyGraph) -> FamilyGraph:
    wrong = doubts(graph)
    believed = [twins for twins in graph.identical_twins if twins not in wrong]
    size = len(graph)
    unknown: list[Person] = []
    links = {
        (person, parent): kind
        for person in range(size)
        for of_one in (graph.parents, graph.social_parents)
        for parent, kind in of_one.kinds(person)
    }
    for twins in believed:
        parents = _parents(graph, twins)
        for sex in _missing(graph, parents):
            parents.append(size + len(unknown))
            unknown.append(_unknown(graph, twins, sex))
        links.update({(twin, parent): ParentKind.BIRTH for twin in twins for parent in parents})
    ids = [*graph.ids, *(person.id for person in unknown)]
    return FamilyGraph(
        _Further(graph.people, unknown),
        ids,
        [*graph.sex, *(person.sex for person in unknown)],
        [(child, parent, kind) for (child, parent), kind in links.items()],
        [(one, other, kind) for one in range(size) for other, kind in graph.partners.kinds(one) if one < other],
        couple_events=graph.couple_events,
        rank=None if graph.rank is None else [*graph.rank, *range(size, len(ids))],
        identical_twins=believed,
    )


def _missing(graph: FamilyGraph, parents: Sequence[int]) -> list[Sex]:
    """Return whom of father and mother nobody recorded; of a parent of unknown sex the other is a mother here."""
    groups = _groups(graph, parents)
    if len(groups) >= _BOTH:
        return []
    return [sex for sex in Sex if not groups or sex is not (graph.sex[groups[0][0]] or Sex.MALE)]


def _unknown(graph: FamilyGraph, twins: Twins, sex: Sex) -> Person:
    word = "father" if sex is Sex.MALE else "mother"
    made = f"{graph.ids[twins[0]].partition('?')[0]}?{word}"
    while made in graph:
        made += "?"
    return Person(PersonId(made), f"unknown {word}", sex)


class _Further(PeopleOnDemand):
    """The people of a family, and some more behind them."""

    most_kept = 10_000

    def __init__(self, people: Sequence[Person], more: Sequence[Person]) -> None:
        self._people, self._more = people, more

    def __len__(self) -> int:
        return len(self._people) + len(self._more)

    def _person(self, number: int) -> Person:
        size = len(self._people)
        return self._people[number] if number < size else self._more[number - size]

    def _date(self, number: int, event: Event) -> Date | None:
        person = self._person(number)
        return person.born if event == "born" else person.died


class GeneticPedigree(Pedigree):
    """People and their ancestors, identical twins being one person at one place."""

    def __init__(self, graph: FamilyGraph, people: Iterable[int]) -> None:
        """Collect the ancestors of some people.

        Args:
            graph: Where they live: one that is `completed`.
            people: Their numbers in the graph.
        """
        self._one: Mapping[int, int] = {twin: twins[0] for twins in graph.identical_twins for twin in twins}
        one = self._one

        def parents_of(person: int) -> list[int]:
            # Of two recorded fathers who are twins either is the father: for genes there is one.
            return list(dict.fromkeys([one.get(parent, parent) for parent in graph.parents[person]]))

        super().__init__(graph, [one.get(person, person) for person in people], parents_of=parents_of)

    def place(self, person: int) -> int:
        """Return the place of the person with this number in the graph, which is that of all the twins."""
        return super().place(self._one.get(person, person))
