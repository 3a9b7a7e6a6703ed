"""Proxies: HTTP, HTTPS by CONNECT, SOCKS5, from the settings and from the environment."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from contextlib import asynccontextmanager

import pytest
import trustme
from unit.transport.wire import GOOD, Wire, client, http, wire

from cousins.errors import SourceError
from cousins.transport.proxies import Proxies, named

FAR = "far.example"
SETTINGS = {"contact": "me@example.org", "timeout": 5.0}


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, asyncio.CancelledError), contextlib.closing(writer):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()


class Door:
    """A proxy that leads wherever one wants to go to one and the same server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.wishes: list[str] = []
        self.tasks: set[asyncio.Task[None]] = set()

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(pump(reader, inner_writer), pump(inner_reader, writer))

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.wishes.append(head.split("\r\n")[0])
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await self.join(reader, writer)

    async def socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        _, _, _, kind, length = await reader.readexactly(5)
        assert kind == 3, "the proxy looks up names, not this machine"
        self.wishes.append((await reader.readexactly(length)).decode())
        await reader.readexactly(2)
        if not self.port:
            writer.write(b"\x05\x02\x00\x01\x00\x00\x00\x00\x00\x00")
            writer.close()
            return
        writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        await self.join(reader, writer)


@asynccontextmanager
async def door(kind: str, port: int):
    opened = Door(port)

    async def serve(reader, writer) -> None:
        opened.tasks.add(asyncio.current_task())
        with contextlib.suppress(asyncio.CancelledError), contextlib.closing(writer):
            await getattr(opened, kind)(reader, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    opened.at = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield opened
    finally:
        server.close()
        for task in opened.tasks:
            task.cancel()
        await asyncio.gather(*opened.tasks, return_exceptions=True)


async def failure(url: str, proxy: str) -> str:
    async with client(proxy=proxy, **SETTINGS) as asker:
        with pytest.raises(SourceError) as caught:
            await asker.fetch(url)
    return str(caught.value)


def test_an_http_proxy_is_told_the_whole_address():
    async def ask() -> tuple[bytes, Wire]:
        async with wire(http()) as proxy, client(proxy=proxy.url, **SETTINGS) as asker:
            return (await asker.fetch(f"http://{FAR}/a")).body, proxy

    body, proxy = asyncio.run(ask())
    assert body == GOOD
    assert proxy.heads[0].startswith(f"GET http://{FAR}/a HTTP/1.1")


def test_https_goes_through_a_tunnel(tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(FAR).configure_cert(tls)

    async def ask() -> tuple[bytes, list[str]]:
        async with (
            wire(http(), tls=tls) as server,
            door("connect", server.port) as proxy,
            client(proxy=f"http://{proxy.at}", ca_file=tmp_path / "ca.pem", **SETTINGS) as asker,
        ):
            return (await asker.fetch(f"https://{FAR}/")).body, proxy.wishes

    assert asyncio.run(ask()) == (GOOD, [f"CONNECT {FAR}:443 HTTP/1.1"])


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_socks_proxy_looks_up_the_name(scheme):
    async def ask() -> tuple[bytes, list[str]]:
        async with (
            wire(http()) as server,
            door("socks", server.port) as proxy,
            client(proxy=f"{scheme}://{proxy.at}", **SETTINGS) as asker,
        ):
            return (await asker.fetch(f"http://{FAR}/")).body, proxy.wishes

    assert asyncio.run(ask()) == (GOOD, [FAR])


def test_a_socks_proxy_that_refuses_is_one_line():
    async def ask() -> str:
        async with door("socks", 0) as proxy:
            return await failure(f"http://{FAR}/", f"socks5://{proxy.at}")

    assert "the proxy socks5://127.0.0.1:" in asyncio.run(ask())


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("407 Proxy Authentication Required", "wants a name and a password (407 Proxy Authentication Required)"),
        ("403 Forbidden", "answered 403 Forbidden"),
        ("502 Bad Gateway", "answered 502 Bad Gateway (tried 5 times)"),
    ],
)
def test_a_proxy_that_refuses_a_tunnel_is_one_line(status, line):
    async def ask() -> str:
        async with wire(http(b"", status)) as proxy:
            return await failure(f"https://{FAR}/", proxy.url)

    said = asyncio.run(ask())
    assert said.startswith(f"{FAR} is out of reach: the proxy http://127.0.0.1:")
    assert said.endswith(line)


