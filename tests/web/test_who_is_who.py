"""What tells people of one name apart: a few words on each."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from cousins.explorer import Explorer
from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink
from cousins.family.person import Person, PersonId
from cousins.sources.memory import Memory
from cousins.web.application import application

WORDS = "<i>queen</i> of \u202e[2]"
SHOWN = "&lt;i&gt;queen&lt;/i&gt; of"
QUEENS = FamilyGraph.of(
    [
        Person(PersonId("A"), "Mary Rose", born=Date.parse("1516"), died=Date.parse("1558"), description=WORDS),
        Person(PersonId("B"), "Mary Rose", born=Date.parse("2015"), description="a living pupil"),
        Person(PersonId("C"), "Mary Rose", born=Date.parse("1600"), died=Date.parse("1660")),
    ]
)


@pytest.mark.parametrize("living", [None, "hide"])
def test_a_few_words_say_who_is_who_in_suggestions_choices_and_on_the_persons_page(living):
    explorer = Explorer(Memory(QUEENS), living=living)
    with TestClient(application(explorer), base_url="http://localhost") as client:
        suggested = client.get("/suggest?text=mary").json()
        choice = client.get("/relate?a=mary&b=B")
        pages = [client.get(f"/person/{each}").text for each in "ABC"]
        found = client.get("/api/find?name=mary+rose").json()
        profile = client.get("/api/person/A").json()
    told = {person["id"]: person.get("description") for person in suggested}
    assert told["C"] is None
    assert "\u202e" not in told["A"]
    assert choice.status_code == 409
    assert [SHOWN in page for page in (choice.text, *pages)] == [True, True, False, False]
    assert ("a living pupil" in choice.text + pages[1]) is (living is None)
    assert ("a living pupil" in told.values()) is (living is None)
    assert {person["id"]: person["description"] for person in found}["C"] is None
    assert profile["description"] == WORDS


def test_nothing_leads_from_the_living_who_are_hidden_to_what_is_said_of_them_elsewhere():
    mother = Person(PersonId("Q4"), "Anne", born=Date.parse("1920"), died=Date.parse("1990"))
    son = Person(PersonId("Q5"), "Bert", born=Date.parse("2001"))
    graph = FamilyGraph.of([mother, son], [ParentLink(son.id, mother.id)])
    with TestClient(application(Explorer(Memory(graph), living="hide")), base_url="http://localhost") as client:
        assert "wikidata.org/wiki/Q4" in client.get("/person/Q4").text
        assert "wikidata.org/wiki/Q5" not in client.get("/person/Q5").text
        picture = client.get("/picture?person=Q4&descendants=1").text
        assert '"item":"Q4"' in picture
        assert '"item":"Q5"' not in picture
