"""The parts of the rings of a fan, as SVG."""

from __future__ import annotations

from math import degrees, pi
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from cousins.drawing.layout.labels import LINE_HEIGHT, NAME_SIZE, YEARS_SIZE
from cousins.drawing.layout.placed import on_ring
from cousins.drawing.writers.descriptions import escaped
from cousins.drawing.writers.styles import BRANCHES, CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cousins.drawing.layout.placed import Layout, Point, Sector

_RIGHT_ANGLE = 90.0


def sectors(
    layout: Layout, aloud: Sequence[str], unseen: Sequence[Mapping[str, str]], name: str, *, page: bool
) -> Iterator[str]:
    """Yield everybody in a fan; where somebody stands again it is a word and nobody to choose.

    Args:
        layout: A fan.
        aloud: What is read aloud for each figure.
        unseen: Whom the picture leaves out, for each figure.
        name: What the ids of elements begin with.
        page: Whether something happens when a person is chosen.
    """
    for sector in layout.sectors:
        shown = layout.scene.figures[sector.place]
        classes = CLASSES[shown.role]
        if sector.branch >= 0:
            classes += f" t{sector.branch % len(BRANCHES)}"
        if sector.again:
            yield f'<g class="{classes} z"><title>{escaped(shown.person.label)}</title>'
        else:
            role = "button" if page else "graphics-symbol img"
            yield f'<g id="{name}p{sector.place}" class="{classes}" tabindex="0" role="{role}"'
            yield f" aria-label={quoteattr(aloud[sector.place])}><title>{escaped(shown.person.label)}</title>"
        tie = {"": "", "possible": " d"}.get(sector.tie, " a")
        yield f'<path class="v{tie}" d="{_ring(sector, layout.middle)}"/>{_text(sector, layout.middle)}'
        for whom, hidden in (("parents", shown.hidden_parents), ("partners", shown.hidden_partners)):
            if hidden and not sector.again:
                dots = "".join([f"M{x:.1f} {y:.1f}h.01" for x, y in _mark(sector, whom, layout.middle)])
                yield f'<path class="m" data-unseen="{whom}" d="{dots}">{unseen[sector.place][whom]}</path>'
        yield "</g>\n"


def _mark(sector: Sector, whom: str, middle: Point) -> list[Point]:
    """Return three dots: outside a sector for parents, within it at the end of its outer edge for partners."""
    if whom == "partners" and sector.ring:
        turn = sector.end - 5 / sector.outer
        return [on_ring(sector.outer - 5 - step * 4, turn, middle) for step in range(3)]
    outward = sector.outer + 6
    # Above the middle of a fan stand its first rings; below it is open.
    turn = sector.middle if sector.ring else pi if whom == "parents" else 0.75 * pi
    return [on_ring(outward, turn + step * 4 / outward, middle) for step in (-1, 0, 1)]


def _ring(sector: Sector, middle: Point) -> str:
    """Return the path data of a part of a ring, a whole circle in the middle."""

    def arc(radius: float, angle: float, *, back: bool = False) -> str:
        wide = int(sector.end - sector.start > pi)
        return f"A{radius:.1f} {radius:.1f} 0 {wide} {int(not back)} {point(radius, angle)}"

    def point(radius: float, angle: float) -> str:
        x, y = on_ring(radius, angle, middle)
        return f"{x:.1f} {y:.1f}"

    if not sector.ring:
        upper, lower = point(sector.outer, 0.0), point(sector.outer, pi)
        half = f"A{sector.outer:.1f} {sector.outer:.1f} 0 1 1 "
        return f"M{upper}{half}{lower}{half}{upper}Z"
    outer = f"M{point(sector.outer, sector.start)}{arc(sector.outer, sector.end)}"
    return f"{outer}L{point(sector.inner, sector.end)}{arc(sector.inner, sector.start, back=True)}Z"


def _text(sector: Sector, middle: Point) -> str:
    """Return what is written in a sector, never upside down."""
    turn = degrees(sector.middle) if sector.ring else 0.0
    x, y = on_ring((sector.inner + sector.outer) / 2 if sector.ring else 0.0, sector.middle, middle)
    if sector.radial:
        # Along the radius it begins at the middle in the right half, and ends there in the left one.
        turn += -_RIGHT_ANGLE if turn >= 0 else _RIGHT_ANGLE
    elif abs(turn) > _RIGHT_ANGLE:
        turn += 2 * _RIGHT_ANGLE
    line, own = (LINE_HEIGHT, "") if sector.size == NAME_SIZE else (YEARS_SIZE + 3, ' class="j"')
    lines = [f'<g transform="translate({x:.1f} {y:.1f})rotate({turn:.1f})">']
    baseline = -sector.label.height / 2 + line / 2 + sector.size * 0.35
    for text in sector.label.lines:
        lines.append(f'<text{own} y="{baseline:.1f}">{escaped(text)}</text>')
        baseline += line
    if sector.label.years:
        lines.append(f'<text class="y" y="{baseline:.1f}">{escaped(sector.label.years)}</text>')
    return "".join([*lines, "</g>"])
