"""Scalable vector graphics: readable by eye and aloud, small, without scripts, in light and dark."""

from __future__ import annotations

from hashlib import blake2s
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from cousins.drawing.layout.boxes import INSET
from cousins.drawing.layout.metrics import LINE_HEIGHT
from cousins.drawing.layout.placed import MARGIN
from cousins.drawing.layout.portraits import BELOW, HEIGHT
from cousins.drawing.scene.cast import Role
from cousins.drawing.writers.credits import credits_below, image
from cousins.drawing.writers.curves import number, path_data
from cousins.drawing.writers.spoken import description, escaped, spoken
from cousins.drawing.writers.styles import style_sheet
from cousins.family.links import ParentKind
from cousins.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cousins.drawing.layout.placed import Layout, PlacedFigure
    from cousins.drawing.layout.routing import Link
    from cousins.drawing.writers.theme import Theme

_STRAND_STEP = 3.4
_MARK = "h.01m4 0h.01m4 0h.01"
_CLASSES = {Role.END: "f e", Role.ORIGIN: "f r", Role.KIN: "f", Role.PARTNER: "f w", Role.SIBLING: "f w"}


def svg(layout: Layout, *, theme: Theme | None = None, page: bool = False, scale: float = 1.0) -> str:
    """Return the picture as an SVG document, which leaves other pictures on the same page alone.

    People are told in the order of reading: generation by generation, from left to right.

    Args:
        layout: What to draw.
        theme: The only colours to use; None for light ones that turn dark with the viewer's surroundings.
        page: Whether it is for a page of its own, which has the style sheet already, asks lines whose they
            are, and does something when a person is chosen.
        scale: How many CSS pixels a unit takes.
    """
    return "".join(_Writer(layout, theme, page=page, scale=scale).parts())


