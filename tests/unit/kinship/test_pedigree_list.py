"""Ancestors with their Sosa numbers."""

from __future__ import annotations

from families import family

from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.kinship.pedigree_list import Ancestor, ancestors


def rows(graph, person, **limits):
    found = ancestors(graph, graph.number(person), **limits)
    return [(graph.ids[row.person], row.generation, row.sosa, row.again) for row in found]


def test_the_father_of_n_is_2n_and_the_mother_one_more():
    graph = family("Adam + Ann: Bob\nDan + Dora: Bea\nBob + Bea: Carl")
    assert rows(graph, "Carl") == [
        ("Carl", 0, 1, ()),
        ("Bob", 1, 2, ()),
        ("Bea", 1, 3, ()),
        ("Adam", 2, 4, ()),
        ("Ann", 2, 5, ()),
        ("Dan", 2, 6, ()),
        ("Dora", 2, 7, ()),
    ]
    assert [len(rows(graph, "Carl", generations=count)) for count in (0, 1, 2, 3)] == [1, 3, 7, 7]


def test_who_is_met_again_is_listed_at_the_lowest_number():
    graph = family("Adam + Ann: Bob, Bea\nBob + Bea: Carl")
    assert rows(graph, "Carl")[3:] == [("Adam", 2, 4, (6,)), ("Ann", 2, 5, (7,))]


def test_a_mother_alone_keeps_her_number_and_a_second_father_has_none():
    assert rows(family("Ann: Bob"), "Bob")[1] == ("Ann", 1, 3, ())
    graph = family("Adam + Ann: Carl\nBob: Carl\nDan: Bob")
    assert {row[0]: row[2] for row in rows(graph, "Carl")} == {"Carl": 1, "Adam": 2, "Bob": None, "Ann": 3, "Dan": None}


def test_two_parents_take_both_numbers_whatever_their_sexes():
    assert [row[2] for row in rows(family("Adam + Bob: Carl"), "Carl")] == [1, 2, 3]
    assert {row[2] for row in rows(family("Ann + Bea: Carl"), "Carl")} == {1, 2, 3}
    assert [row[2] for row in rows(family("Ann + X: Carl"), "Carl")] == [1, 2, 3]
    assert [row[2] for row in rows(family("X + Y: Carl"), "Carl")] == [1, 2, 3]


def test_circles_end_the_list():
    assert [row[:3] for row in rows(family("Adam: Bob\nBob: Adam"), "Adam")] == [("Adam", 0, 1), ("Bob", 1, 2)]


def test_beyond_a_hundred_generations_nobody_has_a_number():
    graph = FamilyGraph.of([], [ParentLink(str(child), str(child + 1)) for child in range(150)])
    numbers = [row.sosa for row in ancestors(graph, graph.number("0"))]
    assert numbers[100] == 2**100
    assert numbers[101:] == [None] * 50


def test_a_row_meets_nobody_again_by_default():
    assert Ancestor(0, 0, 1).again == ()
