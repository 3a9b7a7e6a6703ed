"""What the Action API is asked, and what becomes of its answers, over no network."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import pytest

from cousins.errors import SourceAnswerError
from cousins.sources.wikidata import ActionApi


class Api:
    """A client that answers each module from a list, and keeps what it was asked."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    async def fetch(self, _, parameters, **__):
        self.asked.append(parameters)
        answer = self.answers[parameters["list"] if "list" in parameters else parameters["action"]].pop(0)
        return SimpleNamespace(body=json.dumps(answer).encode() if not isinstance(answer, bytes) else answer)


def titles(*names, **more):
    return {"query": {"search": [{"title": name} for name in names]}, **more}


def ids(*names, **more):
    return {"search": [{"id": name} for name in names], **more}


def search(api, site="https://www.wikidata.org", **more):
    return asyncio.run(ActionApi(site).search(api, "john smith", **more))


def test_on_wikidata_the_full_text_is_searched_page_by_page_and_beginnings_where_it_ends():
    api = Api(search=[titles("Q1", "Q2", **{"continue": {"sroffset": 2}})])
    assert search(api, limit=2) == (["Q1", "Q2"], True)
    assert [each.get("list") for each in api.asked] == ["search"]
    api = Api(search=[titles("Q3", "P1")], wbsearchentities=[ids("Q4", "Q3", **{"search-continue": 2})])
    assert search(api, limit=2, skip=2) == (("Q3", "Q4"), True)
    assert (api.asked[0]["sroffset"], "continue" in api.asked[1]) == ("2", False)
    assert api.asked[1]["search"] == "john smith"


def test_elsewhere_beginnings_are_searched_with_the_usual_capitals_page_by_page():
    api = Api(wbsearchentities=[ids("Q1"), ids("Q2", **{"search-continue": 4})])
    assert search(api, "http://h", limit=2, skip=2) == (("Q1", "Q2"), True)
    assert [(each["search"], each["continue"]) for each in api.asked] == [("john smith", "2"), ("John Smith", "2")]


@pytest.mark.parametrize("answer", [b"[]", b"5", {"search": 5}, {"search": [5]}, {}, b"[" * 100_000 + b"]" * 100_000])
def test_odd_answers_to_a_search_are_said(answer):
    with pytest.raises(SourceAnswerError):
        search(Api(wbsearchentities=[answer, answer]), "http://h", limit=2)


def fetch(api, *asked):
    found = asyncio.run(ActionApi("http://h").fetch(api, asked))
    return {who: json.loads(body) if body else None for who, body in found.items()}


def entities(**found):
    return {"entities": {who: {"id": who, **told} for who, told in found.items()}}


NAMED = {"labels": {"en": {"language": "en", "value": "Ann"}}}


def test_where_items_have_a_namespace_redirects_in_a_row_are_followed_all_the_same():
    steps = [{"from": "Item:Q1", "to": "Item:Q2"}, {"from": "Item:Q2", "to": "Item:Q3"}]
    api = Api(
        wbgetentities=[entities(Q1={"missing": ""}, Q4={"missing": ""}), entities(Q3=NAMED)],
        query=[{"query": {"redirects": steps}}],
    )
    found = fetch(api, "Q1", "Q4")
    assert (found["Q1"]["id"], found["Q1"]["redirects"]) == ("Q3", {"from": "Q1", "to": "Q3"})
    assert found["Q4"] is None
    assert api.asked[1]["titles"] == "Q1|Item:Q1|Q4|Item:Q4"


@pytest.mark.parametrize(
    "answer",
    [{}, {"query": []}, {"query": {"redirects": 5}}, {"query": {"redirects": [5, {"from": 1, "to": 2}]}}, b"<html>"],
)
def test_a_site_that_does_not_tell_of_redirects_is_believed_that_there_is_no_item(answer):
    assert fetch(Api(wbgetentities=[entities(Q1={"missing": ""})], query=[answer]), "Q1") == {"Q1": None}


def test_who_has_no_label_in_the_languages_asked_for_gets_those_there_are():
    foreign = {"labels": {"ja": {"language": "ja", "value": "花子"}}}
    api = Api(wbgetentities=[entities(Q1={"labels": {}, "claims": {}}, Q2=NAMED), entities(Q1=foreign)])
    found = fetch(api, "Q1", "Q2")
    assert found["Q1"] == {"id": "Q1", "claims": {}, **foreign}
    assert (api.asked[1]["ids"], "languages" in api.asked[1]) == ("Q1", False)
