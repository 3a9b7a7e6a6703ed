"""Laws of drawing, held on random families, circles and hostile names."""

from __future__ import annotations

import json
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from families import collapsed_families, married_families, tangled_families
from hypothesis import given, settings
from hypothesis import strategies as st

from cousins.drawing import Entry, Role, lay_out, scene_of_relation, scene_of_tree, svg, terminal
from cousins.drawing.layout.crossings import SwapCosts, crossed, crossings
from cousins.drawing.layout.labels import text_width, wrapped
from cousins.drawing.layout.layers import rows_of
from cousins.drawing.layout.legend import SIGN, SWATCH
from cousins.drawing.layout.placed import MARK, Sign
from cousins.drawing.layout.stacking import leaves
from cousins.drawing.writers.html import html
from cousins.drawing.writers.texts import dot, graphml, json_text, mermaid
from cousins.explorer.relating import related
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink, PartnerLink
from cousins.family.person import Person, PersonId, Sex
from cousins.terms import speaker

HOSTILE = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</title></svg><script>x</script>",
            '" onload="x" y="',
            "' & ]]> <!-- -->",
            "👑🏴󠁧󠁢󠁥󠁮󠁧󠁿 family 👨‍👩‍👧",
            "فيصل بن عبد العزيز آل سعود",
            "昭和天皇の長い長い名前の例",
            "x" * 300,
            "a\x00b\x1b[31mc\u202ed\ud800",
        ]
    ),
)

THOROUGH = settings(max_examples=100, deadline=None)
BRISK = settings(max_examples=80, deadline=None)


def scenes():
    families = collapsed_families()
    whole = families.map(lambda graph: scene_of_tree(graph, [len(graph) - 1], ancestors=None))
    lines = families.map(lambda graph: scene_of_tree(graph, [0, 1], to=[len(graph) - 1, len(graph) - 2]))
    descents = families.map(lambda graph: scene_of_tree(graph, [0, 1], descendants=None))
    return st.one_of(whole, lines, descents)


def circles():
    return tangled_families().map(lambda graph: scene_of_tree(graph, [0], descendants=None, ancestors=None))


@given(collapsed_families(), st.integers(0, 13), st.sampled_from(["dots", "names", "none"]))
@BRISK
def test_drawn_parent_links_are_the_graphs_links_between_those_who_are_drawn(graph, end, siblings):
    scene = scene_of_tree(graph, [0, 1], to=[end], siblings=siblings)
    ids = [figure.person.id for figure in scene.figures]
    drawn = [(ids[child], ids[parent]) for child, parent, _ in scene.parent_links()]
    there = [
        (child, graph.ids[parent])
        for child in ids
        for parent in graph.parents[graph.number(child)]
        if graph.ids[parent] in ids
    ]
    assert sorted(drawn) == sorted(there)
    links = {(link.household, link.figure) for link in lay_out(scene).links if link.is_child}
    asked = {(at, child.place) for at, home in enumerate(scene.households) for child in home.children}
    assert links == asked


@given(collapsed_families(), st.integers(0, 13), st.integers(0, 13))
@BRISK
def test_every_line_of_descent_that_was_asked_for_is_set_off(graph, root, end):
    scene = scene_of_tree(graph, [root], to=[end], siblings="none")
    above, row = set(), {end}
    while row:
        row = {parent for child in row for parent in graph.parents[child]} - above
        above |= row
    if root in above:
        (strand,) = scene.strands
        assert scene.figures[strand.origin].person.id == graph.ids[root]
        carried = {at for link in lay_out(scene).links for at in link.strands}
        assert carried == {0}
    assert {graph.ids[root], graph.ids[end]} <= {figure.person.id for figure in scene.figures}


WIDEST = st.sampled_from([0.0, 1600.0])
"""In rows wider than this, childless brothers and sisters stand on top of each other."""


