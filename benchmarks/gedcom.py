"""Read a family tree of 500,000 people: time and peak memory beside other readers, each in a process of its own.

    python benchmarks/gedcom.py [PEOPLE]

The yardstick is a reader of 25 lines that takes only ids, sexes, names and families and
understands nothing else. Ratios to it hold on any machine; seconds do not. Readers that
are not installed are left out: ``pip install gedcom7 ged4py``.
"""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROUNDS = 3
_PATIENCE = 600
"""Seconds after which a reader is given up."""


def plain(path: str) -> int:
    """Read ids, sexes, names and families, and nothing else."""
    people: dict[str, list[object]] = {}
    families: dict[str, list[object]] = {}
    record: list[object] | None = None
    with Path(path).open(encoding="utf-8-sig") as file:
        for line in file:
            level, _, rest = line.rstrip("\r\n").partition(" ")
            if level == "0":
                record = None
                xref, _, tag = rest.partition(" ")
                if tag == "INDI":
                    record = people[xref] = ["", "", [], []]
                elif tag == "FAM":
                    record = families[xref] = [None, None, []]
            elif level == "1" and record is not None:
                tag, _, value = rest.partition(" ")
                place = {"NAME": 0, "SEX": 1, "HUSB": 0, "WIFE": 1}.get(tag)
                if place is not None:
                    record[place] = value
                elif tag in {"FAMC", "CHIL"}:
                    record[2].append(value)  # type: ignore[attr-defined]
                elif tag == "FAMS":
                    record[3].append(value)  # type: ignore[attr-defined]
    return len(people)


def ours(path: str) -> int:
    """Read everything that `cousins` reads: a family graph and a report."""
    from cousins.formats.gedcom import read_gedcom  # noqa: PLC0415 - each process imports only what it measures

    graph, _ = read_gedcom(path)
    return len(graph)


def ours_and_names(path: str) -> int:
    """Read it, and make everybody's record with names and dates."""
    from cousins.formats.gedcom import read_gedcom  # noqa: PLC0415 - the same

    graph, _ = read_gedcom(path)
    return sum(1 for person in graph.people if person.label)


def with_gedcom7(path: str) -> int:
    """Read a file as a tree of structures."""
    import gedcom7  # noqa: PLC0415 - the same

    return sum(1 for record in gedcom7.loads(Path(path).read_text(encoding="utf-8")) if record.tag == "INDI")


def with_ged4py(path: str) -> int:
    """Read each person's record with name and sex."""
    import ged4py.parser  # noqa: PLC0415 - the same

    with ged4py.parser.GedcomReader(path) as reader:
        return sum(1 for record in reader.records0("INDI") if record.sub_tag("NAME") or record.sub_tag("SEX"))


READERS = {
    "plain": ("25 lines: ids, sexes, names, families", plain, ""),
    "ours": ("cousins: family graph and report", ours, "cousins"),
    "people": ("cousins: the same, every name and date", ours_and_names, "cousins"),
    "gedcom7": ("gedcom7: a tree of structures", with_gedcom7, "gedcom7"),
    "ged4py": ("ged4py: each person, name and sex", with_ged4py, "ged4py"),
}


def measured(name: str, path: str) -> tuple[float, float, int] | None:
    """Return seconds, megabytes and people of one reader in a process of its own; None when it gave up."""
    command = [sys.executable, __file__, "--one", name, path]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    seconds, megabytes, people = done.stdout.split()
    return float(seconds), float(megabytes), int(people)


def one(name: str, path: str) -> None:
    """Measure one reader here and print the numbers."""
    started = time.perf_counter()
    people = READERS[name][1](path)
    seconds = time.perf_counter() - started
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, people)


def main(people: int = 500_000) -> None:
    """Write the file, read it with everything there is, and print the table."""
    from gedcom_sample import write_sample  # noqa: PLC0415 - the measured processes do without

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.ged"
        write_sample(path, people)
        print(f"{people:,} people, {path.stat().st_size / 1e6:.0f} MB")
        print(f"{'reader':42} {'seconds':>8} {'ratio':>6} {'MB':>6} {'ratio':>6}")
        yardstick = (0.0, 0.0)
        for name, (title, _, needed) in READERS.items():
            if needed and importlib.util.find_spec(needed) is None:
                continue
            rounds = _ROUNDS if name in {"plain", "ours"} else 1
            found = [done for _ in range(rounds) if (done := measured(name, str(path)))]
            if not found:
                print(f"{title:42} gave up")
                continue
            seconds, megabytes = min(each[0] for each in found), max(each[1] for each in found)
            yardstick = yardstick if any(yardstick) else (seconds, megabytes)
            ratios = (seconds / yardstick[0], megabytes / yardstick[1])
            print(f"{title:42} {seconds:8.1f} {ratios[0]:6.2f} {megabytes:6.0f} {ratios[1]:6.2f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:4])
    else:
        main(*map(int, sys.argv[1:2]))
