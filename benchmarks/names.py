"""Names as people type them: whom are they taken for, and how many wrongly?

Three families are asked: the atlas (``royal``), a family as GEDCOM files have
them (``family``) and labels and aliases as in Wikidata (``wikidata``). Each
name means one person, or is ``ambiguous``, or means somebody who is ``absent``.
The names are divided by a seed: one half to work with, one half that is looked
at only when the work is done.

Run: python benchmarks/names.py [tune|held|all] [--each] [--python OTHER]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

from cousins.errors import AmbiguousNameError, PersonNotFoundError
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink, PartnerLink
from cousins.family.names import NameIndex
from cousins.family.person import Person, PersonId, Sex
from cousins.family.resolve import resolve
from cousins.sources.atlas import atlas

_DATA = Path(__file__).with_name("names_data")
_SEED = 20
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
OUTCOMES = ("right", "asked", "refused", "wrong")
"""Of somebody who is there: taken rightly, one of several to choose from, not found; of all: taken for another."""


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table, by the names of its columns."""
    head, *lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def family(name: str) -> FamilyGraph:
    """Return the family of a table of people."""
    people, parents, couples = [], [], []
    for row in rows(name):
        who = PersonId(row["id"])
        born, died = (Date.parse(row[event]) if row[event] else None for event in ("born", "died"))
        others = tuple(row["also known as"].split("|")) if row["also known as"] else ()
        people.append(Person(who, row["name"], _SEXES.get(row["sex"]), born, died, others))
        parents += [ParentLink(who, PersonId(row[side])) for side in ("father", "mother") if row[side]]
        couples += [PartnerLink(who, PersonId(other)) for other in row["partners"].split()]
    known = {person.id for person in people}
    return FamilyGraph.of(
        people,
        [link for link in parents if link.parent in known],
        [link for link in couples if {link.one, link.other} <= known],
    )


def outcome(index: NameIndex, typed: str, means: str) -> tuple[str, str]:
    """Return what becomes of a name, and who it is taken for or what is said."""
    try:
        taken = resolve(index, typed).person
    except AmbiguousNameError as error:
        offered = {line.rpartition(", ")[2] for line in error.candidates}
        return ("right" if means == "ambiguous" else "asked" if means in offered else "refused"), str(error)
    except PersonNotFoundError as error:
        return ("right" if means == "absent" else "refused"), str(error)
    return ("right" if taken.id == means else "wrong"), f"{taken.label}, {taken.id}"


def main() -> None:
    """Ask all names of the chosen half and print what became of them, by group."""
    parser = argparse.ArgumentParser()
    parser.add_argument("half", nargs="?", choices=["tune", "held", "all"], default="all")
    parser.add_argument("--each", action="store_true", help="print what became of each name that is not right")
    parser.add_argument("--python", help="ask the cousins of another environment")
    chosen = parser.parse_args()
    if chosen.python:
        flags = ["--each"] if chosen.each else []
        raise SystemExit(subprocess.run([chosen.python, __file__, chosen.half, *flags], check=False).returncode)
    typed = rows("typed.tsv")
    random.Random(_SEED).shuffle(typed)
    half = len(typed) // 2
    typed = {"tune": typed[:half], "held": typed[half:], "all": typed}[chosen.half]
    graphs = {"royal": atlas(), "family": family("family.tsv"), "wikidata": family("wikidata.tsv")}
    indexes = {group: NameIndex(graph) for group, graph in graphs.items()}
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in typed:
        became, said = outcome(indexes[row["group"]], row["typed"], row["means"])
        kind = row["means"] if row["means"] in {"ambiguous", "absent"} else "there"
        counts.setdefault((row["group"], kind), Counter())[became] += 1
        if chosen.each and became != "right":
            print(f"{became:8} {row['group']:9} {row['typed']!r} ({row['means']}): {said}", file=sys.stderr)
    print(f"{'':20}" + "".join(f"{each:>9}" for each in OUTCOMES))
    for (group, kind), count in sorted(counts.items()):
        print(f"{group + ', ' + kind:20}" + "".join(f"{count[each]:9}" for each in OUTCOMES))
    there = sum((count for (_, kind), count in counts.items() if kind == "there"), Counter())
    wrong = sum(count["wrong"] for count in counts.values())
    print(f"right of those who are there: {there['right'] / there.total():.0%}; wrong persons: {wrong}")


if __name__ == "__main__":
    main()