@given(scenes(), WIDEST)
@BRISK
def test_ancestors_stand_above_descendants(scene, widest):
    drawn = lay_out(scene, widest=widest)
    for child, parent, _ in scene.parent_links():
        above, below = drawn.figures[parent], drawn.figures[child]
        assert above.y + above.height / 2 < below.y - below.height / 2


@given(tangled_families(), st.integers(0, 8))
@BRISK
def test_circles_end_and_only_links_on_circles_lead_upwards(graph, root):
    scene = scene_of_tree(graph, [root], descendants=None, ancestors=None)
    rows = rows_of(scene)
    for number, household in enumerate(scene.households):
        for child in household.children:
            if (number, child.place) not in rows.upward:
                assert all(rows.figures[partner] < rows.figures[child.place] for partner in household.partners)
    assert len(lay_out(scene).figures) == len(scene)


def edges(figure):
    return (
        (figure.x - figure.width / 2, figure.x + figure.width / 2),
        (figure.y - figure.height / 2, figure.y + figure.height / 2),
    )


@given(scenes(), WIDEST)
@BRISK
def test_nothing_overlaps(scene, widest):
    drawn = lay_out(scene, widest=widest)
    for one, other in combinations(drawn.figures, 2):
        (left, right), (top, bottom) = edges(one)
        (other_left, other_right), (other_top, other_bottom) = edges(other)
        assert right < other_left or other_right < left or bottom < other_top or other_bottom < top
        if one.generation < other.generation:
            assert bottom < other_top
    for figure in drawn.figures:
        (left, right), (top, bottom) = edges(figure)
        assert left >= 0
        assert right <= drawn.width
        assert top >= 0
        assert bottom <= drawn.height


@given(st.one_of(scenes(), circles()), WIDEST)
@BRISK
def test_no_line_runs_through_somebody_elses_box(scene, widest):
    drawn = lay_out(scene, widest=widest)
    for link in drawn.links:
        for (x, y), (to_x, to_y) in pairwise(link.points):
            for figure in drawn.figures:
                if figure.place == link.figure or (link.part == "bar" and len(link.points) == 2):
                    continue
                (left, right), (top, bottom) = edges(figure)
                if min(y, to_y) < bottom - 1 and max(y, to_y) > top + 1:
                    assert x == to_x or y == to_y
                    assert max(x, to_x) < left or min(x, to_x) > right


@given(scenes())
@BRISK
def test_in_narrow_pictures_brothers_and_sisters_without_kin_stand_on_top_of_each_other(scene):
    drawn = lay_out(scene, widest=0.0)
    for brood in leaves(scene, rows_of(scene)):
        named = [each for each in brood if scene.figures[each].named and scene.figures[each].role is Role.KIN]
        for elder, younger in pairwise(named):
            one, other = drawn.figures[elder], drawn.figures[younger]
            assert one.y < other.y or one.x < other.x


def written(note):
    """Return the box of words with what stands before them: left, top, right, bottom."""
    before = {Entry: SWATCH + 10, Sign: SIGN + 5}.get(type(note.about), 0)
    bold = 1 if note.about else 1.08
    right = note.x + max(text_width(line, note.size) * bold for line in note.lines)
    height = (len(note.lines) - 1) * (18 if note.about else 22)
    return note.x - before, note.y - 0.9 * note.size, right, note.y + height + 0.3 * note.size


