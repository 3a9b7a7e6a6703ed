"""From a scene to a picture, step by step: rows, sizes, order, places, lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing.layout.arranging import arranged
from cousins.drawing.layout.boxes import boxes_of
from cousins.drawing.layout.labels import CREDIT_HEIGHT, credit_lines, labels_of
from cousins.drawing.layout.layers import rows_of
from cousins.drawing.layout.placed import Layout, PlacedFigure, PlacedHousehold
from cousins.drawing.layout.placing import Placing
from cousins.drawing.layout.routing import UPWARD_ROOM, Router

if TYPE_CHECKING:
    from cousins.drawing.scene.figures import Scene

MARGIN = 24.0
WIDEST = 1600.0
"""Rows wider than this have childless brothers and sisters on top of each other."""


def lay_out(scene: Scene, *, widest: float = WIDEST) -> Layout:
    """Return the scene with coordinates, always the same for the same scene.

    Everybody stands once, below all of their ancestors; partners stand in one
    row where their ancestry allows it; nothing overlaps.

    Args:
        scene: What is to be drawn; an empty scene gives an empty picture.
        widest: In rows that would be wider, childless brothers and sisters stand on top of each other.
    """
    rows = rows_of(scene)
    labels = labels_of(scene)
    boxes = boxes_of(scene, rows, labels, widest=widest)
    network, order = arranged(scene, rows, [[spot.place for spot in each.spots] for each in boxes.stacks.values()])
    placing = Placing(network, order, boxes)
    figures = [
        PlacedFigure(
            place=place,
            x=placing.middles[place] - placing.left + MARGIN,
            y=placing.tops[row] + boxes.middles[place],
            width=boxes.widths[place],
            height=boxes.heights[place],
            generation=row // 2,
            label=labels[place],
        )
        for place, row in enumerate(rows.figures)
    ]
    read = sorted([(each.generation, round(each.x - each.width / 2, 1), each.y, each.place) for each in figures])
    households = [
        PlacedHousehold(number, placing.x[network.size + number] - placing.left + MARGIN, placing.y[row])
        for number, row in enumerate(rows.households)
    ]
    links = tuple(Router(network, placing, figures, households, MARGIN - placing.left, MARGIN + placing.width).links())
    width = placing.width + UPWARD_ROOM * len(rows.upward)
    credited = credit_lines(scene, width)
    return Layout(
        scene=scene,
        width=width + 2 * MARGIN,
        height=placing.height + CREDIT_HEIGHT * len(credited),
        figures=tuple(figures),
        households=tuple(households),
        links=links,
        order=tuple([place for *_, place in read]),
        credits=credited,
    )
