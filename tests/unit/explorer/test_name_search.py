"""Names asked of live sources: capitals, namesakes by the hundred, years, and letters that are none."""

from __future__ import annotations

import pytest
from fakes import FakeWikibase, Time, item, statement

import cousins
from cousins.errors import AmbiguousNameError, PersonNotFoundError

SMITHS = {
    f"Q{number}": item(
        f"Q{number}",
        "John Smith",
        [statement("P31", "Q5"), statement("P569", Time(f"+{1700 + number}-00-00T00:00:00Z", 9))],
    )
    for number in range(1, 121)
}
ROYALS = {
    "Q201": item("Q201", "Philip II of Spain", [statement("P31", "Q5")]),
    "Q202": item("Q202", "Ludwig van Beethoven", [statement("P31", "Q5")]),
    "Q203": item("Q203", "philip ii of spain", [statement("P31", "Q3305213")]),
    "Q204": item("Q204", "Anne", [statement("P31", "Q5")]),
}


@pytest.fixture(scope="module")
def plain():
    """A Wikibase that tells capitals from small letters."""
    with FakeWikibase(None, SMITHS | ROYALS, cirrus=False) as wikibase:
        yield wikibase


def names_of(wikibase):
    return [wikibase.url, f"sparql:{wikibase.sparql_url}"]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("philip ii of spain", "Q201"),
        ("PHILIP II OF SPAIN", "Q201"),
        ("ludwig VAN beethoven", "Q202"),
        ("ANNE", "Q204"),
        ("Anne", "Q204"),
    ],
)
def test_capitals_do_not_count_where_the_site_tells_them_apart(plain, place, typed, person):
    before = len(plain.requests)
    assert [match.person.id for match in cousins.find(typed, source=names_of(plain)[place])] == [person]
    assert len(plain.requests) - before <= 4


@pytest.mark.parametrize("place", [0, 1])
def test_namesakes_are_told_apart_by_a_year_however_many_there_are(plain, place):
    source = names_of(plain)[place]
    assert [match.person.id for match in cousins.find("john smith 1817", source=source)] == ["Q117"]
    assert cousins.show("John Smith (1817)", source=source).person.id == "Q117"
    with pytest.raises(PersonNotFoundError):
        cousins.show("John Smith 1950", source=source)


@pytest.mark.parametrize("place", [0, 1])
def test_as_many_as_are_asked_for_are_found(plain, place):
    assert len(cousins.find("John Smith", limit=100, source=names_of(plain)[place])) == 100


def test_it_is_said_how_many_a_name_may_mean(plain):
    with pytest.raises(
        AmbiguousNameError, match=r"may be any of at least 50, give an id or a year; the first 8: "
    ) as told:
        cousins.show("John Smith", source=plain.url)
    assert (len(told.value.candidates), told.value.total, told.value.more) == (8, 50, True)


@pytest.mark.parametrize("name", ["half a letter \ud835", "\udcff", "  ", "1817"])
def test_what_cannot_be_a_name_is_nobodys(plain, name):
    before = len(plain.requests)
    with pytest.raises(PersonNotFoundError):
        cousins.show(name, source=plain.url)
    assert len(plain.requests) == before


def test_one_site_has_one_store_however_it_is_written(plain):
    host = plain.url.removeprefix("http://")
    before = len(plain.requests)
    for address in (plain.url, f"{plain.url}/", f"HTTP://{host}/wiki/", f"{plain.url}/w/api.php"):
        assert cousins.show("Q204", source=address).person.id == "Q204"
    assert len(plain.requests) == before + 1
