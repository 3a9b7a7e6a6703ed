"""The fake Wikibase answers as the real one does; the texts below follow answers of a real one."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import json
import threading
import urllib.parse
from contextlib import closing
from http.client import HTTPConnection, IncompleteRead, RemoteDisconnected
from types import SimpleNamespace
from zlib import error as zlib_error

import pytest
from fake_wikibase import traffic
from fakes import JULIAN, FakeWikibase, Limits, Snak, Time, faults, item, numbered, statement
from families import family

from cousins.family.dates import Date
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentKind, ParentLink
from cousins.family.person import Person, PersonId, Sex

PREFIXES = "".join(
    f"PREFIX {name}: <{address}>\n"
    for name, address in {
        "wd": "http://www.wikidata.org/entity/",
        "wdt": "http://www.wikidata.org/prop/direct/",
        "p": "http://www.wikidata.org/prop/",
        "ps": "http://www.wikidata.org/prop/statement/",
        "psv": "http://www.wikidata.org/prop/statement/value/",
        "pq": "http://www.wikidata.org/prop/qualifier/",
        "wikibase": "http://wikiba.se/ontology#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    }.items()
)
VICTORIA = Person(
    PersonId("Q9439"),
    "Victoria",
    Sex.FEMALE,
    Date.parse("1819-05-24"),
    Date.parse("1901-01-22"),
    aliases=("Queen Victoria", "Empress of India"),
)
EDWARD = Person(PersonId("Q157009"), "Edward, Duke of Kent", Sex.MALE, Date.parse("1767~"))
ROYALS = FamilyGraph.of([VICTORIA, EDWARD], [ParentLink(VICTORIA.id, EDWARD.id)])
MERGED = {"Q11": "Q9439", "Q12": "Q11", "Q13": "Q404"}


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that anybody makes, in seconds; each is over in a moment."""
    made, sleep = [], asyncio.sleep

    async def pause(seconds, result=None):
        if seconds:
            made.append(seconds)
        return await sleep(min(seconds, 0.001), result)

    monkeypatch.setattr(asyncio, "sleep", pause)
    return made


@pytest.fixture
def royals():
    with FakeWikibase(ROYALS, redirects=MERGED, deleted={"Q404"}) as wikibase:
        yield wikibase


