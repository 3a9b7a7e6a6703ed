"""A fan: one person in the middle, and rings of ancestors around, fathers before mothers as the clock goes.

Unlike the fans of other programs it gives nobody room who is not known: each
sector is as wide as its own name or its ancestors need, so that twelve
generations of a pedigree with gaps are still readable. Whoever is an ancestor
on several lines stands where the fewest generations lead to; the other places
say so, and go no further.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import cos, pi, sin
from typing import TYPE_CHECKING

from cousins.drawing.layout.labels import LINE_HEIGHT, NAME_SIZE, YEARS_SIZE, text_width, wrapped
from cousins.drawing.layout.legend import MARGIN
from cousins.drawing.layout.placed import Label, Layout, PlacedFigure, PlacedHousehold, Sector, on_ring
from cousins.drawing.scene.figures import Role
from cousins.errors import SettingsError
from cousins.family.links import ParentKind
from cousins.family.person import Sex
from cousins.plain import harmless

if TYPE_CHECKING:
    from cousins.drawing.scene.figures import Scene

_CORE = 62.0
"""How far the middle reaches."""
_ROUND_RINGS = 3
"""In so many rings names run around the middle; further out, where sectors are narrow, along the radius."""
_SMALL_FROM = 7
"""From this ring on letters are small and the years follow the name."""
_ROUND_LINE, _RADIAL_LINE, _SMALL_LINE = 120.0, 134.0, 150.0
_INSET = 7.0
_GAP = 5.0
"""Between the middle and the first ring."""
_LEAST_SPAN, _MOST_SPAN = pi, 1.94 * pi
_DEEPER, _BENT = 4.0, 14.0


@dataclass(slots=True)
class _Slot:
    """A place in a ring before anybody knows how large it is."""

    place: int
    ring: int
    label: Label
    size: float
    branch: int
    again: bool = False
    tie: str = ""
    parents: list[_Slot] = field(default_factory=list)
    need: float = 0.0

    @property
    def radial(self) -> bool:
        return self.ring > _ROUND_RINGS

    @property
    def depth(self) -> float:
        return (self.label.width if self.radial else self.label.height) + 2 * _INSET

    @property
    def breadth(self) -> float:
        return (self.label.height if self.radial else self.label.width) + _INSET


def fan(scene: Scene, limit: float) -> Layout | None:
    """Return the fan of a pedigree; None if it is too wide.

    Args:
        scene: One person's ancestors; partners who are none are left out.
        limit: How wide it may be.

    Raises:
        SettingsError: It shows anything else.
    """
    root = scene.pedigree_root()
    if root is None:
        raise SettingsError("a fan shows one person's ancestors and nobody else; ask for ancestors of one person alone")
    rings = _rings(scene, root)
    scene, places = _without_others(scene, {slot.place for ring in rings for slot in ring})
    for ring in rings:
        for slot in ring:
            slot.place = places[slot.place]
    radii = _radii(rings)
    sectors = _sectors(rings, radii)
    left, top, right, bottom = _bounds(sectors)
    if right - left + 2 * MARGIN > limit:
        return None
    middle = MARGIN - left, MARGIN - top
    figures: list[PlacedFigure | None] = [None] * len(scene)
    for sector in sectors:
        if not sector.again:
            reach = (sector.inner + sector.outer) / 2 if sector.ring else 0.0
            x, y = on_ring(reach, sector.middle, middle)
            along = abs(sin(sector.middle)) if sector.radial else abs(cos(sector.middle))
            across = abs(cos(sector.middle)) if sector.radial else abs(sin(sector.middle))
            wide, high = sector.label.width, sector.label.height
            figures[sector.place] = PlacedFigure(
                place=sector.place,
                x=x,
                y=y,
                width=wide * along + high * across,
                height=wide * across + high * along,
                generation=sector.ring,
                label=sector.label,
            )
    placed = tuple([figure for figure in figures if figure is not None])
    households = []
    for number, household in enumerate(scene.households):
        parents = [placed[partner] for partner in household.partners]
        x, y = (sum(values) / len(parents) for values in zip(*((each.x, each.y) for each in parents), strict=True))
        households.append(PlacedHousehold(number, x, y))
    return Layout(
        scene=scene,
        width=right - left + 2 * MARGIN,
        height=bottom - top + 2 * MARGIN,
        figures=placed,
        households=tuple(households),
        links=(),
        order=tuple([sector.place for sector in sectors if not sector.again]),
        style="fan",
        sectors=tuple(sectors),
        middle=middle,
    )


def _without_others(scene: Scene, kept: set[int]) -> tuple[Scene, dict[int, int]]:
    """Return the scene with these people only, the others counted as hidden, and where each of them now is."""
    places = {place: at for at, place in enumerate(sorted(kept))}
    households = []
    for household in scene.households:
        children = tuple([replace(each, place=places[each.place]) for each in household.children if each.place in kept])
        partners = tuple([places[partner] for partner in household.partners if partner in kept])
        rivals = {places[partner]: count for partner, count in household.rivals.items() if partner in kept}
        absent = household.absent + len(household.partners) - len(partners)
        left = replace(household, partners=partners, children=children, rivals=rivals, absent=absent)
        # Two ancestors may be a couple without being parents of a third together.
        if partners and (children or left.couples()):
            households.append(left)
    figures = []
    for place in places:
        figure = scene.figures[place]
        figures.append(
            replace(
                figure,
                partners=tuple([places[partner] for partner in figure.partners if partner in kept]),
                hidden_partners=figure.hidden_partners
                + tuple([scene.figures[each].person for each in figure.partners if each not in kept]),
                hidden_parents=figure.hidden_parents
                + tuple([scene.figures[each].person for each in scene.parents(place) if each not in kept]),
            )
        )
    return replace(scene, figures=tuple(figures), households=tuple(households), _places={}, _homes={}), places


def _rings(scene: Scene, root: int) -> list[list[_Slot]]:
    """Return the places of each ring, in the order of the clock; each person goes on once."""
    sides: dict[Sex | None, int] = {Sex.MALE: 0, Sex.FEMALE: 1}
    met = {root}
    rings = [[_Slot(root, 0, _label(scene, root, 0), NAME_SIZE, -1)]]
    while rings[-1]:
        ring = len(rings)
        following: list[_Slot] = []
        for slot in rings[-1]:
            if slot.again:
                continue
            kinds, rivals = scene.parents(slot.place), scene.rivals(slot.place)
            # Step-parents who stand beside an ancestor as a partner are none.
            parents = [each for each in kinds if scene.figures[each].role is not Role.PARTNER]
            for parent in sorted(parents, key=lambda each: sides.get(scene.figures[each].person.sex, 2)):
                again = parent in met
                met.add(parent)
                kind = kinds[parent]
                tie = "possible" if parent in rivals else "" if kind is ParentKind.BIRTH else kind.value
                branch = len(following) + len(slot.parents) if ring == 2 else slot.branch  # noqa: PLR2004 (grandparents)
                label = _label(scene, parent, ring, again=again)
                size = NAME_SIZE if ring < _SMALL_FROM and not again else YEARS_SIZE
                slot.parents.append(_Slot(parent, ring, label, size, branch, again, tie))
            following += slot.parents
        rings.append(following)
    return rings[:-1]


def _label(scene: Scene, place: int, ring: int, *, again: bool = False) -> Label:
    """Return what is written for somebody in a ring; where they stand again the name alone."""
    person = scene.figures[place].person
    years = "" if again else harmless(person.years)
    if ring < _SMALL_FROM and not again:
        widest, most = (_ROUND_LINE, 4) if ring <= _ROUND_RINGS else (_RADIAL_LINE, 3)
        lines = wrapped(str(person), widest=widest, most=most)
        width = max([*map(text_width, lines), text_width(years, YEARS_SIZE)])
        return Label(lines, years, width, LINE_HEIGHT * (len(lines) + bool(years)))
    text = f"= {person}" if again else f"{person} {years}"
    lines = wrapped(text, widest=_SMALL_LINE * NAME_SIZE / YEARS_SIZE, most=1 if again else 2)
    height = (YEARS_SIZE + 3) * len(lines)
    return Label(lines, "", max(text_width(line, YEARS_SIZE) for line in lines), height)


def _radii(rings: list[list[_Slot]]) -> list[float]:
    """Return where each ring begins and the last one ends, as near as all names have room in less than a whole turn."""
    least = [0.0, _CORE]
    for ring in rings[1:]:
        # The parents' text is straight, and the ring around the middle is much bent.
        least.append(least[-1] + max(slot.depth for slot in ring) + (_BENT if ring is rings[1] else 0.0))
    radii, added = least, 0.0
    while _needed(rings, radii) > _MOST_SPAN:
        # Deeper rings near the middle push the others outward, and leave those where names fill all of it as they are.
        added += _DEEPER
        radii = [radius + added * min(max(at - 1, 0), _ROUND_RINGS) for at, radius in enumerate(least)]
    return radii


def _needed(rings: list[list[_Slot]], radii: list[float]) -> float:
    """Say of every slot how wide an angle it and its forebears need, and return what all of them need."""
    for at in range(len(rings) - 1, 0, -1):
        # Text that runs around must fit at half the ring's depth, text along the radius where the ring begins.
        reach = radii[at] if at > _ROUND_RINGS else (radii[at] + radii[at + 1]) / 2
        for slot in rings[at]:
            slot.need = max(slot.breadth / reach, sum(parent.need for parent in slot.parents))
    return sum(slot.need for slot in rings[0][0].parents)


def _sectors(rings: list[list[_Slot]], radii: list[float]) -> list[Sector]:
    """Return the sectors of all rings, each as wide as its need, and all together half a turn at least."""
    span = max(_LEAST_SPAN, _needed(rings, radii))
    root = rings[0][0]
    spans = {id(root): (-span / 2, span / 2)}
    sectors = []
    for at, ring in enumerate(rings):
        for slot in ring:
            start, end = spans[id(slot)]
            turn = start
            whole = sum(parent.need for parent in slot.parents)
            for parent in slot.parents:
                spans[id(parent)] = turn, turn + (end - start) * parent.need / whole
                turn = spans[id(parent)][1]
            sectors.append(
                Sector(
                    place=slot.place,
                    ring=at,
                    inner=radii[at],
                    outer=radii[at + 1] - (0 if at else _GAP),
                    start=start if at else -pi,
                    end=end if at else pi,
                    label=slot.label,
                    size=slot.size,
                    radial=slot.radial,
                    branch=slot.branch,
                    again=slot.again,
                    tie=slot.tie,
                )
            )
    return sectors


def _bounds(sectors: list[Sector]) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of all sectors around the origin."""
    points = []
    for sector in sectors:
        turns = [quarter * pi / 2 for quarter in range(-4, 5) if sector.start < quarter * pi / 2 < sector.end]
        for angle in (sector.start, *turns, sector.end):
            points += [on_ring(sector.outer, angle, (0.0, 0.0)), on_ring(sector.inner, angle, (0.0, 0.0))]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
