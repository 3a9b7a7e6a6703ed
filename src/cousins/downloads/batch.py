"""All files of one call: as many at a time as their hosts' rules allow."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cousins.downloads.outcome import Download, DownloadReport, Outcome, Progress
from cousins.errors import CousinsError, quoted
from cousins.running import run
from cousins.settings import Settings
from cousins.stores.download_folder import DownloadFolder, is_busy
from cousins.stores.expected_file import ANYTHING, ExpectedFile, accepted_types
from cousins.stores.file_sink import FileSink
from cousins.stores.ledger import LEDGER_NAME, Ledger
from cousins.transport.client import Client
from cousins.transport.events import Event, Happening
from cousins.transport.host_rules import Interface, interface_of, rule_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cousins.transport.host_rules import Rule

_UNLIMITED: Final = 100
"""Requests at once to a host that sets no limit, and that the user set none for."""
_ALTOGETHER: Final = 256
"""Requests at once to all hosts together."""
_LOOK_AGAIN: Final = 0.1
"""Seconds between looks at whether another download into the folder is over."""
_STATUSES: Final = (200, 206, 416)
"""A whole file, a part of it, and a part that begins behind its end: the file is another one now."""


def download(
    urls: Iterable[str],
    folder: Path | str,
    *,
    settings: Settings | None = None,
    concurrency: int | None = None,
    accept: str | Iterable[str] = (),
    on_progress: Callable[[Progress], None] | None = None,
) -> DownloadReport:
    """Return what became of the files at some addresses; works in a notebook too.

    Files that an earlier run completed are not fetched again, large ones that
    it began go on where it stopped. What fails does not stop the others. An empty
    file, or a page where the address names another kind of file, is a failure, and
    takes the place of nothing.

    Args:
        urls: Addresses; each is fetched once however often it is named.
        folder: Where the files go, each under the last part of its address.
        settings: Contact, proxy, timeout and so on; the user's when None.
        concurrency: Requests at once to one host; None for the settings'.
            Hosts whose rules are known keep theirs.
        accept: Content types to take, such as ``image/png`` or ``image/*``; others fail. Where a page or an
            empty file may be what is wanted: ``text/html``, ``*/*``.
        on_progress: Hears how far it has come, from the thread that downloads.

    Raises:
        SettingsError: A setting, or what is to be accepted, makes no sense.
        StoreError: The folder cannot be made or read.
    """
    return run(
        download_all(urls, folder, settings=settings, concurrency=concurrency, accept=accept, on_progress=on_progress)
    )


async def download_all(
    urls: Iterable[str],
    folder: Path | str,
    *,
    settings: Settings | None = None,
    concurrency: int | None = None,
    most: int | None = None,
    max_age: float | None = None,
    patience: float = 0.0,
    accept: str | Iterable[str] = (),
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
        accept: Content types to take, as for `download`.
        on_progress: Hears how far it has come.

    Raises:
        SettingsError: A setting, or what is to be accepted, makes no sense.
        StoreError: The folder cannot be made or read, or another download into it is running.
    """
    chosen = settings or Settings.load()
    if concurrency is not None:
        chosen = replace(chosen, concurrency=concurrency)
    taken = accepted_types(accept)
    begun = time.monotonic()
    while is_busy(Path(folder)) and time.monotonic() - begun < patience:  # noqa: ASYNC110 (it may be another process)
        await asyncio.sleep(_LOOK_AGAIN)
    store = DownloadFolder(Path(folder))
    try:
        once = dict.fromkeys(map(str.strip, urls))
        batch = Batch(once, store, chosen, on_progress, most=most, max_age=max_age, accept=taken)
        await batch.run(concurrency or _UNLIMITED)
    finally:
        store.close()
    return DownloadReport(tuple(batch.files[url] for url in batch.urls), time.monotonic() - begun)


