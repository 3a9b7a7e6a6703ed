"""Families of shapes that nobody has, but files do: their questions end, and say what was left out."""

from __future__ import annotations

from fractions import Fraction
from unittest import mock

import pytest
from effort import at_most

from cousins.answers.rendering import as_record
from cousins.explorer.relating import related
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink, PartnerLink
from cousins.kinship import blood, coefficients
from cousins.kinship.coefficients import kinship
from cousins.kinship.scope import Scope
from cousins.terms import speaker


def question(graph, a, b, **scope):
    return related(graph, graph.number(a), graph.number(b), speaker("en"), Scope(**scope))


LADDER = FamilyGraph.of(
    [],
    [
        ParentLink(f"{low} {side}", f"{low + 1} {other}")
        for low in range(400)
        for side in ("left", "right")
        for other in ("left", "right")
    ],
)
"""Full brothers and sisters who have children together, four hundred times."""

HAREM = FamilyGraph.of(
    [],
    [ParentLink(f"child {wife}", parent) for wife in range(2000) for parent in ("Adam", f"wife {wife}")],
    [PartnerLink("Adam", f"wife {wife}") for wife in range(2000)],
)


def test_a_list_that_would_take_too_long_ends_and_says_so():
    with mock.patch.object(blood, "MOST_LINKS", 20_000):
        found = question(LADDER, "0 left", "0 right")
    assert found.relationships[0].generations == (1, 1)
    assert 1 < len(found) < 300
    assert found.more
    assert "… and further relationships" in str(found)


def test_a_list_of_every_kind_that_would_take_too_long_ends_and_says_so():
    with mock.patch.object(blood, "MOST_OF_EVERY", 100):
        found = question(LADDER, "0 left", "0 right", every=True)
    assert found.relationships[0].generations == (1, 1)
    assert found.more


def test_a_list_that_comes_to_its_end_says_nothing_of_more():
    assert not question(LADDER, "398 left", "398 right").more
    assert not question(LADDER, "398 left", "398 right", every=True).more


def test_coefficients_that_would_take_too_long_are_left_out_with_the_reason():
    found = question(LADDER, "0 left", "0 right", limit=1)
    assert found.kinship == pytest.approx(1.0)
    with (
        mock.patch.object(coefficients, "MOST_EXACT", 0),
        mock.patch.object(coefficients, "recursive_kinship", return_value=None),
        mock.patch.object(coefficients.compiled, "available", return_value=False),
    ):
        record = as_record(question(LADDER, "0 left", "0 right", limit=1), coefficients=True)
    assert record["kinship"] is record["relatedness"] is record["inbreeding"] is None
    assert record["not_computed"].startswith("798 common ancestors are too many")


def test_long_lines_are_told_by_their_ends():
    line = FamilyGraph.of([], [ParentLink(str(child), str(child + 1)) for child in range(1000)])
    assert "… 942 more …" in str(question(line, "0", "1000"))


def test_the_children_of_a_man_of_many_wives_cost_what_the_wives_cost():
    with at_most(2_000_000):
        found = question(HAREM, "child 1", "child 1999", limit=5)
    assert found.relationships[0].generations == (1, 1)


def test_a_dozen_possible_parents_each_cost_what_their_rows_cost():
    links = [
        ParentLink(f"{low} {one}", f"{low + 1} {other}")
        for low in range(12)
        for one in range(12)
        for other in range(12)
    ]
    graph = FamilyGraph.of([], links)
    with at_most(200_000):
        assert 0 < kinship(graph, graph.number("0 0"), graph.number("0 1")) < Fraction(1, 12)
