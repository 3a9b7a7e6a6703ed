"""Who waits for what, and what is given up."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from cousins.web import gate, jobs
from cousins.web.gate import BusyError, Gate
from cousins.web.jobs import GivenUpError, Jobs
from cousins.web.keeping import Keeping


def test_the_hurried_go_before_the_patient_and_all_know_their_place():
    async def main():
        gate, order, places = Gate(1, 10), [], []

        async def ask(name, *, patient=False):
            async with gate.passed(patient=patient, on_place=lambda before, _: places.append((name, before))):
                order.append(name)
                await asyncio.sleep(0)

        async with gate.passed():
            tasks = [asyncio.ensure_future(ask("suggestion", patient=True)), asyncio.ensure_future(ask("search"))]
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        return order, places

    order, places = asyncio.run(main())
    assert order == ["search", "suggestion"]
    assert places[:3] == [("suggestion", 0), ("search", 0), ("suggestion", 1)]
    assert places[-1] == ("suggestion", 0)


def test_too_many_are_told_when_to_come_again():
    async def main():
        gate = Gate(1, 1)
        async with gate.passed():
            waits = asyncio.ensure_future(gate.passed().__aenter__())
            await asyncio.sleep(0)
            with pytest.raises(BusyError, match="ask again in") as refused:
                async with gate.passed():
                    pass
            waits.cancel()
            with suppress(asyncio.CancelledError):
                await waits
        assert gate.waiting == 0
        async with gate.passed():
            return refused.value.retry_after

    assert asyncio.run(main()) >= 1


def test_the_patient_never_keep_the_hurried_out():
    async def main():
        gate = Gate(1, 1)

        async def ask(*, patient):
            async with gate.passed(patient=patient):
                return patient

        async with gate.passed():
            tasks = [asyncio.ensure_future(ask(patient=patient)) for patient in (True, False, True, False)]
            await asyncio.sleep(0)
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, second, *refused = asyncio.run(main())
    assert (first, second) == (True, False)
    assert all(isinstance(each, BusyError) for each in refused)


def test_equal_work_is_done_once_and_told_to_all():
    async def main():
        begun = []
        go = asyncio.Event()

        async def work(job):
            begun.append(job)
            job.tell({"event": "one"})
            await go.wait()
            job.tell({"event": "two"})
            return 7

        all_jobs = Jobs()
        first, second = all_jobs.joined("k", work), all_jobs.joined("k", work)
        assert first is second
        both = asyncio.gather(first.result(), second.result())
        late = asyncio.ensure_future(listened(first, after=1))
        await asyncio.sleep(0)
        go.set()
        assert await both == [7, 7]
        assert await late == [(2, "two")]
        assert await listened(first) == [(1, "one"), (2, "two")]
        assert all_jobs.find(first.id) is first
        return len(begun)

    async def listened(job, after=0):
        return [(number, event["event"]) async for number, event in job.events(after)]

    assert asyncio.run(main()) == 1


def test_work_that_nobody_waits_for_is_given_up(monkeypatch):
    monkeypatch.setattr(jobs, "_GRACE", 0.01)

    async def main():
        ended = asyncio.Event()

        async def work(_):
            try:
                await asyncio.sleep(60)
            finally:
                ended.set()

        all_jobs = Jobs()
        job = all_jobs.joined("k", work)
        waiter = asyncio.ensure_future(job.result())
        other = asyncio.ensure_future(job.result())
        await asyncio.sleep(0)
        waiter.cancel()
        await asyncio.sleep(0.03)
        assert not ended.is_set()
        other.cancel()
        await asyncio.wait_for(ended.wait(), 1)
        assert all_jobs.joined("k", work) is not job
        await all_jobs.stopped()

    asyncio.run(main())


def test_who_waits_for_what_somebody_stops_is_told():
    async def main():
        job = Jobs().joined("k", lambda _: asyncio.sleep(60))
        waiter = asyncio.ensure_future(job.result())
        await asyncio.sleep(0)
        job.stop()
        with pytest.raises(GivenUpError, match="ask again"):
            await waiter

    asyncio.run(main())


def test_who_is_on_the_way_counts_for_a_while_and_who_leaves_does_not(monkeypatch):
    monkeypatch.setattr(jobs, "_GRACE", 0.01)
    monkeypatch.setattr(jobs, "_ON_THE_WAY", 0.05)

    async def main():
        job, other, alone = (Jobs().joined("k", lambda _: asyncio.sleep(60)) for _ in range(3))
        job.expect("mine")
        with job.watched("mine"):
            await asyncio.sleep(0)
        await asyncio.sleep(0.03)
        assert job.done
        with other.watched("mine"), other.watched("yours"):
            other.leave("nobody's")
            other.leave("mine")
            assert (other.has_left("mine"), other.has_left("yours"), other.has_left("nobody's")) == (True, False, False)
            await asyncio.sleep(0)
            assert not other.done
            other.leave("yours")
            await asyncio.sleep(0)
        assert isinstance(other.error, GivenUpError)
        alone.expect("mine")
        await asyncio.sleep(0.02)
        assert not alone.done
        await asyncio.sleep(0.06)
        assert alone.done

    asyncio.run(main())


def test_the_time_in_line_is_the_mean_of_what_searches_took(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("cousins.web.gate.monotonic", lambda: now[0])

    async def main():
        gate, told = Gate(1, 10), []

        async def ask(*, patient, seconds):
            async with gate.passed(patient=patient):
                now[0] += seconds

        for _ in range(50):
            await ask(patient=False, seconds=8)
            await ask(patient=True, seconds=1)
        with suppress(asyncio.CancelledError):
            async with gate.passed():
                raise asyncio.CancelledError  # given up at once, which says nothing
        async with gate.passed():
            waiting = [
                asyncio.ensure_future(gate.passed(on_place=lambda *place: told.append(place)).__aenter__())
                for _ in range(2)
            ]
            await asyncio.sleep(0)
            for each in waiting:
                each.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
        return told

    places = [(before, round(seconds)) for before, seconds in asyncio.run(main())]
    assert places[:2] == [(0, 8), (1, 16)]


def test_what_is_kept_ages_and_is_no_younger_than_what_it_was_made_of():
    now = [0.0]
    found, shown = (Keeping(10, 300, len, lambda: now[0]) for _ in range(2))
    found.put("k", "four")
    now[0] = 200
    shown.put("k", "five5", found.since("k"))
    found.put("other", "sevenup")
    assert (found.get("k"), found.get("other")) == (None, "sevenup")
    now[0] = 301
    assert (shown.get("k"), found.get("other")) == (None, "sevenup")
    assert found.since("nothing") is None


def test_one_who_takes_long_lets_others_in_beside(monkeypatch):
    monkeypatch.setattr(gate, "_LONG", 0.01)

    async def main():
        limited, entered, over = Gate(1, 10, spare=1), [], asyncio.Event()

        async def ask(name):
            async with limited.passed():
                entered.append(name)
                await over.wait()

        tasks = [asyncio.ensure_future(ask(name)) for name in "abc"]
        await asyncio.sleep(0)
        at_first = list(entered)
        await asyncio.sleep(0.05)
        later = list(entered)
        over.set()
        await asyncio.gather(*tasks)
        return at_first, later, entered, limited.waiting

    assert asyncio.run(main()) == (["a"], ["a", "b"], ["a", "b", "c"], 0)


def test_who_waited_already_goes_before_all_others():
    async def main():
        limited, order = Gate(1, 1), []

        async def ask(name, *, again=False):
            async with limited.passed(again=again):
                order.append(name)

        async with limited.passed():
            tasks = [asyncio.ensure_future(ask("search")), asyncio.ensure_future(ask("rendering", again=True))]
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        return order

    assert asyncio.run(main()) == ["rendering", "search"]
