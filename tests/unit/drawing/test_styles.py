"""Colours and letters."""

from __future__ import annotations

import re

import pytest
from families import family

from cousins.drawing import lay_out, scene_of_tree, svg
from cousins.drawing.writers.styles import DARK, LIGHT, STRANDS


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_and_dots_can_be_told_from_the_ground(theme):
    colours = [theme.line, theme.dot, *(theme.strand(hue, shade) for hue in range(len(STRANDS)) for shade in range(3))]
    assert [
        colour for colour in colours if contrast(colour, theme.band) < 3 or contrast(colour, theme.ground) < 3
    ] == []
    assert min(contrast(text, ground) for text in (theme.ink, theme.faint) for ground in (theme.band, theme.box)) >= 4.5


def contrast(one, other):
    """Return the contrast of two colours as the Web Content Accessibility Guidelines define it."""
    lower, upper = sorted(map(luminance, (one, other)))
    return (upper + 0.05) / (lower + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_no_letters_are_smaller_than_eleven_pixels():
    graph = family("Adam + Ann: Bob\nEmil + Eve: Bea\nBob + Bea: Carl\nCarl: adoptive Dan")
    pedigree = scene_of_tree(graph, [graph.number("Carl")], ancestors=None)
    for drawn in (lay_out(pedigree), lay_out(pedigree, style="across"), lay_out(pedigree, style="fan")):
        picture = svg(drawn)
        sizes = [float(size) for size in re.findall(r"(?:font-size:|font:(?:\d+ )?)([\d.]+)px", picture)]
        assert sizes
        assert min(sizes) >= 11
        assert "font-size=" not in picture
        assert re.search(r'<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)" width="\1" height="\2"', picture)
