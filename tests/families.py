"""Small families for tests, and random ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person, PersonId, Sex

if TYPE_CHECKING:
    from collections.abc import Iterable

MEN = ("Adam", "Bob", "Carl", "Dan", "Emil", "Finn", "Gus", "Hans")
WOMEN = ("Ann", "Bea", "Cleo", "Dora", "Eve", "Fay", "Gail", "Helen")


def family(drawing: str, born: dict[str, str] | None = None) -> FamilyGraph:
    """Return the family that a text draws, one household a line.

    ``Adam + Eve: Carl, Dora`` are partners with two children, ``Adam: Bob`` one
    known parent, ``Carl + Cleo`` partners without children, ``Adam ~ Ann`` unmarried
    ones, and ``Adam + Eve: adoptive Finn`` have a child that is not theirs by birth.
    Sexes follow from the names, which are those of `MEN` and `WOMEN`; others have none.
    """
    parent_links, partner_links, names = [], [], []
    for line in drawing.strip().splitlines():
        couple, _, brood = line.partition(":")
        unmarried = "~" in couple
        parents = [name.strip() for name in couple.replace("~", "+").split("+")]
        names += parents
        if len(parents) == 2:
            kind = PartnerKind.UNMARRIED if unmarried else PartnerKind.SPOUSE
            partner_links.append(PartnerLink(PersonId(parents[0]), PersonId(parents[1]), kind))
        for child in filter(None, (word.strip() for word in brood.split(","))):
            kind_word, _, name = child.rpartition(" ")
            names.append(name)
            kind = ParentKind(kind_word) if kind_word else ParentKind.BIRTH
            parent_links += [ParentLink(PersonId(name), PersonId(parent), kind) for parent in parents]
    people = [_person(name, (born or {}).get(name)) for name in dict.fromkeys(names)]
    return FamilyGraph.of(people, parent_links, partner_links)


def _person(name: str, born: str | None) -> Person:
    sex = Sex.MALE if name in MEN else Sex.FEMALE if name in WOMEN else None
    return Person(PersonId(name), name, sex, Date.parse(born) if born else None)


def graph_of(parents: dict[int, Iterable[int]], size: int, *, sexes: bool = True) -> FamilyGraph:
    """Return a graph of numbered people, even ones men and odd ones women, or of nobody knows which sex.

    Made of numbers, so that people may be their own parents, as `FamilyGraph.of` would not have it.
    """
    known = (Sex.MALE, Sex.FEMALE) if sexes else (None, None)
    people = [Person(PersonId(f"P{number}"), None, known[number % 2]) for number in range(size)]
    links = [(child, parent, ParentKind.BIRTH) for child, above in parents.items() for parent in dict.fromkeys(above)]
    return FamilyGraph(people, [person.id for person in people], [person.sex for person in people], links, [])


@st.composite
def collapsed_families(draw, size: int = 14, reach: int = 6, most_parents: int = 2) -> FamilyGraph:
    """Return a random family in which the same few people are parents again and again.

    Parents have lower numbers, mostly near ones, so lines of unequal length,
    half-siblings, ancestors who marry descendants and unknown parents abound. Of two parents the
    sexes are left open, so that they are a couple; of more, some are rivals.
    """
    parents = {}
    for child in range(1, size):
        candidates = st.integers(max(0, child - reach), child - 1)
        parents[child] = draw(st.lists(candidates, max_size=most_parents, unique=True))
    return graph_of(parents, size, sexes=most_parents > 2)


@st.composite
def tangled_families(draw, size: int = 9) -> FamilyGraph:
    """Return a random family with any links at all: circles, own parents, three parents."""
    anybody = st.integers(0, size - 1)
    parents = {child: draw(st.lists(anybody, max_size=3, unique=True)) for child in range(size)}
    return graph_of(parents, size)


@st.composite
def married_families(draw, size: int = 10) -> FamilyGraph:
    """Return a random family with marriages, partnerships, and parents who are none by birth."""
    people = [Person(PersonId(f"P{number}"), None, (Sex.MALE, Sex.FEMALE)[number % 2]) for number in range(size)]
    parents, partners = [], []
    for child in range(1, size):
        for parent in draw(st.lists(st.integers(0, child - 1), max_size=2, unique=True)):
            kind = draw(st.sampled_from([ParentKind.BIRTH] * 3 + list(ParentKind)[1:]))
            parents.append(ParentLink(PersonId(f"P{child}"), PersonId(f"P{parent}"), kind))
    couples = st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=size)
    for one, other in draw(couples):
        kind = draw(st.sampled_from([PartnerKind.SPOUSE] * 3 + [PartnerKind.UNMARRIED]))
        partners.append(PartnerLink(PersonId(f"P{one}"), PersonId(f"P{other}"), kind))
    return FamilyGraph.of(people, parents, partners)
