"""A field over a live source: whom to fetch, until a question can be answered from a graph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cousins.checks import OneSided
from cousins.errors import PersonNotFoundError, SourceError
from cousins.explorer.extent import Extent
from cousins.explorer.growing import with_pedigrees
from cousins.explorer.layer import Layer
from cousins.explorer.name_search import names_like
from cousins.family.graph import FamilyGraph
from cousins.family.names import Match
from cousins.family.person import PersonId
from cousins.family.resolve import Understood, name_of, resolve
from cousins.interpret import unite
from cousins.kinship.scope import ENOUGH
from cousins.kinship.walk import LineWalk, PedigreeWalk, within_bounds
from cousins.running import computed
from cousins.wikibase.ids import ItemId, item_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

    from cousins.drawing import Tree
    from cousins.explorer.fetching import Fetcher
    from cousins.explorer.layer import OnEvent
    from cousins.family.person import Person
    from cousins.interpret import Reading, Union
    from cousins.kinship.scope import Generations
    from cousins.kinship.walk import ExploringWalk

_TYPED = 20
"""Items that are looked at for what is typed so far: with their pages that takes two or three requests."""
_ID_LIKE = re.compile(r"[Qq]\d+")


class LiveField:
    """A field over a live source, for one question: people are fetched as it goes on.

    Args:
        fetcher: Brings their pages, from the store where it has them.
        on_event: Told of each generation that is done.
        shown: Makes of a family what may be shown of it; None where that is all.
    """

    report = None

    def __init__(
        self, fetcher: Fetcher, on_event: OnEvent | None, shown: Callable[[FamilyGraph], FamilyGraph] | None = None
    ) -> None:
        """Fetch nothing yet."""
        self._shown = shown or _as_it_is
        self._fetcher, self._on_event = fetcher, on_event
        self._union: Union | None = None
        self.understood: tuple[Understood, ...] = ()
        self.marked: tuple[Understood, ...] = ()
        self.extent = Extent()

    @property
    def readings(self) -> Mapping[ItemId, Reading | None]:
        """What was read so far, for another question about the same people to go on with."""
        return self._fetcher.readings

    @property
    def graph(self) -> FamilyGraph:
        """The family, as far as it was gathered."""
        return self._gathered().graph

    @property
    def numbers(self) -> list[int]:
        """The numbers in the graph of those who were identified, in the order of the names."""
        return [self.graph.number(each.person.id) for each in self.understood]

    @property
    def _items(self) -> list[ItemId]:
        return [ItemId(each.person.id) for each in self.understood]

    async def identify(self, people: Sequence[str | Person], *, pedigrees: bool = False) -> None:
        """Find out whom names and ids mean: ids by one request, with their pedigrees where the source can; then names.

        A line with an id at its end, as errors list candidates, means that id.
        """
        names = [name_of(person) for person in people]
        texts = [name.strip() for name in names]
        pasted = [text.rpartition(", ")[2] for text in texts]
        by_id = {text: item_id(last) for text, last in zip(texts, pasted, strict=True) if _ID_LIKE.fullmatch(last)}
        if pedigrees:
            await self._fetcher.bring(by_id.values(), None)
        await self._fetcher.read(by_id.values())
        understood = []
        for name, text in zip(names, texts, strict=True):
            if text in by_id:
                understood.append(Understood(name, self._person(by_id[text])))
            else:
                index, more = await names_like(text, self._fetcher, self._shown)
                understood.append(replace(resolve(index, text, more=more), text=name))
        self.understood = tuple(understood)

    async def beginning(self, text: str, *, limit: int) -> list[Person]:
        """Return people with a name that begins so, from any word on; then others whom the text may mean."""
        names, _ = await names_like(text, self._fetcher, self._shown, limit=limit, at_once=_TYPED)
        found = [*names.beginning(text, limit=limit), *(match.person for match in names.find(text, limit=limit))]
        return list({person.id: person for person in found}.values())[:limit]

    async def matches(self, name: str, *, limit: int) -> list[Match]:
        """Return who may be meant by a name, best first."""
        if _ID_LIKE.fullmatch(name.strip().rpartition(", ")[2]):
            await self.identify([name])
            return [Match.of_id(each.person) for each in self.understood]
        names, _ = await names_like(name, self._fetcher, self._shown, limit=limit)
        return names.find(name, limit=limit)

    async def pedigrees(self, generations: Generations) -> None:
        """Read the pedigrees of everybody identified, a generation at a time, until kinship is certain or so far up."""
        fetcher = self._fetcher
        most = generations if isinstance(generations, int) else None
        walk = PedigreeWalk(self._people(), generations=most, everything=generations != ENOUGH)
        while walk.wanted:
            asked = walk.wanted
            await fetcher.bring(map(ItemId, asked), walk.left)
            await fetcher.read(map(ItemId, asked))
            walk.feed(fetcher.kin(map(ItemId, asked)))
            if self._on_event:
                layer = self._layer(asked, walk.generation, len(walk.wanted), complete=walk.complete)
                known = [{who: up for who, up in each.items() if self.readings[ItemId(who)]} for each in walk.heights]
                self._on_event(with_pedigrees(layer, known, self._person))
        self.extent = Extent(walk.complete, walk.generation, fetcher.requests)
        # From half a pedigree no relationship is claimed: whoever is only named by others is left out then.
        await computed(self._gather, read_only=not walk.complete)

    async def ancestors(self, generations: int | None) -> None:
        """Read the ancestors of everybody identified, up to so many generations; all for None."""
        await self._climb([LineWalk(self._people(), generations=generations)])
        await computed(self._gather, read_only=True)

    async def descendants(self, generations: int | None) -> None:
        """Read the descendants of everybody identified, down to so many generations; all for None."""
        await self._descend(self._items, generations)
        await computed(self._gather, read_only=True)

    async def lines(self, roots: int, *, ancestors: int | None, descendants: int | None) -> None:
        """Read the lines of descent between the first so many identified and the others, and kin of the first.

        Lines are looked for from below, because a person has few ancestors and many
        descendants. Other parents, brothers and sisters are read together, once it
        is known who is in the picture.
        """
        persons = [each.person for each in self.understood]
        tops, ends = persons[:roots], persons[roots:]
        walks = [LineWalk([top.id for top in tops], generations=ancestors)]
        for above, below in ((tops, ends), (ends, tops)) if ends else ():
            births = {person.id: person.born for person in above}
            walks.append(LineWalk([person.id for person in below], below=births))
        await self._climb(walks)
        await self._descend(map(ItemId, (top.id for top in tops)), descendants)
        await computed(self._gather, read_only=False)

    async def next_of_kin(self) -> None:
        """Read the next of kin of everybody identified, then their parents' other children."""
        fetcher = self._fetcher
        near = [kin for kin in fetcher.kin(self._items).values() if kin]
        people = (who for kin in near for who in (*kin.parents, *kin.children, *kin.partners, *kin.siblings))
        await fetcher.read(map(ItemId, people))
        parents = fetcher.kin(ItemId(parent) for kin in near for parent in kin.parents).values()
        await fetcher.read(ItemId(child) for parent in parents if parent for child in parent.children)
        await computed(self._gather, read_only=True)

    async def drawn(self, draw: Callable[[FamilyGraph], Tree]) -> Tree:
        """Return a picture, once everybody in it was read: whoever is known from the pages of others is read, too."""
        while True:
            await computed(self._gather, read_only=False)
            tree = await computed(draw, self.graph)
            readings = self._fetcher.readings
            unread = [item for figure in tree.scene.figures if (item := ItemId(figure.person.id)) not in readings]
            if not unread:
                return tree
            await self._fetcher.read(unread)

    async def public(self, people: Sequence[ItemId]) -> list[ItemId]:
        """Return those of these people who are there, and of whom all may be shown."""
        found = await self._fetcher.read(people)
        return [who for who in people if (one := found[who]) and one.human is not False and self._is_public(who)]

    def _is_public(self, who: ItemId) -> bool:
        person = self._person(who)
        # Without dates only kin could tell that somebody is not living, and nobody asked for them.
        return not person.private and bool(self._shown is _as_it_is or person.born or person.died)

    def left_out(self, person: PersonId) -> tuple[str, ...]:
        """Return the statements of the source about somebody that do not count, one line each."""
        if person in self.graph and self.graph.person(person).private:
            return ()
        return tuple(str(dropped) for dropped in self._gathered().dropped if dropped.person == person)

    def one_sided(self) -> Iterable[OneSided]:
        """Yield the links that one page states and the other does not."""
        for stated in self._gathered().one_sided:
            child, parent = stated.link.child, stated.link.parent
            if stated.stated_by == child:
                yield OneSided(child, "parent", parent)
            elif stated.stated_by == parent:
                yield OneSided(parent, "child", child)

    async def explored(self, walk: ExploringWalk, most_requests: int | None) -> AsyncIterator[Layer]:
        """Yield each degree of an exploration when all its people were read.

        Raises:
            SourceError: More requests than allowed would be needed.
        """
        fetcher = self._fetcher
        while walk.wanted:
            if most_requests is not None and fetcher.requests >= most_requests:
                kept = "; what was fetched is kept" if fetcher.keeps else ""
                raise SourceError(f"stopped after {fetcher.requests} requests{kept}")
            asked = walk.wanted
            await fetcher.read(map(ItemId, asked))
            walk.feed(fetcher.kin(map(ItemId, asked)))
            layer = self._layer(asked, walk.degree, walk.waiting, met=walk.met, complete=walk.complete, cut=walk.cut)
            if self._on_event:
                self._on_event(layer)
            yield layer

    def _layer(
        self,
        asked: Sequence[PersonId],
        degree: int,
        waiting: int,
        *,
        met: frozenset[PersonId] = frozenset(),
        complete: bool,
        cut: bool = False,
    ) -> Layer:
        """Return what to say of a generation or degree when all of it was read."""
        readings = self._fetcher.readings
        return Layer(
            degree=degree,
            people=sum(1 for item in asked if readings[ItemId(item)] is not None),
            total=len({reading.person.id for reading in readings.values() if reading is not None}),
            waiting=waiting,
            requests=self._fetcher.requests,
            met=met,
            complete=complete,
            cut=cut,
            understood=self.understood,
            _family=lambda: self._united(read_only=False).graph,
        )

    def _person(self, who: str) -> Person:
        """Return somebody who was read, as far as may be shown.

        Raises:
            PersonNotFoundError: The source has nobody with that id.
        """
        reading = self._fetcher.readings[ItemId(who)]
        if reading is None:
            raise PersonNotFoundError(who)
        return self._shown(FamilyGraph.of([reading.person])).people[0]

    def _people(self) -> list[PersonId]:
        return [each.person.id for each in self.understood]

    async def _climb(self, walks: Sequence[LineWalk]) -> None:
        """Read whom several walks want, a generation of all of them at a time."""
        while wanted := {who for walk in walks for who in walk.wanted}:
            items = [ItemId(who) for who in sorted(wanted)]
            left = [walk.left for walk in walks if walk.wanted]
            await self._fetcher.bring(items, max(left, key=lambda one: float("inf") if one is None else one))
            await self._fetcher.read(items)
            kin = self._fetcher.kin(items)
            for walk in walks:
                if walk.wanted:
                    walk.feed(kin)

    async def _descend(self, people: Iterable[ItemId], generations: int | None) -> None:
        """Read the descendants of people who were read, generation by generation."""
        row, generation = list(people), 0
        seen = set(row)
        while row and generation != generations:
            generation += 1
            children = (ItemId(child) for kin in self._fetcher.kin(row).values() if kin for child in kin.children)
            row = within_bounds([child for child in dict.fromkeys(children) if child not in seen], generation)
            seen.update(row)
            await self._fetcher.read(row)

    def _gathered(self) -> Union:
        return self._union or self._gather(read_only=True)

    def _gather(self, *, read_only: bool) -> Union:
        self._union = self._united(read_only=read_only)
        graph = self._union.graph
        # Only with their kin it is known who counts as living of those without dates.
        self.understood = tuple(
            replace(each, person=graph.person(each.person.id), match=None, runners_up=())
            if each.person.id in graph and graph.person(each.person.id).private
            else each
            for each in self.understood
        )
        return self._union

    def _united(self, *, read_only: bool) -> Union:
        """Return what all pages read so far say together.

        Args:
            read_only: Whether to leave out people whose own pages were not read.
        """
        by_asked = self._fetcher.readings
        readings = [reading for reading in by_asked.values() if reading is not None]
        redirects = {
            asked: ItemId(reading.person.id)
            for asked, reading in by_asked.items()
            if reading is not None and ItemId(reading.person.id) != asked
        }
        missing = [asked for asked, reading in by_asked.items() if reading is None]
        if read_only:
            known = {PersonId(asked) for asked in by_asked} | {reading.person.id for reading in readings}
            readings = [_within(reading, known) for reading in readings]
        union = unite(readings, redirects, missing)
        return replace(union, graph=self._shown(union.graph))


def _as_it_is(graph: FamilyGraph) -> FamilyGraph:
    return graph


def _within(reading: Reading, known: set[PersonId]) -> Reading:
    """Return what a page says about these people only."""
    return replace(
        reading,
        parents=tuple(claim for claim in reading.parents if claim.parent in known),
        children=tuple(claim for claim in reading.children if claim.child in known),
        co_parents=tuple(claim for claim in reading.co_parents if claim.parent in known and claim.child in known),
        partners=tuple(claim for claim in reading.partners if claim.link.one in known and claim.link.other in known),
    )
