"""Answers that show themselves."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

import cousins
from cousins.errors import PersonNotFoundError, SettingsError, UnknownFormatError


def test_a_relation_shows_itself_as_a_picture_and_in_words():
    relation = cousins.relate("Q9682", "Q80976", limit=3)
    shown = relation._repr_mimebundle_(include=None, exclude=None)
    assert set(shown) == {"image/svg+xml", "text/plain"}
    assert 'style="max-width:100%;height:auto"' in shown["image/svg+xml"], "no wider than its cell"
    assert "Victoria" in "".join(ET.fromstring(shown["image/svg+xml"]).itertext())  # noqa: S314 (our own)
    assert shown["text/plain"] == str(relation)


def test_a_relation_without_its_family_has_words_only(tmp_path):
    relation = replace(cousins.relate("Q9682", "Q80976", limit=3), painter=None)
    assert set(relation._repr_mimebundle_()) == {"text/plain"}
    with pytest.raises(SettingsError, match="cannot be drawn"):
        relation.write(tmp_path / "how.svg")


def test_the_picture_counts_for_nothing_in_comparison():
    relation = cousins.relate("Q9682", "Q80976", limit=3)
    assert relation == replace(relation, painter=None)
    assert "picture" not in repr(relation)


def test_a_relation_writes_itself(tmp_path):
    relation = cousins.relate("Q9682", "Q80976", limit=3)
    relation.write(tmp_path / "how.svg", relationships=1, siblings="none")
    assert (tmp_path / "how.svg").read_text().startswith("<svg")
    with pytest.raises(UnknownFormatError):
        relation.write(tmp_path / "how.bmp")


@pytest.fixture(scope="module")
def everything():
    """Every relationship of two royals, which takes a while."""
    return cousins.relate("Q9682", "Q80976")


@pytest.mark.parametrize("limit", [1, 2, 3, None])
def test_as_many_relationships_are_drawn_as_are_asked_for_beside_a_marriage(everything, limit):
    relation = cousins.relate("Q9682", "Q80976", limit=limit) if limit else everything
    assert relation.relationships[0].kind.value == "partner"
    for count in (1, 2, 3):
        assert {strand.hue for strand in relation.tree(relationships=count).scene.strands} == set(range(count))
    assert len(relation.tree()) == len(everything.tree(relationships=3))


def test_an_answer_with_few_generations_has_a_picture_with_few():
    few, all_of_them = (cousins.relate("Q9682", "Q80976", limit=limit, generations=4) for limit in (1, None))
    assert few.tree(relationships=99).scene == all_of_them.tree(relationships=99).scene


def test_a_tree_shows_writes_and_draws_itself(tmp_path):
    tree = cousins.tree("Q9439", to=["Q9682", "Q80976"])
    assert len(tree) == 47
    shown = tree._repr_mimebundle_(include=None, exclude=None)
    assert shown["text/plain"] == str(tree)
    assert shown["image/svg+xml"].startswith("<svg")
    tree.write(tmp_path / "victoria.html")
    assert (tmp_path / "victoria.html").exists()
    graph = tree.to_networkx()
    assert graph.number_of_nodes() == 47
    assert list(graph.predecessors("Q280856")) == ["Q269412", "Q76927"]


def test_a_tree_is_drawn_on_given_axes():
    figure = pytest.importorskip("matplotlib.figure").Figure()
    axes = figure.add_subplot()
    assert cousins.tree("Q9439", to="Q9682").draw(axes) is axes
    assert axes.texts


def test_a_tree_about_nobody_is_refused():
    with pytest.raises(SettingsError):
        cousins.tree()
    with pytest.raises(PersonNotFoundError):
        cousins.tree("Nobody Atall")
    with pytest.raises(SettingsError):
        cousins.tree("Q9439", siblings="squares")
