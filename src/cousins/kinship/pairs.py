"""The pair walk: every pair of lines by which two people descend from one ancestor.

Walk pairs of people upward from (A, B). Of a pair, whoever stands later in the
order of the pedigree, where ancestors come first, is replaced by each parent in
turn; a pair of one person twice is a common ancestor found, and walks no
further. As the later one always moves first, the two lines meet for the first
time where they end, so they share nobody else: these are the pairs of lines
that count in Wright's rule. Pairs reached on several ways in the same number
of steps are one pair with a count; that keeps the walk from growing as the
number of lines does.

Source: S. Wright, Am. Nat. 56:330 (1922); G. Malécot, Les mathématiques de
l'hérédité (1948), whose recursion for kinship walks the same pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cousins.family.closure import steps_from
from cousins.kinship.relationship import Half
from cousins.stopping import OFTEN, look

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cousins.kinship.pedigree import Pedigree

TOO_FAR = 10**9
"""More steps than any line has."""

Ways = tuple[int, int, int, int]
"""What is known of the ways up from a place before any is walked.

The fewest steps to the ancestor; by which of the ancestor's children that way comes (-1 at the ancestor); the
fewest steps by another of them, `TOO_FAR` if there is none; and the branch: the highest one below the ancestor
through whom all ways run, -1 if there is none.
"""


class LongWalkError(Exception):
    """A walk took more links than it was given; what it yielded before is whole."""


@dataclass(slots=True)
class Patience:
    """How many links may be looked at yet; walks take from it.

    Attributes:
        left: The number; below 0 when a walk was too long.
    """

    left: int = TOO_FAR


Trail = tuple[int, "Trail | None"]
"""A line as it grows upward: the place reached, and the trail to there."""

State = tuple[int, int, int, int, int]
"""Where each line stands and the brood it came from (-1 where it begins), line by line, and the steps of the first."""


def half_of(
    parents: Collection[int], others: Collection[int], rivals: Collection[int] = (), put_in: Collection[int] = ()
) -> Half:
    """Return whether two children of these recorded parents, at least one of them shared, are full or half.

    Args:
        parents: The parents of one.
        others: The parents of the other.
        rivals: Those of both who are not certain to be parents of one of them: whom they share of these, they
            may share or not.
        put_in: Unknown parents whom a reader put in: each may be the one who is recorded for the other child.
    """
    most = 1
    shared = set(parents) & set(others)
    if len(shared.difference(rivals)) > most:
        return Half.FULL
    if len(shared) > most or min(len(parents), len(others)) <= most or shared <= set(rivals):
        return Half.UNCERTAIN
    unshared = set(parents) ^ set(others)
    return Half.HALF if unshared.isdisjoint(put_in) else Half.UNCERTAIN


@dataclass(slots=True)
class Visit:
    """How often a state was reached, and one way there.

    Attributes:
        count: The pairs of lines that lead to the state.
        first: One of A's lines among them.
        second: The line of B that goes with it.
        certain: Whether both run through nobody who is not certain to be a parent.
    """

    count: int
    first: Trail
    second: Trail
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Meeting:
    """Lines of equal lengths that meet in the same ancestor or couple.

    Attributes:
        through: The places of the ancestor, or of all the parents whom both lines' first
            children share, in the order of their numbers in the graph.
        generations: Steps from A and from B up to it.
        count: How many pairs of lines there are.
        lines: One of the pairs, each from the first of `through` down.
        half: Whether the lines meet in a couple, in one person only, or it cannot be told.
        disputed: Their (child, parent) links whose parent is not certain to be it.
    """

    through: tuple[int, ...]
    generations: tuple[int, int]
    count: int
    lines: tuple[tuple[int, ...], tuple[int, ...]]
    half: Half
    disputed: tuple[tuple[int, int], ...] = ()

    def order(self, pedigree: Pedigree) -> tuple[int, bool, tuple[int, int], list[int]]:
        """Return the key that sorts meetings of one distance."""
        up, down = self.generations
        source_place = pedigree.graph.source_place
        places = [source_place[pedigree.people[place]] for place in self.through]
        return abs(up - down), len(places) == 1, self.generations, places


def meetings(pedigree: Pedigree, a: int, b: int, *, patience: Patience | None = None) -> Iterator[Sequence[Meeting]]:
    """Yield all meetings of two people's lines, nearest first.

    Each item holds the meetings at one distance (steps up plus steps down) and
    may be empty; those that lie farther away are not looked for before they
    are asked for.

    Args:
        pedigree: One that holds both and all their ancestors.
        a: The place of one.
        b: The place of the other; the same place twice meets at once.
        patience: What to take from; None for a walk as long as it may be.

    Raises:
        LongWalkError: There are more; what was yielded is whole.
    """
    patience = patience or Patience()
    for layer in layers(pedigree, a, b, _fruitful(pedigree, a, b), patience):
        found = gathered(pedigree, layer)
        patience.left -= sum([len(line) for meeting in found for line in meeting.lines])
        yield found


def layers(  # noqa: C901, PLR0912, PLR0915 (one loop: a call for each of millions of steps would double its cost)
    pedigree: Pedigree, a: int, b: int, ways: Mapping[int, Ways], patience: Patience
) -> Iterator[dict[State, Visit]]:
    """Yield the states of the walk that need no further step, by the steps it took.

    A state waits at the fewest steps in all by which it may end, those made and those needed yet, so that the walk
    goes no farther than whoever reads on wants to know. Disjoint lines end by different children of the ancestor:
    where the shortest ways of both come by the same child, one of the two must take its next best, and two in one
    branch cannot end at all; in royal families both bounds together leave a quarter of the walk.

    Args:
        pedigree: One that holds both and all their ancestors.
        a: The place of one.
        b: The place of the other.
        ways: What is known of the ways up from each place; those that lead nowhere are not in it.
        patience: What to take from.

    Raises:
        LongWalkError: There are more.
    """
    parents_of, brood_of, rivals = pedigree.parents, pedigree.broods, pedigree.rivals
    start: dict[State, Visit] = {(a, -1, b, -1, 0): Visit(1, (a, None), (b, None))}
    waiting = {ways[a][0] + ways[b][0]: {0: start}} if a in ways and b in ways else {}
    while waiting:
        bound = min(waiting)
        row = waiting.pop(bound)
        while row:
            made = min(row)
            layer = row.pop(made)
            if made == bound:
                yield layer
            made += 1
            for number, ((x, below_x, y, below_y, climbed), visit) in enumerate(layer.items()):
                if not number % OFTEN:
                    look()
                if x == y:
                    continue
                x_moves = x > y
                moves, stays = (x, y) if x_moves else (y, x)
                parents, brood = parents_of[moves], brood_of[moves]
                patience.left -= len(parents)
                if patience.left < 0:
                    raise LongWalkError
                disputed = rivals.get(parents, ()) if rivals else ()
                steps, by, next_best, branch = ways[stays]
                for parent in parents:
                    on = ways.get(parent)
                    if on is None:
                        continue
                    needed, by_parent, next_of_parent, branch_of_parent = on
                    if by_parent != by:  # both may take their shortest ways
                        needed += steps
                    elif branch_of_parent == branch >= 0:
                        continue
                    else:
                        needed = min(needed + next_best, steps + next_of_parent)
                        if needed >= TOO_FAR:
                            continue
                    state = (
                        (parent, brood, y, below_y, climbed + 1) if x_moves else (x, below_x, parent, brood, climbed)
                    )
                    needed += made
                    later = row if needed == bound else waiting.setdefault(needed, {})
                    above = later.setdefault(made, {})
                    certain = visit.certain and parent not in disputed
                    known = above.get(state)
                    count = visit.count
                    if known is not None:
                        known.count += count
                        if known.certain or not certain:
                            continue
                        count = known.count  # of several ways, a certain one stands for all
                    if x_moves:
                        above[state] = Visit(count, (parent, visit.first), visit.second, certain)
                    else:
                        above[state] = Visit(count, visit.first, (parent, visit.second), certain)


def gathered(pedigree: Pedigree, layer: dict[State, Visit], ancestor: int | None = None) -> list[Meeting]:
    """Return the meetings of one layer, couples counted once.

    They come by the difference of the two lengths, couples before single
    ancestors, then by the lengths and the ancestors' numbers in the graph.

    Args:
        pedigree: The one that was walked.
        layer: All states of one distance.
        ancestor: The only one to look at; None for all. A couple is found at each
            partner, so among all it counts at its first alone.
    """
    found: dict[tuple[tuple[int, ...], tuple[int, int]], Meeting] = {}
    for state, visit in layer.items():
        place = state[0]
        if place != state[2] or ancestor not in (None, place):
            continue
        meeting = _meeting(pedigree, state, visit)
        if ancestor is None and place != meeting.through[0]:
            continue
        key = (meeting.through, meeting.generations)
        known = found.get(key)
        if known is not None:
            half = known.half if known.half is meeting.half else Half.UNCERTAIN
            count = known.count + meeting.count
            shown = meeting if known.disputed and not meeting.disputed else known
            meeting = replace(shown, count=count, half=half)
        found[key] = meeting
    return sorted(found.values(), key=lambda meeting: meeting.order(pedigree))


def _meeting(pedigree: Pedigree, state: State, visit: Visit) -> Meeting:
    place, below_x, _, below_y, climbed = state
    above_x, above_y = (() if below < 0 else pedigree.parents[below] for below in (below_x, below_y))
    first, second = _line(visit.first), _line(visit.second)
    rivals = {*pedigree.rivals.get(above_x, ()), *pedigree.rivals.get(above_y, ())} if pedigree.rivals else ()
    people, source_place = pedigree.people, pedigree.graph.source_place
    common = set(above_x).intersection(above_y).difference(rivals)
    shared = sorted(common, key=lambda each: source_place[people[each]]) or [place]
    lines = ((shared[0], *first[1:]), (shared[0], *second[1:]))
    below = len(first) > 1 and len(second) > 1
    return Meeting(
        through=tuple(shared),
        generations=(climbed, len(second) - 1),
        count=visit.count,
        lines=lines,
        half=half_of(above_x, above_y, rivals, pedigree.put_in) if below else Half.FULL,
        # Whoever both certainly share stands for the rival whom the walk came by.
        disputed=() if visit.certain else tuple(pedigree.disputed(*lines)),
    )


def _line(trail: Trail | None) -> tuple[int, ...]:
    """Return a trail's places from the top down."""
    line = []
    while trail is not None:
        place, trail = trail
        line.append(place)
    return tuple(line)


def _fruitful(pedigree: Pedigree, a: int, b: int) -> dict[int, Ways]:
    """Return, for each place with a common ancestor of the two there or above, that no step may be needed yet."""
    of_a, of_b = (steps_from([place], pedigree.parents.__getitem__) for place in (a, b))
    fruitful: dict[int, Ways] = {}
    for place, parents in enumerate(pedigree.parents):
        if (place in of_a and place in of_b) or any(parent in fruitful for parent in parents):
            fruitful[place] = (0, -1, 0, -1)
    return fruitful
