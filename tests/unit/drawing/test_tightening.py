"""Rows as near to each other as can be."""

from __future__ import annotations

from cousins.drawing.layout.tightening import shortened


def test_rows_come_as_near_as_the_links_allow():
    rows = shortened([0, 0, 1, 5], {(0, 2): 1, (1, 3): 1, (2, 3): 2})
    assert rows[3] - rows[2] == 1
    assert rows[2] - rows[0] == 1
    assert rows[3] - rows[1] == 1
