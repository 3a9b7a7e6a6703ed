"""Whom a name is taken for, and when that must be said or asked."""

from __future__ import annotations

import pytest

from cousins.errors import AmbiguousNameError, PersonNotFoundError
from cousins.family.graph import FamilyGraph
from cousins.family.person import Person, PersonId
from cousins.family.resolve import resolve
from cousins.sources.atlas import atlas


@pytest.mark.parametrize("text", ["Joseph II", "Ludwig II of Bavaria", "Victoria 1900"])
def test_a_part_of_the_only_name_that_fits_is_not_taken(text):
    with pytest.raises(AmbiguousNameError, match=r"may mean .*give an id or more of the name") as caught:
        resolve(atlas(), text)
    assert len(caught.value.candidates) == 1


@pytest.mark.parametrize(
    ("text", "person"),
    [("Marie Antionette", "Q47365"), ("Qeen Victoria", "Q9439"), ("Cathrine of Aragorn", "Q162819")],
)
def test_a_typo_of_a_whole_name_is_taken_and_is_not_plain(text, person):
    understood = resolve(atlas(), text)
    assert understood.person.id == person
    assert not understood.plain


@pytest.mark.parametrize("text", ["Q9439", "felipe vi", "Charles II of Spain", "Charles II of Spain (1661–1700)"])
def test_an_id_or_the_exact_name_is_plain(text):
    assert resolve(atlas(), text).plain


def test_a_name_that_has_runners_up_is_not_plain():
    assert not resolve(atlas(), "Nicholas II").plain


def test_several_who_bear_a_name_but_for_titles_are_ambiguous():
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(atlas(), "Anna of Austria")
    assert len(caught.value.candidates) >= 3


def test_only_a_whole_line_pasted_back_means_its_id():
    with pytest.raises((PersonNotFoundError, AmbiguousNameError)):
        resolve(atlas(), "Mary Poppins, Q9439")
    assert resolve(atlas(), "Victoria (1819–1901), Q9439").person.id == "Q9439"


def test_a_label_is_one_harmless_line():
    person = Person(PersonId("I1"), "Eve\x1b[31m\nSmith\u202e\u2028x")
    graph = FamilyGraph.of([person])
    assert str(person) == "Eve [31m Smith x"
    assert graph.people[0].label.isprintable()
