"""The family graph: what it is built from, and what it answers."""

from __future__ import annotations

import json

import pytest
from families import family

import cousins
from cousins.errors import PersonNotFoundError, SettingsError
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink, PartnerKind, PartnerLink
from cousins.family.person import Person

HOUSE = family(
    "Adam + Ann: Bob, adoptive Carl\nBob ~ Bea: foster Dora\nEmil: step Bob",
    {"Bob": "1850", "Ann": "1820-05-01"},
)


def names(numbers, graph=HOUSE):
    return [graph.ids[number] for number in numbers]


def test_a_graph_is_a_collection_of_its_people():
    assert len(HOUSE) == 7
    assert [person.id for person in HOUSE] == list(HOUSE.ids)
    assert "Bob" in HOUSE
    assert Person("Bob") in HOUSE
    assert "Nobody" not in HOUSE
    assert 3 not in HOUSE
    assert repr(HOUSE) == "<FamilyGraph: 7 people, 7 parent links, 2 couples>"
    with pytest.raises(PersonNotFoundError):
        HOUSE.person("Nobody")


def test_parents_and_children_are_given_by_kind():
    bob, ann, adam = (HOUSE.number(who) for who in ("Bob", "Ann", "Adam"))
    assert names(HOUSE.parents_of(bob)) == ["Adam", "Ann"]
    assert names(HOUSE.parents_of(bob, tuple(ParentKind))) == ["Adam", "Ann", "Emil"]
    assert names(HOUSE.parents_of(bob, [ParentKind.STEP])) == ["Emil"]
    assert names(HOUSE.children_of(ann)) == ["Bob", "Carl"]
    assert names(HOUSE.children_of(adam, [ParentKind.ADOPTIVE])) == ["Carl"]
    assert names(HOUSE.children_of(HOUSE.number("Emil"))) == []


def test_of_two_kinds_the_stronger_one_counts_from_whichever_side():
    links = [PartnerLink("Ann", "Bob", PartnerKind.UNMARRIED), PartnerLink("Bob", "Ann"), PartnerLink("Ann", "Ann")]
    for told in (links, links[::-1]):
        graph = FamilyGraph.of([], [], told)
        assert [list(graph.partners.kinds(number)) for number in (0, 1)] == [
            [(1, PartnerKind.SPOUSE)],
            [(0, PartnerKind.SPOUSE)],
        ]
    couples = [(1, 0, PartnerKind.UNMARRIED), (0, 1, PartnerKind.SPOUSE), (1, 0, PartnerKind.SPOUSE)]
    graph = FamilyGraph([Person("Ann"), Person("Bob")], ["Ann", "Bob"], [None, None], [], couples)
    assert graph.partners.kind(0, 1) is graph.partners.kind(1, 0) is PartnerKind.SPOUSE
    parents = [ParentLink("Ann", "Eve", kind) for kind in (ParentKind.FOSTER, ParentKind.BIRTH, ParentKind.STEP)]
    assert list(FamilyGraph.of([], parents).parents.kinds(0)) == [(1, ParentKind.BIRTH)]


def test_a_part_of_a_graph_has_the_links_among_its_people():
    part = HOUSE.subset(HOUSE.number(who) for who in ("Carl", "Bob", "Adam", "Bea", "Bob"))
    assert list(part.ids) == [who for who in HOUSE.ids if who in {"Carl", "Bob", "Adam", "Bea"}]
    assert names(part.parents[part.number("Bob")], part) == ["Adam"]
    assert list(part.social_parents.kinds(part.number("Carl"))) == [(part.number("Adam"), ParentKind.ADOPTIVE)]
    assert list(part.partners.kinds(part.number("Bea"))) == [(part.number("Bob"), PartnerKind.UNMARRIED)]
    assert len(part.partners) == 2


