"""Trees in the terminal."""

from __future__ import annotations

from families import family

from cousins.drawing import scene_of_tree, terminal
from cousins.family.graph import FamilyGraph
from cousins.family.person import Person, PersonId
from cousins.plain import columns


def tree(drawing, **options):
    graph = family(drawing)
    return terminal(scene_of_tree(graph, [0], descendants=None), **options)


def test_children_hang_below_their_parents():
    assert tree("Adam + Ann: Bob, Bea\nBob: Carl") == "Adam ⚭ Ann\n├─ Bob\n│  └─ Carl\n└─ Bea\n"


def test_ascii_does_where_unicode_is_not_known():
    assert tree("Adam + Ann: Bob, Bea", unicode=False) == "Adam + Ann\n|- Bob\n`- Bea\n"


def test_who_descends_twice_is_written_out_once():
    told = tree("Adam: Bob, Bea\nBob + Bea: Carl\nCarl: Dan")
    assert told.count("Dan") == 1
    assert told.count("Carl (above)") == 1


def test_lines_are_no_wider_than_the_screen():
    graph = FamilyGraph.of([Person(PersonId("P1"), "昭和天皇" * 30)])
    told = terminal(scene_of_tree(graph, [0]), width=31)
    assert all(columns(line) <= 31 for line in told.splitlines())
    assert told.endswith("…\n")


def test_a_circle_ends():
    assert len(tree("Adam: Bob\nBob: Adam").splitlines()) == 3


def test_families_deeper_than_the_stack_are_drawn():
    links = "\n".join(f"x{number}: x{number + 1}" for number in range(1200))
    assert "x1200" in tree(links, width=10_000_000)


def test_kin_by_adoption_are_said_to_be_so():
    graph = family("Adam: Bob, Carl\nBob: Dan\nCarl: adoptive Dan")
    of_adam = terminal(scene_of_tree(graph, [graph.number("Adam")], descendants=None))
    assert of_adam == "Adam\n├─ Bob\n│  └─ Dan\n└─ Carl\n   └─ Dan (adoptive child) (above)\n"
    of_dan = terminal(scene_of_tree(graph, [graph.number("Carl"), graph.number("Dan")], ancestors=None))
    assert "(adoptive parent)" in of_dan


def test_long_lines_are_broken_and_nothing_of_them_is_lost():
    told = tree("Adam + Ann: Bob, Bea\nBob + Cleo: Dan, Dora\nBea: Carl", width=12)
    assert told.splitlines()[:4] == ["Adam ⚭ Ann", "├─ Bob ⚭", "│    Cleo", "│  ├─ Dan"]
    assert all(columns(line) <= 12 for line in told.splitlines())


def test_deep_trees_leave_room_for_names_and_say_the_generation():
    links = "\n".join(f"x{number}: x{number + 1}" for number in range(60))
    lines = tree(links, width=60).splitlines()
    assert len(lines) == 61
    assert all(line.endswith(f"x{number}") for number, line in enumerate(lines))
    assert lines[60].startswith("…60 ")
    assert all(columns(line) <= 60 for line in lines)


def test_the_one_asked_about_comes_first_though_a_partner_has_parents_in_the_picture():
    graph = family("Eve + Adam: Bob, Cleo\nAdam + Dora\nCleo: Dora")
    assert terminal(scene_of_tree(graph, [graph.number("Adam")], descendants=None)).startswith("Adam ⚭ ")
