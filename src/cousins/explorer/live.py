"""Questions to a live source: whom to fetch, until the question can be answered from a graph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cousins.checks.violations import OneSided
from cousins.errors import PersonNotFoundError, SourceError
from cousins.family.graph import FamilyGraph
from cousins.family.names import NameIndex
from cousins.family.person import PersonId
from cousins.family.resolve import resolve
from cousins.interpret import unite
from cousins.kinship.walk import CrawlWalk, LineWalk, PedigreeWalk
from cousins.wikibase.ids import ItemId, item_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from cousins.drawing import Scene
    from cousins.explorer.fetching import Fetcher
    from cousins.family.names import Match
    from cousins.family.resolve import Resolution
    from cousins.interpret import Reading, Union

SEARCHED = 50
"""Items that a name search looks at; the persons among them are candidates."""

LONGEST = 200
"""Characters; whatever is longer is nobody's name."""

_ID_LIKE = re.compile(r"[Qq]\d+")
_YEARS = re.compile(r"\(?[*†]?\s*\b\d{3,4}\b\s*(?:[–-]\s*\d{3,4}\b)?\)?")


@dataclass(frozen=True, slots=True)
class Layer:
    """One degree of an exploration, done.

    Attributes:
        degree: How many links away from the seeds.
        people: How many people there are at this degree, missing ones not counted.
        total: How many people were found so far.
        waiting: How many people the next degree has, none when it ends here.
        requests: How many requests it took so far.
        met: Ids of targets found so far.
        complete: Whether nobody is left to explore.
    """

    degree: int
    people: int
    total: int
    waiting: int
    requests: int
    met: frozenset[PersonId]
    complete: bool
    fetcher: Fetcher = field(repr=False, compare=False)

    def family(self) -> FamilyGraph:
        """Return the family found so far, and those whom its pages name."""
        return united(self.fetcher).graph


def united(fetcher: Fetcher, *, read_only: bool = False) -> Union:
    """Return what all pages read so far say together.

    Args:
        fetcher: Who read them.
        read_only: Whether to leave out people whose own pages were not read.
    """
    readings = [reading for reading in fetcher.readings.values() if reading is not None]
    redirects = {
        asked: ItemId(reading.person.id)
        for asked, reading in fetcher.readings.items()
        if reading is not None and ItemId(reading.person.id) != asked
    }
    missing = [asked for asked, reading in fetcher.readings.items() if reading is None]
    if read_only:
        known = set(ids(fetcher.readings)) | {reading.person.id for reading in readings}
        readings = [_within(reading, known) for reading in readings]
    return unite(readings, redirects, missing)


def _within(reading: Reading, known: set[PersonId]) -> Reading:
    return replace(
        reading,
        parents=tuple(claim for claim in reading.parents if claim.parent in known),
        children=tuple(claim for claim in reading.children if claim.child in known),
        co_parents=tuple(claim for claim in reading.co_parents if claim.parent in known and claim.child in known),
        partners=tuple(claim for claim in reading.partners if claim.link.one in known and claim.link.other in known),
    )


async def identified(fetcher: Fetcher, name: str, on_choice: Callable[[str, Resolution], None] | None) -> ItemId:
    """Return the item that an id or a name means.

    Raises:
        EntityIdError: It looks like an id and cannot be one.
        PersonNotFoundError: There is no such item, or nobody has the name.
        AmbiguousNameError: Several people have it.
    """
    text = _id_in(name)
    if text:
        asked = item_id(text)
        reading = (await fetcher.read([asked]))[asked]
        if reading is None:
            raise PersonNotFoundError(text)
        return ItemId(reading.person.id)
    text = name.strip()
    people = await candidates(fetcher, text)
    understood = resolve(NameIndex(people), text)
    if on_choice:
        on_choice(name, understood)
    return ItemId(understood.person.id)


async def given(fetcher: Fetcher, names: Sequence[str], *, pedigrees: bool = False) -> None:
    """Read those of the names that are ids by one request, with their pedigrees where the source can.

    Raises:
        EntityIdError: One looks like an id and cannot be one.
    """
    items = [item_id(text) for text in map(_id_in, names) if text]
    if pedigrees:
        await fetcher.pedigrees(items)
    await fetcher.read(items)


def _id_in(name: str) -> str:
    """Return the id that a name is, or ends in after a comma; empty when there is none."""
    last = name.strip().rpartition(", ")[2]
    return last if _ID_LIKE.fullmatch(last) else ""


async def candidates(fetcher: Fetcher, text: str) -> FamilyGraph:
    """Return the people a live search finds for a name, without links."""
    words = " ".join(_YEARS.sub(" ", text).split())
    if not words or len(words) > LONGEST:
        raise PersonNotFoundError(text)
    found = await fetcher.search(words, limit=SEARCHED)
    readings = await fetcher.read(found)
    return FamilyGraph.of(reading.person for reading in readings.values() if reading and reading.human is not False)


