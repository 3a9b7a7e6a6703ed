"""One source's answers, as far as the settings let them be used again."""

from __future__ import annotations

import pytest

from cousins.settings import Settings
from cousins.stores.items import ItemStore, StoredItem
from cousins.stores.source_cache import SourceCache


@pytest.fixture
def store(tmp_path):
    with ItemStore(tmp_path / "items.sqlite") as opened:
        yield opened


def test_what_was_kept_is_recalled_in_the_order_of_asking_and_the_rest_is_left_out(store):
    cache = SourceCache(store, "here", Settings())
    cache.keep({"Q1": b"{}", "Q2": b""}, {"Q1": 7})
    assert list(cache.recall(["Q2", "Q3", "Q1"]).items()) == [("Q2", b""), ("Q1", b"{}")]
    assert store.get_many("here", ["Q1"])["Q1"].revision == 7
    assert SourceCache(store, "elsewhere", Settings()).recall(["Q1"]) == {}


def test_an_old_answer_counts_offline_only(store):
    store.put_many("here", [StoredItem(id="Q1", body=b"{}", fetched_at=1.0)])
    assert SourceCache(store, "here", Settings(max_age=60.0)).recall(["Q1"]) == {}
    assert SourceCache(store, "here", Settings(max_age=60.0, offline=True)).recall(["Q1"]) == {"Q1": b"{}"}


def test_whoever_wants_everything_fetched_again_recalls_nothing(store):
    SourceCache(store, "here", Settings()).keep({"Q1": b"{}"})
    assert SourceCache(store, "here", Settings(refresh=True)).recall(["Q1"]) == {}


def test_without_a_store_nothing_is_kept():
    cache = SourceCache(None, "here", Settings())
    cache.keep({"Q1": b"{}"})
    assert cache.recall(["Q1"]) == {}
