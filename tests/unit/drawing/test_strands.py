"""Which lines a picture sets off, and whom descents and pedigrees hold: as by writing every line down."""

from __future__ import annotations

from itertools import pairwise

from brute_force import lines_up
from families import family
from hypothesis import given, settings
from hypothesis import strategies as st

from cousins.drawing import Role, lay_out, scene_of_relation, scene_of_tree
from cousins.drawing.scene.selection import together
from cousins.explorer.relating import related
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerLink
from cousins.family.person import Person, PersonId
from cousins.terms import speaker

SIZE = 8
KINDS = st.sampled_from([ParentKind.BIRTH, ParentKind.BIRTH, *ParentKind])
BRISK = settings(max_examples=50, deadline=None)


@st.composite
def adopting_families(draw, *, circles=False):
    """Return a random family with parents of every kind; with circles, anybody is anybody else's parent."""
    links, partners = [], []
    for child in range(0 if circles else 1, SIZE):
        others = range(SIZE) if circles else range(child)
        pairs = st.tuples(st.sampled_from(others), KINDS)
        for parent, kind in draw(st.lists(pairs, max_size=3, unique_by=lambda pair: pair[0])):
            if child != parent:
                links.append(ParentLink(PersonId(f"P{child}"), PersonId(f"P{parent}"), kind))
        if draw(st.booleans()):
            partners.append(PartnerLink(PersonId(f"P{child}"), PersonId(f"P{draw(st.sampled_from(others))}")))
    return FamilyGraph.of([Person(PersonId(f"P{number}")) for number in range(SIZE)], links, partners)


PEOPLE = st.integers(0, SIZE - 1)


def parents_by(graph, *kinds):
    """Return everybody's parents of these kinds."""
    found = {child: list(graph.parents[child]) if ParentKind.BIRTH in kinds else [] for child in range(len(graph))}
    for child, parents in found.items():
        parents += [parent for parent, kind in graph.social_parents.kinds(child) if kind in kinds]
    return found


def upbringing(graph):
    return parents_by(graph, ParentKind.BIRTH, ParentKind.ADOPTIVE, ParentKind.FOSTER)


def numbers(graph, scene, *roles):
    return {graph.number(figure.person.id) for figure in scene.figures if figure.role in roles}


@given(adopting_families(), PEOPLE, st.sampled_from([1, 2, 3, None]))
@BRISK
def test_a_pedigree_holds_whoever_stands_above_by_birth_adoption_or_fostering(graph, person, generations):
    above = {
        line[-1] for line in lines_up(upbringing(graph), person) if generations is None or len(line) <= generations + 1
    }
    scene = scene_of_tree(graph, [person], ancestors=generations)
    assert numbers(graph, scene, Role.ORIGIN, Role.KIN) == above


@given(adopting_families(), PEOPLE, st.sampled_from([1, 2, 3, None]))
@BRISK
def test_a_descent_holds_those_in_whose_pedigree_the_person_is(graph, person, generations):
    scene = scene_of_tree(graph, [person], descendants=generations)
    below = numbers(graph, scene, Role.ORIGIN, Role.KIN)
    for other in range(len(graph)):
        pedigree = numbers(graph, scene_of_tree(graph, [other], ancestors=generations), Role.ORIGIN, Role.KIN)
        assert (other in below) == (person in pedigree)


@given(adopting_families(), PEOPLE, PEOPLE)
@BRISK
def test_lines_run_by_birth_and_only_for_want_of_birth_by_adoption(graph, root, end):
    scene = scene_of_tree(graph, [root], to=[end])
    drawn = {
        (graph.number(scene.figures[one].person.id), graph.number(scene.figures[other].person.id))
        for strand in scene.strands
        for one, other in strand.steps
    }
    wanted = set()
    for parents in (parents_by(graph, ParentKind.BIRTH), upbringing(graph)):
        for top, bottom in ((root, end), (end, root)):
            lines = [line for line in lines_up(parents, bottom) if line[-1] == top]
            wanted = wanted or {(parent, child) for line in lines for child, parent in pairwise(line)}
    assert drawn == wanted


@given(adopting_families(circles=True), PEOPLE, PEOPLE)
@BRISK
def test_circles_of_any_links_end(graph, root, end):
    scene = scene_of_tree(graph, [root], to=[end], ancestors=None, descendants=None)
    assert len(lay_out(scene).figures) == len(scene)


@given(adopting_families(circles=True), PEOPLE, PEOPLE)
@BRISK
def test_the_lines_of_a_relation_join_the_two(graph, a, b):
    relation = related(graph, a, b, speaker("en"))
    scene = scene_of_relation(relation, graph, relationships=None)
    for kin in relation.relationships:
        assert {graph.number(who) for who in kin.through} <= numbers(graph, scene, *Role)
    hues = {strand.hue for strand in scene.strands}
    for hue in hues:
        steps = {step for strand in scene.strands if strand.hue == hue for step in strand.steps}
        met, row = {scene.place(graph.ids[a])}, [scene.place(graph.ids[a])]
        for place in row:
            new = {each for step in steps if place in step for each in step} - met
            met |= new
            row += new
        assert scene.place(graph.ids[b]) in met


def relation_scene(drawing, a, b, **born):
    graph = family(drawing, born)
    relation = related(graph, graph.number(a), graph.number(b), speaker("en"))
    return relation, scene_of_relation(relation, graph, siblings="none")


