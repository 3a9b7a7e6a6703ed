"""What one source answered, by id, as far as the settings let it be used again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cousins.errors import StoreCorruptError, StoreError
from cousins.stores.items import Damage, State, StoredItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cousins.settings import Settings
    from cousins.stores.items import ItemStore

Id = TypeVar("Id", bound=str)


@dataclass(frozen=True, slots=True)
class StoreTrouble:
    """What is wrong with the store, where the answer can do without.

    Attributes:
        error: What is wrong.
        consequence: What becomes of the question.
        keeps: Whether what is fetched is kept all the same.

    Example:
        >>> str(StoreTrouble(StoreError("items.sqlite", "the disk is full"), "nothing more is kept"))
        'items.sqlite: the disk is full; nothing more is kept'
    """

    error: StoreError
    consequence: str
    keeps: bool = True

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.error}; {self.consequence}"


class SourceCache:
    """The answers of one source in a store: items of a Wikibase, files of Commons, or what else has ids.

    A store that cannot be used keeps nobody from an answer that the source can give:
    what is damaged counts as not kept, what cannot be kept is not, and both are told.
    Offline, where nothing else could answer, they are errors.

    Args:
        store: Where they are kept; None to keep nothing.
        key: Under which: all that changes the answers.
        settings: How old they may be (any age offline), and whether to fetch them again.
        on_trouble: Told once of each thing that is wrong with the store.

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

    def __init__(
        self,
        store: ItemStore | None,
        key: str,
        settings: Settings,
        on_trouble: Callable[[StoreTrouble], None] | None = None,
    ) -> None:
        """Read nothing yet."""
        self._store, self._key, self._settings = store, key, settings
        self._on_trouble = on_trouble
        self._told: set[str] = set()
        self._keeps = True
        # Offline an old answer is better than none.
        self.max_age = None if settings.offline else settings.max_age

    def recall(self, ids: Iterable[Id]) -> dict[Id, bytes]:
        """Return what is kept, by id, empty for what is missing at the source; the rest has to be asked for.

        Raises:
            StoreCorruptError: What is kept is damaged, and nobody else may be asked.
            StoreError: It cannot be read, and nobody else may be asked.
        """
        if self._store is None or self._settings.refresh:
            return {}
        asked = list(ids)
        try:
            found = self._store.get_many(self._key, asked, max_age=self.max_age, on_damage=self._damaged)
        except StoreError as error:
            self._tell(error, "what it holds is fetched again")
            return {}
        return {name: found[name].body for name in asked if name in found}

    def reject(self, name: str, reason: str) -> None:
        """Note that what was recalled of an id cannot be used: it has to be fetched again.

        Raises:
            StoreCorruptError: Nobody may be asked.
        """
        self._damaged(Damage(self._key, name, reason))

    def keep(self, bodies: Mapping[Id, bytes], revisions: Mapping[Id, int | None] | None = None) -> None:
        """Keep the JSON of one answer, by the id that was asked for; empty for what is missing.

        A store that cannot be written is not tried again, as that may take as long as its patience.

        Args:
            bodies: The JSON of each id.
            revisions: The number of the last change of each, where the source says it.
        """
        if self._store is None or not self._keeps:
            return
        now, known = time.time(), revisions or {}
        items = [
            StoredItem(
                id=name,
                body=body,
                fetched_at=now,
                revision=known.get(name),
                state=State.FOUND if body else State.MISSING,
            )
            for name, body in bodies.items()
        ]
        try:
            self._store.put_many(self._key, items)
        except StoreError as error:
            self._keeps = False
            self._tell(error, "what is fetched from now on is not kept")

    @property
    def keeps(self) -> bool:
        """Whether what is fetched is kept, as far as is known."""
        return self._store is not None and self._keeps

    def _damaged(self, item: Damage) -> None:
        remedy = ": `cousins store clear --damaged` removes what is damaged" if self._settings.offline else ""
        path = self._store.path if self._store else ""
        error = StoreCorruptError(path, f"your store holds a damaged item, {item}{remedy}")
        self._tell(error, "it is fetched again")

    def _tell(self, error: StoreError, consequence: str) -> None:
        if self._settings.offline:
            raise error
        trouble = StoreTrouble(error, consequence, keeps=self._keeps)
        if self._on_trouble and str(trouble) not in self._told:
            self._told.add(str(trouble))
            self._on_trouble(trouble)
