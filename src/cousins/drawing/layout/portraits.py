"""How much room portraits take in boxes, and the lines below the picture that say who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cousins.drawing.layout.metrics import YEARS_SIZE, filled
from cousins.plain import harmless

if TYPE_CHECKING:
    from cousins.drawing.scene.cast import Scene

WIDTH, HEIGHT = 52.0, 64.0
"""The size of every portrait, in CSS pixels; images of another shape are cut, heads rather than feet kept."""
BELOW = 5.0
"""Between a portrait and the name."""

CREDIT_HEIGHT = 15.0


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
            shown.setdefault(harmless(figure.portrait.credit), []).append(harmless(str(figure.person)))
    told = [f"{credit} ({'; '.join(people)})" for credit, people in shown.items()]
    return filled(f"Portraits: {', '.join(told)}.", width, YEARS_SIZE) if told else ()
