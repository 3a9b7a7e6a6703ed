"""Scalable vector graphics: readable by eye and aloud, small, without scripts, in light and dark."""

from __future__ import annotations

import base64
from hashlib import blake2s
from math import copysign
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from cousins.drawing.layout.boxes import INSET, PORTRAIT_GAP, PORTRAIT_HEIGHT, PORTRAIT_WIDTH
from cousins.drawing.layout.labels import LINE_HEIGHT
from cousins.drawing.layout.legend import CREDIT_HEIGHT, MARGIN
from cousins.drawing.writers.captions import captions, question_mark
from cousins.drawing.writers.descriptions import description, escaped, left_out, spoken, standing
from cousins.drawing.writers.sectors import sectors
from cousins.drawing.writers.styles import CLASSES, style_sheet
from cousins.family.links import ParentKind
from cousins.family.person import Sex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cousins.drawing.layout.placed import Layout, Link, PlacedFigure, Point
    from cousins.drawing.scene.figures import Portrait, Scene
    from cousins.drawing.writers.styles import Theme

_STRAND_STEP = 3.4
_BAND_EDGE = 10.0
"""Between bands that stand upright and the words above and below."""
_STRAIGHT = 0.5
_ROUND = 5.0
"""The radius of the corner where a line from a partner turns to the other one."""
_MARK, _MARK_DOWN = "h.01m4 0h.01m4 0h.01", "h.01m0 4h.01m0 4h.01"
"""Three dots beside each other, or below each other."""
_CORNERS = {Sex.MALE: "1", Sex.FEMALE: "15", None: "7"}
"""Men have square corners and women round ones, as the squares and circles of pedigrees have had for long."""


def svg(
    layout: Layout, *, theme: Theme | None = None, page: bool = False, scale: float = 1.0, fluid: bool = False
) -> str:
    """Return the picture as an SVG document, which leaves other pictures on the same page alone.

    People are told in the order of reading: generation by generation, from left to right.

    Args:
        layout: What to draw.
        theme: The only colours to use; None for light ones that turn dark with the viewer's surroundings.
        page: Whether it is for a page of its own, which has the style sheet already, asks lines whose they
            are, and does something when a person is chosen; it has a title and a legend, too.
        scale: How many CSS pixels a unit takes.
        fluid: Whether it is never wider than what it stands in, as a cell of a notebook.
    """
    return "".join(_Writer(layout, theme, page=page, scale=scale, fluid=fluid).parts())


