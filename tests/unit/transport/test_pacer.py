"""The pacer: all limits are kept, in order, whatever is cancelled; and nobody waits in real time."""

from __future__ import annotations

import asyncio
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.transport.wire import FakeTime

from cousins.errors import RateLimitError
from cousins.settings import Settings
from cousins.transport.host_rules import WIKIMEDIA, Interface, Rule, rule_for
from cousins.transport.pacer import Pacer

API = rule_for("https://www.wikidata.org/w/api.php", Settings())
SITE = rule_for("https://www.wikidata.org/wiki/Special:EntityData/Q1.json", Settings())


def rule(**limits) -> Rule:
    return Rule(name="a host", source="a test", **limits)


class Ward:
    """Tasks under rules, each taking some seconds, and what was seen of them."""

    def __init__(self) -> None:
        self.time = FakeTime()
        self.pacer = self.time.pacer()
        self.starts: list[float] = []
        self.names: list[int] = []
        self.inside = self.most = 0

    async def visit(self, under: Rule, name: int = 0, seconds: float = 0.1) -> None:
        async with self.pacer.turn(under):
            self.starts.append(self.time.now)
            self.names.append(name)
            self.inside += 1
            self.most = max(self.most, self.inside)
            await self.time.sleep(seconds)
            self.inside -= 1

    async def crowd(self, *rules: Rule, seconds: float = 0.1) -> None:
        await asyncio.gather(*(self.visit(under, name, seconds) for name, under in enumerate(rules)))


def seen(*rules: Rule, seconds: float = 0.1) -> Ward:
    ward = Ward()
    asyncio.run(ward.crowd(*rules, seconds=seconds))
    return ward


def busiest(starts: list[float], window: float) -> int:
    return max(sum(start <= other < start + window for other in starts) for start in starts)


def test_the_action_api_is_asked_one_at_a_time_and_under_five_a_second():
    ward = seen(*[API] * 30, seconds=0.01)
    assert ward.most == 1
    assert busiest(ward.starts, 1.0 - 1e-9) < 5


def test_all_of_wikimedia_together_has_three_at_once_and_200_a_minute():
    ward = seen(*[API, SITE, SITE] * 200, seconds=0.01)
    assert ward.most <= 3
    assert busiest(ward.starts, 60.0) <= 200


def test_turns_are_given_in_the_order_of_asking():
    assert seen(*[rule(at_once=2, per_second=3)] * 20).names == list(range(20))


def test_a_busy_api_does_not_hold_up_the_website():
    async def race() -> list[int]:
        ward = Ward()
        ward.pacer.pause(API, 60)
        await ward.crowd(API, API, API, API, SITE, SITE)
        return ward.names

    assert asyncio.run(race())[:2] == [4, 5]


def test_without_limits_all_go_at_once():
    ward = seen(*[rule()] * 100)
    assert ward.most == 100
    assert set(ward.starts) == {1000.0}


@given(
    st.lists(st.sampled_from([API, SITE, WIKIMEDIA]), min_size=1, max_size=40),
    st.floats(min_value=0, max_value=3),
)
@settings(max_examples=30, deadline=None)
def test_no_mix_of_interfaces_breaks_a_limit(rules, seconds):
    ward = seen(*rules, seconds=seconds)
    assert ward.most <= 3
    api = [start for start, name in zip(ward.starts, ward.names, strict=True) if rules[name] is API]
    assert not api or busiest(api, 1.0 - 1e-9) < 5
    assert len(ward.names) == len(rules)


def test_a_pause_holds_for_all_who_have_not_started():
    async def pause() -> list[float]:
        ward = Ward()
        ward.pacer.pause(rule(), 30)
        ward.pacer.pause(rule(), 10)
        await ward.crowd(*[rule()] * 3)
        return ward.starts

    assert asyncio.run(pause()) == [1030.0] * 3


def test_a_wider_pause_holds_for_every_interface():
    async def pause() -> list[float]:
        ward = Ward()
        ward.pacer.pause(API, 30, wider=True)
        await ward.crowd(SITE)
        return ward.starts

    assert asyncio.run(pause()) == [1030.0]


def test_a_pause_that_begins_while_one_sleeps_holds_too():
    async def pause() -> list[float]:
        ward = Ward()
        slow = rule(per_second=0.1)
        await ward.visit(slow)
        waiting = asyncio.create_task(ward.visit(slow))
        await asyncio.sleep(0)
        ward.pacer.pause(slow, 100)
        await waiting
        return ward.starts

    assert asyncio.run(pause())[1] >= 1100


def test_nobody_waits_for_a_pause_that_is_too_long():
    pacer = FakeTime().pacer()
    pacer.pause(API, 3600)

    async def wait() -> None:
        async with pacer.turn(API, longest=120):
            pytest.fail("too early")

    with pytest.raises(RateLimitError, match=r"Action API .* 3600 s") as caught:
        asyncio.run(wait())
    assert caught.value.retry_after == 3600


@pytest.mark.parametrize("when", ["queueing", "granted", "inside"])
def test_a_cancelled_task_gives_its_place_back(when):
    async def cancel() -> int:
        ward, alone = Ward(), rule(at_once=1)
        tasks = [asyncio.create_task(ward.visit(alone, number)) for number in range(3)]
        await asyncio.sleep(0)
        victim = tasks[0] if when == "inside" else tasks[1]
        if when == "granted":
            await tasks[0]
        victim.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await ward.visit(alone, 9)
        return ward.names[-1]

    assert asyncio.run(cancel()) == 9


def test_waits_are_told():
    told: list[float] = []

    async def wait() -> None:
        pacer = FakeTime().pacer()
        for _ in range(3):
            async with pacer.turn(API, on_wait=told.append):
                pass

    asyncio.run(wait())
    assert told == [0.25, 0.25]


def test_threads_with_loops_of_their_own_share_the_limits():
    pacer, alone = Pacer(), rule(at_once=1)
    inside, most, visits = 0, 0, 0

    async def visit() -> None:
        nonlocal inside, most, visits
        async with pacer.turn(alone):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.001)
            inside -= 1
            visits += 1

    async def crowd() -> None:
        await asyncio.gather(*(visit() for _ in range(10)))

    threads = [threading.Thread(target=asyncio.run, args=(crowd(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, visits) == (1, 40)


def test_every_interface_of_wikimedia_stands_under_the_limits_of_all():
    for interface in Interface:
        assert rule_for("https://www.wikidata.org/", Settings(), interface).chain()[-1] is WIKIMEDIA
