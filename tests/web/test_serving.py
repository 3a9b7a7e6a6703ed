"""The server as a process of its own: what hostile clients do to it, and how it stops."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

import pytest

SERVER = """
import asyncio
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route
from cousins.explorer import Explorer
from cousins.running import computed
from cousins.sources.atlas import Atlas
from cousins.stopping import look
from cousins.web import connections, serving
from cousins.web.leaving import until_gone

connections.REQUEST_WITHIN = connections.READ_WITHIN = connections._LINGER = 0.3
going = 0

def counted(function):
    async def wrapped(*arguments):
        global going
        going += 1
        try:
            return await function(*arguments)
        finally:
            going -= 1
    return wrapped

async def count(_):
    return PlainTextResponse(str(going))

def spin():
    while True:
        look()

@counted
async def spun():
    await computed(spin)

async def compute(request):
    await until_gone(request, spun())

async def stream(request):
    async def events():
        yield "event: open\\n\\n"
        await request.app.state.stopping.wait()
        yield "event: stopping\\n\\n"
    return StreamingResponse(events(), media_type="text/event-stream")

async def large(_):
    @counted
    async def sent(send):
        for _ in range(1000):
            await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    async def answer(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await sent(send)
    return answer

made = serving.application
def application(*arguments, **options):
    app = made(*arguments, **options)
    more = {"/going": count, "/compute": compute, "/stream": stream, "/large": large}
    app.router.routes[:0] = [Route(path, handler) for path, handler in more.items()]
    return app

serving.application = application
serving.serve(Explorer(Atlas()), serving.Place(port=0, logs=True), lambda address: print(address, flush=True))
"""
OURS = b"Host: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def process():
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as begun:
        begun.port = int(begun.stdout.readline().rpartition(":")[2].strip("/\n"))
        yield begun
        begun.kill()


def opened(process):
    return socket.create_connection(("127.0.0.1", process.port), timeout=10)


def asked(process, head):
    """Return all that is answered until the connection is closed."""
    with opened(process) as client:
        client.sendall(head)
        return b"".join(iter(lambda: client.recv(65536), b""))


def going(process):
    return int(asked(process, b"GET /going HTTP/1.1\r\n" + OURS).rpartition(b"\r\n")[2])


def until(condition):
    for _ in range(200):
        if condition():
            return
        time.sleep(0.02)
    pytest.fail("it never came")


def alive(client):
    """Return whether a connection is open on which nothing is to be read."""
    client.settimeout(0.01)
    try:
        return client.recv(10) != b""
    except TimeoutError:
        return True


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /health HTTP/1.1\r\n" + OURS, 200),
        (b"HEAD /health HTTP/1.1\r\n" + OURS, 200),
        (b"GET http://localhost/health HTTP/1.1\r\n" + OURS, 200),
        (b"GET /health HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n", 200),
        (b"GET /health HTTP/1.1\r\nHost: LOCALHOST.:80\r\nConnection: close\r\n\r\n", 200),
        (b"OPTIONS /health HTTP/1.1\r\n" + OURS, 405),
        (b"GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
        (b"GET /health HTTP/1.1\r\nHost: localhost@evil.example\r\nConnection: close\r\n\r\n", 421),
        (b"GET http://evil.example/health HTTP/1.1\r\n" + OURS, 421),
        (b"GET /health HTTP/1.0\r\n\r\n", 421),
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 400),
        (b"GET http://[::1/health HTTP/1.1\r\n" + OURS, 400),
        (b"CONNECT localhost:80 HTTP/1.1\r\n" + OURS, 400),
        (b"GET /health?\x00 HTTP/1.1\r\n" + OURS, 400),
        (b"\x16\x03\x01\x02\x00\x01\x00", 400),
        (b"GET /assets/../../../etc/passwd HTTP/1.1\r\n" + OURS, 404),
        (b"GET /assets/x/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\n" + OURS, 404),
        (b"GET //evil.example/relate/ HTTP/1.1\r\n" + OURS, 404),
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 2_000_000 + b"\r\n\r\n", 431),
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 300_000 + b"\r\n", 431),
        (b"GET /health?" + b"a" * 2_000_000 + b" HTTP/1.1\r\n" + OURS, 431),
    ],
)
def test_odd_requests_have_one_answer(process, head, status):
    answer = asked(process, head)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert answer.count(b"HTTP/1.1") == 1


def test_nothing_that_is_asked_becomes_a_header(process):
    answer = asked(process, b"GET /api/person/Q1%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\n" + OURS)
    assert b"set-cookie" not in answer.partition(b"\r\n\r\n")[0].lower()


def test_half_sent_requests_are_closed_and_hinder_nobody(process):
    halves = [opened(process) for _ in range(20)]
    for half in halves:
        half.sendall(b"GET /health HTTP/1.1\r\nHos")
    assert asked(process, b"GET /health HTTP/1.1\r\n" + OURS).endswith(b"ok\n")
    for half in halves:
        assert half.recv(10) == b""
        half.close()


def test_line_ends_between_requests_do_not_keep_a_connection(process):
    with opened(process) as client:
        client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = b""
        while not answer.endswith(b"ok\n"):
            answer += client.recv(4096)
        with suppress(ConnectionError):
            until(lambda: client.send(b"\r\n") and not alive(client))


def test_a_body_that_nobody_wants_is_not_waited_for(process):
    head = b"GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc"
    assert asked(process, head).endswith(b"ok\n")


def test_requests_in_a_row_are_answered_in_their_order_but_not_without_end(process):
    one = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert asked(process, one * 5 + b"GET /health HTTP/1.1\r\n" + OURS).count(b"ok\n") == 6
    with suppress(ConnectionError):  # whoever sends on is reset
        assert asked(process, one * 1000).count(b"ok\n") < 100


def test_who_never_reads_is_given_up(process):
    with opened(process) as client:
        client.sendall(b"GET /large HTTP/1.1\r\n" + OURS)
        until(lambda: going(process) == 1)
        until(lambda: going(process) == 0)


def test_a_computation_whose_asker_left_is_given_up(process):
    with opened(process) as client:
        client.sendall(b"GET /compute HTTP/1.1\r\n" + OURS)
        until(lambda: going(process) == 1)
    until(lambda: going(process) == 0)


def test_a_port_that_is_taken_is_said_in_one_line(process, call):
    code, out, complaint = call("serve", "--no-open", "--port", str(process.port))
    assert (code, out) == (1, "")
    assert complaint.endswith("(Address already in use); --port 0 takes any port that is free\n")
    assert complaint.count("\n") == 1


def test_a_socket_does_not_take_the_place_of_a_file(call, tmp_path):
    (tmp_path / "file").touch()
    code, _, complaint = call("serve", "--uds", str(tmp_path / "file"))
    assert (code, complaint.count("\n")) == (1, 1)
    assert "something else is there" in complaint


def test_a_file_that_cannot_be_read_is_said_before_anybody_asks(call, tmp_path):
    (tmp_path / "a.ged").write_text("nonsense")
    code, _, complaint = call("serve", "--no-open", "--port", "0", "--from", str(tmp_path / "a.ged"))
    assert (code, complaint.count("\n")) == (1, 1)
    assert "not a GEDCOM file" in complaint


def test_a_missing_extra_is_named(call, monkeypatch):
    monkeypatch.delitem(sys.modules, "cousins.web.serving", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    code, _, complaint = call("serve")
    assert (code, complaint) == (1, "cousins: serve needs uvicorn: pip install 'cousins[web]'\n")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--root-path", "a b"),
        ("--root-path", "/a?b"),
        ("--allowed-host", "http://a"),
        ("--allow-origin", "a.example"),
        ("--allowed-host", "cafe:80"),
        ("--port", "70000"),
    ],
)
def test_options_that_make_no_sense_are_refused(call, option, value):
    code, _, complaint = call("serve", option, value)
    assert code == 2
    assert option in complaint


def test_it_stops_with_streams_open_and_tells_them(process):
    """The last one: it ends the server."""
    asked(process, b"GET /api/find?name=victoria HTTP/1.1\r\n" + OURS)
    streams = [opened(process) for _ in range(100)]
    for stream in streams:
        stream.sendall(b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"200" in stream.recv(4096)
    busy = opened(process)
    busy.sendall(b"GET /compute HTTP/1.1\r\n" + OURS)
    until(lambda: going(process) == 1)
    process.send_signal(signal.SIGTERM)
    for stream in streams:
        assert b"event: stopping" in b"".join(iter(lambda stream=stream: stream.recv(4096), b""))
        stream.close()
    busy.close()
    assert process.wait(10) in {-signal.SIGTERM, 128 + signal.SIGTERM}
    lines = [json.loads(line) for line in process.stderr]
    assert {"time", "route", "method", "status", "ms", "bytes"} == set(lines[-1])
    assert "/api/find" in {line.get("route") for line in lines}
    assert "victoria" not in json.dumps(lines)
