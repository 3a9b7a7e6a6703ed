"""Kinship and inbreeding, exact; relatedness after Wright."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from unittest import mock

import pytest
from effort import at_most
from families import family

from cousins.errors import TooLargeError
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.kinship import coefficients, compiled
from cousins.kinship.coefficients import inbreeding, kinship, relatedness
from cousins.kinship.pair_coefficients import PairInheritance
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.recursion import recursive_kinship

INCEST = family("Adam + Ann: Bob, Bea\nBob + Bea: Carl, Cleo\nCarl + Cleo: Dan")


@pytest.mark.parametrize(
    ("a", "b", "phi"),
    [
        ("Adam", "Ann", 0),
        ("Adam", "Adam", Fraction(1, 2)),
        ("Bob", "Bea", Fraction(1, 4)),
        ("Carl", "Cleo", Fraction(3, 8)),
    ],
)
def test_kinship_is_what_breeders_compute(a, b, phi):
    assert kinship(INCEST, INCEST.number(a), INCEST.number(b)) == phi


def test_inbreeding_is_the_kinship_of_the_parents():
    assert [inbreeding(INCEST, INCEST.number(who)) for who in ("Adam", "Carl", "Dan")] == [0, 1 / 4, 3 / 8]


def test_relatedness_is_less_for_the_inbred():
    assert relatedness(Fraction(1, 4), Fraction(0), Fraction(0)) == 0.5
    assert relatedness(Fraction(3, 8), Fraction(1, 4), Fraction(1, 4)) == pytest.approx(0.6)
    assert relatedness(Fraction(1, 4), Fraction(3), Fraction(0)) == 0.25


def test_a_pair_has_its_coefficients_when_they_are_asked_for():
    carl, dan = INCEST.number("Carl"), INCEST.number("Dan")
    pedigree = Pedigree(INCEST, (carl, dan))
    pair = PairInheritance(pedigree, pedigree.place(carl), pedigree.place(dan))
    assert pair.inbreeding == (Fraction(1, 4), Fraction(3, 8))
    assert pair.kinship == (kinship(INCEST, carl, carl) + kinship(INCEST, carl, INCEST.number("Cleo"))) / 2


def of_carl_and_cleo():
    return kinship(INCEST, INCEST.number("Carl"), INCEST.number("Cleo"))


def test_beyond_a_number_of_couples_the_recursion_answers_and_beyond_its_bound_the_compiled_sweep():
    with (
        mock.patch.object(coefficients, "MOST_EXACT", 0),
        mock.patch.object(compiled, "available", return_value=True),
        mock.patch.object(compiled, "_compiled", return_value=compiled.sweep) as used,
    ):
        assert of_carl_and_cleo() == 0.375
        used.assert_not_called()
        with mock.patch.object(coefficients, "recursive_kinship", return_value=None):
            assert of_carl_and_cleo() == 0.375
            used.assert_called()


def test_what_would_take_too_long_is_refused_with_a_way_out():
    with (
        mock.patch.object(coefficients, "MOST_EXACT", 0),
        mock.patch.object(coefficients, "recursive_kinship", partial(recursive_kinship, most=3)),
        mock.patch.object(compiled, "available", return_value=False),
        pytest.raises(
            TooLargeError, match=r"^\d+ common ancestors are too many for coefficients; with cousins\[fast\]"
        ),
    ):
        of_carl_and_cleo()


def test_a_line_of_ten_thousand_single_parents_costs_little():
    graph = FamilyGraph.of([], [ParentLink(str(child), str(child + 1)) for child in range(10_000)])
    with at_most(3_000_000):
        assert kinship(graph, graph.number("0"), graph.number("3")) == Fraction(1, 16)
