"""Answers that can be decoded and are odd: every place of a right answer with something else in it, over no network."""

from __future__ import annotations

import asyncio
import copy
import json

import pytest
from fake_wikibase.api import ActionApi as Api
from fake_wikibase.world import World

from cousins.errors import SourceAnswerError, SourceError
from cousins.explorer.fetching import Fetcher
from cousins.explorer.live_field import LiveField
from cousins.settings import Settings
from cousins.sources.atlas import atlas
from cousins.sources.commons import Commons
from cousins.sources.entitydata import EntityData
from cousins.sources.wikidata import ActionApi
from cousins.stores.items import ItemStore
from cousins.transport.request import Answer
from cousins.wikibase.ids import ItemId

VICTORIA, EDWARD = ItemId("Q9439"), ItemId("Q20875")
ODD = [None, True, -1, 2**63, 1e308, "", "Q0", "Q22", "\x00\u202e\n", [], [None], [[{}]], {}, {"": {}}]
TIMES = ["+0000-00-00T00:00:00Z", "-9999999999999999-99-99T00:00:00Z", "+99999999999999999-01-01T00:00:00Z", "today"]


class Says:
    """A client to whom every question is answered with the same."""

    settings, ledger, answered = Settings(refresh=True), None, 0

    def __init__(self, body: bytes) -> None:
        self.body = body

    async def fetch(self, url: str, *_: object, **__: object) -> Answer:
        return Answer(url=url, status=200, headers={}, body=self.body, seconds=0)


@pytest.fixture(scope="module")
def right():
    """The answer about Victoria and a child of hers."""
    asked = {"action": "wbgetentities", "format": "json", "formatversion": "2", "ids": f"{VICTORIA}|{EDWARD}"}
    return json.loads(Api(World(graph=atlas())).answer(asked | {"languages": "en|mul"}).body)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with ItemStore(tmp_path_factory.mktemp("store") / "items.sqlite") as store:
        yield store


async def read(body: bytes, store: ItemStore | None = None) -> None:
    """Read an answer, keep it, and make a family of it."""
    fetcher = Fetcher(ActionApi("http://here.example"), Says(body), store)
    await fetcher.read([VICTORIA, EDWARD])
    field = LiveField(fetcher, None)
    for person in field.graph.people:
        assert isinstance(f"{person.name} {person.born} {person.died}", str)


def outcome(coroutine) -> str:
    """Return what is said of an answer; empty where it was read."""
    said = ""
    try:
        asyncio.run(coroutine)
    except SourceError as error:
        said = str(error)
    assert not said or (said.isprintable() and len(said) < 300)
    return said


def places(value, path=()):
    """Yield one path of each shape: names of properties and numbers in lists are alike."""
    seen, waiting = set(), [((), value)]
    while waiting:
        path, value = waiting.pop()
        shape = tuple("P" if str(part).startswith(("P2", "P4", "P3")) else str(part).isdigit() or part for part in path)
        if shape in seen:
            continue
        seen.add(shape)
        if path:
            yield path
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting += [((*path, key), part) for key, part in parts]


def placed(value, path, odd):
    if not path:
        return odd
    value = copy.copy(value)
    value[path[0]] = placed(value[path[0]], path[1:], odd)
    return value


def test_anything_anywhere_is_read_or_said_in_one_line(right, store):
    said = []

    async def all_of_them() -> None:
        for path in places(right):
            if EDWARD in path:
                continue
            for odd in (*ODD, *(TIMES if path[-1] == "time" else ())):
                try:
                    await read(json.dumps(placed(right, path, odd)).encode(), store)
                except SourceAnswerError as error:
                    said.append(str(error))

    asyncio.run(all_of_them())
    assert len(said) > 100
    assert all(line.isprintable() and len(line) < 300 and "Expected" not in line for line in said)


DEEP = {"lists": b"[" * 100_000 + b"]" * 100_000, "maps": b'{"a":' * 100_000 + b"1" + b"}" * 100_000}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize(
    "where", [b"%s", b'{"entities":%s}', b'{"error":%s}', b'{"x":%s}', b'{"entities":{"Q9439":%s}}']
)
def test_what_is_nested_without_end_is_said_in_one_line(deep, where):
    body = where % deep
    assert outcome(read(body))
    for fetched in (
        ActionApi("http://a.example").search(Says(body), "Victoria", limit=5),
        EntityData("http://a.example").fetch(Says(body), [VICTORIA]),
        Commons("http://a.example").fetch(Says(body), ["A.jpg"]),
    ):
        assert outcome(fetched)


SHAPES = [
    b"null", b"5", b'"x"', b"NaN", b"[]", b"{}", b'{"entities": NaN}', b'{"entities": []}', b'{"entities": {}}',
    b'{"entities": {"": {}}}', b'{"search": {}}', b'{"search": [5]}', b'{"search": [{}]}', b'{"search": null}',
    b'{"query": []}', b'{"query": 5}', b'{"query": {"pages": {}}}', b'{"query": {"pages": [5]}}', b"\xff\xfe{\x00}\x00",
]  # fmt: skip


@pytest.mark.parametrize("body", SHAPES)
def test_an_answer_of_another_shape_is_said_in_one_line(body):
    assert outcome(read(body))
    assert outcome(Commons("http://a.example").fetch(Says(body), ["A.jpg"]))
    # An empty map for an empty list is read as one.
    assert outcome(ActionApi("http://a.example").search(Says(body), "Victoria", limit=5)) or body == b'{"search": {}}'


def test_a_revision_that_no_store_could_hold_is_none(right, store):
    for number in (0, -5, 2**63, 2**70):
        assert not outcome(read(json.dumps(placed(right, ("entities", VICTORIA, "lastrevid"), number)).encode(), store))
    assert store.get_many(ActionApi("http://here.example").key, [VICTORIA])[VICTORIA].revision is None