class _Writer:
    def __init__(self, layout: Layout, theme: Theme | None, *, page: bool, scale: float) -> None:
        self.layout, self.theme, self.page, self.scale = layout, theme, page, scale
        self.scene = layout.scene
        self.name = "" if page else f"f{_digest(layout)}"

    def parts(self) -> Iterator[str]:
        width, height = number(self.layout.width), number(self.layout.height)
        shown = number(self.layout.width * self.scale), number(self.layout.height * self.scale)
        own = f' id="{self.name}"' if self.name else ""
        yield f'<svg xmlns="http://www.w3.org/2000/svg"{own} viewBox="0 0 {width} {height}" width="{shown[0]}"'
        yield f' height="{shown[1]}" role="graphics-document document" aria-labelledby="{self.name}t"'
        yield f' aria-describedby="{self.name}d">\n'
        yield f'<title id="{self.name}t">{escaped(self.scene.title)}</title>\n'
        yield f'<desc id="{self.name}d">{escaped(description(self.scene))}</desc>\n'
        if not self.page:
            yield f"<style>{style_sheet(self.scene, self.theme, within=self.name)}</style>\n"
        yield f'<rect class="g" width="{width}" height="{height}"/>\n'
        yield from self._bands()
        yield '<g class="l" aria-hidden="true">\n'
        yield from (piece for link in self.layout.links for piece in self._plain(link))
        yield from (piece for link in self.layout.links for piece in self._coloured(link))
        yield from self._points()
        yield "</g>\n"
        yield from map(self._figure, self.layout.in_order())
        yield from credits_below(self.layout, MARGIN)
        yield "</svg>\n"

    def _bands(self) -> Iterator[str]:
        """Yield a band behind every second generation."""
        rows: dict[int, tuple[float, float]] = {}
        for figure in self.layout.figures:
            top, bottom = rows.get(figure.generation, (figure.y, figure.y))
            half = figure.height / 2 + 8
            rows[figure.generation] = min(top, figure.y - half), max(bottom, figure.y + half)
        for _, (top, bottom) in sorted(rows.items()):
            box = f'y="{number(top)}" width="{number(self.layout.width)}" height="{number(bottom - top)}"'
            yield f'<rect class="b" {box}/>\n'

    def _kind(self, link: Link) -> str:
        if link.upward:
            return "u"
        children = self.scene.households[link.household].children
        kinds = [child.kind for child in children if not link.is_child or child.place == link.figure]
        return "a" if kinds and ParentKind.BIRTH not in kinds else "p"

    def _plain(self, link: Link) -> Iterator[str]:
        data = path_data(link.points)
        if self.scene.households[link.household].related and not link.is_child and link.part != "stem":
            yield f'<path class="k"{self._whose(link)} d="{data}"/><path class="i" d="{data}"/>\n'
        elif not link.strands:
            yield f'<path class="{self._kind(link)}"{self._whose(link)} d="{data}"/>\n'

    def _whose(self, link: Link) -> str:
        """Return what a page's script asks of a line: its household, the child if it is one's, whether it is a bar."""
        if not self.page:
            return ""
        child = f' data-c="{link.figure}"' if link.is_child else ""
        bar = ' data-bar=""' if link.part == "bar" else ""
        return f' data-h="{link.household}"{child}{bar}'

    def _coloured(self, link: Link) -> Iterator[str]:
        strands = self._distinct(link.strands)
        count = len(strands)
        for at, strand in enumerate(strands):
            shift = (at - (count - 1) / 2) * _STRAND_STEP
            dashed = " a" if self._kind(link) == "a" else ""
            yield f'<path class="s s{strand}{dashed}"{self._whose(link)} d="{path_data(link.points, shift)}"/>\n'

    def _distinct(self, strands: Sequence[int]) -> list[int]:
        """Return one line of descent of each colour."""
        coloured = {(self.scene.strands[at].hue, self.scene.strands[at].shade): at for at in reversed(strands)}
        return sorted(coloured.values())

    def _points(self) -> Iterator[str]:
        for home in self.layout.households:
            household = self.scene.households[home.number]
            whose = f' data-h="{home.number}"' if self.page else ""
            if household.children:
                yield f'<circle class="o"{whose} cx="{number(home.x)}" cy="{number(home.y)}" r="2.2"/>\n'
            if household.unknown:
                yield f'<text class="q"{whose} x="{number(home.x + 6)}" y="{number(home.y + 1)}">?</text>\n'

    def _figure(self, figure: PlacedFigure) -> str:
        shown = self.scene.figures[figure.place]
        label = quoteattr(spoken(self.scene, figure.place))
        role = "button" if self.page else "graphics-symbol img"
        name = f"{self.name}p{figure.place}"
        opening = f'<g id="{name}" class="{_CLASSES[shown.role]}" tabindex="0" role="{role}"'
        x, y = number(figure.x), number(figure.y)
        if not shown.named:
            title = escaped(harmless(shown.person.label))
            radius = number(figure.width / 2)
            return f'{opening} aria-label={label}><title>{title}</title><circle cx="{x}" cy="{y}" r="{radius}"/></g>\n'
        left, top = number(figure.x - figure.width / 2), number(figure.y - figure.height / 2)
        size = f'width="{number(figure.width)}" height="{number(figure.height)}"'
        box = f'<rect x="{left}" y="{top}" {size} rx="7"/>'
        return f"{opening} aria-label={label}>{self._marks(figure)}{box}{self._text(figure)}</g>\n"

    def _text(self, figure: PlacedFigure) -> str:
        label, portrait = figure.label, self.scene.figures[figure.place].portrait
        top = figure.y - figure.height / 2 + INSET
        middle = figure.y + ((HEIGHT + BELOW) / 2 if portrait else 0.0)
        y = middle - label.height(portrait=False) / 2 + LINE_HEIGHT / 2 + 4.5
        x = number(figure.x)
        lines = [image(portrait, f"{self.name}c{figure.place}", figure.x, top)] if portrait else []
        lines += [
            f'<text x="{x}" y="{number(y + at * LINE_HEIGHT)}">{escaped(line)}</text>'
            for at, line in enumerate(label.lines)
        ]
        if label.years:
            below = number(y + len(label.lines) * LINE_HEIGHT)
            lines.append(f'<text class="y" x="{x}" y="{below}">{escaped(label.years)}</text>')
        return "".join(lines)

    def _marks(self, figure: PlacedFigure) -> str:
        """Return three dots above somebody whose parents are known but not shown, below for children."""
        shown = self.scene.figures[figure.place]
        x, half = number(figure.x + figure.width / 2 - 17), figure.height / 2 + 4
        above = f"M{x} {number(figure.y - half)}{_MARK}" if shown.hidden_parents else ""
        below = f"M{x} {number(figure.y + half)}{_MARK}" if shown.hidden_children else ""
        return f'<path class="m" d="{above}{below}"/>' if above or below else ""


def _digest(layout: Layout) -> str:
    """Return what tells pictures on one page apart."""
    people = "\n".join(figure.person.id for figure in layout.scene.figures)
    told = f"{layout.scene.title}\n{layout.width} {layout.height}\n{people}"
    return blake2s(told.encode(errors="replace"), digest_size=4).hexdigest()
