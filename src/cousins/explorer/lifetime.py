"""Store and sessions of the questions to live sources: open for one question, or for as long as an explorer is."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from cousins.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cousins.explorer.layer import OnEvent
    from cousins.stores.items import ItemStore
    from cousins.transport.client import Client


class Network:
    """The door to the network and to what is kept of it.

    Nothing is opened before it is needed. Within `lifetime` what was opened stays
    open; without, it is closed after each question.

    Args:
        settings: Contact, store, proxy and the like; read from environment and settings file when None.
    """

    def __init__(self, settings: Settings | None) -> None:
        """Open nothing yet."""
        self._given = settings
        self._lifetime: AsyncExitStack | None = None
        self._open: tuple[Client, ItemStore] | None = None

    @property
    def settings(self) -> Settings:
        """The settings, loaded when they are first asked for."""
        if self._given is None:
            self._given = Settings.load()
        return self._given

    @asynccontextmanager
    async def lifetime(self) -> AsyncIterator[None]:
        """Keep store and sessions open over many questions, and close them at the end."""
        async with AsyncExitStack() as stack:
            self._lifetime = stack
            try:
                yield
            finally:
                self._lifetime = self._open = None

    @asynccontextmanager
    async def opened(self, on_event: OnEvent | None) -> AsyncIterator[tuple[Client, ItemStore]]:
        """Open the client and the store for one question.

        Args:
            on_event: Told of the question's own requests and waits.

        Raises:
            StoreError: The store cannot be opened.
        """
        if self._lifetime is None:
            async with AsyncExitStack() as stack:
                client, store = await self._entered(stack)
                yield client.following(on_event), store
            return
        if self._open is None:
            self._open = await self._entered(self._lifetime)
        client, store = self._open
        yield client.following(on_event), store

    async def _entered(self, stack: AsyncExitStack) -> tuple[Client, ItemStore]:
        from cousins.stores.items import FILE_NAME, ItemStore  # noqa: PLC0415 (only live sources keep anything)
        from cousins.transport.client import Client  # noqa: PLC0415 (as above)

        store = stack.enter_context(ItemStore(self.settings.cache_folder / FILE_NAME))
        return await stack.enter_async_context(Client(self.settings)), store
