"""Portraits in pictures, and the lines that say who made them."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from families import family

from cousins.drawing import Portrait, lay_out, scene_of_tree, svg, write
from cousins.drawing.layout.labels import YEARS_SIZE, text_width
from cousins.drawing.writers.html import html

SVG = "{http://www.w3.org/2000/svg}"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CREDIT = "Ann Painter, public domain, Wikimedia Commons"
PAGE = "https://commons.wikimedia.org/wiki/File:Adam.png"


def portrait(credit=CREDIT, page=PAGE):
    return Portrait(PIXEL, "image/png", 1, 1, credit, page)


def scene_with(**portraits):
    graph = family("Adam + Ann: Bob, Bea, Carl\nBob + Cleo: Dan")
    scene = scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Dan")])
    figures = [replace(each, portrait=portraits.get(each.person.id)) for each in scene.figures]
    return replace(scene, figures=tuple(figures))


def test_a_portrait_is_embedded_once_and_lies_within_its_box():
    scene = scene_with(Adam=portrait())
    drawn = ET.fromstring(svg(lay_out(scene)))  # noqa: S314 (our own text)
    (image,) = drawn.iter(f"{SVG}image")
    assert image.get("href") == f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    (group,) = (each for each in drawn.iter(f"{SVG}g") if image in list(each))
    box = next(each for each in group if each.tag == f"{SVG}rect")
    left, top, width, height = (float(image.get(name)) for name in ("x", "y", "width", "height"))
    box_left, box_top, box_width, box_height = (float(box.get(name)) for name in ("x", "y", "width", "height"))
    assert box_left <= left
    assert left + width <= box_left + box_width
    assert box_top <= top
    names = [float(each.get("y")) for each in group if each.tag == f"{SVG}text"]
    assert top + height < min(names)
    assert max(names) < box_top + box_height


def test_brothers_and_sisters_drawn_as_dots_have_no_portrait_and_no_credit():
    scene = scene_with(Bea=portrait())
    assert "<image" not in svg(lay_out(scene))
    assert lay_out(scene).credits == ()


def test_people_whose_portraits_have_the_same_maker_are_told_together():
    scene = scene_with(Adam=portrait(), Dan=portrait(), Bob=portrait("Unknown author, CC BY 4.0"))
    told = " ".join(lay_out(scene).credits)
    assert f"{CREDIT} (Adam; Dan)" in told
    assert "Unknown author, CC BY 4.0 (Bob)" in told
    assert lay_out(scene).credits[0] in svg(lay_out(scene))


def test_credits_stand_below_everybody_and_within_the_width():
    scene = scene_with(Adam=portrait("A very long line about who made this " * 4), Ann=portrait("x" * 200))
    drawn = lay_out(scene)
    tree = ET.fromstring(svg(drawn))  # noqa: S314 (our own text)
    lines = [each for each in tree.iter(f"{SVG}text") if each.get("class") == "c"]
    assert len(lines) == len(drawn.credits) > 1
    lowest = max(figure.y + figure.height / 2 for figure in drawn.figures)
    assert all(lowest < float(each.get("y")) < drawn.height for each in lines)
    assert min(float(each.get("y")) for each in lines) - YEARS_SIZE > max(note.y for note in drawn.legend)
    assert all(float(each.get("x")) + text_width(each.text, YEARS_SIZE) <= drawn.width for each in lines)


@pytest.mark.parametrize("credit", ["<script>alert(1)</script>", '" onload="x', "a\x00b\u202e\ud800c", ""])
def test_no_credit_breaks_out_of_its_line(credit):
    scene = scene_with(Adam=portrait(credit, "javascript:alert(1)"))
    drawn = svg(lay_out(scene))
    ET.fromstring(drawn)  # noqa: S314 (our own text)
    assert "<script" not in drawn
    page = html(lay_out(scene))
    assert "javascript:" not in page
    assert page.count("<script") == 2


def test_the_page_knows_who_made_a_portrait_and_allows_embedded_images_only():
    page = html(lay_out(scene_with(Adam=portrait())))
    people = json.loads(re.search(r'id="data">(.*?)</script>', page)[1])["people"]
    told = [(each["credit"], each["credit_page"]) for each in people if "credit" in each]
    assert told == [(CREDIT, PAGE)]
    assert "img-src data:;" in page


def test_png_and_pdf_show_portraits(tmp_path):
    pytest.importorskip("resvg_py")
    pytest.importorskip("svg2pdf_py")
    with_one, without = scene_with(Adam=portrait()), scene_with()
    for ending in ("png", "pdf"):
        sizes = []
        for name, scene in (("with", with_one), ("without", without)):
            write(scene, tmp_path / f"{name}.{ending}")
            sizes.append((tmp_path / f"{name}.{ending}").stat().st_size)
        assert sizes[0] > sizes[1]
