"""Who with whom has which children."""

from __future__ import annotations

from families import family

from cousins.drawing import scene_of_tree
from cousins.family.links import ParentKind

COUSINS = """
Adam + Ann: Bob, Carl, Dora
Bob + Bea: Emil
Carl + Cleo: Eve
Dora: Finn
Emil + Eve: Gail
"""


def test_hidden_kin_are_known():
    graph = family(COUSINS)
    scene = scene_of_tree(graph, [graph.number("Emil")], ancestors=1)
    bob = scene.figures[scene.place("Bob")]
    assert ([str(parent) for parent in bob.hidden_parents], bob.hidden_children) == (["Adam", "Ann"], ())
    assert [str(child) for child in scene.figures[scene.place("Emil")].hidden_children] == ["Gail"]


def test_partners_who_are_cousins_are_related_and_others_are_not():
    graph = family(COUSINS)
    scene = scene_of_tree(graph, [graph.number("Gail")], ancestors=None)
    related_couples = [home.partners for home in scene.households if home.related]
    assert related_couples == [(scene.place("Emil"), scene.place("Eve"))]


def test_children_stand_by_birth_and_keep_their_kind():
    born = {"Bob": "1902", "Carl": "1900"}
    graph = family("Adam + Ann: Bob, Carl, adoptive Dan", born)
    scene = scene_of_tree(graph, [graph.number("Adam")], descendants=1)
    (home,) = scene.households
    ids = [scene.figures[child.place].person.id for child in home.children]
    assert ids == ["Carl", "Bob", "Dan"]
    assert home.children[2].kind is ParentKind.ADOPTIVE


def test_an_unrecorded_parent_is_unknown():
    graph = family("Adam: Bob")
    (home,) = scene_of_tree(graph, [0], descendants=1).households
    assert home.unknown


def test_whoever_adopts_alone_has_no_unknown_partner():
    (home,) = scene_of_tree(family("Adam: adoptive Bob"), [0], descendants=1).households
    assert not home.unknown
