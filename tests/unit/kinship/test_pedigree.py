"""A pedigree: ancestors first, circles cut where the dates or nothing tells."""

from __future__ import annotations

import pytest
from families import family, graph_of

from cousins.kinship.pedigree import Pedigree


def named(graph, pairs):
    return [tuple(graph.ids[number] for number in pair) for pair in pairs]


def test_ancestors_stand_before_descendants_and_nobody_else_is_there():
    graph = family("Adam + Ann: Bob\nBob + Bea: Carl, Dora\nDan: Emil")
    pedigree = Pedigree(graph, [graph.number("Carl")])
    names = [graph.ids[number] for number in pedigree.people]
    assert set(names) == {"Adam", "Ann", "Bob", "Bea", "Carl"}
    assert len(pedigree) == 5
    assert names[-1] == "Carl"
    assert all(parent < child for child, parents in enumerate(pedigree.parents) for parent in parents)
    carl, bob = pedigree.place(graph.number("Carl")), pedigree.place(graph.number("Bob"))
    assert list(pedigree.children[bob]) == [carl]
    assert sorted(pedigree.generations(carl).values()) == [0, 1, 1, 2, 2]


def test_each_step_up_counts_one_and_the_shortest_line_counts():
    pedigree = Pedigree(graph_of({0: [1, 3], 1: [2], 2: [3], 3: [4]}, 5), [0])
    steps = pedigree.generations(pedigree.place(0))
    assert {pedigree.people[place]: count for place, count in steps.items()} == {0: 0, 1: 1, 3: 1, 2: 2, 4: 2}


def test_adoptive_and_foster_parents_count_when_they_are_asked_for():
    graph = family("Adam: Bob\nDan: adoptive Bob\nEmil: foster Bob\nFinn: step Bob")
    bob = graph.number("Bob")
    assert [graph.ids[number] for number in Pedigree(graph, [bob]).people] == ["Adam", "Bob"]
    assert {graph.ids[number] for number in Pedigree(graph, [bob], social=True).people} == {
        "Adam",
        "Dan",
        "Emil",
        "Bob",
    }


def test_a_link_that_the_dates_disprove_is_cut_alone():
    graph = family("Adam: Bob\nBob: Carl\nCarl: Adam", {"Adam": "1800", "Bob": "1830", "Carl": "1860"})
    pedigree = Pedigree(graph, [graph.number("Carl")])
    assert named(graph, pedigree.cut) == [("Adam", "Carl")]
    assert [graph.ids[number] for number in pedigree.circle] == ["Adam", "Bob", "Carl"]


@pytest.mark.parametrize(
    ("parents", "circle", "cut"),
    [
        ({0: [0]}, [0], [(0, 0)]),
        ({0: [1], 1: [0]}, [0, 1], [(0, 1), (1, 0)]),
        ({0: [1], 1: [2], 2: [1, 3]}, [1, 2], [(1, 2), (2, 1)]),
        ({0: [1, 3], 1: [0], 3: [4], 4: [3]}, [0, 1, 3, 4], [(0, 1), (1, 0), (3, 4), (4, 3)]),
        ({0: [1], 1: [2]}, [], []),
    ],
)
def test_every_link_inside_a_circle_is_cut_where_no_date_tells(parents, circle, cut):
    pedigree = Pedigree(graph_of(parents, 5), [0])
    assert (list(pedigree.circle), list(pedigree.cut)) == (circle, cut)
