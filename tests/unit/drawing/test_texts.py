"""Pictures for other programs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cousins.drawing import Portrait, lay_out, write
from cousins.drawing.writers.texts import record


def test_json_has_everybody_with_coordinates(scene, tmp_path):
    write(scene, tmp_path / "tree.json")
    record = json.loads((tmp_path / "tree.json").read_text())
    assert {each["id"] for each in record["persons"]} == {figure.person.id for figure in scene.figures}
    assert all(0 < each["x"] < record["width"] and 0 < each["y"] < record["height"] for each in record["persons"])
    assert record["lines"][0]["from"] == "Adam"


def test_json_says_who_made_a_portrait(scene):
    adam = Portrait(b"", "image/png", 2, 3, "Somebody, CC BY 4.0", "https://x.example/")
    figures = [replace(each, portrait=adam if each.person.id == "Adam" else None) for each in scene.figures]
    told = {each["id"]: each["portrait"] for each in record(lay_out(replace(scene, figures=tuple(figures))))["persons"]}
    assert told.pop("Adam") == {"credit": "Somebody, CC BY 4.0", "page": "https://x.example/"}
    assert set(told.values()) == {None}


def test_graphml_can_be_read_back_by_networkx(scene, tmp_path):
    networkx = pytest.importorskip("networkx")
    write(scene, tmp_path / "tree.graphml")
    graph = networkx.read_graphml(tmp_path / "tree.graphml")
    assert len(graph) == len(scene) + len(scene.households)
    assert graph.nodes["Adam"]["kind"] == "person"