def test_days_are_the_first_and_last_a_date_may_mean():
    bob, adam = HOUSE.number("Bob"), HOUSE.number("Adam")
    assert HOUSE.last_born_day[bob] - HOUSE.first_born_day[bob] == 364
    assert (HOUSE.first_born_day[adam], HOUSE.last_born_day[adam]) == (-(10**9), 10**9)
    assert (HOUSE.first_died_day[bob], HOUSE.last_died_day[bob]) == (-(10**9), 10**9)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"child": [0]}, "not equally long"),
        ({"child": [0], "parent": [2]}, "no numbers of 2 people"),
        ({"child": [-1], "parent": [0]}, "no numbers of 2 people"),
        ({"child": [0], "parent": [1], "parent_kind": ["milk"]}, "link 0"),
        ({"child": [0], "parent": [1], "parent_kind": []}, "not equally long"),
        ({"one": [0.5], "other": [1]}, "link 0"),
        ({"name": ["Ann"]}, "name: 1 values for 2 people"),
        ({"sex": ["male", "queen"]}, r"sex\[1\]"),
        ({"born": ["yesterday", None]}, r"born\[0\]"),
        ({"born": [1900, None]}, r"born\[0\]"),
        ({"name": [["Ann"], None]}, r"name\[0\]"),
        ({"name": "AB"}, "name: a column is a list"),
        ({"child": iter([0]), "parent": [1]}, "a column of links is a list"),
        ({"child": [0], "parent": [0]}, "'Ann' cannot be their own parent"),
        ({"one": ["0"], "other": [1]}, "link 0"),
        ({"one": [1 << 80], "other": [1]}, "no numbers of 2 people"),
    ],
)
def test_columns_that_do_not_fit_are_refused(columns, message):
    with pytest.raises(SettingsError, match=message):
        FamilyGraph.from_arrays(["Ann", "Bob"], **columns)


def test_an_id_is_there_once():
    with pytest.raises(SettingsError, match="twice"):
        FamilyGraph.from_arrays(["Ann", "Ann"])
    with pytest.raises(SettingsError, match="twice, '1' at 0 and 1"):
        FamilyGraph.from_arrays([1, "1"])
    for ids in (["Ann", None], ["Ann", 1.5], ["Ann", ""], ["Ann", True], ["Ann", ["b"]]):
        with pytest.raises(SettingsError, match=r"ids\[1\]"):
            FamilyGraph.from_arrays(ids)


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ({"people": ["Ann"]}, r"people\[0\] is no Person, but 'Ann'"),
        ({"people": [Person("")]}, r"people\[0\].id: an id is a text that is not empty"),
        ({"people": [Person(5)]}, "an id is a text that is not empty, not int '5'"),
        ({"people": [Person("a", 5)]}, r"people\[0\].name is no str, but int '5'"),
        ({"people": [Person("a", sex="male")]}, "sex is no Sex, but 'male'"),
        ({"people": [Person("a", born=1900)]}, "born is no Date, but int '1900'"),
        ({"people": [Person("a", aliases="Eve")]}, "aliases are no names, but 'Eve'"),
        ({"parent_links": [("a", "b")]}, r"parent_links\[0\] is no ParentLink"),
        ({"parent_links": [ParentLink("a", "a")]}, "'a' cannot be their own parent"),
        ({"parent_links": [ParentLink("a", "b", "birth")]}, "the kind is no ParentKind, but 'birth'"),
        ({"parent_links": [ParentLink("a", "b", PartnerKind.SPOUSE)]}, "the kind is no ParentKind"),
        ({"partner_links": [PartnerLink("a", None)]}, "an id is a text that is not empty, not NoneType 'None'"),
        ({"partner_links": [ParentLink("a", "b")]}, "is no PartnerLink"),
    ],
)
def test_what_cannot_be_is_refused(records, message):
    with pytest.raises(SettingsError, match=message):
        FamilyGraph.of(**{"people": [], **records})


def test_a_graph_of_networkx_is_the_one_it_reads_from_node_link_json(tmp_path):
    networkx = pytest.importorskip("networkx")
    path = tmp_path / "house.json"
    cousins.write(HOUSE, path)
    read = networkx.node_link_graph(json.loads(path.read_text(encoding="utf-8")))
    made = HOUSE.to_networkx()
    assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))
    assert sorted(map(str, read.edges(keys=True, data=True))) == sorted(map(str, made.edges(keys=True, data=True)))
