"""Which people and links a picture shows."""

from __future__ import annotations

import pytest
from families import family

from cousins.drawing import Role, scene_of_relation, scene_of_tree
from cousins.drawing.scene import selection
from cousins.errors import SettingsError
from cousins.explorer.relating import related
from cousins.family.links import ParentKind
from cousins.terms import speaker

COUSINS = """
Adam + Ann: Bob, Carl, Dora
Bob + Bea: Emil
Carl + Cleo: Eve
Dora: Finn
Emil + Eve: Gail
"""


def names(scene, *roles):
    return {str(figure.person) for figure in scene.figures if not roles or figure.role in roles}


def relation_scene(graph, a, b, **options):
    relation = related(graph, graph.number(a), graph.number(b), speaker("en"))
    return scene_of_relation(relation, graph, **options)


def test_a_relation_shows_the_lines_and_the_partners_on_them():
    scene = relation_scene(family(COUSINS), "Emil", "Eve", siblings="none")
    assert names(scene) == {"Adam", "Ann", "Bob", "Carl", "Bea", "Cleo", "Emil", "Eve"}
    assert names(scene, Role.END) == {"Emil", "Eve"}
    assert names(scene, Role.PARTNER) == {"Bea", "Cleo"}


def test_brothers_and_sisters_along_the_lines_are_dots_or_names_or_left_out():
    graph = family(COUSINS)
    dots = relation_scene(graph, "Emil", "Eve")
    assert [str(figure.person) for figure in dots.figures if not figure.named] == ["Dora"]
    named = relation_scene(graph, "Emil", "Eve", siblings="names")
    assert names(named, Role.SIBLING) == {"Dora"}
    assert all(figure.named for figure in named.figures)


def test_each_line_of_a_relation_has_a_colour_of_its_own():
    strands = relation_scene(family(COUSINS), "Emil", "Eve").strands
    assert len({(strand.hue, strand.shade) for strand in strands}) == len(strands) == 2
    assert {strand.hue for strand in strands} == {0}


def test_only_so_many_relationships_are_shown_as_are_asked_for():
    graph = family(COUSINS)
    assert relation_scene(graph, "Emil", "Eve", relationships=0).strands == ()
    assert {"Emil", "Eve"} == names(relation_scene(graph, "Emil", "Eve", relationships=0))


def test_kin_by_marriage_are_joined_by_a_path():
    scene = relation_scene(family("Adam + Ann: Bob\nBob + Bea:\nCarl + Cleo: Bea"), "Adam", "Carl")
    assert names(scene) >= {"Adam", "Bob", "Bea", "Carl"}
    assert len(scene.strands) == 1


def test_the_unrelated_stand_alone():
    scene = relation_scene(family("Adam: Bob\nCarl: Dan"), "Bob", "Dan")
    assert names(scene) == {"Bob", "Dan"}
    assert scene.households == ()


def test_a_tree_has_all_lines_from_its_root_to_its_targets():
    graph = family(COUSINS)
    scene = scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Gail")], siblings="none")
    assert names(scene) == {"Adam", "Ann", "Bob", "Bea", "Carl", "Cleo", "Emil", "Eve", "Gail"}
    (strand,) = scene.strands
    assert strand.title == "Adam to Gail"
    assert len(strand.steps) == 6


def test_a_target_that_descends_from_no_root_stands_alone():
    graph = family("Adam: Bob\nCarl: Dan")
    scene = scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Dan")])
    assert names(scene) == {"Adam", "Dan"}


def test_generations_limit_pedigrees_and_descents():
    graph = family(COUSINS)
    gail = graph.number("Gail")
    assert names(scene_of_tree(graph, [gail], ancestors=1)) == {"Gail", "Emil", "Eve"}
    assert len(scene_of_tree(graph, [gail], ancestors=None)) == 9
    below = scene_of_tree(graph, [graph.number("Adam")], descendants=1)
    assert names(below, Role.ORIGIN, Role.KIN) == {"Adam", "Bob", "Carl", "Dora"}
    assert names(below, Role.PARTNER) == {"Ann", "Bea", "Cleo"}


ADOPTED = "Adam + Ann: adoptive Bob, Cleo\nBob + Bea: Carl\nCarl: foster Dan\nDan: step Eve"


def test_a_descent_goes_on_below_adopted_and_foster_children_and_ends_at_step_children():
    graph = family(ADOPTED)
    scene = scene_of_tree(graph, [graph.number("Adam")], descendants=None)
    assert names(scene) == {"Adam", "Ann", "Bob", "Bea", "Cleo", "Carl", "Dan"}
    assert scene.figures[scene.place("Dan")].hidden_children


