"""Pictures from the command line: in the terminal and in files."""

from __future__ import annotations

import io
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree as ET

import pytest
from fakes import FakeWikibase

from cousins.cli import main
from cousins.cli.options import picture_options
from cousins.drawing import SIBLINGS, WRITERS
from cousins.sources.atlas import atlas

COUPLE = ("--to", "Q9682", "--to", "Q80976")


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_the_ending_decides(call, tmp_path, ending):
    path = tmp_path / f"victoria{ending}"
    code, out, _ = call("tree", "Q9439", *COUPLE, "-o", str(path))
    assert code == 0
    assert out == f"47 people drawn in {path}\n"
    begin = {".png": b"\x89PNG", ".pdf": b"%PDF", ".svg": b"<svg", ".html": b"<!doctype html>"}
    assert path.read_bytes().lower().startswith(begin.get(ending, b"").lower())
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_dash_is_standard_output_and_says_nothing_else(call):
    code, out, _ = call("tree", "Q9439", *COUPLE, "-o", "-")
    assert code == 0
    assert ET.fromstring(out).tag.endswith("svg")  # noqa: S314 (our own)
    assert len(json.loads(call("tree", "Q9439", *COUPLE, "--as", "json")[1])["persons"]) == 47
    code, out, _ = call("relate", "Q9682", "Q80976", "-o", "-", "--as", "svg")
    assert ET.fromstring(out).tag.endswith("svg")  # noqa: S314 (as above)


@pytest.mark.parametrize("question", [("tree", "Q9439"), ("relate", "Q9682", "Q80976")])
@pytest.mark.parametrize("name", ["how.gif", "how"])
def test_an_unknown_ending_lists_those_there_are(call, tmp_path, question, name):
    code, out, err = call(*question, "-o", str(tmp_path / name))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert all(ending in err for ending in WRITERS)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_takes_one_line(call, tmp_path):
    code, out, err = call("tree", "Q9439", "-o", str(tmp_path / "nowhere" / "how.svg"))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "cannot be written" in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("question", [("tree", "Q9439", "-o"), ("export",)])
def test_a_pipe_or_device_is_written_to_and_never_replaced(call, tmp_path, question):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as threads:
        content = threads.submit(pipe.read_bytes)
        assert call(*question, str(pipe), "--as", "dot")[0] == 0
        assert content.result(timeout=20).startswith(b"digraph")
    assert pipe.is_fifo()


def test_a_link_is_written_through(call, tmp_path):
    (tmp_path / "link.svg").symlink_to(tmp_path / "victoria.svg")
    assert call("tree", "Q9439", "-o", str(tmp_path / "link.svg"))[0] == 0
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "victoria.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("Q9439", "--to", "Q517"), "no line of descent joins Napoleon (1769–1821) and Victoria (1819–1901)"),
        (("Q9439", "--to", "Q9682", "--to", "Q517"), "no line of descent joins Napoleon (1769–1821) to the others"),
        (("Q9439", "Q517", "--to", "Q9682"), "no line of descent joins Napoleon (1769–1821) to the others"),
        (("Q9682", "--to", "Q9439"), ""),
        (("Q9439", "--to", "Q9439"), ""),
        (("Q517", "--to", "Q62024"), ""),
        (("Q517",), ""),
    ],
    ids=str,
)
def test_whoever_no_line_joins_to_the_others_is_named(call, question, said):
    code, out, err = call("tree", *question)
    assert (code, err) == (0, f"cousins: {said}\n" if said else "")
    assert out


def test_one_person_is_one_person(call, tmp_path):
    path = tmp_path / "victoria.json"
    assert call("tree", "Q234542", "--to", "Q234542", "-o", str(path))[1] == f"1 person drawn in {path}\n"
    assert "1 person written" in call("export", str(path), "--descendants", "Q9682", "--generations", "0")[1]


@pytest.mark.parametrize("ending", sorted({*WRITERS} - {".svg", ".html", ".png", ".pdf", ".json"}))
@pytest.mark.parametrize("question", [("tree", "Nobody Atall"), ("relate", "Nobody Atall", "Q9682")])
def test_portraits_are_refused_where_none_are_shown_before_anything_is_asked(call, tmp_path, question, ending):
    path = tmp_path / f"how{ending}"
    code, out, err = call(*question, "--portraits", "-o", str(path))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"{ending} shows no portraits; pick one of .svg, .html, .png, .pdf, .json" in err


def test_the_format_may_be_named(call, tmp_path):
    path = tmp_path / "victoria"
    assert call("tree", "Q9439", "-o", str(path), "--as", "dot")[0] == 0
    assert path.read_text().startswith("digraph")


def test_without_a_file_the_terminal_has_the_tree(call):
    code, out, _ = call("tree", "Q9439")
    assert code == 0
    assert out.startswith("Victoria (1819–1901) ⚭ Prince Albert")
    assert "│  ├─ " in out
    assert "│  │  ├─ " not in out


def test_generations_are_as_many_as_asked_for(call):
    below = call("tree", "Q9439", "--descendants", "1")[1]
    assert below.count("├─ ") + below.count("└─ ") == 9
    above = call("tree", "Q9439", "--ancestors", "1")[1]
    assert "Prince Edward, Duke of Kent" in above
    everybody = call("tree", "Q9439", "--descendants", "all", "--as", "json")[1]
    assert len(json.loads(everybody)["persons"]) > 250


