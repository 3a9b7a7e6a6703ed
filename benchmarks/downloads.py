"""306 small files at 100 ms: one after the other, by threads, by aiohttp and gather, and by `cousins.download`.

The server runs on loopback in a process of its own, with TLS. Each round trip
takes 100 ms: one for a request, and two more for a new connection (TCP, TLS
1.3). All ways trust the usual authorities beside the server's own, write the
files to disk, and have at most 100 requests at once.

Run: python benchmarks/downloads.py     (needs requests and trustme, takes two minutes)
"""

from __future__ import annotations

import asyncio
import multiprocessing
import ssl
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import certifi
import requests
import trustme

from cousins.downloads import download
from cousins.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

FILES, SIZE, LATENCY, AT_ONCE, ROUNDS = 306, 1_500, 0.1, 100, 7
BODY = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n" % SIZE + b"\x89" * SIZE


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer all requests of one connection, late."""
    await asyncio.sleep(2 * LATENCY)
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            await asyncio.sleep(LATENCY)
            writer.write(BODY)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def serve(pipe: Connection, authority_file: str) -> None:
    """Serve until the process ends, and say at which port."""
    authority = trustme.CA()
    usual = Path(certifi.where()).read_bytes()
    Path(authority_file).write_bytes(authority.cert_pem.bytes() + usual)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(tls)

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def one_get(authority: str, folder: Path, url: str) -> None:
    """Download one file with requests, as the simplest of scripts does."""
    body = requests.get(url, verify=authority, timeout=60).content
    (folder / url.rpartition("/")[2]).write_bytes(body)


def sequential(authority: str, urls: list[str], folder: Path) -> None:
    """Download one file after the other."""
    for url in urls:
        one_get(authority, folder, url)


def threads(authority: str, urls: list[str], folder: Path) -> None:
    """Download with requests in 100 threads."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(partial(one_get, authority, folder), urls))


def aiohttp_trust(authority: str) -> ssl.SSLContext:
    """Return whom to trust: the system's authorities and the server's, as `cousins` does it."""
    trust = ssl.create_default_context()
    trust.load_verify_locations(authority)
    return trust


def gather(authority: str, urls: list[str], folder: Path) -> None:
    """Download with aiohttp, all gathered."""

    async def one(session: aiohttp.ClientSession, url: str) -> None:
        async with session.get(url) as response:
            (folder / url.rpartition("/")[2]).write_bytes(await response.read())

    async def run() -> None:
        connector = aiohttp.TCPConnector(limit=AT_ONCE, ssl=aiohttp_trust(authority))
        async with aiohttp.ClientSession(connector=connector) as session:
            await asyncio.gather(*(one(session, url) for url in urls))

    asyncio.run(run())


def ours(authority: str, urls: list[str], folder: Path) -> None:
    """Download with cousins."""
    report = download(urls, folder, settings=Settings(ca_file=Path(authority)), concurrency=AT_ONCE)
    if report.failed:
        sys.exit(report.failed[0].error)


def measured(way: Callable[[str, list[str], Path], None], authority: str, urls: list[str]) -> tuple[float, float]:
    """Return wall and CPU seconds of one run into a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        way(authority, urls, Path(folder))
        taken = time.perf_counter() - wall, time.process_time() - cpu
        if sum(file.stat().st_size == SIZE for file in Path(folder).iterdir()) != FILES:
            sys.exit(f"{way.__name__}: files are missing")
    return taken


WAYS = {
    "requests.get, one by one": (sequential, 1),
    "requests.get, 100 threads": (threads, 3),
    "aiohttp, gather": (gather, ROUNDS),
    "cousins.download": (ours, ROUNDS),
}


def compare(authority: str, urls: list[str]) -> None:
    """Run all ways in turn, so that a busy moment hits all alike, and print medians."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    for number in range(ROUNDS):
        for name, (way, rounds) in WAYS.items():
            if number < rounds:
                times[name].append(measured(way, authority, urls))
    walls = {name: statistics.median(wall for wall, _ in taken) for name, taken in times.items()}
    for name, taken in times.items():
        cpu = statistics.median(cpu for _, cpu in taken)
        against = f"{walls['requests.get, one by one'] / walls[name]:6.1f} × requests"
        print(f"{name:28} {walls[name]:7.3f} s  {cpu:6.3f} s CPU  {against}")
    print(f"ours against aiohttp and gather: {walls['aiohttp, gather'] / walls['cousins.download']:.2f} ×")


def main() -> None:
    """Start the server, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        authority = str(Path(folder) / "ca.pem")
        here, there = multiprocessing.Pipe()
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, authority), daemon=True)
        server.start()
        port = here.recv()
        try:
            compare(authority, [f"https://127.0.0.1:{port}/256x192/{number:03}.png" for number in range(FILES)])
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
