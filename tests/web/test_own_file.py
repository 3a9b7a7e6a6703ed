"""A visitor's own family file."""

from __future__ import annotations

import weakref
from tempfile import gettempdir

import pytest
from starlette.testclient import TestClient

from cousins.explorer import Explorer
from cousins.sources.atlas import Atlas
from cousins.web import own_files
from cousins.web.application import application
from cousins.web.own_files import FileRules

FAMILY = b"""0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Ann /Lee/
1 BIRT
2 DATE 2001
1 FAMS @F1@
0 @I2@ INDI
1 NAME Bob /Lee/
1 FAMC @F1@
0 @F1@ FAM
1 WIFE @I1@
1 CHIL @I2@
0 TRLR
"""
ASKED = "/api/relate?a=I1&b=I2"
MOST = 10_000


@pytest.fixture(scope="module")
def served():
    app = application(Explorer(Atlas()), files=FileRules(most=MOST))
    with TestClient(app, base_url="http://localhost"):
        yield app


@pytest.fixture
def visitor(served):
    """Return somebody with a browser of their own; what they bring is forgotten at the end."""
    client = TestClient(served, base_url="http://localhost")
    yield client
    client.post("/files/forget", follow_redirects=False)


def bring(visitor, content=FAMILY, asked="name=lee.ged", **headers):
    return visitor.post(f"/files?{asked}", content=content, headers=headers)


def kept(served):
    return list(served.state.desks.files._kept.values())


def test_pages_and_api_answer_from_it_for_its_visitor_alone(served, visitor):
    brought = bring(visitor)
    assert (brought.status_code, brought.json()) == (
        201,
        {"name": "lee.ged", "people": 2, "troubles": 0, "living": None},
    )
    cookie = brought.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "expires" not in cookie
    answer = visitor.get(ASKED)
    assert answer.json()["relationships"][0]["b_is"] == "child"
    assert answer.headers["cache-control"] == "no-store"
    assert "Cookie" in answer.headers["vary"]
    assert "lee.ged" in visitor.get("/").text
    assert "Ann Lee" in visitor.get("/relate?a=I1&b=I2").text
    assert "Ann Lee" in visitor.get("/picture.svg?a=I1&b=I2").text
    assert visitor.get("/suggest?text=an").json()[0]["id"] == "I1"
    stranger = TestClient(served, base_url="http://localhost")
    assert stranger.get(ASKED).status_code == 404
    assert "lee.ged" not in stranger.get("/").text


def test_nothing_of_it_stays_once_it_is_forgotten(served, visitor):
    bring(visitor)
    visitor.get(ASKED)
    (own,) = kept(served)
    family = weakref.ref(own.desk.explorer._fields._all)
    del own
    left = visitor.post("/files/forget", follow_redirects=False)
    assert (left.status_code, left.headers["location"]) == (303, "/")
    assert not kept(served)
    assert family() is None
    assert visitor.get(ASKED).status_code == 404


def test_the_file_itself_is_deleted_before_the_answer(visitor, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert bring(visitor).status_code == 201
    assert bring(visitor, b"nonsense").status_code == 422
    assert not list(tmp_path.iterdir())


def test_another_file_takes_the_place_of_the_first_and_a_wrong_one_does_not(served, visitor):
    bring(visitor)
    bring(visitor, asked="name=again.ged")
    assert [own.name for own in kept(served)] == ["again.ged"]
    bring(visitor, b"nonsense")
    assert visitor.get(ASKED).status_code == 200


def test_the_living_are_hidden_where_the_visitor_says_so(visitor):
    assert bring(visitor, asked="name=lee.ged&living=hide").json()["living"] == "hide"
    assert "Ann" not in visitor.get(ASKED).text
    assert visitor.get("/suggest?text=ann").json() == []


def test_a_visitor_cannot_show_more_of_the_living_than_the_rules_do(served, visitor, monkeypatch):
    files = served.state.desks.files
    monkeypatch.setattr(files, "rules", FileRules(most=MOST, living="hide"))
    assert bring(visitor, asked="name=lee.ged&living=initials").json()["living"] == "hide"


def test_it_is_forgotten_when_the_visit_ends(served, visitor, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(own_files, "monotonic", lambda: now)
    bring(visitor)
    assert visitor.post("/files/left").status_code == 204
    now += own_files.LEFT - 1
    assert visitor.post("/files/here").status_code == 200  # another page was opened
    now += own_files.LEFT + 1
    assert visitor.get(ASKED).status_code == 200
    now += own_files.IDLE + 1
    gone = visitor.get(ASKED)
    assert (gone.status_code, gone.json()["title"]) == (410, "Your family file is gone")
    assert "Max-Age=0" in gone.headers["set-cookie"]
    assert not kept(served)


def test_a_page_about_a_file_that_is_gone_says_so(served, visitor):
    bring(visitor)
    served.state.desks.files._kept.clear()
    assert "not here any more" in visitor.get("/").text


@pytest.mark.parametrize(
    ("asked", "content", "status", "said"),
    [
        ("name=a.ged", b"", 422, "a.ged: the file is empty"),
        ("name=a.ged", b"0 HEAD\n0 TRLR\n", 422, "a.ged: nobody is in it"),
        ("name=a.json", b"{", 422, "a.json, line 1"),
        ("name=a.zip", b"PK\x03\x04", 422, "a.zip: "),
        ("name=a.csv", b"id,name\n1,x\n", 422, "a.csv: what ends so is not read here"),
        ("name=a.doc", FAMILY, 422, "pick one of .ged"),
        ("name=../../etc/passwd", FAMILY, 422, "etcpasswd: "),
        ("name=%00%ED%A0%80%E2%80%AE" + "x" * 500 + ".ged", b"x", 422, "x.ged, line 1: not a GEDCOM file"),
        ("name=a.ged", b"0" * (MOST + 1), 413, "more than 10,000 bytes; the setting max_bytes"),
        ("name=a.ged&living=no", FAMILY, 400, "`living`"),
        ("name=a.ged&x=1", FAMILY, 400, "`name`"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(visitor, asked, content, status, said):
    told = bring(visitor, content, asked)
    assert (told.status_code, told.headers["content-type"]) == (status, "application/problem+json")
    assert said in told.json()["detail"]
    assert gettempdir() not in told.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"X-Forwarded-For": "192.0.2.1"},
    ],
)
def test_other_sites_and_visitors_through_a_proxy_bring_nothing(visitor, headers):
    assert bring(visitor, **headers).status_code == 403
    assert visitor.post("/files/forget", headers=headers, follow_redirects=False).status_code == 403


def test_its_own_pages_bring_files(visitor):
    assert bring(visitor, **{"Sec-Fetch-Site": "same-origin"}).status_code == 201
    assert bring(visitor, Origin="http://localhost").status_code == 201


def test_there_is_room_for_so_many(served, visitor, monkeypatch):
    monkeypatch.setattr(own_files, "MOST_FILES", 1)
    bring(visitor)
    other = TestClient(served, base_url="http://localhost")
    told = bring(other)
    assert (told.status_code, told.json()["title"]) == (507, "There is no room for another family file")
    assert bring(visitor).status_code == 201  # one's own place is one's own


def test_nothing_is_taken_where_it_is_not_allowed():
    with TestClient(application(Explorer(Atlas())), base_url="http://localhost") as closed:
        assert bring(closed).status_code == 404
        assert "own-drop" not in closed.get("/").text
