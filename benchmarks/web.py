"""The page's server under load: answers a second beside a bare hello, waits meanwhile, memory, idle streams.

64 connections of wrk ask `relate` on the atlas: the same question again and again (kept), and another one each time
(first). The hello is that of the same process, through the same guard. What one thread answers without a server is
measured in the same run, on the same questions, in CPU time of each process.

Run: python benchmarks/web.py (needs wrk)
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

import msgspec

from cousins.explorer import Explorer
from cousins.questions import RELATE
from cousins.running import run
from cousins.sources.atlas import Atlas, atlas

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator, Sequence

CONNECTIONS = 64
ENOUGH = 100_000
STREAMS = 1_000
COUPLE = ("Q9682", "Q80976")
SCRIPT = """
local at, pairs_of_ids = 0, {}
for line in io.lines(os.getenv("PAIRS")) do table.insert(pairs_of_ids, line) end
request = function()
  at = at + 1
  return wrk.format("GET", "/api/relate?" .. pairs_of_ids[(at - 1) % #pairs_of_ids + 1])
end
"""


class Load(NamedTuple):
    """What wrk measured."""

    rate: float
    p99: float
    failed: int

    def __str__(self) -> str:
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self.rate:,.0f} a second, p99 {self.p99:,.0f} ms{failed}"


def wrk(address: str, seconds: float, *, script: str | None = None, pairs: str = "") -> Load:
    """Return what 64 connections get in so many seconds."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--timeout", "30s", "--latency"]
    said = subprocess.run(
        [*command, *(("-s", script) if script else ()), address],
        capture_output=True,
        text=True,
        check=True,
        env={"PAIRS": pairs, "PATH": "/usr/bin:/bin"},
    ).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    failed = sum(int(each) for each in re.findall(r"(?:Non-2xx or 3xx responses|read|write|timeout):? (\d+)", said))
    return Load(rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit], failed)


@contextmanager
def server() -> Iterator[tuple[str, int]]:
    """Start a server, and end it with the block; its address and its process."""
    script = Path(__file__).with_name("web_server.py")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 (it is a pipe)
        try:
            yield process.stdout.readline().strip().rstrip("/"), process.pid
        finally:
            began = time.perf_counter()
            process.terminate()
            process.wait()
        print(f"stopped in {time.perf_counter() - began:.2f} s")


def memory(process: int) -> float:
    """Return the resident memory of a process in MB."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) / 1024  # type: ignore[index]


@contextmanager
def probed(address: str, path: str, every: float = 0.02) -> Iterator[list[float]]:
    """Ask something small now and then while the block runs; the milliseconds of each answer."""
    taken: list[float] = []
    ended = threading.Event()
    host, port = urlsplit(address).hostname, urlsplit(address).port

    def probe() -> None:
        with socket.create_connection((host, port)) as opened:
            while not ended.wait(every):
                began = time.perf_counter()
                opened.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                opened.recv(4096)
                taken.append((time.perf_counter() - began) * 1000)

    thread = threading.Thread(target=probe)
    thread.start()
    try:
        yield taken
    finally:
        ended.set()
        thread.join()


def some_pairs(count: int) -> list[tuple[str, str]]:
    """Return pairs of people of whom some ancestors are known, each pair once."""
    graph, draw = atlas(), random.Random(13)
    known = [graph.ids[number] for number in range(len(graph)) if len(graph.parents[number]) > 1]
    return list(dict.fromkeys((draw.choice(known), draw.choice(known)) for _ in range(count)))


def alone(pairs: Sequence[tuple[str, str]]) -> float:
    """Return how many answers a second one thread computes and encodes, of CPU time: others may want the machine."""
    explorer = Explorer(Atlas())
    run(explorer.beginning("a", limit=1), waits=False)
    defaults = {each.name: each.default for each in RELATE.parameters}
    began = time.process_time()
    for a, b in pairs:
        asked = {**defaults, "a": a, "b": b}
        found = run(cast("Coroutine[None, None, object]", RELATE.ask(explorer, asked, None)), waits=False)
        msgspec.json.encode(RELATE.record(found, asked))
    return len(pairs) / (time.process_time() - began)


def spent(process: int) -> float:
    """Return the seconds of CPU time that a process has taken."""
    said = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def p99(taken: Sequence[float]) -> float:
    """Return what 99 of a hundred stay under."""
    return quantiles(taken, n=100)[98]


def streams(address: str, process: int) -> None:
    """Hold idle event streams, and leave them."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit[1], 4 * STREAMS), limit[1]))
    place = (urlsplit(address).hostname, urlsplit(address).port)
    before, opened = memory(process), []
    for _ in range(STREAMS):
        opened.append(socket.create_connection(place))
        opened[-1].sendall(b"GET /idle HTTP/1.1\r\nHost: localhost\r\n\r\n")
    for each in opened:
        each.recv(4096)
    with probed(address, "/health") as taken:
        time.sleep(2)
    print(f"{STREAMS:,} idle streams: {memory(process) - before:.1f} MB, /health p99 {p99(taken):.1f} ms", end="")
    began = time.perf_counter()
    for each in opened:
        each.close()
    while how_many(address):
        time.sleep(0.05)
    print(f", gone after {time.perf_counter() - began:.2f} s")


