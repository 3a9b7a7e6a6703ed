"""Places where lines of a picture cross, counted on points along them, whatever program drew it.

Lines are drawn in pieces, and several often run upon each other for a while, so it is not enough that straight pieces
cut each other. One line crosses another where it comes from one side, touches it, and leaves to the other side.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from math import dist, inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Point = tuple[float, float]

BEND = 0.3  # pixels that a line may be away from its straight pieces
TOUCH = 1.5  # more than half the distance of the reader's points, so that a line never steps over another
ENDS = 4.0
SAME_PLACE = 8.0


def crossings(lines: Sequence[Sequence[Point]], boxes: Sequence[tuple[float, float, float, float]]) -> int:
    """Return at how many places lines cross.

    Args:
        lines: Points along each line, two pixels apart.
        boxes: Left, top, width and height of what lies over the lines: what is crossed beneath is not seen.
    """
    straight = [straightened(line) for line in lines]
    places = [
        place
        for first, second in sorted(_meeting(straight))
        if not _of_one_household(straight[first], straight[second])
        for place in _crossed(lines[first], straight[second])
        if not any(left < place[0] < left + wide and top < place[1] < top + high for left, top, wide, high in boxes)
    ]
    return _merged(places)


def straightened(line: Sequence[Point]) -> list[Point]:
    """Return the fewest of a line's points that keep its shape (Douglas and Peucker 1973)."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        off = [(_distance(line[each], line[first], line[last]), each) for each in range(first + 1, last)]
        furthest, middle = max(off, default=(0.0, 0))
        if furthest > BEND:
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return [line[each] for each in sorted(kept)]


def _meeting(lines: list[list[Point]]) -> set[tuple[int, int]]:
    """Return the pairs of lines of which two straight pieces come near each other."""
    pieces = sorted((min(piece), max(piece), number) for number, line in enumerate(lines) for piece in pairwise(line))
    found: set[tuple[int, int]] = set()
    near: list[tuple[float, float, float, int]] = []
    for start, end, number in pieces:
        top, bottom = sorted((start[1], end[1]))
        near = [each for each in near if each[0] >= start[0] - TOUCH]
        found |= {
            (min(number, other), max(number, other))
            for _, above, below, other in near
            if other != number and above <= bottom + TOUCH and below >= top - TOUCH
        }
        near.append((end[0], top, bottom, number))
    return found


def _of_one_household(first: list[Point], second: list[Point]) -> bool:
    """Return whether two lines begin, or end, at the same place: there they part, however they are bundled."""
    return any(dist(end, other) <= SAME_PLACE for end in (first[0], first[-1]) for other in (second[0], second[-1]))


def _crossed(line: Sequence[Point], other: list[Point]) -> Iterator[Point]:
    """Yield where a line touches another between leaving to one side and to the other."""
    sides = [(_side_of(point, other), point) for point in line]
    runs = [(side, [point for _, point in run]) for side, run in groupby(sides, key=lambda each: each[0])]
    for (before, _), (touching, run), (after, _) in zip(runs, runs[1:], runs[2:], strict=False):
        at_an_end = any(dist(point, end) < ENDS for point in run for end in (other[0], other[-1]))
        if not touching and before == -after and not at_an_end:
            yield run[len(run) // 2]


def _side_of(point: Point, line: list[Point]) -> int:
    """Return on which side of a line a point is: 1 or -1, or 0 where it touches."""
    nearest, side = inf, 0.0
    for start, end in pairwise(line):
        away = _distance(point, start, end)
        if away < nearest:
            nearest = away
            side = (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
    return 0 if nearest < TOUCH else 1 if side > 0 else -1


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (left, top), (right, bottom) = point, start, end
    wide, high = right - left, bottom - top
    square = wide * wide + high * high
    part = max(0.0, min(1.0, ((x - left) * wide + (y - top) * high) / square)) if square else 0.0
    return dist(point, (left + part * wide, top + part * high))


def _merged(places: list[Point]) -> int:
    """Return how many places there are when those next to each other are one."""
    count, waiting = 0, set(places)
    while waiting:
        count += 1
        reached = [waiting.pop()]
        while reached:
            middle = reached.pop()
            near = {each for each in waiting if dist(each, middle) <= SAME_PLACE}
            waiting -= near
            reached += near
    return count
