"""The title, the legend and the key of a picture, as SVG, and where a sign of the key stands free of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing.layout.legend import SIGN, SWATCH
from cousins.drawing.layout.placed import Sign
from cousins.drawing.scene.figures import Entry
from cousins.drawing.writers.descriptions import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cousins.drawing.layout.placed import Layout, Note, PlacedHousehold, Point
    from cousins.drawing.scene.figures import Scene

_LINE_HEIGHTS = {"h": 22.0, "x": 18.0, "x y": 0.0}
_BEFORE_SWATCH, _BEFORE_SIGN = 10.0, 5.0
_SIGNS = {
    Sign.END: '<g class="e"><rect x="{left}" y="{top}" width="18" height="10" rx="3"/></g>',
    Sign.ORIGIN: '<g class="r"><rect x="{left}" y="{top}" width="18" height="10" rx="3"/></g>',
    Sign.SIBLING: '<circle class="j" cx="{middle}" cy="{y}" r="4.5"/>',
    Sign.RELATED: '<g class="l"><path class="k" d="{line}"/><path class="i" d="{line}"/></g>',
    Sign.SOCIAL: '<g class="l"><path class="a" d="{line}"/></g>',
    Sign.POSSIBLE: '<g class="l"><path class="d" d="{line}"/></g>',
    Sign.UNKNOWN: '<text class="q" x="{mark}" y="{foot}">?</text>',
    Sign.HIDDEN: '<path class="m" d="M{mark} {y}h.01m4 0h.01m4 0h.01"/>',
    Sign.UPWARD: '<g class="l"><path class="u" d="{line}"/></g>',
}
_RIGHT, _LEFT, _ABOVE, _BESIDE, _BELOW = 6.0, -12.0, -6.0, 1.0, 13.0
"""From the point of a household to where a question mark begins, on either side, and to its foot."""
_SIGNS[Sign.ROOT] = _SIGNS[Sign.ORIGIN]


def captions(layout: Layout, kinds: Mapping[int, str]) -> Iterator[str]:
    """Yield the title, the legend and the key.

    They are not read aloud, because the title and the description of the picture say the same.

    Args:
        layout: What is drawn.
        kinds: How each line that is set off is drawn.
    """
    if layout.title is None:
        return
    yield '<g aria-hidden="true">\n'
    yield from _written(layout.title, "h")
    for note in layout.legend:
        if isinstance(note.about, Entry):
            drawn = swatch(layout.scene, note.about, kinds, note.x - SWATCH - _BEFORE_SWATCH, note.y - 4.5)
            yield f'<g class="l">{drawn}</g>\n' if drawn else ""
            yield from _written(note, "x")
        elif note.about:
            yield sign(note.about, note.x - SIGN - _BEFORE_SIGN, note.y - 4)
            yield from _written(note, "x y")
    yield "</g>\n"


def _written(note: Note, kind: str) -> Iterator[str]:
    for at, line in enumerate(note.lines):
        y = note.y + at * _LINE_HEIGHTS[kind]
        yield f'<text class="{kind}" x="{note.x:.1f}" y="{y:.1f}">{escaped(line)}</text>\n'


def swatch(scene: Scene, entry: Entry, kinds: Mapping[int, str], x: float, y: float) -> str:
    """Return short lines, one after the other, of each colour and kind that an entry of the legend is about.

    Args:
        scene: What is drawn.
        entry: The entry; about no line nothing is drawn.
        kinds: How each line that is set off is drawn.
        x: Where they begin.
        y: Their height.
    """
    colours = {(scene.strands[at].hue, scene.strands[at].shade): at for at in reversed(entry.strands)}
    drawn = [(at, kind if kind in "ad" else "") for at in sorted(colours.values()) for kind in kinds.get(at, "p")]
    classes = [f"s s{at} {kind}".rstrip() for at, kind in dict.fromkeys(drawn)]
    wide = SWATCH / max(len(classes), 1)
    return "".join(
        f'<path class="{each}" d="M{x + at * wide + 1.5:.1f} {y:.1f}h{wide - 3:.1f}"/>'
        for at, each in enumerate(classes)
    )


def sign(what: Sign, x: float, y: float) -> str:
    """Return a sign of the key.

    Args:
        what: Which one.
        x: Where it begins.
        y: Its middle.
    """
    line = f"M{x + 1:.1f} {y:.1f}h{SIGN - 2:.0f}"
    places = {"left": x + 1, "top": y - 5, "middle": x + SIGN / 2, "y": y, "mark": x + 6, "foot": y + 4}
    return _SIGNS[what].format(line=line, **{name: f"{value:.1f}" for name, value in places.items()}) + "\n"


def question_mark(layout: Layout, home: PlacedHousehold) -> Point:
    """Return where the mark for a parent whom nobody recorded begins: beside the point of a household, off its lines.

    It stands between the parent and the point, on the side the parent's line does not come from. Lines from
    several possible parents come from both sides; then it stands between the point and the children.
    """
    household, across = layout.scene.households[home.number], layout.style == "across"
    ends = [each.place for each in household.children] if household.rivals else household.partners
    drawn = [layout.figures[place] for place in ends]
    is_after = sum((each.y if across else each.x) for each in drawn) / len(drawn) > (home.y if across else home.x) + 1
    if not across:
        return home.x + (_LEFT if is_after else _RIGHT), home.y + (_BELOW if household.rivals else _BESIDE)
    return home.x + (_LEFT if bool(household.rivals) == layout.mirrored else _RIGHT), home.y + (
        _ABOVE if is_after else _BELOW
    )
