"""Family files: how long it takes to open one and to ask it, how large it is, and what damage does.

    python benchmarks/familyfile.py                  100,000 people, 3,000 damaged files
    python benchmarks/familyfile.py 1000000 500      so many people, so many damaged files

Every time is of a process of its own, CPU milliseconds, the best of five, beside that of ``import numpy``.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from synthetic import collapsed_pedigree

from cousins import formats
from cousins.errors import CousinsError
from cousins.explorer import Explorer
from cousins.family.person import Person, PersonId
from cousins.running import run
from cousins.sources.atlas import atlas
from cousins.sources.opened_file import OpenedFile
from cousins.stores import stored_columns
from cousins.stores.familyfile import family_info
from cousins.stores.stored_columns import StoredColumns

if TYPE_CHECKING:
    from cousins.family.graph import FamilyGraph

TIMED = """
import sys, time
from pathlib import Path
start = time.process_time()
{code}
print(1000 * (time.process_time() - start), file=sys.stderr)
"""
OPEN = "from cousins.stores.familyfile import open_family"
RELATE = """from cousins.cli import main
try:
    main(["relate", {a!r}, {b!r}, "--from", {source!r}])
except SystemExit:
    pass"""


def ways(family: Path, table: Path) -> dict[str, tuple[str, str]]:
    """Return what is measured, each with what runs before the clock and what runs on it."""
    opened = f"open_family(Path({str(family)!r}))"
    return {
        "import numpy": ("", "import numpy"),
        "open, its imports made": (OPEN, opened),
        "open": ("", f"{OPEN}\n{opened}"),
        "relate from the family file": ("", RELATE.format(a="P0", b="P1", source=str(family))),
        "relate from CSV": ("", RELATE.format(a="P0", b="P1", source=str(table))),
        "relate, the atlas as family file": (
            "",
            RELATE.format(a="Q9682", b="Q80976", source=str(table.with_name("atlas.family"))),
        ),
        "relate from the atlas": ("", RELATE.format(a="Q9682", b="Q80976", source="atlas")),
    }


def timed(before: str, code: str) -> float:
    """Return CPU milliseconds of a piece of code, the best of five processes."""
    script = f"from pathlib import Path\n{before}\n{TIMED.format(code=code)}"
    runs = 1 if ".csv" in code else 5
    outs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(runs)
    ]
    return min(float(out.stderr.splitlines()[-1]) for out in outs)


def named(graph: FamilyGraph) -> FamilyGraph:
    """Return a family whose people have names and dates, as those of files do."""
    chance = random.Random(3)
    words = ["".join(chance.choices("aeionrstl", k=7)).title() for _ in range(5000)]
    people = [
        Person(PersonId(each.id), f"{chance.choice(words)} {chance.choice(words)}", graph.sex[number])
        for number, each in enumerate(graph.people)
    ]
    return graph.described(people, [person.id for person in people])


def damage(path: Path, rounds: int, *, checked: bool) -> None:
    """Spoil a file in many ways, and print what became of it.

    Args:
        path: A whole one.
        rounds: How often.
        checked: Whether it is compared with its checksums when it is opened, as small files are.
    """
    raw = path.read_bytes()
    whole = answers(path)
    chance = random.Random(11)
    counts = dict.fromkeys(("refused", "harmless", "told by check", "crash, told by check", "silent", "crash"), 0)
    spoiled = path.with_name("spoiled.family")
    with patch.object(stored_columns, "CHECKED_AT_ONCE", 1 << 23 if checked else 0):
        for _ in range(rounds):
            data = bytearray(raw)
            kind = chance.randrange(4)
            if kind == 0:
                del data[chance.randrange(len(data)) :]
            elif kind == 1:
                at = chance.randrange(len(data))
                del data[at : at + chance.randrange(1, 200)]
            else:
                # Half of them in the last pages, where the directories are.
                low = 0 if kind == 2 else len(data) - 4000
                for _ in range(chance.choice((1, 1, 3, 300))):
                    data[chance.randrange(low, len(data))] ^= 1 << chance.randrange(8)
            spoiled.write_bytes(data)
            counts[outcome(spoiled, whole)] += 1
    print("a small file" if checked else "a large file", counts)


def outcome(path: Path, whole: list[object]) -> str:
    """Return what became of a spoiled file."""
    said: str | None = None
    try:
        same = answers(path) == whole
    except CousinsError:
        return "refused"
    except Exception as error:  # noqa: BLE001 (crashes are what is looked for)
        same, said = False, f"{type(error).__name__}: {error}"
    try:
        family_info(path)
    except CousinsError:
        return "harmless" if same else "crash, told by check" if said else "told by check"
    if said:
        print(said)
    return "harmless" if same else "crash" if said else "silent"


def answers(path: Path) -> list[object]:
    """Return some answers from a file."""
    explorer = Explorer(OpenedFile(path))
    relation = run(explorer.relate("Q9682", "Nicholas II", limit=3))
    listed = run(explorer.ancestors("Q9682", generations=6)), run(explorer.descendants("Q9439", generations=3))
    return [relation.record(), *map(str, listed), *map(str, run(explorer.find("Alexandra", limit=20)))]


def main(people: int = 100_000, rounds: int = 3000) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        family, table = Path(folder) / "family.family", Path(folder) / "family.csv"
        graph = named(collapsed_pedigree(people))
        royals = Path(folder) / "atlas.family"
        formats.write(atlas(), royals)
        formats.write(graph, family)
        formats.write(graph, table)
        size = family.stat().st_size
        print(f"{len(graph):,} people, {size:,} bytes, {size / len(graph):.1f} a person")
        numpy = 0.0
        for what, (before, code) in ways(family, table).items():
            spent = timed(before, code)
            numpy = numpy or spent
            print(f"{what:<30} {spent:9.1f} ms  {spent / numpy:7.3f} of import numpy")
        columns = StoredColumns(family)
        print(f"checksums of {columns.check():,} bytes compared")
        damage(royals, rounds, checked=True)
        damage(royals, rounds, checked=False)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
