"""SPARQL endpoints as they are: engines write terms in their own ways, run out of time, and answer with nothing."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import pytest
import rdflib
from fakes import JULIAN, FakeWikibase, Snak, Time, faults, item, numbered, statement
from families import family

from cousins.errors import SourceAnswerError, SourceError, SourceTimeoutError
from cousins.explorer.fetching import Fetcher
from cousins.settings import Settings
from cousins.sources.rdf_items import put_together
from cousins.sources.sparql import Sparql
from cousins.sources.sparql_queries import Queries, text
from cousins.sources.sparql_results import rows_of
from cousins.transport.client import Client
from cousins.wikibase.properties import WIKIDATA, Properties

ENTITIES = "http://www.wikidata.org/entity/"
ODD = [
    statement("P31", "Q5"),
    statement("P22", Snak.SOMEVALUE, rank="preferred"),
    statement("P22", "Q3", qualifiers={"P1039": Snak.SOMEVALUE}),
    statement("P25", Snak.NOVALUE),
    statement("P569", Time("+1214-04-25T00:00:00Z", 11, JULIAN), qualifiers={"P1480": "Q5727902"}),
    statement("P570", Snak.SOMEVALUE),
]
PEOPLE = {"Q1": item("Q1", "Ann", ODD, aliases=["Annie"]), "Q3": item("Q3", {"ja": "花子"}), "Q4": item("Q4")}
# Four generations of eight people who married no cousins.
LINE = numbered(family("A + B: C\nD + E: F\nC + F: G\nH + I: J\nG + J: K\nK + L: M"))


@pytest.fixture(scope="module")
def site():
    with FakeWikibase(LINE, PEOPLE, redirects={"Q2": "Q3", "Q8": "Q9"}) as wikibase:
        yield wikibase


def asked(wikibase, question, **more):
    """Return what a question to the endpoint gives, and how many requests it took."""

    async def ask():
        async with Client(Settings()) as client:
            return await question(Sparql(wikibase.sparql_url, **more), client)

    before = len(wikibase.requests)
    try:
        return asyncio.run(ask()), len(wikibase.requests) - before
    finally:
        wikibase.recover()


def fetched(wikibase, *ids, **more):
    found, requests = asked(wikibase, lambda source, client: source.fetch(client, ids), **more)
    return {who: json.loads(body) if body else None for who, body in found.items()}, requests


def rewritten(change):
    return faults.rows(lambda rows: [{name: change(dict(term)) for name, term in row.items()} for row in rows])


def as_wikidata(term):
    """Write unknown values as Wikidata's service does."""
    return {"type": "uri", "value": f"{ENTITIES[:-7]}.well-known/genid/1"} if term["type"] == "bnode" else term


def as_virtuoso(term):
    if term["type"] == "bnode":
        return {"type": "uri", "value": "nodeID://b10023"}
    return term | {"type": "typed-literal"} if "datatype" in term else term


@pytest.mark.parametrize("engine", [as_wikidata, as_virtuoso])
def test_terms_are_read_as_any_engine_writes_them(site, engine):
    plain, _ = fetched(site, "Q1")
    site.fail(rewritten(engine), times=None)
    assert fetched(site, "Q1")[0] == plain
    first, second = plain["Q1"]["claims"]["P22"]
    assert {first["mainsnak"]["snaktype"], second["mainsnak"]["snaktype"]} == {"somevalue", "value"}
    assert plain["Q1"]["claims"]["P569"][0]["mainsnak"]["datavalue"]["value"]["time"] == "+1214-04-25T00:00:00Z"


def in_rdflib(graph, query):
    return graph.query(query).serialize(format="json")


def test_another_engine_answers_the_same_queries_alike(site):
    graph = rdflib.Graph()
    graph.parse(data=site.triples, format="nt")
    queries = Queries(ENTITIES, WIKIDATA, ("en", "mul"))
    query = queries.facts(["Q1", "Q2", "Q4", "Q1007"])
    ours, theirs = [put_together(rows_of(body), ENTITIES) for body in (site.sparql(query), in_rdflib(graph, query))]
    assert len(ours) == 3
    assert {who: (one.target, one.json()) for who, one in theirs.items()} == {
        who: (one.target, one.json()) for who, one in ours.items()
    }
    query = queries.above(["Q1007"], 2)
    ours, theirs = [rows_of(body) for body in (site.sparql(query), in_rdflib(graph, query))]
    assert sorted(row["item"].value for row in ours) == sorted(row["item"].value for row in theirs)
    assert len(ours) == 2 + 4