class Batch:
    """All downloads of one call.

    Attributes:
        urls: The addresses, each once.
        files: What became of those that are done.
    """

    def __init__(
        self,
        urls: Iterable[str],
        store: DownloadFolder,
        settings: Settings,
        on_progress: Callable[[Progress], None] | None,
        *,
        most: int | None = None,
        max_age: float | None = None,
        accept: tuple[str, ...] = (),
    ) -> None:
        """Fetch nothing yet."""
        self.urls = tuple(urls)
        self.files: dict[str, Download] = {}
        self._store, self._settings, self._on_progress = store, settings, on_progress
        self._most, self._max_age, self._accept = most, max_age, accept
        self._failed = self._size = 0
        self._altogether = asyncio.Semaphore(_ALTOGETHER)

    async def run(self, unlimited: int) -> None:
        """Let as many tasks as its rule allows work through each host's files."""
        queues: dict[Rule | None, list[str]] = defaultdict(list)
        for url in self.urls:
            try:
                queues[rule_for(url, self._settings, _interface(url))].append(url)
            except ValueError:  # no address at all: it fails in its turn
                queues[None].append(url)
        on_event = self._on_event if self._on_progress else None
        with Ledger(self._settings.cache_folder / LEDGER_NAME) as ledger:
            async with Client(self._settings, on_event=on_event, ledger=ledger) as client:
                await self._divide(client, queues, unlimited)

    async def _divide(self, client: Client, queues: Mapping[Rule | None, list[str]], unlimited: int) -> None:
        """Let tasks work through each host's files, as many as its rule allows."""
        async with asyncio.TaskGroup() as tasks:
            for rule, queue in queues.items():
                at_once = min(link.at_once or unlimited for link in rule.chain()) if rule else 1
                waiting = iter(queue)  # one for all of them: each takes the next address nobody has
                for _ in range(min(at_once, len(queue))):
                    tasks.create_task(self._work(client, waiting))

    async def _work(self, client: Client, waiting: Iterable[str]) -> None:
        for url in waiting:
            async with self._altogether:
                file = await self._download(client, url)
            self.files[file.url] = file
            self._size += file.size if file.outcome is Outcome.FETCHED else 0
            self._failed += file.outcome is Outcome.FAILED
            self._tell()

    async def _download(self, client: Client, url: str) -> Download:
        """Return what became of one file; what goes wrong with it is no error of the others."""
        try:
            kept = None if self._settings.refresh else self._store.kept(url, max_age=self._max_age)
            size = kept.stat().st_size if kept else 0
            if kept and (size or ANYTHING in self._accept):
                return Download(url=url, outcome=Outcome.KEPT, path=kept, size=size)
            expected = ExpectedFile(url, self._accept)
            sink = FileSink(self._store, url, self._store.place(url), most=self._most, expected=expected)
            try:
                await client.fetch(url, interface=_interface(url), statuses=_STATUSES, into=sink)
            except BaseException:
                sink.give_up()
                raise
            sink.keep()
            return Download(url=url, outcome=Outcome.FETCHED, path=sink.path, size=sink.size)
        except CousinsError as error:
            stays = "; the file that is there stays" if self._store.kept(url) else ""
            return Download(url=url, outcome=Outcome.FAILED, error=f"{error}{stays}")
        except ValueError:
            return Download(url=url, outcome=Outcome.FAILED, error=f"not a web address: {quoted(url)}")

    def _on_event(self, event: Event) -> None:
        if event.what in {Happening.WAITING, Happening.RETRYING} and event.seconds >= 1:
            self._tell(f"{event.host} {event.reason}, {event.seconds:.0f} s")

    def _tell(self, waiting: str = "") -> None:
        if self._on_progress:
            done, total = len(self.files), len(self.urls)
            self._on_progress(Progress(done=done, total=total, failed=self._failed, size=self._size, waiting=waiting))


def _interface(url: str) -> Interface:
    """Return what a download asks of a host: files, unless the address is one of an API or a website's page."""
    interface = interface_of(url)
    return Interface.FILES if interface is Interface.WEBSITE and "/wiki/" not in url else interface
