"""Lines as the path data of SVG, which HTML, PNG and PDF share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.drawing.layout.routing import Point

_STRAIGHT = 0.5


def number(value: float) -> str:
    """Return a coordinate as short as can be: one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def path_data(points: Sequence[Point], shift: float = 0.0) -> str:
    """Return a line through points: straight where two share an x or a y, curved elsewhere.

    Args:
        points: From the one end to the other.
        shift: How far to the right the line is moved; bars are moved down instead.
    """
    parts = []
    last: Point | None = None
    for at, (x, y) in enumerate(points):
        flat = _is_flat(points, at)
        here = (x if flat and at == 0 else x + shift, y + (shift if flat else 0.0))
        parts.append(_piece(last, here))
        last = here
    return "".join(parts)


def _is_flat(points: Sequence[Point], at: int) -> bool:
    """Return whether a point lies on a bar."""
    beside = [points[other] for other in (at - 1, at + 1) if 0 <= other < len(points)]
    return any(y == points[at][1] and x != points[at][0] for x, y in beside)


def _piece(last: Point | None, here: Point) -> str:
    x, y = here
    if last is None:
        return f"M{number(x)} {number(y)}"
    if abs(x - last[0]) < _STRAIGHT:
        return f"V{number(y)}"
    if abs(y - last[1]) < _STRAIGHT:
        return f"H{number(x)}"
    middle = number((last[1] + y) / 2)
    return f"C{number(last[0])} {middle} {number(x)} {middle} {number(x)} {number(y)}"
