"""Laws of family files over random families: what comes out answers as what went in."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from families import collapsed_families, married_families, tangled_families
from hypothesis import given, settings
from hypothesis import strategies as st

from cousins.drawing import scene_of_tree
from cousins.explorer.listing_kin import descent_list, pedigree_list
from cousins.explorer.portraying import profile
from cousins.explorer.relating import related
from cousins.kinship.scope import Scope
from cousins.stores.familyfile import open_family
from cousins.stores.familyfile_writer import write_family
from cousins.terms import speaker

ENGLISH = speaker("en")


def answers(graph, a, b):
    """Return what is answered of two people."""
    one, other = graph.number(a), graph.number(b)
    scene = scene_of_tree(graph, [one], ancestors=None, descendants=None)
    relation = related(graph, one, other, ENGLISH, Scope(every=True, limit=None, generations=None))
    return [
        relation.record(),
        str(profile(graph, one, ENGLISH)),
        str(pedigree_list(graph, one, generations=None)),
        str(descent_list(graph, one, generations=None)),
        (scene.figures, scene.households, scene.strands),
    ]


@pytest.mark.parametrize("families", [collapsed_families(most_parents=4), tangled_families(), married_families()])
@settings(max_examples=8)
@given(data=st.data())
def test_every_answer_is_that_of_the_family_that_was_written(families, data):
    graph = data.draw(families)
    # In any order, so that ancestors have to be put first.
    graph.source_place = data.draw(st.permutations(range(len(graph))))
    graph = graph.in_source_order()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "family.family"
        write_family(graph, path)
        stored = open_family(path)
        for a, b in ((graph.ids[0], graph.ids[-1]), (graph.ids[-1], graph.ids[len(graph) // 2])):
            assert answers(stored, a, b) == answers(graph, a, b)