class _Writer:
    def __init__(self, layout: Layout, theme: Theme | None, *, page: bool, scale: float, fluid: bool) -> None:
        self.layout, self.theme, self.page, self.scale, self.fluid = layout, theme, page, scale, fluid
        self.scene = layout.scene
        self.name = ""
        self.unseen: list[dict[str, str]] = []
        if not page:
            # Pictures on one page must share no id, and the same picture must always be the same file.
            people = "\n".join([figure.person.id for figure in self.scene.figures])
            words = "\n".join([self.scene.title, *(entry.text for entry in self.scene.legend)])
            content = f"{words}\n{layout.width} {layout.height}\n{people}"
            self.name = "f" + blake2s(content.encode(errors="replace"), digest_size=4).hexdigest()

    def parts(self) -> Iterator[str]:
        top = self.layout.top if self.page else 0.0
        end = self.layout.height - (self.layout.foot if self.page else 0.0)
        width, height = _number(self.layout.width), _number(end - top)
        shown = _number(self.layout.width * self.scale), _number((end - top) * self.scale)
        own = f' id="{self.name}"' if self.name else ""
        own += ' style="max-width:100%;height:auto"' if self.fluid else ""
        yield f'<svg xmlns="http://www.w3.org/2000/svg"{own} viewBox="0 {_number(top)} {width} {height}"'
        yield f' width="{shown[0]}" height="{shown[1]}" role="graphics-document document"'
        yield f' aria-labelledby="{self.name}t" aria-describedby="{self.name}d">\n'
        yield f'<title id="{self.name}t">{escaped(self.scene.title)}</title>\n'
        yield f'<desc id="{self.name}d">{escaped(description(self.scene, legend=not self.page))}</desc>\n'
        aloud, self.unseen = spoken(self.scene), left_out(self.scene, named=not self.page)
        if not self.page:
            yield f"<style>{style_sheet(self.scene, self.theme, within=self.name)}</style>\n"
        yield f'<rect class="g" y="{_number(top)}" width="{width}" height="{height}"/>\n'
        yield from self._bands() if self.layout.style != "fan" else ()
        yield '<g class="l" aria-hidden="true">\n'
        for link in self.layout.links:
            yield self._plain(link)
        for link in self.layout.links:
            yield from self._coloured(link)
        yield from self._points() if self.layout.style != "fan" else ()
        yield "</g>\n"
        if self.layout.style == "fan":
            yield from sectors(self.layout, aloud, self.unseen, self.name, page=self.page)
        else:
            for place in self.layout.order:
                yield self._figure(self.layout.figures[place], aloud[place])
        credited = self.layout.credits
        for at, line in enumerate(credited):
            y = _number(end - MARGIN / 2 - CREDIT_HEIGHT * (len(credited) - 1) + at * CREDIT_HEIGHT)
            yield f'<text class="c" x="{_number(MARGIN)}" y="{y}">{escaped(line)}</text>\n'
        yield from () if self.page else captions(self.layout, line_kinds(self.layout))
        yield "</svg>\n"

    def _bands(self) -> Iterator[str]:
        """Yield a band behind every generation."""
        across = self.layout.style == "across"
        bands: dict[int, tuple[float, float]] = {}
        for figure in self.layout.figures:
            middle, half = (figure.x, figure.width / 2 + 8) if across else (figure.y, figure.height / 2 + 8)
            start, end = bands.get(figure.generation, (middle, middle))
            bands[figure.generation] = min(start, middle - half), max(end, middle + half)
        below = self.layout.foot + CREDIT_HEIGHT * len(self.layout.credits)
        top, height = self.layout.top + _BAND_EDGE, self.layout.height - self.layout.top - below - 2 * _BAND_EDGE
        long = _number(height if across else self.layout.width)
        for _, (start, end) in sorted(bands.items()):
            box = f'y="{_number(start)}" width="{long}" height="{_number(end - start)}"'
            if across:
                box = f'x="{_number(start)}" y="{_number(top)}" width="{_number(end - start)}" height="{long}"'
            yield f'<rect class="b" {box}/>\n'

    def _plain(self, link: Link) -> str:
        related = self.scene.households[link.household].related
        if related and not link.is_child and link.part != "stem":
            data = self._data(link)
            return f'<path class="k"{self._whose(link)} d="{data}"/><path class="i" d="{data}"/>\n'
        if link.strands:
            return ""
        return f'<path class="{_kind(self.scene, link)}"{self._whose(link)} d="{self._data(link)}"{self._end(link)}\n'

    def _data(self, link: Link, shift: float = 0.0) -> str:
        return _path(link.points, shift, across=self.layout.style == "across")

    def _end(self, link: Link) -> str:
        """Return the end of a line's tag, with a word on the line where it leads from a possible parent."""
        if not link.possible:
            return "/>"
        household = self.scene.households[link.household]
        name, said = str(self.scene.figures[link.figure].person), household.rivals[link.figure]
        return f"><title>{escaped(f'{name}: {standing(self.scene, link.figure, said)}')}</title></path>"

    def _whose(self, link: Link) -> str:
        """Return what a page's script asks of a line: its household, child or partner, whether it is a bar."""
        if not self.page:
            return ""
        end = "" if link.part == "stem" else f' data-{"c" if link.is_child else "p"}="{link.figure}"'
        bar = ' data-bar=""' if link.part == "bar" else ""
        return f' data-h="{link.household}"{end}{bar}'

    def _coloured(self, link: Link) -> Iterator[str]:
        """Yield the lines of descent along a line side by side, one of each colour."""
        strands = self.scene.strands
        distinct = sorted({(strands[at].hue, strands[at].shade): at for at in reversed(link.strands)}.values())
        for at, strand in enumerate(distinct):
            shift = (at - (len(distinct) - 1) / 2) * _STRAND_STEP
            kind = _kind(self.scene, link)
            dashed = f" {kind}" if kind in "ad" else ""
            data = self._data(link, shift)
            yield f'<path class="s s{strand}{dashed}"{self._whose(link)} d="{data}"{self._end(link)}\n'

    def _points(self) -> Iterator[str]:
        for home in self.layout.households:
            household = self.scene.households[home.number]
            whose = f' data-h="{home.number}"' if self.page else ""
            if household.children:
                yield f'<circle class="o"{whose} cx="{_number(home.x)}" cy="{_number(home.y)}" r="2.2"/>\n'
            if household.unknown:
                x, y = map(_number, question_mark(self.layout, home))
                yield f'<text class="q"{whose} x="{x}" y="{y}">?</text>\n'

    def _figure(self, figure: PlacedFigure, aloud: str) -> str:
        shown = self.scene.figures[figure.place]
        role = "button" if self.page else "graphics-symbol img"
        opening = f'<g id="{self.name}p{figure.place}" class="{CLASSES[shown.role]}" tabindex="0" role="{role}"'
        opening += f" aria-label={quoteattr(aloud)}>"
        x, y = _number(figure.x), _number(figure.y)
        if not shown.named:
            title = escaped(shown.person.label)
            return f'{opening}<title>{title}</title><circle cx="{x}" cy="{y}" r="{_number(figure.width / 2)}"/></g>\n'
        left, top = _number(figure.x - figure.width / 2), _number(figure.y - figure.height / 2)
        size = f'width="{_number(figure.width)}" height="{_number(figure.height)}"'
        box = f'<rect x="{left}" y="{top}" {size} rx="{_CORNERS[shown.person.sex]}"/>'
        return f"{opening}{self._marks(figure)}{box}{self._text(figure)}</g>\n"

    def _marks(self, figure: PlacedFigure) -> str:
        """Return three dots for kin who are known but not shown: where the line to them would be."""
        marks = ""
        for whom, title in self.unseen[figure.place].items():
            side = -1 if whom == "parents" else 1
            if self.layout.style == "across":
                x = figure.x + (-side if self.layout.mirrored else side) * (figure.width / 2 + 4)
                start = f"M{_number(x)} {_number(figure.y + figure.height / 2 - 12)}{_MARK_DOWN}"
            else:
                x = figure.x + figure.width / 2 - 21
                start = f"M{_number(x)} {_number(figure.y + side * (figure.height / 2 + 4))}{_MARK}"
            if whom == "partners" and self.layout.style == "across":
                x, y = figure.x + figure.width / 2 - 21, figure.y + figure.height / 2 + 4
                start = f"M{_number(x)} {_number(y)}{_MARK}"
            elif whom == "partners":
                start = f"M{_number(figure.x + figure.width / 2 + 4)} {_number(figure.y - 15)}{_MARK_DOWN}"
            marks += f'<path class="m" data-unseen="{whom}" d="{start}">{title}</path>'
        return marks

    def _text(self, figure: PlacedFigure) -> str:
        label, portrait = figure.label, self.scene.figures[figure.place].portrait
        middle = figure.y + ((PORTRAIT_HEIGHT + PORTRAIT_GAP) / 2 if portrait else 0.0)
        y = middle - label.height / 2 + LINE_HEIGHT / 2 + 4.5
        x = _number(figure.x)
        top = figure.y - figure.height / 2 + INSET
        lines = [_image(portrait, f"{self.name}c{figure.place}", figure.x, top)] if portrait else []
        for at, line in enumerate(label.lines):
            lines.append(f'<text x="{x}" y="{_number(y + at * LINE_HEIGHT)}">{escaped(line)}</text>')
        for at, line in enumerate([*filter(None, [label.years]), *label.numbers], len(label.lines)):
            lines.append(f'<text class="y" x="{x}" y="{_number(y + at * LINE_HEIGHT)}">{escaped(line)}</text>')
        return "".join(lines)


