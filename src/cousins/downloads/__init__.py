"""Many small files at once, each whole or not at all.

>>> import cousins
>>> report = cousins.download(["https://flagcdn.com/256x192/ua.png"], "flags")  # doctest: +SKIP
>>> report.failed  # doctest: +SKIP
()
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cousins.downloads.outcome import Download, DownloadReport, Outcome, Progress
from cousins.errors import CousinsError, quoted
from cousins.settings import Settings
from cousins.stores.downloads import DownloadFolder, busy
from cousins.stores.file_sink import FileSink
from cousins.transport.client import Client
from cousins.transport.events import Event, Happening
from cousins.transport.rules import Interface, rule_for, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

    from cousins.transport.rules import Rule

__all__ = ["Download", "DownloadReport", "Outcome", "Progress", "download", "download_all"]

_UNLIMITED: Final = 100
"""Requests at once to a host that sets no limit, and that the user set none for."""
_ALTOGETHER: Final = 256
"""Requests at once to all hosts together."""
_LOOK_AGAIN: Final = 0.1
_STATUSES: Final = (200, 206, 416)
T = TypeVar("T")


def download(
    urls: Iterable[str],
    folder: Path | str,
    *,
    settings: Settings | None = None,
    concurrency: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> DownloadReport:
    """Return what became of the files at some addresses; works in a notebook too.

    Files that an earlier run completed are not fetched again, large ones that
    it began go on where it stopped. What fails does not stop the others.

    Args:
        urls: Addresses; each is fetched once however often it is named.
        folder: Where the files go, each under the last part of its address.
        settings: Contact, proxy, timeout and so on; the user's when None.
        concurrency: Requests at once to one host; None for the settings'.
            Hosts whose rules are known keep theirs.
        on_progress: Told how far it has come, from the thread that downloads.

    Raises:
        SettingsError: A setting makes no sense.
        StoreError: The folder cannot be made or read.
    """
    return _run(download_all(urls, folder, settings=settings, concurrency=concurrency, on_progress=on_progress))


async def download_all(
    urls: Iterable[str],
    folder: Path | str,
    *,
    settings: Settings | None = None,
    concurrency: int | None = None,
    most: int | None = None,
    max_age: float | None = None,
    patience: float = 0.0,
    on_progress: Callable[[Progress], None] | None = None,
) -> DownloadReport:
    """Return what became of the files at some addresses: `download` for asynchronous programs.

    Args:
        urls: Addresses; each is fetched once however often it is named.
        folder: Where the files go, each under the last part of its address.
        settings: Contact, proxy, timeout and so on; the user's when None.
        concurrency: Requests at once to one host; None for the settings'.
        most: Bytes of a file at most, or it fails; None for no limit.
        max_age: Seconds since a file was fetched, or it is fetched again; None for any age.
        patience: Seconds to wait for another download into the folder to end.
        on_progress: Told how far it has come.

    Raises:
        SettingsError: A setting makes no sense.
        StoreError: The folder cannot be made or read, or another download into it is running.
    """
    chosen = settings or Settings.load()
    if concurrency is not None:
        chosen = replace(chosen, concurrency=concurrency)
    begun = time.monotonic()
    while busy(Path(folder)) and time.monotonic() - begun < patience:  # noqa: ASYNC110 (it may be another process)
        await asyncio.sleep(_LOOK_AGAIN)
    store = DownloadFolder(Path(folder))
    try:
        batch = _Batch(dict.fromkeys(map(str.strip, urls)), store, chosen, on_progress, most=most, max_age=max_age)
        await batch.run(concurrency or _UNLIMITED)
    finally:
        store.close()
    return DownloadReport(tuple(batch.files[url] for url in batch.urls), time.monotonic() - begun)


class _Batch:
    """All downloads of one call."""

    def __init__(
        self,
        urls: Iterable[str],
        store: DownloadFolder,
        settings: Settings,
        on_progress: Callable[[Progress], None] | None,
        *,
        most: int | None = None,
        max_age: float | None = None,
    ) -> None:
        self.urls = tuple(urls)
        self._most, self._max_age = most, max_age
        self.files: dict[str, Download] = {}
        self._store = store
        self._settings = settings
        self._on_progress = on_progress
        self._failed = self._size = 0
        self._altogether = asyncio.Semaphore(_ALTOGETHER)

    async def run(self, unlimited: int) -> None:
        """Let as many tasks as its rule allows work through each host's files."""
        queues: dict[Rule | None, list[str]] = defaultdict(list)
        for url in self.urls:
            queues[self._rule(url)].append(url)
        on_event = self._on_event if self._on_progress else None
        async with Client(self._settings, on_event=on_event) as client, asyncio.TaskGroup() as tasks:
            for rule, queue in queues.items():
                at_once = min(link.at_once or unlimited for link in rule.chain()) if rule else 1
                waiting = iter(queue)
                for _ in range(min(at_once, len(queue))):
                    tasks.create_task(self._work(client, waiting))

    def _rule(self, url: str) -> Rule | None:
        try:
            return rule_for(url, self._settings, _interface(url))
        except ValueError:
            return None

    async def _work(self, client: Client, waiting: Iterable[str]) -> None:
        for url in waiting:
            async with self._altogether:
                file = await self._one(client, url)
            self._note(file)

    async def _one(self, client: Client, url: str) -> Download:
        try:
            kept = None if self._settings.refresh else self._store.kept(url, max_age=self._max_age)
            if kept:
                return Download(url=url, outcome=Outcome.KEPT, path=kept, size=kept.stat().st_size)
            return await self._fetch(client, url)
        except CousinsError as error:
            return Download(url=url, outcome=Outcome.FAILED, error=str(error))
        except ValueError:
            return Download(url=url, outcome=Outcome.FAILED, error=f"not a web address: {quoted(url)}")

    async def _fetch(self, client: Client, url: str) -> Download:
        sink = FileSink(self._store, url, self._store.place(url), most=self._most)
        try:
            await client.fetch(url, interface=_interface(url), statuses=_STATUSES, into=sink)
        except BaseException:
            sink.give_up()
            raise
        sink.keep()
        return Download(url=url, outcome=Outcome.FETCHED, path=sink.path, size=sink.size)

    def _note(self, file: Download) -> None:
        self.files[file.url] = file
        self._size += file.size if file.outcome is Outcome.FETCHED else 0
        self._failed += file.outcome is Outcome.FAILED
        self._tell()

    def _on_event(self, event: Event) -> None:
        if event.what in {Happening.WAITING, Happening.RETRYING} and event.seconds >= 1:
            self._tell(f"{event.host} {event.reason}, {event.seconds:.0f} s")

    def _tell(self, waiting: str = "") -> None:
        if self._on_progress:
            self._on_progress(
                Progress(
                    done=len(self.files),
                    total=len(self.urls),
                    failed=self._failed,
                    size=self._size,
                    waiting=waiting,
                )
            )


def _interface(url: str) -> Interface:
    """Return what a download asks of a host: files, unless the address is one of an API or a website's page."""
    told = told_by(url)
    return Interface.FILES if told is Interface.WEBSITE and "/wiki/" not in url else told


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; in a thread of its own where an event loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    return _run_aside(work)


def _run_aside(work: Coroutine[Any, Any, T]) -> T:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="cousins", daemon=True)
    thread.start()
    try:
        return asyncio.run_coroutine_threadsafe(work, loop).result()
    finally:
        asyncio.run_coroutine_threadsafe(_wind_up(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _wind_up() -> None:
    """Let whatever still runs, because the one who waited was interrupted, end in good order."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
