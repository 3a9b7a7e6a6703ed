"""The explorer: every question, asked of one source of facts.

The library's functions, the command line and the web page all stand on it.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from cousins.errors import SettingsError, SourceError
from cousins.explorer.fields import Fields
from cousins.explorer.picture import FEW, RelationPainter
from cousins.explorer.relating import between as family_between
from cousins.explorer.relating import related, with_twins
from cousins.family.resolve import name_of
from cousins.kinship.scope import ENOUGH, Scope, whole_number
from cousins.ports import Source
from cousins.running import computed
from cousins.terms import speaker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import date
    from types import TracebackType
    from typing import Self

    from cousins.answers.listing import Listing
    from cousins.answers.looks import Siblings
    from cousins.answers.profile import Profile
    from cousins.answers.relation import Relation
    from cousins.answers.subset import Subset
    from cousins.downloads import Progress
    from cousins.drawing import Portrait, Tree
    from cousins.explorer.checked import Checked
    from cousins.explorer.layer import Layer, OnEvent
    from cousins.explorer.marking_twins import TwinSets
    from cousins.explorer.portraits import Lack
    from cousins.family.graph import FamilyGraph
    from cousins.family.living import Living
    from cousins.family.names import Match
    from cousins.family.person import Person
    from cousins.kinship.scope import Generations
    from cousins.ports import LiveSource
    from cousins.settings import Settings
    from cousins.terms import Language

_BELOW = 2
"""Generations down that a tree shows when nothing is asked for."""


class Explorer:
    """Answers questions from one source.

    People are named by an id of the source or by a name; each question raises
    `PersonNotFoundError` or `AmbiguousNameError` when that names nobody or
    nobody in particular, and says in its answer whom it took a name for
    (``answer.understood``). Questions to a live source raise `SourceError` as well,
    and offline `StoreError`; what was fetched before is kept.

    Within ``async with Explorer(source) as explorer:`` store and connections stay
    open over many questions; without it each question opens and closes them.

    Every question takes `on_event`, which is told of its own requests, waits and generations, and of what is wrong
    with the store where the answer can do without.

    Args:
        source: Where facts come from.
        language: What names kin in the answers; English when None.
        settings: For live sources: contact, store, proxy and the like; read
            from environment and settings file when None.
        living: ``hide`` takes names, dates and other names of all who count as living
            out of every answer, picture and family; ``initials`` leaves initials; None hides nobody.
        today: From when their ages are counted; None for the day on which it is asked.
        twins: Sets of people who are identical twins of each other, by ids, names or Persons, beside those
            whom the source marks: ``[("Q1", "Q2")]``. Only of sources at hand.

    Raises:
        SettingsError: There is no such way to show the living.

    Attributes:
        source: As given.
        language: As given, or English.
        live: Whether the source waits for a network, so that its questions need an event loop.

    Example:
        >>> from cousins.running import run
        >>> from cousins.sources.atlas import Atlas
        >>> run(Explorer(Atlas()).relate("Nicholas II", "George V")).relationships[0].b_is
        'first cousin'
    """

    def __init__(
        self,
        source: Source | LiveSource,
        *,
        language: Language | None = None,
        settings: Settings | None = None,
        living: Living | str | None = None,
        today: date | None = None,
        twins: TwinSets = (),
    ) -> None:
        """Keep the source; nothing is read before a question is asked."""
        self.source = source
        self.language = language or speaker("en")
        self._settings = settings
        shown: Living | None = None
        if living is not None:
            from cousins.family.living import Living as Shown  # noqa: PLC0415 (only where somebody is hidden)

            try:
                shown = Shown(living)
            except ValueError:
                raise SettingsError(f"living wants hide or initials, not {living!r}") from None
        self._fields = Fields(source, settings, shown, today, tuple(twins))
        self.live = not isinstance(source, Source)
        self._lifetimes: list[AbstractAsyncContextManager[None]] = []

    @property
    def settings(self) -> Settings:
        """Those of live sources: as given, or of environment and settings file."""
        return self._fields.network.settings

    def naming(self, languages: Sequence[str]) -> Self:
        """Return an explorer of the same live source that names people in other languages.

        It shares store and connections with this one, and what either has fetched the other need not fetch: both ask
        for names in all languages of the settings, and these should be some of them.

        Args:
            languages: Their codes, the best first.

        Raises:
            SettingsError: The source is at hand, and has one name for everybody.
        """
        other = copy(self)
        other._fields = self._fields.naming(languages)
        other.source, other._lifetimes = other._fields.source, []  # noqa: SLF001 (a copy of our own)
        return other

    @property
    def languages(self) -> Sequence[str]:
        """In which a live source's people are named, the best first."""
        return self._fields.languages or self.settings.languages

    async def __aenter__(self) -> Self:
        """Keep open from now on what the questions open."""
        lifetime = self._fields.network.lifetime()
        await lifetime.__aenter__()
        self._lifetimes.append(lifetime)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close store and connections."""
        await self._lifetimes.pop().__aexit__(kind, error, trace)

    async def relate(
        self,
        a: str | Person,
        b: str | Person,
        *,
        every: bool = False,
        limit: int | None = None,
        generations: Generations = ENOUGH,
        on_event: OnEvent | None = None,
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
            generations: How many generations up to look for common ancestors; None for
                all there are. ``enough``: all of a source at hand, and of a live
                source as many as make the nearest relationships certain.
            on_event: Told of requests, waits and generations.
        """
        scope = Scope(every=every, limit=limit, generations=generations)
        async with self._fields.opened(on_event) as field:
            await field.identify([a, b], pedigrees=True)
            await field.pedigrees(scope.generations)
            graph = field.graph
            if graph.identical_twins:
                graph = await computed(with_twins, graph)
            found = await computed(related, graph, *field.numbers, self.language, scope)
            extent = field.extent
            return replace(
                found,
                complete=extent.complete,
                searched=extent.generations,
                requests=extent.requests,
                understood=field.understood + field.marked,
                painter=RelationPainter(graph, self._picture, scope, field.readings),
            )

    async def picture(
        self,
        relation: Relation,
        *,
        relationships: int | None = None,
        siblings: Siblings = "dots",
        on_event: OnEvent | None = None,
    ) -> Tree:
        """Return the picture of the people on the lines between two, an answer of this explorer.

        A live source is asked for those who stand beside the lines: brothers and sisters, and other parents.

        Args:
            relation: The answer, as `relate` returned it.
            relationships: How many relationships to draw, the nearest first; None for three. A marriage
                of the two is drawn beside them, and what a limit left out of the answer is drawn.
            siblings: Brothers and sisters along the lines as ``dots``, with their ``names``, or ``none``.
            on_event: Told of requests and waits.

        Raises:
            SettingsError: The answer came without its family, or an option makes no sense.
        """
        from cousins.drawing import Tree, scene_of_relation  # noqa: PLC0415 (only for pictures)

        painter = relation.painter
        if not isinstance(painter, RelationPainter):
            raise SettingsError("this answer came without its family, so it cannot be drawn; ask an Explorer")
        count = FEW if relationships is None else relationships
        shown = await computed(painter.holding, relation, count)

        def draw(graph: FamilyGraph) -> Tree:
            scene = scene_of_relation(shown, graph, relationships=count, siblings=siblings)
            return Tree(scene, self.source, relation.understood)

        if painter.readings is None:
            return await computed(draw, painter.graph)
        async with self._fields.opened(on_event, readings=painter.readings) as field:
            return await field.drawn(draw)

    async def _picture(self, relation: Relation, relationships: int | None, siblings: Siblings) -> Tree:
        return await self.picture(relation, relationships=relationships, siblings=siblings)

    async def find(self, name: str, *, limit: int = 10, on_event: OnEvent | None = None) -> list[Match]:
        """Return who may be meant by a name, best first; empty when nobody comes near."""
        name, limit = name_of(name), whole_number("limit", limit, least=1) or limit
        async with self._fields.opened(on_event) as field:
            return await field.matches(name, limit=limit)

    async def beginning(
        self, text: str, *, limit: int, searching: bool = False, on_event: OnEvent | None = None
    ) -> list[Person]:
        """Return people with a name that begins so, from any word on, for completion.

        Args:
            text: The beginning.
            limit: How many people to return at most.
            searching: Whether a live source is asked, too; without it nobody of such a source is found.
            on_event: Told of requests and waits.
        """
        if self.live and not searching:
            return []
        async with self._fields.opened(on_event) as field:
            return await field.beginning(text, limit=limit)

    async def nearest(self, name: str) -> list[str]:
        """Return the spellings nearest to a name that nobody has; none of a live source."""
        return [] if self.live else (await self._fields.names()).nearest(name)

    async def show(self, person: str | Person, *, on_event: OnEvent | None = None) -> Profile:
        """Return what is known of a person and the nearest kin; of a live source without F, which takes a pedigree."""
        from cousins.explorer.portraying import profile  # noqa: PLC0415 (each question loads its own)

        async with self._fields.opened(on_event) as field:
            await field.identify([person])
            await field.next_of_kin()
            found = await computed(profile, field.graph, *field.numbers, self.language)
            inbreeding = None if self.live else found.inbreeding
            left_out = field.left_out(found.person.id)
            return replace(found, inbreeding=inbreeding, left_out=left_out, understood=field.understood + field.marked)

    async def ancestors(
        self, person: str | Person, *, generations: int | None = None, on_event: OnEvent | None = None
    ) -> Listing:
        """Return the ancestors of a person with Sosa numbers, up to so many generations; all for None."""
        return await self._kin_list(person, generations, on_event, up=True)

    async def descendants(
        self, person: str | Person, *, generations: int | None = None, on_event: OnEvent | None = None
    ) -> Listing:
        """Return the descendants of a person with d'Aboville numbers, down to so many generations; all for None."""
        return await self._kin_list(person, generations, on_event, up=False)

    async def _kin_list(
        self, person: str | Person, generations: int | None, on_event: OnEvent | None, *, up: bool
    ) -> Listing:
        from cousins.explorer.listing_kin import descent_list, pedigree_list  # noqa: PLC0415 (as above)

        generations = whole_number("generations", generations)
        async with self._fields.opened(on_event) as field:
            await field.identify([person])
            await (field.ancestors if up else field.descendants)(generations)
            (number,) = field.numbers
            listed = pedigree_list if up else descent_list
            found = await computed(listed, field.graph, number, generations=generations)
            return replace(found, understood=field.understood + field.marked)

    async def tree(
        self,
        people: Iterable[str | Person],
        *,
        to: Iterable[str | Person] = (),
        ancestors: int | None = 0,
        descendants: int | None = 0,
        siblings: Siblings = "dots",
        on_event: OnEvent | None = None,
    ) -> Tree:
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
            on_event: Told of requests and waits.

        Raises:
            SettingsError: Nobody was named, or an option makes no sense.
        """
        from cousins.drawing import Tree, scene_of_tree  # noqa: PLC0415 (only for pictures)

        up, down = whole_number("ancestors", ancestors), whole_number("descendants", descendants)
        about, ends = list(people), list(to)
        if not about:
            raise SettingsError("a tree is about somebody: name at least one person")
        if not ends and up == down == 0:
            down = _BELOW
        async with self._fields.opened(on_event) as field:
            await field.identify([*about, *ends])
            await field.lines(len(about), ancestors=up, descendants=down)
            understood = field.understood
            parted = understood[: len(about)], understood[len(about) :]
            ids = [dict.fromkeys([each.person.id for each in part]) for part in parted]

            def draw(graph: FamilyGraph) -> Tree:
                roots, bottoms = ([graph.number(person) for person in each] for each in ids)
                scene = scene_of_tree(graph, roots, to=bottoms, ancestors=up, descendants=down, siblings=siblings)
                return Tree(scene, self.source, field.understood + field.marked)

            return await field.drawn(draw)

    async def portraits(
        self,
        tree: Tree,
        *,
        on_lack: Callable[[Lack], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_event: OnEvent | None = None,
    ) -> Tree:
        """Return a picture in which everybody with a name has a portrait, if Wikidata knows one.

        The people's ids are those of Wikidata, or of the Wikibase that the source
        is; the images are Wikimedia Commons'. What was fetched before is not asked
        for again. This waits for a network, whatever the source.

        Args:
            tree: The picture; dots have no portraits.
            on_lack: Told of portraits that could not be fetched; the picture then has the others.
            on_progress: Told how many thumbnails are there.
            on_event: Told of requests and waits.

        Raises:
            SourceError: Nobody in the picture has an id of Wikidata's kind, or nothing at all could be fetched.
            StoreError: What is kept cannot be used, and the settings say to stay offline.
        """
        from cousins.explorer.portraits import with_portraits  # noqa: PLC0415 (the network's half)

        async with self._fields.network.opened(on_event) as (client, store):
            scene = await with_portraits(
                tree.scene, self.source, client, store, on_lack=on_lack, on_progress=on_progress, on_trouble=on_event
            )
        return replace(tree, scene=scene)

    async def portraits_of(self, people: Iterable[str], *, on_event: OnEvent | None = None) -> dict[str, Portrait]:
        """Return the portraits of people by id, for a page; of the living who are hidden there is none.

        It is as patient as `portraits`, of which it is the part that needs no picture.

        Args:
            people: Ids; those that are not of Wikidata's kind, or nobody's of this source, have no portrait.
            on_event: Told of requests and waits.

        Raises:
            SourceError: Nothing at all could be fetched.
            StoreError: What is kept cannot be used, and the settings say to stay offline.
        """
        from cousins.explorer.portraits import portraits_of  # noqa: PLC0415 (the network's half)
        from cousins.wikibase.ids import is_item_id  # noqa: PLC0415 (as above)

        async with self._fields.opened(on_event, bulk=True) as field:
            public = await field.public([person for person in people if is_item_id(person)])
        if not public:
            return {}
        async with self._fields.network.opened(on_event, bulk=True) as (client, store):
            found = await portraits_of(public, self.source, client, store, on_trouble=on_event)
            return {str(person): portrait for person, portrait in found.items()}

    async def subset(
        self,
        *,
        ancestors: str | Person | None = None,
        descendants: str | Person | None = None,
        between: tuple[str | Person, str | Person] | None = None,
        generations: int | None = None,
        limit: int | None = None,
    ) -> Subset:
        """Return a part of a source at hand, or all of it.

        Args:
            ancestors: Somebody whose ancestors are wanted: an id, a name or a Person.
            descendants: Somebody whose descendants are wanted.
            between: Two whose lines to common ancestors are wanted.
            generations: How many generations up or down at most; None for all.
            limit: Of two, along how many relationships, the nearest first; None for all.

        Raises:
            SourceError: The source is a live one; explore it first.
        """
        from cousins.answers.subset import Subset as Part  # noqa: PLC0415 (as above)
        from cousins.explorer.listing_kin import above, below  # noqa: PLC0415 (as above)

        generations = whole_number("generations", generations)
        scope = Scope(limit=limit, generations=generations)
        if self.live:
            raise SourceError(f"{self.source.name} is asked live; keep a family with explore --output first")
        people = between or [who for who in (ancestors, descendants) if who is not None][:1]
        async with self._fields.opened() as field:
            await field.identify(people)
            graph = field.graph
            if between is not None:
                cut, more = await computed(family_between, graph, *field.numbers, scope)
                return Part(cut, field.understood + field.marked, more=more)
            if ancestors is not None:
                cut = await computed(above, graph, *field.numbers, generations=generations)
            elif descendants is not None:
                cut = await computed(below, graph, *field.numbers, generations=generations)
            else:
                cut = await computed(graph.subset, range(len(graph)))
            return Part(cut, field.understood + field.marked)

    async def check(
        self,
        people: Iterable[str | Person] = (),
        *,
        seen: bool = False,
        today: date | None = None,
        on_event: OnEvent | None = None,
    ) -> Checked:
        """Return what cannot be true in a source.

        Args:
            people: For a live source, ids or names (or Persons) of those whose nearest kin are looked at.
            seen: Whether findings that are marked as seen, beside a family's file, are among them.
            today: What lies after it is in the future; None for the day on which it is asked.
            on_event: Told of requests and waits.

        Raises:
            SourceError: A live source was asked about nobody.
            FormatError: The file of what was seen cannot be read, or a family file is damaged.
        """
        from datetime import UTC, datetime  # noqa: PLC0415 (only for checks)

        from cousins.answers.findings import findings  # noqa: PLC0415 (as above)
        from cousins.checks import check  # noqa: PLC0415 (as above)
        from cousins.explorer.checked import Checked as Outcome  # noqa: PLC0415 (as above)
        from cousins.explorer.checked import Verifiable  # noqa: PLC0415 (as above)

        names = list(people) if self.live else []
        if self.live and not names:
            raise SourceError(f"name the people whose kin {self.source.name} is to be checked for")
        async with self._fields.opened(on_event) as field:
            await field.identify(names)
            await field.next_of_kin()
            source = self.source
            report = await computed(source.verify) if isinstance(source, Verifiable) else field.report
            graph, one_sided, language = field.graph.in_source_order(), list(field.one_sided()), self.language.code
            day = today or datetime.now(UTC).date()
            found = await computed(
                lambda: tuple(findings(graph, check(graph, one_sided=one_sided, today=day), language))
            )
            return Outcome.of(found, report, field.understood + field.marked, seen=seen)

    async def explore(
        self,
        people: Iterable[str | Person],
        *,
        to: Iterable[str | Person] = (),
        depth: int | None = None,
        links: bool = False,
        most_people: int | None = None,
        most_requests: int | None = None,
        on_event: OnEvent | None = None,
    ) -> AsyncIterator[Layer]:
        """Yield all kin of some people degree by degree, strictly breadth first.

        Args:
            people: Ids or names to begin with.
            to: Ids or names to find; it ends with the degree at which all are found.
            depth: The last degree; None for no limit.
            links: Whether partners and stated siblings count as links, beside parents and children.
            most_people: How many people to read at most; None for no limit.
            most_requests: How many requests to make at most; None for no limit.
            on_event: Told of requests, waits and degrees.

        Raises:
            SourceError: The source is not a live one, cannot answer, or the requests are used up.
        """
        from cousins.kinship.walk import ExploringWalk  # noqa: PLC0415 (the network's half)

        first, last = list(people), list(to)
        async with self._fields.opened(on_event, bulk=True) as field:
            await field.identify([*first, *last])
            everybody = [each.person.id for each in field.understood]
            begin, ends = everybody[: len(first)], everybody[len(first) :]
            walk = ExploringWalk(begin, to=ends, depth=depth, links=links, people=most_people)
            async for layer in field.explored(walk, most_requests):
                yield layer
