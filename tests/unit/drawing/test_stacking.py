"""Childless brothers and sisters on top of each other."""

from __future__ import annotations

from families import family

from cousins.drawing import lay_out, scene_of_tree


def whole(drawing, root, born=None):
    graph = family(drawing, born)
    return scene_of_tree(graph, [graph.number(root)], descendants=None)


def test_childless_children_stand_in_columns_in_rows_that_are_too_wide():
    born = {"Bob": "1901", "Carl": "1902", "Dora": "1903", "Eve": "1904", "Finn": "1905"}
    scene = whole("Adam + Ann: Bob, Carl, Dora, Eve, Finn\nFinn: Gus", "Adam", born)
    side_by_side, drawn = lay_out(scene, widest=float("inf")), lay_out(scene, widest=0.0)
    bob, carl, dora, eve, finn = (drawn.figures[scene.place(name)] for name in ("Bob", "Carl", "Dora", "Eve", "Finn"))
    assert bob.x == carl.x < dora.x == eve.x
    assert bob.y == dora.y < carl.y == eve.y
    assert finn.y == bob.y
    assert drawn.width < side_by_side.width
    assert len({figure.y for figure in side_by_side.figures if figure.generation == 1}) == 1


def test_those_whom_the_picture_is_about_stand_in_no_stack():
    graph = family("Adam + Ann: Bob, Carl, Dora")
    scene = scene_of_tree(graph, [graph.number("Adam")], to=[graph.number("Bob")], siblings="names")
    bob, carl, dora = (lay_out(scene, widest=0.0).figures[scene.place(name)] for name in ("Bob", "Carl", "Dora"))
    assert bob.x != carl.x == dora.x


def test_very_large_families_stand_in_higher_columns():
    children = ", ".join(f"c{number}" for number in range(60))
    drawn = lay_out(whole(f"Adam + Ann: {children}", "Adam"))
    columns = {figure.x for figure in drawn.figures if figure.generation == 1}
    assert len(columns) == 8
    assert drawn.width < 1600


def test_childless_couples_stand_in_columns_too_each_partner_beside():
    born = {"Bob": "1901", "Carl": "1902", "Emil": "1904"}
    scene = whole("Adam + Ann: Bob, Carl, Emil\nBob + Bea\nCarl + Cleo\nCarl + Dora", "Adam", born)
    drawn = lay_out(scene, widest=0.0)
    at = {scene.figures[each.place].person.id: each for each in drawn.figures}
    assert at["Bob"].x == at["Carl"].x == at["Emil"].x
    assert at["Bob"].y == at["Bea"].y < at["Carl"].y == at["Cleo"].y == at["Dora"].y < at["Emil"].y
    assert at["Carl"].x < at["Cleo"].x < at["Dora"].x
    bars = [link for link in drawn.links if link.part == "bar" and link.points[0][1] == at["Bob"].y]
    assert {link.figure for link in bars} == {scene.place("Bob"), scene.place("Bea")}
    # Nobody takes Cleo and Dora for a couple.
    lane = {y for link in drawn.links if link.figure == scene.place("Dora") for _, y in link.points[1:]}
    assert at["Dora"].y + at["Dora"].height / 2 < min(lane) == max(lane) < at["Emil"].y - at["Emil"].height / 2
    assert len(drawn.households) == len(scene.households)


def test_couples_with_kin_of_their_own_or_children_stand_in_no_stack():
    graph = family("Adam + Ann: Bob, Carl, Dora\nBob + Bea: Gus\nEmil + Eve: Cleo\nCarl + Cleo\nDora + Dan")
    scene = scene_of_tree(graph, [graph.number("Adam"), graph.number("Emil")], descendants=None)
    drawn = lay_out(scene, widest=0.0)
    assert len({each.y for each in drawn.figures if each.generation == 1}) == 1


def test_stacks_grow_where_that_makes_a_picture_fit():
    broods = "\n".join(f"p{n} + q{n}: " + ", ".join(f"c{n}-{at}" for at in range(8)) for n in range(20))
    scene = whole("Adam + Ann: " + ", ".join(f"p{n}" for n in range(20)) + "\n" + broods, "Adam")
    drawn = lay_out(scene)
    assert drawn.style == "rows"
    assert len({each.y for each in drawn.figures if each.generation == 2}) > 3


def test_parents_stand_above_all_their_children_not_beside_those_in_columns():
    names = ", ".join(f"c{number}" for number in range(24))
    scene = whole(f"Adam + Ann: {names}, Bob\nBob + Bea: Carl", "Adam")
    drawn = lay_out(scene, widest=0.0)
    (home,) = [each for each in drawn.households if len(scene.households[each.number].children) > 1]
    columns = sorted({figure.x for figure in drawn.figures if figure.generation == 1})
    assert columns[3] < home.x < columns[5]
