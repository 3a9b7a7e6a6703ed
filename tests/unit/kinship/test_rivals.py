"""Two recorded fathers are not a couple: genes, words and numbers go by chance, and say so."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cousins.explorer.portraying import profile
from cousins.explorer.relating import related
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink, PartnerLink
from cousins.family.person import Person, PersonId, Sex
from cousins.kinship.blood import BloodKin
from cousins.kinship.coefficients import inbreeding, kinship
from cousins.kinship.pedigree_list import ancestors
from cousins.kinship.relationship import Half
from cousins.kinship.rivals import groups_of, rivals_of
from cousins.terms import speaker

MOST_WORLDS = 64


def graph_of(parents, women=(), couples=()):
    names = sorted({name for link in parents for name in link})
    people = [Person(PersonId(name), name, Sex.FEMALE if name in women else Sex.MALE) for name in names]
    links = [ParentLink(PersonId(child), PersonId(parent)) for child, parent in parents]
    return FamilyGraph.of(people, links, [PartnerLink(PersonId(one), PersonId(other)) for one, other in couples])


def told(graph, a, b):
    return str(related(graph, graph.number(a), graph.number(b), speaker("en")))


TWO_FATHERS = graph_of([("F1", "G"), ("F1", "H"), ("F2", "G"), ("F2", "H"), ("K", "F1"), ("K", "F2")], {"H"})


def test_two_fathers_give_half_a_chance_each_and_no_inbreeding():
    kid, father = TWO_FATHERS.number("K"), TWO_FATHERS.number("F1")
    assert inbreeding(TWO_FATHERS, kid) == 0
    assert kinship(TWO_FATHERS, kid, father) == Fraction(3, 16)


def test_a_rival_is_one_of_two_and_what_the_other_makes_of_him_is_a_supposition():
    text = told(TWO_FATHERS, "K", "F1")
    assert "F1 is one of two recorded fathers of K" in text
    assert "F1 is a possible uncle of K, through G and H, if F2 is the father of K" in text
    assert "K is a possible son of F1" in told(TWO_FATHERS, "F1", "K")


def test_full_siblings_through_rivals_are_never_certain():
    graph = graph_of([("K", "F1"), ("K", "F2"), ("K", "M"), ("S", "F1"), ("S", "M")], {"M"})
    assert "1. (half-)brothers, through M" in told(graph, "K", "S")


def test_kin_by_marriage_through_a_rival_are_possible_ones():
    graph = graph_of([("K", "F1"), ("K", "F2"), ("W", "X")], {"W"}, [("K", "W")])
    assert "F1 is a possible father-in-law of W, through K, if F1 is the father of K" in told(graph, "W", "F1")


def test_two_mothers_who_are_partners_are_both_mothers():
    graph = graph_of([("K", "A"), ("K", "B")], {"A", "B"}, [("A", "B")])
    assert "A is the mother of K" in told(graph, "K", "A")
    assert [row.sosa for row in ancestors(graph, graph.number("K"))] == [1, 2, 3]
    assert profile(graph, graph.number("K"), speaker("en")).rivals == ()


def test_the_second_of_two_rivals_has_no_sosa_number():
    rows = {TWO_FATHERS.ids[row.person]: row.sosa for row in ancestors(TWO_FATHERS, TWO_FATHERS.number("K"))}
    assert (rows["F1"], rows["F2"]) == (2, None)


def test_a_profile_says_who_is_a_rival():
    answer = profile(TWO_FATHERS, TWO_FATHERS.number("K"), speaker("en"))
    assert [word for word, _ in answer.rivals] == ["one of two recorded fathers"] * 2
    assert "one of two recorded fathers: F1" in str(answer)


@pytest.mark.parametrize(
    ("sexes", "groups"),
    [
        ([Sex.MALE, Sex.FEMALE], [(0,), (1,)]),
        ([None, None], [(0,), (1,)]),
        ([Sex.FEMALE, Sex.FEMALE], [(0, 1)]),
        ([Sex.MALE, Sex.MALE, Sex.FEMALE], [(0, 1), (2,)]),
        ([None, Sex.FEMALE, Sex.FEMALE], [(0,), (1, 2)]),
    ],
)
def test_recorded_parents_make_at_most_two_groups(sexes, groups):
    assert groups_of(range(len(sexes)), sexes) == groups


def test_two_fathers_and_two_mothers_are_counted_apart():
    graph = graph_of([("K", "F1"), ("K", "F2"), ("K", "F3"), ("K", "M1"), ("K", "M2")], {"M1", "M2"})
    assert "F1 is one of three recorded fathers of K" in told(graph, "K", "F1")
    assert "M2 is one of two recorded mothers of K" in told(graph, "K", "M2")
    words = [word for word, _ in profile(graph, graph.number("K"), speaker("en")).rivals]
    assert words == ["one of three recorded fathers"] * 3 + ["one of two recorded mothers"] * 2


@st.composite
def disputed_families(draw):
    """A small family in which children may have up to three recorded parents of any sex."""
    size = draw(st.integers(3, 8))
    sexes = [draw(st.sampled_from([Sex.MALE, Sex.FEMALE, None])) for _ in range(size)]
    parents = [
        draw(st.lists(st.integers(0, child - 1), max_size=3, unique=True)) if child else [] for child in range(size)
    ]
    people = [Person(PersonId(f"P{number}"), None, sex) for number, sex in enumerate(sexes)]
    links = [ParentLink(PersonId(f"P{child}"), PersonId(f"P{up}")) for child, ups in enumerate(parents) for up in ups]
    return FamilyGraph.of(people, links)


def worlds(graph):
    """Every way in which the recorded parents can be the true ones, each as likely: the parents of each."""
    choices = []
    for person in range(len(graph)):
        parents = list(graph.parents[person])
        choices.append(list(product(*groups_of(parents, [graph.sex[parent] for parent in parents]))))
    count = 1
    for ways in choices:
        count *= len(ways)
    assume(count <= MOST_WORLDS)
    return list(product(*choices))


def phi(world, a, b):
    """Kinship in one world, by the recursion of its definition; parents have lower numbers than children."""
    if a == b:
        return Fraction(1, 2) + (phi(world, *world[a]) / 2 if len(world[a]) == 2 else 0)
    younger, other = max(a, b), min(a, b)
    return sum((phi(world, parent, other) / 2 for parent in world[younger]), Fraction(0))


@given(disputed_families(), st.data())
def test_kinship_is_the_mean_over_all_ways_it_may_have_been(graph, data):
    a, b = (data.draw(st.integers(0, len(graph) - 1)) for _ in range(2))
    ways = worlds(graph)
    assert kinship(graph, a, b) == sum((phi(world, a, b) for world in ways), Fraction(0)) / len(ways)


@given(disputed_families(), st.data(), st.booleans())
def test_words_are_certain_where_they_hold_whoever_the_parents_were(graph, data, every):
    a, b = data.draw(st.permutations(range(len(graph))))[:2]
    ways = worlds(graph)
    for found in BloodKin(graph, a, b).relationships(every=every):
        lines = [[graph.number(who) for who in line] for line in found.lines]
        links = [(child, parent) for line in lines for parent, child in pairwise(line)]
        held = [world for world in ways if all(parent in world[child] for child, parent in links)]
        assert held
        assert found.bond.certain is found.mirrored.certain is (len(held) == len(ways)) is (not found.suppositions)
        assert {(graph.number(one), graph.number(other)) for one, other in found.suppositions} == {
            (child, parent) for child, parent in links if parent in rivals_of(graph, graph.parents[child])
        }
        if min(found.bond.generations) > 0:
            one, other = lines[0][1], lines[1][1]
            shared = {len({*world[one]} & {*world[other]}) for world in held}
            known = {min(len(world[one]), len(world[other])) for world in held}
            assert (found.half is Half.FULL) <= (shared == {2})
            assert (found.half is Half.HALF) <= (shared == {1} and known == {2})
            assert (found.half is Half.UNCERTAIN) <= (shared != {2})


def test_an_unknown_parent_put_in_may_be_the_one_recorded_elsewhere():
    graph = graph_of([("U", "D"), ("U", "F2?mother"), ("K", "F2?father"), ("K", "F2?mother")], {"F2?mother"})
    assert "1. (half-)brothers" in told(graph, "U", "K")
    assert "?" not in told(graph, "U", "K")
    answer = profile(graph, graph.number("U"), speaker("en"))
    assert [who.id for who in answer.parents] == ["D"]
    assert ([who.id for who in answer.half_siblings], [who.id for who in answer.perhaps_half_siblings]) == ([], ["K"])