def test_a_proxy_that_wants_a_password_says_so_for_plain_http():
    async def ask() -> str:
        async with wire(http(b"", "407 Proxy Authentication Required")) as proxy:
            return await failure(f"http://{FAR}/", proxy.url)

    assert "wants a name and a password" in asyncio.run(ask())


MARKS = [{"Via": "1.1 a"}, {"X_Squid_Error": "ERR_ACCESS_DENIED 0"}, {"Proxy_Agent": "p"}, {"Server": "tinyproxy/1.11"}]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("status", ["403 Forbidden", "502 Bad Gateway", "504 Gateway Timeout"])
def test_what_a_proxy_says_itself_is_named_as_the_proxys(status, mark):
    async def ask() -> str:
        async with wire(http(b"<p>Not in this house.</p>", status, Content_Type="text/html", **mark)) as proxy:
            return await failure(f"http://{FAR}/", proxy.url)

    said = asyncio.run(ask())
    assert said.startswith(f"{FAR} is out of reach: the proxy http://127.0.0.1:")
    assert f"answered {status}: Not in this house." in said


def test_what_the_host_says_through_a_proxy_is_the_hosts():
    async def ask() -> str:
        page = http(b"<p>Gone fishing.</p>", "404 Not Found", Content_Type="text/html", Via="1.1 a")
        async with wire(page) as proxy:
            return await failure(f"http://{FAR}/", proxy.url)

    assert asyncio.run(ask()).startswith(f"{FAR} answered 404 Not Found: Gone fishing. (through the proxy http")


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("answer", [[b"SSH-2.0\r\n"], http(b"", "418 Tea")])
def test_where_nobody_can_tell_who_it_was_the_proxy_is_named_as_well(scheme, answer):
    async def ask() -> str:
        async with wire(answer) as proxy:
            return await failure(f"{scheme}://{FAR}/", f"http://me:secret@127.0.0.1:{proxy.url.rpartition(':')[2]}")

    said = asyncio.run(ask())
    assert "the proxy http://127.0.0.1:" in said
    assert "secret" not in said


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_proxy_that_is_not_there_is_one_line_without_its_password(scheme):
    said = asyncio.run(failure(f"http://{FAR}/", f"{scheme}://me:secret@127.0.0.1:1"))
    assert f"cannot connect to the proxy {scheme}://127.0.0.1:1 (tried 3 times)" in said
    assert "secret" not in said


@pytest.fixture
def environment(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def test_the_environment_names_proxies_by_scheme(environment):
    environment.setenv("HTTPS_PROXY", "proxy:3128")
    environment.setenv("all_proxy", "socks5://other:1080")
    environment.setenv("NO_PROXY", "near.example")
    proxies = Proxies()
    assert proxies.of("https://www.wikidata.org/") == "http://proxy:3128"
    assert proxies.of("http://www.wikidata.org/") == "socks5://other:1080"
    assert proxies.of("https://near.example/") is None
    assert proxies.of("https://[::1]:8181/") is None


def test_the_setting_wins_over_the_environment(environment):
    environment.setenv("HTTPS_PROXY", "http://proxy:3128")
    assert Proxies("socks5://mine:1080").of("https://www.wikidata.org/") == "socks5://mine:1080"


def test_passwords_are_not_repeated():
    assert named("socks5://me:se@cret@proxy:1080") == "socks5://proxy:1080"
