"""Portraits in boxes, and who made them, told below the picture."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from cousins.drawing.layout.portraits import CREDIT_HEIGHT, HEIGHT, WIDTH
from cousins.drawing.writers.curves import number
from cousins.drawing.writers.spoken import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.scene.cast import Portrait


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


def credits_below(layout: Layout, margin: float) -> Iterator[str]:
    """Yield the lines that say who made the portraits, as elements of SVG at the foot of the picture."""
    lines = layout.credits
    first = layout.height - margin / 2 - CREDIT_HEIGHT * (len(lines) - 1)
    for at, line in enumerate(lines):
        y = number(first + at * CREDIT_HEIGHT)
        yield f'<text class="c" x="{number(margin)}" y="{y}">{escaped(line)}</text>\n'
