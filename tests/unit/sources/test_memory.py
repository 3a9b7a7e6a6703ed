"""A family graph as a source, through the plain functions."""

from __future__ import annotations

import pytest
from families import family

from cousins import api
from cousins.errors import SettingsError

GRAPH = family("Adam + Ann: Bob, Bea")


def test_a_family_graph_is_a_source():
    assert api.relate("Bob", "Bea", source=GRAPH).relationships[0].b_is == "sister"
    assert [str(row.person) for row in api.ancestors("Bob", source=GRAPH).rows] == ["Bob", "Adam", "Ann"]


def test_a_person_is_named_by_the_record():
    adam, bob = GRAPH.person("Adam"), GRAPH.person("Bob")
    assert api.relate(adam, bob, source=GRAPH).relationships[0].b_is == "son"
    assert api.show(bob, source=GRAPH).person == bob
    assert len(api.descendants(adam, source=GRAPH)) == 2


def test_wrong_types_and_numbers_are_said():
    with pytest.raises(TypeError, match="a person is named by a str or a Person, not int"):
        api.relate(9439, "Bob", source=GRAPH)
    with pytest.raises(SettingsError, match="limit must be 1 or more, not -1"):
        api.find("Bob", limit=-1, source=GRAPH)
    with pytest.raises(TypeError, match="generations must be a whole number"):
        api.ancestors("Bob", generations=1.5, source=GRAPH)
    with pytest.raises(SettingsError, match="generations must be 0 or more"):
        api.relate("Bob", "Bea", generations=-1, source=GRAPH)
