"""Searches that say whom they want next, and know no network, no clock and no task.

A walk holds a set `wanted` of ids; whoever drives it fetches these people by
any means, hands what their pages say of kin to `feed`, and repeats until
nobody is wanted. So one search serves a live source, a file and a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from cousins.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cousins.family.dates import Date
    from cousins.family.person import PersonId

Row = TypeVar("Row", bound="Collection[str]")

_HIGHEST: Final = 1_000
"""Generations from one person; legends reach back a hundred."""
_WIDEST: Final = 100_000
"""People of one generation."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Whom a person's record names as next of kin.

    Attributes:
        id: The person's own id; another one than was asked for after a redirect.
        parents: Of any kind.
        children: Of any kind.
        partners: Spouses and unmarried partners.
        siblings: As far as the record states them itself.
        born: When the person was born; None where nobody recorded it.
    """

    id: PersonId
    parents: tuple[PersonId, ...] = ()
    children: tuple[PersonId, ...] = ()
    partners: tuple[PersonId, ...] = ()
    siblings: tuple[PersonId, ...] = ()
    born: Date | None = None


class PedigreeWalk:
    """Climbs the pedigrees of a few people together, a generation at a time.

    With two or more people it stops after the generation in which the first
    common ancestor of the first two, or of a partner of one and the other, is
    reached: all relationships within that many generations on both sides are
    then known. Somebody named twice is met at once. With one person, or told
    so by `everything`, it climbs until no ancestor is left.

    Args:
        people: Whose ancestors; the first two are those to be related.
        generations: How many generations to climb at most; None for no limit.
        everything: Whether to go on after the first common ancestor.

    Attributes:
        heights: For each of the first two, how many generations up each ancestor stands, by the shortest way, as
            far as was climbed; themselves at 0.

    Example:
        >>> walk = PedigreeWalk(["Ann"])
        >>> walk.wanted
        ('Ann',)
        >>> walk.feed({"Ann": Kin("Ann", parents=("Eve",))})
        >>> walk.wanted, walk.generation, walk.complete
        (('Eve',), 0, False)
    """

    def __init__(self, people: Sequence[PersonId], *, generations: int | None = None, everything: bool = False) -> None:
        """Want the people themselves first."""
        self._people = tuple(dict.fromkeys(people))
        self._limit, self._everything = generations, everything or len(people) == 1
        self._parents: dict[PersonId, tuple[PersonId, ...]] = {}
        self._same: dict[PersonId, PersonId] = {}
        self._partners: dict[PersonId, tuple[PersonId, ...]] = {}
        self.wanted: tuple[PersonId, ...] = self._people
        self.generation = -1
        self.complete = False
        self.heights: tuple[dict[PersonId, int], ...] = tuple({} for _ in self._people[:2])

    @property
    def left(self) -> int | None:
        """How many generations above those who are wanted it may still climb; None for any number."""
        return None if self._limit is None else self._limit - self.generation - 1

    def feed(self, answers: Mapping[PersonId, Kin | None]) -> None:
        """Take the records of all who were wanted, None for those who are missing, and move on."""
        for asked in self.wanted:
            kin = answers[asked]
            self._same[asked] = kin.id if kin else asked
            self._parents[self._same[asked]] = kin.parents if kin else ()
            if kin and asked in self._people[:2]:
                self._partners[asked] = tuple(who for who in kin.partners if who not in self._people)
        self.generation += 1
        self._grow()
        above = [parent for asked in self.wanted for parent in self._parents[self._same[asked]]]
        partners = [who for of_one in self._partners.values() for who in of_one]
        row = _new([*above, *partners], self._same)
        self.complete = not row
        self.wanted = () if self._enough() else within_bounds(row, self.generation)

    def _grow(self) -> None:
        """Set the next generation on each pedigree; the records of all in it were taken by now, on whichever side."""
        for person, heights in zip(self._people, self.heights, strict=False):
            top = [who for who, height in heights.items() if height == self.generation - 1]
            above = [parent for who in top for parent in self._parents[who]] if heights else [person]
            for who in map(self._same.__getitem__, above):
                heights.setdefault(who, self.generation)

    def _enough(self) -> bool:
        if self._limit is not None and self.generation >= self._limit:
            return True
        return not self._everything and self._met()

    def _met(self) -> bool:
        """Return whether the generation of the nearest common ancestor was climbed on both sides."""
        pair = self._people[:2] if len(self._people) > 1 else self._people * 2
        one, other = (self._steps([person, *self._partners.get(person, ())]) for person in pair)
        nearest = min((max(one[who], other[who]) for who in one.keys() & other.keys()), default=None)
        return nearest is not None and nearest <= self.generation

    def _steps(self, people: Sequence[PersonId]) -> dict[PersonId, int]:
        """Return the fewest steps up to each ancestor whose record was taken, and the people at 0."""
        steps: dict[PersonId, int] = {}
        row, generation = list(people), 0
        while row:
            known = [self._same[who] for who in row if who in self._same]
            row = [parent for who in known if who not in steps for parent in self._parents[who]]
            steps |= {who: generation for who in known if who not in steps}
            generation += 1
        return steps


class LineWalk:
    """Climbs the pedigrees of people, as far up as certain others may still be found.

    Args:
        people: Whose ancestors.
        generations: How many generations to climb at most; None for no limit.
        below: Only ancestors who may descend from one of these people are
            looked for, told with their dates of birth: whoever was certainly
            born before all of them is climbed no further. None for all ancestors.

    Example:
        >>> from cousins.family.dates import Date
        >>> walk = LineWalk(["Ann"], below={"Eve": Date.parse("1819")})
        >>> walk.feed({"Ann": Kin("Ann", parents=("Bob",), born=Date.parse("1850"))})
        >>> walk.wanted
        ('Bob',)
        >>> walk.feed({"Bob": Kin("Bob", parents=("Carl",), born=Date.parse("1818"))})
        >>> walk.wanted
        ()
    """

    def __init__(
        self,
        people: Sequence[PersonId],
        *,
        generations: int | None = None,
        below: Mapping[PersonId, Date | None] | None = None,
    ) -> None:
        """Want the people themselves first."""
        self._limit, self._below = generations, below
        self._same: dict[PersonId, PersonId] = {}
        self.wanted: tuple[PersonId, ...] = tuple(dict.fromkeys(people))
        self.generation = -1

    @property
    def left(self) -> int | None:
        """How many generations above those who are wanted it may still climb; None for any number."""
        return None if self._limit is None else self._limit - self.generation - 1

    def feed(self, answers: Mapping[PersonId, Kin | None]) -> None:
        """Take the records of all who were wanted, None for those who are missing, and move on."""
        above: list[PersonId] = []
        for asked in self.wanted:
            kin = answers[asked]
            self._same[asked] = kin.id if kin else asked
            above += kin.parents if kin and not self._beyond(kin) else ()
        self.generation += 1
        ended = self._limit is not None and self.generation >= self._limit
        self.wanted = () if ended else within_bounds(_new(above, self._same), self.generation)

    def _beyond(self, kin: Kin) -> bool:
        """Return whether none of those looked for can stand above somebody, but themselves."""
        if self._below is None:
            return False
        return all(
            kin.id == who or (kin.born is not None and born is not None and kin.born.certainly_before(born))
            for who, born in self._below.items()
        )


class ExploringWalk:
    """Explores all kin breadth first: everybody at one degree, then everybody at two.

    Args:
        seeds: Where to begin; they are at degree 0.
        to: Whom to find; the walk ends with the degree at which the last
            of them is found. None of them: it ends by depth only.
        depth: The last degree; None for no limit.
        links: Whether partners and stated siblings count as links beside parents and children.
        people: How many people to take at most; None for no limit. The last degree is then cut.

    Example:
        >>> walk = ExploringWalk(["Eve"], depth=1)
        >>> walk.feed({"Eve": Kin("Eve", children=("Ann", "Bob"))})
        >>> walk.wanted
        ('Ann', 'Bob')
    """

    def __init__(
        self,
        seeds: Sequence[PersonId],
        *,
        to: Collection[PersonId] = (),
        depth: int | None = None,
        links: bool = False,
        people: int | None = None,
    ) -> None:
        """Want the seeds first."""
        self._same: dict[PersonId, PersonId] = {}
        self._to, self._depth, self._links, self._people = frozenset(to), depth, links, people
        self.wanted: tuple[PersonId, ...] = tuple(dict.fromkeys(seeds))
        self.degree = -1
        self.complete = self.cut = False

    @property
    def met(self) -> frozenset[PersonId]:
        """Those looked for who were found."""
        found = self._same.keys() | set(self._same.values())
        return frozenset(person for person in self._to if person in found)

    @property
    def waiting(self) -> int:
        """How many people the next degree has."""
        return len(self.wanted)

    def feed(self, answers: Mapping[PersonId, Kin | None]) -> None:
        """Take the records of all who were wanted, None for those who are missing, and move on."""
        following: list[PersonId] = []
        for asked in self.wanted:
            kin = answers[asked]
            self._same[asked] = kin.id if kin else asked
            if kin:
                following += (*kin.parents, *kin.children)
                following += (*kin.partners, *kin.siblings) if self._links else ()
        self.degree += 1
        row = _new(following, self._same)
        self.complete = not row and not self.cut
        if (self._to and self.met == self._to) or (self._depth is not None and self.degree >= self._depth):
            row = ()
        if self._people is not None:
            self.cut = self.cut or len(row) > self._people - len(self._same)
            row = row[: max(0, self._people - len(self._same))]
        self.wanted = row


def within_bounds(row: Row, generation: int) -> Row:
    """Return the people whom to read after a generation, as they are.

    Raises:
        SourceError: No true family has so many, or so many generations: it may be that the source never ends.
    """
    if (row and generation >= _HIGHEST) or len(row) > _WIDEST:
        read = f"{len(row):,} people after {generation + 1:,} generations"
        raise SourceError(f"there is no end in sight: {read} are still to be read; --generations N asks for fewer")
    return row


def _new(people: Iterable[PersonId], known: Mapping[PersonId, PersonId]) -> tuple[PersonId, ...]:
    """Return those not asked for yet, each once, in a fixed order."""
    targets = set(known.values())
    fresh = {person for person in people if person not in known and person not in targets}
    return tuple(sorted(fresh, key=lambda person: (len(person), person)))