def how_many(address: str) -> int:
    """Return how many streams are open."""
    with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) as opened:
        opened.sendall(b"GET /open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        said = b"".join(iter(lambda: opened.recv(4096), b""))
    return int(said.rpartition(b"\r\n")[2])


def main() -> None:
    """Print rates, ratios and waits."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=5, help="of each measurement")
    arguments.add_argument("--turns", type=int, default=3)
    seconds, turns = (options := arguments.parse_args()).seconds, options.turns
    pairs = some_pairs(60_000)
    with tempfile.TemporaryDirectory() as folder, server() as (address, process):
        kept_address = f"{address}/api/relate?a={COUPLE[0]}&b={COUPLE[1]}"
        script = Path(folder, "first.lua")
        script.write_text(SCRIPT)
        hellos, kepts, firsts, rates, alones, healths, said = [], [], [], [], [], [], []
        for turn in range(turns):
            hellos.append(wrk(f"{address}/hello", seconds))
            kepts.append(wrk(kept_address, seconds))
            part = pairs[turn::turns]
            asked = Path(folder, f"pairs{turn}")
            asked.write_text("".join(f"a={a}&b={b}\n" for a, b in part))
            before = spent(process)
            with probed(address, "/health") as health, probed(address, "/hello") as greeting:
                firsts.append(wrk(address, 2 * seconds, script=str(script), pairs=str(asked)))
            answered = round(firsts[-1].rate * 2 * seconds)
            rates.append(answered / (spent(process) - before))
            healths += health
            said += greeting
            alones.append(alone(part[:answered]))
            print(f"hello {hellos[-1]}\nkept  {kepts[-1]}\nfirst {firsts[-1]}")
            print(f"first, a second of CPU time: served {rates[-1]:.1f}, alone {alones[-1]:.1f}")
        hello, kept = (median(each.rate for each in loads) for loads in (hellos, kepts))
        print(f"kept / hello {kept / hello:.2f} (at least 0.33)")
        print(f"first / alone {median(rates) / median(alones):.2f} (at least 0.80)")
        print(f"while first: /health p99 {p99(healths):.0f} ms, hello p99 {p99(said):.0f} ms (at most 100)")
        wrk(kept_address, 2)
        before, asked_for = memory(process), 0.0
        while asked_for < ENOUGH:
            asked_for += wrk(kept_address, seconds).rate * seconds
        grown = memory(process) / before - 1
        print(f"memory over {asked_for:,.0f} requests: {before:.1f} MB, {grown:+.1%} (at most 5 %)")
        streams(address, process)


if __name__ == "__main__":
    main()
