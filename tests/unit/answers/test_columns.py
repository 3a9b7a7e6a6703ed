"""Text in columns."""

from __future__ import annotations

from cousins.answers.columns import Paragraph, SideBySide, laid_out


def test_a_name_of_a_megabyte_takes_no_time_and_no_letter_is_lost():
    name = "x" * 1_000_000
    text = laid_out([Paragraph(f"Ann {name} Lee", hanging="  "), SideBySide([name], ["Bob"])], 80)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    assert text.count("x") == 2_000_000
    assert {"Ann", "Lee", "Bob"} <= set(text.split())
