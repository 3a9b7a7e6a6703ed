"""The JSON API, on the atlas."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from cousins.explorer import Explorer
from cousins.questions import QUESTIONS
from cousins.sources.atlas import Atlas
from cousins.web.application import application
from cousins.web.paging import parameters

COUPLE = "/api/relate?a=Q9682&b=Q80976"


@pytest.fixture(scope="module")
def client():
    with TestClient(application(Explorer(Atlas())), base_url="http://localhost") as opened:
        yield opened


@pytest.fixture(scope="module")
def document(client):
    return client.get("/api/openapi.json").json()


def answered(client, document, address):
    """Return the status and the answer, once it is what the document says."""
    answer = client.get(address)
    (path,) = (each for each in document["paths"] if address.partition("?")[0].startswith(each.partition("{")[0]))
    media = answer.headers["content-type"].partition(";")[0]
    shape = document["paths"][path]["get"]["responses"][str(answer.status_code)]["content"][media]["schema"]
    if not media.endswith("json"):
        return answer.status_code, answer.text
    Draft202012Validator({**shape, "components": document["components"]}).validate(answer.json())
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    "address",
    [
        f"{COUPLE}&limit=2",
        f"{COUPLE}&every=true&limit=3&generations=6",
        f"{COUPLE}&coefficients=true&common_ancestors=1",
        "/api/relate?a=Napoleon&b=Q9439",
        "/api/find?name=victoria&limit=2",
        "/api/person/Q9439",
        "/api/ancestors?person=Q9439&generations=2",
        "/api/descendants?person=queen%20victoria&generations=1",
        "/api/tree?person=Q9439;Q151305&to=Q9682;%20Q80976&siblings=none",
    ],
)
def test_answers_are_what_the_document_says(client, document, address):
    assert answered(client, document, address)[0] == 200


def test_coefficients_and_lists_of_ancestors_come_only_when_asked_for(client, document):
    _, short = answered(client, document, COUPLE)
    _, full = answered(client, document, f"{COUPLE}&coefficients=true&common_ancestors=true")
    assert "kinship" not in short
    assert full["kinship"] > 0
    assert "all" not in short["common_ancestors"]
    assert len(full["common_ancestors"]["all"]) == short["common_ancestors"]["count"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/relate?a=Q9682", 400, "`b` is missing"),
        ("/api/relate?a=Q9682&b=Q1&b=Q2", 400, "`b` is given twice"),
        ("/api/relate?a=Q9682&b=Q80976&limits=1", 400, "`limits` is unknown; there are `a`, `b`, `limit`"),
        ("/api/relate?a=Q9682&b=Q80976&limit=0", 400, "`limit` is less than 1"),
        ("/api/relate?a=Q9682&b=Q80976&every=perhaps", 400, "`every` is neither true nor false"),
        ("/api/relate?a=Q9682&b=Q80976&limit=many", 400, "`limit` is no whole number"),
        ("/api/relate?a=Q9682&b=Q80976&limit=1001", 400, "`limit` is more than 1000"),
        ("/api/find?name=", 400, "`name` is empty"),
        (f"/api/find?name={'x' * 201}", 400, "`name` has more than 200 letters"),
        ("/api/person/Q999999999", 404, "Q999999999"),
        ("/api/person/Q99999999999999", 400, "Q99999999999999"),
        ("/api/person/nobody-of-that-name", 404, "nobody"),
        ("/api/person/Alexandra", 409, "Alexandra"),
        ("/api/tree?person=Q9439&style=fan", 400, "fan"),
        ("/api/tree?person=Q9439&style=round", 400, "`style` cannot be 'round'"),
    ],
)
def test_refusals_have_one_shape_and_say_why(client, document, address, status, said):
    got, told = answered(client, document, address)
    assert (got, told["status"]) == (status, status)
    assert said in told["detail"]


def test_an_ambiguous_name_comes_with_its_candidates(client):
    told = client.get("/api/person/Alexandra").json()
    assert "Q152094" in told["candidates"][0]
    assert len(told["candidates"]) == 8


@pytest.mark.parametrize(("method", "address", "status"), [("POST", COUPLE, 405), ("GET", "/api/nothing", 404)])
def test_what_is_no_question_has_the_same_shape(client, method, address, status):
    answer = client.request(method, address)
    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_answer_that_is_known_is_not_sent_again(client):
    first = client.get(COUPLE)
    again = client.get(COUPLE, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{COUPLE}&limit=1").headers["etag"] != first.headers["etag"]


def test_a_tree_is_drawn(client, document):
    status, drawn = answered(client, document, "/api/tree?person=Q9439&to=Q9682&format=svg")
    assert (status, drawn[:4]) == (200, "<svg")


def test_every_question_is_documented_with_its_bounds(document):
    for question in QUESTIONS:
        told = document["paths"][question.path]["get"]["parameters"]
        assert [each["name"] for each in told] == [each.name for each in parameters(question)]
    limit = next(each for each in document["paths"]["/api/find"]["get"]["parameters"] if each["name"] == "limit")
    assert (limit["schema"]["minimum"], limit["schema"]["maximum"], limit["schema"]["default"]) == (1, 50, 10)
    assert json.dumps(document).count("$ref") > 20


def test_health_asks_nobody(client):
    assert client.get("/health").text == "ok\n"


def test_a_page_shows_every_question_with_an_address_that_works(client):
    page = client.get("/api").text
    for question in QUESTIONS:
        assert question.path in page
    tried = re.findall(r'href="/(api/[^"]+)"', page)
    assert len(tried) > len(QUESTIONS)
    assert all(client.get(f"/{address.replace('&amp;', '&')}").status_code == 200 for address in tried)


def test_the_tools_for_assistants_are_beside_the_page_on_demand():
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
    call["params"] = {"name": "find_person", "arguments": {"name": "victoria", "limit": 1}}
    accepted = {"accept": "application/json, text/event-stream"}
    with TestClient(application(Explorer(Atlas()), tools=True), base_url="http://localhost") as client:
        told = client.post("/mcp", json=call, headers=accepted)
        assert '"id":"Q9439"' in told.text.replace(" ", "").replace("\\", "")
        assert client.post("/mcp", json=call, headers=accepted | {"host": "example.org"}).status_code == 421
        assert client.post("/mcp", json=call, headers=accepted | {"origin": "https://evil.example"}).status_code == 403
        assert client.get("/api/find?name=victoria").status_code == 200


def test_long_lists_come_in_pages(client, document):
    asked = "/api/ancestors?person=Q9439&generations=4"
    _, whole = answered(client, document, asked)
    parts = [answered(client, document, f"{asked}&offset={at}&limit=10")[1] for at in (0, 10, 20, 30)]
    assert [row for part in parts for row in part["ancestors"]] == whole["ancestors"]
    assert [part["more"] for part in parts] == [10 * at + 10 < len(whole["ancestors"]) for at in range(4)]
