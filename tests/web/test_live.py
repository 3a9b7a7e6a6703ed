"""A live search as browsers see it, over real sockets on loopback."""

from __future__ import annotations

import asyncio
import json
import re
import time
from contextlib import asynccontextmanager

import aiohttp
import pytest
import uvicorn
from fakes import FakeWikibase, numbered
from families import family

from cousins.explorer import Explorer
from cousins.settings import Settings
from cousins.sources import source_named
from cousins.web import desk as desks
from cousins.web import streams
from cousins.web.application import application

HOUSEHOLDS = 20
COUSINS = numbered(
    family(
        """
    Adam + Eve: Bob, Dora
    Bob + Cleo: Carl
    Dora + Dan: Fay
    Carl + Gail: Hans
    Fay + Finn: Helen
"""
        + "\n".join(f"Parent{number}: One{number}, Other{number}" for number in range(HOUSEHOLDS))
    )
)
IDS = {person.name: person.id for person in COUSINS.people}
FAR = f"/relate?a={IDS['Hans']}&b={IDS['Helen']}"
SLOW = 0.1
"""Seconds before each answer of a source that is watched."""


@pytest.fixture(scope="module")
def shared():
    with FakeWikibase(COUSINS, cirrus=False) as opened:
        yield opened


@pytest.fixture
def wikibase(shared):
    shared.latency = 0.0
    shared.requests.clear()
    return shared


@pytest.fixture
def settings(tmp_path):
    return Settings.load({}, {"cache_folder": str(tmp_path)})


@pytest.fixture(autouse=True)
def _searches_show_soon(monkeypatch):
    monkeypatch.setattr(desks, "_AT_ONCE", SLOW / 5)


