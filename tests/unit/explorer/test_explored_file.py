"""What an exploration keeps: a part never takes the place of a whole family, and is known for a part."""

from __future__ import annotations

import json
import shutil
import signal

import pytest
from fakes import FakeWikibase, faults, numbered
from families import family

import cousins
from cousins import formats
from cousins.cli import main
from cousins.errors import FormatError
from cousins.explorer.live_field import LiveField

FAMILY = numbered(family("Adam + Eve: Bob, Dora\nBob + Cleo: Carl\nCarl + Fay: Hal"), first=1001)
ALL = set(FAMILY.ids)


@pytest.fixture(scope="module")
def wikibase():
    with FakeWikibase(FAMILY) as wikibase:
        yield wikibase


@pytest.fixture
def call(capsys):
    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return left.value.code, out, err.splitlines()

    return call


@pytest.fixture
def crawl(call, wikibase):
    return lambda *options: call("crawl", "Q1001", "--from", wikibase.url, "--depth", 6, *options)


def break_off(wikibase, monkeypatch, how):
    """Let the exploration stop after its first degrees."""
    if how == "a server that refuses":
        start = len(wikibase.requests)
        wikibase.fail(faults.forbidden(), times=None, when=lambda _: len(wikibase.requests) > start + 2)
        return ()
    if how == "Ctrl-C":
        layer_of = LiveField._layer

        def interrupted(self, asked, degree, *arguments, **options):
            if degree == 1:
                signal.raise_signal(signal.SIGINT)
            return layer_of(self, asked, degree, *arguments, **options)

        monkeypatch.setattr(LiveField, "_layer", interrupted)
        return ()
    return ("--requests", 2)


STOPS = ["a server that refuses", "Ctrl-C", "a limit of requests"]


@pytest.mark.parametrize("how", STOPS)
@pytest.mark.parametrize("name", ["family.json", "family.csv"])
def test_a_part_never_takes_the_place_of_the_whole(crawl, wikibase, monkeypatch, tmp_path, how, name):
    whole, part = tmp_path / name, tmp_path / "family.partial.json"
    assert crawl("-o", whole)[0] == 0
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    options = break_off(wikibase, monkeypatch, how)
    code, out, err = crawl("-o", whole, "--refresh", *options)
    wikibase.recover()
    assert code == (130 if how == "Ctrl-C" else 1)
    assert f"kept, a part only, in {part}; ask it with --from {part}\n" in out
    assert len([line for line in err if line and ("degree" not in line or "stopped" in line)]) <= 2
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.name in before} == before
    assert set(cousins.read(str(whole)).ids) == ALL
    assert set(cousins.read(str(part)).ids) < ALL
    monkeypatch.undo()
    monkeypatch.setenv("COUSINS_CACHE_FOLDER", str(tmp_path / "store"))
    assert crawl("-o", whole)[0] == 0
    assert not part.exists()


def test_a_part_is_said_whoever_reads_it(crawl, call, tmp_path):
    crawl("-o", tmp_path / "family.json", "--requests", 2)
    part = tmp_path / "family.partial.json"
    for arguments in (("show", "Q1001", "--from", part), ("check", part), ("find", "adam", "--from", part)):
        code, _, err = call(*arguments)
        assert code == 0
        assert err == [f"cousins: {part} holds a part of a family only: stopped after degree 1"]
    assert cousins.check(str(part)).report.part == "stopped after degree 1"
    assert not (tmp_path / "family.json").exists()


def test_what_was_asked_for_goes_where_it_was_asked_for_but_not_over_a_whole_family(crawl, call, tmp_path):
    kept, part = tmp_path / "family.json", tmp_path / "family.partial.json"
    code, out, _ = crawl("-o", kept, "--people", 3)
    assert (code, out) == (0, f"kept, a part only, in {kept}; ask it with --from {kept}\n")
    assert call("show", "Q1001", "--from", kept)[2] == [
        f"cousins: {kept} holds a part of a family only: stopped at 3 people"
    ]
    assert crawl("-o", kept, "--people", 4)[1].startswith(f"kept, a part only, in {kept};")
    assert crawl("-o", kept)[1] == f"kept in {kept}; ask it with --from {kept}\n"
    whole = kept.read_bytes()
    assert crawl("-o", kept, "--people", 3)[1].startswith(f"kept, a part only, in {part};")
    assert kept.read_bytes() == whole
    assert call("show", "Q1001", "--from", kept)[2] == []


def test_a_limit_that_leaves_nobody_out_makes_no_part(crawl, tmp_path):
    assert crawl("-o", tmp_path / "family.json", "--people", len(ALL))[1].startswith("kept in ")


def test_a_part_is_marked_in_what_is_printed(crawl):
    record = json.loads(crawl("--format", "json", "--people", 3)[1])
    assert record["graph"] == {"partial": "stopped at 3 people"}
    assert json.loads(crawl("--format", "json")[1])["graph"] == {}


@pytest.mark.parametrize("name", ["family.xyz", "nowhere/family.json"])
def test_a_file_that_cannot_be_written_is_said_before_anything_is_asked(crawl, wikibase, tmp_path, name):
    before = len(wikibase.requests)
    code, out, err = crawl("-o", tmp_path / name)
    assert (code, out, len(err), len(wikibase.requests)) == (1, "", 1, before)


def test_a_part_that_cannot_be_written_hides_not_why_it_stopped(crawl, monkeypatch, tmp_path):
    def full(*_arguments, **_options):
        raise FormatError(tmp_path / "family.partial.json", "the disk is full")

    monkeypatch.setattr(formats, "write_node_link", full)
    code, _, err = crawl("-o", tmp_path / "family.json", "--requests", 2)
    assert code == 1
    assert [line.rpartition(": ")[2] for line in err[-2:]] == [
        "the disk is full",
        "stopped after 2 requests; what was fetched is kept",
    ]


def test_a_store_that_cannot_be_used_is_no_promise_to_go_on(crawl, monkeypatch, wikibase, tmp_path):
    shutil.rmtree(tmp_path / "store", ignore_errors=True)
    (tmp_path / "store").write_text("in the way")
    code, _, err = crawl("--requests", 2)
    assert (code, err[-1]) == (1, "cousins: stopped after 2 requests")
    break_off(wikibase, monkeypatch, "Ctrl-C")
    code, _, err = crawl()
    assert code == 130
    assert not any("goes on from there" in line for line in err)