@pytest.mark.parametrize("status", [500, 504, 200])
def test_a_batch_that_takes_too_long_is_halved_and_never_asked_for_again(site, status):
    ids = ["Q1", "Q3", *LINE.ids[:6]]
    plain, _ = fetched(site, *ids)
    site.fail(
        faults.out_of_time(status),
        times=None,
        when=lambda request: (
            request.params["query"].count("wd:Q1 ") > 0 and request.params["query"].count("wd:Q3 ") > 0
        ),
    )
    found, requests = fetched(site, *ids)
    assert found == plain
    # All, a half, a quarter and each of its two by itself, the other quarter and half; Q3 has a foreign label only.
    assert requests == 7 + 2
    queries = [request.params["query"] for request in site.requests[-requests:]]
    assert len(set(queries)) == len(queries)


def test_one_item_that_takes_too_long_is_said_in_one_line(site):
    site.fail(faults.out_of_time(), times=None)
    with pytest.raises(SourceTimeoutError, match=r"127\.0\.0\.1:\d+ does not answer in time, even of Q1 alone"):
        fetched(site, "Q1")


def test_a_service_that_is_always_out_of_time_is_not_asked_without_end(site):
    site.fail(faults.out_of_time(), times=None)
    before = len(site.requests)
    with pytest.raises(SourceTimeoutError, match="in time, even of 9 people"):
        fetched(site, *(f"Q{number}" for number in range(1, 151)))
    assert len(site.requests) == before + 5


@pytest.mark.parametrize(("words", "person"), [("?predicate ?value . BIND", "Q404"), ("rdfs:label ?label }", "Q3")])
def test_small_queries_that_fail_are_said_in_one_line(site, words, person):
    site.fail(faults.out_of_time(), times=None, when=lambda request: words in request.params["query"])
    with pytest.raises(SourceTimeoutError, match=r"127\.0\.0\.1:\d+ does not answer in time$"):
        fetched(site, person)
    site.fail(faults.out_of_time(), times=None)
    with pytest.raises(SourceTimeoutError, match=r"does not answer in time$"):
        asked(site, lambda source, client: source.search(client, "Ann", limit=5))


def test_whether_the_addresses_are_right_may_stay_unknown(site):
    site.fail(faults.out_of_time(), times=None, when=lambda request: "LIMIT 1" in request.params["query"])
    assert fetched(site, "Q404")[0] == {"Q404": None}


def test_rows_that_are_cut_off_are_not_taken_for_all(site):
    ids = ["Q1", "Q3", *LINE.ids[:6]]
    plain, _ = fetched(site, *ids)
    site.fail(faults.rows(lambda rows: rows[:40], {"X-SPARQL-MaxRows": "40"}), times=None)
    assert fetched(site, *ids)[0] == plain


def test_a_fault_that_passes_is_survived(site):
    site.fail(faults.status(500), times=1)
    assert fetched(site, "Q1")[0]["Q1"]["id"] == "Q1"


def test_an_answer_that_is_none_is_said(site):
    site.fail(faults.html(), times=None)
    with pytest.raises(SourceError):
        fetched(site, "Q1")


@pytest.mark.parametrize(
    "row",
    [
        {"item": {"type": "uri", "value": f"{ENTITIES}Q1"}},
        {"label": {"type": "literal", "value": "Ann"}},
        {"item": {"type": "uri", "value": f"{ENTITIES}L1"}, "label": {"type": "literal", "value": "Ann"}},
        {"item": {"type": "uri", "value": f"{ENTITIES}Q1"}, "claim": {"type": "literal", "value": ""}},
        {
            **{name: {"type": "uri", "value": f"{ENTITIES}Q1"} for name in ("item", "claim", "statement", "predicate")},
            **{name: {"type": "literal", "value": "?"} for name in ("time", "precision", "calendar")},
        },
    ],
)
def test_odd_rows_are_a_clear_error(site, row):
    site.fail(faults.rows(lambda _: [row]), times=None)
    with pytest.raises(SourceAnswerError):
        fetched(site, "Q1")


ODD = [None, -1, 2**63, "", "Q0", f"{ENTITIES}Q22", "\x00\u202e\n", "9" * 400, "-0000-99-99T00:00:00Z", [], {"": {}}]


class Says:
    """A client to whom every question is answered with the same."""

    settings, ledger, answered = Settings(), None, 0

    def __init__(self, told):
        self.body = json.dumps(told).encode()

    async def fetch(self, *_, **__):
        return SimpleNamespace(status=200, headers={}, body=self.body)


def test_anything_in_any_place_is_read_or_said_in_one_line(site):
    told = json.loads(site.sparql(Queries(ENTITIES, WIKIDATA, ("en", "mul")).facts(["Q1", "Q2", "Q1003"])))
    rows, said = told["results"]["bindings"], []
    shapes = {frozenset(row): place for place, row in enumerate(rows)}
    changed = [
        [*rows[:place], {**rows[place], name: {**rows[place][name], part: odd}}, *rows[place + 1 :]]
        for shape, place in shapes.items()
        for name in sorted(shape)
        for part in rows[place][name]
        for odd in ODD
    ]

    async def read_all():
        for bindings in changed:
            fetcher = Fetcher(Sparql("http://h/sparql"), Says({"results": {"bindings": bindings}}), None)
            try:
                assert await fetcher.read(["Q1", "Q2", "Q1003"])
            except SourceAnswerError as error:
                said.append(str(error))

    asyncio.run(read_all())
    assert 100 < len(said) < len(changed)
    assert all(line.isprintable() and len(line) < 300 for line in said)