def get(wikibase, path, headers=None, **params):
    """Return status, headers and body; nothing is followed or unpacked."""
    host = wikibase.url.partition("//")[2]
    query = f"?{urllib.parse.urlencode(params)}" if params else ""
    with closing(HTTPConnection(host, timeout=5)) as connection:
        connection.request("GET", path + query, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def api(wikibase, action="wbgetentities", **params):
    status, headers, body = get(wikibase, "/w/api.php", action=action, format="json", **params)
    assert status == 200
    told = json.loads(body)
    assert headers.get("MediaWiki-API-Error") == told.get("error", {}).get("code")
    return told


def entity_data(wikibase, name, **headers):
    return get(wikibase, f"/wiki/Special:EntityData/{name}", {k.replace("_", "-"): v for k, v in headers.items()})


def sparql(wikibase, query):
    accept = {"Accept": "application/sparql-results+json"}
    _, _, body = get(wikibase, "/sparql", accept, query=PREFIXES + query)
    rows = json.loads(body)["results"]["bindings"]
    return [{name: cell["value"].rpartition("/")[2] for name, cell in row.items()} for row in rows]


class TestItems:
    def test_a_statement_has_the_shape_of_the_real_ones(self, royals):
        (stated,) = api(royals, ids="Q9439")["entities"]["Q9439"]["claims"]["P22"]
        assert stated.pop("id").startswith("Q9439$")
        assert len(stated["mainsnak"].pop("hash")) == 40
        assert stated == {
            "mainsnak": {
                "snaktype": "value",
                "property": "P22",
                "datavalue": {
                    "value": {"entity-type": "item", "numeric-id": 157009, "id": "Q157009"},
                    "type": "wikibase-entityid",
                },
                "datatype": "wikibase-item",
            },
            "type": "statement",
            "rank": "normal",
        }

    def test_a_whole_item_has_the_members_of_the_real_ones(self, royals):
        victoria = api(royals, ids="Q9439")["entities"]["Q9439"]
        assert list(victoria) == [
            *("pageid", "ns", "title", "lastrevid", "modified", "type", "id"),
            *("labels", "descriptions", "aliases", "claims", "sitelinks"),
        ]
        assert victoria["labels"] == {"en": {"language": "en", "value": "Victoria"}}
        assert victoria["aliases"]["en"][1] == {"language": "en", "value": "Empress of India"}
        assert list(victoria["claims"]) == ["P31", "P21", "P569", "P570", "P22"]
        assert victoria["claims"]["P569"][0]["mainsnak"]["datavalue"]["value"] == {
            "time": "+1819-05-24T00:00:00Z",
            "timezone": 0,
            "before": 0,
            "after": 0,
            "precision": 11,
            "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
        }

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("1868-05-06J", Time("+1868-05-06T00:00:00Z", 11, JULIAN)),
            ("1488-05", Time("+1488-05-00T00:00:00Z", 10)),
            ("1451", Time("+1451-00-00T00:00:00Z", 9)),
            ("129X", Time("+1290-00-00T00:00:00Z", 8)),
            ("12XX", Time("+1201-00-00T00:00:00Z", 7)),
            ("-0043", Time("-0044-00-00T00:00:00Z", 9)),
            ("0000", Time("-0001-00-00T00:00:00Z", 9)),
        ],
    )
    def test_dates_are_written_as_wikibase_writes_them(self, written, expected):
        assert Time.of(Date.parse(written)) == expected

    def test_an_approximate_date_says_circa(self, royals):
        (born,) = api(royals, ids="Q157009")["entities"]["Q157009"]["claims"]["P569"]
        assert born["qualifiers"]["P1480"][0]["datavalue"]["value"]["id"] == "Q5727902"

    @pytest.mark.parametrize(
        ("kind", "stated"),
        [
            (ParentKind.ADOPTIVE, [("P22", ["Q61740757"]), ("P40", ["Q20746728"])]),
            (ParentKind.STEP, [("P3448", []), ("P40", ["Q3103421"])]),
            (ParentKind.FOSTER, [("P22", ["Q2427941"])]),
        ],
    )
    def test_parents_who_are_none_by_birth_say_how(self, kind, stated):
        graph = FamilyGraph.of([VICTORIA, EDWARD], [ParentLink(VICTORIA.id, EDWARD.id, kind)])
        with FakeWikibase(graph) as wikibase:
            people = api(wikibase, ids="Q9439|Q157009", props="claims")["entities"].values()
        links = [
            (name, [each["datavalue"]["value"]["id"] for each in one.get("qualifiers", {}).get("P1039", ())])
            for person in people
            for name in ("P22", "P3448", "P40")
            for one in person["claims"].get(name, ())
        ]
        assert links == stated

    def test_items_by_hand_hold_what_no_family_graph_can(self):
        odd = item("Q1", {"mul": "Ada"}, [statement("P22", Snak.SOMEVALUE), statement("P25", "Q2", rank="deprecated")])
        with FakeWikibase(None, {"Q1": odd}) as wikibase:
            claims = api(wikibase, ids="Q1")["entities"]["Q1"]["claims"]
        assert "datavalue" not in claims["P22"][0]["mainsnak"]
        assert claims["P22"][0]["mainsnak"]["snaktype"] == "somevalue"
        assert claims["P25"][0]["rank"] == "deprecated"

    def test_another_site_has_its_own_numbers(self):
        with FakeWikibase(ROYALS, renames={"P22": "P3", "P31": "P1", "Q5": "Q2"}) as wikibase:
            claims = api(wikibase, ids="Q9439")["entities"]["Q9439"]["claims"]
        assert "P22" not in claims
        assert claims["P3"][0]["mainsnak"]["property"] == "P3"
        assert claims["P1"][0]["mainsnak"]["datavalue"]["value"]["id"] == "Q2"

    def test_a_family_of_names_gets_numbers(self):
        graph = numbered(family("Adam + Eve: Carl, Dora"))
        with FakeWikibase(graph) as wikibase:
            claims = api(wikibase, ids="Q1003")["entities"]["Q1003"]["claims"]
        assert [person.name for person in graph.people] == ["Adam", "Eve", "Carl", "Dora"]
        assert claims["P25"][0]["mainsnak"]["datavalue"]["value"]["id"] == "Q1002"

    def test_names_as_ids_are_refused(self):
        with pytest.raises(ValueError, match="numbered"):
            FakeWikibase(family("Adam: Carl"))

    def test_padding_makes_items_as_large_as_wanted(self):
        with FakeWikibase(ROYALS, pad_bytes=200_000) as wikibase:
            _, _, body = entity_data(wikibase, "Q9439.json")
        assert 200_000 < len(body) < 210_000
        assert len(json.loads(body)["entities"]["Q9439"]["claims"]["P214"]) > 300


