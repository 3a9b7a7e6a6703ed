"""Many small files at once, each whole or not at all.

>>> import cousins
>>> report = cousins.download(["https://flagcdn.com/256x192/ua.png"], "flags")  # doctest: +SKIP
>>> report.failed  # doctest: +SKIP
()
"""

from __future__ import annotations

import asyncio
import enum
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cousins.errors import CousinsError, quoted
from cousins.settings import Settings
from cousins.stores.downloads import DownloadFolder
from cousins.stores.file_sink import FileSink
from cousins.transport.client import Client
from cousins.transport.events import Event, Happening
from cousins.transport.rules import Interface, rule_for, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

    from cousins.transport.rules import Rule

_UNLIMITED: Final = 100
"""Requests at once to a host that sets no limit, and that the user set none for."""
_ALTOGETHER: Final = 256
"""Requests at once to all hosts together."""
_STATUSES: Final = (200, 206, 416)
T = TypeVar("T")


class Outcome(enum.Enum):
    """What became of a file."""

    FETCHED = "fetched"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file.

    Attributes:
        url: Where it comes from.
        outcome: Whether it was fetched, was there already, or failed.
        path: Where it is; None when it failed.
        size: Its bytes.
        error: Why it failed, in one line; empty otherwise.
    """

    url: str
    outcome: Outcome
    path: Path | None = None
    size: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class DownloadReport:
    """What became of all files.

    Attributes:
        files: In the order of the addresses, each address once.
        seconds: How long it took.
    """

    files: tuple[Download, ...]
    seconds: float

    @property
    def failed(self) -> tuple[Download, ...]:
        """The files that could not be had."""
        return tuple(file for file in self.files if file.outcome is Outcome.FAILED)

    def __str__(self) -> str:
        """Return it in one line.

        Example:
            >>> str(DownloadReport((), 0.0))
            '0 files in 0.0 s: 0 fetched (0 bytes), 0 kept, 0 failed'
        """
        count = {kind: sum(file.outcome is kind for file in self.files) for kind in Outcome}
        size = sum(file.size for file in self.files if file.outcome is Outcome.FETCHED)
        return (
            f"{len(self.files)} file{'s' * (len(self.files) != 1)} in {self.seconds:.1f} s: "
            f"{count[Outcome.FETCHED]} fetched ({size:,} bytes), {count[Outcome.KEPT]} kept, "
            f"{count[Outcome.FAILED]} failed"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it has come.

    Attributes:
        done: Files that are there or have failed.
        total: Files altogether.
        failed: Files that have failed.
        size: Bytes fetched.
        waiting: Why a request waits just now; empty when it does not.
    """

    done: int
    total: int
    failed: int
    size: int
    waiting: str = ""


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
    on_progress: Callable[[Progress], None] | None = None,
) -> DownloadReport:
    """Return what became of the files at some addresses: `download` for asynchronous programs."""
    chosen = settings or Settings.load()
    if concurrency is not None:
        chosen = replace(chosen, concurrency=concurrency)
    begun = time.monotonic()
    store = DownloadFolder(Path(folder))
    try:
        batch = _Batch(dict.fromkeys(map(str.strip, urls)), store, chosen, on_progress)
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
    ) -> None:
        self.urls = tuple(urls)
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
            kept = None if self._settings.refresh else self._store.kept(url)
            if kept:
                return Download(url=url, outcome=Outcome.KEPT, path=kept, size=kept.stat().st_size)
            return await self._fetch(client, url)
        except CousinsError as error:
            return Download(url=url, outcome=Outcome.FAILED, error=str(error))
        except ValueError:
            return Download(url=url, outcome=Outcome.FAILED, error=f"not a web address: {quoted(url)}")

    async def _fetch(self, client: Client, url: str) -> Download:
        sink = FileSink(self._store, url, self._store.place(url))
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
