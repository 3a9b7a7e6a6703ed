"""A family tree as a value that shows, writes and draws itself; until it does so no code that draws is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx
    from matplotlib.axes import Axes

    from cousins.answers.looks import Style
    from cousins.drawing.scene.figures import Scene
    from cousins.family.resolve import Understood
    from cousins.ports import LiveSource, Source

_WIDTH = 100
"""Columns of the lines of text."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The picture of a family: a notebook shows it, ``print`` draws it in lines of text.

    Attributes:
        scene: Who is on it.
        source: Where the people are from; None where nobody said.
        understood: Whom the names were taken for.
        style: How generations stand: ``rows``, ``across`` (columns) or ``fan``; None for rows, or columns where
            rows would be wider than 4,000 pixels.
    """

    scene: Scene
    source: Source | LiveSource | None = field(default=None, compare=False, repr=False)
    understood: tuple[Understood, ...] = field(default=(), compare=False, repr=False)
    style: Style | None = None

    def __str__(self) -> str:
        """Return the tree in lines of text, as a terminal shows it."""
        from cousins.drawing.writers.terminal import terminal  # noqa: PLC0415 (only when drawn)

        return terminal(self.scene, width=_WIDTH).rstrip("\n")

    def __repr__(self) -> str:
        """Return one line: ``<Tree: Descendants of Victoria, 2 generations, 43 people>``."""
        return f"<Tree: {self.scene.title}, {len(self)} people>"

    def __len__(self) -> int:
        """Return how many people are on it."""
        return len(self.scene.figures)

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Return the picture for notebooks, and lines of text for what shows none."""
        from cousins.drawing.writers.endings import fitted  # noqa: PLC0415 (as above)
        from cousins.drawing.writers.svg import svg  # noqa: PLC0415 (as above)

        return {"image/svg+xml": svg(fitted(self.scene, self.style), fluid=True), "text/plain": str(self)}

    def write(
        self,
        path: Path | str,
        *,
        form: str | None = None,
        style: Style | None = None,
        wide: bool = False,
        paper: str | None = None,
    ) -> None:
        """Write the picture to a file, which is there whole or not at all.

        Args:
            path: Where to; the ending says the format, and ``-`` is standard output.
            form: The format as an ending, such as ``svg``; None for the path's own.
            style: How generations stand, such as ``across``; None for the tree's own style.
            wide: Whether an SVG, PNG or PDF may be wider than 4,000 pixels, for which rows need not turn to columns.
            paper: ``A4``, ``A3`` or ``Letter``: a PDF, however wide, is cut into sheets of it, with marks to join them
                by; None for one page as large as the picture.

        Raises:
            UnknownFormatError: No writer has that ending; the error lists those there are.
            FormatError: The file cannot be written, or the picture takes too many sheets.
            SettingsError: The format needs a package that is not installed, a fan is wanted of others than one
                person's ancestors, there is no such paper, or only a PDF has any.
            TooLargeError: The picture would be wider than it may be.
        """
        from cousins.drawing.writers.endings import write  # noqa: PLC0415 (as above)

        write(self.scene, path, form=form, style=style or self.style, wide=wide, paper=paper)

    def record(self, *, style: Style | None = None) -> dict[str, Any]:
        """Return the picture with coordinates as plain dictionaries and lists, for JSON.

        Args:
            style: How generations stand; None for the tree's own style.
        """
        from cousins.drawing.writers.endings import fitted  # noqa: PLC0415 (as above)
        from cousins.drawing.writers.texts import record  # noqa: PLC0415 (as above)

        return record(fitted(self.scene, style or self.style))

    def svg(self, *, style: Style | None = None, wide: bool = False) -> str:
        """Return the picture as SVG.

        Args:
            style: How generations stand; None for the tree's own style.
            wide: Whether it may be wider than 4,000 pixels.

        Raises:
            TooLargeError: It would be wider than it may be.
        """
        from cousins.drawing.layout.composing import lay_out  # noqa: PLC0415 (as above)
        from cousins.drawing.writers.svg import svg  # noqa: PLC0415 (as above)

        return svg(lay_out(self.scene, style=style or self.style, wide=wide))

    def to_networkx(self) -> nx.DiGraph[str]:
        """Return the people as a directed graph, links leading from parents to children.

        Raises:
            SettingsError: networkx is not installed.
        """
        from cousins.drawing.writers.plots import to_networkx  # noqa: PLC0415 (as above)

        return to_networkx(self.scene)

    def draw(self, ax: Axes | None = None) -> Axes:
        """Return matplotlib axes with the picture on them.

        Args:
            ax: The axes to draw on; None for new ones as large as the picture.

        Raises:
            SettingsError: matplotlib is not installed.
        """
        from cousins.drawing.writers.endings import fitted  # noqa: PLC0415 (as above)
        from cousins.drawing.writers.plots import draw  # noqa: PLC0415 (as above)

        return draw(fitted(self.scene, self.style), ax=ax)
