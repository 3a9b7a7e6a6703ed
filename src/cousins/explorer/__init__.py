"""The explorer: every question, asked of one source of facts.

The library's functions, the command line and the web page all stand on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cousins.errors import SettingsError, SourceError
from cousins.explorer.door import answer
from cousins.explorer.picture import RelationPicture, Tree
from cousins.family.given import name_of, whole_number
from cousins.family.names import NameIndex
from cousins.family.resolve import resolve
from cousins.kinship import questions
from cousins.kinship.ancestors import ancestors as ancestors_of
from cousins.kinship.descendants import descendants as descendants_of
from cousins.kinship.terms import speaker
from cousins.ports import Source

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from contextlib import AbstractAsyncContextManager

    from cousins.downloads import Progress
    from cousins.drawing import Scene, Siblings
    from cousins.explorer.fetching import Fetcher
    from cousins.explorer.live import Layer
    from cousins.explorer.portraits import Lack
    from cousins.family.graph import FamilyGraph
    from cousins.family.names import Match
    from cousins.family.person import Person
    from cousins.family.resolve import Resolution
    from cousins.formats import Report
    from cousins.kinship.answers import Listing, Profile, Relation
    from cousins.kinship.finding_values import Finding
    from cousins.kinship.terms import Language
    from cousins.ports import LiveSource
    from cousins.settings import Settings
    from cousins.transport.events import Event
    from cousins.wikibase.ids import ItemId

__all__ = ["Checked", "Explorer", "Tree", "answer"]

_BELOW = 2
"""Generations down that a tree shows when nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        findings: What cannot be true or hardly is.
        report: What in a file could not be used; None for other sources.
    """

    findings: tuple[Finding, ...]
    report: Report | None = None


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
        self._on_choice, self._on_event = on_choice, on_event
        self._settings = settings
        self._names: NameIndex | None = None

    @property
    def live(self) -> bool:
        """Whether the source waits for a network, so that its questions need an event loop."""
        return not isinstance(self.source, Source)

    async def relate(
        self,
        a: str | Person,
        b: str | Person,
        *,
        every: bool = False,
        limit: int | None = None,
        generations: int | None = None,
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
        """
        a, b = name_of(a), name_of(b)
        limit, generations = whole_number("limit", limit, least=1), whole_number("generations", generations)
        if isinstance(self.source, Source):
            graph = await self.source.family()
            one, other = self._number(graph, a), self._number(graph, b)
            found = questions.related(
                graph, one, other, self.words, every=every, limit=limit, generations=generations or None
            )
            return replace(found, picture=RelationPicture(graph, self.source))
        from cousins.explorer import live  # noqa: PLC0415 (the network's half)

        async with self._fetcher() as fetcher:
            await live.given(fetcher, (a, b), pedigrees=True)
            people = [await live.identified(fetcher, name, self._on_choice) for name in (a, b)]
            walk = await live.climbed(
                fetcher, people, generations=generations or None, everything=generations is not None
            )
            graph = live.united(fetcher, read_only=not walk.complete).graph
            one, other = (graph.number(person) for person in people)
            found = questions.related(
                graph, one, other, self.words, every=every, limit=limit, generations=generations or None
            )
            return replace(
                found,
                complete=walk.complete,
                searched=walk.generation,
                requests=fetcher.requests,
                picture=RelationPicture(graph, self.source),
            )

    async def find(self, name: str, *, limit: int = 10) -> list[Match]:
        """Return who may be meant by a name, best first; empty when nobody comes near."""
        name, limit = name_of(name), whole_number("limit", limit, least=1) or limit
        if isinstance(self.source, Source):
            return self._index(await self.source.family()).find(name, limit=limit)
        from cousins.explorer import live  # noqa: PLC0415 (as above)

        async with self._fetcher() as fetcher:
            return await live.matches(fetcher, name, limit=limit)

    async def beginning(self, text: str, *, limit: int) -> list[Person]:
        """Return people with a name that begins so, from any word on; for completion; nobody of a live source."""
        if not isinstance(self.source, Source):
            return []
        return self._index(await self.source.family()).beginning(text, limit=limit)

    async def nearest(self, name: str) -> list[str]:
        """Return the spellings nearest to a name that nobody has; none of a live source."""
        if not isinstance(self.source, Source):
            return []
        return self._index(await self.source.family()).nearest(name)

    async def show(self, person: str | Person) -> Profile:
        """Return what is known of a person and the nearest kin."""
        person = name_of(person)
        if isinstance(self.source, Source):
            graph = await self.source.family()
            return questions.profile(graph, self._number(graph, person), self.words)
        from cousins.explorer import live  # noqa: PLC0415 (as above)
        from cousins.family.person import PersonId  # noqa: PLC0415 (as above)

        async with self._fetcher() as fetcher:
            item = await live.identified(fetcher, person, self._on_choice)
            await live.neighbourhood(fetcher, item)
            union = live.united(fetcher, read_only=True)
            found = questions.profile(union.graph, union.graph.number(item), self.words)
            left_out = tuple(str(dropped) for dropped in union.dropped if dropped.person == PersonId(item))
            return replace(found, left_out=left_out, inbreeding=None)

    async def ancestors(self, person: str | Person, *, generations: int | None = None) -> Listing:
        """Return the ancestors of a person with Sosa numbers, up to so many generations."""
        person, generations = name_of(person), whole_number("generations", generations)
        if isinstance(self.source, Source):
            graph = await self.source.family()
            return questions.pedigree_list(graph, self._number(graph, person), generations=generations)
        from cousins.explorer import live  # noqa: PLC0415 (as above)
        from cousins.kinship.walk import LineWalk  # noqa: PLC0415 (as above)

        async with self._fetcher() as fetcher:
            item = await live.identified(fetcher, person, self._on_choice)
            await live.climbed_together(fetcher, [LineWalk(live.ids([item]), generations=generations)])
            graph = live.united(fetcher, read_only=True).graph
            return questions.pedigree_list(graph, graph.number(item), generations=generations)

    async def descendants(self, person: str | Person, *, generations: int | None = None) -> Listing:
        """Return the descendants of a person with d'Aboville numbers, down to so many generations."""
        person, generations = name_of(person), whole_number("generations", generations)
        if isinstance(self.source, Source):
            graph = await self.source.family()
            return questions.descent_list(graph, self._number(graph, person), generations=generations)
        from cousins.explorer import live  # noqa: PLC0415 (as above)

        async with self._fetcher() as fetcher:
            item = await live.identified(fetcher, person, self._on_choice)
            await live.descended(fetcher, [item], generations=generations)
            graph = live.united(fetcher, read_only=True).graph
            return questions.descent_list(graph, graph.number(item), generations=generations)

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
        if isinstance(self.source, Source):
            graph = await self.source.family()
            roots = list(dict.fromkeys(self._number(graph, name) for name in about))
            ends = list(dict.fromkeys(self._number(graph, name) for name in down_to))
            return scene_of_tree(graph, roots, to=ends, ancestors=ancestors, descendants=descendants, siblings=siblings)
        from cousins.explorer import live, live_tree  # noqa: PLC0415 (as above)

        async with self._fetcher() as fetcher:
            await live.given(fetcher, (*about, *down_to))
            return await live_tree.tree(
                fetcher,
                await self._items(fetcher, about),
                to=await self._items(fetcher, down_to),
                ancestors=ancestors,
                descendants=descendants,
                siblings=siblings,
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
        ancestors: str | None = None,
        descendants: str | None = None,
        between: tuple[str, str] | None = None,
        generations: int | None = None,
    ) -> FamilyGraph:
        """Return a part of a source at hand, or all of it.

        Args:
            ancestors: Id or name of somebody whose ancestors are wanted.
            descendants: Id or name of somebody whose descendants are wanted.
            between: Ids or names of two whose lines to common ancestors are wanted.
            generations: How many generations up or down at most; None for all.

        Raises:
            SourceError: The source is a live one; explore it first.
        """
        from cousins.formats.subset import subset  # noqa: PLC0415 (only for parts)

        generations = whole_number("generations", generations)
        graph = await self._at_hand().family()
        numbers: Iterable[int] = range(len(graph))
        if ancestors is not None:
            rows = ancestors_of(graph, self._number(graph, ancestors), generations=generations)
            numbers = [row.person for row in rows]
        elif descendants is not None:
            below = descendants_of(graph, self._number(graph, descendants), generations=generations)
            numbers = [row.person for row in below]
        elif between is not None:
            one, other = (self._number(graph, name) for name in between)
            found = questions.related(graph, one, other, self.words, generations=generations)
            numbers = [graph.number(who) for who in found.people]
        return subset(graph, numbers)

    async def check(self, people: Iterable[str] = ()) -> Checked:
        """Return what cannot be true in a source.

        Args:
            people: For a live source, ids or names of those whose nearest kin are looked at.

        Raises:
            SourceError: A live source was asked about nobody.
        """
        from cousins.kinship.findings import check  # noqa: PLC0415 (only for checks)

        if isinstance(self.source, Source):
            graph = await self.source.family()
            report = getattr(self.source, "report", None)
            one_sided = report.one_sided if report else ()
            return Checked(tuple(check(graph, one_sided=one_sided)), report)
        from cousins.explorer import live  # noqa: PLC0415 (as above)

        people = tuple(people)
        if not people:
            raise SourceError(f"name the people whose kin {self.source.name} is to be checked for")
        async with self._fetcher() as fetcher:
            for name in people:
                await live.neighbourhood(fetcher, await live.identified(fetcher, name, self._on_choice))
            union = live.united(fetcher, read_only=True)
            return Checked(tuple(check(union.graph, one_sided=live.one_sided(union))))

    def _at_hand(self) -> Source:
        if isinstance(self.source, Source):
            return self.source
        raise SourceError(f"{self.source.name} is asked live; keep a family with crawl --output first")

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
        if not self.live:
            raise SourceError(f"{self.source.name} has everybody at hand; only a live source is explored")
        from cousins.explorer import live  # noqa: PLC0415 (as above)
        from cousins.kinship.walk import CrawlWalk  # noqa: PLC0415 (as above)

        async with self._fetcher() as fetcher:
            first, last = [name_of(person) for person in seeds], [name_of(person) for person in targets]
            await live.given(fetcher, (*first, *last))
            begin, ends = await self._items(fetcher, first), await self._items(fetcher, last)
            walk = CrawlWalk(live.ids(begin), targets=live.ids(ends), depth=depth, links=links, people=people)
            async for layer in live.explored(fetcher, walk, requests=requests):
                yield layer

    async def _items(self, fetcher: Fetcher, names: Iterable[str]) -> list[ItemId]:
        """Return the items that ids or names mean, each once."""
        from cousins.explorer import live  # noqa: PLC0415 (as above)

        return list(dict.fromkeys([await live.identified(fetcher, name, self._on_choice) for name in names]))

    def _fetcher(self) -> AbstractAsyncContextManager[Fetcher]:
        """Open the door to the network and the store, for one question."""
        from cousins.explorer.fetching import opened  # noqa: PLC0415 (as above)
        from cousins.ports import LiveSource  # noqa: PLC0415 (as above)

        if not isinstance(self.source, LiveSource):
            raise TypeError(f"{self.source!r} is no source")
        return opened(self.source, self._loaded(), self._on_event)

    def _loaded(self) -> Settings:
        from cousins.settings import Settings  # noqa: PLC0415 (as above)

        return self._settings or Settings.load()

    def _index(self, graph: FamilyGraph) -> NameIndex:
        if self._names is None:
            self._names = NameIndex(graph)
        return self._names

    def _number(self, graph: FamilyGraph, name: str) -> int:
        """Return the number of the person meant by an id or a name."""
        if name in graph:
            return graph.number(name)
        understood = resolve(self._index(graph), name)
        if self._on_choice:
            self._on_choice(name, understood)
        return graph.number(understood.person.id)
