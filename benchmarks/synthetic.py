"""Made-up pedigrees with heavy collapse, of any size."""

from __future__ import annotations

import random

from cousins.family.graph import FamilyGraph, Link
from cousins.family.links import ParentKind
from cousins.family.person import Person, PersonId, Sex


def collapsed_pedigree(people: int, *, generations: int = 40, seed: int = 7) -> FamilyGraph:
    """Return a population of so many people in which number 0 and 1 are young cousins of all degrees.

    Generations are equally large; every couple of parents is drawn from the
    generation above or, one time in ten, from the one above that, so lines to
    the same ancestor differ in length.

    Args:
        people: How many in all.
        generations: How many rows they stand in.
        seed: Of the random numbers.
    """
    chance = random.Random(seed)
    size = max(4, people // generations)
    total = size * generations
    links: list[Link] = []
    for person in range(total - 2 * size):
        row = person // size
        for sex in (0, 1):
            above = row + (2 if chance.random() < 0.1 else 1)
            links.append((person, above * size + chance.randrange(size // 2) * 2 + sex, ParentKind.BIRTH))
    records = [Person(PersonId(f"P{number}")) for number in range(total)]
    sexes = [Sex.MALE if number % 2 == 0 else Sex.FEMALE for number in range(total)]
    return FamilyGraph(records, [record.id for record in records], sexes, list(dict.fromkeys(links)), [])