class TestEntities:
    def test_missing_and_deleted_items_do_not_fail_a_batch(self, royals):
        found = api(royals, ids="Q9439|Q777|Q404", props="info", formatversion=2)["entities"]
        assert found["Q777"] == {"id": "Q777", "missing": ""}
        assert found["Q404"] == {"id": "Q404", "missing": ""}
        assert found["Q9439"]["lastrevid"] == 1000

    def test_a_redirect_is_keyed_by_the_requested_id_and_followed_once(self, royals):
        found = api(royals, ids="Q11|Q12|Q13", props="labels")["entities"]
        assert found["Q11"]["id"] == "Q9439"
        assert found["Q11"]["redirects"] == {"from": "Q11", "to": "Q9439"}
        assert found["Q12"] == {"id": "Q12", "missing": ""}
        assert found["Q13"] == {"id": "Q13", "missing": ""}
        assert api(royals, ids="Q11", props="")["entities"] == {"Q11": {"id": "Q9439", "type": "item"}}

    @pytest.mark.parametrize("wrong", ["X1", "Q0", "", "Q2147483648", " Q9439 "])
    def test_one_bad_id_fails_the_whole_batch(self, royals, wrong):
        error = api(royals, ids=f"Q9439|{wrong}")["error"]
        assert error["code"] == "no-such-entity"
        assert error["info"] == f'Could not find an entity with the ID "{wrong}".'
        assert error["messages"][0]["parameters"] == [wrong]

    def test_fifty_ids_are_served_and_one_more_is_too_many(self, royals):
        ids = [f"Q{number}" for number in range(1, 52)]
        assert len(api(royals, ids="|".join(ids[:50]))["entities"]) == 50
        error = api(royals, ids="|".join(ids))["error"]
        assert error["code"] == "toomanyvalues"
        assert (error["limit"], error["lowlimit"], error["highlimit"]) == (50, 50, 500)

    def test_lower_case_and_duplicates_collapse_and_no_ids_are_no_entities(self, royals):
        assert list(api(royals, ids="q9439|Q9439")["entities"]) == ["Q9439"]
        assert api(royals, ids="") == {"success": 1}
        assert api(royals)["error"]["code"] == "param-missing"

    def test_languages_fall_back_over_mul_to_english(self):
        labels = {"Q9439": {"mul": "Victoria R"}, "Q157009": {"de": "Eduard", "en": "Edward"}}
        with FakeWikibase(ROYALS, labels=labels) as wikibase:
            asked = {"ids": "Q9439|Q157009", "props": "labels", "languages": "de-ch|en"}
            found = api(wikibase, **asked, languagefallback=1)["entities"]
            plain = api(wikibase, **asked)["entities"]
        assert found["Q9439"]["labels"]["en"] == {"value": "Victoria R", "language": "mul", "for-language": "en"}
        assert found["Q157009"]["labels"]["de-ch"] == {"value": "Eduard", "language": "de", "for-language": "de-ch"}
        assert plain["Q9439"]["labels"] == {}
        assert plain["Q157009"]["labels"] == {"en": {"language": "en", "value": "Edward"}}

    def test_unknown_props_and_languages_are_warned_of(self, royals):
        told = api(royals, ids="Q9439", props="labels|foo")
        assert told["warnings"] == {"wbgetentities": {"*": 'Unrecognized value for parameter "props": foo'}}
        assert told["success"] == 1

    def test_lag_refuses_those_who_asked_for_it_with_status_200(self, royals):
        royals.lag = 12.4
        asked = {"action": "wbgetentities", "format": "json", "ids": "Q9439"}
        status, headers, body = get(royals, "/w/api.php", **asked, maxlag=5)
        assert status == 200
        assert (headers["Retry-After"], headers["X-Database-Lag"]) == ("5", "12")
        assert json.loads(body)["error"]["lag"] == 12.4
        assert "entities" in api(royals, ids="Q9439")

    def test_other_wrong_requests(self, royals):
        assert api(royals, "wbnosuch")["error"]["code"] == "badvalue"
        status, headers, body = get(royals, "/w/api.php", action="wbgetentities", ids="Q9439")
        assert (status, headers.get_content_type()) == (200, "text/html")
        assert body.startswith(b"<!DOCTYPE html>")


