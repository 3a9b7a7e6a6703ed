"""Where people stand."""

from __future__ import annotations

from itertools import combinations

import pytest
from families import family

from cousins.drawing import lay_out, scene_of_tree
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.family.person import Person, PersonId
from cousins.sources.atlas import atlas


def whole(drawing, root, born=None):
    graph = family(drawing, born)
    return scene_of_tree(graph, [graph.number(root)], descendants=None)


def test_somebody_recorded_as_their_own_ancestor_is_drawn_with_one_link_upwards():
    scene = whole("Adam: Bob\nBob: Carl\nCarl: Adam", "Adam")
    drawn = lay_out(scene)
    assert sum(link.upward for link in drawn.links) == 1
    assert len(drawn.figures) == 3


def test_partners_stand_side_by_side_with_their_household_between_them():
    drawn = lay_out(whole("Adam + Ann: Bob, Bea", "Adam"))
    adam, ann, bob, bea = drawn.figures[0], drawn.figures[1], drawn.figures[2], drawn.figures[3]
    assert adam.y == ann.y
    assert adam.x < drawn.households[0].x < ann.x
    assert bob.y == bea.y > drawn.households[0].y


def test_children_stand_in_the_order_of_their_births():
    drawn = lay_out(whole("Adam + Ann: Bob, Carl, Dora", "Adam", {"Bob": "1905", "Carl": "1901", "Dora": "1903"}))
    order = sorted(drawn.figures, key=lambda figure: (figure.generation, figure.x))
    assert [drawn.scene.figures[figure.place].person.id for figure in order[2:]] == ["Carl", "Dora", "Bob"]


def test_three_recorded_parents_are_each_joined_by_a_straight_line():
    links = [ParentLink(PersonId("Fay"), PersonId(name)) for name in ("Adam", "Bob", "Carl")]
    names = ("Adam", "Bob", "Carl", "Eve", "Fay")
    graph = FamilyGraph.of(
        [Person(PersonId(name), name) for name in names], [*links, ParentLink(PersonId("Carl"), PersonId("Eve"))]
    )
    drawn = lay_out(scene_of_tree(graph, [graph.number("Eve")], descendants=None))
    to_household = [link for link in drawn.links if link.figure != drawn.scene.place("Eve") and not link.is_child]
    assert len(to_household) == 3
    assert all(len(link.points) == 2 for link in to_household)


@pytest.mark.parametrize("style", ["rows", "across"])
@pytest.mark.parametrize(
    "drawing", ["Adam: Dan\nBob: Dan\nAnn: Dan, Eve\nAnn + Emil", "Ann: Dan\nBea: Dan\nPat: Dan\nAnn: Eve"]
)
def test_two_who_stand_beside_the_same_third_parent_both_have_their_place(drawing, style):
    graph = family(drawing)
    scene = scene_of_tree(graph, [graph.number("Ann")], descendants=None)
    drawn = lay_out(scene, style=style)
    assert sorted(node for row in drawn.grid.rows for node in row if node < len(scene)) == list(range(len(scene)))
    for one, other in combinations(drawn.figures, 2):
        aside, down = abs(one.x - other.x), abs(one.y - other.y)
        assert aside > (one.width + other.width) / 2 or down > (one.height + other.height) / 2


def test_an_empty_scene_is_an_empty_picture():
    drawn = lay_out(scene_of_tree(family("Adam: Bob"), []))
    assert drawn.figures == ()


def test_a_single_person_is_a_picture():
    drawn = lay_out(scene_of_tree(family("Adam: Bob"), [0]))
    assert len(drawn.figures) == 1
    assert drawn.links == ()


def test_the_two_grandparents_of_europe_stand_in_one_row_and_the_couple_side_by_side():
    graph = atlas()
    victoria, christian, elizabeth, philip = map(graph.number, ("Q9439", "Q151305", "Q9682", "Q80976"))
    drawn = lay_out(scene_of_tree(graph, [victoria, christian], to=[elizabeth, philip]))
    at = {figure.person.id: drawn.figures[place] for place, figure in enumerate(drawn.scene.figures)}
    assert at["Q9439"].y == at["Q151305"].y
    assert at["Q9682"].y == at["Q80976"].y
    between = sorted((at["Q9682"].x, at["Q80976"].x))
    assert not [f for f in drawn.figures if f.y == at["Q9682"].y and between[0] < f.x < between[1]]


def order_of(drawn, *ids):
    return sorted(ids, key=lambda each: drawn.figures[drawn.scene.place(each)].x)


def test_partners_stand_by_marriage_around_somebody_with_several():
    drawn = lay_out(whole("Adam + Ann: Bob\nAdam + Bea: Carl\nAdam + Cleo: Dan", "Adam", BORN))
    assert order_of(drawn, "Adam", "Ann", "Bea", "Cleo") == ["Cleo", "Adam", "Bea", "Ann"]
    drawn = lay_out(
        whole(
            "Adam + Ann: Bob\nCarl + Ann: Dora\nDan + Ann: Emil", "Ann", {"Bob": "1901", "Dora": "1902", "Emil": "1903"}
        )
    )
    assert order_of(drawn, "Ann", "Adam", "Carl", "Dan") == ["Adam", "Carl", "Ann", "Dan"]


BORN = {"Bob": "1930", "Carl": "1920", "Dan": "1910"}
COUSINS_WHO_MARRIED = """
Adam + Ann: Bob, Carl, Dan
Bob + Bea: Emil, Finn
Carl + Cleo: Gus
Dan + Dora: Eve, Fay
Emil + Fay: Hans
"""


def test_kin_who_married_and_stand_apart_are_joined_by_a_flat_line_below_their_row():
    drawn = lay_out(whole(COUSINS_WHO_MARRIED, "Adam"))
    emil, fay = (drawn.figures[drawn.scene.place(each)] for each in ("Emil", "Fay"))
    (number,) = (at for at, home in enumerate(drawn.scene.households) if home.related)
    bars = [link for link in drawn.links if link.household == number and link.part == "bar"]
    bottom = emil.y + emil.height / 2
    assert abs(emil.x - fay.x) > (emil.width + fay.width) / 2 + 30
    assert [link.points[0] for link in bars] == [(each.x, bottom) for each in sorted((emil, fay), key=lambda f: f.x)]
    assert len({y for link in bars for _, y in link.points[1:]}) == 1
    (stem,) = (link for link in drawn.links if link.household == number and link.part == "stem")
    assert stem.points[-1] == (drawn.households[number].x, drawn.households[number].y)


@pytest.mark.parametrize("style", ["rows", "across"])
def test_lines_of_a_childless_couple_in_two_generations_end_at_the_two_and_nowhere_else(style):
    graph = family("Adam + Eve: Bob\nBob + Bea: Cleo\nAdam + Cleo\nCleo: Dan")
    drawn = lay_out(scene_of_tree(graph, [graph.number("Dan")], ancestors=None), style=style)
    (number,) = [home.number for home in drawn.households if not drawn.scene.households[home.number].children]
    one, other = [link.points for link in drawn.links if link.household == number]
    assert one[-1] == other[-1]
    level = 1 if style == "rows" else 0
    assert one[-2][level] == one[-1][level] == other[-2][level]
    assert (one[-2][1 - level] - one[-1][1 - level]) * (other[-2][1 - level] - other[-1][1 - level]) < 0
