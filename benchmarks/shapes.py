"""Families of shapes that nobody has, but files do: does every command end, in bounded time and memory?

Each shape is written as CSV, and each command asked of it as a process of its own. Printed are CPU seconds and
megabytes, beside those of ``find`` in the same file, which reads it and does nothing more: that is the floor.
An exit code of 1 is a refusal in one line, such as that of a picture of 100,000 people.

    python benchmarks/shapes.py            all shapes
    python benchmarks/shapes.py ladder     one of them
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Links = Iterable[tuple[str, str]]
    Shape = tuple[Links, Links, str, str]

SECONDS, MEGABYTES = 5.0, 500.0
LONGEST = 60.0
MEASURED = """
import resource, sys
from cousins.cli import main
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
"""


def line(length: int) -> Links:
    """Return a line of single parents, p0 the youngest."""
    return ((f"p{number}", f"p{number + 1}") for number in range(length))


def rows(generations: int, width: int, parents: Callable[[int, int], Iterable[int]]) -> Links:
    """Return generations of so many people, whose parents in the row above are handed in; row 0 is the youngest."""
    return (
        (f"p{low}_{one}", f"p{low + 1}_{other % width}")
        for low in range(generations)
        for one in range(width)
        for other in parents(low, one)
    )


def shapes() -> dict[str, Shape]:
    """Return links to parents, links to partners, and two people, by name."""
    chance = random.Random(3)
    some = [(f"k{number}", parent) for number in range(20_000) for parent in ("man", f"w{number}")]
    return {
        "50,000 children": ([(f"c{number}", "root") for number in range(50_000)], [], "c1", "c2"),
        "50,000 children of two": (
            [(f"c{number}", parent) for number in range(50_000) for parent in ("father", "mother")],
            [],
            "c1",
            "c2",
        ),
        "5,000 fathers": ([("kid", f"f{number}") for number in range(5_000)], [], "kid", "f7"),
        "5,000 fathers of two": (
            [(child, f"f{number}") for child in ("kid", "kad") for number in range(5_000)],
            [],
            "kid",
            "kad",
        ),
        "a line of 100,000": (line(100_000), [], "p0", "p99999"),
        "two of a line of 50,000": ([*line(50_000), ("twin", "p1")], [], "p0", "twin"),
        "a circle of 50,000": ([*line(49_999), ("p49999", "p0")], [], "p0", "p25000"),
        "a ladder of 20,000": (rows(20_000, 2, lambda _low, _one: (0, 1)), [], "p0_0", "p0_1"),
        "40 generations of 12 parents": (rows(40, 12, lambda _low, _one: range(12)), [], "p0_0", "p0_1"),
        "a grid": (rows(100, 100, lambda _low, one: (one, one + 1)), [], "p0_0", "p0_50"),
        "a village": (rows(300, 60, lambda _low, _one: chance.sample(range(60), 2)), [], "p0_0", "p0_1"),
        "a ladder of in-laws": (
            [(f"{side}{number}", f"r{number}") for side in "ab" for number in range(20_000)],
            [(f"b{number}", f"a{number + 1}") for number in range(19_999)],
            "a0",
            "b19999",
        ),
        "a line of steps": (
            [(f"c{number}", f"m{number}") for number in range(10_000)],
            [(f"m{number}", f"c{number + 1}") for number in range(9_999)],
            "c0",
            "c9999",
        ),
        "20,000 wives": (some, [("man", f"w{number}") for number in range(20_000)], "k1", "k19999"),
        "everybody married": ([], [(f"x{one}", f"x{two}") for one in range(300) for two in range(one)], "x1", "x2"),
        "everybody's child": ([(f"x{a}", f"x{b}") for a in range(300) for b in range(300) if a != b], [], "x1", "x2"),
    }


def commands(a: str, b: str, file: Path) -> list[list[str]]:
    """Return what is asked; the first is the floor."""
    picture = str(file.parent / "picture.svg")
    asked = [
        ["find", a],
        ["show", a],
        ["relate", a, b],
        ["relate", a, b, "--every"],
        ["relate", a, b, "--limit", "all", "--format", "json", "--coefficients", "--common-ancestors"],
        ["relate", a, b, "-o", picture],
        ["ancestors", a],
        ["descendants", b],
        ["tree", b, "-o", picture],
        ["tree", a, "--to", b],
        ["export", str(file.parent / "copy.ged")],
        ["export", str(file.parent / "copy.json")],
    ]
    return [*([*command, "--from", str(file)] for command in asked), ["check", str(file)]]


def written(folder: Path, parents: Links, partners: Links) -> Path:
    """Return the CSV file of a family, whose links stand beside it."""
    links = [*(("parent", "birth", *link) for link in parents), *(("partner", "spouse", *link) for link in partners)]
    people = dict.fromkeys(who for link in links for who in link[2:])
    file = folder / "family.csv"
    file.write_text("id,name,sex,born,died\n" + "".join(f"{who},{who} Name,,,\n" for who in people))
    text = "link,kind,person,other\n" + "".join(f"{','.join(link)}\n" for link in links)
    file.with_suffix(".links.csv").write_text(text)
    return file


def measured(command: list[str]) -> tuple[float, float, int]:
    """Return CPU seconds, megabytes and exit code of a process that asks; endless seconds when it is given up."""
    try:
        process = subprocess.run(
            [sys.executable, "-c", MEASURED, *command], capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return float("inf"), float("inf"), -1
    seconds, megabytes = process.stderr.split()[-2:]
    return float(seconds), float(megabytes), process.returncode


def main() -> int:
    """Print a line for each command that costs more than a second above the floor, and the worst of each shape."""
    too_much = 0
    for name, (parents, partners, a, b) in shapes().items():
        if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
            continue
        with tempfile.TemporaryDirectory() as folder:
            file = written(Path(folder), parents, partners)
            (floor, least, _), *others = [measured(command) for command in commands(a, b, file)]
            asked = [" ".join(command[:-2]) for command in commands(a, b, file)[1:]]
        seconds, megabytes = max(each[0] for each in others), max(each[1] for each in others)
        refused = sum(code == 1 for *_, code in others)
        print(
            f"{name}: reading {floor:.1f} s, {least:.0f} MB; at most {seconds:.1f} s ({seconds / floor:.1f} ×), "
            f"{megabytes:.0f} MB; {refused} of {len(others)} refused"
        )
        for command, (used, size, code) in zip(asked, others, strict=True):
            if used > SECONDS or size > MEGABYTES or code not in {0, 1}:
                too_much += 1
                print(f"   {command.replace(folder, '')}: {used:.1f} s, {size:.0f} MB, exit code {code}")
    print(f"{too_much} commands took more than {SECONDS:.0f} s or {MEGABYTES:.0f} MB")
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())
