"""Questions to live sources, as the explorer hands them over."""

from __future__ import annotations

import pytest
from fakes import FakeWikibase

from cousins.errors import EntityIdError
from cousins.explorer import Explorer
from cousins.running import run
from cousins.sources import source_named
from cousins.sources.atlas import atlas

VICTORIA, ELIZABETH, PHILIP = "Q9439", "Q9682", "Q80976"


@pytest.fixture
def royals():
    with FakeWikibase(atlas(), redirects={"Q111": VICTORIA}) as wikibase:
        yield wikibase


def test_a_check_reads_the_pages_of_those_named_by_one_request(royals):
    checked = run(Explorer(source_named(royals.url)).check([ELIZABETH, PHILIP, ELIZABETH]))
    assert checked.report is None
    assert set(royals.requests[0].ids) == {ELIZABETH, PHILIP}


def test_a_check_reads_the_kin_of_all_those_named_together(royals):
    run(Explorer(source_named(royals.url)).check([ELIZABETH, PHILIP, VICTORIA]))
    assert len(royals.requests) <= 4


def test_a_check_takes_persons(royals):
    people = [atlas().person(ELIZABETH), PHILIP]
    by_persons = run(Explorer(source_named(royals.url)).check(people))
    assert by_persons == run(Explorer(source_named(royals.url)).check([ELIZABETH, PHILIP]))


def test_what_cannot_be_an_id_is_said_before_anybody_is_asked(royals):
    with pytest.raises(EntityIdError):
        run(Explorer(source_named(royals.url)).check([ELIZABETH, "Q0"]))
    assert not royals.requests


def test_somebody_named_twice_stands_in_a_tree_once(royals):
    tree = run(Explorer(source_named(royals.url)).tree([VICTORIA, "Q111"], descendants=1))
    assert tree.scene.title.count("Victoria") == 1


def test_a_relation_says_what_it_took_and_draws_itself(royals):
    relation = run(Explorer(source_named(royals.url)).relate(ELIZABETH, PHILIP))
    assert relation.requests == len(royals.requests)
    asked = len(royals.requests)
    assert len(relation.tree()) > 2
    assert len(royals.requests) <= asked + 3  # for those who stand beside the lines
    asked = len(royals.requests)
    assert len(relation.tree()) > 2
    assert len(royals.requests) == asked