def line_kinds(layout: Layout) -> Mapping[int, str]:
    """Return how each line that is set off is drawn: the classes of its parts, of those which are dashed or dotted."""
    kinds: dict[int, str] = {}
    for link in layout.links:
        kind = _kind(layout.scene, link)
        for at in link.strands:
            told = kinds.setdefault(at, "")
            if kind not in told:
                kinds[at] = told + kind
    return kinds


def _kind(scene: Scene, link: Link) -> str:
    """Return the class of a line: of a parent who is possible, upwards, of no child by birth, or plain."""
    if link.possible:
        return "d"
    if link.upward:
        return "u"
    children = scene.households[link.household].children
    kinds = [child.kind for child in children if not link.is_child or child.place == link.figure]
    return "a" if kinds and ParentKind.BIRTH not in kinds else "p"


def _image(portrait: Portrait, name: str, x: float, y: float) -> str:
    """Return a portrait with rounded corners.

    Args:
        portrait: What to show.
        name: An id that nothing else has.
        x: The middle.
        y: The upper edge.
    """
    size = f'width="{_number(PORTRAIT_WIDTH)}" height="{_number(PORTRAIT_HEIGHT)}"'
    place = f'x="{_number(x - PORTRAIT_WIDTH / 2)}" y="{_number(y)}" {size}'
    data = quoteattr(f"data:{portrait.media};base64,{base64.b64encode(portrait.image).decode()}")
    edge = f'<clipPath id="{name}"><rect {place} rx="6"/></clipPath>'
    return f'{edge}<image {place} preserveAspectRatio="xMidYMin slice" clip-path="url(#{name})" href={data}/>'


