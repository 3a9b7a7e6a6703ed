"""Two recorded fathers are drawn as two possible parents, not as a couple."""

from __future__ import annotations

import re

import pytest
from families import family

from cousins.drawing import lay_out, scene_of_relation, scene_of_tree, svg, terminal
from cousins.drawing.writers.descriptions import description, spoken
from cousins.drawing.writers.html import html
from cousins.drawing.writers.plots import to_networkx
from cousins.drawing.writers.texts import dot, graphml, mermaid, record
from cousins.explorer.relating import related
from cousins.terms import speaker

NO_MOTHER = "Adam: Bob\nCarl: Bob\nBob: Dan"
MOTHER = "Adam + Ann: Bob, Bea\nCarl: Bob"


def tree(drawing, root="Bob"):
    graph = family(drawing)
    return scene_of_tree(graph, [graph.number(root)], ancestors=None)


def home_of(scene, child="Bob"):
    (number,) = scene.homes(scene.place(child))[0]
    return scene.households[number]


def couples(scene):
    """Everybody between whom a line of a couple is drawn."""
    bars = [link for link in lay_out(scene).links if link.part == "bar"]
    homes = (scene.households[bar.household].partners for bar in bars)
    return {frozenset(str(scene.figures[each].person) for each in partners) for partners in homes}


def dashed(scene):
    return {str(scene.figures[link.figure].person) for link in lay_out(scene).links if link.possible}


def test_rivals_are_no_couple_and_each_has_a_dashed_line():
    scene = tree(NO_MOTHER)
    assert (couples(scene), dashed(scene)) == (set(), {"Adam", "Carl"})
    assert home_of(scene).unknown
    assert not home_of(scene).couples()


def test_the_mother_is_certain_and_is_a_couple_with_him_whom_she_married():
    scene = tree(MOTHER)
    assert (couples(scene), dashed(scene)) == ({frozenset(("Adam", "Ann"))}, {"Adam", "Carl"})
    assert not home_of(scene).unknown


def test_partners_of_one_sex_are_a_couple_and_certain():
    scene = tree("Ann + Bea: Bob")
    assert (couples(scene), dashed(scene)) == ({frozenset(("Ann", "Bea"))}, set())


def test_rivals_who_are_brothers_are_not_related_partners():
    assert not home_of(tree("Adam: Carl, Dan\nCarl: Bob\nDan: Bob")).related


def test_descriptions_say_one_of_how_many():
    scene = tree(MOTHER)
    assert "Ann and one of two recorded fathers (Adam or Carl): Bob." in description(scene)
    aloud = dict(zip(map(str, (figure.person for figure in scene.figures)), spoken(scene), strict=True))
    assert aloud["Bob"] == "Bob, child of Ann and one of two recorded fathers (Adam or Carl)"
    assert aloud["Carl"] == "Carl, one of two recorded fathers of Bob"
    assert aloud["Adam"].startswith("Adam, one of two recorded fathers of Bob, with Ann, children")
    assert spoken(tree(NO_MOTHER, "Dan"))[1] == (
        "Bob, child of one of two recorded fathers (Adam or Carl) and a parent nobody recorded"
    )


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        ("Ann: Bob\nBea: Bob\nCleo: Bob", "one of three recorded mothers"),
        ("Paul: Bob\nAnn: Bob\nAdam: Bob", "one of two recorded parents"),
    ],
)
def test_the_number_and_the_sex_are_told(drawing, said):
    assert said in description(tree(drawing))


def test_lines_in_svg_have_the_words_for_a_pointer():
    picture = svg(lay_out(tree(NO_MOTHER)))
    assert set(re.findall("<title>([^<]*: one[^<]*)</title>", picture)) == {
        "Adam: one of two recorded fathers",
        "Carl: one of two recorded fathers",
    }
    assert picture.count('class="d"') == 3  # the third is in the key


def test_a_pedigree_in_lines_says_it_of_the_parents_and_a_tree_of_the_child():
    assert terminal(tree(NO_MOTHER)) == (
        "┌─ Adam (one of two recorded fathers)\nBob\n└─ Carl (one of two recorded fathers)\n"
    )
    graph = family(MOTHER)
    told = terminal(scene_of_tree(graph, [graph.number("Adam")], descendants=None))
    assert told == ("Adam ⚭ Ann\n├─ Bob (possible child)\n└─ Bea\nCarl\n└─ Bob (possible child) (above)\n")


def test_other_programs_are_told():
    scene = tree(NO_MOTHER)
    layout = lay_out(scene)
    assert record(layout)["households"][0]["possible_parents"] == ["Adam", "Carl"]
    assert dot(layout).count("[style=dashed]") == 2
    assert mermaid(layout).count("-. one of two recorded fathers .-") == 2
    assert graphml(layout).count(">possible parent<") == 2
    pytest.importorskip("networkx")
    graph = to_networkx(scene)
    assert graph.graph["couples"] == []
    assert graph.edges["Adam", "Bob"] == {"kind": "birth", "lines": [], "rivals": 2}


def test_the_page_says_it_in_the_details():
    page = html(lay_out(tree(NO_MOTHER)))
    assert page.count('"partners":[]') == 3
    assert page.count('"one of two recorded fathers"') == 2
    assert page.count('"possible"') == 2


def test_what_rests_on_a_supposition_says_so():
    graph = family("Adam: Carl, Finn\nCarl: Bob\nDan: Bob")
    relation = related(graph, graph.number("Bob"), graph.number("Finn"), speaker("en"))
    scene = scene_of_relation(relation, graph)
    assert scene.legend[0].text == "Finn is a possible (half-)uncle of Bob, through Adam, if Carl is the father of Bob"
    assert [strand.title for strand in scene.strands] == ["Adam to Bob, if Carl is the father of Bob", "Adam to Finn"]
    assert re.findall('<path class="(s s. d)"', svg(lay_out(scene))) == [
        "s s0 d",
        "s s0 d",
    ]  # on the line, and in the legend


def test_one_of_two_fathers_is_told_as_such_without_a_condition():
    graph = family(NO_MOTHER)
    relation = related(graph, graph.number("Bob"), graph.number("Carl"), speaker("en"))
    assert scene_of_relation(relation, graph).legend[0].text == "Carl is one of two recorded fathers of Bob"
