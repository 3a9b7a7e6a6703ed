"""Questions to live sources, as the explorer hands them over."""

from __future__ import annotations

import pytest
from fakes import FakeWikibase

from cousins.errors import EntityIdError
from cousins.explorer import Explorer, answer
from cousins.sources import source_named
from cousins.sources.atlas import atlas

VICTORIA, ELIZABETH, PHILIP = "Q9439", "Q9682", "Q80976"


@pytest.fixture
def royals():
    with FakeWikibase(atlas(), redirects={"Q111": VICTORIA}) as wikibase:
        yield wikibase


def test_a_check_reads_the_pages_of_those_named_by_one_request(royals):
    checked = answer(Explorer(source_named(royals.url)).check([ELIZABETH, PHILIP, ELIZABETH]), waits=True)
    assert checked.report is None
    assert set(royals.requests[0].ids) == {ELIZABETH, PHILIP}


def test_a_check_reads_the_kin_of_all_those_named_together(royals):
    answer(Explorer(source_named(royals.url)).check([ELIZABETH, PHILIP, VICTORIA]), waits=True)
    assert len(royals.requests) <= 4


def test_a_check_takes_persons(royals):
    people = [atlas().person(ELIZABETH), PHILIP]
    by_persons = answer(Explorer(source_named(royals.url)).check(people), waits=True)
    assert by_persons == answer(Explorer(source_named(royals.url)).check([ELIZABETH, PHILIP]), waits=True)


def test_what_cannot_be_an_id_is_said_before_anybody_is_asked(royals):
    with pytest.raises(EntityIdError):
        answer(Explorer(source_named(royals.url)).check([ELIZABETH, "Q0"]), waits=True)
    assert not royals.requests


def test_somebody_named_twice_stands_in_a_tree_once(royals):
    scene = answer(Explorer(source_named(royals.url)).tree([VICTORIA, "Q111"], descendants=1), waits=True)
    assert scene.title.count("Victoria") == 1


def test_a_relation_says_what_it_took_and_draws_itself(royals):
    relation = answer(Explorer(source_named(royals.url)).relate(ELIZABETH, PHILIP), waits=True)
    assert relation.requests == len(royals.requests)
    before = len(royals.requests)
    assert len(relation.tree()) > 2
    assert len(royals.requests) == before
