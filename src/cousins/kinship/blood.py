"""Kin by common ancestors: by birth, and by adoption where no blood is shared.

`BloodKin` holds the pedigree of two people and answers from it.
"""

from __future__ import annotations

import heapq
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cousins.family.links import ParentKind
from cousins.kinship.common_ancestors import common_ancestors, independent_common_ancestors
from cousins.kinship.lines import ShortestLines
from cousins.kinship.pairs import LongWalkError, Patience, meetings
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.relationship import BloodBond, Half, Relationship
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.family.graph import FamilyGraph
    from cousins.kinship.pairs import Meeting

ALONE = 4_000
"""Links, about, that one ancestor may cost before all are looked for at once; of royal families hardly any do."""
TOGETHER = 100_000
"""Links, about, to walk for all ancestors at once."""
MOST_LINKS = 3_000_000
"""Links to look at, over all ancestors, before the list of nearest relationships is left as it is: some seconds."""
MOST_OF_EVERY = 1_500_000
"""Links to walk for every kind of relationship before the list is left as it is: some seconds."""


class BloodKin:
    """All that two people share by their ancestors.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other, possibly the same.
        social: Whether adoptive and foster parents count as well; only the
            relationships that need one of them are then answered.

    Attributes:
        pedigree: The two people and all their ancestors.
        common: The places of all common ancestors, oldest first.
        independent: The places of those that say something of their own, oldest first.
        cut_short: Whether `relationships` ended before all were found, because it would have taken too long.
    """

    def __init__(self, graph: FamilyGraph, a: int, b: int, *, social: bool = False) -> None:
        """Collect the pedigree."""
        self.pedigree = Pedigree(graph, (a, b), social=social)
        self._graph, self._social = graph, social
        self.cut_short = False
        self._a, self._b = self.pedigree.place(a), self.pedigree.place(b)
        self.independent = independent_common_ancestors(self.pedigree, self._a, self._b)
        self.common = common_ancestors(self.pedigree, self._a, self._b)

    def relationships(
        self, *, every: bool = False, nearer_than: int | None = None, generations: int | None = None
    ) -> Iterator[Relationship]:
        """Yield the relationships nearest first, each when it is asked for.

        Args:
            every: Whether to give every ancestor (or couple) and every pair of
                generations, by Wright's rule, instead of only the nearest
                meetings at each independent common ancestor.
            nearer_than: The steps up and down to stay under; None for any number.
            generations: The most steps up on either side; None for any number.
        """
        for row in self._every() if every else self._nearest():
            doubled = _doubled(row)
            for meeting in row:
                distance = sum(meeting.generations)
                if nearer_than is not None and distance >= nearer_than:
                    return
                if generations is not None and distance > 2 * generations:
                    return
                if generations is not None and max(meeting.generations) > generations:
                    continue
                kind = self._kind(meeting)
                if not self._social or kind is not ParentKind.BIRTH:
                    yield self._relationship(meeting, doubled.get((meeting.through, meeting.generations), 0), kind)

    def _every(self) -> Iterator[Sequence[Meeting]]:
        """Yield all meetings, distance by distance."""
        try:
            yield from meetings(self.pedigree, self._a, self._b, patience=Patience(MOST_OF_EVERY))
        except LongWalkError:
            self.cut_short = True

    def _nearest(self) -> Iterator[Sequence[Meeting]]:
        """Yield the nearest meetings at each independent common ancestor, distance by distance.

        An ancestor waits at a lower bound of its distance: the shortest line to each side, which may share
        somebody. It is walked only when nothing that was found is nearer than that bound, so that the first ten
        relationships cost what ten cost. Once one costs much, there is one walk for all ancestors at once, which in
        small and closed families finds everybody; those it did not meet are walked one by one again.
        """
        if not self.independent:
            return
        pedigree, children = self.pedigree, self.pedigree.children
        rivals = {place for disputed in pedigree.rivals.values() for place in disputed}
        lines = ShortestLines(pedigree, self._a, self._b)
        of_a, of_b = lines.up
        waiting = [(of_a[place] + of_b[place], place) for place in self.independent]
        heapq.heapify(waiting)
        found: dict[int, dict[tuple[object, ...], Meeting]] = {}
        couples: set[tuple[int, ...]] = set()
        together = False
        while waiting or found:
            look()
            bound = waiting[0][0] if waiting else None
            ready = min(found) if found else None
            if ready is not None and (bound is None or bound > ready):
                nearest = found.pop(ready).values()
                yield sorted(nearest, key=lambda meeting: meeting.order(pedigree))
                continue
            if lines.links > MOST_LINKS:
                self.cut_short = True
                waiting = []
                continue
            _, place = waiting[0]
            # Partners with the same children meet in the same lines; but of rivals each has their own.
            brood = () if place in rivals or place in (self._a, self._b) else tuple(children[place])
            if brood in couples:
                heapq.heappop(waiting)
                continue
            nearest_here = lines.meetings(place) if together else lines.walked(place, patience=ALONE)
            if nearest_here:
                _take(found, nearest_here)
                heapq.heappop(waiting)
                if brood:
                    couples.add(brood)
                continue
            together = True
            missing = {place for _, place in waiting}
            with suppress(LongWalkError):
                for row in meetings(pedigree, self._a, self._b, patience=Patience(TOGETHER)):
                    _take(found, [meeting for meeting in row if not missing.isdisjoint(meeting.through)])
                    missing.difference_update([place for meeting in row for place in meeting.through])
            waiting = sorted(pair for pair in waiting if pair[1] in missing)

    def _by_twins(self, to_a: Sequence[int], to_b: Sequence[int]) -> bool:
        """Return whether two lines come down by identical twins, who share both parents, whoever these are."""
        return min(len(to_a), len(to_b)) > 1 and to_b[1] in self._graph.identical_twins_of(to_a[1])

    def _kind(self, meeting: Meeting) -> ParentKind:
        """Return how the lines of a meeting are linked: the first kind that is not birth, else birth."""
        if not self._social:
            return ParentKind.BIRTH
        for line in meeting.lines:
            for parent, child in pairwise(self.pedigree.people[place] for place in line):
                kind = self._graph.social_parents.kind(child, parent)
                if kind is not None:
                    return kind
        return ParentKind.BIRTH

    def _relationship(self, meeting: Meeting, double: int, kind: ParentKind) -> Relationship:
        pedigree = self.pedigree
        to_a, to_b = [[pedigree.people[place] for place in line] for line in meeting.lines]
        ids = self._graph.ids
        supposed = meeting.disputed
        half = meeting.half
        bond = _bond(self._graph, to_a, to_b, meeting, kind=kind, double=double)
        mirrored = _bond(self._graph, to_b, to_a, meeting, kind=kind, double=double)
        if supposed and bond.distance == 1:
            child, parent = supposed[0]
            rivals = pedigree.rivals[pedigree.parents[child]][parent]
            bond, mirrored = (replace(each, rivals=rivals if each.up else 0) for each in (bond, mirrored))
        if self._graph.identical_twins and kind is ParentKind.BIRTH and self._by_twins(to_a, to_b):
            half = Half.FULL
            bond, mirrored = (replace(each, half=half) for each in (bond, mirrored))
            if bond.generations == (1, 1):
                bond, mirrored = (replace(each, identical=True, certain=True) for each in (bond, mirrored))
        return Relationship(
            bond=bond,
            mirrored=mirrored,
            suppositions=tuple(
                [(ids[pedigree.people[child]], ids[pedigree.people[parent]]) for child, parent in supposed]
            ),
            through=tuple([ids[self.pedigree.people[place]] for place in meeting.through]),
            lines=tuple([tuple([ids[person] for person in line]) for line in (to_a, to_b)]),
            count=meeting.count or None,
            half=half,
        )


