"""Store and sessions of the questions to live sources: open for one question, or for as long as an explorer is."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from cousins.errors import StoreError
from cousins.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cousins.explorer.layer import OnEvent
    from cousins.stores.items import ItemStore
    from cousins.transport.client import Client


class Network:
    """The door to the network and to what is kept of it.

    Nothing is opened before it is needed. Within `lifetime` what was opened stays
    open; without, it is closed after each question. Sessions belong to one event
    loop, so that a question asked from another one opens and closes its own.

    Args:
        settings: Contact, store, proxy and the like; read from environment and settings file when None.
    """

    def __init__(self, settings: Settings | None) -> None:
        """Open nothing yet."""
        self._given = settings
        self._lifetime: AsyncExitStack | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: tuple[Client, ItemStore | None] | None = None

    @property
    def settings(self) -> Settings:
        """The settings, loaded when they are first asked for."""
        if self._given is None:
            self._given = Settings.load()
        return self._given

    @asynccontextmanager
    async def lifetime(self) -> AsyncIterator[None]:
        """Keep store and sessions open over many questions, and close them at the end; within another, do nothing."""
        if self._is_here():
            yield
            return
        async with AsyncExitStack() as stack:
            self._lifetime, self._loop, self._open = stack, asyncio.get_running_loop(), None
            try:
                yield
            finally:
                # A loop that ended without closing may have left its own behind; only ours is forgotten.
                if self._lifetime is stack:
                    self._lifetime = self._loop = self._open = None

    @asynccontextmanager
    async def opened(
        self, on_event: OnEvent | None, *, bulk: bool = False
    ) -> AsyncIterator[tuple[Client, ItemStore | None]]:
        """Open the client and the store for one question.

        Without the store a question can be answered all the same, so there is none where it cannot be opened.

        Args:
            on_event: Told of the question's own requests and waits, and why there is no store.
            bulk: Whether nobody waits for the answer.

        Raises:
            StoreError: The store cannot be opened, and the settings say to stay offline.
        """
        if self._lifetime is None or not self._is_here():
            with ExitStack() as stack:
                client, store = self._entered(stack, on_event)
                async with client:
                    yield client.following(on_event, bulk=bulk), store
            return
        if self._open is None:
            # Nothing is awaited on the way, so that of two questions at once only one opens.
            self._open = self._entered(self._lifetime, on_event)
            self._lifetime.push_async_exit(self._open[0])
        client, store = self._open
        yield client.following(on_event, bulk=bulk), store

    def _is_here(self) -> bool:
        """Return whether the lifetime is that of the loop that runs."""
        return self._lifetime is not None and self._loop is asyncio.get_running_loop()

    def _entered(self, stack: ExitStack | AsyncExitStack, on_event: OnEvent | None) -> tuple[Client, ItemStore | None]:
        from cousins.stores.items import FILE_NAME, ItemStore  # noqa: PLC0415 (only live sources keep anything)
        from cousins.stores.ledger import LEDGER_NAME, Ledger  # noqa: PLC0415 (as above)
        from cousins.stores.source_cache import StoreTrouble  # noqa: PLC0415 (as above)
        from cousins.transport.client import Client  # noqa: PLC0415 (as above)

        store = None
        try:
            store = stack.enter_context(ItemStore(self.settings.cache_folder / FILE_NAME))
        except StoreError as error:
            if self.settings.offline:
                raise
            if on_event:
                on_event(StoreTrouble(error, "what is fetched is not kept", keeps=False))
        ledger = stack.enter_context(Ledger(self.settings.cache_folder / LEDGER_NAME))
        return Client(self.settings, ledger=ledger), store
