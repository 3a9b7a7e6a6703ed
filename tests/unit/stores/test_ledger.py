"""The ledger: what processes share of limits, pauses and work; and that nobody is ever stopped by it."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import ExitStack

import pytest
from unit.transport.wire import FakeTime

from cousins.errors import RateLimitError
from cousins.settings import Settings
from cousins.stores.ledger import LEASE, LEDGER_NAME, Ledger
from cousins.transport.host_rules import WIKIMEDIA, Rule, rule_for

API = rule_for("https://www.wikidata.org/w/api.php", Settings())
DAY = 86_400


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def opened(tmp_path, time):
    """Open the ledger once more, as another process does."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(Ledger(tmp_path / "store" / LEDGER_NAME, clock=time.clock))


@pytest.mark.parametrize("latency", [0.01, 0.1, 0.6])
def test_processes_together_keep_the_limits_of_one(time, opened, latency):
    pacers = [time.pacer().sharing(opened()) for _ in range(3)]
    starts, inside = [], 0

    async def crawl(pacer) -> None:
        nonlocal inside
        for _ in range(8):
            async with pacer.turn(API):
                inside += 1
                assert inside == 1
                starts.append(time.now)
                await time.sleep(latency)
                inside -= 1

    async def together() -> None:
        await asyncio.gather(*map(crawl, pacers))

    asyncio.run(together())
    assert len(starts) == 24
    assert max(sum(begin <= start < begin + 1 - 1e-9 for start in starts) for begin in starts) <= 4


def test_a_connection_that_opens_slowly_does_not_push_two_requests_together(time, opened):
    pacers, arrived = [time.pacer().sharing(opened()) for _ in range(2)], []

    async def crawl(pacer, opening: float) -> None:
        for number in range(6):
            async with pacer.turn(API):
                await time.sleep(0 if number else opening)
                arrived.append(time.now)

    async def together() -> None:
        await asyncio.gather(*(crawl(pacer, 0.2) for pacer in pacers))

    asyncio.run(together())
    assert max(sum(begin <= each < begin + 1 - 1e-9 for each in arrived) for begin in arrived) <= 4


def test_processes_take_turns(time, opened):
    pacers, names = [time.pacer().sharing(opened()) for _ in range(2)], []

    async def crawl(number: int) -> None:
        for _ in range(5):
            async with pacers[number].turn(API):
                names.append(number)
                await time.sleep(0.3)

    async def together() -> None:
        await asyncio.gather(crawl(0), crawl(1))

    asyncio.run(together())
    assert names == [0, 1] * 5


def test_a_pause_that_a_host_asks_of_one_process_holds_for_all(time, opened):
    one, other = (time.pacer().sharing(opened()) for _ in range(2))
    one.pause(API, 30, wider=True)
    assert other.pause_left(API) == other.pause_left(WIKIMEDIA) == 30
    time.now += 31
    assert other.pause_left(API) == 0


def test_a_pause_of_a_year_is_one_of_a_day(time, opened):
    one, other = (time.pacer().sharing(opened()) for _ in range(2))
    one.pause(API, 365 * DAY)

    async def ask() -> None:
        async with other.turn(API, longest=120):
            pytest.fail("too early")

    with pytest.raises(RateLimitError, match=f"{DAY} s"):
        asyncio.run(ask())


def test_a_host_without_limits_has_no_queue_but_pauses(time, opened):
    free, one, other = Rule(name="here", source="a test"), opened(), opened()
    assert one.reserve([free], time.now) == other.reserve([free], time.now) == time.now
    one.pause([free], time.now + 9)
    assert other.reserve([free], time.now) == time.now + 9


def test_what_one_fetches_nobody_else_does_until_it_is_released(opened):
    one, other = opened(), opened()
    assert list(one.claim("here", ["Q1", "Q2"])) == ["Q1", "Q2"]
    assert list(other.claim("here", ["Q2", "Q3"])) == ["Q3"]
    assert list(one.claim("here", ["Q1"])) == [], "a second question of the same process waits as well"
    assert list(other.claim("there", ["Q1"])) == ["Q1"]
    one.release("here", ["Q2"])
    assert list(other.claim("here", ["Q1", "Q2"])) == ["Q2"]
    other.release("here", ["Q1"])
    assert list(other.claim("here", ["Q1"])) == [], "only whoever claimed it can release it"


