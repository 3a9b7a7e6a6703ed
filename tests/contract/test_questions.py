"""One contract for all who answer a question: the table, the command line, the API and the tools say the same.

Whoever joins is a function in `ANSWERERS` that asks a row of the table and returns the record.
"""

from __future__ import annotations

import asyncio
import json

import msgspec
import pytest
from mcp import Client
from starlette.testclient import TestClient

from cousins.cli import main
from cousins.explorer import Explorer
from cousins.mcp.server import tools_server
from cousins.question_shapes import shape
from cousins.questions import NAMED, QUESTIONS
from cousins.running import run
from cousins.sources.atlas import Atlas
from cousins.web.application import application

ROYALS = Explorer(Atlas())
QUESTIONED = [
    ("relate", {"a": "Q517", "b": "Q7721", "limit": 3, "coefficients": True, "common_ancestors": True}),
    ("relate", {"a": "Q9682", "b": "Nicholas II", "limit": 3, "every": True, "generations": 5}),
    ("relate", {"a": "Napoleon", "b": "Q9439", "limit": 3}),
    ("find", {"name": "alexandra", "limit": 4}),
    ("show", {"person": "queen victoria"}),
    ("ancestors", {"person": "Q9439", "generations": 3}),
    ("descendants", {"person": "Q9439", "generations": 1}),
    ("tree", {"person": "Q9439", "descendants": 1}),
]


def told_by_table(question, given, _capsys):
    given = msgspec.structs.asdict(msgspec.convert(given, shape(question.name, question.parameters)))
    record = question.record(run(question.ask(ROYALS, given, None), waits=False), given)
    return json.loads(json.dumps(record))


def told_by_command(question, given, capsys):
    options = dict(given)
    people = [options.pop(name) for name in ("a", "b", "person", "name") if name in options]
    flags = [f"--{name.replace('_', '-')}" for name, value in options.items() if value is True]
    values = [word for name, value in options.items() if value is not True for word in (f"--{name}", str(value))]
    form = ["-o", "-", "--as", "json"] if question.name == "tree" else ["--format", "json"]
    with pytest.raises(SystemExit) as left:
        main([question.name, *people, *flags, *values, *form])
    assert left.value.code == 0
    return json.loads(capsys.readouterr().out)


def told_by_interface(question, given, _capsys):
    client = TestClient(application(ROYALS), base_url="http://localhost")
    options = {name: value for name, value in given.items() if f"{{{name}}}" not in question.path}
    answer = client.get(question.path.format(**given), params=options)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert not isinstance(told, dict) or question.name not in {"ancestors", "descendants"} or told.pop("more") is False
    return told


def told_by_tool(question, given):
    async def ask():
        async with Client(tools_server(ROYALS)) as client:
            return await client.call_tool(question.tool, given)

    told = asyncio.run(ask()).structured_content
    assert told.pop("text")
    told.pop("note", None)
    return told.get("matches", told)


ANSWERERS = [told_by_command, told_by_interface]


@pytest.mark.parametrize(("name", "given"), QUESTIONED)
def test_a_question_has_one_answer_whoever_is_asked(name, given, capsys):
    question = NAMED[name]
    record = told_by_table(question, given, capsys)
    for answerer in ANSWERERS:
        assert answerer(question, given, capsys) == record, answerer.__name__
    short = told_by_tool(question, {name: value for name, value in given.items() if name != "limit"})
    whole = told_by_tool(question, {"limit": 1000, **given})
    assert_within(short, record, name)
    assert_within(whole, record, name)
    assert isinstance(record, list) or set(whole) == set(record)


def assert_within(part, record, where):
    """Check that each field of a part is a field of the record and says the same; lists may end earlier."""
    if isinstance(part, dict):
        assert set(part) <= set(record), where
        for name, value in part.items():
            assert_within(value, record[name], f"{where}.{name}")
    elif isinstance(part, list):
        for place, (one, other) in enumerate(zip(part, record, strict=False)):
            assert_within(one, other, f"{where}[{place}]")
    else:
        assert part == record, where


def test_every_question_is_compared():
    assert {name for name, _ in QUESTIONED} == {question.name for question in QUESTIONS}
