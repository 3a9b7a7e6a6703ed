"""``cousins store``: what is kept is looked at, checked, cleared and written out without SQLite."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
import zlib
from contextlib import closing

import pytest

from cousins.cli import main
from cousins.stores import items
from cousins.stores.items import ItemStore, State, StoredItem
from cousins.wikibase.decode import decode_dump_line

WIKIDATA, COMMONS = "https://www.wikidata.org/w/api.php en", "https://commons.wikimedia.org/w/api.php imageinfo 250"
DAY = 86_400.0


def item(number, **changes):
    body = b'{"type":"item","id":"Q%d",\n "labels":{"en":{"language":"en","value":"Z\xc3\xb6e"}}}' % number
    return StoredItem(**{"id": f"Q{number}", "body": body, "fetched_at": time.time() - 10 * DAY, **changes})


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("COUSINS_CACHE_FOLDER", str(tmp_path / "cache"))
    return tmp_path / "cache" / "items.sqlite"


@pytest.fixture
def store(path):
    """A store of three items, one that is missing, and what Commons says of an image."""
    with ItemStore(path) as store:
        gone = item(4, body=b"", state=State.MISSING)
        store.put_many(WIKIDATA, [item(1), item(2, fetched_at=time.time()), item(3), gone])
        store.put_many(COMMONS, [StoredItem(id="Adam.png", body=b'{"url":"x"}', fetched_at=time.time())])
    return path


@pytest.fixture
def call(capsys, monkeypatch):
    def call(*arguments, answer=None):
        monkeypatch.setattr(sys.stdin, "isatty", lambda: answer is not None, raising=False)
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answer)
        with pytest.raises(SystemExit) as left:
            main(["store", *map(str, arguments)])
        out, err = capsys.readouterr()
        return left.value.code, out, [line for line in err.splitlines() if line]

    return call


def spoil(path, statement, *values):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement, values)


def count(path):
    with ItemStore(path) as store:
        return store.count()


def test_info_tells_where_it_is_and_what_it_keeps_by_source(store, call):
    spoil(store, "UPDATE items SET fetched_at = ? WHERE id = 'Q3'", time.time() + 400 * DAY)
    code, out, err = call("info")
    first, commons, wikidata = out.splitlines()
    assert (code, err) == (0, [])
    assert first.startswith(f"{store}: 5 items, ")
    assert commons.startswith(f"  {COMMONS}: 1 item, ")
    assert wikidata.startswith(f"  {WIKIDATA}: 4 items, 1 of them missing there, ")
    assert wikidata.endswith("; 1 stamped with a time to come")
    record = json.loads(call("info", "--format", "json")[1])
    assert (record["path"], record["items"], [each["missing"] for each in record["sources"]]) == (str(store), 5, [0, 1])
    assert record["bytes"] > 0


@pytest.mark.parametrize("command", ["info", "check", "clear", "export"])
def test_looking_at_no_store_makes_none(path, call, command):
    code, out, (line,) = call(command)
    assert (code, out) == (1 if command == "export" else 0, f"{path}: 0 items, 0 bytes\n" if command == "info" else "")
    assert line == f"cousins: no store yet; live answers will be kept in {path}"
    assert not path.exists()


@pytest.mark.usefixtures("store")
def test_a_whole_store_is_whole(call):
    assert call("check") == (0, "5 items, all whole\n", [])


DAMAGES = {
    "no zlib": b"no zlib",
    "cut off": zlib.compress(item(1).body)[:-4],
    "no JSON": zlib.compress(b"<html>"),
    "half of JSON": zlib.compress(item(1).body[:30]),
    "another item": zlib.compress(item(2).body),
    "not UTF-8": zlib.compress(item(1).body.replace(b"\xc3", b"")),
    "nothing": None,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_found_removed_and_never_exported(store, call, damage):
    spoil(store, "UPDATE items SET body = ? WHERE id = 'Q1'", DAMAGES[damage])
    code, out, (line,) = call("check")
    assert code == 1
    assert out.startswith(f"Q1 of {WIKIDATA}: ")
    assert out.count("\n") == 1
    assert line.startswith("cousins: 1 item of 5 cannot be used; `cousins store clear --damaged` removes them")
    code, out, err = call("export")
    assert (code, out.count("\n"), "Q1" in out) == (1, 2, False)
    assert err[-1].startswith(f"cousins: your store holds a damaged item, Q1 of {WIKIDATA}: ")
    assert call("clear", "--damaged", "--yes")[:2] == (0, "1 item removed\n")
    assert call("check")[0] == 0
    assert count(store) == 4


def test_a_torn_file_is_said_and_begun_anew(store, call):
    with ItemStore(store) as opened:
        many = [item(n, body=os.urandom(3000)) for n in range(100, 300)]
        opened.put_many(WIKIDATA, many)
    whole = store.read_bytes()
    store.write_bytes(whole[:8192] + os.urandom(len(whole) - 8192))
    code, out, err = call("check")
    assert code == 1
    assert out
    assert err[-1] == f"cousins: {store} is damaged; `cousins store clear` begins anew"
    assert call("clear", "--yes")[0] == 0
    assert call("check")[0] == 0


@pytest.mark.parametrize("body", [b"my family tree\n" * 500, b"SQLite format 3\x00" + b"x" * 5000])
def test_a_file_of_somebody_else_is_never_removed(path, call, body):
    path.parent.mkdir()
    path.write_bytes(body)
    for command in (["info"], ["check"], ["clear", "--yes"], ["export"]):
        code, out, (line,) = call(*command)
        assert (code, out) == (1, "")
        assert str(path) in line
    assert path.read_bytes() == body


def test_a_store_whose_pages_are_lost_is_removed_when_that_is_wanted(store, call):
    head = store.read_bytes()[:100]
    store.write_bytes(head + bytes(9000))
    code, out, err = call("clear", answer="n")
    assert (code, out, err) == (1, "", ["cousins: nothing was removed"])
    assert store.exists()
    assert call("clear", answer="y")[:2] == (0, f"{store}: removed\n")
    assert not store.exists()


def test_a_store_on_a_full_disk_can_be_removed_all_the_same(store, call, monkeypatch):
    opened = items.open_database

    def full(path, patience):
        return opened(path, patience)[0], "cannot be written: the disk is full"

    monkeypatch.setattr(items, "open_database", full)
    assert call("clear", "--yes") == (0, f"{store}: removed\n", [])
    assert not store.exists()


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ((), 0),
        (("--source", WIKIDATA), 1),
        (("--source", "commons"), 4),
        (("--older", "5"), 2),
        (("--older", "5", "--source", "wikidata.org"), 2),
        (("--older", "50"), 5),
        (("--older", "0"), 0),
    ],
)
def test_what_is_cleared_is_chosen(store, call, options, left):
    code, out, _ = call("clear", "--yes", *options)
    removed = 5 - left
    assert (code, out) == (0, f"{removed} item{'s' * (removed != 1)} removed\n")
    assert count(store) == left


def test_clearing_by_age_removes_what_is_stamped_with_a_time_to_come(store, call):
    spoil(store, "UPDATE items SET fetched_at = ? WHERE id = 'Q2'", time.time() + 400 * DAY)
    call("clear", "--yes", "--older", 50)
    assert count(store) == 4


def test_nothing_is_removed_unasked(store, call):
    code, _, (line,) = call("clear")
    assert code == 2
    assert f"this removes all from {store}; give --yes" in line
    assert call("clear", "--source", "commons", answer="n")[0] == 1
    assert count(store) == 5
    assert call("clear", "--source", "commons", answer="y")[0] == 0
    assert count(store) == 4
    assert call("clear", "--damaged", "--older", 3)[0] == 2
    code, _, (line,) = call("clear", "--source", "nowhere", "--yes")
    assert code == 1
    assert f"nothing of a source 'nowhere'; it has {WIKIDATA}" in line


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("where", ["-", "file"])
def test_items_are_written_as_the_lines_of_a_dump(call, tmp_path, where):
    file = tmp_path / "items.jsonl"
    code, out, err = call("export", *(() if where == "-" else (file,)))
    lines = (out if where == "-" else file.read_text(encoding="utf-8")).splitlines()
    assert code == 0
    assert [decode_dump_line(line.encode()).id for line in lines] == ["Q1", "Q2", "Q3"]
    target = "standard output" if where == "-" else file
    assert err == [f"cousins: 3 items written to {target}; left out: 1 missing at their source, 1 that are no items"]
    assert call("export", "--source", "commons")[1] == ""


def test_an_export_is_whole_or_not_at_all(store, call, tmp_path):
    with ItemStore(store) as opened:
        opened.put_many(WIKIDATA, [item(n, body=os.urandom(3000)) for n in range(100, 900)])
    whole = store.read_bytes()
    store.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) // 2))
    (tmp_path / "items.jsonl").write_text("old")
    code, _, err = call("export", tmp_path / "items.jsonl")
    assert code == 1
    assert "your store is damaged" in err[-1]
    assert (tmp_path / "items.jsonl").read_text() == "old"
