"""What a picture says to those who do not see it."""

from __future__ import annotations

from families import family

from cousins.drawing import scene_of_tree
from cousins.drawing.writers.descriptions import description, spoken


def picture(drawing, root, **options):
    graph = family(drawing)
    return scene_of_tree(graph, [graph.number(root)], **options)


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
