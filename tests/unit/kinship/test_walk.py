"""Searches without I/O, fed by hand and from the atlas."""

from __future__ import annotations

import pytest
from families import family

from cousins.errors import SourceError
from cousins.family.dates import Date
from cousins.kinship.walk import ExploringWalk, Kin, LineWalk, PedigreeWalk
from cousins.sources.atlas import atlas


def kin_of(graph):
    """Return what a source would say of everybody in a graph."""

    def names(numbers):
        return tuple(graph.ids[number] for number in numbers)

    return {
        graph.ids[number]: Kin(
            graph.ids[number],
            names(graph.parents[number]),
            names(graph.children[number]),
            names(dict.fromkeys(graph.partners[number])),
        )
        for number in range(len(graph))
    }


def driven(walk, records):
    """Feed a walk until it wants nobody; return the rows it wanted."""
    rows = []
    while walk.wanted:
        rows.append(walk.wanted)
        walk.feed({who: records.get(who) for who in walk.wanted})
    return rows


COUSINS = family("""
    Adam + Ann: Bob, Bea
    Bob + Cleo: Carl
    Bea + Dan: Dora
    Hans + Helen: Adam
""")


def test_a_climb_stops_with_the_generation_of_the_nearest_common_ancestor():
    walk = PedigreeWalk(["Carl", "Dora"])
    rows = driven(walk, kin_of(COUSINS))
    assert [set(row) for row in rows] == [{"Carl", "Dora"}, {"Bob", "Cleo", "Bea", "Dan"}, {"Adam", "Ann"}]
    assert (walk.generation, walk.complete) == (2, False)


def test_a_climb_knows_both_pedigrees_by_generation():
    walk = PedigreeWalk(["Carl", "Dora"])
    driven(walk, kin_of(COUSINS))
    assert walk.heights == (
        {"Carl": 0, "Bob": 1, "Cleo": 1, "Adam": 2, "Ann": 2},
        {"Dora": 0, "Bea": 1, "Dan": 1, "Adam": 2, "Ann": 2},
    )
    uncle = PedigreeWalk(["Bob", "Dora"], everything=True)
    driven(uncle, kin_of(COUSINS) | {"Dora": Kin("Dora", parents=("Béa", "Dan")), "Béa": kin_of(COUSINS)["Bea"]})
    assert uncle.heights[1] == {"Dora": 0, "Bea": 1, "Dan": 1, "Adam": 2, "Ann": 2}
    assert uncle.heights[0]["Hans"] == 2


def test_a_climb_for_everything_goes_to_the_top():
    walk = PedigreeWalk(["Carl", "Dora"], everything=True)
    assert set(driven(walk, kin_of(COUSINS))[-1]) == {"Hans", "Helen"}
    assert walk.complete


def test_a_climb_obeys_its_limit():
    walk = PedigreeWalk(["Carl", "Dora"], generations=1)
    assert len(driven(walk, kin_of(COUSINS))) == 2


def test_unrelated_people_are_climbed_to_the_top():
    graph = family("Adam: Bob\nCarl: Dan")
    walk = PedigreeWalk(["Bob", "Dan"])
    driven(walk, kin_of(graph))
    assert walk.complete


@pytest.mark.parametrize("parents", [1, 2])
@pytest.mark.parametrize("make", [PedigreeWalk, LineWalk])
def test_a_pedigree_without_end_is_refused(make, parents, monkeypatch):
    monkeypatch.setattr("cousins.kinship.walk._WIDEST", 500)

    def climb(walk) -> None:
        while True:
            above = {who: tuple(str(2 * int(who) + one) for one in range(parents)) for who in walk.wanted}
            walk.feed({who: Kin(who, above[who]) for who in walk.wanted})

    with pytest.raises(SourceError, match=r"no end in sight: .* are still to be read; --generations N asks for fewer"):
        climb(make(["1"]))


def test_somebody_named_twice_needs_no_pedigree():
    walk = PedigreeWalk(["Carl", "Carl"])
    assert driven(walk, kin_of(COUSINS)) == [("Carl",)]
    assert not walk.complete
    again = PedigreeWalk(["Carl", "Karl"])
    assert len(driven(again, kin_of(COUSINS) | {"Karl": Kin("Carl")})) == 1


def test_in_laws_are_found_by_the_partners_pedigree():
    graph = family("Hans + Helen: Adam\nAdam + Ann: Bob\nBob + Cleo\nEmil + Eve: Cleo")
    walk = PedigreeWalk(["Cleo", "Ann"])
    driven(walk, kin_of(graph))
    assert (walk.generation, walk.complete) == (1, False)


def test_a_climb_ends_on_circles_and_redirects():
    records = {"Q1": Kin("Q1", parents=("Q2",)), "Q2": Kin("Q3", parents=("Q1", "Q3"))}
    walk = PedigreeWalk(["Q1"])
    assert driven(walk, records) == [("Q1",), ("Q2",)]


def test_a_crawl_is_strictly_breadth_first():
    graph = atlas()
    records = kin_of(graph)
    rows = driven(ExploringWalk(["Q9439"], depth=4), records)
    degree = {"Q9439": 0}
    for number, row in enumerate(rows):
        for who in row:
            degree[who] = number
    for who, its in degree.items():
        around = [degree.get(other, 99) for other in (*records[who].parents, *records[who].children)]
        assert who == "Q9439" or min(around) == its - 1


