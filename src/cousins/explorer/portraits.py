"""Portraits for a picture: whose items name an image, where its thumbnail is, and the bytes of it.

Three steps, each of which asks only for what is not kept: the people's items,
what Wikimedia Commons knows of the images they name, and the thumbnails.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlsplit

from cousins.downloads import download_all
from cousins.drawing import Portrait
from cousins.errors import ContactMissingError, SourceAnswerError, SourceError, StoreError, quoted
from cousins.explorer.fetching import Fetcher, batches
from cousins.explorer.images import media_type
from cousins.sources import pages_of
from cousins.sources.commons import MOST_BYTES, Commons, file_name
from cousins.stores.source_cache import SourceCache
from cousins.transport.host_rules import Interface, rule_for
from cousins.wikibase.ids import ItemId, is_item_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence

    from cousins.downloads import Download, Progress
    from cousins.drawing import Figure, Scene
    from cousins.ports import LiveSource, Source
    from cousins.sources.commons import Thumbnail
    from cousins.stores.items import ItemStore
    from cousins.stores.source_cache import StoreTrouble
    from cousins.transport.client import Client

Name = TypeVar("Name", bound=str)

FOLDER: Final = "portraits"
"""Where in the cache folder the thumbnails are."""
_PATIENCE: Final = 60.0
"""Seconds to wait for another process that fetches portraits."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Portraits that could not be fetched.

    Attributes:
        count: Of how many people.
        wanted: How many people were thought to have one.
        reason: Why, of the first of them, in one line.
    """

    count: int
    wanted: int
    reason: str

    def __str__(self) -> str:
        """Return it in one line.

        Example:
            >>> str(Lack(3, 47, "upload.wikimedia.org answered 404 Not Found"))
            '3 of 47 portraits could not be fetched: upload.wikimedia.org answered 404 Not Found'
        """
        return f"{self.count} of {self.wanted} portraits could not be fetched: {self.reason}"


async def with_portraits(
    scene: Scene,
    source: Source | LiveSource,
    client: Client,
    store: ItemStore | None,
    *,
    on_lack: Callable[[Lack], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_trouble: Callable[[StoreTrouble], None] | None = None,
) -> Scene:
    """Return a picture in which everybody with a name has a portrait, if their item names an image.

    Args:
        scene: The picture.
        source: Where its people are from.
        client: The door to the network.
        store: Where items, and what Commons knows, are kept; None to keep neither.
        on_lack: Told of portraits that could not be fetched; the picture then has the others.
        on_progress: Told how many thumbnails are there.
        on_trouble: Told of what is wrong with the store, where the portraits can do without.

    Raises:
        SourceError: Nobody in the picture has an item, or nothing at all could be fetched.
        ContactMissingError: Something is to be fetched, and nobody said who asks.
        StoreError: What is kept cannot be used, and the settings say to stay offline.
    """
    named = dict.fromkeys(figure.person.id for figure in scene.figures if _portrayable(figure))
    people = [person for person in named if is_item_id(person)]
    if not people:
        raise SourceError("portraits come from Wikidata, and nobody in this picture has an item there")
    search = _Search(source, client, store, on_trouble)
    found = await search.portraits(people, on_progress)
    if search.lacking and on_lack:
        on_lack(Lack(len(search.lacking), len(found) + len(search.lacking), next(iter(search.lacking.values()))))
    return replace(scene, figures=tuple(_portrayed(figure, found) for figure in scene.figures))


async def portraits_of(
    people: Sequence[ItemId],
    source: Source | LiveSource,
    client: Client,
    store: ItemStore | None,
    *,
    on_trouble: Callable[[StoreTrouble], None] | None = None,
) -> dict[ItemId, Portrait]:
    """Return the portraits of people by id, one thumbnail fetched after the other; nobody's that could not be had.

    Args:
        people: Their items.
        source: Where they are from.
        client: The door to the network.
        store: Where items, and what Commons knows, are kept; None to keep neither.
        on_trouble: Told of what is wrong with the store, where the portraits can do without.

    Raises:
        SourceError: Nothing at all could be fetched.
        ContactMissingError: Something is to be fetched, and nobody said who asks.
        StoreError: What is kept cannot be used, and the settings say to stay offline.
    """
    return await _Search(source, client, store, on_trouble, at_once=1).portraits(people, None)


class _Search:
    """One search for portraits.

    Attributes:
        lacking: Why those who may have a portrait got none, by id.
    """

    def __init__(
        self,
        source: Source | LiveSource,
        client: Client,
        store: ItemStore | None,
        on_trouble: Callable[[StoreTrouble], None] | None,
        at_once: int | None = None,
    ) -> None:
        self._settings, self._client, self._at_once = client.settings, client, at_once
        self._commons = Commons(client.settings.commons)
        self._fetcher = Fetcher(pages_of(source, client.settings), client, store, on_trouble=on_trouble)
        self._cache = SourceCache(store, self._commons.key, client.settings, on_trouble)
        self.lacking: dict[ItemId, str] = {}

    async def portraits(
        self, people: Sequence[ItemId], on_progress: Callable[[Progress], None] | None
    ) -> dict[ItemId, Portrait]:
        names = await self._names(people)
        thumbnails = await self._thumbnails(names)
        images = await self._images({each.url for each in thumbnails.values()}, on_progress)
        found = {}
        for person, thumbnail in thumbnails.items():
            image = images[thumbnail.url]
            if isinstance(image, str):
                self.lacking[person] = image
            else:
                found[person] = _portrait(thumbnail, image)
        if self.lacking and not found and self._settings.offline:
            raise SourceError(next(iter(self.lacking.values())))
        return found

    async def _names(self, people: Sequence[ItemId]) -> dict[ItemId, str]:
        """Return the names of the images that people's items name, by person."""
        fetcher = self._fetcher
        failure = await _ask(batches(fetcher.recall(people), Commons.batch), fetcher.read)
        if failure and not fetcher.readings:
            raise failure
        self.lacking |= {person: str(failure) for person in people if person not in fetcher.readings}
        names = {}
        for person in people:
            reading = fetcher.readings.get(person)
            if reading and reading.image:
                names[person] = file_name(reading.image)
                if not names[person]:
                    self.lacking[person] = f"no file can be called {quoted(reading.image)}"
        return {person: name for person, name in names.items() if name}

    async def _thumbnails(self, names: Mapping[ItemId, str]) -> dict[ItemId, Thumbnail]:
        """Return what Commons offers of images, by person."""
        infos = self._kept(names.values())
        new = [name for name in dict.fromkeys(names.values()) if name not in infos]

        async def fetch(batch: Sequence[str]) -> None:
            answered = await self._commons.fetch(self._client, batch)
            self._cache.keep(answered)
            infos.update(answered)

        failure = await _ask(batches(new, self._commons.batch), fetch)
        if failure and not infos:
            raise failure
        found = {}
        for person, name in names.items():
            try:
                found[person] = self._thumbnail(name, infos.get(name), failure)
            except SourceError as error:
                self.lacking[person] = str(error)
        return found

    def _kept(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return what is kept of images, as far as it can be read."""
        kept = {}
        for name, info in self._cache.recall(names).items():
            try:
                if info:
                    self._commons.check(info)
                kept[name] = info
            except SourceAnswerError as error:
                self._cache.reject(name, str(error))
        return kept

    def _thumbnail(self, name: str, info: bytes | None, failure: SourceError | None) -> Thumbnail:
        if info is None:
            raise failure or SourceAnswerError(f"Wikimedia Commons says nothing about {quoted(name)}")
        if not info:
            raise SourceAnswerError(f"Wikimedia Commons has no file {quoted(name)}")
        try:
            return self._commons.thumbnail(info)
        except SourceAnswerError as error:
            raise SourceAnswerError(f"{quoted(name)}: {error}") from None

    async def _images(
        self, urls: Collection[str], on_progress: Callable[[Progress], None] | None
    ) -> dict[str, bytes | str]:
        """Return the bytes of images by address, or why there are none."""
        if not urls:
            return {}
        try:
            report = await download_all(
                urls,
                self._settings.cache_folder / FOLDER,
                settings=self._settings,
                concurrency=self._at_once,
                most=MOST_BYTES,
                max_age=self._cache.max_age,
                patience=_PATIENCE,
                on_progress=on_progress,
            )
        except StoreError as error:
            return dict.fromkeys(urls, str(error))
        self._check_contact(report.failed)
        return {file.url: _image(file) for file in report.files}

    def _check_contact(self, failed: Iterable[Download]) -> None:
        """Raise where a host was not asked because nobody said who asks."""
        for file in failed:
            wanted = rule_for(file.url, self._settings, Interface.FILES).wants_contact
            if wanted and not self._settings.contact and not self._settings.offline:
                raise ContactMissingError(urlsplit(file.url).netloc)


async def _ask(
    batches: Iterable[Sequence[Name]], ask: Callable[[Sequence[Name]], Awaitable[object]]
) -> SourceError | None:
    """Ask batch by batch, and return the first error: what else was answered is not lost by it.

    Whoever cannot be reached, or wants to be left alone, is not asked again.
    """
    first: SourceError | None = None
    for batch in batches:
        try:
            await ask(batch)
        except ContactMissingError:
            raise
        except SourceAnswerError as error:
            first = first or error
        except SourceError as error:
            return first or error
    return first


def _portrayed(figure: Figure, found: Mapping[ItemId, Portrait]) -> Figure:
    return replace(figure, portrait=found.get(ItemId(figure.person.id)) if _portrayable(figure) else None)


def _portrayable(figure: Figure) -> bool:
    return figure.named and not figure.person.private


def _portrait(thumbnail: Thumbnail, image: bytes) -> Portrait:
    return Portrait(
        image=image,
        media=media_type(image),
        width=thumbnail.width,
        height=thumbnail.height,
        credit=thumbnail.credit,
        page=thumbnail.page,
    )


def _image(file: Download) -> bytes | str:
    """Return the bytes of a file that was downloaded, or why they are no image; such a file is not kept."""
    if file.path is None:
        return file.error
    try:
        image = file.path.read_bytes()
        if media_type(image):
            return image
        file.path.unlink()
    except OSError as error:
        return f"{file.path}: {error.strerror or error}"
    return f"{quoted(file.url)} is no whole JPEG, PNG, GIF or WebP image"