class TestSearch:
    def test_names_are_found_by_their_beginning_in_any_case(self, royals):
        (found,) = api(royals, "wbsearchentities", search="queen vic", language="en")["search"]
        assert found == {
            "id": "Q9439",
            "title": "Q9439",
            "pageid": 1000,
            "concepturi": "http://www.wikidata.org/entity/Q9439",
            "repository": "local",
            "url": f"{royals.url}/wiki/Q9439",
            "display": {"label": {"value": "Victoria", "language": "en"}},
            "label": "Victoria",
            "match": {"type": "alias", "language": "en", "text": "Queen Victoria"},
            "aliases": ["Queen Victoria"],
        }

    def test_a_plain_wikibase_knows_only_letters_as_they_are(self):
        with FakeWikibase(ROYALS, cirrus=False) as wikibase:
            assert api(wikibase, "wbsearchentities", search="victoria", language="en")["search"] == []
            asked = {"list": "search", "srsearch": "haswbstatement:P31=Q5", "formatversion": 2}
            assert api(wikibase, "query", **asked)["query"] == {"searchinfo": {"totalhits": 0}, "search": []}

    def test_more_than_the_limit_is_continued(self):
        with FakeWikibase(numbered(family("Adam + Ann: Abel, Abe, Abi"))) as wikibase:
            told = api(wikibase, "wbsearchentities", search="a", language="en", limit=3)
            rest = api(wikibase, "wbsearchentities", search="a", language="en", limit=3, **{"continue": 3})
        assert told["search-continue"] == 3
        assert (len(told["search"]), len(rest["search"])) == (3, 2)
        assert "search-continue" not in rest

    def test_what_must_be_said_is_asked_for(self, royals):
        assert api(royals, "wbsearchentities", search="x")["error"]["code"] == "missingparam"
        assert api(royals, "wbsearchentities", search="x", language="xx-no")["error"]["code"] == "badvalue"

    def test_words_and_statements_are_found_together(self, royals):
        for words, hits in {"india empress": ["Q9439"], "": ["Q9439", "Q157009"], "nobody": []}.items():
            asked = f"{words} haswbstatement:P31=Q5"
            told = api(royals, "query", list="search", srsearch=asked)["query"]
            assert [each["title"] for each in told["search"]] == hits
        assert api(royals, "query", list="search", srsearch="haswbstatement:P31=Q6")["query"]["search"] == []


class TestEntityData:
    def test_redirects_are_followed_in_silence_and_keyed_by_the_target(self, royals):
        status, headers, body = entity_data(royals, "Q12.json")
        assert status == 200
        assert headers["Content-Type"] == "application/json; charset=UTF-8"
        assert list(json.loads(body)["entities"]) == ["Q9439"]

    @pytest.mark.parametrize(
        ("name", "status", "text"),
        [
            ("Q777.json", 404, b"No entity with ID Q777 was found."),
            ("Q404.json", 404, b"No entity with ID Q404 was found."),
            ("Q13.json", 404, b"No entity with ID Q404 was found."),
            ("X1.json", 400, b"Invalid ID: X1."),
            ("Q0.json", 400, b"Invalid ID: Q0."),
            ("Q9439.foo", 415, b"The data format foo is not supported"),
        ],
    )
    def test_errors_are_html_with_their_status(self, royals, name, status, text):
        got, headers, body = entity_data(royals, name)
        assert (got, headers.get_content_type()) == (status, "text/html")
        assert text in body

    def test_lower_case_moves_and_circles_of_redirects_end(self, royals):
        status, headers, _ = entity_data(royals, "q9439.json")
        assert (status, headers["Location"]) == (301, f"{royals.url}/wiki/Special:EntityData/Q9439.json")
        with FakeWikibase(ROYALS, redirects={"Q1": "Q2", "Q2": "Q1"}) as wikibase:
            assert entity_data(wikibase, "Q1.json")[0] == 404

    def test_what_the_client_knows_is_not_sent_again(self, royals):
        _, headers, _ = entity_data(royals, "Q9439.json")
        assert headers["Last-Modified"] == "Sun, 01 Nov 2026 12:00:00 GMT"
        status, _, body = entity_data(royals, "Q9439.json", If_Modified_Since=headers["Last-Modified"])
        assert (status, body) == (304, b"")
        assert entity_data(royals, "Q9439.json", If_Modified_Since="Sat, 31 Oct 2026 12:00:00 GMT")[0] == 200

    def test_gzip_is_for_those_who_accept_it(self, royals):
        _, headers, body = entity_data(royals, "Q9439.json", Accept_Encoding="gzip, br")
        assert headers["Content-Encoding"] == "gzip"
        assert json.loads(gzip.decompress(body)) == json.loads(entity_data(royals, "Q9439.json")[2])