def _take(found: dict[int, dict[tuple[object, ...], Meeting]], meetings: Sequence[Meeting]) -> None:
    """Add meetings to those found, by distance; what was found before stays."""
    for meeting in meetings:
        found.setdefault(sum(meeting.generations), {}).setdefault((meeting.through, meeting.generations), meeting)


def _doubled(row: Sequence[Meeting]) -> dict[object, int]:
    """Return how many others double each meeting at one distance, for those that any doubles."""
    doubled: dict[tuple[int, int], list[Meeting]] = {}
    full = [meeting for meeting in row if meeting.half is Half.FULL]
    for meeting in full:
        if any(_doubles(meeting, other) for other in full):
            doubled.setdefault(meeting.generations, []).append(meeting)
    return {
        (meeting.through, generations): len(alike) - 1 for generations, alike in doubled.items() for meeting in alike
    }


def _doubles(meeting: Meeting, other: Meeting) -> bool:
    """Return whether the other, full as well, is as near, through another couple and two other children of it."""
    if meeting.through == other.through or meeting.generations != other.generations or min(meeting.generations) <= 1:
        return False
    (to_a, to_b), (other_to_a, other_to_b) = meeting.lines, other.lines
    return to_a[1] != other_to_a[1] and to_b[1] != other_to_b[1]


def _bond(
    graph: FamilyGraph, to_a: Sequence[int], to_b: Sequence[int], meeting: Meeting, *, kind: ParentKind, double: int
) -> BloodBond:
    """Return the bond from the view of the person at the end of the first line."""
    up = [graph.sex[person] for person in reversed(to_a[:-1])]
    if len(meeting.through) > 1:
        up[-1] = None
    distinct = len(to_a) > 1 and len(to_b) > 1
    return BloodBond(
        up=tuple(up),
        down=tuple([graph.sex[person] for person in to_b[1:]]),
        b_sex=graph.sex[to_b[-1]],
        half=meeting.half if kind is ParentKind.BIRTH else Half.FULL,
        double=double,
        kind=kind,
        b_older=_older(graph, to_b[-1], to_a[-1]),
        elder_line=_older(graph, to_b[1], to_a[1]) if distinct else None,
        certain=not meeting.disputed,
    )


def _older(graph: FamilyGraph, one: int, other: int) -> bool | None:
    """Return whether the one was born before the other; None when that is not certain."""
    born, other_born = graph.born[one], graph.born[other]
    if born is None or other_born is None:
        return None
    if born.certainly_before(other_born):
        return True
    return False if other_born.certainly_before(born) else None
