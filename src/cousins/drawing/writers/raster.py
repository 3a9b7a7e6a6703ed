"""PNG and PDF, from the same SVG, without any library of the system.

Two wheels do the work: resvg-py (PNG) and svg2pdf-py (PDF), both Rust and a few
megabytes with nothing to install beside them; cairo and Skia bindings need
system libraries or are ten times the size. Letters come from the wheels
fontpkg-noto-sans and fontpkg-noto-sans-arabic, so that the picture is the same
on every machine. Only where a name has other letters, or emoji, the system's
fonts are looked through as well.
"""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING

from cousins.drawing.writers.styles import LIGHT
from cousins.drawing.writers.svg import svg
from cousins.errors import FormatError, SettingsError
from cousins.stages import stage

if TYPE_CHECKING:
    from pathlib import Path

    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.scene.figures import Scene

_SHARP = 2.0
_MOST_PIXELS = 50_000_000
_LARGE = 20_000_000
"""Pixels that take more than a second, in a library that lets no other thread run."""
_MANY = 500
"""People of whom a PDF takes more than a second, likewise."""
_LONGEST_SIDE = 14_400.0
"""Units of a page of PDF; readers need not show larger ones (ISO 32000-1, annex C)."""
_OWN_LETTERS = re.compile(
    "[\u0020-\u052f\u0600-\u06ff\u0750-\u077f\u1e00-\u1fff\u200c-\u205e\u20a0-\u20bf\ufb50-\ufdff\ufe70-\ufeff]*"
)
"""Latin, Greek, Cyrillic and Arabic, and the signs between words: what the wheels' fonts have."""
_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
REMEDY = "pip install 'cousins[pictures]'"


def png(layout: Layout) -> bytes:
    """Return the picture as PNG, two pixels a unit, fewer if it would be beyond fifty million.

    Args:
        layout: What to draw.

    Raises:
        SettingsError: The wheels that make pictures are not installed.
        FormatError: They cannot draw it.
    """
    area = layout.width * layout.height
    zoom = min(_SHARP, (_MOST_PIXELS / area) ** 0.5) if area else 1.0
    drawn = svg(layout, theme=LIGHT)
    with stage("making a PNG", deaf=area * zoom * zoom > _LARGE):
        return _png(drawn, max(1, int(layout.width * zoom)), only_own=_has_own_letters(drawn))


def _png(drawn: str, width: int, *, only_own: bool) -> bytes:
    try:
        import resvg_py  # noqa: PLC0415 - an optional dependency
    except ImportError:
        raise SettingsError(f"PNG needs resvg-py: {REMEDY}") from None
    try:
        made = resvg_py.svg_to_bytes(
            svg_string=drawn,
            width=width,
            font_files=[str(path) for path in _fonts()],
            sans_serif_family="Noto Sans",
            skip_system_fonts=only_own,
        )
    except ValueError as error:
        raise FormatError("PNG", f"it cannot be drawn: {error}") from None
    return bytes(made)


def pdf(layout: Layout) -> bytes:
    """Return the picture as a PDF of one page with text that can be searched.

    Text is drawn as shapes where a name has letters of scripts that the wheels'
    fonts lack, because such text comes out misplaced. A picture larger than a
    page may be is made smaller.

    Args:
        layout: What to draw.

    Raises:
        SettingsError: The wheels that make pictures are not installed.
        FormatError: They cannot draw it.
    """
    try:
        import svg2pdf_py  # noqa: PLC0415 - an optional dependency
    except ImportError:
        raise SettingsError(f"PDF needs svg2pdf-py: {REMEDY}") from None
    scale = min(1.0, _LONGEST_SIDE / max(layout.width, layout.height, 1.0))
    drawn = svg(replace(layout, scene=_with_plain_portraits(layout.scene)), theme=LIGHT, scale=scale)
    only_own = _has_own_letters(drawn)
    fonts = svg2pdf_py.FontDatabase()
    for path in _fonts():
        fonts.load_font_file(str(path))
    if not only_own:
        fonts.load_system_fonts()
    options = svg2pdf_py.ConversionOptions(embed_text=only_own)
    try:
        with stage("making a PDF", deaf=len(layout.figures) > _MANY):
            return bytes(svg2pdf_py.svg_to_pdf(drawn, fonts, options))
    except (RuntimeError, ValueError) as error:
        raise FormatError("PDF", f"it cannot be drawn: {error}") from None


def _has_own_letters(drawn: str) -> bool:
    """Return whether the wheels' fonts have all letters that are drawn."""
    texts = re.findall("<text[^>]*>([^<]*)</text>", drawn)
    return all(_OWN_LETTERS.fullmatch(text) for text in texts)


def _with_plain_portraits(scene: Scene) -> Scene:
    """Return the scene with WebP portraits as PNG: the maker of PDF does not know WebP."""
    figures = list(scene.figures)
    for place, figure in enumerate(figures):
        shown = figure.portrait
        if shown and figure.named and shown.media == "image/webp":
            size = f'width="{shown.width}" height="{shown.height}"'
            data = base64.b64encode(shown.image).decode()
            image = f'<image {size} href="data:{shown.media};base64,{data}"/>'
            drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'
            plain = replace(shown, image=_png(drawn, shown.width, only_own=True), media="image/png")
            figures[place] = replace(figure, portrait=plain)
    return replace(scene, figures=tuple(figures))


def _fonts() -> list[Path]:
    """Return the upright fonts of the wheels."""
    found = []
    for package in _PACKAGES:
        try:
            with resources.as_file(resources.files(package).joinpath("files")) as folder:
                found += sorted(path for path in folder.glob("*.ttf") if "Italic" not in path.name)
        except ModuleNotFoundError:
            raise SettingsError(f"pictures need {package.replace('_', '-')}: {REMEDY}") from None
    return found
