"""Kinds of links, the stronger ones first."""

from __future__ import annotations

from itertools import pairwise

from cousins.family.links import ParentKind, PartnerKind, stronger


def test_kinds_are_told_from_the_strongest_to_the_weakest():
    for kinds in (ParentKind, PartnerKind):
        assert [kind.rank for kind in kinds] == list(range(len(kinds)))
        for one, other in pairwise(kinds):
            assert stronger(one, other) is stronger(other, one) is stronger(one, one) is one
    assert [kind.value for kind in ParentKind] == ["birth", "adoptive", "step", "foster"]