class TestSparql:
    def test_the_full_statement_form_tells_rank_and_qualifiers(self):
        adoptive = {"P1039": "Q61740757"}
        people = {
            "Q1": item(
                "Q1",
                "Ada",
                [
                    statement("P22", "Q2", rank="preferred", qualifiers=adoptive),
                    statement("P22", "Q3"),
                    statement("P22", "Q4", rank="deprecated"),
                ],
            ),
        }
        with FakeWikibase(None, people, redirects={"Q2": "Q9"}) as wikibase:
            best = "BIND(EXISTS { ?s a wikibase:BestRank } AS ?best)"
            query = (
                "SELECT * { wd:Q1 p:P22 ?s . ?s ps:P22 ?who ; wikibase:rank ?rank OPTIONAL { ?s pq:P1039 ?how } %s }"
            )
            rows = sparql(wikibase, query % best)
            assert {(row["who"], row["rank"], row["best"], row.get("how")) for row in rows} == {
                ("Q2", "ontology#PreferredRank", "true", "Q61740757"),
                ("Q3", "ontology#NormalRank", "false", None),
                ("Q4", "ontology#DeprecatedRank", "false", None),
            }
            assert sparql(wikibase, "SELECT ?who { wd:Q1 wdt:P22 ?who }") == [{"who": "Q2"}]
            assert sparql(wikibase, "SELECT * { ?old owl:sameAs ?new }") == [{"old": "Q2", "new": "Q9"}]
            assert sparql(wikibase, 'SELECT ?who { ?who rdfs:label "Ada"@en }') == [{"who": "Q1"}]

    def test_times_are_gregorian_and_astronomical_and_name_their_calendar(self):
        times = {
            "Q1": Time("+1868-05-06T00:00:00Z", 11, JULIAN),
            "Q2": Time("-0044-03-15T00:00:00Z", 11, JULIAN),
            "Q3": Time("+1500-00-00T00:00:00Z", 9, JULIAN),
            "Q4": Time("+1900-02-30T00:00:00Z", 11),
            "Q5": Time("-0500-00-00T00:00:00Z", 7),
            "Q6": Time("+0000-01-01T00:00:00Z", 11),
        }
        items = {name: item(name, None, [statement("P569", when)]) for name, when in times.items()}
        with FakeWikibase(None, items) as wikibase:
            query = "SELECT * { ?who p:P569 [ ps:P569 ?at ; psv:P569 ?full ] . ?full wikibase:timeValue ?value ;"
            rows = sparql(wikibase, f"{query} wikibase:timePrecision ?exact ; wikibase:timeCalendarModel ?calendar }}")
        told = {row["who"]: (row["at"], row["exact"], row["calendar"]) for row in rows}
        assert all(row["at"] == row["value"] for row in rows)
        assert told == {
            "Q1": ("1868-05-18T00:00:00Z", "11", "Q1985786"),
            "Q2": ("-0043-03-13T00:00:00Z", "11", "Q1985786"),
            "Q3": ("1500-01-01T00:00:00Z", "9", "Q1985786"),
            "Q4": ("1900-02-28T00:00:00Z", "11", "Q1985727"),
            "Q5": ("-0500-01-01T00:00:00Z", "7", "Q1985727"),
            "Q6": ("+0000-01-01T00:00:00Z", "11", "Q1985727"),
        }

    def test_somevalue_is_a_blank_node_and_novalue_a_class(self):
        odd = item("Q1", None, [statement("P22", Snak.SOMEVALUE), statement("P25", Snak.NOVALUE)])
        with FakeWikibase(None, {"Q1": odd}) as wikibase:
            accept = {"Accept": "application/sparql-results+json"}
            query = f"{PREFIXES} SELECT ?who {{ wd:Q1 p:P22/ps:P22 ?who }}"
            _, _, body = get(wikibase, "/sparql", accept, query=query)
            none = "SELECT ?s { wd:Q1 p:P25 ?s . ?s a <http://www.wikidata.org/prop/novalue/P25> }"
            assert len(sparql(wikibase, none)) == 1
        assert json.loads(body)["results"]["bindings"][0]["who"]["type"] == "bnode"

    def test_post_is_answered_and_nonsense_refused(self, royals):
        ask = f"{PREFIXES} ASK {{ wd:Q9439 wdt:P22+ wd:Q157009 }}"
        bodies = {
            "application/sparql-query": ask,
            "application/x-www-form-urlencoded": urllib.parse.urlencode({"query": ask}),
        }
        for kind, body in bodies.items():
            with closing(HTTPConnection(royals.url.removeprefix("http://"))) as connection:
                connection.request("POST", "/sparql", body, {"Content-Type": kind, "Accept": "application/json"})
                assert json.loads(connection.getresponse().read())["boolean"] is True
        assert get(royals, "/sparql", query="SELEC")[0] == 400


