"""Spoil good family files of every format in thousands of ways: no traceback, no hang, no memory out of bounds.

    python benchmarks/fuzz.py [FORMAT ...] [--rounds N] [--seed N] [--first N]

Each round spoils a sample of one format, reads it, and does with it what the program would do: checks it, tells of
everybody, and, in one round of some, writes it and reads it again. A round that does harm is kept in the folder
``spoiled`` and told with its number, so that ``--first NUMBER --rounds 1`` runs it again. Beside what may not be, it is
counted how often only the last guard of `cousins.formats.read` stood between a library's error and the user: such an
error has no words of its own.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz_deeds import spoiled
from fuzz_samples import samples

from cousins import formats
from cousins.checks import check
from cousins.errors import CousinsError
from cousins.family.person_ids import is_put_in
from cousins.settings import Settings, read_toml
from cousins.wikibase.properties import Properties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cousins.family.graph import FamilyGraph

SLOWEST = 5.0
"""Seconds for a file of a few kilobytes, on a machine that does other things too."""
LARGEST = 64_000_000
"""Bytes by which one round may raise the memory of the process, besides ten times the file."""
WRITTEN = {"parquet": 20}
"""In one of how many rounds a family is written again; in one of four otherwise."""
_HANG = 60


class Hang(BaseException):
    """A round takes far too long."""


FORMS = ("gedcom", "gdz", "parquet", "json", "csv", "jsonld", "graphml", "gramps", "toml")


def use(path: Path, form: str, *, again: bool) -> CousinsError | None:
    """Read a file and do with it what the program would do; return why it could not be read.

    Raises:
        ValueError: What was written is not what was read.
    """
    try:
        if form == "toml":
            _use_settings(path)
            return None
        graph, report = formats.read(path)
    except CousinsError as error:
        if "\n" in str(error):
            raise ValueError(f"not one line: {error!r}") from None
        return error
    _told = str(report), [str(problem) for problem in report], [person.label for person in graph], report.left_out()
    list(check(graph, one_sided=report.one_sided))
    if again:
        _write_again(graph, {problem.trouble for problem in report}, path, form)
    return None


def _use_settings(path: Path) -> None:
    """Read a file as settings and as properties.

    Raises:
        CousinsError: It is neither.
    """
    try:
        Settings.load({}, None, path)
    except CousinsError:
        Properties.of(read_toml(path))


def _write_again(graph: FamilyGraph, told: set[formats.Trouble], path: Path, form: str) -> None:
    form = {"gramps": "json"}.get(form, form)
    written = path.with_name(f"again.{'ged' if form == 'gedcom' else form}")
    formats.write(graph, written)
    again, report = formats.read(written)
    # Unknown parents whom a reader put in are not written, and not always put in again.
    people, others = ([person for person in each if not is_put_in(person.id)] for each in (graph, again))
    if len(people) != len(others):
        raise ValueError(f"{len(people)} people became {len(others)}")
    if form not in {"gedcom", "gdz", "graphml"}:  # which name people anew, or lack letters
        same = [one == other for one, other in zip(graph, again, strict=True)]
        if not all(same):
            place = same.index(False)
            raise ValueError(f"{graph.people[place]!r} became {again.people[place]!r}")
        if len(again.parents) != len(graph.parents) or len(again.partners) != len(graph.partners):
            raise ValueError("links became others")
    if {problem.trouble for problem in report} - told:
        raise ValueError(f"what we wrote is wrong: {report}")


class Fuzz:
    """The rounds of one format.

    Args:
        form: One of `FORMS`.
        seed: From which all chance comes.
        folder: Where files are made.
    """

    def __init__(self, form: str, seed: int, folder: Path) -> None:
        """Make the samples."""
        self.form, self.seed, self.folder = form, seed, folder
        self.samples = samples(form, folder)
        self.harm: Counter[str] = Counter()
        self.guarded: Counter[str] = Counter()
        self.refused = 0
        self.longest = self.largest = 0.0

    def run(self, numbers: Iterable[int]) -> None:
        """Run these rounds."""
        for number in numbers:
            chance = random.Random(f"{self.seed}-{self.form}-{number}")
            files = spoiled(chance.choice(self.samples), self.form, chance)
            size = 0
            for ending, raw in list(files.items())[:2]:
                (self.folder / f"spoiled{ending}").write_bytes(raw)
                size += len(raw)
            self._round(number, self.folder / f"spoiled{next(iter(files))}", size, chance)

    def _round(self, number: int, path: Path, size: int, chance: random.Random) -> None:
        before, started = _memory(), time.perf_counter()
        faulthandler.dump_traceback_later(_HANG, exit=True)  # where even an alarm is not heard
        signal.alarm(_HANG // 2)
        try:
            error = use(path, self.form, again=chance.randrange(WRITTEN.get(self.form, 4)) == 0)
        except Hang:
            self._keep(number, "hang")
        except Exception as harm:  # noqa: BLE001 (anything at all is what is looked for)
            self._keep(number, f"{type(harm).__name__}: {str(harm)[:150]}")
        else:
            self.refused += error is not None
            if error is not None and error.__cause__ is not None:
                self.guarded[f"{type(error.__cause__).__name__}: {str(error.__cause__)[:80]}"] += 1
        finally:
            signal.alarm(0)
            faulthandler.cancel_dump_traceback_later()
        took, grown = time.perf_counter() - started, _memory() - before
        self.longest, self.largest = max(self.longest, took), max(self.largest, grown)
        if took > SLOWEST or grown > LARGEST + 10 * size:
            self._keep(number, f"{took:.0f} s, {grown / 1e6:.0f} MB")

    def _keep(self, number: int, what: str) -> None:
        if what not in self.harm:
            kept = Path("spoiled")
            kept.mkdir(exist_ok=True)
            for file in self.folder.glob("spoiled*"):
                shutil.copy(file, kept / file.name.replace("spoiled", f"{self.form}-{number}"))
            print(f"  {self.form}, round {number} of seed {self.seed}: {what}", flush=True)
        self.harm[what] += 1


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Run the rounds that are asked for, and print a line for each format; leave with 1 where any did harm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forms", nargs="*", metavar="FORMAT", help=f"of {', '.join(FORMS)}; all by default")
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()

    def alarm(*_: object) -> None:
        raise Hang

    signal.signal(signal.SIGALRM, alarm)
    harm = 0
    for form in asked.forms or FORMS:
        with tempfile.TemporaryDirectory() as folder:
            fuzz, started = Fuzz(form, asked.seed, Path(folder)), time.perf_counter()
            fuzz.run(range(asked.first, asked.first + asked.rounds))
        hangs = fuzz.harm.pop("hang", 0)
        took = time.perf_counter() - started
        print(
            f"{form:8} {asked.rounds:,} rounds in {took:.0f} s: {sum(fuzz.harm.values())} tracebacks, {hangs} hangs; "
            f"{fuzz.refused:,} refused, {sum(fuzz.guarded.values())} by the last guard; longest "
            f"{fuzz.longest:.2f} s, largest growth {fuzz.largest / 1e6:.0f} MB",
            flush=True,
        )
        for what, count in fuzz.guarded.most_common(5):
            print(f"  last guard, {count:,} times: {what}")
        harm += hangs + sum(fuzz.harm.values())
    sys.exit(harm > 0)


if __name__ == "__main__":
    main()
