"""Kill exports, pictures, crawls and downloads at random moments: no halves, no mixed pairs, no lost answers.

After each kill the folder is looked at: a file, or a pair, is the old one or the new one, the store is whole and holds
every answer but those in flight, and the same command goes on from there. Some exports are killed just before and just
after each of the moves into place, which no random blow would hit.

python benchmarks/kill.py [KILLS] [SEED]
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from loopback import loopback

import cousins
from cousins.errors import CousinsError
from cousins.stores.inventory import damages, faults_of_file
from cousins.stores.items import FILE_NAME, ItemStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BATCH = 50
"""Items that one request asks for: so many may be in flight when the blow falls."""
_FAMILIES = ((), ("--descendants", "Q9439"), ("--ancestors", "Q9682"))
"""What is exported, in turn: the whole atlas, and two parts of it."""
FILES = {f"/{number}.bin": hashlib.sha256(str(number).encode()).digest() * 600 for number in range(60)}
FILES |= {f"/large{number}.bin": hashlib.sha256(str(-number).encode()).digest() * 120_000 for number in (1, 2)}

# Runs a command that kills itself just before, or just after, one of its moves into place.
_AIMED = """
import os, signal, sys
from pathlib import Path
replace, (number, when), moves = Path.replace, sys.argv[1].split(), []
def replaced(self, target):
    moves.append(target)
    if len(moves) == int(number) and when == "before": os.kill(os.getpid(), signal.SIGKILL)
    found = replace(self, target)
    if len(moves) == int(number): os.kill(os.getpid(), signal.SIGKILL)
    return found
Path.replace = replaced
from cousins.cli import main
main(sys.argv[2:])
"""


def run(
    *arguments: str, after: float | None = None, environment: Mapping[str, str] | None = None
) -> tuple[bool, float]:
    """Run a command, killed after so many seconds; return whether it was killed, and how long it took."""
    begun = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "cousins", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | (environment or {}),
    ) as process:
        try:
            process.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
        return process.returncode == -signal.SIGKILL, time.monotonic() - begun


class Tally(Counter[str]):
    """Counts what was found after each kill, by kind of command."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def fault(self, what: str, said: object) -> None:
        """Count a fault, and keep what it was."""
        self[what] += 1
        self.faults.append(f"{what}: {said}")


def blows(kills: int, tally: Tally, what: str) -> Iterator[int]:
    """Yield numbers from 0 until so many commands more were killed: some end before the blow."""
    enough, number = tally[what] + kills, 0
    while tally[what] < enough:
        yield number
        number += 1


def exports(kills: int, chance: random.Random, folder: Path, tally: Tally, form: str) -> None:
    """Kill exports that replace one another."""
    path = folder / f"family.{form}"
    whole, took = {}, 0.0
    for family in _FAMILIES:
        _, took = run("export", str(path), *family)
        whole[_content(path, form)] = family
    for number in blows(kills, tally, "export killed"):
        after = chance.uniform(0.1, 1.0) * took
        tally["export killed"] += run("export", str(path), *_FAMILIES[number % 3], after=after)[0]
        _look(path, form, whole, tally)
    for number in (1, 2) if form in {"csv", "parquet"} else ():
        for when in ("before", "after"):
            aimed = [sys.executable, "-c", _AIMED, f"{number} {when}", "export", str(path), *_FAMILIES[number]]
            tally["aimed at a move"] += subprocess.run(aimed, capture_output=True, check=False).returncode < 0
            _look(path, form, whole, tally)
            run("export", str(path))
    run("export", str(path))
    left = [file.name for file in folder.iterdir() if file.name.endswith(".cousins")]
    if left:
        tally.fault("left behind", left)


def _content(path: Path, form: str) -> str:
    """Return what tells whole files apart: their people and links where they can be read, else their bytes."""
    if form == "svg":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    graph = cousins.read(str(path))
    links = sorted((child, *graph.parents[child]) for child in range(len(graph)))
    return hashlib.sha256(repr((graph.ids, links)).encode()).hexdigest()


def _look(path: Path, form: str, whole: dict[str, Any], tally: Tally) -> None:
    try:
        if _content(path, form) not in whole:
            tally.fault("half", path.name)
    except CousinsError as error:
        tally.fault("mixed pair" if "not of the same export" in str(error) else "half", error)


def pictures(kills: int, chance: random.Random, folder: Path, tally: Tally) -> None:
    """Kill the drawing of pictures that replace one another."""
    path = folder / "tree.svg"
    whole, took = {}, 0.0
    for person in ("Q9439", "Q9682"):
        _, took = run("tree", person, "-o", str(path))
        whole[_content(path, "svg")] = person
    for number in blows(kills, tally, "picture killed"):
        after = chance.uniform(0.1, 1.0) * took
        tally["picture killed"] += run("tree", ("Q9439", "Q9682")[number % 2], "-o", str(path), after=after)[0]
        _look(path, "svg", whole, tally)