def _path(points: Sequence[Point], shift: float = 0.0, *, across: bool = False) -> str:
    """Return the path data of a line through points: straight where two share an x or a y, curved elsewhere.

    Args:
        points: From the one end to the other.
        shift: How far to the right the line is moved; bars are moved down instead.
        across: Whether generations are columns: then all this is turned.
    """
    parts: list[str] = []
    along, beside_it = ("H", "V") if across else ("V", "H")
    if across:
        points = [(y, x) for x, y in points]

    def at_point(x: float, y: float) -> str:
        return f"{_number(y)} {_number(x)}" if across else f"{_number(x)} {_number(y)}"

    moved: list[Point] = []
    for at, (x, y) in enumerate(points):
        beside = (*points[max(at - 1, 0) : at], *points[at + 1 : at + 2])
        is_flat = any(other_y == y and other_x != x for other_x, other_y in beside)
        moved.append((x if is_flat and at == 0 else x + shift, y + shift if is_flat else y))
    from_x, from_y = moved[0]
    for at, (x, y) in enumerate(moved):
        round_off = _corner((from_x, from_y), (x, y), moved[at + 1]) if 0 < at < len(moved) - 1 else None
        to_x, to_y = round_off[0] if round_off else (x, y)
        if not parts:
            parts.append(f"M{at_point(to_x, to_y)}")
        elif abs(to_x - from_x) < _STRAIGHT:
            parts.append(f"{along}{_number(to_y)}")
        elif abs(to_y - from_y) < _STRAIGHT:
            parts.append(f"{beside_it}{_number(to_x)}")
        else:
            middle = (from_y + to_y) / 2
            parts.append(f"C{at_point(from_x, middle)} {at_point(to_x, middle)} {at_point(to_x, to_y)}")
        from_x, from_y = to_x, to_y
        if round_off:
            from_x, from_y = round_off[1]
            parts.append(f"Q{at_point(x, y)} {at_point(from_x, from_y)}")
    return "".join(parts)


def _corner(before: Point, corner: Point, after: Point) -> tuple[Point, Point] | None:
    """Return where the rounding of a right angle begins and ends; None where a line has none, or no room for it."""
    (x, y), (from_x, from_y), (to_x, to_y) = corner, before, after
    if from_x == x and to_y == y and min(abs(from_y - y), abs(to_x - x)) >= _ROUND:
        return (x, y + copysign(_ROUND, from_y - y)), (x + copysign(_ROUND, to_x - x), y)
    return None


def _number(value: float) -> str:
    """Return a coordinate as short as can be: one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"