class Browser:
    """Asks one server."""

    def __init__(self, url, session, app, stop):
        self.url, self.session, self.app, self.stop = url, session, app, stop

    async def get(self, path, **headers):
        async with self.session.get(self.url + path, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.text(), answer.headers

    async def begin(self, path=FAR):
        """Return where the search that a page shows is followed, waited for and stopped."""
        status, page, headers = await self.get(path)
        assert status == 202, page
        assert headers["Cache-Control"] == "no-store"
        events, answer, stop = (
            re.search(f'{name}="([^"]+)"', page)[1].replace("&amp;", "&")
            for name in ("data-events", "data-answer", "action")
        )
        return events, answer, stop

    @asynccontextmanager
    async def stream(self, path, last=None):
        headers = {"Last-Event-ID": last} if last else {}
        async with self.session.get(self.url + path, headers=headers) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            yield self._told(answer)

    async def _told(self, answer):
        number = kind = ""
        async for line in answer.content:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "id":
                number = value
            elif name == "event":
                kind = value
            elif name == "data":
                yield number, kind, json.loads(value)

    async def followed(self, path, last=None):
        async with self.stream(path, last) as told:
            return [each async for each in told]


def browsed(settings, wikibase, visit):
    """Serve, and let somebody visit."""

    async def main():
        app = application(Explorer(source_named(wikibase.url, settings), settings=settings))
        config = uvicorn.Config(app, port=0, lifespan="on", log_config=None, access_log=False, ws="none")
        server = uvicorn.Server(config)
        serving = asyncio.ensure_future(server.serve())
        while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
            await asyncio.sleep(0.002)
        url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            try:
                return await visit(Browser(url, session, app, app.state.stopping.set))
            finally:
                app.state.stopping.set()
                server.should_exit = True
                await serving

    return asyncio.run(main())


async def quiet(wikibase, seconds=1.0):
    """Return how many requests came a second after now and later."""
    await asyncio.sleep(seconds)
    before = len(wikibase.requests)
    await asyncio.sleep(3 * SLOW)
    return len(wikibase.requests) - before


def kinds(told):
    return [kind for _, kind, _ in told]


def test_a_search_is_shown_a_generation_at_a_time_and_then_its_answer(settings, wikibase):
    async def visit(browser):
        events, answer, _ = await browser.begin()
        told = await browser.followed(events)
        requests = len(wikibase.requests)
        again = await browser.get(FAR)
        assert len(wikibase.requests) == requests
        return told, again, await browser.get(answer), await browser.get(events, **{"Last-Event-ID": told[-1][0]})

    wikibase.latency = SLOW
    told, again, answer, late = browsed(settings, wikibase, visit)
    layers = [data for _, kind, data in told if kind == "generation"]
    assert [layer["generation"] for layer in layers] == [0, 1, 2, 3]
    assert layers[-1]["pedigrees"] == [[1, 2, 2, 2], [1, 2, 2, 2]]
    assert [person["name"] for person in layers[-1]["met"]] == ["Adam", "Eve"]
    assert [person["name"] for person in layers[0]["names"]] == ["Hans", "Helen"]
    assert kinds(told)[0] == "begun"
    assert kinds(told).count("request") == layers[-1]["requests"]
    assert told[-1][1:] == ("done", {"outcome": "answered"})
    assert again[0] == 200
    assert "cousin" in again[1]
    assert (answer[0], answer[2]["Location"]) == (303, FAR)
    assert late[0] == 204


def test_two_who_ask_the_same_share_a_search_and_a_lost_connection_takes_it_up_again(settings, wikibase):
    async def visit(browser):
        events, _, _ = await browser.begin()
        async with browser.stream(events) as told:
            first = [await anext(told), await anext(told)]
        other, _, _ = await browser.begin()
        assert other.partition("?")[0] == events.partition("?")[0]
        return first, *await asyncio.gather(browser.followed(events, first[-1][0]), browser.followed(other))

    wikibase.latency = SLOW
    first, rest, all_of_it = browsed(settings, wikibase, visit)
    assert first + rest == all_of_it
    assert len(wikibase.requests) == kinds(all_of_it).count("request")
    assert len({tuple(request.ids) for request in wikibase.requests}) == len(wikibase.requests)


def test_a_search_that_nobody_watches_any_more_ends_within_a_second(settings, wikibase):
    async def visit(browser):
        events, _, _ = await browser.begin()
        async with browser.stream(events) as told:
            await anext(told)
        left = await quiet(wikibase)
        return left, (await browser.get(events.replace("/events", "/nothing")))[0]

    wikibase.latency = 2 * SLOW
    assert browsed(settings, wikibase, visit) == (0, 404)
    assert len(wikibase.requests) < 4


def test_the_stop_button_ends_a_search_but_not_that_of_others(settings, wikibase):
    async def visit(browser):
        events, _, stop = await browser.begin()
        other, _, stop_other = await browser.begin()
        mine, others = (asyncio.ensure_future(browser.followed(each)) for each in (events, other))
        await asyncio.sleep(SLOW)
        async with browser.session.post(browser.url + stop, headers={"Origin": "https://evil.example"}) as refused:
            assert refused.status == 403
        async with browser.session.post(browser.url + stop, headers={"Origin": browser.url}) as stopped:
            assert "/relate?a=" in await stopped.text()
        assert (await mine)[-1][2] == {"outcome": "stopped"}
        assert not others.done()
        async with browser.session.post(browser.url + stop_other, headers={"Sec-Fetch-Site": "same-origin"}):
            pass
        assert (await others)[-1][2] == {"outcome": "stopped"}
        return await quiet(wikibase, 0)

    wikibase.latency = 2 * SLOW
    assert browsed(settings, wikibase, visit) == 0


def test_without_a_script_a_browser_waits_for_the_answer(settings, wikibase):
    async def visit(browser):
        page = (await browser.get(FAR))[1]
        where = re.search(r'<noscript><meta http-equiv="refresh" content="0;url=([^"]+)">', page)[1].replace(
            "&amp;", "&"
        )
        elsewhere = await browser.get(where.partition("?")[0] + "?to=//evil.example")
        waited = await browser.get(where)
        return elsewhere[0], waited[0], waited[2]["Location"], (await browser.get(FAR))[0]

    wikibase.latency = SLOW
    assert browsed(settings, wikibase, visit) == (400, 303, FAR, 200)


def test_what_went_wrong_is_said_by_the_page_and_not_asked_again_at_once(settings, wikibase):
    async def visit(browser):
        events, _, _ = await browser.begin("/relate?a=Q77&b=Q78")
        told = await browser.followed(events)
        return told[-1][2], (await browser.get("/relate?a=Q77&b=Q78"))[0]

    wikibase.latency = SLOW
    assert browsed(settings, wikibase, visit) == ({"outcome": "failed"}, 404)
    assert len(wikibase.requests) == 2


def test_streams_are_told_when_the_server_stops_and_are_not_without_number(settings, wikibase, monkeypatch):
    async def visit(browser):
        events, _, _ = await browser.begin()
        async with browser.stream(events) as told:
            await anext(told)
            monkeypatch.setattr(streams, "MOST_STREAMS", 1)
            status, body, headers = await browser.get(events)
            assert (status, json.loads(body)["status"], headers["Retry-After"]) == (503, 503, "10")
            browser.stop()
            return [kind async for _, kind, _ in told]

    wikibase.latency = SLOW
    assert browsed(settings, wikibase, visit)[-1] == "stopping"


def test_a_crowd_stands_in_line_and_in_sight_and_suggestions_come_last(settings, wikibase, monkeypatch):
    monkeypatch.setattr(desks, "MOST_WAITING", 8)
    pairs = [f"a={IDS[f'One{number}']}&b={IDS[f'Other{number}']}" for number in range(HOUSEHOLDS)]
    served = []

    async def visit(browser):
        asked = [f"/api/relate?{pair}" for pair in pairs]
        first = [asyncio.ensure_future(browser.get(each)) for each in asked[:4] for _ in range(3)]
        await asyncio.sleep(SLOW / 2)
        suggested = asyncio.ensure_future(browser.get("/suggest?text=Hel"))
        await asyncio.sleep(0.01)
        events, _, _ = await browser.begin(f"/relate?{pairs[9]}")
        crowd = [asyncio.ensure_future(browser.get(each)) for each in asked[10:]]
        watching = asyncio.ensure_future(browser.followed(events))
        healths = []
        for _ in range(5):
            began = time.perf_counter()
            assert (await browser.get("/health"))[0] == 200
            healths.append(time.perf_counter() - began)
        watching.add_done_callback(lambda _: served.append("search"))
        suggested.add_done_callback(lambda _: served.append("suggestion"))
        assert (await suggested)[0] == 200
        return [answer[0] for answer in await asyncio.gather(*first)], await asyncio.gather(*crowd), await watching

    wikibase.latency = SLOW / 2
    first, crowd, watched = browsed(settings, wikibase, visit)
    assert set(first) == {200}
    refused = [answer for answer in crowd if answer[0] == 429]
    assert refused
    assert all(int(answer[2]["Retry-After"]) > 0 and json.loads(answer[1])["status"] == 429 for answer in refused)
    places = [data["before"] for _, kind, data in watched if kind == "queue"]
    assert places
    assert places == sorted(places, reverse=True)
    assert served == ["search", "suggestion"]
    assert wikibase.traffic.most_at_once <= 2


@pytest.mark.parametrize(("fresh", "max_age", "anew"), [(300, None, False), (0, None, True), (300, 0, True)])
def test_what_a_live_source_said_is_good_for_a_while(tmp_path, wikibase, monkeypatch, fresh, max_age, anew):
    async def visit(browser):
        asked = FAR.replace("/relate", "/api/relate")
        tags = [(await browser.get(asked))[2]["ETag"]]
        before = len(wikibase.requests)
        tags.append((await browser.get(asked))[2]["ETag"])
        return len(wikibase.requests) > before, len(set(tags))

    monkeypatch.setattr(desks, "_FRESH", fresh)
    settings = Settings(cache_folder=tmp_path, refresh=True, max_age=max_age)
    assert browsed(settings, wikibase, visit) == (anew, 1)


def test_suggestions_are_kept_and_want_three_letters(settings, wikibase):
    async def visit(browser):
        short = (await browser.get("/suggest?text=He"))[1]
        none = len(wikibase.requests)
        first = (await browser.get("/suggest?text=Hele"))[1]
        some = len(wikibase.requests)
        again = (await browser.get("/suggest?text=Hele"))[1]
        return short, none, first == again, some == len(wikibase.requests), [each["name"] for each in json.loads(first)]

    assert browsed(settings, wikibase, visit) == ("[]", 0, True, True, ["Helen"])
