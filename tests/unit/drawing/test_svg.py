"""SVG: what it says to those who do not see it, and pictures side by side on one page."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

from families import family

from cousins.drawing import lay_out, scene_of_tree, svg
from cousins.drawing.writers.styles import DARK
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


def test_svg_can_be_read_aloud(scene):
    root = ET.fromstring(svg(lay_out(scene)))  # noqa: S314 (our own text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role").startswith("graphics-document")
    assert root.find(f"{space}title").text == "From Adam to Finn"
    assert "Adam and Ann: Bob" in root.find(f"{space}desc").text
    labels = [each.get("aria-label") for each in root.iter(f"{space}g") if each.get("tabindex")]
    assert "Finn, child of Dan and Eve" in labels


def test_svg_turns_dark_with_its_surroundings_unless_a_theme_is_given(scene):
    assert "prefers-color-scheme:dark" in svg(lay_out(scene))
    dark = svg(lay_out(scene), theme=DARK)
    assert "prefers-color-scheme" not in dark
    assert DARK.ground in dark


def test_men_have_square_corners_women_round_ones_and_others_neither():
    drawn = lay_out(picture("Adam + Ann: x", "Adam", descendants=1))
    corners = re.findall(r'aria-label="(\w+)[^>]*>(?:<path.*?</path>)*<rect[^>]*rx="(\d+)"', svg(drawn))
    assert dict(corners) == {"Adam": "1", "Ann": "15", "x": "7"}


def test_partners_who_are_not_drawn_have_a_mark_and_are_said():
    graph = family("Adam + Ann: Bob\nBob + Bea: Carl\nBob + Cleo: Dan")
    text = svg(lay_out(scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Carl")])))
    assert "partners not shown: 1" in text
    assert re.search(r'data-unseen="partners" d="[^"]*h.01m0 4h.01m0 4h.01"><title>Partners not shown: Cleo', text)
