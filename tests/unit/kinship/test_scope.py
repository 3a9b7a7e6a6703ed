"""How far a question goes: None is all, 0 is none, and nothing else than numbers counts."""

from __future__ import annotations

import pytest
from families import family

import cousins
from cousins.errors import SettingsError
from cousins.kinship.scope import Scope, whole_number

THREE = family("Adam + Ann: Bob, Bea\nBob + Cleo: Carl\nBea + Dan: Dora")


def test_numbers_are_whole():
    with pytest.raises(TypeError, match="limit must be a whole number, not float"):
        whole_number("limit", 1.5)


@pytest.mark.parametrize("wrong", [{"limit": -1}, {"generations": -1}, {"generations": "most"}])
def test_numbers_below_zero_and_other_words_are_refused(wrong):
    with pytest.raises(SettingsError):
        Scope(**wrong)


def test_a_number_of_another_library_is_a_number():
    class Three:
        def __index__(self):
            return 3

    assert Scope(limit=Three(), generations=Three()) == Scope(limit=3, generations=3)


@pytest.mark.parametrize(
    ("generations", "names"),
    [(None, ["first cousin"]), ("enough", ["first cousin"]), (2, ["first cousin"]), (1, []), (0, [])],
)
def test_so_many_generations_are_climbed(generations, names):
    found = cousins.relate("Carl", "Dora", generations=generations, source=THREE)
    assert [relationship.b_is for relationship in found] == names


def test_no_relationship_is_none_and_is_said_to_be_left_out():
    found = cousins.relate("Carl", "Dora", limit=0, source=THREE)
    assert (len(found), found.more, bool(found)) == (0, True, True)


@pytest.mark.parametrize(
    ("generations", "people"), [(0, []), (1, ["Bob", "Cleo"]), (None, ["Bob", "Cleo", "Adam", "Ann"])]
)
def test_lists_count_generations_the_same_way(generations, people):
    assert [row.person.id for row in cousins.ancestors("Carl", generations=generations, source=THREE)] == people
