"""Step-kin: kin by blood of a parent's partner, however far, and of an ancestor's.

The way leads from A up to somebody (or is A), to a stepparent of theirs, and on by
blood to B; or from B to A. It counts as many generations as if the stepparent were
a parent: a stepfather's brother is a step-uncle.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

from cousins.family.closure import steps_from, way_to, ways_from
from cousins.family.links import ParentKind, PartnerKind
from cousins.kinship.relationship import Relationship, StepBond
from cousins.stopping import look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.family.graph import FamilyGraph


class _Way(NamedTuple):
    """How B is step-kin of A by a stepparent on A's side."""

    generations: tuple[int, int]
    couple: tuple[int, ...]
    to_a: list[int]
    to_b: list[int]


def step_relationship(graph: FamilyGraph, a: int, b: int, *, most: int | None = None) -> Relationship | None:
    """Return how B is the nearest step-kin of A; None when they are none.

    A stepparent is whom the source calls so, and a parent's spouse, or the other parent of a
    parent's child that is no older, who is no parent and lived to see the child.

    Args:
        graph: Where they live.
        a: The number of one person.
        b: The number of the other; not A.
        most: The generations up and down together to keep to; None for any.
    """
    found = []
    if way := _way(graph, a, b, most):
        found.append(way)
    if back := _way(graph, b, a, most):
        found.append(_Way(back.generations[::-1], back.couple, back.to_b, back.to_a))
    if not found:
        return None
    generations, couple, to_a, to_b = min(found, key=lambda way: sum(way.generations))
    ids = graph.ids
    return Relationship(
        StepBond(generations, graph.sex[b]),
        StepBond(generations[::-1], graph.sex[a]),
        through=tuple(ids[person] for person in couple),
        lines=tuple(tuple(ids[person] for person in line) for line in (to_a, to_b)),
    )


def _way(graph: FamilyGraph, a: int, b: int, most: int | None) -> _Way | None:
    """Return the shortest way from A up, across to a stepparent, and by blood to B."""
    parents = graph.parents.__getitem__
    own = steps_from([a], parents, most=most)
    if b in own:
        return None
    starts = _starts(graph, own)
    if not starts:
        return None
    place = graph.source_place
    waiting = [(up + 1, [place[step]] * 3, step, step, step) for step, (_, _, up) in starts.items()]
    others = steps_from([b], parents, most=most)
    heapq.heapify(waiting)
    above: dict[int, int] = {}
    meetings = []
    while waiting:
        up, _, person, before, start = heapq.heappop(waiting)
        if person in above or (most is not None and up > most):
            continue
        look()
        above[person] = before
        # A meeting in an ancestor of A is kinship by blood, with or without the stepparent.
        if person in others and person not in own:
            meetings.append((up + others[person], up, place[person], place[start], person, start))
        for forebear in parents(person):
            order = [place[forebear], place[person], place[start]]
            heapq.heappush(waiting, (up + 1, order, forebear, person, start))
    if not meetings:
        return None
    below, ways = ways_from([b], parents), ways_from([a], parents)
    for total, up, _, _, ancestor, start in sorted(meetings):
        if most is not None and total > most:
            break
        child, parent, _ = starts[start]
        down = way_to(ancestor, below)[::-1]
        if not own.keys().isdisjoint(down) or (ancestor == start and not _is_step(graph, parent, down)):
            continue
        climbed = way_to(ancestor, above)
        to_a = [start if parent is None else parent, *way_to(child, ways)[::-1]]
        to_b = [*climbed, *down[1:]] if parent is None else [parent, *climbed, *down[1:]]
        return _Way((up, len(down) - 1), () if parent is None else (parent, start), to_a, to_b)
    return None


def _starts(graph: FamilyGraph, own: dict[int, int]) -> dict[int, tuple[int, int | None, int]]:
    """Return the stepparents of somebody and their ancestors, each with the child, the parent and the generation."""
    starts: dict[int, tuple[int, int | None, int]] = {}
    for child, up in own.items():
        look()
        for parent, step in _stepparents(graph, child):
            if step not in own:
                starts.setdefault(step, (child, parent, up))
    return starts


def _is_step(graph: FamilyGraph, parent: int | None, down: list[int]) -> bool:
    """Return whether a stepparent's line begins with no child of the parent, and with none the parent never saw."""
    if parent is None or len(down) == 1:
        return True
    return parent not in graph.parents_of(down[1]) and _lived_to_see(graph, parent, down[1])


def _stepparents(graph: FamilyGraph, child: int) -> Iterator[tuple[int | None, int]]:
    """Yield each stepparent after the parent whose partner they are; None for one whom the source calls so."""
    for other in graph.social_parents[child]:
        if graph.social_parents.kind(child, other) is ParentKind.STEP:
            yield None, other
    parents = set(graph.parents_of(child))
    strangers: dict[int, list[int]] = {}
    for parent in graph.parents_of(child):
        for partner in graph.partners[parent]:
            # Asked from the partner's side: who has twenty thousand wives is one of the few husbands of each.
            married = graph.partners.kind(partner, parent) is PartnerKind.SPOUSE
            if married and partner not in parents and _lived_to_see(graph, partner, child):
                yield parent, partner
        for common in graph.children[parent]:
            if common not in strangers:
                strangers[common] = [other for other in graph.parents[common] if other not in parents]
            for other in strangers[common]:
                married = graph.partners.kind(other, parent) in {PartnerKind.SPOUSE, PartnerKind.FORMER}
                one_sex = graph.sex[parent] is graph.sex[other] is not None  # two recorded fathers are no couple
                if married or one_sex:
                    continue
                born = graph.born[common]
                older = born is not None and born.certainly_before(graph.born[child])
                if not older and _lived_to_see(graph, other, child):
                    yield parent, other


def _lived_to_see(graph: FamilyGraph, person: int, child: int) -> bool:
    """Return whether somebody did not certainly die before the child was born."""
    died = graph.died[person]
    return died is None or not died.certainly_before(graph.born[child])
