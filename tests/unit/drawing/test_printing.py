"""Pictures cut into sheets of paper."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from cousins.drawing import Layout, lay_out, write
from cousins.drawing.layout.placed import Label, PlacedFigure
from cousins.drawing.writers.printing import printed
from cousins.drawing.writers.sheets import MILLIMETRE, PAPERS, STRIP, sheets_of
from cousins.errors import FormatError, SettingsError, TooLargeError, UnknownFormatError
from cousins.plain import harmless

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("svg2pdf_py")


def wide(scene, width, height, boxes=()):
    """Return an empty picture of a size, with boxes from left to right in the middle of its height."""
    figures = [PlacedFigure(0, x, height / 2, size, 40.0, 0, Label()) for x, size in boxes]
    return Layout(scene, width, height, tuple(figures), (), (), ())


def sides(page):
    return sorted([float(page.mediabox.width) / MILLIMETRE, float(page.mediabox.height) / MILLIMETRE])


@pytest.mark.parametrize("paper", ["a4", "A3", "LETTER"])
def test_sheets_are_as_large_as_the_paper_and_say_where_they_belong(scene, paper):
    layout = replace(lay_out(scene), width=2_500.0, height=1_500.0)
    pages = pypdf.PdfReader(io.BytesIO(printed(layout, paper))).pages
    size = next(size for name, size in PAPERS.items() if name.lower() == paper.lower())
    assert all(sides(page) == pytest.approx(size, abs=0.1) for page in pages)
    places = [re.findall(r"[A-Z]\d+ · row \d of \d, column \d of \d", page.extract_text()) for page in pages]
    sheets = [place[0] for place in places if place]
    assert sheets[0].startswith("A1 · row 1 of ")
    assert len(set(sheets)) == len(sheets) == len(pages) - (len(sheets) > 4)
    assert "Adam" in pages[0].extract_text()


def test_the_same_picture_is_the_same_bytes_and_in_the_file_once(scene):
    layout = replace(lay_out(scene), width=6_000.0)
    document = printed(layout, "A4")
    assert document == printed(layout, "A4")
    assert document.count(b"/Subtype /Form") == 1
    assert b"Date" not in document


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("size", [(900, 600), (1_130, 700), (5_000, 800), (700, 4_000), (3_000, 3_000)])
def test_the_parts_together_are_the_picture(scene, paper, size):
    sheets = sheets_of(wide(scene, *size), paper)
    for row in range(sheets.rows):
        parts = [part for part in sheets.parts if part.row == row]
        assert [part.left for part in parts] == [0.0, *[part.right for part in parts[:-1]]]
        assert parts[-1].right == size[0]
    first = [part for part in sheets.parts if part.column == 0]
    assert [part.top for part in first] == [0.0, *[part.bottom for part in first[:-1]]]
    assert first[-1].bottom == size[1]
    for part in sheets.parts:
        beyond = STRIP * (part.right < size[0]), STRIP * (part.bottom < size[1])
        assert (part.right - part.left) * sheets.scale + beyond[0] <= sheets.width - 20 * MILLIMETRE + 0.01
        assert (part.bottom - part.top) * sheets.scale + beyond[1] <= sheets.height - 20 * MILLIMETRE + 0.01


def test_every_sheet_shows_its_part_in_its_window(scene):
    layout = replace(lay_out(scene), width=2_000.0)
    sheets = sheets_of(layout, "A4")
    pages = pypdf.PdfReader(io.BytesIO(printed(layout, "A4"))).pages
    assert len(pages) == len(sheets.parts) > 1
    for page, part in zip(pages, sheets.parts, strict=True):
        shown = re.match(rb"q ([\d. ]+) re W n ([-\d. ]+) cm /Picture Do Q", page.get_contents().get_data())
        x, y, wide, high = map(float, shown[1].split())
        grown, _, _, same, moved, lifted = map(float, shown[2].split())
        assert grown == same == pytest.approx(sheets.scale, rel=1e-3)
        assert moved + part.left * grown == pytest.approx(x, abs=0.1)
        assert lifted + (layout.height - part.top) * grown == pytest.approx(y + high, abs=0.1)
        assert x + wide <= sheets.width - 10 * MILLIMETRE


def test_a_picture_a_little_larger_than_a_sheet_becomes_smaller_as_long_as_it_can_be_read(scene):
    assert sheets_of(wide(scene, 900, 600), "A4").scale == 0.75
    sheets = sheets_of(wide(scene, 1_200, 600), "A4")
    assert len(sheets.parts) == 1
    assert 7 / 11 <= sheets.scale < 0.75
    assert len(sheets_of(wide(scene, 1_300, 600), "A4").parts) == 2


def test_sheets_lie_the_way_that_takes_fewer(scene):
    assert sheets_of(wide(scene, 900, 600), "A4").width > 800
    assert sheets_of(wide(scene, 600, 900), "A4").width < 600


def test_cuts_go_through_gaps_where_there_are_any(scene):
    boxes = [(at * 150.0 + 75, 120.0) for at in range(40)]
    layout = wide(scene, 6_000, 600, boxes)
    sheets = sheets_of(layout, "A4")
    assert sheets.cut == 0
    for part in sheets.parts:
        assert not any(x - size / 2 < part.right < x + size / 2 for x, size in boxes)
    assert sheets_of(wide(scene, 6_000, 600, [(3_000.0, 6_000.0)]), "A4").cut > 0


def test_the_title_may_be_anything_and_is_the_document_s(scene):
    layout = replace(lay_out(scene), scene=replace(scene, title="昭和 (\\ \ud800\x1b) Ž"))
    assert pypdf.PdfReader(io.BytesIO(printed(layout, "A4"))).metadata.title == harmless(layout.scene.title)


def test_on_paper_a_picture_may_be_as_wide_as_it_is(scene, tmp_path, monkeypatch):
    monkeypatch.setattr("cousins.drawing.layout.composing.MOST_WIDE", 100.0)
    with pytest.raises(TooLargeError):
        write(scene, tmp_path / "how.pdf", style="rows")
    write(scene, tmp_path / "how.pdf", style="rows", paper="A4")


def test_too_many_sheets_are_refused_in_one_line(scene):
    for size in ((90_000, 40_000), (2_000_000, 10), (16_000, 10_000)):
        with pytest.raises(FormatError, match=r"sheets of A4 or more, and at most 200 are made"):
            sheets_of(wide(scene, *size), "A4")


def test_only_pdf_has_paper_and_only_known_kinds(scene, tmp_path):
    with pytest.raises(SettingsError, match=r"only \.pdf is cut into sheets of paper, not \.svg"):
        write(scene, tmp_path / "how.svg", paper="A4")
    with pytest.raises(SettingsError, match="no paper 'A7'; pick one of A4, A3, Letter"):
        write(scene, tmp_path / "how.pdf", paper="A7")
    with pytest.raises(UnknownFormatError):
        write(scene, tmp_path / "how.gif", paper="A4")
    assert not list(tmp_path.iterdir())
