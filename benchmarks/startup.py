"""How long until the first answer: the command, beside the import of numpy.

Run: python benchmarks/startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 15
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import numpy'": ["-c", "import numpy"],
    "cousins relate (text)": ["-m", "cousins", "relate", "Elizabeth II", "Prince Philip"],
    "cousins relate (json)": ["-m", "cousins", "relate", "Elizabeth II", "Prince Philip", "--format", "json"],
    "cousins find": ["-m", "cousins", "find", "victoria"],
}


def seconds(arguments: list[str]) -> float:
    """Return the wall time of one run."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Run the commands in turn, so that a busy moment hits all alike, and print medians."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    floor = statistics.median(times["python -c 'import numpy'"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:28} {middle * 1000:7.0f} ms   {middle / floor:5.2f} × numpy's import")


if __name__ == "__main__":
    main()
