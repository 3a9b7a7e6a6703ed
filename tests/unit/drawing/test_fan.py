"""Rings of ancestors around one person."""

from __future__ import annotations

from itertools import pairwise
from math import pi
from xml.etree import ElementTree as ET

import pytest
from families import collapsed_families, family
from hypothesis import given, settings
from hypothesis import strategies as st

from cousins.drawing import lay_out, scene_of_tree, svg
from cousins.drawing.layout.composing import MOST_WIDE
from cousins.drawing.writers.html import html
from cousins.drawing.writers.texts import record
from cousins.errors import SettingsError
from cousins.sources.atlas import atlas


def fan(drawing, root, **options):
    graph = family(drawing)
    return lay_out(scene_of_tree(graph, [graph.number(root)], ancestors=None), style="fan", **options)


def names(drawn, ring):
    return [drawn.scene.figures[each.place].person.id for each in drawn.sectors if each.ring == ring]


def test_fathers_come_before_mothers_as_the_clock_goes():
    drawn = fan("Ann + Adam: Bob\nEve + Emil: Bea\nBea + Bob: Carl", "Carl")
    assert [names(drawn, ring) for ring in range(3)] == [["Carl"], ["Bob", "Bea"], ["Adam", "Ann", "Emil", "Eve"]]
    assert [each.branch for each in drawn.sectors] == [-1, -1, -1, 0, 1, 2, 3]


def test_whoever_is_an_ancestor_twice_is_drawn_once_and_named_again():
    drawn = fan("Adam + Ann: Bob, Bea\nBob: Carl\nBea: Cleo\nCarl + Cleo: Dan", "Dan")
    adam = [each for each in drawn.sectors if drawn.scene.figures[each.place].person.id == "Adam"]
    assert [each.again for each in adam] == [False, True]
    assert adam[1].label.lines == ("= Adam",)
    assert len(drawn.figures) == len(drawn.scene) == 7
    picture = ET.fromstring(svg(drawn))  # noqa: S314 (our own text)
    assert sum(each.get("role") == "graphics-symbol img" for each in picture.iter()) == 7


def test_parents_by_adoption_and_possible_ones_have_other_edges():
    drawn = fan("Adam: Dan\nBob: adoptive Dan", "Dan")
    assert [each.tie for each in drawn.sectors] == ["", "", "adoptive"]
    drawn = fan("Adam: Dan\nBob: Dan", "Dan")
    assert [each.tie for each in drawn.sectors] == ["", "possible", "possible"]
    assert svg(drawn).count('class="v d"') == 2


@pytest.mark.parametrize(
    "drawing", ["Ann: Bob\nEmil: adoptive Bob\nAnn + Emil", "Emil: Carl, Ann\nEmil + Ann\nCarl + Ann: Bob"]
)
def test_ancestors_who_are_a_couple_without_a_child_in_the_fan_are_told_as_one(drawing):
    assert "with Ann" in svg(fan(drawing, "Bob"))


@pytest.mark.parametrize(
    ("drawing", "marked"),
    [
        ("Adam + Ann: Bob", []),
        ("Adam + Ann: Bob\nAdam: Carl\nBob + Bea", ["Bob"]),
        ("Adam: Bob\nAnn: step Bob", ["Bob"]),
    ],
)
def test_three_dots_are_explained_where_there_are_any_and_those_of_the_middle_are_seen(drawing, marked):
    drawn = fan(drawing, "Bob")
    picture = ET.fromstring(svg(drawn))  # noqa: S314 (our own text)
    paths = [each.get("d") for each in picture.iter() if each.get("data-unseen")]
    assert len(paths) == len(marked)
    assert [note.lines for note in drawn.legend].count(("more kin, not shown",)) == bool(marked)
    for path in paths:
        assert float(path.split()[1].partition("h")[0]) > drawn.middle[1]


@pytest.mark.parametrize("generations", [{"descendants": 1}, {"ancestors": 1, "descendants": 1}, {}])
def test_only_pedigrees_are_fans(generations):
    graph = family("Adam + Ann: Bob\nBob: Carl")
    scene = scene_of_tree(graph, [graph.number("Bob")], **generations)
    with pytest.raises(SettingsError, match="a fan shows one person's ancestors"):
        lay_out(scene, style="fan")


def test_a_page_and_a_record_of_a_fan():
    drawn = fan("Adam + Ann: Bob\nBob: Carl", "Carl")
    assert 'role="button"' in html(drawn)
    assert record(drawn)["style"] == "fan"
    assert [each["generation"] for each in record(drawn)["persons"]] == [2, 2, 1, 0]


def test_ten_generations_fit():
    graph = atlas()
    scene = scene_of_tree(graph, [graph.number("Q19943")], ancestors=10)
    drawn = lay_out(scene, style="fan")
    assert len(drawn.figures) == 428
    assert drawn.width <= MOST_WIDE


@given(collapsed_families(), st.integers(1, 13))
@settings(max_examples=80, deadline=None)
def test_sectors_never_overlap_and_everybody_has_one_inside_the_picture(graph, root):
    scene = scene_of_tree(graph, [root], ancestors=None)
    if scene.pedigree_root() is None:
        return
    drawn = lay_out(scene, style="fan")
    assert {each.place for each in drawn.sectors if not each.again} == set(range(len(drawn.scene)))
    assert {each.person.id for each in drawn.scene.figures} == {each.person.id for each in scene.figures}
    rings = {}
    for sector in drawn.sectors:
        rings.setdefault(sector.ring, []).append(sector)
    for ring, sectors in rings.items():
        assert all(one.end <= other.start + 1e-9 for one, other in pairwise(sectors))
        assert sectors[-1].end - sectors[0].start <= 2 * pi + 1e-9
        for sector in sectors if ring else ():
            reach = sector.inner if sector.radial else (sector.inner + sector.outer) / 2
            breadth, depth = (sector.end - sector.start) * reach, sector.outer - sector.inner
            text = sector.label.height, sector.label.width
            wide, high = text if sector.radial else reversed(text)
            assert (wide, high) <= (breadth, depth + 1e-9) or (wide <= breadth and high <= depth)
    for figure in drawn.figures:
        assert figure.width / 2 <= figure.x <= drawn.width - figure.width / 2
        assert figure.height / 2 <= figure.y <= drawn.height - figure.height / 2
