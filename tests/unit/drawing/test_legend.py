"""Titles, legends and keys: the words on a picture."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from families import family

from cousins.drawing import Entry, Scene, lay_out, scene_of_relation, scene_of_tree, svg, terminal, write
from cousins.drawing.layout.placed import Sign
from cousins.drawing.scene.strands import HUES, SHADES
from cousins.drawing.scene.wording import MOST_ENTRIES
from cousins.drawing.writers.endings import WRITERS
from cousins.drawing.writers.styles import STRANDS
from cousins.explorer.relating import related
from cousins.kinship.relationship import Kind
from cousins.kinship.scope import Scope
from cousins.sources.atlas import atlas
from cousins.terms import speaker

COUSINS = "Adam + Ann: Bob, Carl\nBob: Emil\nCarl: Eve"
PDFTOTEXT = shutil.which("pdftotext")
SVG = "{http://www.w3.org/2000/svg}"


@cache
def royals(limit):
    graph = atlas()
    return related(graph, graph.number("Q9682"), graph.number("Q80976"), speaker("en"), Scope(limit=limit))


def royal_scene(count, limit):
    return scene_of_relation(royals(limit), atlas(), relationships=count)


def drawn_legend(scene):
    """Return what an SVG says after each swatch, with the classes of the swatch."""
    root = ET.fromstring(svg(lay_out(scene)))  # noqa: S314 (our own text)
    (words,) = (each for each in root.findall(f"{SVG}g") if each.find(f"{SVG}text[@class='h']") is not None)
    found = []
    for each in words:
        if each.tag == f"{SVG}g" and each.get("class") == "l" and " s" in each[0].get("class"):
            found.append(([path.get("class") for path in each], []))
        elif each.get("class") == "x" and found:
            found[-1][1].append(each.text)
    return found


def plain(text):
    return " ".join(text.split())


def test_each_relationship_drawn_has_one_entry_in_the_words_of_the_answer():
    scene, answer = royal_scene(3, 10), royals(10)
    entries = [entry for entry in scene.legend if entry.strands]
    chosen = [each for each in answer if each.kind is not Kind.PARTNER][:3]
    assert len(entries) == len(chosen) == 3
    for entry, relationship in zip(entries, chosen, strict=True):
        lines = {scene.figures[place].person.id for place in entry.places(scene)}
        assert lines == {who for line in relationship.lines for who in line} | set(relationship.through)
    told = plain(str(answer))
    assert all(plain(entry.text) in told for entry in entries[:2])
    assert scene.legend[0] == Entry("Prince Philip, Duke of Edinburgh is the husband of Elizabeth II")
    assert scene.legend[-1].text.startswith("and further relationships through ")


def test_swatches_have_the_classes_of_the_lines_and_stand_before_their_words():
    scene = royal_scene(3, 10)
    entries = [entry for entry in scene.legend if entry.strands]
    found = drawn_legend(scene)
    assert [classes for classes, _ in found] == [[f"s s{at}" for at in entry.strands] for entry in entries]
    for (_, lines), entry in zip(found, entries, strict=True):
        assert plain(" ".join(lines)).startswith(plain(entry.text))


def test_a_swatch_is_dotted_where_the_line_is():
    graph = family("Adam + Ann: adoptive Bob\nBob: Carl")
    scene = scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Carl")])
    assert drawn_legend(scene)[0][0] == ["s s0 a", "s s0"]


def test_more_relationships_than_colours_have_numbers_that_stand_in_the_boxes_on_their_lines():
    scene = royal_scene(8, 10)
    drawn = lay_out(scene)
    entries = [entry for entry in scene.legend if entry.strands]
    assert [entry.number for entry in entries] == list(range(1, 9))
    for place, figure in enumerate(drawn.figures):
        said = set()
        for first, last in re.findall(r"(\d+)(?:–(\d+))?", " ".join(figure.label.numbers)):
            said |= set(range(int(first), int(last or first) + 1))
        assert said == {entry.number for entry in entries if place in entry.places(scene)}
    assert ">[7] " in svg(drawn)


def test_colours_suffice_without_numbers_where_there_are_few():
    assert not any(entry.number for entry in royal_scene(6, 10).legend)
    assert (len(STRANDS), {len(shades) for hue in STRANDS for shades in hue}) == (HUES, {SHADES})


def test_a_long_legend_ends_with_the_number_of_those_left_out():
    graph = family("\n".join(f"P{at}: Q{at}" for at in range(MOST_ENTRIES + 5)))
    roots, ends = ([graph.number(f"{letter}{at}") for at in range(MOST_ENTRIES + 5)] for letter in "PQ")
    scene = scene_of_tree(graph, roots, to=ends)
    assert len(scene.legend) == MOST_ENTRIES + 1
    assert scene.legend[-1] == Entry("and 5 more")
    assert scene.title.endswith(" and 58 more")


def test_people_who_share_a_shade_share_an_entry():
    graph = family("Adam: Bob, Carl, Dan, Emil")
    scene = scene_of_tree(graph, [0], to=[1, 2, 3, 4])
    assert [entry.text for entry in scene.legend] == ["Adam to Bob and Emil", "Adam to Carl", "Adam to Dan"]


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ({"ancestors": 1}, "Ancestors of Bob, 1 generation"),
        ({"descendants": 9}, "Descendants of Bob, 2 generations"),
        (
            {"ancestors": None, "descendants": 1},
            "Ancestors of Bob, 2 generations, and descendants of Bob, 1 generation",
        ),
        ({"to": ["Emil"]}, "From Bob to Emil"),
        ({"to": ["Emil"], "ancestors": 2}, "From Bob to Emil, with ancestors of Bob, 2 generations"),
        ({}, "Bob"),
    ],
)
def test_the_title_of_a_tree_says_whose_which_way_and_how_far_it_really_goes(options, title):
    graph = family("Adam: Ann\nAnn: Bob\nBob: Carl\nCarl: Emil")
    to = [graph.number(name) for name in options.pop("to", [])]
    assert scene_of_tree(graph, [graph.number("Bob")], to=to, **options).title == title


def test_a_name_without_end_leaves_room_for_the_other():
    graph = family(f"{'X' * 300}: Bob")
    drawn = lay_out(scene_of_relation(related(graph, 0, 1, speaker("en")), graph))
    assert drawn.scene.title == f"{'X' * 120}… and Bob"
    assert " ".join(drawn.title.lines).endswith("… and Bob")


def test_people_joined_by_a_path_or_by_nothing_are_told_so():
    graph = family("Adam + Ann: Bob\nBob + Cleo: Dan\nEmil + Cleo: Eve\nEmil + Fay:\nGail: Hans")
    for b, said in (
        ("Fay", "The shortest way from one to the other has 4 steps"),
        ("Hans", "No connection found (5 people reached)"),
    ):
        answer = related(graph, graph.number("Adam"), graph.number(b), speaker("en"))
        scene = scene_of_relation(answer, graph)
        assert scene.legend == (Entry(said, tuple(range(len(scene.strands)))),)
        assert said in str(answer)


def test_words_about_no_line_stand_at_the_edge_unless_others_have_a_swatch():
    graph = family(COUSINS)
    place = graph.number("Bob")
    drawn = lay_out(scene_of_relation(related(graph, place, place, speaker("en")), graph))
    assert drawn.legend[0].lines == ("the same person",)
    assert drawn.legend[0].x == drawn.title.x
    told = lay_out(royal_scene(1, 3)).legend[:2]
    assert told[0].x == told[1].x > drawn.title.x


def test_the_key_has_the_signs_of_this_picture_and_no_others():
    graph = family(COUSINS)
    drawn = lay_out(scene_of_tree(graph, [graph.number("Adam")], descendants=None))
    assert [note.about for note in drawn.legend] == [Sign.ROOT, Sign.UNKNOWN]
    other = family("Adam + Ann: adoptive Bob, Bea")
    answer = related(other, other.number("Bob"), other.number("Adam"), speaker("en"))
    signs = {note.about for note in lay_out(scene_of_relation(answer, other)).legend}
    assert signs >= {Sign.END, Sign.SOCIAL, Sign.SIBLING}
    assert not signs & {Sign.UNKNOWN, Sign.POSSIBLE, Sign.UPWARD, Sign.RELATED}


def test_the_words_are_read_aloud_once():
    picture = svg(lay_out(royal_scene(1, 10)))
    assert picture.count("<desc") == picture.count('<g aria-hidden="true">') == 1
    described = re.search(r"<desc[^>]*>(.*?)</desc>", picture)[1]
    assert "second cousins once removed, through" in described
    page = WRITERS[".html"](lay_out(royal_scene(1, 10)))
    assert "second cousins" not in re.search(r"<desc[^>]*>(.*?)</desc>", page)[1]
    assert page.count('<button type="button" aria-pressed="false"') == 1


@pytest.mark.parametrize("ending", [".svg", ".html", ".dot", ".mmd", ".graphml", ".json"])
def test_every_format_has_the_title_and_all_but_mermaid_the_legend(ending):
    graph = family(COUSINS)
    answer = related(graph, graph.number("Emil"), graph.number("Eve"), speaker("en"))
    text = WRITERS[ending](lay_out(scene_of_relation(answer, graph)))
    assert "Emil and Eve" in text
    assert ("first cousins, through Adam and Ann" in text) == (ending != ".mmd")


@pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext")
def test_the_title_and_the_legend_of_a_pdf_can_be_searched(tmp_path):
    pytest.importorskip("svg2pdf_py")
    graph = family(COUSINS)
    write(scene_of_tree(graph, [0], to=[graph.number("Eve")]), tmp_path / "eve.pdf")
    made = subprocess.run([PDFTOTEXT, tmp_path / "eve.pdf", "-"], check=True, capture_output=True, text=True)
    told = made.stdout
    assert "From Adam to Eve" in told
    assert "Adam to Eve" in told.replace("From Adam to Eve", "")


def test_a_terminal_explains_its_mark_only_where_it_uses_it():
    graph = family(COUSINS)
    assert terminal(scene_of_tree(graph, [0], to=[graph.number("Eve")])).endswith("\n● where lines of descent lead\n")
    assert "lines of descent" not in terminal(scene_of_tree(graph, [0], descendants=None))


def test_a_narrow_picture_becomes_wide_enough_for_its_words_and_an_empty_one_stays_empty():
    graph = family("Adam: Bob")
    drawn = lay_out(scene_of_tree(graph, [0]))
    wide = lay_out(scene_of_tree(graph, [0], to=[1]))
    assert wide.width > drawn.width
    (adam, _) = wide.figures
    assert adam.x == pytest.approx(wide.width / 2)
    assert lay_out(Scene("Nobody", (), ())).title is None
