"""Colours, for light and for dark."""

from __future__ import annotations

from dataclasses import dataclass

STRANDS = (
    (("#2563ab", "#5a8dcb", "#173f6e"), ("#8ab8ec", "#5a8fce", "#b9d5f5")),
    (("#a5680c", "#c27d18", "#6f4507"), ("#f0be6b", "#c9924a", "#f8dcae")),
    (("#1f7663", "#459a85", "#13493d"), ("#74ccb6", "#47a08a", "#aee5d7")),
    (("#8a3f83", "#b877b1", "#5c2957"), ("#d79bd1", "#ac6ea6", "#ecc9e8")),
    (("#a63d2f", "#d0705f", "#6f261c"), ("#ef9d90", "#c76c5e", "#f9cdc5")),
    (("#5f6c14", "#84912f", "#3f480d"), ("#bccb68", "#8f9d45", "#dde5ad")),
)
"""For each hue the shades, in light and in dark surroundings."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one surrounding: text has a contrast of at least 4.5 to 1, lines and dots of 3 to 1."""

    ground: str
    band: str
    ink: str
    faint: str
    line: str
    dot: str
    box: str
    border: str
    aside: str
    end: str
    origin: str
    dark: bool

    def strand(self, hue: int, shade: int) -> str:
        """Return the colour of a line of descent."""
        shades = STRANDS[hue % len(STRANDS)][self.dark]
        return shades[shade % len(shades)]


LIGHT = Theme(
    ground="#ffffff", band="#f5f6f8", ink="#20262e", faint="#5b6571", line="#808a98", dot="#848e9c",
    box="#ffffff", border="#c3cad4", aside="#f1f3f6", end="#fff3d6", origin="#e6effa", dark=False,
)  # fmt: skip
DARK = Theme(
    ground="#14181d", band="#1a1f26", ink="#e8ebef", faint="#a3adb9", line="#718096", dot="#6a7687",
    box="#20262e", border="#46515e", aside="#1b2027", end="#453a1c", origin="#1f3450", dark=True,
)  # fmt: skip
