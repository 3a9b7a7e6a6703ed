"""Do the tests of a room notice when its code is wrong? Draws mutants of it and lists those that live.

    python benchmarks/mutants.py kinship --draw 200 --seed house

A mutant is the room with one small change: ``<`` for ``<=``, another number, a statement
left out. The tests of the room (``tests/unit/ROOM``, its doctests, and the laws in
``tests/property`` that import from it) run against each mutant; if all pass, it survives.
Mutants that nobody could tell from the code stand in ``tests/equivalent_mutants.txt``,
each with the reason, and are not counted. A mutant with which a test takes ten times as long is dead.

This is a tool of its own because mutmut 3 leaves alone what stands outside of functions (our
thresholds do), because cosmic-ray starts Python anew for every mutant, and because neither draws
a sample by a seed. Here each mutant is a fork of one process that has pytest loaded
already, and only tests that run the changed line are run, the fastest first.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import math
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import coverage
import hypothesis.strategies  # noqa: F401 (loaded before the first fork, so that no fork loads it again)
import pytest
from mutations import PACKAGE, Mutant, Surgeon

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Collection, Generator, Mapping, Sequence
    from types import CodeType, ModuleType

HOME = Path(__file__).parents[1]
NAMED = HOME / "tests" / "equivalent_mutants.txt"
PATIENCE = 10
"""How many times as long as with the unchanged code a test may take."""
LEAST_TIME = 2
"""Seconds of CPU that every test may take, and all that comes before the first."""
LONGEST = 120
"""Seconds by the clock that a mutant may take, for those that wait and do nothing."""
MEMORY = 8 * 2**30
"""Bytes that a mutant may address, for those that never stop collecting."""


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module from a changed syntax tree."""

    tree: ast.Module

    def get_code(self, fullname: str) -> CodeType:
        """Return what the changed tree is compiled to."""
        return compile(self.tree, self.get_filename(fullname), "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    """Hands out the changed module under its name."""

    def __init__(self, mutant: Mutant, tree: ast.Module) -> None:
        self._module, self._file, self._tree = mutant.module, str(PACKAGE / mutant.path), tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> importlib.machinery.ModuleSpec | None:
        """Return where the module is loaded from; None for any other."""
        del path, target
        if fullname != self._module:
            return None
        loader = Loader(fullname, self._file)
        loader.tree = self._tree
        return importlib.util.spec_from_file_location(fullname, self._file, loader=loader)


class Recorder:
    """Notes which tests run which lines of the room, and how long each takes."""

    def __init__(self, room: Path) -> None:
        self.coverage = coverage.Coverage(
            data_file=None, config_file=False, branch=False, include=[f"{room}/*" if room.is_dir() else str(room)]
        )
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Let the lines be those of this test."""
        self.coverage.switch_context(item.nodeid)
        start = time.process_time()
        result = yield
        self.seconds[item.nodeid] = time.process_time() - start
        self.coverage.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note who fails without any change, and so proves nothing."""
        if report.failed:
            self.failed.add(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, Any, Any]:
        """Let the lines of a fixture that many tests share be everybody's."""
        if fixturedef.scope == "function":
            return (yield)
        self.coverage.switch_context("")
        result = yield
        self.coverage.switch_context(request.node.nodeid)
        return result

    def lines(self) -> dict[str, dict[int, list[str]]]:
        """Return for each file and line the tests that run it; "" is all of them."""
        data = self.coverage.get_data()
        return {name: data.contexts_by_lineno(name) for name in data.measured_files()}


class Chosen:
    """Runs only some tests, the fastest first, and ends the process when one takes too long."""

    def __init__(self, seconds: Mapping[str, float], tests: Collection[str]) -> None:
        self._seconds, self._tests = seconds, tests

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the others out."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self._tests), key=lambda item: self._seconds[item.nodeid]
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Give a test its time."""
        _allow(LEAST_TIME + PATIENCE * self._seconds[item.nodeid])


def _allow(seconds: float) -> None:
    """Let the system end this process after so many seconds more of CPU."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


OPTIONS = ["-q", "-x", "-p", "no:cacheprovider", f"--rootdir={HOME}", "--hypothesis-profile=mutants"]
OPTIONS += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # what is loaded before the fork


class Laboratory:
    """Runs the tests of a room against its mutants, one fork each."""

    def __init__(self, room: Path, tests: Sequence[str]) -> None:
        self._tests = tests
        with tempfile.TemporaryDirectory() as folder:
            noted = Path(folder, "noted")

            def record() -> int:
                recorder = Recorder(room)
                recorder.coverage.start()
                code = int(pytest.main([*OPTIONS, "--maxfail=0", *tests], plugins=[recorder]))
                recorder.coverage.stop()
                noted.write_bytes(pickle.dumps((recorder.seconds, recorder.failed, recorder.lines())))
                return code

            if _forked(record, Path(folder, "said")) not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
                sys.exit(Path(folder, "said").read_text(encoding="utf-8"))
            seconds, failed, self._lines = pickle.loads(noted.read_bytes())  # noqa: S301 (our own child's)
        for test in sorted(failed):
            print(f"left out, for it fails without any change: {test}")
        self._seconds = {test: each for test, each in seconds.items() if test not in failed}

    def tests_for(self, mutant: Mutant) -> set[str]:
        """Return the tests that run what a mutant changes."""
        run = self._lines.get(str(PACKAGE / mutant.path), {})
        tests = {test for line in range(mutant.line, mutant.last_line + 1) for test in run.get(line, ())}
        return set(self._seconds) if mutant.always or "" in tests else tests & self._seconds.keys()

    def survives(self, mutant: Mutant, tree: ast.Module) -> bool:
        """Return whether all tests pass in spite of a change."""
        tests = self.tests_for(mutant)
        if not tests:
            return True
        files = [test for test in self._tests if any(each.startswith(_named(test)) for each in tests)]

        def attempt() -> int:
            _allow(LEAST_TIME)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(LONGEST)
            mutant.apply()
            sys.meta_path.insert(0, Finder(mutant, tree))
            return int(pytest.main([*OPTIONS, *files], plugins=[Chosen(self._seconds, tests)]))

        return _forked(attempt, Path(os.devnull)) == 0


def _named(test: str) -> str:
    """Return how the tests in a file or folder are named."""
    return Path(test).relative_to(HOME).as_posix()


def _forked(deed: Callable[[], int], said: Path) -> int:
    """Do something in a fork; return its exit code, below 0 for a signal."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with said.open("wb") as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
            code = deed()
        except BaseException:  # noqa: BLE001 (a fork must not go on where its parent does)
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            # Neither exit handlers nor threads of what was changed may hold the fork.
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def tests_of(room: str) -> list[str]:
    """Return the tests of a room: its folder's, its doctests, and the laws that import from it."""
    folders = [HOME / "tests" / "unit" / room, PACKAGE / room]
    dotted = f"cousins.{room.replace('/', '.')}"
    laws = sorted((HOME / "tests" / "property").glob("test_*.py"))
    folders += [law for law in laws if f"from {dotted}" in law.read_text(encoding="utf-8")]
    return [str(folder) for folder in folders if folder.exists()]


def equivalents() -> dict[str, str]:
    """Return the reason for each mutant that is named as equivalent."""
    reasons: dict[str, str] = defaultdict(str)
    key = ""
    for line in NAMED.read_text(encoding="utf-8").splitlines() if NAMED.exists() else ():
        if line.startswith("    "):
            reasons[key] = f"{reasons[key]} {line.strip()}".strip()
        elif line and not line.startswith("#"):
            key = line
    return reasons


def main() -> None:
    """Draw mutants, run the tests against each, and say which survive."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("room", help="a folder of src/cousins, such as kinship or drawing/layout, or a file in one")
    options.add_argument("--draw", type=int, default=200, help="how many mutants; 0 for all there are")
    options.add_argument("--seed", default="house", help="names the draw; the same name draws the same mutants")
    options.add_argument("--tests", nargs="+", help="other tests than the room's own")
    chosen = options.parse_args()
    room = PACKAGE / chosen.room
    paths = sorted(room.rglob("*.py")) if room.is_dir() else [room]
    surgeons = [Surgeon(path.relative_to(PACKAGE)) for path in paths]
    mutants = [(mutant, surgeon.tree) for surgeon in surgeons for mutant in surgeon.mutants()]
    drawn = mutants
    if 0 < chosen.draw < len(mutants):
        places = sorted(random.Random(chosen.seed).sample(range(len(mutants)), chosen.draw))
        drawn = [mutants[place] for place in places]
    folder = chosen.room if room.is_dir() else str(Path(chosen.room).parent)
    tests = [str(Path(test).resolve()) for test in chosen.tests] if chosen.tests else tests_of(folder)
    print(f"{len(drawn)} of {len(mutants)} mutants of {chosen.room}, seed {chosen.seed}", flush=True)
    report(drawn, Laboratory(room, tests))


def report(drawn: Sequence[tuple[Mutant, ast.Module]], laboratory: Laboratory) -> None:
    """Print each survivor as it is found, then how many there are in a hundred."""
    reasons, start = equivalents(), time.monotonic()
    survivors, named = 0, []
    for mutant, tree in drawn:
        if not laboratory.survives(mutant, tree):
            continue
        if mutant.key in reasons:
            named.append(mutant)
            continue
        survivors += 1
        print(mutant, "" if laboratory.tests_for(mutant) else "[no test runs it]", flush=True)
    if named:
        print("\nequivalent, and not counted:")
        for mutant in named:
            print(f"{mutant}\n    {reasons[mutant.key]}")
    print(
        f"\n{survivors} of {len(drawn)} survive: {100 * survivors / max(1, len(drawn)):.1f} per 100 "
        f"({len(named)} equivalent; {time.monotonic() - start:.0f} s)"
    )


if __name__ == "__main__":
    main()
