"""The style sheet that SVG and HTML share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cousins.drawing.layout.metrics import NAME_SIZE, YEARS_SIZE
from cousins.drawing.writers.theme import DARK, LIGHT

if TYPE_CHECKING:
    from cousins.drawing.scene.cast import Scene
    from cousins.drawing.writers.theme import Theme

_FONTS = "'Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
_SHAPES = f"""
text{{font:{NAME_SIZE:g}px {_FONTS};text-anchor:middle}}
.y,.c{{font-size:{YEARS_SIZE:g}px}}.q{{font-size:11px}}.q,.c{{text-anchor:start}}
.l path{{fill:none;stroke-width:1.4}}.l .s{{stroke-width:2.8;stroke-linecap:round}}
.l .k{{stroke-width:5}}.l .i{{stroke-width:2.2}}.l .a{{stroke-dasharray:1 5;stroke-linecap:round;stroke-width:2.2}}
.l .u{{stroke-dasharray:7 4}}.m{{fill:none;stroke-width:2.2;stroke-linecap:round}}
.f rect{{stroke-width:1}}.e rect{{stroke-width:2}}.r rect{{stroke-width:2}}
.e text{{font-weight:600}}.e .y{{font-weight:400}}
.f:focus{{outline:none}}.f:focus rect,.f:focus circle{{stroke-width:3}}
"""


_RULE = re.compile(r"([^{}]+)(\{[^{}]*\})")


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
    return _RULE.sub(lambda rule: _narrowed(rule[1], name) + rule[2], rules) if name else rules


def _narrowed(selectors: str, name: str) -> str:
    bare = selectors.lstrip()
    space = selectors[: len(selectors) - len(bare)]
    return space + ",".join(f"#{name} {selector}" for selector in bare.split(","))


def _colours(scene: Scene, theme: Theme) -> str:
    strands = "".join(f".s{at}{{stroke:{theme.strand(each.hue, each.shade)}}}" for at, each in enumerate(scene.strands))
    focus = theme.strand(0, 0)
    return (
        f".g{{fill:{theme.ground}}}.b{{fill:{theme.band}}}text{{fill:{theme.ink}}}.y,.q,.c{{fill:{theme.faint}}}"
        f".p,.a,.u,.k{{stroke:{theme.line}}}.i{{stroke:{theme.band}}}.o{{fill:{theme.line}}}.m{{stroke:{theme.dot}}}"
        f".f rect{{fill:{theme.box};stroke:{theme.border}}}.w rect{{fill:{theme.aside}}}.f circle{{fill:{theme.dot}}}"
        f".r rect{{fill:{theme.origin};stroke:{theme.strand(0, 0)}}}"
        f".e rect{{fill:{theme.end};stroke:{theme.strand(1, 0)}}}"
        f".w text{{fill:{theme.faint}}}.f:focus rect,.f:focus circle{{stroke:{focus}}}{strands}"
    )
