"""What is printed in books and papers, asked of the atlas."""

from __future__ import annotations

import pytest

import cousins


def generations(a, b):
    return [kin.generations for kin in cousins.relate(a, b, limit=4).relationships if kin.generations]


def test_elizabeth_and_philip_are_married_and_cousins_twice_over():
    found = cousins.relate("Elizabeth II", "Prince Philip", limit=3)
    assert [kin.b_is for kin in found.relationships] == ["husband", "second cousin once removed", "third cousin"]
    christian, victoria = found.relationships[1:]
    assert (christian.generations, set(christian.through)) == ((4, 3), {"Q151305", "Q166028"})
    assert victoria.lines == (
        ("Q9439", "Q20875", "Q269412", "Q280856", "Q9682"),
        ("Q9439", "Q155566", "Q57658", "Q116062", "Q80976"),
    )
    assert "one generation nearer" in str(found)


@pytest.mark.parametrize(
    ("one", "other", "nearest"),
    [
        ("Elizabeth II", "Harald V", (3, 3)),
        ("Elizabeth II", "Margrethe II", (4, 4)),
        ("Elizabeth II", "Carl XVI Gustaf", (4, 4)),
        ("Elizabeth II", "Juan Carlos I", (4, 4)),
        ("Tsar Nicholas II", "George V", (2, 2)),
        ("Kaiser Wilhelm", "George V", (2, 2)),
        ("Felipe VI", "Elizabeth II", (5, 4)),
    ],
)
def test_royal_cousins_are_as_near_as_published(one, other, nearest):
    assert generations(one, other)[0] == nearest


def test_charles_ii_of_spain_is_inbred_as_published():
    """Alvarez, Ceballos and Quinteiro (2009) give 0.254 over 16 generations of Habsburgs."""
    assert cousins.show("Charles II of Spain").inbreeding == pytest.approx(0.252, abs=0.004)


@pytest.mark.parametrize(("king", "published"), [("Philip III of Spain", 0.218), ("Philip II of Spain", 0.123)])
def test_other_habsburgs_are_near_the_published_values(king, published):
    assert cousins.show(king).inbreeding == pytest.approx(published, abs=0.02)


def test_william_is_the_grandson_of_elizabeth():
    assert cousins.relate("Elizabeth II", "Prince William", limit=1).relationships[0].b_is == "grandson"


def test_diana_is_the_daughter_in_law_of_elizabeth():
    found = cousins.relate("Elizabeth II", "Princess Diana", limit=1)
    assert found.relationships[0].b_is == "daughter-in-law"
