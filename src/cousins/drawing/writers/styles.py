"""Colours, for light and for dark surroundings, and the style sheet that SVG and HTML share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cousins.drawing.layout.labels import NAME_SIZE, YEARS_SIZE
from cousins.drawing.layout.legend import TITLE_SIZE
from cousins.drawing.scene.figures import Role

if TYPE_CHECKING:
    from cousins.drawing.scene.figures import Scene

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

CLASSES = {Role.END: "f e", Role.ORIGIN: "f r", Role.KIN: "f", Role.PARTNER: "f w", Role.SIBLING: "f w"}
"""The classes of a figure, by its role."""
BRANCHES = (0, 2, 1, 3)
"""The hue of the forebears of each grandparent in a fan, the father's father first."""

_FONTS = "'Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
_SHAPES = f"""
text{{font:{NAME_SIZE:g}px {_FONTS};text-anchor:middle}}
.y,.c{{font-size:{YEARS_SIZE:g}px}}.q{{font-size:11px}}.q,.c,.h,.x{{text-anchor:start}}
.h{{font-size:{TITLE_SIZE:g}px;font-weight:600}}
.l path{{fill:none;stroke-width:1.4}}.l .s{{stroke-width:2.8;stroke-linecap:round}}
.l .k{{stroke-width:5}}.l .i{{stroke-width:2.2}}.l .a{{stroke-dasharray:1 5;stroke-linecap:round;stroke-width:2.2}}
.l .u{{stroke-dasharray:7 4}}.l .d{{stroke-dasharray:4 4;stroke-linecap:butt}}
.m{{fill:none;stroke-width:2.2;stroke-linecap:round}}
.f rect,.v{{stroke-width:1}}.e rect{{stroke-width:2}}.r rect,.r .v{{stroke-width:2}}
.v.a{{stroke-dasharray:1 4;stroke-linecap:round;stroke-width:2}}.v.d{{stroke-dasharray:4 4;stroke-width:2}}
.j{{font-size:{YEARS_SIZE:g}px}}.z .v{{fill-opacity:0;stroke-opacity:.5}}
.e text{{font-weight:600}}.e .y{{font-weight:400}}
.f:focus{{outline:none}}.f:focus rect,.f:focus circle,.f:focus .v{{stroke-width:3}}
"""
_RULE = re.compile(r"(\s*)([^{}]+)(\{[^{}]*\})")
"""Of a style sheet: white space, selectors, and what holds for them."""


def style_sheet(scene: Scene, theme: Theme | None = None, *, within: str = "") -> str:
    """Return the style sheet of a scene.

    Args:
        scene: Its lines of descent each have a colour.
        theme: The only colours; None for light ones that turn dark with the viewer's surroundings.
        within: The id of the element outside which nothing is styled; everything is when empty.
    """
    light = _within(_SHAPES + _colours(scene, theme or LIGHT), within)
    dark = _within(_colours(scene, DARK), within)
    return light if theme else f"{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _within(rules: str, name: str) -> str:
    """Return rules that hold within an element only, so that pictures on one page leave each other alone."""

    def narrowed(rule: re.Match[str]) -> str:
        space, selectors, block = rule.groups()
        return space + ",".join([f"#{name} {selector}" for selector in selectors.split(",")]) + block

    return _RULE.sub(narrowed, rules) if name else rules


def _colours(scene: Scene, theme: Theme) -> str:
    strands = [f".s{at}{{stroke:{theme.strand(each.hue, each.shade)}}}" for at, each in enumerate(scene.strands)]
    branches = [f".t{at} .v{{fill:{theme.strand(hue, 0)};fill-opacity:.1}}" for at, hue in enumerate(BRANCHES)]
    focus = theme.strand(0, 0)
    return (
        f".g{{fill:{theme.ground}}}.b{{fill:{theme.band}}}text{{fill:{theme.ink}}}.y,.q,.c{{fill:{theme.faint}}}"
        f".p,.a,.d,.u,.k{{stroke:{theme.line}}}.i{{stroke:{theme.band}}}.o{{fill:{theme.line}}}.m{{stroke:{theme.dot}}}"
        f".f rect,.v{{fill:{theme.box};stroke:{theme.border}}}{''.join(branches)}.j{{fill:{theme.dot}}}"
        f".r .v{{fill:{theme.origin};fill-opacity:1}}.w rect{{fill:{theme.aside}}}.f circle{{fill:{theme.dot}}}"
        f".r rect,.r .v{{fill:{theme.origin};stroke:{theme.strand(0, 0)}}}"
        f".e rect{{fill:{theme.end};stroke:{theme.strand(1, 0)}}}"
        f".w text,.z text{{fill:{theme.faint}}}.f:focus rect,.f:focus circle,.f:focus .v{{stroke:{focus}}}"
        f"{''.join(strands)}"
    )
