"""Pedigrees in the terminal."""

from __future__ import annotations

from families import family

from cousins.drawing import scene_of_tree, terminal

PEDIGREE = """\
   ┌─ Carl
┌─ Bob
│  └─ Cleo
Adam
│  ┌─ Carl (above)
└─ Ann
   └─ Dora
"""


def test_a_pedigree_has_fathers_above_and_mothers_below():
    graph = family("Bob + Ann: Adam\nCarl + Cleo: Bob\nCarl + Dora: Ann")
    scene = scene_of_tree(graph, [graph.number("Adam")], ancestors=None)
    assert terminal(scene) == PEDIGREE
    assert terminal(scene, unicode=False).startswith("   .- Carl\n.- Bob\n|  `- Cleo\nAdam\n")


def test_a_pedigree_with_a_circle_ends():
    graph = family("Bob: Adam\nCarl: Bob\nBob: Carl")
    told = terminal(scene_of_tree(graph, [graph.number("Adam")], ancestors=None))
    assert [told.count(name) for name in ("Adam", "Bob", "Carl")] == [1, 2, 1]


def test_a_deep_pedigree_is_drawn():
    graph = family("\n".join(f"x{number}: x{number + 1}" for number in range(1200)))
    told = terminal(scene_of_tree(graph, [graph.number("x1200")], ancestors=None), width=10_000_000)
    assert told.count("\n") == 1201
