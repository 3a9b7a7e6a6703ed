"""Laws of kinship, held against brute force on thousands of random small families."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import pairwise
from unittest import mock

import pytest
from brute_force import (
    as_one_person,
    birth_parents,
    disjoint_pairs,
    kinship_function,
    lines_up,
    without_circles,
)
from families import collapsed_families, graph_of, tangled_families
from hypothesis import given
from hypothesis import strategies as st

from cousins.explorer.relating import related
from cousins.kinship import coefficients, compiled
from cousins.kinship.coefficients import inbreeding, kinship
from cousins.kinship.common_ancestors import common_ancestors, independent_common_ancestors
from cousins.kinship.descent_list import descendants
from cousins.kinship.identical_twins import completed, doubts
from cousins.kinship.lines import ShortestLines
from cousins.kinship.open_ends import MOST_GENERATIONS, completeness, open_ends
from cousins.kinship.pairs import meetings
from cousins.kinship.paths import connection, links
from cousins.kinship.pedigree import Pedigree
from cousins.kinship.pedigree_list import ancestors
from cousins.kinship.relationship import Half, Kind
from cousins.kinship.scope import Scope
from cousins.terms import speaker

PAIR = st.tuples(st.integers(0, 13), st.integers(0, 13))
PEOPLE = st.integers(0, 13)


def everything(graph, a, b):
    """The pedigree of two people and their places in it."""
    pedigree = Pedigree(graph, (a, b))
    return pedigree, pedigree.place(a), pedigree.place(b)


def kinds_by_brute_force(parents, a, b):
    """Count pairs of lines by what they meet in, couples once, and by their lengths."""
    kinds = Counter()
    for up, down in disjoint_pairs(parents, a, b):
        shared = {up[-1]}
        if len(up) > 1 and len(down) > 1:
            shared = set(parents[up[-2]]) & set(parents[down[-2]])
        if up[-1] == min(shared):
            kinds[frozenset(shared), len(up) - 1, len(down) - 1] += 1
    return kinds


@given(collapsed_families(), PAIR)
def test_every_kind_of_relationship_is_that_of_all_pairs_of_lines(graph, pair):
    pedigree, a, b = everything(graph, *pair)
    found = Counter()
    for row in meetings(pedigree, a, b):
        for meeting in row:
            through = frozenset(pedigree.people[place] for place in meeting.through)
            found[through, *meeting.generations] += meeting.count
    assert found == kinds_by_brute_force(birth_parents(graph), *pair)


@given(collapsed_families(), PAIR)
def test_independent_ancestors_are_those_with_two_disjoint_lines(graph, pair):
    pedigree, a, b = everything(graph, *pair)
    found = {pedigree.people[place] for place in independent_common_ancestors(pedigree, a, b)}
    assert found == {up[-1] for up, _ in disjoint_pairs(birth_parents(graph), *pair)}


@given(collapsed_families(), PAIR, st.sampled_from([0, 3, 20_000]))
def test_nearest_meetings_are_the_shortest_disjoint_pairs(graph, pair, patience):
    pedigree, a, b = everything(graph, *pair)
    shortest = {}
    for up, down in disjoint_pairs(birth_parents(graph), *pair):
        shortest.setdefault(up[-1], []).append((len(up) - 1, len(down) - 1))
    for place in independent_common_ancestors(pedigree, a, b):
        lengths = shortest[pedigree.people[place]]
        total = min(map(sum, lengths))
        found = ShortestLines(pedigree, a, b).meetings(place, patience=patience)
        assert found
        for meeting in found:
            check_lines(pedigree, meeting, a, b)
            assert sum(meeting.generations) == total
        if all(meeting.count for meeting in found):
            counted = Counter()
            for meeting in found:
                counted[meeting.generations] += meeting.count
            assert counted == Counter(pair for pair in lengths if sum(pair) == total)


def check_lines(pedigree, meeting, a, b):
    """The lines are lines, as long as they say, and share only their top."""
    for line, end, length in zip(meeting.lines, (a, b), meeting.generations, strict=True):
        assert line[0] == meeting.through[0]
        assert line[-1] == end
        assert len(line) == length + 1
        assert all(parent in pedigree.parents[child] for parent, child in pairwise(line))
    assert len(set(meeting.lines[0]) & set(meeting.lines[1])) == 1


@given(
    collapsed_families(size=20, reach=5),
    st.tuples(st.integers(0, 19), st.integers(0, 19)),
    st.sampled_from([0, 20, 10**6]),
)
def test_kinship_is_that_of_the_tabular_method_however_many_rows_are_kept(graph, pair, kept):
    phi = kinship_function(birth_parents(graph), range(20))
    with mock.patch.object(coefficients, "_MOST_KEPT", kept):
        assert kinship(graph, *pair) == phi(*pair)
        assert inbreeding(graph, pair[0]) == 2 * phi(pair[0], pair[0]) - 1


@given(collapsed_families(), PAIR)
def test_kinship_is_the_sum_over_all_kinds_of_relationship(graph, pair):
    pedigree, a, b = everything(graph, *pair)
    total = Fraction(0)
    for row in meetings(pedigree, a, b):
        for meeting in row:
            for place in meeting.through:
                loop = Fraction(1, 2 ** (sum(meeting.generations) + 1))
                total += meeting.count * loop * (1 + inbreeding(graph, pedigree.people[place]))
    assert kinship(graph, *pair) == total


@given(collapsed_families(size=20, reach=5), st.tuples(st.integers(0, 19), st.integers(0, 19)))
def test_the_sweep_for_large_families_agrees_with_the_exact_one(graph, pair):
    with mock.patch.object(compiled, "_compiled", return_value=compiled.sweep):
        pedigree, a, b = everything(graph, *pair)
        floating = compiled.CompiledInheritance(pedigree.parents, common_ancestors(pedigree, a, b))
        assert floating.kinship(a, b) == pytest.approx(float(kinship(graph, *pair)), rel=1e-12)


@given(collapsed_families(size=20, reach=5, most_parents=3), st.tuples(st.integers(0, 19), st.integers(0, 19)))
def test_the_recursion_over_pairs_agrees_with_the_exact_one(graph, pair):
    exact = kinship(graph, *pair)
    with mock.patch.object(coefficients, "MOST_EXACT", 0):
        assert float(kinship(graph, *pair)) == pytest.approx(float(exact), rel=1e-12)


@given(collapsed_families(size=10, most_parents=4), st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_of_several_fathers_each_counts_with_the_same_chance(graph, pair):
    assert kinship(graph, *pair) == pytest.approx(expected_over_fathers(birth_parents(graph), *pair), abs=1e-12)


def expected_over_fathers(parents, a, b):
    """φ where more than two parents are recorded, or two of one sex, by recursion on chances."""

    def weights(person):
        row = parents[person]
        if len({p % 2 for p in row}) == len(row):
            return [[(p, 1.0)] for p in row]
        groups = [[p for p in row if p % 2 == 0], [p for p in row if p % 2]]
        return [[(p, 1 / len(group)) for p in group] for group in groups if group]

    def phi(one, other):
        if one == other:
            slots = weights(one)
            if len(slots) < 2:
                return 0.5
            return (1 + sum(x * y * phi(p, q) for p, x in slots[0] for q, y in slots[1])) / 2
        young, old = max(one, other), min(one, other)
        return sum(share / 2 * phi(parent, old) for slot in weights(young) for parent, share in slot)

    return phi(a, b)


@st.composite
def families_with_twins(draw, size=14):
    """A random family in which some people, kin of each other or not, are marked as identical twins or triplets."""
    graph = draw(collapsed_families(size=size))
    sets = draw(st.lists(st.sets(st.integers(0, size - 1), min_size=2, max_size=3), max_size=4))
    return graph.with_identical_twins(sets)


@given(families_with_twins(), PAIR)
def test_identical_twins_are_one_person_for_genes(graph, pair):
    parents, one, wrong = as_one_person(graph, graph.identical_twins)
    assert set(doubts(graph)) == set(wrong)
    phi = kinship_function(parents, generations_first(parents))
    a, b = pair
    assert kinship(graph, a, b) == phi(one[a], one[b])
    assert inbreeding(graph, a) == 2 * phi(one[a], one[a]) - 1
    with mock.patch("cousins.kinship.coefficients.MOST_EXACT", 0):
        assert float(kinship(graph, a, b)) == pytest.approx(float(phi(one[a], one[b])), abs=1e-12)


def generations_first(parents):
    """Everybody, ancestors first."""
    order = {}
    while len(order) < len(parents):
        order |= {who: None for who, row in parents.items() if all(parent in order for parent in row)}
    return list(order)


@given(families_with_twins(), PAIR)
def test_words_and_coefficients_know_of_the_same_kin_of_identical_twins(graph, pair):
    answer = related(completed(graph), *pair, speaker("en"))
    assert bool(answer.common_ancestors) == (answer.kinship > 0)
    believed = {twins for twins in graph.identical_twins if twins not in doubts(graph)}
    twins = pair[0] != pair[1] and any(set(pair) <= set(each) for each in believed)
    assert any("identical twin" in each.b_is for each in answer) == twins


@given(tangled_families(), st.sets(st.integers(0, 8), min_size=2, max_size=3), st.integers(0, 8))
def test_twins_on_circles_are_answered(graph, twins, person):
    marked = graph.with_identical_twins([twins])
    for other in twins:
        assert kinship(marked, other, person) >= 0


@given(tangled_families(), st.tuples(st.integers(0, 8), st.integers(0, 8)))
def test_circles_are_left_out_and_everything_else_is_answered(graph, pair):
    parents = without_circles(birth_parents(graph))
    pedigree, a, b = everything(graph, *pair)
    for place, person in enumerate(pedigree.people):
        assert sorted(pedigree.people[parent] for parent in pedigree.parents[place]) == sorted(parents[person])
    found = {pedigree.people[place] for place in independent_common_ancestors(pedigree, a, b)}
    assert found == {up[-1] for up, _ in disjoint_pairs(parents, *pair)}
    answer = related(graph, *pair, speaker("en"), Scope(every=True))
    assert bool(answer.common_ancestors) == bool(answer.independent)


@given(tangled_families(), st.randoms(use_true_random=False), st.tuples(st.integers(0, 8), st.integers(0, 8)))
def test_the_order_of_links_does_not_matter(graph, random, pair):
    parents = birth_parents(graph)
    children = list(parents)
    random.shuffle(children)
    for row in parents.values():
        random.shuffle(row)
    shuffled = graph_of({child: parents[child] for child in children}, len(graph))
    words = speaker("en")
    assert related(graph, *pair, words) == related(shuffled, *pair, words)


@given(collapsed_families(), PAIR)
def test_what_a_is_to_b_mirrors_what_b_is_to_a(graph, pair):
    words = speaker("en")
    one, other = related(graph, *pair, words), related(graph, *reversed(pair), words)
    assert one.kinship == other.kinship
    forth = Counter((r.kind, r.through, r.generations, r.b_is, r.a_is, r.half) for r in one.relationships)
    back = Counter(
        (r.kind, r.through, r.generations and r.generations[::-1], r.a_is, r.b_is, r.half) for r in other.relationships
    )
    assert {k: v for k, v in forth.items() if k[2]} == {k: v for k, v in back.items() if k[2]}


@given(collapsed_families(), PAIR)
def test_common_ancestors_are_those_that_lines_from_both_reach(graph, pair):
    parents = birth_parents(graph)
    pedigree, a, b = everything(graph, *pair)
    found = {pedigree.people[place] for place in common_ancestors(pedigree, a, b)}
    tops = [{line[-1] for line in lines_up(parents, person)} for person in pair]
    assert found == tops[0] & tops[1]


@given(collapsed_families(), PAIR)
def test_relationships_come_nearest_first_and_a_limit_only_cuts(graph, pair):
    words = speaker("en")
    for every in (False, True):
        full = related(graph, *pair, words, Scope(every=every))
        for by_blood in (True, False):
            distances = [each.distance for each in full if (each.kind is Kind.BLOOD) is by_blood]
            assert distances == sorted(distances)
        cut = related(graph, *pair, words, Scope(every=every, limit=2))
        assert cut.relationships == full.relationships[:2]
        assert cut.more == (len(full.relationships) > 2)
        assert not full.more


@given(collapsed_families(), PEOPLE)
def test_lists_of_ancestors_and_descendants_hold_everybody_once(graph, person):
    listed = [row.person for row in ancestors(graph, person)]
    assert len(set(listed)) == len(listed)
    assert set(listed) == {line[-1] for line in lines_up(birth_parents(graph), person)}
    below = [row.person for row in descendants(graph, person)]
    assert len(set(below)) == len(below)
    assert set(below) == {one for one in range(14) if person in [row.person for row in ancestors(graph, one)]}


@given(tangled_families(), st.integers(0, 8))
def test_lists_end_on_circles(graph, person):
    assert len(ancestors(graph, person)) <= 9
    assert len(descendants(graph, person)) <= 9


@given(tangled_families(), st.tuples(st.integers(0, 8), st.integers(0, 8)))
def test_paths_are_the_shortest_by_any_link(graph, pair):
    steps = {pair[0]: 0}
    row = [pair[0]]
    for person in row:
        for other, _ in links(graph, person):
            if other not in steps:
                steps[other] = steps[person] + 1
                row.append(other)
    found = connection(graph, *pair).steps
    assert (None if found is None else len(found)) == steps.get(pair[1])
    place = pair[0]
    for link, person in found or ():
        assert (person, link) in set(links(graph, place))
        place = person


@given(collapsed_families(), PAIR)
def test_half_kin_share_one_ancestor_and_not_the_partner(graph, pair):
    parents = birth_parents(graph)
    for relationship in related(graph, *pair, speaker("en")).relationships:
        if relationship.half is not Half.FULL and relationship.generations:
            assert len(relationship.through) == 1
            children = [graph.number(line[1]) for line in relationship.lines]
            assert len(set(parents[children[0]]) & set(parents[children[1]])) == 1


@given(collapsed_families(), PEOPLE)
def test_as_many_ancestors_are_known_in_a_generation_as_lines_lead_there(graph, person):
    pedigree = Pedigree(graph, [person])
    lengths = Counter(len(line) - 1 for line in lines_up(birth_parents(graph), person))
    rows = completeness(pedigree, pedigree.place(person))
    assert dict(enumerate(rows, start=1)) == {
        generation: (count, 2**generation)
        for generation, count in lengths.items()
        if 0 < generation <= MOST_GENERATIONS
    }


@given(tangled_families(), st.integers(0, 8))
def test_what_is_known_of_any_pedigree_ends_and_is_no_more_than_possible(graph, person):
    pedigree = Pedigree(graph, [person])
    rows = completeness(pedigree, pedigree.place(person))
    assert all(0 < known <= possible for known, possible in rows)
    assert all(above <= 2 * below for (below, _), (above, _) in pairwise(rows))


@given(collapsed_families(), PEOPLE)
def test_lines_end_with_every_ancestor_short_of_a_parent(graph, person):
    parents = birth_parents(graph)
    nearest = {}
    for line in lines_up(parents, person):
        nearest[line[-1]] = min(len(line) - 1, nearest.get(line[-1], len(graph)))
    pedigree = Pedigree(graph, [person])
    found = [(graph.number(end.person.id), end.generation) for end in open_ends(pedigree, pedigree.place(person))]
    assert dict(found) == {who: generation for who, generation in nearest.items() if len(parents[who]) < 2}
    assert [generation for _, generation in found] == sorted(generation for _, generation in found)
