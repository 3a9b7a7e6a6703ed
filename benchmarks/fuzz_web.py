"""The API under requests made up from its own document: no fault of the server, and no answer outside the document.

schemathesis makes the requests, half of them from ids that the atlas has, so that they reach the answers.

Run: python benchmarks/fuzz_web.py [--requests 10000] [--seed 1] (needs schemathesis)
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

from cousins.sources.atlas import atlas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PEOPLE = {"a", "b", "person", "to"}
KNOWN = 40
"""Ids among the examples."""
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@contextmanager
def server() -> Iterator[str]:
    """Start a server on the atlas, and end it with the block; its address."""
    command = [sys.executable, "-m", "cousins", "serve", "--no-open", "--log", "--port", "0"]
    statuses: Counter[int] = Counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None  # noqa: S101 (it is a pipe)
        try:
            found = re.search(r"http://\S+", process.stderr.readline())
            counting = threading.Thread(target=count, args=(process.stderr, statuses))
            counting.start()
            yield found[0].rstrip("/") if found else ""
        finally:
            process.terminate()
        counting.join()
        print(f"statuses: {dict(statuses.most_common())}")


def count(lines: Iterable[str], statuses: Counter[int]) -> None:
    """Count the statuses in a log."""
    for line in lines:
        if found := re.search(r'"status":(\d+)', line):
            statuses[int(found[1])] += 1


def with_people(document: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """Return the document in which half of what a person may be are ids and names of the atlas."""
    graph = atlas()
    known: list[str] = [graph.ids[draw.randrange(len(graph))] for _ in range(KNOWN)]
    known += [str(graph.people[draw.randrange(len(graph))]) for _ in range(KNOWN // 4)]
    for path in document["paths"].values():
        for parameter in path["get"].get("parameters", ()):
            if parameter["name"] in PEOPLE:
                parameter["schema"] = {"anyOf": [{"enum": known}, parameter["schema"]]}
                parameter.pop("example", None)
                parameter["examples"] = {name: {"value": name} for name in known[:4]}
    return document


def main() -> int:
    """Run it, and return its exit code."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=10_000, help="about so many")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    with server() as address, tempfile.TemporaryDirectory() as folder:
        with urlopen(Request(f"{address}/api/openapi.json")) as opened:  # noqa: S310 (our own)
            document = with_people(json.load(opened), random.Random(options.seed))
        file = Path(folder, "openapi.json")
        file.write_text(json.dumps(document))
        each = max(1, options.requests // len(document["paths"]))
        command = [
            *("schemathesis", "run", str(file), f"--url={address}", f"--max-examples={each}", f"--seed={options.seed}"),
            *("--phases=examples,coverage,fuzzing", "--suppress-health-check=all", f"--checks={CHECKS}"),
            *("--request-timeout=30", "--generation-database=none", "--no-color", "--continue-on-failure"),
        ]
        return subprocess.run([str(Path(sys.executable).with_name(command[0])), *command[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
