"""SVG: what it says to those who do not see it, and pictures side by side on one page."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from families import family

from cousins.drawing import lay_out, scene_of_tree, svg
from cousins.drawing.writers.descriptions import description, spoken
from cousins.drawing.writers.styles import DARK, LIGHT, STRANDS
from cousins.sources.atlas import atlas

SVG = "{http://www.w3.org/2000/svg}"


def picture(drawing, root, **options):
    graph = family(drawing)
    return scene_of_tree(graph, [graph.number(root)], **options)


def test_two_pictures_on_one_page_share_no_id_and_style_nothing_but_themselves():
    pages = [
        svg(lay_out(picture("Adam + Ann: Bob, Bea", "Adam", descendants=1))),
        svg(lay_out(picture("Eve: Dan", "Eve"))),
    ]
    ids = [set(re.findall(r' id="([^"]+)"', page)) for page in pages]
    assert not ids[0] & ids[1]
    for page in pages:
        name = ET.fromstring(page).get("id")  # noqa: S314 (our own text)
        style = re.search("<style>(.*)</style>", page, re.DOTALL)[1]
        rules = re.findall(r"([^{}]+)\{[^{}]*\}", style.replace("@media(prefers-color-scheme:dark){", ""))
        selectors = [selector.strip() for rule in rules for selector in rule.split(",")]
        assert len(selectors) > 20
        assert all(selector.startswith(f"#{name} ") for selector in selectors)
        assert re.findall('aria-[a-z]+by="([^"]+)"', page) == [f"{name}t", f"{name}d"]


def test_people_are_told_generation_by_generation_and_from_left_to_right():
    graph = atlas()
    scene = scene_of_tree(graph, [graph.number("Q9439")], to=[graph.number("Q9682"), graph.number("Q80976")])
    drawn = lay_out(scene)
    told = [int(place) for place in re.findall(r'<g id="f[0-9a-f]{8}p(\d+)"', svg(drawn))]
    assert sorted(told) == list(range(len(scene)))
    figures = [drawn.figures[place] for place in told]
    places = [(figure.generation, figure.x - figure.width / 2) for figure in figures]
    assert all(one <= other for one, other in pairwise(places))


def test_what_the_eye_sees_of_kinship_is_spoken_too():
    scene = picture("Adam + Ann: Bob, Carl\nBob + Cleo: Dan\nCarl: adoptive Dan", "Adam", descendants=None)
    assert spoken(scene)[scene.place("Dan")] == "Dan, child of Bob and Cleo, adoptive child of Carl"
    assert spoken(scene)[scene.place("Bob")] == "Bob, child of Adam and Ann, with Cleo"
    assert "Carl: Dan (adoptive child)." in description(scene)


def test_parents_nobody_recorded_relatives_and_kin_not_shown_are_spoken():
    cousins = picture("Adam: Bob, Bea\nBob: Carl\nBea: Dora\nCarl + Dora: Eve", "Adam", descendants=None)
    assert spoken(cousins)[cousins.place("Bob")] == "Bob, child of Adam and a parent nobody recorded"
    assert spoken(cousins)[cousins.place("Carl")].endswith("with Dora (related)")
    part = picture("Adam: Bob, Bea\nBob: Carl, Dan", "Bob", ancestors=0)
    assert spoken(part)[0] == "Bob, parents not shown: 1, children not shown: 2"


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