async def matches(fetcher: Fetcher, name: str, *, limit: int) -> list[Match]:
    """Return who may be meant by a name, best first."""
    return NameIndex(await candidates(fetcher, name)).find(name, limit=limit)


async def climbed(
    fetcher: Fetcher, people: Sequence[ItemId], *, generations: int | None = None, everything: bool = False
) -> PedigreeWalk:
    """Read the pedigrees of people, a generation at a time, as far as the walk wants."""
    walk = PedigreeWalk(ids(people), generations=generations, everything=everything or fetcher.brings_pedigrees)
    while walk.wanted:
        await fetcher.pedigrees(_items(*walk.wanted))
        await _fed(fetcher, walk)
    return walk


async def explored(fetcher: Fetcher, walk: CrawlWalk, *, requests: int | None = None) -> AsyncIterator[Layer]:
    """Yield each degree of an exploration when all its people were read.

    Raises:
        SourceError: More requests than allowed would be needed.
    """
    while walk.wanted:
        if requests is not None and fetcher.requests >= requests:
            raise SourceError(f"stopped after {fetcher.requests} requests; what was fetched is kept")
        asked = walk.wanted
        await _fed(fetcher, walk)
        readings = fetcher.readings
        yield Layer(
            degree=walk.degree,
            people=sum(1 for item in asked if readings[ItemId(item)] is not None),
            total=len({reading.person.id for reading in readings.values() if reading is not None}),
            waiting=walk.waiting,
            requests=fetcher.requests,
            met=walk.met,
            complete=walk.complete,
            fetcher=fetcher,
        )


async def _fed(fetcher: Fetcher, walk: PedigreeWalk | CrawlWalk) -> None:
    items = _items(*walk.wanted)
    await fetcher.read(items)
    walk.feed(fetcher.kin(items))


async def climbed_together(fetcher: Fetcher, walks: Sequence[LineWalk]) -> None:
    """Read whom several walks want, a generation of all of them at a time."""
    while wanted := {who for walk in walks for who in walk.wanted}:
        items = _items(*sorted(wanted))
        await fetcher.pedigrees(items)
        await fetcher.read(items)
        kin = fetcher.kin(items)
        for walk in walks:
            if walk.wanted:
                walk.feed(kin)


async def descended(fetcher: Fetcher, people: Iterable[ItemId], *, generations: int | None) -> None:
    """Read the descendants of people who were read, generation by generation."""
    row, generation = list(people), 0
    seen = set(row)
    while row and generation != generations:
        generation += 1
        kin = fetcher.kin(row).values()
        children = _items(*(child for each in kin if each for child in each.children))
        row = [child for child in dict.fromkeys(children) if child not in seen]
        seen.update(row)
        await fetcher.read(row)


def ids(items: Iterable[ItemId]) -> list[PersonId]:
    """Return the ids of items as those of people."""
    return [PersonId(item) for item in items]


async def neighbourhood(fetcher: Fetcher, people: Sequence[ItemId]) -> None:
    """Read the next of kin of people, then their parents' other children."""
    near = [kin for kin in fetcher.kin(people).values() if kin]
    await fetcher.read(
        _items(*(who for kin in near for who in (*kin.parents, *kin.children, *kin.partners, *kin.siblings)))
    )
    parents = fetcher.kin(_items(*(parent for kin in near for parent in kin.parents))).values()
    await fetcher.read(_items(*(child for parent in parents if parent for child in parent.children)))


async def beside(fetcher: Fetcher, draw: Callable[[FamilyGraph], Scene]) -> tuple[FamilyGraph, Scene]:
    """Return a picture, once everybody in it was read, and the family it shows.

    Args:
        fetcher: Who reads.
        draw: Draws the picture from a family. Whoever stands in it and is known
            from the pages of others only is read, and it is drawn again.
    """
    while True:
        graph = united(fetcher).graph
        scene = draw(graph)
        unread = [item for figure in scene.figures if (item := ItemId(figure.person.id)) not in fetcher.readings]
        if not unread:
            return graph, scene
        await fetcher.read(unread)


def _items(*people: PersonId) -> list[ItemId]:
    return [ItemId(person) for person in people]


def one_sided(union: Union) -> list[OneSided]:
    """Return the links that one page states and the other does not, as findings know them."""
    told = []
    for stated in union.one_sided:
        child, parent = stated.link.child, stated.link.parent
        if stated.stated_by == child:
            told.append(OneSided(child, "parent", parent))
        elif stated.stated_by == parent:
            told.append(OneSided(parent, "child", child))
    return told