def test_a_pedigree_goes_on_above_adoptive_parents():
    graph = family(ADOPTED)
    assert names(scene_of_tree(graph, [graph.number("Carl")], ancestors=None)) == {"Carl", "Bob", "Bea", "Adam", "Ann"}
    assert names(scene_of_tree(graph, [graph.number("Bob")], ancestors=1)) == {"Bob", "Bea", "Adam", "Ann"}


def test_step_kin_who_are_both_asked_for_are_linked():
    graph = family(ADOPTED)
    scene = scene_of_tree(graph, [graph.number("Dan")], to=[graph.number("Eve")])
    assert [(home.unknown, home.children[0].kind) for home in scene.households] == [(False, ParentKind.STEP)]
    assert scene.strands == ()


def test_a_line_by_adoption_has_the_brothers_and_sisters_of_both_kinds():
    graph = family(ADOPTED)
    scene = scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Carl")], siblings="names")
    assert names(scene) == {"Adam", "Ann", "Bob", "Bea", "Cleo", "Carl"}
    assert names(scene, Role.SIBLING) == {"Cleo"}
    assert [strand.title for strand in scene.strands] == ["Adam to Carl"]


def test_where_a_line_runs_by_birth_those_by_adoption_are_not_set_off():
    graph = family("Adam: Bob, adoptive Carl\nBob: Carl")
    scene = scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Carl")])
    (strand,) = scene.strands
    assert len(strand.steps) == 2
    kinds = {child.kind for home in scene.households for child in home.children}
    assert kinds == {ParentKind.BIRTH, ParentKind.ADOPTIVE}


def test_the_weightiest_reason_to_be_seen_counts():
    graph = family("Adam + Ann: Bob\nCarl: Ann")
    bob = graph.number("Bob")
    scene = scene_of_tree(graph, [graph.number("Adam"), bob], to=[bob], ancestors=2)
    assert scene.figures[scene.place("Ann")].role is Role.KIN


def test_siblings_can_be_nothing_else():
    with pytest.raises(SettingsError, match="dots, names, none"):
        scene_of_tree(family("Adam: Bob"), [0], siblings="circles")


WIVES = "Adam + Ann: Bob\nAdam + Cleo\nAdam + Dora: Carl\nAdam ~ Eve: Finn\nHans + Helen: Adam\nHans + Fay\nBob + Gail"


def test_all_partners_of_roots_ancestors_and_descendants_are_drawn_and_childless_ones_too():
    graph = family(WIVES)
    adam = graph.number("Adam")
    assert names(scene_of_tree(graph, [adam], descendants=1), Role.PARTNER) == {"Ann", "Cleo", "Dora", "Eve", "Gail"}
    assert names(scene_of_tree(graph, [adam], ancestors=1), Role.PARTNER) == {"Ann", "Cleo", "Dora", "Eve", "Fay"}
    assert names(relation_scene(graph, "Adam", "Bob"), Role.PARTNER) >= {"Ann", "Cleo", "Dora", "Eve", "Gail"}


def test_partners_are_in_the_order_of_the_first_child():
    graph = family(WIVES, {"Bob": "1920", "Carl": "1910", "Finn": "1900"})
    scene = scene_of_tree(graph, [graph.number("Adam")], descendants=1)
    partners = [str(scene.figures[each].person) for each in scene.partners(scene.place("Adam"))]
    assert [each for each in partners if each != "Cleo"] == ["Eve", "Dora", "Ann"]


def test_partners_along_a_line_who_are_not_drawn_are_counted():
    scene = scene_of_tree(family(WIVES), [family(WIVES).number("Hans")], to=[family(WIVES).number("Bob")])
    hidden = {str(figure.person): len(figure.hidden_partners) for figure in scene.figures if figure.hidden_partners}
    assert hidden == {"Adam": 3}


def test_brothers_and_sisters_who_are_partners_of_somebody_with_a_name_have_one():
    graph = family("Adam + Ann: Bob, Bea\nBob: Carl\nBea + Carl: Dan")
    assert all(
        figure.named for figure in scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Carl")]).figures
    )


def test_partners_who_are_too_many_for_a_picture_are_counted_in_words(monkeypatch):
    monkeypatch.setattr(selection, "MOST_PEOPLE", 3)
    graph = family("Adam + Ann\nAdam + Bea\nAdam + Cleo")
    scene = scene_of_tree(graph, [graph.number("Adam")])
    assert names(scene) == {"Adam"}
    assert scene.description == "3 partners are not shown."
    assert len(scene.figures[0].hidden_partners) == 3
