"""JSON kept by id and asked for in batches: what items and files of Commons have in common."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from cousins.stores.items import State, StoredItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cousins.settings import Settings
    from cousins.stores.items import ItemStore

Name = TypeVar("Name", bound=str)


class Kept:
    """The answers of one source that are kept, as far as the settings let them count.

    Args:
        store: Where they are; None to keep nothing.
        key: Under which the store has them: all that changes them.
        settings: How old they may be, whether to fetch all afresh, whether no host may be asked.
    """

    def __init__(self, store: ItemStore | None, key: str, settings: Settings) -> None:
        """Read nothing yet."""
        self._store, self._key, self._refresh = store, key, settings.refresh
        # Where no host may be asked, something old is better than nothing.
        self.max_age = None if settings.offline else settings.max_age

    def recall(self, names: Iterable[Name]) -> dict[Name, bytes]:
        """Return what is kept, by name; empty bytes for what is known to be missing."""
        if self._store is None or self._refresh:
            return {}
        asked = list(names)
        kept = self._store.get_many(self._key, asked, max_age=self.max_age)
        return {name: kept[name].body for name in asked if name in kept}

    def keep(self, answers: Mapping[Name, bytes], revisions: Mapping[Name, int | None] | None = None) -> None:
        """Keep answers, empty ones as missing.

        Args:
            answers: By name.
            revisions: Of which revision they are, where that is known.

        Raises:
            StoreError: They cannot be kept.
        """
        if self._store is None:
            return
        now, known = time.time(), revisions or {}
        self._store.put_many(
            self._key,
            [
                StoredItem(
                    id=name,
                    body=body,
                    fetched_at=now,
                    revision=known.get(name),
                    state=State.FOUND if body else State.MISSING,
                )
                for name, body in answers.items()
            ],
        )


def batches(asked: Sequence[Name], size: int) -> list[Sequence[Name]]:
    """Return names in runs of so many.

    Example:
        >>> batches(["a", "b", "c"], 2)
        [['a', 'b'], ['c']]
    """
    return [asked[start : start + size] for start in range(0, len(asked), size)]
