"""Generations as columns."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from families import family

from cousins.drawing import Role, lay_out, scene_of_tree, svg
from cousins.drawing.layout.composing import MOST_WIDE
from cousins.drawing.writers.texts import dot, mermaid, record
from cousins.errors import SettingsError, TooLargeError
from cousins.sources.atlas import atlas

FAMILY = "Adam + Ann: Bob, Bea\nBob + Cleo: Carl, Dora\nBea: adoptive Dan"


def tree(drawing, *roots, **generations):
    graph = family(drawing)
    return scene_of_tree(graph, [graph.number(root) for root in roots], **generations)


def test_descendants_stand_right_of_their_ancestors_and_nobody_on_anybody():
    scene = tree(FAMILY, "Adam", descendants=None)
    drawn = lay_out(scene, style="across")
    assert drawn.style == "across"
    for child, parent, _ in scene.parent_links():
        left, right = drawn.figures[parent], drawn.figures[child]
        assert left.x + left.width / 2 < right.x - right.width / 2
    for one, other in combinations(drawn.figures, 2):
        apart_x = abs(one.x - other.x) - (one.width + other.width) / 2
        apart_y = abs(one.y - other.y) - (one.height + other.height) / 2
        assert max(apart_x, apart_y) > 0


def test_a_pedigree_is_read_from_the_person_at_the_left():
    drawn = lay_out(tree(FAMILY, "Carl", ancestors=None), style="across")
    at = {drawn.scene.figures[each.place].person.id: each for each in drawn.figures}
    assert at["Carl"].x < at["Bob"].x < at["Adam"].x
    assert at["Bob"].y < at["Cleo"].y
    assert at["Adam"].y < at["Ann"].y


def test_lines_begin_and_end_at_boxes_and_points():
    drawn = lay_out(tree(FAMILY, "Adam", descendants=None), style="across")
    for link in drawn.links:
        figure = drawn.figures[link.figure]
        if link.is_child:
            assert link.points[-1] == pytest.approx((figure.x - figure.width / 2, figure.y))


def test_each_column_has_a_band_from_the_title_to_the_legend():
    drawn = lay_out(tree(FAMILY, "Adam", descendants=None), style="across")
    bands = [each for each in ET.fromstring(svg(drawn)).iter() if each.get("class") == "b"]  # noqa: S314
    assert len(bands) == 3
    ends = {(float(band.get("y")), float(band.get("y")) + float(band.get("height"))) for band in bands}
    assert ends == {(drawn.top + 10, drawn.height - drawn.foot - 10)}


def test_dots_stand_where_their_column_begins():
    graph = family(FAMILY)
    drawn = lay_out(scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Carl")]), style="across")
    bea, bob = (drawn.figures[drawn.scene.place(name)] for name in ("Bea", "Bob"))
    assert bea.x - bea.width / 2 == pytest.approx(bob.x - bob.width / 2)


def test_what_would_be_too_wide_in_rows_is_drawn_in_columns_unless_any_width_will_do():
    graph = atlas()
    scene = scene_of_tree(graph, [graph.number("Q9439")], descendants=3)
    drawn = lay_out(scene)
    assert (drawn.style, drawn.width <= MOST_WIDE) == ("across", True)
    wide = lay_out(scene, wide=True)
    assert (wide.style, wide.width > MOST_WIDE) == ("rows", True)
    with pytest.raises(TooLargeError, match=r"more than 4,000 pixels.*--wide.*style across"):
        lay_out(scene, style="rows")


def test_a_long_line_stands_upright_and_fits_across_too():
    long = "\n".join(f"P{number}: P{number + 1}" for number in range(40))
    graph = family(long)
    scene = scene_of_tree(graph, [0], to=[40])
    assert lay_out(scene).style == "rows"
    assert lay_out(scene, style="across").width < MOST_WIDE


def test_what_fits_in_no_way_is_refused_in_one_line():
    graph = family("\n".join(f"Somebody-with-a-long-name-{n}: Somebody-with-a-long-name-{n + 1}" for n in range(60)))
    scene = scene_of_tree(graph, [0], descendants=None)
    with pytest.raises(TooLargeError) as refused:
        lay_out(scene, style="across")
    assert str(refused.value).endswith("or for style rows")
    assert lay_out(scene, style="across", wide=True).width > MOST_WIDE


def test_an_unknown_style_is_refused():
    with pytest.raises(SettingsError, match="'round'; pick one of rows, across, fan"):
        lay_out(tree(FAMILY, "Adam"), style="round")


def test_other_programs_are_told_the_direction():
    scene = tree(FAMILY, "Adam", descendants=None)
    rows, across = lay_out(scene), lay_out(scene, style="across")
    assert "rankdir=LR" in dot(across)
    assert "rankdir" not in dot(rows)
    assert "\nflowchart TD\n" in mermaid(rows)
    assert "\nflowchart LR\n" in mermaid(across)
    assert (record(rows)["style"], record(across)["style"]) == ("rows", "across")


def test_a_circle_leads_around_the_picture_below():
    drawn = lay_out(tree("Adam: Bob\nBob: Carl\nCarl: Adam", "Adam", descendants=None), style="across")
    (around,) = (link for link in drawn.links if link.upward)
    assert max(y for _, y in around.points) > max(each.y + each.height / 2 for each in drawn.figures)
    assert max(y for _, y in around.points) < drawn.height
    assert drawn.scene.figures[0].role is Role.ORIGIN
