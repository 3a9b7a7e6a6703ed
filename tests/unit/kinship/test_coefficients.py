"""Kinship and inbreeding, exact; relatedness after Wright."""

from __future__ import annotations

from fractions import Fraction
from unittest import mock

import pytest
from families import family

from cousins.kinship import coefficients, compiled
from cousins.kinship.coefficients import PairInheritance, inbreeding, kinship, relatedness
from cousins.kinship.pedigree import Pedigree

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


def test_beyond_a_number_of_ancestors_the_compiled_sweep_answers_where_it_is_installed():
    with (
        mock.patch.object(coefficients, "EXACT_UP_TO", 2),
        mock.patch.object(compiled, "available", return_value=True),
        mock.patch.object(compiled, "_compiled", return_value=compiled.sweep) as used,
    ):
        assert kinship(INCEST, INCEST.number("Bob"), INCEST.number("Bea")) == 0.25
        used.assert_not_called()
        assert kinship(INCEST, INCEST.number("Carl"), INCEST.number("Cleo")) == 0.375
        used.assert_called()
