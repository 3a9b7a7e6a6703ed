"""One relationship as a value."""

from __future__ import annotations

import pytest

from cousins.family.links import ParentKind, PartnerKind
from cousins.kinship.relationship import (
    AffinityBond,
    BloodBond,
    Half,
    Kind,
    PartnerBond,
    Relationship,
    StepBond,
)

SPOUSE, PARTNER = PartnerBond(None), PartnerBond(None, PartnerKind.UNMARRIED)


def blood(up, down, **more):
    return BloodBond((None,) * up, (None,) * down, None, **more)


@pytest.mark.parametrize(
    ("bond", "kind", "distance", "generations", "civil", "canon"),
    [
        (PARTNER, Kind.PARTNER, 0, None, None, None),
        (blood(2, 3), Kind.BLOOD, 5, (2, 3), 5, 3),
        (blood(1, 0, kind=ParentKind.ADOPTIVE), Kind.ADOPTIVE, 1, (1, 0), 1, 1),
        (StepBond((2, 0), None), Kind.STEP, 3, None, None, None),
        (AffinityBond(SPOUSE, blood(1, 1), None), Kind.AFFINITY, 3, None, None, None),
        (AffinityBond(SPOUSE, blood(1, 1), SPOUSE), Kind.AFFINITY, 4, None, None, None),
    ],
)
def test_kinds_and_degrees_follow_from_the_bond(bond, kind, distance, generations, civil, canon):
    found = Relationship(bond, bond)
    assert (found.kind, found.distance, found.generations) == (kind, distance, generations)
    assert (found.civil_degree, found.canon_degree) == (civil, canon)


@pytest.mark.parametrize(
    ("bond", "expected"),
    [
        (AffinityBond(SPOUSE, blood(1, 0), None), True),
        (AffinityBond(SPOUSE, blood(1, 0, half=Half.HALF), None), True),
        (AffinityBond(SPOUSE, blood(1, 1, half=Half.HALF), None), True),
        (AffinityBond(SPOUSE, blood(1, 1), SPOUSE), True),
        (AffinityBond(None, blood(1, 1), SPOUSE), True),
        (AffinityBond(PARTNER, blood(1, 1), None), False),
        (AffinityBond(SPOUSE, blood(1, 0, kind=ParentKind.ADOPTIVE), None), False),
        (AffinityBond(SPOUSE, blood(2, 1), None), False),
        (AffinityBond(None, blood(0, 2), SPOUSE), True),
        (AffinityBond(SPOUSE, blood(2, 0), None), True),
        (AffinityBond(None, blood(2, 0), SPOUSE), False),
    ],
)
def test_in_laws_are_the_nearest_kin_of_spouses(bond, expected):
    assert bond.in_law is expected


def test_kin_are_full_by_birth_and_not_double_by_default():
    assert (blood(2, 2).double, blood(2, 2).half, blood(2, 2).kind) == (0, Half.FULL, ParentKind.BIRTH)
