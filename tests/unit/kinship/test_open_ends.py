"""Where the known lines end, and how much of a pedigree is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from families import family, graph_of

from cousins.explorer.relating import related
from cousins.kinship.open_ends import MOST_GENERATIONS, completeness, open_ends
from cousins.kinship.pedigree import Pedigree
from cousins.stopping import Stop, StoppedError, stop
from cousins.terms import speaker

WORDS = speaker("en")


def ends(graph, name, **options):
    pedigree = Pedigree(graph, [graph.number(name)])
    found = open_ends(pedigree, pedigree.place(graph.number(name)), **options)
    return [(end.person.id, end.generation, end.parents) for end in found]


def known(graph, name, **options):
    pedigree = Pedigree(graph, [graph.number(name)])
    return completeness(pedigree, pedigree.place(graph.number(name)), **options)


def relation(graph, a, b):
    return related(graph, graph.number(a), graph.number(b), WORDS)


THREE_GENERATIONS = family("""
    Adam + Ann: Bob
    Bea: Cleo
    Bob + Cleo: Dan
""")


def test_lines_end_with_whoever_has_no_parents_or_one_the_nearest_first():
    assert ends(THREE_GENERATIONS, "Dan") == [("Cleo", 1, 1), ("Adam", 2, 0), ("Ann", 2, 0), ("Bea", 2, 0)]


def test_somebody_without_parents_is_the_end_themselves():
    assert ends(THREE_GENERATIONS, "Adam") == [("Adam", 0, 0)]
    assert known(THREE_GENERATIONS, "Adam") == []


def test_adoptive_parents_end_no_line():
    graph = family("Adam + Ann: Bob\nBob + Bea: adoptive Carl")
    assert ends(graph, "Carl") == [("Carl", 0, 0)]
    assert known(graph, "Carl") == []


def test_known_ancestors_are_counted_generation_by_generation():
    assert known(THREE_GENERATIONS, "Dan") == [(2, 2), (3, 4)]


def test_an_ancestor_on_two_lines_fills_two_places_and_ends_once():
    graph = family("Adam + Ann: Bob, Bea\nBob + Bea: Carl")
    assert known(graph, "Carl") == [(2, 2), (4, 4)]
    assert ends(graph, "Carl") == [("Adam", 2, 0), ("Ann", 2, 0)]


def test_two_recorded_fathers_fill_one_place_and_the_missing_mother_is_an_end():
    graph = family("Adam: Carl\nBob: Carl\nDan + Dora: Adam")
    assert known(graph, "Carl") == [(1, 2), (2, 4)]
    assert ends(graph, "Carl") == [("Carl", 0, 1), ("Bob", 1, 0), ("Dan", 2, 0), ("Dora", 2, 0)]


def test_two_mothers_who_are_partners_are_both_known():
    graph = family("Ann + Bea: Carl")
    assert known(graph, "Carl") == [(2, 2)]
    assert ends(graph, "Carl") == [("Ann", 1, 0), ("Bea", 1, 0)]


def test_unknown_parents_whom_a_reader_put_in_are_not_known():
    graph = family("F1?father + F1?mother: Bob, Bea\nBob + Cleo: Dan")
    assert ends(graph, "Dan") == [("Bob", 1, 0), ("Cleo", 1, 0)]
    assert known(graph, "Dan") == [(2, 2)]


def test_whoever_is_their_own_ancestor_does_not_keep_it_from_ending():
    graph = family("Adam + Ann: Bob\nBob + Bea: Adam")
    assert ends(graph, "Bob") == [("Ann", 1, 0)]
    assert known(graph, "Bob") == [(1, 2)]


def test_where_no_more_was_read_nothing_is_called_an_end():
    assert ends(THREE_GENERATIONS, "Dan", below=2) == [("Cleo", 1, 1)]
    assert known(THREE_GENERATIONS, "Dan", most=1) == [(2, 2)]


def test_lines_beyond_counting_are_counted():
    doubled = {2 * row + who: [2 * row + 2, 2 * row + 3] for row in range(60) for who in (0, 1)}
    rows = known(graph_of(doubled, 122), "P0")
    assert rows == [(2**generation, 2**generation) for generation in range(1, MOST_GENERATIONS + 1)]


def test_who_waits_no_longer_ends_it():
    pedigree = Pedigree(THREE_GENERATIONS, [THREE_GENERATIONS.number("Dan")])
    place = pedigree.place(THREE_GENERATIONS.number("Dan"))
    flag = Stop()
    flag.asked = True
    token = stop.set(flag)
    try:
        for question in (open_ends, completeness):
            with pytest.raises(StoppedError):
                question(pedigree, place)
    finally:
        stop.reset(token)


STRANGERS = family("Adam + Ann: Bob\nBea: Cleo\nCleo + Carl: Dora", born={"Adam": "1800"})


def test_of_strangers_the_answer_says_where_the_lines_end_and_what_is_known():
    answer = relation(STRANGERS, "Bob", "Dora")
    assert not answer.related
    assert [[end.person.id for end in side] for side in answer.open_ends] == [["Adam", "Ann"], ["Carl", "Cleo", "Bea"]]
    assert answer.completeness == (((2, 2),), ((2, 2), (1, 4)))
    assert str(answer) == (
        "Bob and Dora\n\n"
        "No connection found (6 people reached).\n\n"
        "No common ancestor is known. Where the known lines end, nearest first, with the generation:\n\n"
        "   of Bob             of Dora\n"
        "   1  Adam (* 1800)   1  Carl\n"
        "   1  Ann             1  Cleo\n"
        "                      2  Bea\n\n"
        "Known ancestors, from the parents on:\n\n"
        "   Bob: 2 of 2\n"
        "   Dora: 2 of 2, 1 of 4 (25%)"
    )


def test_the_record_names_the_people_with_whom_lines_end():
    record = relation(STRANGERS, "Bob", "Dora").record()
    assert record["open_ends"]["b"][1] == {"id": "Cleo", "generation": 1, "parents": 1}
    assert record["completeness"] == {"a": [[2, 2]], "b": [[2, 2], [1, 4]]}
    assert {"Adam", "Ann", "Cleo", "Carl", "Bea"} <= record["people"].keys()


def test_of_many_ends_three_are_told_and_ten_recorded():
    graph = graph_of({person: [2 * person + 1, 2 * person + 2] for person in range(15)}, 32)
    answer = relation(graph, "P0", "P31")
    assert len(answer.open_ends[0]) == 16
    assert len(answer.record()["open_ends"]["a"]) == 10
    assert "and 13 more" in str(answer)


@pytest.mark.parametrize(
    ("a", "b"), [("Bob", "Bea"), ("Bob", "Cleo"), ("Bob", "Dora"), ("Bob", "Bob"), ("Adam", "Dan")]
)
def test_of_kin_by_blood_and_adoption_and_of_partners_nothing_is_said(a, b):
    graph = family("Adam + Ann: Bob, Bea\nBob + Cleo: Dora\nAdam: adoptive Dan")
    answer = relation(graph, a, b)
    assert (answer.open_ends, answer.completeness) == (None, None)
    assert (answer.record()["open_ends"], answer.record()["completeness"]) == (None, None)
    assert "open" not in str(answer)


def test_of_in_laws_with_a_word_only_the_record_says_it():
    answer = relation(family("Adam + Ann: Bob\nBob + Cleo"), "Cleo", "Ann")
    assert answer.relationships[0].b_is == "mother-in-law"
    assert answer.open_ends
    assert "lines end" not in str(answer)


def test_of_kin_by_marriage_without_a_word_the_text_says_it_after_the_path():
    answer = relation(family("Adam + Ann: Bob, Bea\nBob: Carl\nBea: Dora\nCarl + Cleo"), "Cleo", "Dora")
    assert str(answer).index("shortest way") < str(answer).index("No common ancestor is known.")


def test_of_half_a_pedigree_the_last_generation_read_is_no_end():
    answer = replace(relation(STRANGERS, "Bob", "Dora"), complete=False, searched=1, requests=2)
    assert answer.open_ends == ((), ())
    assert answer.completeness == (((2, 2),), ((2, 2),))
    assert "lines end" not in str(answer)
    assert "Searched 1 generation up" in str(answer)
