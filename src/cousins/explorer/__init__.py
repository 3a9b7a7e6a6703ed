"""The explorer: every question, asked of one source of facts.

The library's functions, the command line and the web page all stand on it.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cousins.errors import SettingsError, SourceError
from cousins.explorer import questions
from cousins.explorer.at_hand import AtHand, Checked
from cousins.explorer.picture import RelationPicture, Tree
from cousins.family.given import name_of, whole_number
from cousins.ports import LiveSource, Source
from cousins.running import answer
from cousins.terms import speaker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from cousins.answers.values import Listing, Profile, Relation
    from cousins.downloads import Progress
    from cousins.drawing import Scene, Siblings
    from cousins.explorer.fetching import Fetcher
    from cousins.explorer.live import Layer
    from cousins.explorer.portraits import Lack
    from cousins.family.graph import FamilyGraph
    from cousins.family.names import Match
    from cousins.family.person import Person
    from cousins.family.resolve import Resolution
    from cousins.settings import Settings
    from cousins.terms import Language
    from cousins.transport.events import Event
    from cousins.wikibase.ids import ItemId

Who = TypeVar("Who")

__all__ = ["Checked", "Explorer", "Tree", "answer"]

_BELOW = 2
"""Generations down that a tree shows when nothing is asked for."""


class Explorer:
    """Answers questions from one source.

    People are named by an id of the source or by a name; each question raises
    `PersonNotFoundError` or `AmbiguousNameError` when that names nobody or
    nobody in particular. Questions to a live source raise `SourceError` and
    `StoreError` as well; what was fetched before is kept.

    Args:
        source: Where facts come from.
        words: The language of the answers; English when None.
        on_choice: Told how each name was understood, unless it was an id.
        settings: For live sources: contact, store, proxy and the like; read
            from environment and settings file when None.
        on_event: Told of requests and waits, for progress.

    Example:
        >>> from cousins.sources.atlas import Atlas
        >>> answer(Explorer(Atlas()).relate("Nicholas II", "George V")).relationships[0].b_is
        'first cousin'
    """

    def __init__(
        self,
        source: Source | LiveSource,
        *,
        words: Language | None = None,
        on_choice: Callable[[str, Resolution], None] | None = None,
        settings: Settings | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> None:
        """Keep the source; nothing is read before a question is asked."""
        self.source = source
        self.words = words or speaker("en")
        self._at_hand = AtHand(source, on_choice) if isinstance(source, Source) else None
        self._on_choice, self._on_event, self._settings = on_choice, on_event, settings

    @property
    def live(self) -> bool:
        """Whether the source waits for a network, so that its questions need an event loop."""
        return self._at_hand is None

    async def relate(
        self,
        a: str | Person,
        b: str | Person,
        *,
        every: bool = False,
        limit: int | None = None,
        generations: int | None = None,
        drawn: int = 0,
        siblings: Siblings = "dots",
    ) -> Relation:
        """Return how two people are related.

        A live source is asked for both pedigrees, a generation at a time, until
        every relationship up to the nearest one's generation is certain.

        Args:
            a: Id or name of the one.
            b: Id or name of the other.
            every: Whether to list every ancestor or couple with every pair of
                generations, instead of the nearest for each independent one.
            limit: How many relationships to list at most; None for all.
            generations: How many generations up to look for common ancestors, 0 for
                all there are. None: all of a source at hand, and of a live
                source as many as make the nearest relationships certain.
            drawn: How many relationships a picture will show. A live source is then
                asked for those who stand beside their lines as well: brothers and
                sisters, and other parents. Without it the picture has only those
                whom the search met.
            siblings: How that picture will show brothers and sisters; for ``none``
                they are not asked for.
        """
        a, b = name_of(a), name_of(b)
        limit, generations = whole_number("limit", limit, least=1), whole_number("generations", generations)
        drawn = whole_number("drawn", drawn) or 0
        if self._at_hand:
            graph, (one, other) = await self._at_hand.people(a, b)
            found = questions.related(
                graph, one, other, self.words, every=every, limit=limit, generations=generations or None
            )
            return replace(found, picture=RelationPicture(graph, self.source, generations or None))
        from cousins.explorer import live_questions  # noqa: PLC0415 (the network's half)

        async with self._live(a, b, pedigrees=True) as (fetcher, (item_a, item_b)):
            return await live_questions.related(
                fetcher,
                item_a,
                item_b,
                self.words,
                every=every,
                limit=limit,
                generations=generations,
                drawn=drawn,
                siblings=siblings,
            )

    async def find(self, name: str, *, limit: int = 10) -> list[Match]:
        """Return who may be meant by a name, best first; empty when nobody comes near."""
        name, limit = name_of(name), whole_number("limit", limit, least=1) or limit
        if self._at_hand:
            return (await self._at_hand.names()).find(name, limit=limit)
        from cousins.explorer import live  # noqa: PLC0415 (as above)

        async with self._live() as (fetcher, _):
            return await live.matches(fetcher, name, limit=limit)

    async def beginning(self, text: str, *, limit: int) -> list[Person]:
        """Return people with a name that begins so, from any word on; for completion; nobody of a live source."""
        return (await self._at_hand.names()).beginning(text, limit=limit) if self._at_hand else []

    async def nearest(self, name: str) -> list[str]:
        """Return the spellings nearest to a name that nobody has; none of a live source."""
        return (await self._at_hand.names()).nearest(name) if self._at_hand else []

    async def show(self, person: str | Person) -> Profile:
        """Return what is known of a person and the nearest kin."""
        person = name_of(person)
        if self._at_hand:
            graph, (one,) = await self._at_hand.people(person)
            return questions.profile(graph, one, self.words)
        from cousins.explorer import live_questions  # noqa: PLC0415 (as above)

        async with self._live(person) as (fetcher, (item,)):
            return await live_questions.profile(fetcher, item, self.words)

    async def ancestors(self, person: str | Person, *, generations: int | None = None) -> Listing:
        """Return the ancestors of a person with Sosa numbers, up to so many generations."""
        person, generations = name_of(person), whole_number("generations", generations)
        if self._at_hand:
            graph, (one,) = await self._at_hand.people(person)
            return questions.pedigree_list(graph, one, generations=generations)
        from cousins.explorer import live_questions  # noqa: PLC0415 (as above)

        async with self._live(person) as (fetcher, (item,)):
            return await live_questions.pedigree_list(fetcher, item, generations=generations)

    async def descendants(self, person: str | Person, *, generations: int | None = None) -> Listing:
        """Return the descendants of a person with d'Aboville numbers, down to so many generations."""
        person, generations = name_of(person), whole_number("generations", generations)
        if self._at_hand:
            graph, (one,) = await self._at_hand.people(person)
            return questions.descent_list(graph, one, generations=generations)
        from cousins.explorer import live_questions  # noqa: PLC0415 (as above)

        async with self._live(person) as (fetcher, (item,)):
            return await live_questions.descent_list(fetcher, item, generations=generations)

    async def tree(
        self,
        people: Iterable[str | Person],
        *,
        to: Iterable[str | Person] = (),
        ancestors: int | None = 0,
        descendants: int | None = 0,
        siblings: Siblings = "dots",
    ) -> Scene:
        """Return the picture of a genealogical tree.

        A live source is asked for those in the picture: a generation at a time
        up or down, and for `to` up from these people, as far as the roots may
        still be found. That partners are related (a double line) is known only
        as far as it read their pedigrees then.

        Args:
            people: Ids or names of those the tree is about.
            to: Ids or names of those whom all lines of descent lead to.
            ancestors: How many generations up; None for all.
            descendants: How many generations down; None for all. Where neither
                these nor `to` ask for anybody, two.
            siblings: Brothers and sisters along the lines as ``dots``, with
                their ``names``, or ``none``.

        Raises:
            SettingsError: Nobody was named, or an option makes no sense.
        """
        from cousins.drawing import scene_of_tree  # noqa: PLC0415 (only for pictures)

        ancestors, descendants = whole_number("ancestors", ancestors), whole_number("descendants", descendants)
        about, down_to = [name_of(person) for person in people], [name_of(person) for person in to]
        if not about:
            raise SettingsError("a tree is about somebody: name at least one person")
        if not down_to and ancestors == descendants == 0:
            descendants = _BELOW
        if self._at_hand:
            graph, numbers = await self._at_hand.people(*about, *down_to)
            roots, ends = _each_once(numbers, len(about))
            return scene_of_tree(graph, roots, to=ends, ancestors=ancestors, descendants=descendants, siblings=siblings)
        from cousins.explorer import live_tree  # noqa: PLC0415 (as above)

        async with self._live(*about, *down_to) as (fetcher, items):
            root_items, end_items = _each_once(items, len(about))
            return await live_tree.tree(
                fetcher, root_items, to=end_items, ancestors=ancestors, descendants=descendants, siblings=siblings
            )

    async def portraits(
        self,
        scene: Scene,
        *,
        on_lack: Callable[[Lack], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Scene:
        """Return a picture in which everybody with a name has a portrait, if Wikidata knows one.

        The people's ids are those of Wikidata, or of the Wikibase that the source
        is; the images are Wikimedia Commons'. What was fetched before is not asked
        for again. This waits for a network, whatever the source.

        Args:
            scene: The picture; dots have no portraits.
            on_lack: Told of portraits that could not be fetched; the picture then has the others.
            on_progress: Told how many thumbnails are there.

        Raises:
            SourceError: Nobody in the picture has an id of Wikidata's kind, or nothing at all could be fetched.
            StoreError: What is fetched cannot be kept.
        """
        from cousins.explorer.portraits import with_portraits  # noqa: PLC0415 (as above)

        return await with_portraits(
            scene,
            self.source,
            self._loaded(),
            on_event=self._on_event,
            on_lack=on_lack,
            on_progress=on_progress,
        )

    async def part(
        self,
        *,
        ancestors: str | Person | None = None,
        descendants: str | Person | None = None,
        between: tuple[str | Person, str | Person] | None = None,
        generations: int | None = None,
    ) -> FamilyGraph:
        """Return a part of a source at hand, or all of it.

        Args:
            ancestors: Somebody whose ancestors are wanted: an id, a name or a Person.
            descendants: Somebody whose descendants are wanted.
            between: Two whose lines to common ancestors are wanted.
            generations: How many generations up or down at most; None for all.

        Raises:
            SourceError: The source is a live one; explore it first.
        """
        generations = whole_number("generations", generations)
        if not self._at_hand:
            raise SourceError(f"{self.source.name} is asked live; keep a family with crawl --output first")
        return await self._at_hand.part(
            self.words, ancestors=ancestors, descendants=descendants, between=between, generations=generations
        )

    async def check(self, people: Iterable[str | Person] = ()) -> Checked:
        """Return what cannot be true in a source.

        Args:
            people: For a live source, ids or names (or Persons) of those whose nearest kin are looked at.

        Raises:
            SourceError: A live source was asked about nobody.
        """
        if self._at_hand:
            return await self._at_hand.check()
        from cousins.explorer import live_questions  # noqa: PLC0415 (as above)

        names = [name_of(person) for person in people]
        if not names:
            raise SourceError(f"name the people whose kin {self.source.name} is to be checked for")
        async with self._live(*names) as (fetcher, items):
            return Checked(await live_questions.findings(fetcher, items))

    async def explore(
        self,
        seeds: Iterable[str | Person],
        *,
        targets: Iterable[str | Person] = (),
        depth: int | None = None,
        links: bool = False,
        people: int | None = None,
        requests: int | None = None,
    ) -> AsyncIterator[Layer]:
        """Yield all kin of the seeds degree by degree, strictly breadth first.

        Args:
            seeds: Ids or names to begin with.
            targets: Ids or names to find; it ends with the degree at which all are found.
            depth: The last degree; None for no limit.
            links: Whether partners and stated siblings count as links, beside parents and children.
            people: How many people to read at most; None for no limit.
            requests: How many requests to make at most; None for no limit.

        Raises:
            SourceError: The source is not a live one, cannot answer, or the requests are used up.
        """
        if self._at_hand:
            raise SourceError(f"{self.source.name} has everybody at hand; only a live source is explored")
        from cousins.explorer import live  # noqa: PLC0415 (as above)
        from cousins.kinship.walk import CrawlWalk  # noqa: PLC0415 (as above)

        first, last = [name_of(person) for person in seeds], [name_of(person) for person in targets]
        async with self._live(*first, *last) as (fetcher, items):
            begin, ends = live.ids(items[: len(first)]), live.ids(items[len(first) :])
            walk = CrawlWalk(begin, targets=ends, depth=depth, links=links, people=people)
            async for layer in live.explored(fetcher, walk, requests=requests):
                yield layer

    @asynccontextmanager
    async def _live(self, *names: str, pedigrees: bool = False) -> AsyncIterator[tuple[Fetcher, list[ItemId]]]:
        """Open the door to the network and the store for one question, about the people whom ids or names mean.

        Args:
            names: The ids or names; their pages are read at once.
            pedigrees: Whether to bring their pedigrees as well, where the source can.
        """
        from cousins.explorer import live  # noqa: PLC0415 (as above)
        from cousins.explorer.fetching import opened  # noqa: PLC0415 (as above)

        if not isinstance(self.source, LiveSource):
            raise TypeError(f"{self.source!r} is no source")
        async with opened(self.source, self._loaded(), self._on_event) as fetcher:
            await live.given(fetcher, names, pedigrees=pedigrees)
            yield fetcher, [await live.identified(fetcher, name, self._on_choice) for name in names]

    def _loaded(self) -> Settings:
        from cousins.settings import Settings  # noqa: PLC0415 (as above)

        return self._settings or Settings.load()


def _each_once(people: Sequence[Who], count: int) -> tuple[list[Who], list[Who]]:
    """Return the first so many people and the others, each once."""
    return list(dict.fromkeys(people[:count])), list(dict.fromkeys(people[count:]))