def crawls(kills: int, chance: random.Random, folder: Path, tally: Tally) -> None:
    """Kill a crawl again and again, each going on where the last one stopped, then let it end."""
    with loopback(latency=0.02) as server:
        path = folder / "crawl.json"
        environment = {"COUSINS_CACHE_FOLDER": str(folder / "store"), "COUSINS_CONCURRENCY": "1"}
        arguments = ("crawl", "Q9439", "--depth", "7", "--from", server.url, "-o", str(path))
        for _ in blows(kills, tally, "crawl killed"):
            before, known = server.traffic()["ids"], _kept(folder, tally)
            # Most runs end before long: the blow is to fall while something is fetched or written.
            tally["crawl killed"] += run(*arguments, after=chance.uniform(0.3, 1.6), environment=environment)[0]
            kept = _kept(folder, tally) - known
            lost = server.traffic()["ids"] - before - kept
            tally["items were kept when a crawl was killed"] += kept
            if lost > _BATCH:
                tally.fault("lost answers", lost)
            if path.exists():  # a whole crawl ended before the blow: the next begins with an empty store
                _look_at_crawl(path, tally)
                (folder / "store" / FILE_NAME).unlink()
                path.unlink()
        run(*arguments, environment=environment)
        _look_at_crawl(path, tally)


def _kept(folder: Path, tally: Tally) -> int:
    path = folder / "store" / FILE_NAME
    if not path.exists():
        return 0
    with ItemStore(path) as store:
        for fault in [*faults_of_file(store), *map(str, damages(store))]:
            tally.fault("damaged store", fault)
        return store.count()


def _look_at_crawl(path: Path, tally: Tally) -> None:
    try:
        if len(cousins.read(str(path))) < 500:
            tally.fault("half", path.name)
    except CousinsError as error:
        tally.fault("half", error)


class _Files(BaseHTTPRequestHandler):
    """Serves `FILES`, slowly, with versions and ranges."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        _Files.asked[self.path] += 1
        body, start = FILES[self.path], 0
        if self.headers.get("If-Range") == '"1"':
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        for at in range(start, len(body), 1 << 18):
            time.sleep(0.005)
            self.wfile.write(body[at : at + (1 << 18)])

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def _file_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # who is killed breaks off
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def downloads(kills: int, chance: random.Random, folder: Path, tally: Tally) -> None:
    """Kill downloads into one folder, each going on where the last one stopped; begin anew when all are there."""
    with _file_server() as url:
        (folder / "list.txt").write_text("\n".join(url + path for path in FILES))
        to = folder / "files"
        arguments = ("download", str(folder / "list.txt"), "--to", str(to), "--concurrency", "4")
        for _ in blows(kills, tally, "download killed"):
            there = _whole(to, tally)
            _Files.asked.clear()
            tally["download killed"] += run(*arguments, after=chance.uniform(0.4, 2.2))[0]
            again = there & _Files.asked.keys()
            tally["files were there when a download was killed"] += len(_whole(to, tally) - there)
            if again:
                tally.fault("lost answers", f"{len(again)} files fetched twice")
            if len(_whole(to, tally)) == len(FILES):
                for file in to.iterdir():
                    file.unlink()
        run(*arguments)
        if len(_whole(to, tally)) != len(FILES):
            tally.fault("lost answers", "not all files came")
        if left := [file.name for file in to.iterdir() if ".part" in file.name]:
            tally.fault("left behind", left)


def _whole(folder: Path, tally: Tally) -> set[str]:
    """Return the files that are there under their names, each of which has to be whole."""
    there = {f"/{file.name}" for file in folder.glob("*.bin")} if folder.exists() else set()
    for name in there:
        if (folder / name[1:]).read_bytes() != FILES[name]:
            tally.fault("half", name)
    return there


def main(kills: int = 100, seed: int = 1) -> None:
    """Kill so many commands, and print what was found; exit code 1 where anything was half, lost or left behind."""
    chance, tally = random.Random(seed), Tally()
    forms = ("csv", "parquet", "ged", "json")
    deeds = [(f"{form} exports", partial(exports, form=form)) for form in forms]
    deeds += [("pictures", partial(pictures)), ("crawls", partial(crawls)), ("downloads", partial(downloads))]
    shares = [kills * share // 100 for share in (20, 12, 8, 8, 7, 25, 20)]
    shares[0] += kills - sum(shares)
    for (name, deed), share in zip(deeds, shares, strict=True):
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            deed(share, chance, Path(folder), tally)
        print(f"{share:4} {name}: {time.monotonic() - begun:.0f} s", flush=True)
    for what in (
        *("export killed", "picture killed", "crawl killed", "download killed", "aimed at a move"),
        *("items were kept when a crawl was killed", "files were there when a download was killed"),
    ):
        print(f"{tally[what]:4} {what}")
    for what in ("half", "mixed pair", "lost answers", "damaged store", "left behind"):
        print(f"{tally[what]:4} {what}")
    for fault in tally.faults:
        print(fault)
    sys.exit(bool(tally.faults))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
