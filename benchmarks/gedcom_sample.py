"""A family tree of any size as a GEDCOM file, as a desktop program would write it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MEN = ("Johan", "Karl", "Émile", "Thomas", "Friedrich", "John", "Louis", "Bengt", "Jürgen", "Pierre")
_WOMEN = ("Anna", "Marie", "Zoë", "Elisabeth", "Catherine", "Jane", "Ingrid", "Åsa", "Dorothea", "Louise")
_SURNAMES = ("Lind", "Berg", "Müller", "Martin", "Smith", "Rossi", "Novak", "Jensen", "Dubois", "Weber", "Østergård")
_PLACES = ("Lund, Skåne, Sweden", "York, Yorkshire, England", "Lyon, Rhône, France", "Ulm, Württemberg, Germany")
_GENERATIONS = 20
_FAITHFUL, _DEAD, _NOTED, _VAGUE = 0.9, 0.8, 0.1, 0.2


def write_sample(path: Path, people: int, seed: int = 1) -> None:
    """Write a tree of so many people; the same seed gives the same file."""
    with path.open("w", encoding="utf-8", newline="\r\n") as file:
        file.writelines(f"{line}\n" for line in _lines(people, random.Random(seed)))


def _lines(people: int, chance: random.Random) -> Iterator[str]:
    yield from ("0 HEAD", "1 SOUR cousins", "1 GEDC", "2 VERS 5.5.1", "2 FORM LINEAGE-LINKED", "1 CHAR UTF-8")
    families, childhood, marriages = _households(people, chance)
    row = max(2, people // _GENERATIONS)
    for person in range(people):
        born = 1400 + 27 * (person // row) + chance.randrange(20)
        yield from _person(person, born, chance)
        yield from (f"1 FAMS @F{family}@" for family in marriages.get(person, ()))
        if person in childhood:
            yield f"1 FAMC @F{childhood[person]}@"
    for family, (father, mother, children) in enumerate(families):
        yield from (f"0 @F{family}@ FAM", f"1 HUSB @I{father}@", f"1 WIFE @I{mother}@")
        yield from (f"1 CHIL @I{child}@" for child in children)
        yield from ("1 MARR", f"2 DATE {_date(1425 + 27 * (father // row), chance)}")
    yield "0 TRLR"


def _households(
    people: int, chance: random.Random
) -> tuple[list[tuple[int, int, list[int]]], dict[int, int], dict[int, list[int]]]:
    """Return couples with children, each child's family and each partner's families."""
    families: list[tuple[int, int, list[int]]] = []
    childhood: dict[int, int] = {}
    marriages: dict[int, list[int]] = {}
    row = max(2, people // _GENERATIONS)
    for start in range(0, people - row, row):
        children = list(range(start + row, min(start + 2 * row, people)))
        chance.shuffle(children)
        for father in range(start, start + row - 1, 2):
            brood = [children.pop() for _ in range(min(len(children), chance.choice((0, 1, 2, 2, 3, 4))))]
            mother = father + 1 if chance.random() < _FAITHFUL else start + 1 + 2 * chance.randrange(row // 2)
            childhood.update(dict.fromkeys(brood, len(families)))
            for partner in (father, mother):
                marriages.setdefault(partner, []).append(len(families))
            families.append((father, mother, brood))
    return families, childhood, marriages


def _person(person: int, born: int, chance: random.Random) -> Iterator[str]:
    given = chance.choice(_WOMEN if person % 2 else _MEN)
    surname = chance.choice(_SURNAMES)
    yield from (f"0 @I{person}@ INDI", f"1 NAME {given} /{surname}/")
    yield f"1 SEX {'F' if person % 2 else 'M'}"
    yield from ("1 BIRT", f"2 DATE {_date(born, chance)}", f"2 PLAC {chance.choice(_PLACES)}")
    if chance.random() < _DEAD:
        yield from ("1 DEAT", f"2 DATE {_date(born + chance.randrange(1, 90), chance)}")
    if chance.random() < _NOTED:
        yield from ("1 NOTE A farmer, who is told of in the parish books,", "2 CONC  and whose farm still stands.")


def _date(year: int, chance: random.Random) -> str:
    if chance.random() < _VAGUE:
        return f"{chance.choice(('ABT', 'BEF', 'AFT', 'EST'))} {year}"
    return f"{chance.randrange(1, 29)} {chance.choice(_MONTHS)} {year}"
