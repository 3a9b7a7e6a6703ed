"""Files of every format."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from families import family

from cousins.drawing import WRITERS, Portrait, draw, lay_out, scene_of_tree, svg, to_networkx, write
from cousins.drawing.writers.styles import DARK
from cousins.drawing.writers.texts import record
from cousins.errors import FormatError, UnknownFormatError

OPTIONAL = {".png": "resvg_py", ".pdf": "svg2pdf_py"}


@pytest.fixture
def scene():
    graph = family("Adam + Ann: Bob, Bea, Carl\nBob + Cleo: Dan\nBea: Eve\nDan + Eve: Finn")
    return scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Finn")])


@pytest.mark.parametrize("ending", WRITERS)
def test_every_ending_writes_a_file(scene, tmp_path, ending):
    if ending in OPTIONAL:
        pytest.importorskip(OPTIONAL[ending])
    path = tmp_path / f"tree{ending.upper()}"
    write(scene, path)
    assert path.stat().st_size > 200
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_ending_lists_the_known_ones(scene, tmp_path):
    with pytest.raises(UnknownFormatError, match=r"\.svg, \.html, \.png, \.pdf, \.dot, \.mmd, \.graphml, \.json"):
        write(scene, tmp_path / "tree.docx")
    with pytest.raises(UnknownFormatError, match="no ending"):
        write(scene, tmp_path / "tree")


def test_a_file_that_cannot_be_written_says_so(scene, tmp_path):
    with pytest.raises(FormatError, match="cannot be written"):
        write(scene, tmp_path / "nowhere" / "tree.svg")


def test_a_file_is_replaced_as_a_whole(scene, tmp_path):
    path = tmp_path / "tree.svg"
    path.write_text("old")
    write(scene, path)
    assert path.read_text().startswith("<svg")
    assert [each.name for each in tmp_path.iterdir()] == ["tree.svg"]


def test_a_dash_is_standard_output(scene, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    write(scene, "-")
    assert raw.getvalue().startswith(b"<svg")
    write(scene, "-", form="json")
    assert b'"title": "Adam to Finn"' in raw.getvalue()


def test_svg_can_be_read_aloud(scene):
    root = ET.fromstring(svg(lay_out(scene)))  # noqa: S314 (our own text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role").startswith("graphics-document")
    assert root.find(f"{space}title").text == "Adam to Finn"
    assert "Adam and Ann: Bob" in root.find(f"{space}desc").text
    labels = [each.get("aria-label") for each in root.iter(f"{space}g") if each.get("tabindex")]
    assert "Finn, child of Dan and Eve" in labels


def test_svg_turns_dark_with_its_surroundings_unless_a_theme_is_given(scene):
    assert "prefers-color-scheme:dark" in svg(lay_out(scene))
    dark = svg(lay_out(scene), theme=DARK)
    assert "prefers-color-scheme" not in dark
    assert DARK.ground in dark


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
    assert {text.get_text() for text in ax.texts} >= {"Adam", "Finn"}
    plt.close(figure)
