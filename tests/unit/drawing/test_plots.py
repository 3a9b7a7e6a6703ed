"""Pictures for notebooks and scripts."""

from __future__ import annotations

import pytest

from cousins.drawing import draw, lay_out, to_networkx


def test_a_networkx_graph_leads_from_parents_to_children(scene):
    networkx = pytest.importorskip("networkx")
    graph = to_networkx(scene)
    assert networkx.has_path(graph, "Adam", "Finn")
    assert graph.edges["Dan", "Finn"] == {"kind": "birth", "lines": ["Adam to Finn"]}
    assert ("Dan", "Eve") in graph.graph["couples"]


def test_matplotlib_draws_on_the_axes_it_is_given(scene):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    figure, ax = plt.subplots()
    assert draw(lay_out(scene), ax=ax) is ax
    assert {text.get_text() for text in ax.texts} >= {"Adam", "Finn", "Adam to Finn", "asked about"}
    assert ax.get_title() == "From Adam to Finn"
    plt.close(figure)