def test_a_crawl_ends_with_the_degree_of_its_last_target():
    walk = ExploringWalk(["Q9439"], to=["Q9682", "Q80976"])
    driven(walk, kin_of(atlas()))
    assert (walk.degree, walk.met) == (4, frozenset({"Q9682", "Q80976"}))


def test_a_crawl_from_several_seeds_meets_in_the_middle():
    walk = ExploringWalk(["Q9439", "Q151305"], to=["Q40787"])
    driven(walk, kin_of(atlas()))
    assert walk.degree == 2


def test_a_crawl_takes_no_more_people_than_allowed():
    walk = ExploringWalk(["Q9439"], people=20)
    assert sum(map(len, driven(walk, kin_of(atlas())))) == 20


def test_lines_are_climbed_as_far_as_somebody_may_be_found_there():
    born = {
        who: Date.parse(year) for who, year in (("Eve", "1819"), ("Ann", "1900"), ("Old", "1818"), ("Vague", "18XX"))
    }
    walk = LineWalk(["Ann"], below={"Eve": born["Eve"]})
    walk.feed({"Ann": Kin("Ann", parents=("Eve", "Old", "Vague", "Nodate"), born=born["Ann"])})
    assert set(walk.wanted) == {"Eve", "Old", "Vague", "Nodate"}
    walk.feed({who: Kin(who, parents=(f"{who}'s parent",), born=born.get(who)) for who in walk.wanted})
    assert set(walk.wanted) == {"Vague's parent", "Nodate's parent"}
    walk.feed(dict.fromkeys(walk.wanted))
    assert walk.wanted == ()


def test_one_of_those_looked_for_is_climbed_for_the_others():
    eve, older = Date.parse("1850"), Date.parse("1800")
    walk = LineWalk(["Ann"], below={"Eve": eve, "Older": older})
    walk.feed({"Ann": Kin("Ann", parents=("Eve",))})
    walk.feed({"Eve": Kin("Eve", parents=("Older",), born=eve)})
    assert walk.wanted == ("Older",)
    walk.feed({"Older": Kin("Older", parents=("Oldest",), born=older)})
    assert walk.wanted == ()


def test_somebody_without_a_date_may_be_anywhere_above():
    walk = LineWalk(["Ann"], below={"Eve": None})
    walk.feed({"Ann": Kin("Ann", parents=("Bob",), born=Date.parse("1900"))})
    walk.feed({"Bob": Kin("Bob", parents=("Carl",), born=Date.parse("1000"))})
    assert walk.wanted == ("Carl",)


def test_circles_and_redirects_end_lines_too():
    walk = LineWalk(["Ann"])
    walk.feed({"Ann": Kin("Ann", parents=("Bob",))})
    walk.feed({"Bob": Kin("Bobby", parents=("Ann", "Bobby"))})
    assert walk.wanted == ()


def test_lines_end_with_the_generation_asked_for():
    walk = LineWalk(["Ann"], generations=1)
    walk.feed({"Ann": Kin("Ann", parents=("Bob",))})
    walk.feed({"Bob": Kin("Bob", parents=("Carl",))})
    assert walk.wanted == ()
    alone = LineWalk(["Ann"], generations=0)
    alone.feed({"Ann": Kin("Ann", parents=("Bob",))})
    assert alone.wanted == ()


def test_siblings_and_partners_are_links_only_when_they_are_asked_for():
    eve = Kin("Eve", parents=("Hans",), children=("Ann",), partners=("Adam",), siblings=("Fay",))
    for links, following in ((False, ("Ann", "Hans")), (True, ("Ann", "Fay", "Adam", "Hans"))):
        walk = ExploringWalk(["Eve"], links=links)
        walk.feed({"Eve": eve})
        assert (walk.wanted, walk.waiting, walk.complete) == (following, len(following), False)


def test_an_exploring_ends_with_its_depth_and_says_whether_anybody_is_left():
    for depth, degrees in ((0, 1), (1, 2), (2, 3), (9, 3)):
        walk = ExploringWalk(["Carl"], depth=depth)
        line = {"Carl": Kin("Carl", ("Bob",)), "Bob": Kin("Bob", ("Adam",)), "Adam": Kin("Adam")}
        assert len(driven(walk, line)) == degrees
        assert (walk.degree, walk.complete) == (degrees - 1, depth >= 2)


def test_a_climb_waits_until_the_longer_side_was_climbed():
    kin = {
        "Ann": Kin("Ann", ("Eve",)),
        "Bob": Kin("Bob", ("Carl",)),
        "Carl": Kin("Carl", ("Dan",)),
        "Dan": Kin("Dan", ("Eve",)),
        "Eve": Kin("Eve", ("Finn",)),
        "Finn": Kin("Finn", ("Gus",)),
        "Gus": Kin("Gus", ("Hans",)),
        "Hans": Kin("Hans", ("Emil",)),
    }
    walk = PedigreeWalk(["Ann", "Bob"])
    assert driven(walk, kin) == [("Ann", "Bob"), ("Eve", "Carl"), ("Dan", "Finn"), ("Gus",)]
    assert walk.generation == 3
