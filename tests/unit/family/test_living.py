"""Who may be living is known from dates, and nothing of them but ids, sexes and links is shown."""

from __future__ import annotations

from datetime import date

import pytest

from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.living import Living, initials, living, without_living
from cousins.family.person import Person, PersonId

TODAY = date(2020, 6, 1)


def alive(born, died=None, **links):
    size = len(born)
    graph = FamilyGraph.from_arrays([f"P{each}" for each in range(size)], born=born, died=died, **links)
    return list(living(graph, TODAY))


@pytest.mark.parametrize(
    ("born", "counts"),
    [("1990", 1), ("1909", 0), ("1910-05-30", 0), ("1910-07-01", 1), ("1910", 1), ("191X", 1), (">1850", 1)],
)
def test_somebody_counts_as_living_for_110_years_by_the_last_day_of_the_birth(born, counts):
    assert alive([born]) == [counts]


def test_whoever_died_is_not_living():
    assert alive(["1990", None], died=["2000", "2001"]) == [0, 0]


def test_without_any_date_around_nobody_is_hidden():
    assert alive([None, None], child=[0], parent=[1]) == [0, 0]


@pytest.mark.parametrize(("born", "counts"), [("1960", 1), ("1851", 1), ("1840", 0)])
def test_a_parent_says_whether_a_child_without_dates_may_live(born, counts):
    assert alive([None, born], died=[None, None], child=[0], parent=[1])[0] == counts


def test_a_parent_who_died_long_ago_has_no_living_child():
    assert alive([None, "1880"], died=[None, "1900"], child=[0], parent=[1]) == [0, 0]


@pytest.mark.parametrize(("born", "counts"), [("1990", 1), ("1920", 0)])
def test_a_child_says_whether_a_parent_without_dates_may_live(born, counts):
    assert alive([born, None], died=["2001", None], child=[0], parent=[1]) == [0, counts]


@pytest.mark.parametrize(("born", "counts"), [("1950", 1), ("1870", 0)])
def test_a_partner_says_whether_somebody_without_dates_may_live(born, counts):
    assert alive([born, None], died=["2001", None], one=[0], other=[1]) == [0, counts]


def test_children_and_partners_of_the_living_count_as_living_where_nothing_else_is_known():
    links = {"child": [1, 2], "parent": [0, 1], "one": [2], "other": [3]}
    assert alive(["1950", None, None, None], **links) == [1, 1, 1, 1]


def test_who_somebody_is_is_told_of_the_dead_alone():
    people = [Person(PersonId(born), born, born=Date.parse(born), description="a queen") for born in ("1819", "1990")]
    shown = without_living(FamilyGraph.of(people), Living.HIDE, TODAY)
    assert [person.description for person in shown.people] == ["a queen", ""]


def test_the_rest_of_the_family_stays_as_it_was():
    graph = FamilyGraph.from_arrays(
        ["A", "B"], child=[1], parent=[0], name=["John Smith"] * 2, born=["1800", "1990"], sex=["male"] * 2
    )
    assert graph.last_born_day[1] > 0
    shown = without_living(graph, Living.HIDE, TODAY)
    assert shown.person("A") is graph.person("A")
    assert str(shown.person("B")) == "living"
    assert shown.person("B").private
    assert list(shown.born) == [graph.born[0], None]
    assert shown.last_born_day[1] == 10**9
    assert list(shown.children[0]) == [1]
    assert graph.person("B").name == "John Smith"


@pytest.mark.parametrize(
    ("name", "short"), [("John Smith", "J. S."), ("Ludwig van Beethoven", "L. B."), ("o'brien", "O."), (None, "living")]
)
def test_initials_are_the_first_letters_of_a_name(name, short):
    assert initials(name) == short


@pytest.mark.parametrize(
    ("ids", "shown"),
    [
        (["I1", "@I22@", "Q9439", "7", "P-0003"], ["I1", "@I22@", "Q9439", "7", "P-0003"]),
        (["c0ffee12-0000-4aaa-8bbb-0123456789ab", "KWZF-3QX"], ["c0ffee12-0000-4aaa-8bbb-0123456789ab", "KWZF-3QX"]),
        (["INDI1", "INDI2", "Smith-1234"], ["INDI1", "INDI2", "living-1"]),
        (["Ann Smith", "Bo", "王伟", "ann-1990", "1990", "19900312"], [f"living-{number}" for number in range(1, 7)]),
        (["smithann", "living-1"], ["living-2", "living-3"]),
        (["F1?father", "?", "x"], ["F1?father", "?", "x"]),
    ],
)
def test_ids_that_tell_who_somebody_is_are_hidden(ids, shown):
    names, born = ["Ann Smith"] * len(ids), ["1990-03-12"] * len(ids)
    graph = FamilyGraph.from_arrays(ids, name=names, born=born)
    hidden = without_living(graph, Living.HIDE, TODAY)
    assert list(hidden.ids) == [person.id for person in hidden] == shown
    assert [hidden.number(each) for each in ids] == [hidden.number(each) for each in shown] == list(range(len(ids)))


def test_ids_of_the_dead_tell_who_they_were():
    graph = FamilyGraph.from_arrays(["Ann", "Bob"], born=["1800", "1990"], died=["1850", None])
    assert list(without_living(graph, Living.HIDE, TODAY).ids) == ["Ann", "living-1"]