def words_fit(drawn):
    boxes = [written(note) for note in (drawn.title, *drawn.legend)]
    boxes += [(x[0], y[0], x[1], y[1]) for x, y in map(edges, drawn.figures)]
    assert all(
        left >= 0 and top >= 0 and right <= drawn.width and bottom <= drawn.height for left, top, right, bottom in boxes
    )
    words = boxes[: 1 + len(drawn.legend)]
    for at, (left, top, right, bottom) in enumerate(words):
        for other in boxes[at + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
    ends = drawn.top, drawn.height - drawn.foot
    assert all(ends[0] <= y <= ends[1] for link in drawn.links for _, y in link.points)


@given(scenes(), st.sampled_from(["rows", "across"]))
@BRISK
def test_words_stay_within_the_picture_and_overlap_nothing(scene, style):
    words_fit(lay_out(scene, style=style))


@given(scenes())
@BRISK
def test_everybody_stands_once(scene):
    drawn = lay_out(scene)
    assert [figure.place for figure in drawn.figures] == list(range(len(scene)))
    assert len({figure.person.id for figure in scene.figures}) == len(scene)
    root = ET.fromstring(svg(drawn))  # noqa: S314 (our own text)
    figures = [each for each in root.iter() if each.get("tabindex") == "0"]
    assert len(figures) == len(scene)


@given(scenes())
@BRISK
def test_the_same_scene_gives_the_same_picture(scene):
    assert lay_out(scene) == lay_out(scene)


@given(scenes())
@BRISK
def test_a_tree_in_the_terminal_names_everybody_with_a_name(scene):
    told = terminal(scene, width=10_000)
    for figure in scene.figures:
        assert not figure.named or re.search(rf"\b{figure.person.id}\b", told)


@given(st.lists(HOSTILE, min_size=4, max_size=4))
@THOROUGH
def test_hostile_names_are_drawn_and_never_become_markup(names):
    ids = [PersonId(f"P{number}") for number in range(4)]
    people = [Person(each, name) for each, name in zip(ids, names, strict=True)]
    links = [ParentLink(ids[2], ids[0]), ParentLink(ids[2], ids[1]), ParentLink(ids[3], ids[2])]
    graph = FamilyGraph.of(people, links, [PartnerLink(ids[0], ids[1])])
    drawn = lay_out(scene_of_tree(graph, [0], to=[3]))
    words_fit(drawn)
    root = ET.fromstring(svg(drawn).encode())  # noqa: S314 (our own text)
    assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {
        *["svg", "title", "desc", "style", "rect", "g", "path", "circle", "text"]
    }
    assert not any(key.startswith("on") for each in root.iter() for key in each.attrib)
    page = html(drawn)
    assert len(re.findall(r"<script", page)) == 2
    data = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    assert len(json.loads(data[1])["people"]) == 4
    ET.fromstring(graphml(drawn).encode())  # noqa: S314 (our own text)
    assert len(json.loads(json_text(drawn))["persons"]) == 4
    for text in (dot(drawn), mermaid(drawn)):
        assert text.encode()


@given(HOSTILE)
@BRISK
def test_names_are_wrapped_in_three_lines_at_most_and_none_too_wide(name):
    lines = wrapped(name, widest=120)
    assert 1 <= len(lines) <= 3
    assert all(line and text_width(line) <= 151 for line in lines)


ENDS = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), max_size=4, unique_by=lambda e: e[0]), max_size=8
)


def flat(ends):
    return [place for each in ends for place, weight in sorted(each) for _ in range(weight)]


@given(ENDS)
@BRISK
def test_crossings_are_counted_as_by_looking_at_every_pair(ends):
    lines = [(at, place, weight) for at, each in enumerate(ends) for place, weight in each]
    pairs = [(a, b, w * v) for a, p, w in lines for b, q, v in lines if a < b and p > q]
    assert crossings(flat(ends)) == sum(count for _, _, count in pairs)
    assert crossed(ends) == {node for a, b, _ in pairs for node in (a, b)}


@given(ENDS.filter(bool))
@BRISK
def test_what_a_swap_costs_is_the_difference_in_crossings(ends):
    costs = SwapCosts([(ends, 7)], len(ends))
    for u, one in enumerate(ends):
        for v, other in enumerate(ends):
            assert costs.of(u)[v] == crossings(flat([other, one])) - crossings(flat([one, other]))


