"""Pictures into files: the ending decides the format, and a file is there whole or not at all."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from cousins.drawing.layout.composing import lay_out
from cousins.drawing.scene.figures import Scene
from cousins.drawing.writers.html import html
from cousins.drawing.writers.raster import pdf, png
from cousins.drawing.writers.svg import svg
from cousins.drawing.writers.texts import dot, graphml, json_text, mermaid
from cousins.errors import FormatError, SettingsError, TooLargeError, UnknownFormatError, quoted
from cousins.files import replaced
from cousins.stages import hushed, stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from cousins.answers.looks import Style
    from cousins.drawing.layout.placed import Layout

WRITERS: Mapping[str, Callable[[Layout], str | bytes]] = {
    ".svg": svg,
    ".html": html,
    ".png": png,
    ".pdf": pdf,
    ".dot": dot,
    ".mmd": mermaid,
    ".graphml": graphml,
    ".json": json_text,
}
"""What each file ending makes of a picture."""
_BOUNDED = (".svg", ".png", ".pdf")
"""Those that are looked at as they are; a page moves and zooms, and others lay the picture out anew."""
WITH_PORTRAITS = (".svg", ".html", ".png", ".pdf", ".json")
"""Those of them that show portraits, or say whose they are."""
WITH_PAPER = ".pdf"
"""The one that can be cut into sheets of paper."""
_MANY = 500
"""People whom to place takes long enough to be a stage."""


def ending(path: Path | str, form: str | None = None) -> str:
    """Return the ending that says the format of a picture.

    Args:
        path: Where it goes; ``-`` is standard output.
        form: The format as an ending, such as ``svg``; None for the path's own, and SVG on standard output.

    Raises:
        UnknownFormatError: No writer has that ending; the error lists those there are.

    Example:
        >>> ending("how.SVG"), ending("-"), ending("-", "json")
        ('.svg', '.svg', '.json')
    """
    own = ".svg" if str(path) == "-" else Path(path).suffix.lower()
    chosen = "." + form.lstrip(".").lower() if form else own
    if chosen not in WRITERS:
        told = f"cannot draw {quoted(chosen)}" if chosen not in {"", "."} else "it has no ending that says how to draw"
        raise UnknownFormatError(path, f"{told}; pick one of {', '.join(WRITERS)}")
    return chosen


def write(
    picture: Scene | Layout,
    path: Path | str,
    *,
    form: str | None = None,
    style: Style | None = None,
    wide: bool = False,
    paper: str | None = None,
) -> None:
    """Write a picture to a file, in the format its ending says; the file is there whole or not at all.

    Args:
        picture: A scene, which is laid out first, or a layout.
        path: Where to; ``-`` is standard output.
        form: The format as an ending, such as ``svg``; None for the path's own, and SVG on standard output.
        style: How generations stand in a scene: ``rows``, ``across`` or ``fan``; None for what fits.
        wide: Whether an SVG, PNG or PDF may be wider than 4,000 pixels; others may always be.
        paper: For printing: ``A4``, ``A3`` or ``Letter``, into sheets of which a PDF is cut, however wide it is;
            None for one page as large as the picture.

    Raises:
        UnknownFormatError: No writer has that ending; the error lists those there are.
        FormatError: The file cannot be written, or the picture takes too many sheets of paper.
        SettingsError: The format needs a package that is not installed, there is no such style of this scene, there
            is no such paper, or only a PDF has any.
        TooLargeError: The picture would be wider than it may be.
    """
    chosen = ending(path, form)
    writer = WRITERS[chosen] if paper is None else _on_paper(paper, chosen)
    if isinstance(picture, Scene):
        with _placing(picture):
            fits = lay_out if chosen in _BOUNDED and paper is None else fitted
            picture = fits(picture, style=style, wide=wide)
    drawn = writer(picture)
    if str(path) == "-":
        _print(drawn)
    else:
        with replaced(Path(path)) as file:
            file.write(drawn.encode() if isinstance(drawn, str) else drawn)


def fitted(scene: Scene, style: Style | None = None, *, wide: bool = False) -> Layout:
    """Return a layout that fits if there is one, and else one as wide as it must be: for what can be moved or scaled.

    Args:
        scene: What is to be drawn.
        style: How generations stand; None for what fits.
        wide: Whether any width will do.
    """
    try:
        return lay_out(scene, style=style, wide=wide)
    except TooLargeError:
        return lay_out(scene, style=style, wide=True)


def _placing(scene: Scene) -> AbstractContextManager[None]:
    """Return what a scene is laid out in: where that takes long, a stage that is shown."""
    many = len(scene.figures)
    return stage(f"placing {many:,} people") if many >= _MANY else nullcontext()


def _on_paper(paper: str, chosen: str) -> Callable[[Layout], str | bytes]:
    """Return what makes sheets of paper of a picture.

    Raises:
        SettingsError: There is no such paper, or the format has none.
    """
    from cousins.drawing.writers.printing import printed  # noqa: PLC0415 (only for printing)
    from cousins.drawing.writers.sheets import paper_named  # noqa: PLC0415 (as above)

    name = paper_named(paper)
    if chosen != WITH_PAPER:
        raise SettingsError(f"only {WITH_PAPER} is cut into sheets of paper, not {chosen}")
    return lambda layout: printed(layout, name)


def _print(drawn: str | bytes) -> None:
    """Write to standard output, as bytes where it takes any; a notebook's takes none."""
    stream = getattr(sys.stdout, "buffer", None)
    with hushed():
        sys.stdout.flush()
        if stream is not None:
            stream.write(drawn.encode() if isinstance(drawn, str) else drawn)
            stream.flush()
        elif isinstance(drawn, str):
            sys.stdout.write(drawn)
        else:
            raise FormatError("-", "standard output takes only text here")
