"""The tools over standard input and output, over HTTP on loopback, and mounted in another application."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import sys
from contextlib import asynccontextmanager

import httpx2
import pytest
import uvicorn
from mcp import Client, StdioServerParameters

from cousins.errors import SettingsError
from cousins.explorer import Explorer
from cousins.listening import listening
from cousins.mcp.server import tools_server
from cousins.mcp.transports import _Heard, application, over_stdio
from cousins.sources.atlas import Atlas

COUPLE = {"a": "Q9682", "b": "Q80976"}
FIRST = "Prince Philip, Duke of Edinburgh is the husband of Elizabeth II"
BOTH = {"accept": "application/json, text/event-stream"}


def test_over_stdio_nothing_is_written_but_the_protocol(tmp_path):
    transcript = tmp_path / "transcript"
    command = f"{shlex.quote(sys.executable)} -m cousins mcp | tee {shlex.quote(str(transcript))}"
    parameters = StdioServerParameters(command="sh", args=["-c", command], env=dict(os.environ))

    async def ask():
        async with Client(parameters, mode="legacy") as client:
            return (await client.call_tool("relate_people", COUPLE)).content[0].text

    assert asyncio.run(ask()).startswith(FIRST)
    lines = transcript.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in lines)


def test_lines_are_heard_until_nobody_speaks():
    async def listen():
        ours, theirs = os.pipe()
        heard = _Heard(ours)
        for part in (b'{"a"', b":1}\nJ\xc3", b"\xb6rg\nlast"):
            os.write(theirs, part)
        os.close(theirs)
        lines = [line async for line in heard]
        os.close(ours)
        return lines

    assert asyncio.run(listen()) == ['{"a":1}', "Jörg", "last"]


@asynccontextmanager
async def served(explorer):
    """Serve over HTTP on a free port of this machine; give the address."""
    (door,) = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application(tools_server(explorer)), log_level="error"))
    serving = asyncio.ensure_future(server.serve([door]))
    while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{door.getsockname()[1]}/mcp"
    server.should_exit = True
    await serving


def rpc(method, params, number=1):
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def of_stream(answer):
    return json.loads(answer.text.partition("data: ")[2])


def test_over_http_clients_of_today_and_of_before_are_answered_and_foreign_sites_are_not():
    async def ask():
        async with served(Explorer(Atlas())) as address:
            for mode in ("auto", "legacy"):
                async with Client(address, mode=mode) as client:
                    assert (await client.call_tool("relate_people", COUPLE)).content[0].text.startswith(FIRST)
            async with httpx2.AsyncClient(headers=BOTH) as door:
                client = {"name": "old", "version": "1"}
                hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
                told = of_stream(await door.post(address, json=rpc("initialize", hello)))
                assert told["result"]["protocolVersion"] == "2025-06-18"
                old = {"mcp-protocol-version": "2025-06-18"}
                call = rpc("tools/call", {"name": "relate_people", "arguments": COUPLE}, 2)
                told = of_stream(await door.post(address, json=call, headers=old))
                assert told["result"]["structuredContent"]["text"].startswith(FIRST)
                refused = [
                    await door.post(address, json=call, headers={"host": "example.org"}),
                    await door.post(address, json=call, headers={"origin": "https://example.org"}),
                    await door.post(address, content=b"x" * 100_000, headers={"content-type": "application/json"}),
                ]
            return [answer.status_code for answer in refused]

    assert asyncio.run(ask()) == [421, 403, 413]


def test_where_nobody_can_listen_it_is_said_in_a_line():
    (door,) = listening("127.0.0.1", 0)
    with door as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"cannot listen at 127.0.0.1, port {port}: "):
            listening("127.0.0.1", port)


def test_a_file_that_cannot_be_read_is_told_before_anybody_asks(call, tmp_path):
    code, out, err = call("mcp", "--from", str(tmp_path / "missing.ged"))
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


def test_a_plain_install_says_how_to_get_the_tools(call, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("cousins.mcp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.setitem(sys.modules, "mcp.types", None)
    assert call("mcp") == (1, "", "cousins: tools for assistants need a package more: pip install 'cousins[mcp]'\n")


@pytest.mark.parametrize("name", ["stdin", "stdout"])
def test_without_anybody_to_speak_with_it_is_said_in_a_line(monkeypatch, name):
    monkeypatch.setattr(sys, name, None)
    with pytest.raises(SettingsError, match=f"standard {name.removeprefix('std')}put is closed"):
        over_stdio(tools_server(Explorer(Atlas())))
