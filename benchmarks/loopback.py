"""The tests' Wikibase in a process of its own, so that its work does not count as the client's.

with loopback(latency=0.1) as server:
    ...  # ask server.url
    print(server.traffic()["requests"])
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).resolve().parent
_TESTS = _HERE.parent / "tests"


@dataclass(frozen=True)
class Loopback:
    """A server that is running.

    Attributes:
        url: Its address, without a slash at the end.
        process: Where it runs.
    """

    url: str
    process: subprocess.Popen[str]

    def traffic(self) -> dict[str, float]:
        """Return what came in.

        `requests`, `ids` (items asked for), `twice` (of these asked for again), `most_at_once`, `most_a_second`,
        `refused`, and the server's `cpu_seconds`.
        """
        told: dict[str, float] = json.loads(self._ask("traffic"))
        return told

    def forget(self) -> None:
        """Count anew."""
        self._ask("forget")

    def run_out_of_time(self) -> None:
        """Let the next query fail as those do that take too long."""
        self._ask("out of time")

    def _ask(self, word: str) -> str:
        asking, answering = self.process.stdin, self.process.stdout
        assert asking is not None  # noqa: S101 - both are pipes
        assert answering is not None  # noqa: S101
        asking.write(f"{word}\n")
        asking.flush()
        return answering.readline()


@contextmanager
def loopback(**options: float | None) -> Iterator[Loopback]:
    """Start the server, and end it with the block; also when this process dies.

    Args:
        options: `latency` (seconds before each answer), `pad_bytes` (other
            facts in each item), `at_once`, `requests` and `seconds` (over
            these limits it answers 429), `pedigree` (so many made-up people,
            Q1001 onwards, instead of the atlas). None is the default.
    """
    words = [f"--{name.replace('_', '-')}={value}" for name, value in options.items() if value is not None]
    command = [sys.executable, "-m", "fake_wikibase", *words]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    paths = [str(_TESTS), str(_HERE), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        yield Loopback(_first_line(process), process)


def _first_line(process: subprocess.Popen[str]) -> str:
    """Return the server's address.

    Raises:
        RuntimeError: It did not start; it has said why on standard error.
    """
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    line = process.stdout.readline().strip()
    if not line:
        raise RuntimeError("the loopback server did not start")
    return line
