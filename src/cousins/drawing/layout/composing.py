"""From a scene to a picture, step by step: rows, sizes, order, places, lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cousins.drawing.layout.arranging import arranged
from cousins.drawing.layout.boxes import boxes_of
from cousins.drawing.layout.labels import WIDEST_LINE, labels_of
from cousins.drawing.layout.layers import rows_of
from cousins.drawing.layout.legend import MARGIN, moved, with_words
from cousins.drawing.layout.placed import MARK, Grid, Layout, PlacedFigure, PlacedHousehold
from cousins.drawing.layout.placing import Placing
from cousins.drawing.layout.routing import Router
from cousins.errors import SettingsError, TooLargeError, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cousins.answers.looks import Style
    from cousins.drawing.layout.layers import Rows
    from cousins.drawing.layout.network import Network
    from cousins.drawing.layout.ordering import Order
    from cousins.drawing.layout.placed import Link, Point
    from cousins.drawing.scene.figures import Scene

STYLES: tuple[Style, ...] = ("rows", "across", "fan")
_UNSEEN = 0.05
"""Nobody sees so small a part of a pixel."""
WIDEST = 1600.0
"""Rows wider than this have childless brothers and sisters on top of each other."""
MOST_WIDE = 4000.0
"""Pictures wider than this are made only when asked for: few screens and no sheets of paper show them."""
_STACKED, _TURNED = (3, 5, 8), (190.0, WIDEST_LINE, 96.0)
"""How many of a brood stand on top of each other in rows, and how wide names may be in columns, where width costs less
than height: each next one where that makes the picture fit."""


def lay_out(scene: Scene, *, style: Style | None = None, wide: bool = False, widest: float = WIDEST) -> Layout:
    """Return the scene with coordinates, always the same for the same scene.

    Everybody stands once, below all of their ancestors, or beside them where generations are columns;
    partners stand in one row where their ancestry allows it; nothing overlaps.

    Args:
        scene: What is to be drawn; an empty scene gives an empty picture.
        style: ``rows``, ``across`` for generations as columns, or ``fan`` for rings of ancestors around one
            person; None for rows, or across where rows would be wider than 4,000 pixels.
        wide: Whether the picture may be wider than 4,000 pixels; then None means rows.
        widest: In rows that would be wider, childless brothers and sisters stand on top of each other.

    Raises:
        SettingsError: There is no such style, or a fan is wanted of others than one person's ancestors.
        TooLargeError: The picture would be wider than 4,000 pixels, and may not be.
    """
    if style not in {None, *STYLES}:
        raise SettingsError(f"style cannot be {quoted(str(style))}; pick one of {', '.join(STYLES)}")
    limit = float("inf") if wide else MOST_WIDE
    if style == "fan":
        from cousins.drawing.layout.fan import fan  # noqa: PLC0415 (only for fans)

        drawn = fan(scene, limit)
    else:
        standing, drawn = _Standing(scene, widest=widest, across=False), None
        for tallest in _STACKED if style != "across" else ():
            drawn = drawn or standing.drawn(WIDEST_LINE, tallest, limit)
        if style == "across" or (style is None and drawn is None):
            drawn = _across(scene, limit)
    if drawn is None:
        other = f", or for style {'rows' if style == 'across' else 'across'}" if style else ""
        raise TooLargeError(
            f"the picture would be more than {MOST_WIDE:,.0f} pixels wide, which is drawn only if asked for (--wide, "
            f"or wide=True); or ask for fewer generations or relationships{other}"
        )
    return with_words(drawn)


class _Standing:
    """A scene with generations as rows, to be tried with boxes of several sizes; who stands where is found once."""

    def __init__(self, scene: Scene, *, widest: float, across: bool) -> None:
        self.scene, self.widest, self.across = scene, widest, across
        self.rows: Rows | None = None
        self.arranged: tuple[Network, Order] | None = None

    def drawn(self, line: float, tallest: int, limit: float) -> Layout | None:
        """Return it with names so wide, and so many of a brood on top of each other; None if that is too wide."""
        scene = self.scene
        rows = self.rows = self.rows or rows_of(scene)
        labels = labels_of(scene, widest=line)
        boxes = boxes_of(scene, rows, labels, widest=self.widest, tallest=tallest, across=self.across)
        # To put thousands in order takes seconds, so it is not done in vain.
        if boxes.least > limit or (tallest > _STACKED[0] and not boxes.stacks):
            return None
        stacks = [[spot.place for spot in each.spots] for each in boxes.stacks.values()]
        network, order = self.arranged = self.arranged or arranged(scene, rows, stacks)
        placing = Placing(network, order, boxes)
        figures = [
            PlacedFigure(
                place=place,
                x=placing.middles[place] - placing.left + MARGIN,
                y=placing.tops[row] + boxes.middles[place],
                width=boxes.widths[place],
                height=boxes.heights[place],
                generation=row // 2,
                label=boxes.labels[place],
            )
            for place, row in enumerate(rows.figures)
        ]
        households = []
        for number, row in enumerate(rows.households):
            x, y = placing.x[network.size + number] - placing.left + MARGIN, placing.y[row]
            if number in network.inside:
                one, other = sorted(
                    [figures[each] for each in scene.households[number].partners], key=lambda each: each.x
                )
                x, y = (one.x + one.width / 2 + other.x - other.width / 2) / 2, one.y
            households.append(PlacedHousehold(number, x, y))
        links = tuple(
            Router(network, placing, figures, households, MARGIN - placing.left, MARGIN + placing.width).links()
        )
        left, right, top, bottom = _edges(scene, figures, links)
        width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
        read = sorted([(each.generation, round(each.x - each.width / 2, 1), each.y, each.place) for each in figures])
        drawn = Layout(
            scene=scene,
            width=width,
            height=height,
            order=tuple([place for *_, place in read]),
            figures=tuple(figures),
            households=tuple(households),
            links=links,
            grid=Grid(
                rows=order,
                chains=network.chains,
                folded=network.folded,
                stacks=[(stack.width, [spot.place for spot in stack.spots]) for stack in boxes.stacks.values()],
                rules=placing.rules,
                lanes=placing.lanes,
            ),
        )
        x, y = MARGIN - left, MARGIN - top
        drawn = moved(drawn, x, y) if figures and max(abs(x), abs(y)) > _UNSEEN else drawn
        return drawn if (drawn.height if self.across else drawn.width) <= limit else None


def _edges(scene: Scene, figures: Sequence[PlacedFigure], links: Sequence[Link]) -> tuple[float, float, float, float]:
    """Return the edges of everything: boxes, the marks beside them for hidden kin, and lines.

    Margins are measured from them, so that they are the same on all sides.
    """
    if not figures:
        return 0.0, 0.0, 0.0, 0.0
    shown = [(each, scene.figures[each.place]) for each in figures]
    points = [point for link in links for point in link.points]
    xs = [x for x, _ in points] + [each.x - each.width / 2 for each in figures]
    xs += [each.x + each.width / 2 + (MARK if of.hidden_partners else 0.0) for each, of in shown]
    ys = [y for _, y in points]
    ys += [each.y - each.height / 2 - (MARK if of.hidden_parents else 0.0) for each, of in shown]
    ys += [each.y + each.height / 2 + (MARK if of.hidden_children else 0.0) for each, of in shown]
    return min(xs), max(xs), min(ys), max(ys)


def _across(scene: Scene, limit: float) -> Layout | None:
    """Return the scene with generations as columns: made as rows of boxes that are turned, and turned back.

    The eldest stand at the left, in a pedigree at the right: one reads from the person to the ancestors.
    """
    standing = _Standing(scene, widest=float("inf"), across=True)
    stood = next(filter(None, (standing.drawn(line, 0, limit) for line in _TURNED)), None)
    if stood is None:
        return None
    mirrored = scene.pedigree_root() is not None

    def turned(x: float, y: float) -> Point:
        return (stood.height - y if mirrored else y), x

    figures, households = [], []
    for figure in stood.figures:
        x, y = turned(figure.x, figure.y)
        figures.append(replace(figure, x=x, y=y, width=figure.height, height=figure.width))
    for home in stood.households:
        x, y = turned(home.x, home.y)
        households.append(replace(home, x=x, y=y))
    return replace(
        stood,
        width=stood.height,
        height=stood.width,
        figures=tuple(figures),
        households=tuple(households),
        links=tuple([replace(link, points=tuple([turned(*point) for point in link.points])) for link in stood.links]),
        style="across",
        mirrored=mirrored,
    )
