"""How long store and connections stay open, and who hears of what, over real sockets on loopback."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from fakes import FakeWikibase, faults, numbered
from families import family

from cousins.errors import PersonNotFoundError
from cousins.explorer import Explorer
from cousins.explorer.layer import Layer
from cousins.running import run
from cousins.sources import source_named
from cousins.sources.memory import Memory
from cousins.stores.items import ItemStore
from cousins.transport.client import Client
from cousins.transport.events import Event, Happening

COUSINS = family(
    """
    Adam + Eve: Bob, Dora
    Bob + Cleo: Carl
    Dora + Dan: Fay
"""
)


@pytest.fixture
def wikibase():
    with FakeWikibase(numbered(COUSINS, first=1001)) as wikibase:
        yield wikibase


@pytest.fixture
def ids():
    return {person.name: person.id for person in numbered(COUSINS, first=1001).people}


@pytest.fixture
def doors(monkeypatch):
    """What was opened and closed, in order."""
    told = []

    def telling(kind, method, word):
        original = getattr(kind, method)
        if asyncio.iscoroutinefunction(original):

            async def told_first(self, *arguments, **options):
                told.append(word)
                return await original(self, *arguments, **options)
        else:

            def told_first(self, *arguments, **options):
                told.append(word)
                return original(self, *arguments, **options)

        monkeypatch.setattr(kind, method, told_first)

    telling(ItemStore, "__enter__", "store")
    telling(ItemStore, "__exit__", "store closed")
    telling(Client, "__init__", "client")
    telling(Client, "__aexit__", "client closed")
    return told


ONE_LIFE = ["store", "client", "client closed", "store closed"]


def test_each_question_opens_and_closes_of_its_own(wikibase, ids, doors):
    explorer = Explorer(source_named(wikibase.url))
    for name in ("Adam", "Bob"):
        run(explorer.show(ids[name]))
    assert doors == ONE_LIFE * 2


def test_many_questions_within_a_lifetime_open_once(wikibase, ids, doors):
    async def ask():
        async with Explorer(source_named(wikibase.url)) as explorer:
            assert doors == []
            for name in ids:
                await explorer.show(ids[name])
            await explorer.relate(ids["Carl"], ids["Fay"])
            await asyncio.gather(*(explorer.ancestors(ids[name]) for name in ids))
            assert doors == ["store", "client"]

    run(ask())
    assert doors == ONE_LIFE


def test_the_first_questions_at_once_open_once(wikibase, ids, doors):
    async def ask():
        async with Explorer(source_named(wikibase.url)) as explorer:
            return await asyncio.gather(*(explorer.show(ids[name]) for name in ids))

    assert [profile.person.name for profile in run(ask())] == list(ids)
    assert doors == ONE_LIFE


def test_what_is_open_is_closed_after_an_error_too(wikibase, ids, doors):
    async def ask():
        async with Explorer(source_named(wikibase.url)) as explorer:
            with suppress(PersonNotFoundError):
                await explorer.show("Q77")
            assert doors == ["store", "client"]
            await explorer.show(ids["Adam"])
            await explorer.show("Q77")

    with pytest.raises(PersonNotFoundError):
        run(ask())
    assert doors == ONE_LIFE


def test_a_question_that_is_cancelled_leaves_the_others_their_connections(wikibase, ids, doors):
    async def ask():
        async with Explorer(source_named(wikibase.url)) as explorer:
            await explorer.show(ids["Adam"])
            wikibase.fail(faults.hang(), times=1)
            began = len(wikibase.requests)
            hanging = asyncio.ensure_future(explorer.find("Dora"))
            while len(wikibase.requests) == began:  # noqa: ASYNC110 (what is waited for tells no event)
                await asyncio.sleep(0.001)
            hanging.cancel()
            with pytest.raises(asyncio.CancelledError):
                await hanging
            wikibase.recover()
            return await explorer.show(ids["Bob"])

    assert run(ask()).person.name == "Bob"
    assert doors == ONE_LIFE


def test_a_lifetime_within_another_ends_nothing(wikibase, ids, doors):
    async def ask():
        explorer = Explorer(source_named(wikibase.url))
        async with explorer:
            async with explorer:
                await explorer.show(ids["Adam"])
            await explorer.show(ids["Bob"])
            assert doors == ["store", "client"]

    run(ask())
    assert doors == ONE_LIFE


def test_an_explorer_lives_again_in_a_second_loop(wikibase, ids, doors):
    explorer = Explorer(source_named(wikibase.url))

    async def ask():
        async with explorer:
            return await explorer.show(ids["Adam"])

    assert asyncio.run(ask()) == asyncio.run(ask())
    assert doors == ONE_LIFE * 2


def test_a_lifetime_that_its_loop_never_ended_is_no_trouble_to_the_next(wikibase, ids):
    explorer = Explorer(source_named(wikibase.url))

    async def left_open():
        await explorer.__aenter__()
        await explorer.show(ids["Adam"])

    async def ask():
        async with explorer:
            return await explorer.show(ids["Bob"])

    asyncio.run(left_open())
    assert run(explorer.show(ids["Bob"])).person.name == "Bob"
    assert asyncio.run(ask()).person.name == "Bob"


def test_a_picture_is_drawn_by_a_plain_call_within_a_lifetime(wikibase, ids):
    async def ask():
        async with Explorer(source_named(wikibase.url)) as explorer:
            relation = await explorer.relate(ids["Carl"], ids["Fay"])
            return relation.tree(), await explorer.picture(relation)

    plain, awaited = run(ask())
    assert plain.scene == awaited.scene


def test_a_lifetime_over_people_at_hand_opens_nothing(doors):
    async def ask():
        async with Explorer(Memory(COUSINS)) as explorer:
            return await explorer.relate("Carl", "Fay")

    assert run(ask()).relationships[0].b_is == "first cousin"
    assert doors == []


def test_a_search_tells_each_generation_and_each_request(wikibase, ids):
    told = []
    run(Explorer(source_named(wikibase.url)).relate(ids["Carl"], ids["Fay"], on_event=told.append))
    layers = [each for each in told if isinstance(each, Layer)]
    assert layers
    assert all(layer.people > 0 for layer in layers)
    assert [layer.degree for layer in layers] == sorted({layer.degree for layer in layers})
    assert layers[-1].requests == len(wikibase.requests)
    assert [each.text for each in layers[0].understood] == [ids["Carl"], ids["Fay"]]
    assert any(isinstance(each, Event) for each in told)
    assert layers[-1].pedigrees == ((1, 2, 2), (1, 2, 2))
    assert [person.name for person in layers[-1].nearest] == ["Adam", "Eve"]
    assert layers[-1].met == {person.id for person in layers[-1].nearest}
    assert not any(layer.met for layer in layers[:-1])


def test_an_exploration_tells_each_degree_and_yields_the_same(wikibase, ids):
    told = []

    async def ask():
        explorer = Explorer(source_named(wikibase.url))
        return [layer async for layer in explorer.explore([ids["Carl"]], depth=2, on_event=told.append)]

    yielded = run(ask())
    assert [each for each in told if isinstance(each, Layer)] == yielded
    assert [layer.degree for layer in yielded] == [0, 1, 2]
    assert {each.text for layer in yielded for each in layer.understood} == {ids["Carl"]}


def test_nobody_hears_of_the_questions_of_others(wikibase, ids):
    told = {name: [] for name in ids}

    async def ask():
        async with Explorer(source_named(wikibase.url)) as explorer:
            await asyncio.gather(
                *(anext(explorer.explore([ids[name]], depth=0, on_event=told[name].append)) for name in ids),
                explorer.show(ids["Adam"]),
            )

    run(ask())
    for name, events in told.items():
        asked = {layer.understood[0].person.id for layer in events if isinstance(layer, Layer)}
        assert asked == {ids[name]}
        requests = [event for event in events if isinstance(event, Event) and event.what is Happening.FINISHED]
        assert len(requests) == 1


def test_questions_about_people_at_hand_tell_nothing():
    told = []
    explorer = Explorer(Memory(COUSINS))
    run(explorer.relate("Carl", "Fay", on_event=told.append))
    run(explorer.show("Carl", on_event=told.append))
    run(explorer.ancestors("Carl", on_event=told.append))
    run(explorer.tree(["Adam"], on_event=told.append))
    run(explorer.check(on_event=told.append))
    assert told == []


def asked_in_every_way(explorer, one, other):
    """Each question about one or two people, with the texts it takes."""
    return {
        "relate": (explorer.relate(one, other), [one, other]),
        "show": (explorer.show(one), [one]),
        "ancestors": (explorer.ancestors(one), [one]),
        "descendants": (explorer.descendants(one), [one]),
        "tree": (explorer.tree([one], to=[other]), [one, other]),
    }


@pytest.mark.parametrize("question", ["relate", "show", "ancestors", "descendants", "tree"])
def test_every_answer_says_whom_it_took_the_names_for(wikibase, ids, question):
    for explorer, carl in (
        (Explorer(source_named(wikibase.url)), ids["Carl"]),
        (Explorer(Memory(COUSINS)), "Carl"),
    ):
        questions = asked_in_every_way(explorer, "carl", "fay")
        asked, texts = questions.pop(question)
        for unasked, _ in questions.values():
            unasked.close()
        understood = run(asked).understood
        assert [each.text for each in understood] == texts
        assert understood[0].person.id == carl


def test_a_pasted_candidate_means_the_id_at_its_end(wikibase, ids):
    line = f"Carl (* 1900), {ids['Carl']}"
    profile = run(Explorer(source_named(wikibase.url)).show(line))
    assert (profile.understood[0].text, profile.person.id) == (line, ids["Carl"])


def test_a_live_check_says_whom_it_looked_at_and_a_part_whom_it_holds(wikibase, ids):
    checked = run(Explorer(source_named(wikibase.url)).check(["carl"]))
    assert [each.person.id for each in checked.understood] == [ids["Carl"]]
    part = run(Explorer(Memory(COUSINS)).subset(between=("carl", "fay")))
    assert [each.text for each in part.understood] == ["carl", "fay"]


def test_the_old_id_of_who_was_merged_is_understood_as_the_new_one(ids):
    with FakeWikibase(numbered(COUSINS, first=1001), redirects={"Q111": ids["Carl"]}) as wikibase:
        relation = run(Explorer(source_named(wikibase.url)).relate("Q111", ids["Fay"]))
    assert [(each.text, each.person.id) for each in relation.understood] == [
        ("Q111", ids["Carl"]),
        (ids["Fay"], ids["Fay"]),
    ]
    assert relation.record()["understood"][0]["id"] == ids["Carl"]
