"""What stands where: figures, households and lines with their coordinates, and the whole of them.

Nothing here knows how places are found, or a file format: layout makes these
values, and writers turn them into files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from math import cos, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cousins.answers.looks import Style
    from cousins.drawing.scene.figures import Entry, Scene

Point = tuple[float, float]

MARK = 5.0
"""How far the dots that count hidden kin reach beyond a box."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is written in a box; nothing for a dot.

    Attributes:
        lines: The name, in up to three lines.
        years: The years; empty when none are known.
        width: Of the widest line.
        height: Of all lines together.
        numbers: Which entries of the legend are about lines through the box, where colours do not tell.
    """

    lines: tuple[str, ...] = ()
    years: str = ""
    width: float = 0.0
    height: float = 0.0
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure with its place in the picture.

    Attributes:
        place: Which figure of the scene.
        x: The middle of its box.
        y: The middle of its box.
        width: Of its box.
        height: Of its box.
        generation: From 0, the uppermost row, the column of the eldest, or the middle of a fan.
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
        points: From the elder end to the younger; straight between the points of each pair that
            share an x or a y, and curved between the others.
        strands: The numbers of the lines of descent that run along it.
        upward: Whether a circle in the records makes it lead upwards.
        possible: Whether the figure is a partner who is one of several recorded fathers, or mothers, of the children.
        part: ``bar`` from a partner to the middle of a couple in one row or without children, ``stem`` from there down
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


class Sign(Enum):
    """What a picture uses and a key explains, in the order of the key."""

    END = "asked about"
    ORIGIN = "where the lines begin"
    ROOT = "whom the tree is about"
    SIBLING = "brother or sister"
    RELATED = "related couple"
    SOCIAL = "not by birth"
    POSSIBLE = "possible parent"
    UNKNOWN = "other parent not recorded"
    HIDDEN = "more kin, not shown"
    UPWARD = "leads upwards: recorded as their own ancestor"


@dataclass(frozen=True, slots=True)
class Note:
    """Words above or below the family.

    Attributes:
        lines: What is written.
        x: Where the lines begin.
        y: Where the letters of the first line stand.
        size: The height of the letters.
        about: What stands before them: an entry of the legend, of which the lines are the words, a sign, or nothing.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    about: Entry | Sign | None = None


def on_ring(radius: float, angle: float, middle: Point) -> Point:
    """Return the point so far from a middle, at an angle in radians from the top, as the clock goes."""
    return middle[0] + radius * sin(angle), middle[1] - radius * cos(angle)


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of a ring of a fan: a person, or a word that an ancestor met before is one here as well.

    Angles are in radians from the top, as the clock goes.

    Attributes:
        place: Which figure.
        ring: How many generations from the person in the middle.
        inner: How far from the middle it begins.
        outer: How far from the middle it ends.
        start: Where it begins.
        end: Where it ends.
        label: The lines to write.
        size: The height of the letters of the name.
        radial: Whether the text runs along the radius; across it otherwise.
        branch: Of which grandparent this is a forebear, from 0; -1 in the middle and for parents.
        again: Whether the person stands elsewhere, nearer to the middle or before.
        tie: ``""`` for a parent by birth, ``adoptive``, ``step``, ``foster`` or ``possible``.
    """

    place: int
    ring: int
    inner: float
    outer: float
    start: float
    end: float
    label: Label
    size: float
    radial: bool
    branch: int = -1
    again: bool = False
    tie: str = ""

    @property
    def middle(self) -> float:
        """Return the angle of its middle."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Grid:
    """What was put in order, for a page that places again what is left when branches fold.

    Nodes are figures, then households, then bends of long lines.

    Attributes:
        rows: The nodes of each row in order; of those on top of each other only the first.
        chains: For (household, figure, whether the figure is a child) the nodes their line passes.
        folded: For figures whose lines pass the same nodes as those of another figure, the other.
        stacks: Those who stand on top of each other, each with how wide all of them are together.
        rules: Gaps, pulls and heights by name.
        lanes: For each couple in one row, but not side by side, how far below the row the flat line between them runs;
            for childless couples in two rows, how far below the lower one.
    """

    rows: Sequence[Sequence[int]]
    chains: Mapping[tuple[int, int, bool], tuple[int, ...]]
    folded: Mapping[int, int]
    stacks: Sequence[tuple[float, Sequence[int]]]
    rules: Mapping[str, float]
    lanes: Mapping[int, float]


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
        order: The places of all figures as one reads them: generation by generation, in rows from left to right
            and stacks downwards, in columns downwards, in rings as the clock goes.
        credits: Who made the portraits, in lines at the foot of the picture.
        style: How generations stand.
        mirrored: Whether parents stand to the right of their children, where generations are columns.
        sectors: Of a fan every part of its rings, ring by ring; empty for other styles.
        middle: Of a fan the point around which it is drawn.
        title: What is written above the family; None where nothing is.
        legend: What is written between the family and the credits: what lines mean, then the key of signs.
        top: How much of the picture is above the family, for the title.
        foot: How much is between the family and the credits, for the legend.
        grid: What was put in order; None where nothing was, as in a picture without rows.
    """

    scene: Scene
    width: float
    height: float
    figures: tuple[PlacedFigure, ...]
    households: tuple[PlacedHousehold, ...]
    links: tuple[Link, ...]
    order: tuple[int, ...]
    credits: tuple[str, ...] = ()
    style: Style = "rows"
    mirrored: bool = False
    sectors: tuple[Sector, ...] = ()
    middle: Point = (0.0, 0.0)
    title: Note | None = None
    legend: tuple[Note, ...] = ()
    top: float = 0.0
    foot: float = 0.0
    grid: Grid | None = field(default=None, compare=False, repr=False)
