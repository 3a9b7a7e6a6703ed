"""What is in a store, a page at a time: a damaged file ends what walks through it."""

from __future__ import annotations

import time

import pytest

from cousins.errors import StoreCorruptError
from cousins.stores import inventory
from cousins.stores.items import ItemStore, StoredItem


class Circling(ItemStore):
    """A store whose pages lead back to the first, as in a file in which a number was changed."""

    def rows(self, query, *values):
        return super().rows(query, *([-1, values[1]] if query == inventory._WALK else values))


def filled(kind, path, count):
    store = kind(path / "items.sqlite")
    items = [StoredItem(id=f"Q{n}", body=b'{"id":"Q%d"}' % n, fetched_at=time.time()) for n in range(1, count + 1)]
    store.put_many("here", items)
    return store


def test_rows_that_follow_each_other_in_a_circle_end(tmp_path):
    with filled(Circling, tmp_path, 3) as store:
        for walk in (inventory.damages(store), inventory.dump(store, inventory.Dumped())):
            with pytest.raises(StoreCorruptError, match="rows are out of order"):
                list(walk)


def test_everything_is_found_over_many_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(inventory, "_PAGE", 3)
    with filled(ItemStore, tmp_path, 8) as store:
        store.rows("UPDATE items SET body = 'x' WHERE id IN ('Q3', 'Q8')")
        assert [damage.id for damage in inventory.damages(store)] == ["Q3", "Q8"]
        dumped = inventory.Dumped()
        assert len(list(inventory.dump(store, dumped))) == dumped.items == 6
        assert inventory.clear_damaged(store) == 2
        assert list(inventory.damages(store)) == []
