"""A pedigree in lines of text: fathers above, mothers below, everybody with ancestors once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing.scene.figures import Role
from cousins.drawing.writers.descriptions import note, standing
from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cousins.drawing.scene.figures import Scene

Leads = tuple[str, str, str]
"""What stands before a person's own line, before the lines above it and before those below it."""


def is_beside(scene: Scene, place: int) -> bool:
    """Return whether somebody is in the picture as a partner only, and has no children there."""
    homes = (scene.households[number] for number in scene.homes(place)[1])
    return scene.figures[place].role is Role.PARTNER and not any(home.children for home in homes)


def pedigree(scene: Scene, root: int, signs: Sequence[str]) -> Iterator[tuple[str, str, int, str]]:
    """Yield, for each name, what stands before it and before the rest of a long one, whose it is, and what is said.

    Somebody's father stands above them and the mother below, each with their own
    ancestors around them. Families can be deep, so there is no recursion.

    Args:
        scene: Who is to be shown.
        root: Whose ancestors.
        signs: For the topmost of several parents, one between others, the last one, a line that passes, and none.
    """
    top, fork, last, pipe, blank = signs
    told: set[int] = set()
    stack: list[tuple[int, Leads, str, bool]] = [(root, ("", "", ""), "", False)]
    while stack:
        place, leads, said, is_open = stack.pop()
        if is_open or place in told:
            yield leads[0], leads[2], place, said if is_open else f"{said} (above)"
            continue
        told.add(place)
        kinds = scene.parents(place)
        above, below = _sides(scene, list(kinds))
        around = [(parent, (leads[1] + top, leads[1] + blank, leads[1] + pipe)) for parent in above]
        after = [(parent, (leads[2] + fork, leads[2] + pipe, leads[2] + pipe)) for parent in below[:-1]]
        after += [(parent, (leads[2] + last, leads[2] + pipe, leads[2] + blank)) for parent in below[-1:]]
        said_of = {parent: note(kind, "parent") for parent, kind in kinds.items()}
        said_of |= {parent: f" ({standing(scene, parent, count)})" for parent, count in scene.rivals(place).items()}
        ordered = [*_waiting(around, said_of), (place, leads, said, True), *_waiting(after, said_of)]
        stack += reversed(ordered)


def _waiting(parents: Iterable[tuple[int, Leads]], said: Mapping[int, str]) -> Iterator[tuple[int, Leads, str, bool]]:
    return ((parent, leads, said[parent], False) for parent, leads in parents)


def _sides(scene: Scene, parents: list[int]) -> tuple[list[int], list[int]]:
    """Return the parent who stands above somebody, if one does, and those who stand below."""
    fathers = [parent for parent in parents if scene.figures[parent].person.sex is Sex.MALE]
    above = fathers[:1] or ([] if len(parents) == 1 else parents[:1])
    return above, [parent for parent in parents if parent not in above]
