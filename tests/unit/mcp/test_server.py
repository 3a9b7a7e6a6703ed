"""The tools, asked by the protocol's own client in this process, of today and of before."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from fakes import FakeWikibase, numbered
from families import family
from mcp import Client

from cousins.explorer import Explorer
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.family.person import Person, PersonId
from cousins.mcp.server import tools_server
from cousins.questions import QUESTIONS
from cousins.sources import source_named
from cousins.sources.atlas import Atlas
from cousins.sources.memory import Memory
from cousins.stopping import StoppedError, look

COUPLE = {"a": "Q9682", "b": "Q80976"}
SHORT, LONG = 4_096, 50_000
"""Bytes of text by default, and of a whole answer at most."""

COUSINS = family(
    """
    Adam + Eve: Bob, Dora
    Bob + Cleo: Carl
    Dora + Dan: Fay
"""
)


ROYALS = Explorer(Atlas())


def asked(name, arguments, explorer=ROYALS, mode="auto"):
    """Return what a tool answers to a client of its own."""

    async def ask():
        async with Client(tools_server(explorer), mode=mode) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(ask())


def said(answer):
    return "\n".join(block.text for block in answer.content if block.type == "text")


def test_each_question_is_a_tool_that_only_reads_and_says_what_it_takes_and_what_comes_back():
    async def ask():
        async with Client(tools_server(ROYALS)) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(ask())
    assert [tool.name for tool in tools] == [question.tool for question in QUESTIONS]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert len(tool.description) > 100
        assert tool.input_schema["additionalProperties"] is False
        assert all("description" in json.dumps(field) for field in tool.input_schema["properties"].values())
        assert tool.output_schema["required"] == ["text"]
    limits = [tool.input_schema["properties"]["limit"] for tool in tools]
    assert (limits[0]["minimum"], limits[0]["maximum"], limits[0]["default"]) == (1, 1000, 3)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_sentence_comes_first_and_ids_to_go_on_with_after_it(mode):
    answer = asked("relate_people", COUPLE, mode=mode)
    words, listed = (block.text for block in answer.content)
    first, rest = words.split("\n", 1)
    assert first.endswith(" is the husband of Elizabeth II, and by blood the second cousin once removed.")
    assert "Alexandra of Denmark (1844–1925)" in rest
    assert answer.structured_content == {"text": words, **json.loads(listed)}
    assert answer.structured_content["relationships"][1]["through"] == ["Q151305", "Q166028"]
    assert answer.structured_content["people"]["Q151305"]["name"] == "Christian IX of Denmark"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("relate_people", COUPLE),
        ("relate_people", {**COUPLE, "every": True}),
        ("relate_people", {**COUPLE, "coefficients": True, "common_ancestors": True}),
        ("relate_people", {"a": "Napoleon", "b": "Q9439"}),
        ("find_person", {"name": "alexandra"}),
        ("show_person", {"person": "Queen Victoria"}),
        ("list_ancestors", {"person": "Q9439"}),
        ("list_ancestors", {"person": "Q9439", "generations": 100}),
        ("list_descendants", {"person": "Q9439"}),
        ("list_descendants", {"person": "Q9439", "generations": 100}),
        ("draw_tree", {"person": "Q9439", "descendants": 4}),
    ],
)
def test_what_nobody_asked_more_of_is_short(name, arguments):
    answer = asked(name, arguments)
    assert not answer.is_error
    assert len(said(answer).encode()) <= SHORT
    assert len(json.dumps(answer.structured_content, ensure_ascii=False).encode()) <= SHORT


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("relate_people", {**COUPLE, "limit": 1000, "common_ancestors": True}),
        ("list_ancestors", {"person": "Q9439", "generations": 100, "limit": 1000}),
        ("list_descendants", {"person": "Q9439", "generations": 100, "limit": 1000}),
        ("draw_tree", {"person": "Q9439", "descendants": 5, "limit": 1000}),
    ],
)
def test_no_answer_is_longer_than_an_assistant_reads_and_it_says_what_it_left_out(name, arguments):
    answer = asked(name, arguments)
    assert SHORT < len(answer.model_dump_json().encode()) <= LONG
    assert " more " in answer.structured_content["note"]
    assert answer.structured_content["note"] in answer.content[0].text


def test_a_limit_gives_the_whole_record():
    short, whole = (asked("relate_people", arguments) for arguments in (COUPLE, {**COUPLE, "limit": 2}))
    assert "lines" not in short.structured_content["relationships"][1]
    assert whole.structured_content["relationships"][1]["lines"][0][0] == "Q151305"
    assert "ask with a larger limit" in whole.structured_content["note"]


def test_lists_without_a_limit_of_their_own_are_cut_to_one():
    answer = asked("list_descendants", {"person": "Q9439", "limit": 5})
    assert len(answer.structured_content["descendants"]) == 5
    assert answer.structured_content["note"] == "and 40 more descendants; ask with a larger limit, or go on with an id"


def test_an_argument_may_be_null_or_a_number_in_quotation_marks():
    answer = asked("relate_people", {**COUPLE, "limit": "1", "generations": None, "every": None})
    assert len(answer.structured_content["relationships"]) == 1


def test_a_name_that_was_taken_for_somebody_is_said():
    assert "'queen victoria' was taken for Victoria (1819–1901), Q9439" in said(
        asked("show_person", {"person": "queen victoria"})
    )


def test_a_tree_is_drawn_when_its_picture_is_wanted():
    title, picture = asked("draw_tree", {"person": "Q9439", "descendants": 1, "format": "svg"}).content
    assert title.text.startswith("Victoria (1819–1901)")
    assert picture.resource.text.startswith("<svg")
    assert "too much for a tool's answer; ask for fewer generations" in said(
        asked("draw_tree", {"person": "Q9439", "descendants": 4, "format": "svg"})
    )


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("relate_people", {"a": "alexandra", "b": "Q9682"}, "- Alexandra of Denmark (1844–1925), Q152260\n"),
        ("relate_people", {"a": "alexandra", "b": "Q9682"}, "Ask again with one of the ids."),
        ("show_person", {"person": "nobody of that name"}, "Ask find_person with a part of the name"),
        ("show_person", {"person": "Barack Obama"}, "cousins mcp --from wikidata"),
        ("find_person", {"name": "zzzzqqqq"}, "nobody found for 'zzzzqqqq'"),
        ("show_person", {"person": "Q0"}, "find_person tells the ids of people"),
        ("show_person", {"person": ""}, "`person` is empty"),
        ("relate_people", {"a": "Q9682"}, "`b` is missing"),
        ("relate_people", {**COUPLE, "nonsense": 1}, "`nonsense` is unknown"),
        ("relate_people", {**COUPLE, "nonsense": 1}, "relate_people takes a, b, and if wanted limit, every"),
        ("relate_people", {**COUPLE, "limit": 1001}, "`limit` is more than 1000"),
        ("relate_people", {**COUPLE, "every": "perhaps"}, "`every` is neither true nor false"),
        ("draw_tree", {"person": "Q9439", "style": "round"}, "'round'"),
        ("draw_tree", {"person": "Q9439", "style": "fan"}, "fan"),
        ("marry_people", {}, "no tool is called 'marry_people'; there are relate_people, find_person"),
    ],
)
def test_an_error_can_be_read_and_says_what_to_do(name, arguments, told):
    answer = asked(name, arguments)
    assert answer.is_error
    assert told in said(answer)
    assert "Traceback" not in said(answer)
    assert len(said(answer)) < 1_000


def test_a_fault_of_our_own_is_told_too_and_the_next_call_is_answered(caplog):
    class Faulty(Explorer):
        async def show(self, *_arguments, **_options):
            raise ZeroDivisionError

    answer = asked("show_person", {"person": "Q9439"}, Faulty(Atlas()))
    assert said(answer) == "a fault in cousins itself, please report it: ZeroDivisionError"
    assert [record.levelname for record in caplog.records if record.name.startswith("cousins")] == ["ERROR"]


def test_names_that_are_no_names_do_not_make_an_answer_long():
    name = "Ann\n\x1b[2J" + "😀" * 50_000
    people = [Person(PersonId(f"I{number}"), f"{name} {number}") for number in range(30)]
    links = [ParentLink(child.id, people[0].id) for child in people[1:]]
    explorer = Explorer(Memory(FamilyGraph.of(people, links)))
    for tool, arguments in (("relate_people", {"a": "I1", "b": "I2"}), ("show_person", {"person": "I1"})):
        answer = asked(tool, arguments, explorer)
        assert not answer.is_error
        assert len(said(answer).encode()) <= SHORT
        assert "\x1b" not in said(answer)


class Slow(Explorer):
    """Computes until it is stopped."""

    ended: str = ""

    async def relate(self, *_arguments, **_options):
        until = time.monotonic() + 10
        try:
            while time.monotonic() < until:
                time.sleep(0.01)  # noqa: ASYNC251 (as a computation does)
                look()
        except StoppedError:
            self.ended = "stopped"
            raise


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_question_that_takes_long_holds_nobody_up_and_ends_when_it_is_cancelled(mode):
    explorer = Slow(Atlas())

    async def ask():
        async with Client(tools_server(explorer), mode=mode) as client:
            long = asyncio.ensure_future(client.call_tool("relate_people", COUPLE))
            answer = await client.call_tool("find_person", {"name": "victoria"})
            assert not long.done()
            long.cancel()
            for _ in range(500):
                if explorer.ended:
                    break
                await asyncio.sleep(0.01)
            return answer, await client.call_tool("find_person", {"name": "victoria"})

    first, second = asyncio.run(ask())
    assert explorer.ended == "stopped"
    assert first == second


def test_a_live_search_tells_how_it_goes(monkeypatch, tmp_path):
    monkeypatch.setenv("COUSINS_CACHE_FOLDER", str(tmp_path))
    told = []

    async def on_progress(degree, _total, message):
        told.append((degree, message))

    with FakeWikibase(numbered(COUSINS, first=1001)) as wikibase:
        explorer = Explorer(source_named(wikibase.url))

        async def ask():
            async with Client(tools_server(explorer)) as client:
                assert (await client.list_tools()).tools[0].annotations.open_world_hint
                arguments = {"a": "Carl", "b": "Fay"}
                return await client.call_tool("relate_people", arguments, progress_callback=on_progress)

        answer = asyncio.run(ask())
    assert said(answer).startswith("Fay is the first cousin of Carl.")
    assert [degree for degree, _ in told] == list(range(len(told)))
    assert told[-1][1].startswith(f"generation {len(told) - 1}: ")


def test_somebody_else_may_answer_such_as_a_desk_that_keeps_answers():
    explorer, questions = Explorer(Memory(COUSINS)), []

    async def answering(question, given, _on_event):
        questions.append((question.name, given["a"]))
        return await question.ask(explorer, given, None)

    async def ask():
        async with Client(tools_server(explorer, answering)) as client:
            return await client.call_tool("relate_people", {"a": "Carl", "b": "Fay"})

    assert said(asyncio.run(ask())).startswith("Fay is the first cousin of Carl.")
    assert questions == [("relate", "Carl")]


def test_so_many_wait_and_the_next_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr("cousins.mcp.server._MOST", 2)

    async def ask():
        async with Client(tools_server(Slow(Atlas()))) as client:
            going = [asyncio.ensure_future(client.call_tool("relate_people", COUPLE)) for _ in range(2)]
            await asyncio.sleep(0.05)
            answer = await client.call_tool("find_person", {"name": "victoria"})
            for each in going:
                each.cancel()
            return answer

    assert said(asyncio.run(ask())) == "too many questions wait already; ask again in some seconds"
