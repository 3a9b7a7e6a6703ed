"""Files of every format."""

from __future__ import annotations

import io

import pytest

from cousins.drawing import WRITERS, write
from cousins.errors import FormatError, UnknownFormatError

OPTIONAL = {".png": "resvg_py", ".pdf": "svg2pdf_py"}


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