def test_no_rows_are_no_proof_that_there_is_no_item(site):
    assert fetched(site, "Q404") == ({"Q404": None}, 3)  # the third looks whether the addresses are right
    assert fetched(site, "Q1", "Q404")[1] == 2
    found, requests = fetched(site, "Q4")
    assert (found["Q4"]["claims"], requests) == ({}, 3)
    site.fail(faults.rows(lambda _: []), times=1)
    with pytest.raises(SourceAnswerError, match="knows Q1 and answered a query without a word of it"):
        fetched(site, "Q1")


def climbed(wikibase, *rows):
    """Return whom a climb reads, a row at a time, and how many requests it takes."""

    async def climb(source, client):
        fetcher = Fetcher(source, client, None)
        for row in rows:
            await fetcher.bring(row, None)
            await fetcher.read(row)
        return set(fetcher.readings)

    return asked(wikibase, climb)


ROWS = (["Q1013"], ["Q1011", "Q1012"], ["Q1007", "Q1010"], ["Q1003", "Q1006", "Q1008", "Q1009"])


def test_a_pedigree_takes_a_query_for_the_ids_and_one_for_the_facts(site):
    assert climbed(site, *ROWS) == ({person for row in ROWS for person in row}, 2)


def test_a_service_that_was_busy_is_asked_once_more_and_only_for_the_ids(site):
    site.fail(faults.out_of_time(), times=1)
    assert climbed(site, *ROWS) == ({person for row in ROWS for person in row}, 3)


@pytest.mark.parametrize(
    ("fault", "requests"), [(faults.out_of_time(), 6), (faults.status(400), 5), (faults.rows(lambda _: []), 5)]
)
def test_an_endpoint_that_cannot_tell_who_the_ancestors_are_is_asked_by_generations(site, fault, requests):
    site.fail(fault, times=None, when=lambda request: "?seed" in request.params["query"])
    assert climbed(site, *ROWS) == ({person for row in ROWS for person in row}, requests)


def test_names_are_found_with_the_usual_capitals_in_any_letters_and_page_by_page():
    people = {f"Q{number}": item(f"Q{number}", "Queen Mary", [statement("P31", "Q5")]) for number in range(1, 8)}
    people |= {"Q9": item("Q9", 'Zoë "𐍈" \\', [statement("P31", "Q5")]), "Q10": item("Q10", "Queen Mary")}
    with FakeWikibase(None, people) as wikibase:

        def search(name, **more):
            found, _ = asked(wikibase, lambda source, client: source.search(client, name, **more))
            return list(found.items), found.more

        assert search('Zoë "𐍈" \\', limit=5) == (["Q9"], False)
        assert search("queen mary", limit=5) == ([f"Q{number}" for number in range(1, 6)], True)
        assert search("queen mary", limit=5, skip=5) == (["Q6", "Q7"], False)


def test_a_wikibase_without_some_properties_can_be_asked():
    few = Properties.of({"parent": "P8810"})
    with FakeWikibase(LINE) as wikibase:
        found, _ = fetched(wikibase, "Q1003", properties=few)
        names, _ = asked(wikibase, lambda source, client: source.search(client, "C", limit=3), properties=few)
    assert set(found["Q1003"]["claims"]) == {"P8810"}
    assert names.items == ["Q1003"]


def test_other_addresses_than_the_setting_says_are_told():
    with FakeWikibase(LINE, concept_base="http://family.example/") as wikibase:
        with pytest.raises(SourceAnswerError, match=r"items as 'http://family\.example/entity/'…, not .* concept_base"):
            fetched(wikibase, "Q1003")
        found, requests = fetched(wikibase, "Q1003", entities="http://family.example/entity/")
    assert (found["Q1003"]["id"], requests) == ("Q1003", 1)


def test_what_changes_the_answers_changes_the_key():
    sources = [
        Sparql("http://h/sparql"),
        Sparql("http://h/other"),
        Sparql("http://h/sparql", languages=("fr",)),
        Sparql("http://h/sparql", entities="http://h/entity/"),
        Sparql("http://h/sparql", properties=Properties.of({"father": "P3"})),
    ]
    assert len({source.key for source in sources}) == len(sources)
    assert Sparql("http://h/sparql").key == sources[0].key


def test_texts_are_written_as_they_are():
    assert text('a"\\\n𐍈') == '"a\\"\\\\\\n𐍈"'
