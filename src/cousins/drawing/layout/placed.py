"""What stands where: figures, households and lines with their coordinates, and the whole of them.

Nothing here knows how places are found, or a file format: layout makes these
values, and writers turn them into files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cousins.drawing.scene.figures import Scene

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """What is written in a box; nothing for a dot.

    Attributes:
        lines: The name, in up to three lines.
        years: The years; empty when none are known.
        width: Of the widest line.
        height: Of all lines together.
    """

    lines: tuple[str, ...] = ()
    years: str = ""
    width: float = 0.0
    height: float = 0.0


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
class Link:
    """One line.

    Attributes:
        household: The number of the household it belongs to.
        figure: The place of the figure at its other end.
        is_child: Whether that figure is a child of the household; a partner otherwise.
        points: From the upper end to the lower; straight between the points of each pair that
            share an x, and curved between the others.
        strands: The numbers of the lines of descent that run along it.
        upward: Whether a circle in the records makes it lead upwards.
        possible: Whether the figure is a partner who is one of several recorded fathers, or mothers, of the children.
        part: ``bar`` from a partner to the middle of a couple side by side, ``stem`` from there down
            to the household (its figure is the first partner), ``""`` for all other lines.
    """

    household: int
    figure: int
    is_child: bool
    points: tuple[Point, ...]
    strands: tuple[int, ...] = ()
    upward: bool = False
    possible: bool = False
    part: str = ""


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
        order: The places of all figures as one reads them: generation by generation, from left to right,
            stacks downwards.
        credits: Who made the portraits, in lines at the foot of the picture.
    """

    scene: Scene
    width: float
    height: float
    figures: tuple[PlacedFigure, ...]
    households: tuple[PlacedHousehold, ...]
    links: tuple[Link, ...]
    order: tuple[int, ...]
    credits: tuple[str, ...] = ()
