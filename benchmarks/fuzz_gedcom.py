"""Spoil good GEDCOM files in thousands of ways: no traceback, no hang, no memory beyond ten times the file.

python benchmarks/fuzz_gedcom.py [ROUNDS] [SEED]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ged_corpus"))

from wrong_files import ADAM, ALL, CAIN, CASES, END, EVE, HEAD

from cousins.checks import check
from cousins.errors import FormatError
from cousins.formats.gedcom import read_gedcom, write_gedcom

RICH = (
    HEAD
    + ALL
    + "0 @I4@ INDI\n1 NAME Çédille /Øre/\n2 GIVN Ç\n1 ALIA Åke\n1 SEX U\n1 BIRT\n2 DATE BET 1 JAN 1850 AND 1860\n"
    + "1 DEAT\n2 DATE @#DFRENCH R@ 11 NIVO 6\n1 FAMC @F1@\n2 PEDI adopted\n1 FAMC @F2@\n2 STAT challenged\n"
    + "1 ADOP\n2 FAMC @F2@\n3 ADOP BOTH\n0 @F2@ FAM\n1 CHIL @I4@\n2 _FREL Step\n1 CHIL @I3@\n1 MARR N\n1 DIV N\n"
    + END
)
_SMALL = 2000
_DELETE = 2
SAMPLES = [RICH.encode(), RICH.encode("utf-16"), RICH.replace("UTF-8", "ANSEL").encode("latin-1")]
SAMPLES += [case.raw for case in CASES if len(case.raw) < _SMALL]
LINES = [line.encode() for line in (ADAM + EVE + CAIN + RICH).splitlines()]
SLOWEST = 5.0
"""Seconds for a file of a few hundred bytes, on a machine that does other things too."""
SMALLEST = 8_000_000
"""Bytes that any file may take: buffers, caches and modules."""


def spoiled(raw: bytes, chance: random.Random) -> bytes:
    """Return the file with a few bytes or lines changed."""
    for _ in range(chance.randrange(1, 6)):
        raw = chance.choice(DEEDS)(raw, chance)
    return raw


def _changed(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + chance.randrange(2) :]


def _cut(raw: bytes, chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
    return raw[:start] + raw[end:] if chance.randrange(2) else raw[:end]


def _doubled(raw: bytes, chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
    return raw[:end] + raw[start:end] * chance.randrange(1, 4) + raw[end:]


def _lines(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    deed = chance.randrange(4)
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if deed == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif deed == 1:
        lines.insert(at, chance.choice(LINES))
    elif deed == _DELETE:
        del lines[at]
    else:
        lines[at] = lines[at].replace(b"1", str(chance.randrange(12)).encode(), 1)
    return b"\n".join(lines)


def _swapped(raw: bytes, chance: random.Random) -> bytes:
    words = raw.split(b" ")
    at, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[at], words[other] = words[other], words[at]
    return b" ".join(words)


DEEDS = (_changed, _changed, _cut, _doubled, _lines, _lines, _lines, _swapped)


def use(path: Path) -> None:
    """Read a file and do with it what the program would do."""
    try:
        graph, report = read_gedcom(path)
    except FormatError:
        return
    str(report), list(report), [person.label for person in graph.people]
    list(check(graph, one_sided=report.one_sided))
    written = path.with_suffix(".again.ged")
    write_gedcom(graph, written)
    again, told = read_gedcom(written)
    if len(again) != len(graph):
        raise ValueError(f"{len(graph)} people became {len(again)}")
    if {problem.trouble for problem in told} - {problem.trouble for problem in report}:
        raise ValueError(f"what we wrote is wrong: {told}")


def main(rounds: int = 2000, seed: int = 1) -> None:
    """Spoil and read so many files; stop at the first that does harm, and keep it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoiled.ged"
        use_all = time.perf_counter()
        tracemalloc.start()
        for number in range(rounds):
            chance = random.Random(f"{seed}-{number}")
            raw = spoiled(chance.choice(SAMPLES), chance)
            path.write_bytes(raw)
            started = time.perf_counter()
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            try:
                use(path)
            except Exception:
                Path("spoiled.ged").write_bytes(raw)
                print(f"round {number} of seed {seed}: the file is kept as spoiled.ged")
                raise
            took, peak = time.perf_counter() - started, tracemalloc.get_traced_memory()[1] - before
            if took > SLOWEST or peak > SMALLEST + 10 * len(raw):
                Path("spoiled.ged").write_bytes(raw)
                raise SystemExit(f"round {number} of seed {seed}: {took:.1f} s, {peak:,} bytes; kept as spoiled.ged")
        print(f"{rounds:,} rounds in {time.perf_counter() - use_all:.0f} s: no traceback, hang or waste")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