@given(married_families(), st.integers(0, 9), st.sampled_from(["up", "down", "to", "related"]))
@BRISK
def test_every_partner_recorded_is_drawn_or_counted_by_a_mark(graph, one, asked):
    other = (one + 3) % len(graph)
    if asked == "related":
        scene = scene_of_relation(related(graph, one, other, speaker("en")), graph)
    else:
        way = {"up": {"ancestors": None}, "down": {"descendants": 2}, "to": {"to": [other]}}[asked]
        scene = scene_of_tree(graph, [one], **way)
    marks = re.findall("data-unseen=", svg(lay_out(scene)))
    assert len(marks) == sum(
        bool(figure.hidden_parents) + bool(figure.hidden_children) + bool(figure.hidden_partners)
        for figure in scene.figures
        if figure.named
    )
    places = {figure.person.id: place for place, figure in enumerate(scene.figures)}
    for place, figure in enumerate(scene.figures):
        recorded = graph.partners[graph.number(figure.person.id)]
        shown = {places[graph.ids[each]] for each in recorded if graph.ids[each] in places}
        assert len(figure.hidden_partners) == len(recorded) - len(shown)
        if figure.named:
            assert shown <= set(scene.partners(place))
        if figure.role in {Role.END, Role.ORIGIN} and asked != "related":
            assert not figure.hidden_partners
        assert len(scene.partners(place)) == len(set(scene.partners(place)))


@st.composite
def branching_families(draw):
    """Return a family in which nobody is kin of the partner, with somebody's whole pedigree or descent."""
    people, links, waiting = [Person(PersonId("0"), None, Sex.MALE)], [], [0]
    upwards = draw(st.booleans())
    for _ in range(draw(st.integers(1, 9))):
        person = waiting.pop(draw(st.integers(0, len(waiting) - 1)))
        if upwards:
            for sex in draw(st.permutations([Sex.MALE, Sex.FEMALE])):
                people.append(Person(PersonId(str(len(people))), None, sex))
                links.append((person, len(people) - 1))
                waiting.append(len(people) - 1)
        else:
            spouse = len(people)
            sex = Sex.FEMALE if people[person].sex is Sex.MALE else Sex.MALE
            people.append(Person(PersonId(str(spouse)), None, sex))
            for child in draw(st.lists(st.sampled_from(Sex), min_size=1, max_size=4)):
                born = draw(st.sampled_from([None, "1900", "1910", "1920"]))
                people.append(Person(PersonId(str(len(people))), None, child, born and Date.parse(born)))
                links += [(len(people) - 1, person), (len(people) - 1, spouse)]
                waiting.append(len(people) - 1)
        if not waiting:
            break
    graph = FamilyGraph.of(people, [ParentLink(people[a].id, people[b].id) for a, b in links], [])
    return scene_of_tree(graph, [0], **{"ancestors" if upwards else "descendants": None})


@given(branching_families(), WIDEST)
@BRISK
def test_where_nobody_is_kin_of_the_partner_fathers_stand_left_and_children_by_birth(scene, widest):
    drawn = lay_out(scene, style="rows", wide=True, widest=widest)
    for household in scene.households:
        father, mother = map(drawn.figures.__getitem__, household.partners)
        assert father.x < mother.x
        for elder, younger in pairwise([drawn.figures[child.place] for child in household.children]):
            assert elder.x < younger.x or elder.y < younger.y


@given(st.one_of(scenes(), circles()))
@BRISK
def test_margins_are_even(scene):
    drawn = lay_out(scene, wide=True)
    xs = [x for link in drawn.links for x, _ in link.points]
    ys = [y for link in drawn.links for _, y in link.points]
    for figure in drawn.figures:
        (left, right), (top, bottom) = edges(figure)
        xs += [left, right]
        ys += [top, bottom]
    # A picture narrower than its words has the family in the middle.
    left, right = min(xs), drawn.width - max(xs)
    assert left > 23.9
    assert abs(left - right) < 0.2 + MARK
    for margin in (min(ys) - drawn.top, drawn.height - drawn.foot - max(ys)):
        assert 23.9 < margin < 24.1 + MARK