class TestTraffic:
    def test_every_request_is_kept(self, royals):
        get(royals, "/w/api.php", {"User-Agent": "cousins/1"}, ids="Q1|Q2", action="wbgetentities")
        entity_data(royals, "Q9439.json")
        first, second = royals.requests
        assert (first.method, first.path, first.ids) == ("GET", "/w/api.php", ("Q1", "Q2"))
        assert first.headers["user-agent"] == "cousins/1"
        assert second.ids == ("Q9439",)
        assert royals.traffic.most_at_once == 1

    def test_requests_at_the_same_time_are_counted_and_refused_beyond_the_limit(self):
        with FakeWikibase(ROYALS, latency=0.2, limits=Limits(at_once=2, retry_after=7)) as wikibase:
            answers = []
            threads = [
                threading.Thread(target=lambda: answers.append(entity_data(wikibase, "Q9439.json"))) for _ in range(3)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert sorted(status for status, _, _ in answers) == [200, 200, 429]
        assert {headers["Retry-After"] for status, headers, _ in answers if status == 429} == {"7"}
        assert wikibase.traffic.most_at_once == 3
        assert len(wikibase.traffic.refused) == 1

    def test_too_many_in_a_time_are_refused(self, monkeypatch):
        now = [1000.0]
        monkeypatch.setattr(traffic, "time", SimpleNamespace(monotonic=lambda: now[0]))
        with FakeWikibase(ROYALS, limits=Limits(requests=2, seconds=30)) as wikibase:
            assert [entity_data(wikibase, "Q9439.json")[0] for _ in range(3)] == [200, 200, 429]
            now[0] += 30
            assert entity_data(wikibase, "Q9439.json")[0] == 200

    def test_answers_come_late(self, pauses):
        with FakeWikibase(ROYALS, latency=100.0) as wikibase:
            entity_data(wikibase, "Q9439.json")
        assert pauses == [100.0]


class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "status", "retry_after"),
        [
            (faults.rate_limit(retry_after=2), 429, "2"),
            (faults.rate_limit(), 429, None),
            (faults.forbidden(), 403, None),
            (faults.status(500), 500, None),
            (faults.status(502), 502, None),
            (faults.status(503, retry_after=1), 503, "1"),
            (faults.html(), 200, None),
        ],
    )
    def test_a_status_comes_with_a_page_and_then_all_is_well(self, royals, fault, status, retry_after):
        royals.fail(fault)
        got, headers, body = entity_data(royals, "Q9439.json")
        assert (got, headers["Retry-After"]) == (status, retry_after)
        assert body.startswith(b"<!DOCTYPE html>")
        assert entity_data(royals, "Q9439.json")[0] == 200

    def test_faults_are_scripted_in_order_and_for_some_requests_only(self, royals):
        royals.fail(faults.status(500), times=2, when=lambda asked: "Q9439" in asked.ids)
        royals.fail(faults.status(503), times=None)
        names = ["Q157009.json", "Q9439.json", "Q9439.json", "Q9439.json"]
        assert [entity_data(royals, name)[0] for name in names] == [503, 500, 500, 503]
        royals.recover()
        assert entity_data(royals, "Q9439.json")[0] == 200

    def test_errors_of_the_api_come_with_status_200(self, royals):
        royals.fail(faults.maxlag(12.4))
        assert api(royals, ids="Q9439")["error"]["code"] == "maxlag"
        royals.fail(faults.api_error("readonly"))
        assert api(royals, ids="Q9439")["error"]["code"] == "readonly"

    def test_answers_that_lie(self, royals):
        lies = {
            faults.wrong_id("Q8"): ["Q8", "Q157009"],
            faults.left_out(): ["Q157009"],
            faults.left_out("Q157009"): ["Q9439"],
            faults.no_entities(): [],
        }
        for fault, ids in lies.items():
            royals.fail(fault)
            assert list(api(royals, ids="Q9439|Q157009").get("entities", {})) == ids
        royals.fail(faults.missing("Q9439"))
        assert api(royals, ids="Q9439|Q157009")["entities"]["Q9439"] == {"id": "Q9439", "missing": ""}

    def test_bodies_that_are_broken(self, royals):
        royals.fail(faults.invalid_json())
        with pytest.raises(ValueError, match=r"Unterminated|Expecting|delimiter"):
            api(royals, ids="Q9439")
        royals.fail(faults.empty_body())
        assert entity_data(royals, "Q9439.json")[2] == b""
        royals.fail(faults.bad_gzip())
        with pytest.raises(zlib_error):
            gzip.decompress(entity_data(royals, "Q9439.json")[2])
        royals.fail(faults.cut_gzip())
        with pytest.raises(EOFError):
            gzip.decompress(entity_data(royals, "Q9439.json")[2])
        royals.fail(faults.cut_body())
        with pytest.raises(IncompleteRead):
            entity_data(royals, "Q9439.json")

    def test_connections_that_break(self, royals):
        royals.fail(faults.closed())
        with pytest.raises(RemoteDisconnected):
            entity_data(royals, "Q9439.json")

    def test_an_answer_that_never_comes_does_not_keep_the_server_from_stopping(self):
        with FakeWikibase(ROYALS) as wikibase:
            wikibase.fail(faults.hang())
            with closing(HTTPConnection(wikibase.url.removeprefix("http://"), timeout=0.1)) as connection:
                connection.request("GET", "/wiki/Special:EntityData/Q9439.json")
                with pytest.raises(TimeoutError):
                    connection.getresponse()
        assert not wikibase._thread.is_alive()

    def test_an_answer_that_drips_never_ends(self, pauses):
        with FakeWikibase(ROYALS) as wikibase:
            wikibase.fail(faults.drip(pause=100.0))
            with closing(HTTPConnection(wikibase.url.removeprefix("http://"))) as connection:
                connection.request("GET", "/wiki/Special:EntityData/Q9439.json")
                assert connection.getresponse().read(12) == b'{"entities":'
        assert pauses.count(100.0) >= 11
        assert not wikibase._thread.is_alive()


def test_it_serves_a_program_that_has_a_loop_of_its_own(royals):
    async def ask():
        return await asyncio.to_thread(entity_data, royals, "Q9439.json")

    assert asyncio.run(ask())[0] == 200


def test_a_port_that_is_taken_is_said(royals):
    port = int(royals.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"), FakeWikibase(ROYALS, port=port):
        pass


def test_nobody_listens_afterwards():
    with FakeWikibase(ROYALS) as wikibase:
        pass
    with pytest.raises((ConnectionRefusedError, http.client.HTTPException)):
        entity_data(wikibase, "Q9439.json")
