"""The picture for notebooks and scripts: a networkx graph, and a drawing on matplotlib's axes."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from cousins.drawing.layout.legend import SIGN, SWATCH
from cousins.drawing.layout.placed import Sign
from cousins.drawing.scene.figures import Entry, Role
from cousins.drawing.writers.styles import LIGHT
from cousins.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from matplotlib.axes import Axes

    from cousins.drawing.layout.placed import Layout, Note, PlacedFigure, Point
    from cousins.drawing.scene.figures import Scene

_INCHES_A_PIXEL = 1 / 96
_COLOURS = {
    Role.END: (LIGHT.end, LIGHT.strand(1, 0)),
    Role.ORIGIN: (LIGHT.origin, LIGHT.strand(0, 0)),
    Role.KIN: (LIGHT.box, LIGHT.border),
}
"""The colours of boxes, inside and edge; partners and siblings have those of people who stand aside."""
_BOX: dict[str, Any] = {"s": "     ", "color": LIGHT.ink}
_SIGNS: dict[Sign, dict[str, Any]] = {
    **{
        sign: _BOX | {"bbox": {"boxstyle": "round,pad=0.1", "facecolor": fill, "edgecolor": edge}}
        for sign, (fill, edge) in (
            (Sign.END, _COLOURS[Role.END]),
            (Sign.ORIGIN, _COLOURS[Role.ORIGIN]),
            (Sign.ROOT, _COLOURS[Role.ORIGIN]),
        )
    },
    Sign.SIBLING: {"s": "\N{BLACK CIRCLE}", "color": LIGHT.dot},
    Sign.POSSIBLE: {"s": "- - -", "color": LIGHT.line},
}
"""Signs of the key as text; the others are not drawn here."""


def to_networkx(scene: Scene) -> nx.DiGraph[str]:
    """Return the persons as a directed graph, links leading from parents to children.

    Nodes are ids with ``name``, ``label``, ``sex`` and ``role``; links have the ``kind``
    (birth, adoptive, step, foster) and ``lines``, the titles of the lines of descent
    along them. A parent who is one of several recorded fathers, or mothers, has ``rivals``, their number.
    Couples are in ``graph.graph["couples"]``.

    Args:
        scene: Who is to be in the graph.

    Raises:
        SettingsError: networkx is not installed.
    """
    try:
        import networkx as nx  # noqa: PLC0415 - an optional dependency
    except ImportError:
        raise SettingsError("to_networkx needs networkx: pip install networkx") from None
    graph: nx.DiGraph[str] = nx.DiGraph(name=scene.title)
    ids = [figure.person.id for figure in scene.figures]
    for figure in scene.figures:
        person = figure.person
        sex = person.sex.value if person.sex else None
        graph.add_node(person.id, name=str(person), label=person.label, sex=sex, role=figure.role.value)
    for child, parent, kind in scene.parent_links():
        lines = [strand.title for strand in scene.strands if (parent, child) in strand.steps]
        graph.add_edge(ids[parent], ids[child], kind=kind.value, lines=lines)
        if parent in scene.rivals(child):
            graph.edges[ids[parent], ids[child]]["rivals"] = scene.rivals(child)[parent]
    couples = (dict.fromkeys(chain.from_iterable(household.couples())) for household in scene.households)
    graph.graph["couples"] = [tuple(ids[partner] for partner in partners) for partners in couples if partners]
    return graph


def draw(layout: Layout, *, ax: Axes | None = None) -> Axes:
    """Return matplotlib axes with the picture on them.

    Args:
        layout: What to draw.
        ax: The axes to draw on; None for new ones as large as the picture.

    Raises:
        SettingsError: matplotlib is not installed.
    """
    try:
        from matplotlib import pyplot as plt  # noqa: PLC0415 - an optional dependency
    except ImportError:
        raise SettingsError("draw needs matplotlib: pip install matplotlib") from None
    if ax is None:
        size = (layout.width * _INCHES_A_PIXEL, (layout.height - layout.top) * _INCHES_A_PIXEL)
        _, ax = plt.subplots(figsize=size, layout="constrained")
    ax.set_xlim(0, layout.width)
    ax.set_ylim(layout.height, layout.top)
    ax.set_aspect("equal")
    ax.set_axis_off()
    ax.set_title("\n".join(layout.title.lines if layout.title else ()), parse_math=False)
    _draw_lines(layout, ax)
    # Letters are measured in points: this many of them are a pixel of the picture on these axes.
    box = ax.get_window_extent()
    shrink = min(box.width / max(layout.width, 1), box.height / max(layout.height - layout.top, 1))
    scale = float(shrink * 72 / ax.figure.dpi)
    for figure in layout.figures:
        _draw_figure(layout, figure, ax, scale)
    for note in layout.legend:
        if isinstance(note.about, Entry) or note.about in _SIGNS:
            _draw_note(layout, note, ax, scale)
    return ax


def _draw_lines(layout: Layout, ax: Axes) -> None:
    from matplotlib.collections import PathCollection  # noqa: PLC0415 - an optional dependency
    from matplotlib.path import Path  # noqa: PLC0415 - an optional dependency

    paths: dict[tuple[str, float, str], list[Path]] = {}
    for link in layout.links:
        strands = [layout.scene.strands[at] for at in link.strands]
        styles = [(LIGHT.strand(strand.hue, strand.shade), 2.0) for strand in strands] or [(LIGHT.line, 1.0)]
        for colour, width in dict.fromkeys(styles):
            style = colour, width, "dashed" if link.possible else "solid"
            paths.setdefault(style, []).append(Path(*_curve(link.points, across=layout.style == "across")))
    for (colour, width, dashes), drawn in paths.items():
        ax.add_collection(
            PathCollection(
                drawn, facecolors="none", edgecolors=colour, linewidths=width, linestyles=dashes, zorder=width
            )
        )


def _curve(points: Sequence[Point], *, across: bool) -> tuple[list[Point], list[int]]:
    """Return vertices and codes of a line through points, curved where it goes to the side."""
    # The codes are matplotlib's Path.MOVETO, LINETO and CURVE4; a cubic curve has three points.
    vertices, codes = [points[0]], [1]
    for (x, y), (to_x, to_y) in pairwise(points):
        if x == to_x or y == to_y:
            vertices.append((to_x, to_y))
            codes.append(2)
        else:
            middle_x, middle_y = (x + to_x) / 2, (y + to_y) / 2
            bends = [(middle_x, y), (middle_x, to_y)] if across else [(x, middle_y), (to_x, middle_y)]
            vertices += [*bends, (to_x, to_y)]
            codes += [4, 4, 4]
    return vertices, codes


def _draw_figure(layout: Layout, figure: PlacedFigure, ax: Axes, scale: float) -> None:
    from matplotlib.patches import Circle, FancyBboxPatch  # noqa: PLC0415 - an optional dependency

    shown = layout.scene.figures[figure.place]
    if not shown.named:
        ax.add_patch(Circle((figure.x, figure.y), figure.width / 2, facecolor=LIGHT.dot, edgecolor="none", zorder=3))
        return
    fill, edge = _COLOURS.get(shown.role, (LIGHT.aside, LIGHT.border))
    corner = (figure.x - figure.width / 2 + 6, figure.y - figure.height / 2 + 6)
    style: Any = "round,pad=6,rounding_size=6"
    box = FancyBboxPatch(
        corner, figure.width - 12, figure.height - 12, boxstyle=style, facecolor=fill, edgecolor=edge, zorder=3
    )
    ax.add_patch(box)
    lines = [*figure.label.lines, *filter(None, [figure.label.years]), *figure.label.numbers]
    text: dict[str, Any] = {
        "ha": "center",
        "va": "center",
        "fontsize": 12 * scale,
        "color": LIGHT.ink,
        "zorder": 4,
        "parse_math": False,
    }
    ax.text(figure.x, figure.y, "\n".join(lines), **text)


def _draw_note(layout: Layout, note: Note, ax: Axes, scale: float) -> None:
    """Write an entry of the legend after lines in its colours, or of the key after its sign."""
    y, is_entry = note.y - note.size / 3, isinstance(note.about, Entry)
    if isinstance(note.about, Entry):
        strands = [layout.scene.strands[at] for at in note.about.strands]
        colours = list(dict.fromkeys(LIGHT.strand(strand.hue, strand.shade) for strand in strands))
        left = note.x - SWATCH - 10
        for at, colour in enumerate(colours):
            ends = [left + SWATCH * (at + end) / len(colours) for end in (0, 1)]
            ax.plot(ends, [y, y], color=colour, linewidth=2)
    elif note.about is not None:
        ax.text(note.x - 5 - SIGN / 2, y, ha="center", va="center", fontsize=10 * scale, **_SIGNS[note.about])
    text: dict[str, Any] = {"ha": "left", "va": "baseline", "parse_math": False}
    colour = LIGHT.ink if is_entry else LIGHT.faint
    height = 18.0 if is_entry else 0.0
    for at, line in enumerate(note.lines):
        ax.text(note.x, note.y + at * height, line, fontsize=note.size * scale, color=colour, **text)
