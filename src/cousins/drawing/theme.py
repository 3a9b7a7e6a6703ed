"""Colours, for light and for dark."""

from __future__ import annotations

from dataclasses import dataclass

STRANDS = (
    (("#2f6db3", "#7aa7da", "#1b4b80"), ("#8ab8ec", "#5a8fce", "#b9d5f5")),
    (("#c77f16", "#e6b45c", "#8f5a0c"), ("#f0be6b", "#c9924a", "#f8dcae")),
    (("#2a8a74", "#79bfae", "#1a5c4d"), ("#74ccb6", "#47a08a", "#aee5d7")),
    (("#9a4f93", "#c890c3", "#6b3166"), ("#d79bd1", "#ac6ea6", "#ecc9e8")),
    (("#b5493a", "#dc8f83", "#7e2f24"), ("#ef9d90", "#c76c5e", "#f9cdc5")),
    (("#6c7a1c", "#a9b560", "#485210"), ("#bccb68", "#8f9d45", "#dde5ad")),
)
"""For each hue the shades, in light and in dark surroundings."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one surrounding; all text has a contrast of at least 4.5 to 1."""

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
    ground="#ffffff", band="#f5f6f8", ink="#20262e", faint="#5b6571", line="#9aa4b1", dot="#b4bcc7",
    box="#ffffff", border="#c3cad4", aside="#f1f3f6", end="#fff3d6", origin="#e6effa", dark=False,
)  # fmt: skip
DARK = Theme(
    ground="#14181d", band="#1a1f26", ink="#e8ebef", faint="#a3adb9", line="#677382", dot="#5d6875",
    box="#20262e", border="#46515e", aside="#1b2027", end="#453a1c", origin="#1f3450", dark=True,
)  # fmt: skip
