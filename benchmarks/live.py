"""Requests and time of live questions, against a server on loopback with injected latency.

The server serves the atlas in the true wire shape. Beside our own ways stands
that of the course exercise: one entity a request, all kin of Victoria to four
degrees.

Run: python benchmarks/live.py
"""

from __future__ import annotations

import asyncio
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from loopback import loopback

from cousins.explorer import Explorer
from cousins.settings import Settings
from cousins.sources import source_named
from cousins.sources.wikidata import ActionApi
from cousins.transport.client import Client
from cousins.transport.events import Event, Happening
from cousins.wikibase.decode import decode_entities
from cousins.wikibase.ids import ItemId
from cousins.wikibase.properties import WIKIDATA

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cousins.explorer.layer import Layer


LATENCY = 0.3
"""Seconds; what Wikidata usually takes."""
CONCURRENCY = 4


def settings(folder: str) -> Settings:
    """Return settings with a store of their own, so that nothing is kept from one run to the next."""
    return Settings.load({}, {"cache_folder": folder, "concurrency": str(CONCURRENCY)})


async def counted(source: str, question: Callable[[Explorer], Awaitable[object]]) -> tuple[int, float]:
    """Return the requests and seconds of a question with an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        explorer = Explorer(source_named(source, settings(folder)), settings=settings(folder))
        start = time.perf_counter()
        answer = await question(explorer)
        seconds = time.perf_counter() - start
    return getattr(answer, "requests", 0) or 0, seconds


async def layers(explorer: Explorer, depth: int | None) -> Layer:
    """Return the last layer of all kin of Victoria."""
    return [layer async for layer in explorer.explore(["Q9439"], depth=depth, links=depth is None)][-1]


def requests_of_questions() -> None:
    """Print how many requests each way takes to find how they are cousins."""
    print("How are Elizabeth II and Philip cousins?")
    question = "Q9682", "Q80976"
    with loopback(latency=LATENCY) as server:
        query_service = f"sparql:{server.url}/sparql"
        ways = {
            "Action API": server.url,
            "EntityData": f"entitydata:{server.url}",
            "SPARQL (the first query loads the server)": query_service,
            "SPARQL, out of time over the first query": query_service,
        }
        for name, source in ways.items():
            if "out of time" in name:
                server.run_out_of_time()
            took = asyncio.run(counted(source, lambda explorer: explorer.relate(*question)))
            print(f"   {name}: {took[0]} requests, {took[1]:.2f} s")
        source = f"entitydata:{server.url}"
        took = asyncio.run(counted(source, lambda explorer: layers(explorer, 4)))
        print(
            f"   the exercise's way, one entity a request, all kin to four degrees: {took[0]} requests, {took[1]:.2f} s"
        )


async def drawn(source: str) -> int:
    """Return the requests of a tree from Victoria down to Elizabeth II and Philip, with an empty store."""
    asked: list[object] = []
    with tempfile.TemporaryDirectory() as folder:
        chosen = settings(folder)
        explorer = Explorer(source_named(source, chosen), settings=chosen)
        await explorer.tree(["Q9439"], to=["Q9682", "Q80976"], on_event=asked.append)
    return sum(isinstance(event, Event) and event.what is Happening.FINISHED for event in asked)


def tree() -> None:
    """Print how many requests a picture takes."""
    with loopback(latency=LATENCY) as server:
        took = asyncio.run(drawn(server.url))
    print(f"The tree from Victoria down to Elizabeth II and Philip: {took} requests")


def whole_crawl() -> None:
    """Print the time to crawl all of the atlas that hangs together, beside the least that latency allows."""
    print(f"Crawl of everybody connected to Victoria, {CONCURRENCY} requests at once, {LATENCY * 1000:.0f} ms each:")
    with loopback(latency=LATENCY) as server, tempfile.TemporaryDirectory() as folder:

        async def crawl() -> tuple[list[Layer], float, float]:
            explorer = Explorer(source_named(server.url, settings(folder)), settings=settings(folder))
            start, busy = time.perf_counter(), time.process_time()
            found = [layer async for layer in explorer.explore(["Q9439"], links=True)]
            return found, time.perf_counter() - start, time.process_time() - busy

        found, seconds, busy = asyncio.run(crawl())
        serving = server.traffic()["cpu_seconds"]
    turns = sum(math.ceil(math.ceil(layer.people / 50) / CONCURRENCY) for layer in found)
    least, people = turns * LATENCY, found[-1].total
    print(f"   {people} people, {found[-1].degree} degrees, {found[-1].requests} requests, {seconds:.2f} s:", end=" ")
    print(
        f"{seconds / least:.2f} × the {least:.2f} s of latency; {busy / people * 1000:.2f} CPU s a thousand entities,"
    )
    print(f"   and the server itself was busy for {serving:.2f} s")


def decoding() -> None:
    """Print how long a batch of fifty entities takes to decode, beside json."""
    with loopback(pad_bytes=30_000) as server:

        async def body() -> bytes:
            async with Client(Settings()) as client:
                ids = [ItemId(f"Q{number}") for number in (9439, 9682, 80976, 20875, 269412, 280856, 151305, 152245)]
                parts = await ActionApi(server.url).fetch(client, ids)
                return b'{"entities":{' + b",".join(b'"%s":%s' % (k.encode(), v) for k, v in parts.items()) + b"}}"

        answer = asyncio.run(body())
    rounds = 200

    def timed(decode: Callable[[bytes], object]) -> float:
        start = time.process_time()
        for _ in range(rounds):
            decode(answer)
        return (time.process_time() - start) / rounds

    plain, untyped = timed(json.loads), timed(msgspec.json.decode)
    ours = timed(lambda data: decode_entities(data, wanted=WIKIDATA.wanted))
    print(
        f"Decoding {len(answer) / 1000:.0f} kB: json {plain * 1000:.2f} ms, msgspec untyped {untyped * 1000:.2f} ms,",
        end=" ",
    )
    print(f"ours to items {ours * 1000:.2f} ms, {plain / ours:.1f} × as fast as json")


MEMORY = """
import asyncio, resource, sys
from pathlib import Path
from cousins.explorer import Explorer
from cousins.settings import Settings
from cousins.sources import source_named
url, folder, people = sys.argv[1], sys.argv[2], int(sys.argv[3])
settings = Settings.load({}, {"cache_folder": folder, "concurrency": "4"})
async def crawl():
    explorer = Explorer(source_named(url, settings), settings=settings)
    async for layer in explorer.explore(["Q1001"], links=True, people=people):
        last = layer
    return last.total
print(asyncio.run(crawl()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory() -> None:
    """Print the peak memory of crawls of a thousand and of ten thousand entities of 200 KB."""
    print("Peak memory of a crawl of entities of 200 KB each:")
    for people in (1_000, 10_000):
        with loopback(pad_bytes=200_000, pedigree=12_000) as server, tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-c", MEMORY, server.url, folder, str(people)]
            outcome = subprocess.run(command, capture_output=True, text=True, check=True)
            stored = sum(file.stat().st_size for file in Path(folder).iterdir())
        total, peak = map(int, outcome.stdout.split())
        print(f"   {total} entities, {total * 0.2:.0f} MB fetched: {peak / 1000:.0f} MB; store {stored / 1e6:.0f} MB")


def main() -> None:
    """Run all comparisons."""
    requests_of_questions()
    tree()
    whole_crawl()
    decoding()
    memory()
    print(f"(this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB)")


if __name__ == "__main__":
    main()
