"""A store that cannot be used, or holds what is damaged, keeps nobody from an answer, and is told in one line."""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeWikibase, numbered
from families import family

from cousins.cli import main
from cousins.stores.items import FILE_NAME, ItemStore, StoredItem

FAMILY = numbered(family("Adam + Eve: Bob"), first=1001)
ADAM = "Q1001"


@pytest.fixture(scope="module")
def wikibase():
    with FakeWikibase(FAMILY) as wikibase:
        yield wikibase


@pytest.fixture
def path():
    return Path(os.environ["COUSINS_CACHE_FOLDER"]) / FILE_NAME


@pytest.fixture
def show(capsys, wikibase):
    """Ask for Adam; return the exit code, the answer, the lines on stderr, and how many requests it took."""

    def ask(*options):
        before = len(wikibase.requests)
        with pytest.raises(SystemExit) as left:
            main(["show", ADAM, "--from", wikibase.url, *options])
        out, err = capsys.readouterr()
        return left.value.code, out, err.splitlines(), len(wikibase.requests) - before

    return ask


def change(path, statement, *values):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement, values)


def body_of(path, item):
    with closing(sqlite3.connect(path)) as database:
        return zlib.decompress(database.execute("SELECT body FROM items WHERE id = ?", (item,)).fetchone()[0])


DAMAGES = {
    "no zlib": lambda _: b"no zlib",
    "zlib cut off": lambda body: zlib.compress(body)[:-9],
    "no JSON": lambda _: zlib.compress(b"<html>portal</html>"),
    "JSON cut off": lambda body: zlib.compress(body[:-40]),
    "another item": lambda body: zlib.compress(body.replace(b'"Q1001"', b'"Q1002"')),
    "a list": lambda _: zlib.compress(b"[1, 2]"),
    "nothing": lambda _: None,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_item_is_told_and_fetched_again(show, path, damage):
    whole = show()
    body = body_of(path, ADAM)
    change(path, "UPDATE items SET body = ? WHERE id = ?", DAMAGES[damage](body), ADAM)
    code, out, (line,), _ = show("--offline")
    assert (code, out) == (1, "")
    assert "your store holds a damaged item, Q1001 of " in line
    assert "`cousins store clear --damaged`" in line
    code, out, (line,), requests = show()
    assert (code, out, requests) == (0, whole[1], 1)
    assert line.startswith(f"cousins: {path}: your store holds a damaged item, Q1001 of ")
    assert line.endswith("; it is fetched again")
    assert show() == (0, whole[1], [], 0)


def test_a_stamp_in_the_future_is_no_reason_not_to_ask(show, path):
    show()
    for options in ((), ("--refresh",)):
        change(path, "UPDATE items SET fetched_at = ?", time.time() + 365 * 86_400)
        code, _, lines, requests = show(*options)
        assert (code, lines) == (0, [])
        assert requests > 0
    assert show()[3] == 0


def newer(path):
    with ItemStore(path):
        pass
    change(path, "PRAGMA user_version = 99")


def foreign(path):
    path.parent.mkdir()
    path.write_bytes(b"my family tree\n" * 100)


def in_the_way(path):
    path.parent.write_bytes(b"a file where the folder should be")


def torn(path):
    with ItemStore(path) as store:
        items = [StoredItem(id=f"Q{n}", body=os.urandom(3000), fetched_at=1.0) for n in range(1, 200)]
        store.put_many("here", items)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (newer, "your store was made by a newer cousins"),
        (foreign, "is no store of items"),
        (in_the_way, "your store cannot be made"),
        (torn, "your store is damaged"),
    ],
)
def test_a_store_that_cannot_be_used_is_one_line_and_the_answer_comes(show, path, spoil, said):
    spoil(path)
    code, out, lines, requests = show()
    assert code == 0
    assert "Adam" in out
    assert requests > 0
    assert said in lines[0]
    assert len(set(lines)) == len(lines) <= 2
    code, out, (line,), requests = show("--offline")
    assert (code, out, requests) == (1, "", 0)
    assert said in line


def test_a_store_that_another_process_locks_is_one_line_and_the_answer_comes(show, path, monkeypatch):
    with ItemStore(path):
        pass
    initialise = ItemStore.__init__
    monkeypatch.setattr(ItemStore, "__init__", lambda self, where: initialise(self, where, patience=0.01))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, out, (line,), _ = show()
    assert code == 0
    assert "Adam" in out
    assert "your store is locked" in line
    assert line.endswith("what is fetched from now on is not kept")