def steps_of(strand, scene):
    return {(str(scene.figures[one].person), str(scene.figures[other].person)) for one, other in strand.steps}


COUSINS = "Adam + Ann: Bob, Carl\nBob + Bea: Emil\nCarl + Cleo: Eve\nEve + Finn:"


def test_the_line_to_an_in_law_ends_in_the_marriage():
    relation, scene = relation_scene(COUSINS, "Emil", "Finn")
    assert [kin.b_is for kin in relation.relationships] == ["husband of a first cousin"]
    to_emil, to_finn = scene.strands
    assert steps_of(to_emil, scene) == {("Adam", "Bob"), ("Ann", "Bob"), ("Bob", "Emil")}
    assert steps_of(to_finn, scene) == {("Adam", "Carl"), ("Ann", "Carl"), ("Carl", "Eve"), ("Eve", "Finn")}
    assert [strand.title for strand in scene.strands] == ["Adam to Emil", "Adam to Finn"]
    assert [entry.strands for entry in scene.legend] == [(0, 1)]


def test_the_relationship_told_first_is_drawn_though_another_way_is_shorter():
    drawing = "Adam + Ann: Bob, Carl\nBob: Dan\nCarl: Eve\nDan: Gus\nEve: Fay\nGus: Hans\nFay: Gail\nGail + Finn"
    relation, scene = relation_scene(f"{drawing}\nHans: adoptive Helen\nFinn: adoptive Helen", "Hans", "Finn")
    assert [kin.b_is for kin in relation.relationships] == ["husband of a third cousin"]
    assert len(relation.path) == 2
    assert "Gail" in {str(figure.person) for figure in scene.figures}
    assert "Helen" not in {str(figure.person) for figure in scene.figures}


def test_the_descendant_of_a_wife_is_reached_through_her():
    relation, scene = relation_scene("Ann: Bob\nBob: Carl\nCarl: Dan\nAdam + Ann", "Adam", "Dan")
    assert [kin.b_is for kin in relation.relationships] == ["step-great-grandson"]
    assert set.union(*(steps_of(strand, scene) for strand in scene.strands)) == {
        ("Ann", "Adam"),
        ("Ann", "Bob"),
        ("Bob", "Carl"),
        ("Carl", "Dan"),
    }


STEP = "Adam + Ann: Bob\nCarl + Ann:\nCarl + Cleo: Dora"


def test_step_kin_are_joined_across_the_marriage():
    for a, b, word, links in (
        ("Bob", "Carl", "stepfather", {("Ann", "Bob"), ("Ann", "Carl")}),
        ("Carl", "Bob", "stepson", {("Ann", "Bob"), ("Carl", "Ann")}),
        ("Bob", "Dora", "stepsister", {("Ann", "Bob"), ("Ann", "Carl"), ("Carl", "Dora")}),
    ):
        relation, scene = relation_scene(STEP, a, b)
        assert relation.relationships[0].b_is == word
        (strand,) = scene.strands
        drawn = {frozenset(step) for step in steps_of(strand, scene)}
        assert drawn == {frozenset(step) for step in links}
        assert strand.title == f"{a} to {b}"


def test_recorded_step_kin_are_joined_by_their_link():
    _, scene = relation_scene("Adam: step Bob", "Bob", "Adam")
    assert [steps_of(strand, scene) for strand in scene.strands] == [{("Adam", "Bob")}]


def test_both_of_a_common_couple_are_set_off_and_lines_stay_one_for_each():
    _, scene = relation_scene(COUSINS, "Emil", "Eve")
    assert {str(figure.person) for figure in scene.figures if figure.role is Role.ORIGIN} == {"Adam", "Ann"}
    assert [strand.title for strand in scene.strands] == ["Adam to Emil", "Adam to Eve"]


def test_both_adoptive_parents_are_on_the_line():
    relation, scene = relation_scene("Adam + Ann: adoptive Bob, Carl", "Bob", "Carl")
    assert relation.relationships[0].kind.value == "adoptive"
    assert {("Adam", "Bob"), ("Ann", "Bob")} == steps_of(scene.strands[0], scene)


def test_whoever_adopted_the_child_of_a_partner_stands_beside():
    graph = family("Adam + Ann: Carl\nAnn: Bob\nAdam: adoptive Bob\nFinn: step Bob\nFinn + Ann:")
    ann, adam, bob = (graph.number(name) for name in ("Ann", "Adam", "Bob"))
    assert together(graph, adam, bob) == together(graph, ann, bob) == {ann, adam}


def test_the_legend_tells_every_relationship_drawn():
    graph = family("Adam + Ann: Bob, Bea\nBob + Bea: Carl")
    relation = related(graph, graph.number("Bob"), graph.number("Bea"), speaker("en"))
    legend = scene_of_relation(relation, graph).legend
    assert [entry.text for entry in legend] == [
        "Bea is the wife of Bob",
        "Bea is the sister of Bob, through Adam and Ann",
    ]
    same = related(graph, graph.number("Bob"), graph.number("Bob"), speaker("en"))
    assert scene_of_relation(same, graph).title == "Bob"


def test_the_way_to_a_step_uncle_climbs_from_the_stepparent():
    relation, scene = relation_scene("Adam + Ann: Bob\nCarl + Ann:\nHans + Helen: Carl, Dan", "Bob", "Dan")
    assert relation.relationships[0].b_is == "step-uncle"
    (strand,) = scene.strands
    assert {("Hans", "Carl"), ("Hans", "Dan")} <= steps_of(strand, scene)