def test_a_narrow_terminal_gets_narrow_lines(call, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    out = call("tree", "Q9439", *COUPLE)[1]
    assert max(map(len, out.splitlines())) <= 40
    assert "●" in out


def test_a_terminal_without_unicode_gets_ascii(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    with pytest.raises(SystemExit):
        main(["tree", "Q9439", *COUPLE])
    assert raw.getvalue().isascii()
    assert b"|- " in raw.getvalue()
    assert b"* Elizabeth II" in raw.getvalue()


def test_relate_draws_beside_the_answer(call, tmp_path):
    path = tmp_path / "how.json"
    code, out, _ = call("relate", "Q9682", "Q80976", "--limit", "3", "--siblings", "none", "-o", str(path))
    assert code == 0
    assert "third cousins" in out
    assert len({line["colour"] for line in json.loads(path.read_text())["lines"]}) == 6
    few = json.loads(path.read_text())["persons"]
    assert {"Q9439", "Q151305", "Q9682", "Q80976"} <= {person["id"] for person in few}
    call("relate", "Q9682", "Q80976", "--limit", "8", "--siblings", "names", "-o", str(path))
    assert len(json.loads(path.read_text())["persons"]) > len(few)


@pytest.mark.parametrize("other", ["Q9682", "Q517"])
def test_relate_draws_one_person_and_people_without_blood_in_common(call, tmp_path, other):
    path = tmp_path / "how.svg"
    assert call("relate", "Q9682", other, "-o", str(path))[0] == 0
    assert ET.parse(path).getroot().tag.endswith("svg")  # noqa: S314 (our own)


def test_what_was_fetched_live_is_drawn(call, tmp_path, monkeypatch):
    monkeypatch.setenv("COUSINS_CACHE_FOLDER", str(tmp_path / "store"))
    path = tmp_path / "how.json"
    with FakeWikibase(atlas()) as wikibase:
        assert call("relate", "Q9682", "Q80976", "--from", wikibase.url, "-o", str(path))[0] == 0
        asked = len(wikibase.requests)
        assert call("relate", "Q9682", "Q80976", "--from", wikibase.url, "-o", str(tmp_path / "how.gif"))[0] == 1
        assert len(wikibase.requests) == asked
    assert {"Q9439", "Q151305"} <= {person["id"] for person in json.loads(path.read_text())["persons"]}


def test_a_live_source_wants_to_know_who_asks_for_a_tree(call, monkeypatch):
    monkeypatch.delenv("COUSINS_CONTACT", raising=False)
    code, out, err = call("tree", "Q9439", "--from", "wikidata")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "COUSINS_CONTACT" in err


def test_a_live_source_is_explored_before_a_part_of_it_is_exported(call, tmp_path):
    code, _, err = call("export", str(tmp_path / "some.ged"), "--descendants", "Q9439", "--from", "wikidata")
    assert code == 1
    assert "explore --output" in err


def test_the_ways_to_show_siblings_are_those_of_the_drawing_room():
    siblings = next(option for option in picture_options if option.name == "siblings")
    assert tuple(siblings.type.choices) == SIBLINGS


def test_styles_are_drawn_as_asked_and_no_picture_is_wide_unless_asked(call, tmp_path):
    def drawn(*options):
        path = tmp_path / "tree.json"
        assert call("tree", "Charles III", *options, "-o", str(path))[0] == 0
        told = json.loads(path.read_text())
        return told["style"], told["width"] <= 4000

    assert drawn("--ancestors", "3") == ("rows", True)
    assert drawn("--ancestors", "8") == ("across", True)
    assert drawn("--ancestors", "8", "--wide") == ("rows", False)
    assert drawn("--ancestors", "3", "--style", "across") == ("across", True)
    assert drawn("--ancestors", "5", "--style", "fan") == ("fan", True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--ancestors", "8", "--style", "rows"), "--wide"),
        (("--descendants", "2", "--style", "fan"), "one person's ancestors"),
    ],
)
def test_a_style_that_cannot_be_is_refused_in_one_line(call, tmp_path, options, said):
    code, out, err = call("tree", "Q43274", *options, "-o", str(tmp_path / "tree.svg"))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert said in err
    assert not list(tmp_path.iterdir())


def test_a_style_without_a_picture_is_a_wrong_use(call):
    code, _, err = call("tree", "Charles III", "--style", "fan")
    assert code == 2
    assert "--style wants a picture" in err
    code, out, _ = call("tree", "Q43274", "--ancestors", "1", "--style", "across")
    assert (code, out.count("\n")) == (0, 3)
    assert out == call("tree", "Q43274", "--ancestors", "1")[1]


def test_a_pdf_comes_on_sheets_of_paper_and_nothing_else_does(call, tmp_path):
    path = tmp_path / "how.pdf"
    assert call("tree", "Q9439", *COUPLE, "-o", str(path), "--paper", "letter")[0] == 0
    assert b"/MediaBox [ 0.0 0.0 792 612" in path.read_bytes()
    for wrong in (["-o", "how.svg"], [], ["--as", "html"], ["-o", "how.pdf", "--paper", "A9"]):
        code, out, err = call("tree", "Q9439", "--paper", "A4", *wrong)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "--help" in err
