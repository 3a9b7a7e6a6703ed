"""Questions to live sources, over real sockets on loopback."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from fakes import FakeWikibase, Limits, Snak, faults, item, numbered, statement
from families import family

import cousins
from cousins.errors import CousinsError
from cousins.explorer import Explorer
from cousins.settings import Settings
from cousins.sources import source_named
from cousins.sources.atlas import atlas
from cousins.stores.items import FILE_NAME
from cousins.transport.retry import Patience

ELIZABETH, PHILIP = "Q9682", "Q80976"


def names_of(wikibase):
    return {
        "wikidata": wikibase.url,
        "entitydata": f"entitydata:{wikibase.url}",
        "sparql": f"sparql:{wikibase.sparql_url}",
    }


@pytest.mark.parametrize(("kind", "most"), [("wikidata", 5), ("sparql", 2), ("entitydata", 60)])
def test_every_source_finds_how_they_are_cousins_in_few_requests(royals, kind, most):
    before = len(royals.requests)
    found = cousins.relate(ELIZABETH, PHILIP, limit=3, source=names_of(royals)[kind])
    assert len(royals.requests) - before <= most
    assert [kin.b_is for kin in found.relationships] == ["husband", "second cousin once removed", "third cousin"]
    assert found.relationships[1].lines == (
        ("Q151305", "Q152260", "Q269412", "Q280856", ELIZABETH),
        ("Q151305", "Q17142", "Q156531", PHILIP),
    )


def test_every_source_says_the_same_and_a_pedigree_too_big_for_one_query_takes_three(royals):
    def told(kind):
        before = len(royals.requests)
        record = cousins.relate(ELIZABETH, PHILIP, source=names_of(royals)[kind]).record()
        return {**record, "source": "", "requests": 0}, len(royals.requests) - before

    expected, _ = told("wikidata")
    assert told("entitydata")[0] == expected
    royals.fail(faults.out_of_time(), times=1)
    found, requests = told("sparql")
    assert found == expected
    assert requests == 3


@pytest.mark.parametrize("kind", ["wikidata", "entitydata", "sparql"])
def test_every_source_answers_as_the_atlas_does(royals, kind):
    offline = cousins.relate("Q40787", "Q269412", generations=2)
    found = cousins.relate("Q40787", "Q269412", source=names_of(royals)[kind], generations=2)
    assert [(kin.generations, set(kin.through)) for kin in found.relationships] == [
        (kin.generations, set(kin.through)) for kin in offline.relationships
    ]


def test_half_a_pedigree_read_live_has_no_ends_but_those_recorded(royals):
    offline = cousins.relate("Q40787", "Q269412")
    found = cousins.relate("Q40787", "Q269412", source=royals.url, generations=0)
    assert offline.common_ancestors
    assert (found.complete, found.searched) == (False, 0)
    assert (found.open_ends, found.completeness) == (((), ()), ((), ()))
    assert "lines end" not in str(found)


def test_nothing_is_fetched_twice(royals):
    cousins.relate(ELIZABETH, PHILIP, limit=3, source=royals.url)
    before = len(royals.requests)
    cousins.relate(ELIZABETH, PHILIP, limit=3, source=royals.url)
    assert len(royals.requests) == before


def test_refresh_fetches_again_and_offline_never_asks(royals, call):
    assert call("relate", ELIZABETH, PHILIP, "--from", royals.url)[0] == 0
    before = len(royals.requests)
    assert call("relate", ELIZABETH, PHILIP, "--from", royals.url, "--offline")[0] == 0
    assert len(royals.requests) == before
    assert call("relate", ELIZABETH, PHILIP, "--from", royals.url, "--refresh")[0] == 0
    assert len(royals.requests) == before + 5
    code, _, err = call("show", "Q7732", "--from", royals.url, "--offline")
    assert code == 1
    assert "offline" in err


def test_names_are_searched_live(royals, call):
    code, out, _ = call("relate", "Elizabeth II", "Prince Philip, Duke of Edinburgh", "--from", royals.url)
    assert code == 0
    assert "husband" in out


def test_ambiguous_names_list_candidates(royals, call):
    code, _, err = call("show", "Anne", "--from", royals.url)
    assert code == 1
    assert len(err.strip().splitlines()) == 1


def test_unknown_people_are_said(royals, call):
    for name in ("Nobody Xyzzy", "Q77777777", "Q0", ""):
        code, out, err = call("show", name, "--from", royals.url)
        assert (code, out) == (1, "")
        assert len(err.strip().splitlines()) == 1


def test_wikidata_wants_to_know_who_asks(call):
    code, _, err = call("relate", ELIZABETH, PHILIP, "--from", "wikidata")
    assert code == 1
    assert "COUSINS_CONTACT" in err
    assert len(err.strip().splitlines()) == 1


def test_the_plain_call_works_where_a_loop_runs_already(royals):
    async def notebook():
        plain = cousins.relate(ELIZABETH, PHILIP, limit=3, source=royals.url)
        awaited = await Explorer(source_named(royals.url)).relate(ELIZABETH, PHILIP, limit=3)
        return plain, awaited

    plain, awaited = asyncio.run(notebook())
    assert plain.relationships == awaited.relationships


def test_only_humans_are_found(call):
    items = {"Q1": item("Q1", "Bob", [statement("P31", "Q5")]), "Q2": item("Q2", "Bob", [statement("P31", "Q3305213")])}
    with FakeWikibase(items=items) as wikibase:
        code, out, _ = call("find", "Bob", "--from", wikibase.url)
    assert (code, out.split()[0]) == (0, "Q1")
    assert "Q2" not in out


def test_redirects_deleted_items_and_unknown_parents_are_read_truthfully(call):
    items = {
        "Q1": item("Q1", "Ann", [statement("P22", "Q20"), statement("P25", Snak.SOMEVALUE), statement("P31", "Q5")]),
        "Q2": item("Q2", "Bob", [statement("P22", "Q3"), statement("P25", "Q404"), statement("P31", "Q5")]),
        "Q3": item("Q3", "Carl", [statement("P31", "Q5")]),
    }
    with FakeWikibase(items=items, redirects={"Q20": "Q3"}, deleted={"Q404"}) as wikibase:
        found = cousins.relate("Q1", "Q2", source=wikibase.url)
        code, out, _ = call("show", "Q2", "--why", "--from", wikibase.url)
    assert found.relationships[0].through == ("Q3",)
    assert (code, "no such item" in out) == (0, True)


def test_statements_that_do_not_count_are_told_when_asked(call):
    statements = [statement("P22", "Q2", rank="deprecated"), statement("P22", "Q3"), statement("P31", "Q5")]
    items = {"Q1": item("Q1", "Ann", statements), "Q2": item("Q2", "Bob"), "Q3": item("Q3", "Carl")}
    with FakeWikibase(items=items) as wikibase:
        _, out, _ = call("show", "Q1", "--why", "--from", wikibase.url)
    assert "Q1 P22 Q2: deprecated" in out
    assert "Carl" in out


def test_adoptive_parents_stay_adoptive():
    with FakeWikibase(numbered(family("Adam + Ann: Bob, adoptive Finn"), first=1001)) as wikibase:
        found = cousins.relate("Q1004", "Q1001", source=wikibase.url)
        assert found.relationships[0].b_is == "adoptive father"
        assert found.kinship == 0


def test_another_wikibase_has_property_numbers_of_its_own(tmp_path, call):
    numbers = {
        "P22": "P3",
        "P25": "P4",
        "P40": "P5",
        "P31": "P6",
        "P21": "P7",
        "Q5": "Q900",
        "P569": "P8",
        "P570": "P9",
    }
    table = tmp_path / "properties.toml"
    table.write_text('father = "P3"\nmother = "P4"\nchild = "P5"\ninstance_of = "P6"\nsex = "P7"\nhuman = "Q900"\n')
    with FakeWikibase(atlas(), renames=numbers) as wikibase:
        code, out, _ = call("relate", "Q40787", "Q269412", "--from", wikibase.url, "--properties", str(table))
    assert code == 0
    assert "first cousins" in out


def test_a_crawl_is_kept_and_asked(royals, call, tmp_path):
    kept = tmp_path / "family.json"
    code, out, err = call("explore", "Q9439", "--to", ELIZABETH, "--to", PHILIP, "--from", royals.url, "-o", str(kept))
    assert code == 0
    assert "2 of 2 found" in out
    assert [line.split(":")[1].strip() for line in err.splitlines()] == [f"degree {degree}" for degree in range(5)]
    code, out, _ = call("relate", ELIZABETH, PHILIP, "--from", str(kept))
    assert code == 0
    assert "third cousins" in out


def test_a_crawl_prints_json(royals, call):
    _, out, _ = call("explore", "Q9439", "--depth", "1", "--from", royals.url, "--format", "json")
    record = json.loads(out)
    assert {"Q9439", "Q20875", "Q157009"} <= {person["id"] for person in record["nodes"]}


def test_a_crawl_stops_at_its_limits(royals, call):
    code, _, err = call("crawl", "Q9439", "--depth", "9", "--requests", "2", "--from", royals.url)
    assert code == 1
    assert "stopped after" in err
    code, _, err = call("crawl", "Q9439", "--depth", "9", "--people", "30", "--from", royals.url)
    assert code == 0
    assert "30 in all" in err


def test_layers_come_one_at_a_time(royals):
    async def degrees():
        explorer = Explorer(source_named(royals.url))
        return [(layer.degree, layer.people) async for layer in explorer.explore(["Q9439"], depth=2)]

    found = asyncio.run(degrees())
    assert [degree for degree, _ in found] == [0, 1, 2]
    assert found[1][1] == 11


def test_the_exercise_kin_to_four_degrees_are_those_of_the_atlas(royals):
    async def last():
        explorer = Explorer(source_named(royals.url))
        return [layer async for layer in explorer.explore(["Q9439"], depth=4)][-1]

    graph = asyncio.run(last()).family()
    row, seen = ["Q9439"], {"Q9439"}
    known = atlas()
    for _ in range(4):
        numbers = [known.number(who) for who in row]
        row = [known.ids[n] for who in numbers for n in (*known.parents[who], *known.children[who])]
        row = [who for who in dict.fromkeys(row) if who not in seen]
        seen |= set(row)
    assert seen <= set(graph.ids)


PASSING = {
    "too many requests": faults.rate_limit(),
    "an error": faults.status(500, "no"),
    "JSON that breaks off": faults.invalid_json(),
    "bad gzip": faults.bad_gzip(),
    "gzip that breaks off": faults.cut_gzip(),
    "a body that breaks off": faults.cut_body(),
    "an empty body": faults.empty_body(),
    "a closed connection": faults.closed(),
    "a proxy's page": faults.proxy_page(),
    "another encoding": faults.other_encoding(),
    "revisions beyond all numbers": faults.huge_revisions(),
    "items that nobody asked for": faults.strangers(),
    "a key twice": faults.twice(),
    "blanks": faults.blanks(),
    "statements nested deep that are not looked at": faults.nested_claims(100),
}
LASTING = {
    "a refusal": (faults.forbidden(), "refuses this client (403 Forbidden: Please set a user-agent"),
    "a page": (faults.html(), "answered text/html where JSON was asked for"),
    "a closed wiki": (
        faults.api_error("readapidenied", "You need permission."),
        "says: You need permission. (readapid",
    ),
    "no items": (faults.no_entities(), "the answer lacks Q40787"),
    "another id": (faults.wrong_id("Q1"), "the answer lacks Q40787"),
    "an item left out": (faults.left_out(), "the answer lacks Q40787"),
    "an item missing": (faults.missing("Q40787"), "nobody found for 'Q40787'"),
    "a list of items": (faults.list_of_entities(), "the answer holds no items: it has another shape"),
    "keys in lower case": (faults.keyed_in_lower_case(), "the answer lacks Q40787"),
    "statements nested without end": (faults.nested_claims(), "the answer holds no items: it is nested too deep"),
    "numbers that are none": (faults.not_a_number(), "the answer holds no items: it is no JSON, or damaged"),
    "a way to nowhere": (faults.sent_on("http://["), "sends on to 'http://[', which is no web address"),
    "a way in circles": (faults.sent_on("?"), "sends on and on"),
}


@pytest.fixture
def no_waiting(monkeypatch):
    """Let nobody wait for the second try of a fault that passes."""
    monkeypatch.setattr(
        Patience, "wait", lambda own, fault, attempt, _: 0.0 if attempt < own.tries[fault.trouble] else None
    )


@pytest.mark.parametrize("name", [*PASSING, *LASTING])
@pytest.mark.usefixtures("no_waiting")
def test_a_fault_is_survived_or_said_in_one_line(name, royals, call):
    fault, line = LASTING.get(name) or (PASSING[name], "")
    royals.fail(fault, times=1 if name in PASSING else None)
    try:
        code, out, err = call("relate", "Q40787", "Q269412", "--from", royals.url)
    finally:
        royals.recover()
    complaints = [each for each in err.splitlines() if "waiting" not in each]
    if name in PASSING:
        assert code == 0
        assert "first cousins" in out
    else:
        assert (code, out, len(complaints)) == (1, "", 1)
        assert line in complaints[0]


def test_a_server_that_limits_requests_is_never_overrun_by_retries():
    with FakeWikibase(atlas(), limits=Limits(requests=3, seconds=0.5, retry_after=1)) as wikibase:
        found = cousins.relate("Q40787", "Q269412", source=wikibase.url)
        assert found.relationships[0].b_is == "first cousin"
        assert len(wikibase.traffic.refused) <= 2


def test_what_was_answered_before_a_fault_is_kept(call):
    with FakeWikibase(atlas()) as wikibase:
        wikibase.fail(faults.forbidden(), times=None, when=lambda _: len(wikibase.requests) > 2)
        assert call("relate", ELIZABETH, PHILIP, "--from", wikibase.url)[0] == 1
        wikibase.recover()
        before = len(wikibase.requests)
        assert call("relate", ELIZABETH, PHILIP, "--from", wikibase.url)[0] == 0
        assert len(wikibase.requests) - before <= 3


def crawl_in_a_process(wikibase, store):
    environment = os.environ | {"COUSINS_CACHE_FOLDER": str(store)}
    arguments = [sys.executable, "-m", "cousins", "explore", "Q9439", "--depth", "6", "--from", wikibase.url]
    return subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_crawl_that_is_killed_goes_on_where_it_was(tmp_path, blow):
    with FakeWikibase(atlas(), latency=0.1) as wikibase:
        process = crawl_in_a_process(wikibase, tmp_path)
        for _ in range(200):
            time.sleep(0.05)
            if len(wikibase.requests) >= 5:
                break
        process.send_signal(blow)
        _, err = process.communicate(timeout=20)
        assert "Traceback" not in err
        if blow is signal.SIGINT:
            assert process.returncode == 130
            assert "goes on from there" in err
        with sqlite3.connect(tmp_path / FILE_NAME) as kept:
            answered = {row[0] for row in kept.execute("SELECT id FROM items")}
        kept.close()
        assert answered
        before = len(wikibase.requests)
        again = crawl_in_a_process(wikibase, tmp_path)
        again.communicate(timeout=60)
        assert again.returncode == 0
        asked_again = {item for request in wikibase.requests[before:] for item in request.ids}
        assert not answered & asked_again


def test_errors_are_of_the_tree():
    with pytest.raises(CousinsError):
        cousins.relate(ELIZABETH, PHILIP, source="nowhere")


def test_every_setting_is_documented_and_a_wrong_one_is_said(monkeypatch):
    monkeypatch.setenv("COUSINS_MAX_AGE", "soon")
    with pytest.raises(CousinsError, match="MAX_AGE"):
        Settings.load()


def test_a_live_check_tells_links_stated_from_one_side_with_lines_to_mend_them(call):
    items = {
        "Q1": item("Q1", "Ann", [statement("P22", "Q2"), statement("P31", "Q5")]),
        "Q2": item("Q2", "Carl", [statement("P31", "Q5")]),
    }
    with FakeWikibase(items=items) as wikibase:
        code, out, _ = call("check", wikibase.url, "Q1", "--quickstatements")
        wrong, _, err = call("check", wikibase.url)
    assert code == 0
    assert "stated from one side only" in out
    assert "Q2|P40|Q1" in out.replace("\t", "|")
    assert (wrong, len(err.strip().splitlines())) == (1, 1)


SECRET = numbered(family("Adam: Bob\nBob + Bea: Carl", {"Adam": "1800", "Bob": "9000", "Bea": "9001", "Carl": "9030"}))
CARL = "Q1004"


@pytest.mark.parametrize("kind", ["wikidata", "entitydata", "sparql"])
def test_the_living_of_a_live_source_are_hidden_in_every_answer(kind):
    with FakeWikibase(SECRET) as wikibase:
        options = {"source": names_of(wikibase)[kind], "living": "hide"}
        answers = [
            cousins.relate(CARL, "Q1001", **options),
            cousins.show(CARL, **options),
            cousins.ancestors(CARL, **options),
            cousins.descendants("Q1001", **options),
            cousins.tree("Q1001", descendants=None, **options),
            *(cousins.check(options["source"], [CARL], living="hide") if kind == "wikidata" else ()),
        ]
    told = " ".join(map(str, answers))
    assert not [secret for secret in ("Bob", "Bea", "Carl", "90") if secret in told]
    assert "Adam" in told
    assert "living" in told


def test_an_exploration_keeps_nothing_of_the_living(call, tmp_path):
    kept = tmp_path / "family.json"
    with FakeWikibase(SECRET) as wikibase:
        question = ("explore", CARL, "--depth", "3", "--from", wikibase.url, "--living", "initials")
        told = [*call(*question, "-o", str(kept))[1:], *call(*question, "--format", "json")[1:], kept.read_text()]
        found = cousins.explore(CARL, depth=3, source=wikibase.url, living="hide").family()
    assert not [secret for secret in ("Bob", "Bea", "Carl", "9000", "9030") if secret in " ".join(told)]
    assert [str(person) for person in found] == ["Adam", "living", "living", "living"]
