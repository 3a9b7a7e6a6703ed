"""The store of items: nothing completed is ever lost, nothing foreign is ever touched."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cousins.errors import StoreCorruptError, StoreError, StoreVersionError
from cousins.stores.item_database import LAYOUT
from cousins.stores.items import ItemStore, State, StoredItem

VICTORIA = StoredItem(id="Q9439", body=b'{"id": "Q9439"}', fetched_at=1000.0, revision=7)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "down" / "items.sqlite"


def put(path, *items, source="wikidata"):
    with ItemStore(path) as store:
        store.put_many(source, items)


def got(path, *ids, source="wikidata", **options):
    with ItemStore(path) as store:
        return store.get_many(source, ids, **options)


def test_what_was_put_comes_back_as_it_was(path):
    put(path, VICTORIA)
    assert got(path, "Q9439", "Q1") == {"Q9439": VICTORIA}


def test_missing_items_are_kept_too(path):
    gone = StoredItem(id="Q77", fetched_at=1.0, state=State.MISSING)
    put(path, gone)
    assert got(path, "Q77") == {"Q77": gone}


def test_sources_do_not_mix(path):
    put(path, VICTORIA, source="other")
    assert got(path, "Q9439") == {}
    with ItemStore(path) as store:
        assert (store.count(), store.count("other"), store.count("wikidata")) == (1, 1, 0)


def test_what_is_too_old_is_left_out(path):
    fresh = StoredItem(id="Q1", body=b"{}", fetched_at=time.time() - 10)
    put(path, VICTORIA, fresh)
    assert set(got(path, "Q9439", "Q1", max_age=3600)) == {"Q1"}
    assert got(path, "Q9439", "Q1", max_age=0) == {}


def test_an_older_answer_does_not_replace_a_newer_one(path):
    older = StoredItem(id="Q9439", body=b"old", fetched_at=999.0)
    newer = StoredItem(id="Q9439", body=b"new", fetched_at=1001.0)
    put(path, VICTORIA)
    put(path, older)
    assert got(path, "Q9439")["Q9439"] == VICTORIA
    put(path, newer)
    assert got(path, "Q9439")["Q9439"] == newer


NEXT_YEAR = time.time() + 365 * 86_400


def test_a_stamp_in_the_future_does_not_keep_an_item_fresh_for_ever(path):
    put(path, StoredItem(id="Q9439", body=b"old", fetched_at=NEXT_YEAR))
    assert got(path, "Q9439", max_age=3600) == {}
    assert got(path, "Q9439")["Q9439"].body == b"old"


@pytest.mark.parametrize("ahead", [1.0, 3600.0, 365 * 86_400.0, float("inf")])
def test_what_is_stamped_in_the_future_is_replaced_by_what_is_fetched_now(path, ahead):
    put(path, StoredItem(id="Q9439", body=b"old", fetched_at=time.time() + ahead))
    new = StoredItem(id="Q9439", body=b"new", fetched_at=time.time())
    put(path, new)
    assert got(path, "Q9439", max_age=3600) == {"Q9439": new}


def test_clocks_that_differ_by_a_little_do_no_harm(path):
    item = StoredItem(id="Q9439", body=b"{}", fetched_at=time.time() + 60)
    put(path, item)
    assert got(path, "Q9439", max_age=3600) == {"Q9439": item}


def spoil(path, **columns):
    """Write something else into the one row."""
    with sqlite3.connect(path) as database:
        for name, value in columns.items():
            database.execute(f"UPDATE items SET {name} = ?", (value,))  # noqa: S608 (names of our own)
    database.close()


DAMAGES = {
    "no zlib": {"body": b"no zlib"},
    "cut off": {"body": zlib.compress(VICTORIA.body)[:-5]},
    "text": {"body": "text"},
    "number": {"body": 5},
    "no body": {"body": None},
    "unknown state": {"state": 7},
    "found and missing": {"state": 1},
    "a word for a time": {"fetched_at": "yesterday"},
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_item_is_told_with_its_id_and_replaced(path, damage):
    put(path, VICTORIA, StoredItem(id="Q1", body=b"{}", fetched_at=1.0), source="here")
    with ItemStore(path) as store:
        store.rows("DELETE FROM items WHERE id = 'Q1'")
    spoil(path, **DAMAGES[damage])
    found = []
    if damage == "a word for a time":  # of no known age, so it is never taken
        assert got(path, "Q9439", source="here", on_damage=found.append) == {}
    else:
        assert got(path, "Q9439", source="here", on_damage=found.append) == {}
        assert [(each.source, each.id) for each in found] == [("here", "Q9439")]
        with pytest.raises(StoreCorruptError, match="your store holds a damaged item, Q9439 of here: ") as caught:
            got(path, "Q9439", source="here")
        assert "\n" not in str(caught.value)
    new = StoredItem(id="Q9439", body=b"new", fetched_at=time.time())
    put(path, new, source="here")
    assert got(path, "Q9439", source="here") == {"Q9439": new}


def test_a_number_of_a_change_that_no_file_can_hold_is_left_out(path):
    put(path, StoredItem(id="Q1", body=b"{}", fetched_at=1.0, revision=2**63))
    assert got(path, "Q1")["Q1"].revision is None


def test_an_id_that_is_no_text_is_one_line(path):
    with pytest.raises(StoreError, match="your store cannot hold that"):
        put(path, StoredItem(id="half \ud800", body=b"{}", fetched_at=1.0))


def test_thousands_of_ids_are_one_question(path):
    put(path, *(StoredItem(id=f"Q{number}", body=b"{}", fetched_at=1.0) for number in range(1, 5001)))
    assert len(got(path, *(f"Q{number}" for number in range(1, 10_001)))) == 5000


@given(bodies=st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=5))
@settings(max_examples=20, deadline=None)
def test_any_bytes_come_back(tmp_path_factory, bodies):
    items = [StoredItem(id=f"Q{n}", body=body, fetched_at=1.0) for n, body in enumerate(bodies, 1)]
    path = tmp_path_factory.mktemp("store") / "items.sqlite"
    put(path, *items)
    assert list(got(path, *(item.id for item in items)).values()) == items


def test_an_answer_is_kept_whole_or_not_at_all(path):
    with ItemStore(path) as store:
        bad = StoredItem(id="Q2", body=b"x", fetched_at=None)
        with pytest.raises(StoreError):
            store.put_many("wikidata", [VICTORIA, bad])
        assert store.count() == 0
        store.put_many("wikidata", [VICTORIA])


WRITER = """
import sys
from pathlib import Path
from cousins.stores.items import ItemStore, StoredItem
store = ItemStore(Path(sys.argv[1]))
for batch in range(100_000):
    store.put_many("s", [StoredItem(id=f"Q{batch}-{n}", body=bytes(2000), fetched_at=1.0) for n in range(50)])
    print(batch, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
@pytest.mark.parametrize("batches", [1, 7, 23])
def test_kill_9_loses_no_completed_answer(path, batches):
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        completed = [int(writer.stdout.readline()) for _ in range(batches)]
        os.kill(writer.pid, signal.SIGKILL)
        completed += [int(line) for line in writer.stdout.read().split()]
    kept = got(path, *(f"Q{batch}-{n}" for batch in completed for n in range(50)), source="s")
    assert len(kept) == 50 * len(completed)
    with ItemStore(path) as store:
        assert store.count() % 50 == 0


def test_several_processes_share_it(path):
    script = WRITER.replace("100_000", "40").replace('"s"', "sys.argv[2]")
    writers = [
        subprocess.Popen([sys.executable, "-c", script, path, name], stdout=subprocess.DEVNULL) for name in "abc"
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    with ItemStore(path) as store:
        assert [store.count(name) for name in "abc"] == [2000, 2000, 2000]


class Meeting(sqlite3.Connection):
    """A connection that lets another process have its turn before one of its statements."""

    before = 0
    other = staticmethod(lambda: None)

    def execute(self, *arguments):
        Meeting.before -= 1
        if Meeting.before == 0:
            Meeting.other()
        return super().execute(*arguments)


@pytest.mark.parametrize("statement", range(1, 15))
def test_another_process_may_make_it_between_any_two_statements(path, monkeypatch, statement):
    made = []

    def other() -> None:
        monkeypatch.setattr(sqlite3, "connect", connect)
        with contextlib.suppress(StoreError), ItemStore(path, patience=0.0) as store:  # locked while we make it
            store.put_many("other", [VICTORIA])
            made.append(store)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: connect(*args, factory=Meeting, **options))
    monkeypatch.setattr(Meeting, "before", statement)
    monkeypatch.setattr(Meeting, "other", staticmethod(other))
    put(path, VICTORIA)
    assert Meeting.before <= 0
    with ItemStore(path) as store:
        assert (store.count("wikidata"), store.count("other")) == (1, len(made))


def test_several_threads_share_it(path):
    with ItemStore(path) as store:
        threads = [
            threading.Thread(target=store.put_many, args=(name, [VICTORIA] * 50), daemon=True) for name in "abcdefgh"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.count() == 8


def test_a_store_locked_for_too_long_is_one_line(path):
    put(path, VICTORIA)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ItemStore(path, patience=0.02) as store:
        assert store.get_many("wikidata", ["Q9439"])
        with pytest.raises(StoreError, match=r"items\.sqlite: your store is locked by another process"):
            store.put_many("wikidata", [VICTORIA])
    other.close()


def test_a_full_disk_is_one_line_and_loses_nothing(path):
    with ItemStore(path) as store:
        store.put_many("wikidata", [VICTORIA])
        pages = store.rows("PRAGMA page_count")[0][0]
        store.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="the disk is full"):
            store.put_many("wikidata", [StoredItem(id="Q1", body=os.urandom(100_000), fetched_at=1.0)])
    assert got(path, "Q9439", "Q1") == {"Q9439": VICTORIA}


def digest(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(path, kind, line) -> StoreError:
    before = digest(path)
    with pytest.raises(kind, match=line) as caught:
        got(path, *(f"Q{n}" for n in range(1, 400)))
    assert digest(path) == before
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_store_of_a_newer_version_is_said_and_never_touched(path):
    put(path, VICTORIA)
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {LAYOUT + 1}")
        database.execute("PRAGMA journal_mode = DELETE")
    database.close()
    error = refused(path, StoreVersionError, "made by a newer cousins")
    assert (error.found, error.known) == (LAYOUT + 1, LAYOUT)


def test_another_program_s_database_is_never_touched(path):
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE flags (code)")
    database.close()
    refused(path, StoreCorruptError, "is no store of items")


def test_a_file_that_is_no_database_is_never_touched(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"my family tree, do not delete\n" * 100)
    refused(path, StoreCorruptError, "is no store of items, nor any SQLite file")


@pytest.mark.parametrize("where", ["middle", "end", "cut"])
def test_a_damaged_store_is_said_and_never_destroyed(path, where):
    put(path, *(StoredItem(id=f"Q{n}", body=os.urandom(3000), fetched_at=1.0) for n in range(1, 400)))
    whole = path.read_bytes()
    half = len(whole) // 2
    damaged = {
        "middle": whole[:5000] + os.urandom(half) + whole[5000 + half :],
        "end": whole[:half] + bytes(len(whole) - half),
        "cut": whole[:half],
    }
    path.write_bytes(damaged[where])
    refused(path, StoreCorruptError, "damaged")


def test_a_place_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be made"):
        ItemStore(tmp_path / "file" / "items.sqlite")
    with pytest.raises(StoreError, match="is no file"):
        ItemStore(tmp_path)


@contextlib.contextmanager
def nobody():
    """Be a user who may not write everywhere, where the tests run as one who may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
@pytest.mark.parametrize("log", [True, False], ids=["with its log", "without"])
def test_a_store_that_must_not_be_written_is_read_all_the_same(log):
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "items.sqlite"
        keeper = ItemStore(path)
        keeper.put_many("wikidata", [VICTORIA])
        if not log:
            keeper.close()
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        with nobody(), ItemStore(path) as store:
            found = store.get_many("wikidata", ["Q9439"])
            with pytest.raises(StoreError, match="your store must not be written"):
                store.put_many("wikidata", [VICTORIA])
        folder.chmod(0o755)
        keeper.close()
    assert found in ({"Q9439": VICTORIA}, {})  # what is only in a log that must not be touched cannot be seen
    assert log or found


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_folder_that_must_not_be_written_has_no_store_yet():
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        with nobody(), pytest.raises(StoreError, match="your store cannot be opened"):
            ItemStore(Path(name) / "items.sqlite")


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_no_store_and_nobody_waits_for_it(path, make):
    path.parent.mkdir(parents=True)
    make(path)
    with pytest.raises(StoreError, match="your store is no file; it was left as it is"):
        ItemStore(path)


def test_a_closed_store_says_so(path):
    store = ItemStore(path)
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.count()
