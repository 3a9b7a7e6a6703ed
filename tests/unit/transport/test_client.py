"""The client: who asks, how, through what, and under whose rules."""

from __future__ import annotations

import asyncio
import socket
import ssl
from datetime import UTC, datetime

import pytest
import trustme
from unit.transport.wire import GOOD, HANG, FakeTime, client, http, wire, zipped

from cousins.errors import ContactMissingError, SettingsError, SourceError
from cousins.settings import Settings
from cousins.transport.client import Client
from cousins.transport.events import Happening
from cousins.transport.host_rules import Rule
from cousins.transport.retry import Patience, Trouble
from cousins.transport.sessions import timeouts, user_agent

ME = "me@example.org"
ONCE = Patience(tries=dict.fromkeys(Trouble, 1))


async def asked(*scripts, url: str = "", **options):
    """Return the answer, and the heads of the requests."""
    async with wire(*scripts) as server, client(contact=ME) as asker:
        answer = await asker.fetch(server.url + url, **options)
    return answer, server.heads


async def fails(url: str, kind: type[SourceError] = SourceError, time: FakeTime | None = None, **settings) -> str:
    async with client(time, **settings) as asker:
        with pytest.raises(kind) as caught:
            await asker.fetch(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_every_request_names_the_operator_and_takes_gzip():
    answer, (head,) = asyncio.run(asked(zipped()))
    assert answer.body == GOOD
    assert f"User-Agent: {user_agent(ME)}" in head
    assert "Accept-Encoding: gzip\r\n" in head
    assert "Cookie" not in head


def test_parameters_go_into_the_address_or_the_form():
    _, (get,) = asyncio.run(asked(http(), params={"ids": "Q1|Q2"}))
    _, (post,) = asyncio.run(asked(http(), params={"ids": "Q1|Q2"}, method="POST"))
    assert get.startswith(("GET /?ids=Q1%7CQ2 ", "GET /?ids=Q1|Q2 "))
    assert post.startswith("POST / ")
    assert "application/x-www-form-urlencoded" in post


def test_a_status_that_is_an_answer_is_no_fault():
    answer, _ = asyncio.run(asked(http(b"gone", "404 Not Found"), json=True, statuses={200, 404}))
    assert (answer.status, answer.body) == (404, b"gone")


def test_a_redirect_of_a_form_becomes_a_plain_question():
    _, heads = asyncio.run(asked(http(b"", "303 See Other", Location="/b"), http(), method="POST", params={"a": "1"}))
    assert [head.split(" HTTP")[0] for head in heads] == ["POST /", "GET /b"]


def test_a_redirect_to_wikimedia_needs_a_contact_too():
    async def follow() -> str:
        async with wire(http(b"", "302 Found", Location="https://www.wikidata.org/")) as server:
            return await fails(server.url, ContactMissingError)

    assert asyncio.run(follow()).startswith("www.wikidata.org wants to know who asks")


def test_nobody_is_asked_without_a_contact_but_this_machine():
    assert "COUSINS_CONTACT" in asyncio.run(fails("https://www.wikidata.org/w/api.php", ContactMissingError))


def test_offline_means_that_nobody_is_asked():
    assert "stay offline" in asyncio.run(fails("http://127.0.0.1:9/", offline=True))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "Q9439", "http://", "ftp://a.example/"])
def test_only_web_addresses_can_be_asked(url):
    assert "not a web address" in asyncio.run(fails(url, contact=ME))


def test_a_refused_connection_is_one_line():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        time = FakeTime()
        said = asyncio.run(fails(f"http://127.0.0.1:{closed.getsockname()[1]}/", time=time))
    assert "takes no connection" in said
    assert "tried 3 times" in said
    assert len(time.slept) == 2


