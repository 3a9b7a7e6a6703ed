"""PNG and PDF, from the same SVG, without any library of the system.

Two wheels do the work: resvg-py (PNG) and svg2pdf-py (PDF), both Rust and a few
megabytes with nothing to install beside them; cairo and Skia bindings need
system libraries or are ten times the size. Letters come from the wheels
fontpkg-noto-sans and fontpkg-noto-sans-arabic, so that the picture is the same
on a machine without fonts; scripts that these lack, and emoji, come from the
system's fonts where it has any.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from cousins.drawing.svg import svg
from cousins.drawing.theme import LIGHT
from cousins.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from cousins.drawing.layout import Layout

_SHARP = 2.0
_MOST_PIXELS = 100_000_000
_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
_REMEDY = "pip install 'cousins[pictures]'"


def png(layout: Layout) -> bytes:
    """Return the picture as PNG, two pixels a unit, fewer if it would be beyond a hundred million.

    Args:
        layout: What to draw.

    Raises:
        SettingsError: The wheels that make pictures are not installed.
    """
    try:
        import resvg_py  # noqa: PLC0415 - an optional dependency
    except ImportError:
        raise SettingsError(f"PNG needs resvg-py: {_REMEDY}") from None
    area = layout.width * layout.height
    zoom = min(_SHARP, (_MOST_PIXELS / area) ** 0.5) if area else 1.0
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg(layout, theme=LIGHT),
        width=max(1, int(layout.width * zoom)),
        font_files=[str(path) for path in _fonts()],
        sans_serif_family="Noto Sans",
    )
    return bytes(drawn)


def pdf(layout: Layout) -> bytes:
    """Return the picture as a PDF of one page with text that can be searched.

    Args:
        layout: What to draw.

    Raises:
        SettingsError: The wheels that make pictures are not installed.
    """
    try:
        import svg2pdf_py  # noqa: PLC0415 - an optional dependency
    except ImportError:
        raise SettingsError(f"PDF needs svg2pdf-py: {_REMEDY}") from None
    fonts = svg2pdf_py.FontDatabase.system()
    for path in _fonts():
        fonts.load_font_file(str(path))
    return bytes(svg2pdf_py.svg_to_pdf(svg(layout, theme=LIGHT), fonts))


def _fonts() -> list[Path]:
    """Return the upright fonts of the wheels."""
    found = []
    for package in _PACKAGES:
        try:
            with resources.as_file(resources.files(package).joinpath("files")) as folder:
                found += sorted(path for path in folder.glob("*.ttf") if "Italic" not in path.name)
        except ModuleNotFoundError:
            raise SettingsError(f"pictures need {package.replace('_', '-')}: {_REMEDY}") from None
    return found
