"""From a scene to a picture: where every person, household and line stands.

Nothing here knows a file format; writers turn a `Layout` into files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.drawing.layout.arranging import arranged
from cousins.drawing.layout.boxes import Boxes
from cousins.drawing.layout.layers import rows_of
from cousins.drawing.layout.placing import Placing
from cousins.drawing.layout.portraits import CREDIT_HEIGHT, credit_lines
from cousins.drawing.layout.routing import UPWARD_ROOM, Link, Router

if TYPE_CHECKING:
    from cousins.drawing.layout.boxes import Label
    from cousins.drawing.scene.cast import Scene

MARGIN = 24.0
WIDEST = 1600.0
"""Rows wider than this have childless brothers and sisters on top of each other."""


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure with its place in the picture.

    Attributes:
        place: Which figure of the scene.
        x: The middle of its box.
        y: The middle of its box.
        width: Of its box.
        height: Of its box.
        generation: From 0, the uppermost.
        label: The lines to write; none for a dot.
    """

    place: int
    x: float
    y: float
    width: float
    height: float
    generation: int
    label: Label


@dataclass(frozen=True, slots=True)
class PlacedHousehold:
    """The point where the lines of a household meet."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A scene with coordinates; x grows to the right and y downwards, in CSS pixels.

    Attributes:
        scene: What is drawn.
        width: Of the whole picture.
        height: Of the whole picture.
        figures: Every figure, as in the scene.
        households: Every household, as in the scene.
        links: Every line.
        credits: Who made the portraits, in lines at the foot of the picture.
    """

    scene: Scene
    width: float
    height: float
    figures: tuple[PlacedFigure, ...]
    households: tuple[PlacedHousehold, ...]
    links: tuple[Link, ...]
    credits: tuple[str, ...] = ()

    def in_order(self) -> list[PlacedFigure]:
        """Return the figures as one reads them: generation by generation, from left to right, stacks downwards."""
        return sorted(self.figures, key=lambda each: (each.generation, round(each.x - each.width / 2, 1), each.y))


def layout(scene: Scene, *, widest: float = WIDEST) -> Layout:
    """Return the scene with coordinates, always the same for the same scene.

    Everybody stands once, below all of their ancestors; partners stand in one
    row where their ancestry allows it; nothing overlaps.

    Args:
        scene: What is to be drawn; an empty scene gives an empty picture.
        widest: In rows that would be wider, childless brothers and sisters stand on top of each other.
    """
    rows = rows_of(scene)
    boxes = Boxes(scene, rows, widest=widest)
    network, order = arranged(scene, rows, [[spot.place for spot in each.spots] for each in boxes.stacks.values()])
    placing = Placing(network, order, boxes)
    left, width = placing.extent()
    figures = tuple(
        PlacedFigure(
            place=place,
            x=placing.middle(place) - left + MARGIN,
            y=placing.top(rows.figures[place]) + boxes.middle(place),
            width=boxes.width(place),
            height=boxes.height(place),
            generation=rows.figures[place] // 2,
            label=boxes.labels[place],
        )
        for place in range(len(scene))
    )
    households = tuple(
        PlacedHousehold(number, placing.x[network.node(number)] - left + MARGIN, placing.y[row])
        for number, row in enumerate(rows.households)
    )
    links = Router(network, placing, figures, households, MARGIN - left, MARGIN + width).links()
    width += UPWARD_ROOM * len(rows.upward)
    credited = credit_lines(scene, width)
    height = placing.height() + CREDIT_HEIGHT * len(credited)
    return Layout(scene, width + 2 * MARGIN, height, figures, households, tuple(links), credited)
