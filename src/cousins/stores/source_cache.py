"""What one source answered, by id, as far as the settings let it be used again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from cousins.stores.items import State, StoredItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cousins.settings import Settings
    from cousins.stores.items import ItemStore

Id = TypeVar("Id", bound=str)


class SourceCache:
    """The answers of one source in a store: items of a Wikibase, files of Commons, or what else has ids.

    Args:
        store: Where they are kept; None to keep nothing.
        key: Under which: all that changes the answers.
        settings: How old they may be (any age offline), and whether to fetch them again.

    Attributes:
        max_age: Seconds that an answer may be old; None for any age.

    Example:
        >>> from cousins.settings import Settings
        >>> from cousins.stores.items import ItemStore
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, ItemStore(Path(folder) / "items.sqlite") as store:
        ...     cache = SourceCache(store, "wikidata", Settings())
        ...     cache.keep({"Q9439": b"{}", "Q8": b""})
        ...     cache.recall(["Q9439", "Q8", "Q9"])
        {'Q9439': b'{}', 'Q8': b''}
    """

    def __init__(self, store: ItemStore | None, key: str, settings: Settings) -> None:
        """Read nothing yet."""
        self._store, self._key, self._refresh = store, key, settings.refresh
        # Offline an old answer is better than none.
        self.max_age = None if settings.offline else settings.max_age

    def recall(self, ids: Iterable[Id]) -> dict[Id, bytes]:
        """Return what is kept, by id, empty for what is missing at the source; the rest has to be asked for.

        Raises:
            StoreCorruptError: What is kept is damaged.
            StoreError: It cannot be read.
        """
        if self._store is None or self._refresh:
            return {}
        asked = list(ids)
        found = self._store.get_many(self._key, asked, max_age=self.max_age)
        return {name: found[name].body for name in asked if name in found}

    def keep(self, bodies: Mapping[Id, bytes], revisions: Mapping[Id, int | None] | None = None) -> None:
        """Keep the JSON of one answer, by the id that was asked for; empty for what is missing.

        Args:
            bodies: The JSON of each id.
            revisions: The number of the last change of each, where the source says it.

        Raises:
            StoreError: It cannot be written: disk full, locked, not allowed.
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
                for name, body in bodies.items()
            ],
        )
