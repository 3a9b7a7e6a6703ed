"""Portraits in boxes, and who made them, told below the picture."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from cousins.drawing.curves import number
from cousins.drawing.metrics import YEARS_SIZE, clean, filled
from cousins.drawing.words import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.drawing.cast import Portrait, Scene
    from cousins.drawing.layout import Layout

WIDTH, HEIGHT = 52.0, 64.0
"""The size of every portrait, in CSS pixels; images of another shape are cut, heads rather than feet kept."""
BELOW = 5.0
"""Between a portrait and the name."""

CREDIT_HEIGHT = 15.0


def image(portrait: Portrait, name: str, x: float, y: float) -> str:
    """Return a portrait with rounded corners as elements of SVG.

    Args:
        portrait: What to show.
        name: An id that nothing else has.
        x: The middle.
        y: The upper edge.
    """
    place = f'x="{number(x - WIDTH / 2)}" y="{number(y)}" width="{number(WIDTH)}" height="{number(HEIGHT)}"'
    data = quoteattr(f"data:{portrait.media};base64,{base64.b64encode(portrait.image).decode()}")
    edge = f'<clipPath id="{name}"><rect {place} rx="6"/></clipPath>'
    return f'{edge}<image {place} preserveAspectRatio="xMidYMin slice" clip-path="url(#{name})" href={data}/>'


def credit_lines(scene: Scene, width: float) -> tuple[str, ...]:
    """Return who made the portraits, in lines.

    Args:
        scene: Whose portraits.
        width: How wide a line may be.

    Returns:
        No line where there are no portraits.
    """
    shown: dict[str, list[str]] = {}
    for figure in scene.figures:
        if figure.named and figure.portrait:
            shown.setdefault(clean(figure.portrait.credit), []).append(clean(str(figure.person)))
    told = [f"{credit} ({'; '.join(people)})" for credit, people in shown.items()]
    return filled(f"Portraits: {', '.join(told)}.", width, YEARS_SIZE) if told else ()


def credits_below(layout: Layout, margin: float) -> Iterator[str]:
    """Yield the lines that say who made the portraits, as elements of SVG at the foot of the picture."""
    lines = layout.credits
    first = layout.height - margin / 2 - CREDIT_HEIGHT * (len(lines) - 1)
    for at, line in enumerate(lines):
        y = number(first + at * CREDIT_HEIGHT)
        yield f'<text class="c" x="{number(margin)}" y="{y}">{escaped(line)}</text>\n'
