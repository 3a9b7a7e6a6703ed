"""Places in a row."""

from __future__ import annotations

from cousins.drawing.layout.coordinates import pooled


def test_pooled_numbers_never_fall():
    assert pooled([3.0, 1.0, 2.0, 5.0], [1.0, 1.0, 1.0, 1.0]) == [2.0, 2.0, 2.0, 5.0]
    assert pooled([], []) == []