def test_what_a_killed_process_held_is_free_after_a_lease(time, opened):
    killed, other = opened(), opened()
    killed.claim("here", ["Q1"])
    assert killed.is_served(API, killed.queue(API))
    number = other.queue(API)
    time.now += LEASE - 1
    other.renew()
    assert not other.is_served(API, number)
    assert not other.claim("here", ["Q1"])
    time.now += 1.5
    assert other.is_served(API, number)
    assert other.claim("here", ["Q1"])
    killed.renew()
    assert list(opened().claim("here", ["Q1"])) == [], "it is another's now, whatever the sleeper thinks"


def test_what_is_renewed_is_held_for_as_long_as_it_takes(time, opened):
    one, other = opened(), opened()
    one.claim("here", ["Q1"])
    for _ in range(4):
        time.now += LEASE - 1
        one.renew()
    assert not other.claim("here", ["Q1"])


def test_a_process_that_ends_gives_everything_back(tmp_path, time, opened):
    other = opened()
    with Ledger(tmp_path / "store" / LEDGER_NAME, clock=time.clock) as one:
        one.claim("here", ["Q1"])
        one.queue(API)
    assert other.claim("here", ["Q1"])
    assert other.is_served(API, other.queue(API))


def test_what_was_written_before_the_machine_was_restarted_does_not_count(time, opened):
    time.now = 10 * DAY
    before = opened()
    before.pause([API], time.now + DAY)
    before.reserve([API], time.now)
    before.claim("here", ["Q1"])
    before.queue(API)
    time.now = 100.0
    after = opened()
    assert after.reserve([API], time.now) == time.now
    assert after.is_served(API, after.queue(API))
    assert after.claim("here", ["Q1"])


def use(ledger: Ledger, now: float) -> None:
    """Hold that a process is as good as alone."""
    assert list(ledger.claim("here", ["Q1", "Q2"])) == ["Q1", "Q2"]
    ledger.release("here", ["Q1", "Q2"])
    ledger.pause([API], now + 9)
    assert ledger.paused_until([API]) in {float("-inf"), now + 9}
    assert ledger.reserve([API], now) in {now, now + 9}
    ledger.settle([API], now)
    number = ledger.queue(API)
    assert number is None or ledger.is_served(API, number)
    ledger.leave(number or 0)
    ledger.renew()


@pytest.mark.parametrize("obstacle", ["folder", "pipe", "newer", "locked", "closed", "dropped"])
def test_where_there_is_no_ledger_each_process_is_as_good_as_alone(tmp_path, time, obstacle, monkeypatch):
    monkeypatch.setattr("cousins.stores.ledger._PATIENCE", 0.0)
    path = tmp_path / LEDGER_NAME
    if obstacle == "folder":
        path.mkdir()
    if obstacle == "pipe":
        os.mkfifo(path)
    if obstacle in {"newer", "locked"}:
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("PRAGMA user_version = 99" if obstacle == "newer" else "BEGIN EXCLUSIVE")
    with Ledger(path, clock=time.clock) as ledger:
        if obstacle == "closed":
            ledger.close()
        if obstacle == "dropped":
            other = sqlite3.connect(path)
            for table in ("rules", "holders", "places", "claims"):
                other.execute(f"DROP TABLE {table}")
            other.close()
        use(ledger, time.now)
    if obstacle in {"newer", "locked"}:
        blocker.close()


def test_a_damaged_ledger_is_made_anew(tmp_path, time):
    path = tmp_path / LEDGER_NAME
    path.write_bytes(b"no database at all " * 100)
    with Ledger(path, clock=time.clock) as one, Ledger(path, clock=time.clock) as other:
        assert one.claim("here", ["Q1"])
        assert not other.claim("here", ["Q1"])


@pytest.mark.parametrize("nonsense", [b"", b"{}", b'{"last": "soon"}', b'{"second": {}}', "text", 5, None])
def test_nonsense_in_it_counts_as_nothing(tmp_path, time, opened, nonsense):
    ledger = opened()
    ledger.reserve([API], time.now)
    with sqlite3.connect(tmp_path / "store" / LEDGER_NAME) as other:
        other.execute("UPDATE rules SET bookings = ?", (nonsense,))
    other.close()
    assert ledger.reserve([API], time.now) == time.now