def test_a_name_without_address_is_one_line(monkeypatch):
    async def unknown(*_args, **_options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async def ask() -> str:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
        return await fails("https://nobody.invalid/", contact=ME)

    assert asyncio.run(ask()).startswith("nobody.invalid has no address")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def server_tls(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


async def over_tls(tls: ssl.SSLContext, **settings):
    async with wire(http(), tls=tls) as server, client(**settings) as asker:
        return (await asker.fetch(server.url)).body


def test_an_authority_of_the_settings_is_trusted(authority, tmp_path):
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    assert asyncio.run(over_tls(server_tls(authority, "127.0.0.1"), ca_file=tmp_path / "ca.pem")) == GOOD


def test_an_unknown_authority_is_one_line(authority):
    with pytest.raises(SourceError, match="not trusted: nobody knows who signed it; see setting ca_file"):
        asyncio.run(over_tls(server_tls(authority, "127.0.0.1")))


def test_a_certificate_for_somebody_else_is_one_line(authority, tmp_path):
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with pytest.raises(SourceError, match="not trusted: it is for another address"):
        asyncio.run(over_tls(server_tls(authority, "other.example"), ca_file=tmp_path / "ca.pem"))


def test_a_certificate_that_has_expired_is_one_line(authority, tmp_path):
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", not_after=datetime(2020, 1, 1, tzinfo=UTC)).configure_cert(tls)
    with pytest.raises(SourceError, match="not trusted: it has expired"):
        asyncio.run(over_tls(tls, ca_file=tmp_path / "ca.pem"))


def test_an_answer_may_begin_as_late_as_the_setting_allows():
    limits = timeouts(Settings(timeout=600.0))
    assert (limits.total, limits.sock_read) == (None, None)
    assert timeouts(Settings(timeout=2.0)).sock_connect == 2


def test_the_library_sends_nothing_again_that_no_pacer_let_through():
    async def ask() -> int:
        async with wire(http(), b"", http()) as server, client() as asker:
            await asker.fetch(server.url)
            asker.patience = ONCE
            with pytest.raises(SourceError, match="closed the connection"):
                await asker.fetch(server.url)
        return len(server.heads)

    assert asyncio.run(ask()) == 2


def test_what_nobody_waits_for_is_refused_while_databases_lag():
    async def ask() -> list[str]:
        async with wire(http()) as server, client() as asker:
            for each in (asker.following(None, bulk=True), asker.following(None)):
                await each.fetch(f"{server.url}w/api.php", {"ids": "Q1"})
            await asker.following(None, bulk=True).fetch(f"{server.url}wiki/Q1")
        return [head.split(" HTTP")[0] for head in server.heads]

    assert asyncio.run(ask()) == ["GET /w/api.php?ids=Q1&maxlag=5", "GET /w/api.php?ids=Q1", "GET /wiki/Q1"]


def test_tls_with_a_server_that_speaks_none_is_one_line():
    async def ask() -> str:
        def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"220 mail.example ESMTP\r\n")
            writer.close()

        async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
            return await fails(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")

    assert "TLS fails" in asyncio.run(ask())


def test_an_unreadable_authority_is_a_setting_that_makes_no_sense(tmp_path):
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(SettingsError, match="certificate authorities"):
        client(ca_file=tmp_path / "ca.pem")


def test_ipv6_works():
    async def ask() -> bytes:
        async with wire(http(), host="::1") as server, client() as asker:
            return (await asker.fetch(server.url)).body

    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("no IPv6 on this machine")
    assert asyncio.run(ask()) == GOOD


def test_events_tell_what_happens():
    events = []

    async def ask() -> None:
        async with (
            wire(http(b"", "503 Busy"), http()) as server,
            Client(Settings(), pacer=FakeTime().pacer(), on_event=events.append) as asker,
        ):
            await asker.fetch(server.url)

    asyncio.run(ask())
    assert [event.what for event in events if event.what is not Happening.WAITING] == [
        Happening.STARTED,
        Happening.RETRYING,
        Happening.STARTED,
        Happening.FINISHED,
    ]
    assert events[1].reason == "answered 503 Service Unavailable"
    assert events[-1].size == len(GOOD)


def test_a_slow_answer_is_followed_by_the_pause_of_the_rule():
    time = FakeTime()
    slow = Rule(name="slow", source="a test", wants_contact=False, at_once=1, slow_after=1, slow_pause=5)

    async def ask() -> None:
        def tell(event) -> None:
            if event.what is Happening.STARTED:
                asyncio.get_running_loop().call_soon(setattr, time, "now", time.now + 2)

        async with (
            wire(http()) as server,
            Client(Settings(), pacer=time.pacer(), rules=lambda *_: slow, on_event=tell) as asker,
        ):
            await asker.fetch(server.url)
            await asker.fetch(server.url)

    asyncio.run(ask())
    assert time.slept == [5]


def test_a_limit_that_one_task_meets_holds_for_all():
    time = FakeTime()

    async def ask() -> list[str]:
        async with wire(http(b"", "429 Too Many", Retry_After="86400")) as server, client(time) as asker:
            return [str(error) for error in [await failed(asker, server.url) for _ in range(3)]] + server.heads

    async def failed(asker: Client, url: str) -> SourceError:
        with pytest.raises(SourceError) as caught:
            await asker.fetch(url)
        return caught.value

    *lines, _head = asyncio.run(ask())
    assert len(lines) == 3
    assert all("again in 86400 s" in line for line in lines)


def test_a_cancelled_request_leaves_its_place_to_the_next():
    alone = Rule(name="alone", source="a test", wants_contact=False, at_once=1)

    async def ask() -> bytes:
        async with (
            wire([http(b"", length=5), HANG], http()) as server,
            Client(Settings(), pacer=FakeTime().pacer(), rules=lambda *_: alone) as asker,
        ):
            first = asyncio.create_task(asker.fetch(server.url))
            await asyncio.sleep(0.05)
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
            return (await asker.fetch(server.url)).body

    assert asyncio.run(ask()) == GOOD
