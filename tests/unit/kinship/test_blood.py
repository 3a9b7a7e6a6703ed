"""What two people share: limits, doubles, ages, and kin by adoption."""

from __future__ import annotations

from unittest import mock

import pytest
from families import collapsed_families, family
from hypothesis import given
from hypothesis import strategies as st

from cousins.family.links import ParentKind
from cousins.kinship import blood as module
from cousins.kinship.blood import BloodKin
from cousins.kinship.relationship import Half


def kin(graph, a, b, *, social=False, **limits):
    return list(BloodKin(graph, graph.number(a), graph.number(b), social=social).relationships(**limits))


UNEVEN = family("""
    Adam + Ann: Bob, Bea
    Bob + Bea: Carl
    Carl + Cleo: Dan
    Bea: Dora
""")
"""Dan and Dora: (2, 1) by Bea; farther by Adam and Ann."""


def test_relationships_stay_nearer_than_asked_for():
    distances = [each.distance for each in kin(UNEVEN, "Dan", "Dora")]
    assert distances == [3, 5]
    assert [each.distance for each in kin(UNEVEN, "Dan", "Dora", nearer_than=5)] == [3]
    assert [each.distance for each in kin(UNEVEN, "Dan", "Dora", nearer_than=6)] == [3, 5]
    assert kin(UNEVEN, "Dan", "Dora", nearer_than=3) == []


@pytest.mark.parametrize(("generations", "distances"), [(0, []), (1, []), (2, [3]), (3, [3, 5]), (None, [3, 5])])
def test_generations_count_on_the_longer_side(generations, distances):
    assert [each.distance for each in kin(UNEVEN, "Dan", "Dora", generations=generations)] == distances
    assert [each.distance for each in kin(UNEVEN, "Dora", "Dan", generations=generations, every=True)] == distances


def test_a_long_line_on_one_side_does_not_end_the_search_on_both():
    graph = family("Adam: Bob, Dan\nDan: Dora\nBob: Carl\nCarl: Emil\nHans: Gus\nHans: Dora\nGus: Helen\nHelen: Emil")
    found = kin(graph, "Dora", "Emil", generations=3)
    assert [each.generations for each in found] == [(1, 3), (2, 3)]
    long = family("Adam: Dora\nAdam: Bob\nBob: Carl\nCarl: Emil\nHans: Gus, Helen\nGus: Dora\nHelen: Emil")
    assert [each.generations for each in kin(long, "Dora", "Emil", generations=2)] == [(2, 2)]


def test_a_child_of_two_couples_makes_no_doubles():
    graph = family("Adam + Ann: Bob, X\nGus + Gail: Dan, X\nBob: Carl\nDan: Carl\nX: Eve")
    assert [(each.generations, each.bond.double) for each in kin(graph, "Carl", "Eve")] == [((2, 2), 0)] * 4
    assert [each.bond.double for each in kin(graph, "Eve", "Carl")] == [0] * 4


def test_double_cousins_are_doubled_by_other_children_of_full_couples():
    graph = family("Adam + Ann: Bob, Carl\nDan + Dora: Bea, Cleo\nBob + Bea: Emil\nCarl + Cleo: Fay")
    assert [each.bond.double for each in kin(graph, "Emil", "Fay")] == [1, 1]
    half = family("Adam + Ann: Bob, Carl\nDan: Bea, Cleo\nBob + Bea: Emil\nCarl + Cleo: Fay")
    assert [each.bond.double for each in kin(half, "Emil", "Fay")] == [0, 0]


DATED = {"Bob": "1800", "Bea": "1810", "Carl": "1840", "Dora": "1835"}


@pytest.mark.parametrize(
    ("a", "b", "older", "elder"),
    [
        ("Carl", "Dora", True, False),
        ("Dora", "Carl", False, True),
        ("Bob", "Bea", False, False),
        ("Bea", "Emil", None, None),
    ],
)
def test_the_elder_is_told_where_the_dates_are_certain(a, b, older, elder):
    graph = family("Adam + Ann: Bob, Bea, Emil\nBob: Carl\nBea: Dora", DATED)
    (found,) = kin(graph, a, b)
    assert (found.bond.b_older, found.bond.elder_line) == (older, elder)


def test_people_born_in_one_year_are_not_told_apart():
    (found,) = kin(family("Adam + Ann: Bob, Bea", {"Bob": "1800", "Bea": "1800"}), "Bob", "Bea")
    assert (found.bond.b_older, found.bond.elder_line) == (None, None)


def test_a_direct_line_has_no_elder_child():
    (found,) = kin(family("Adam: Bob", {"Adam": "1800", "Bob": "1830"}), "Bob", "Adam")
    assert (found.bond.b_older, found.bond.elder_line, found.bond.b_sex.value) == (True, None, "male")


def test_only_lines_with_a_link_that_is_not_by_birth_are_kin_by_adoption():
    graph = family("Adam + Ann: Bob, adoptive Finn\nBob: Carl\nDan: foster Carl, Gus")
    (found,) = kin(graph, "Carl", "Finn", social=True)
    assert (found.bond.kind, found.bond.half, found.generations) == (ParentKind.ADOPTIVE, Half.FULL, (2, 1))
    (foster,) = kin(graph, "Carl", "Gus", social=True)
    assert (foster.bond.kind, foster.half) == (ParentKind.FOSTER, Half.UNCERTAIN)
    assert kin(graph, "Carl", "Bob", social=True) == []
    assert kin(graph, "Carl", "Finn") == []


@given(collapsed_families(), st.tuples(st.integers(0, 13), st.integers(0, 13)), st.integers(0, 3))
def test_one_walk_for_all_ancestors_finds_what_single_walks_find(graph, pair, alone):
    def told(most, patience):
        with mock.patch.multiple(module, ALONE=most, TOGETHER=patience):
            return list(BloodKin(graph, *pair).relationships())

    assert told(alone, 50_000) == told(alone, 5) == told(10**9, 0)
