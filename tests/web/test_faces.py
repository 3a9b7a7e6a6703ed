"""Portraits on pages: through this server alone, politely, and of nobody who is hidden."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from fakes import FakeWikibase, File, numbered, statement
from families import family
from starlette.testclient import TestClient

from cousins.errors import SourceError
from cousins.explorer import Explorer
from cousins.settings import Settings
from cousins.sources import source_named
from cousins.sources.atlas import Atlas
from cousins.sources.memory import Memory
from cousins.web.application import application
from cousins.web.faces import Faces
from cousins.web.own_files import FileRules

ADAM, BOB, CARL = (f"Q{number}" for number in range(1001, 1004))
FAMILY = numbered(family("Adam: Bob, Carl", {"Adam": "1800", "Bob": "1990", "Carl": "1830"}))
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PICTURE = File(image=JPEG, facts={"Artist": "<b>A & B</b>", "LicenseShortName": "CC BY 4.0"})
CREDIT = "A &amp; B, CC BY 4.0, Wikimedia Commons"


@pytest.fixture(scope="module")
def wikibase():
    with FakeWikibase(FAMILY, files={"A.jpg": PICTURE, "B.jpg": PICTURE}) as opened:
        for person, name in ((ADAM, "A.jpg"), (BOB, "B.jpg")):
            opened.world.item(person)["claims"]["P18"] = [statement("P18", name)]
        yield opened


def served(wikibase, folder, *, live=False, **options):
    settings = Settings(cache_folder=folder, wikidata=wikibase.url, commons=wikibase.url)
    source = source_named(wikibase.url, settings) if live else Memory(FAMILY)
    explorer = Explorer(source, settings=settings, living=options.pop("living", None))
    return TestClient(application(explorer, portraits=True, **options), base_url="http://localhost")


@pytest.mark.parametrize("live", [False, True])
def test_a_portrait_comes_from_this_server_with_thanks_on_the_persons_page_and_is_kept(wikibase, tmp_path, live):
    with served(wikibase, tmp_path, live=live, living="hide") as client:
        portrait = client.get(f"/portrait/{ADAM}")
        before = len(wikibase.requests)
        assert (portrait.content, portrait.headers["Content-Type"]) == (JPEG, "image/jpeg")
        assert "sandbox" in portrait.headers["Content-Security-Policy"]
        page = client.get(f"/person/{ADAM}?names=").text
        assert f'<img src="/portrait/{ADAM}" width="250" height="300" alt="Portrait of Adam">' in page
        assert f'<a href="https://commons.wikimedia.org/wiki/File:A.jpg" rel="noreferrer">{CREDIT}</a>' in page
        assert client.get(f"/portrait/{ADAM}").content == JPEG
        if not live:
            assert len(wikibase.requests) == before
        # One who is hidden, one without an image, nobody, and what is no id.
        others = [client.get(f"/portrait/{who}") for who in (BOB, CARL, "Q77", "Adam", "Q1|Q2")]
        assert [(answer.status_code, answer.headers["Content-Type"]) for answer in others] == [
            (404, "application/problem+json")
        ] * len(others)
        assert "portrait/" not in client.get(f"/person/{CARL}").text.replace('data-portraits="/portrait/"', "")
        assert "portrait/" not in client.get(f"/person/{BOB}").text.replace('data-portraits="/portrait/"', "")
    assert not [request for request in wikibase.requests if "B.jpg" in str(request)]


def test_of_a_visitors_own_family_nobody_is_asked(wikibase, tmp_path):
    wikibase.requests.clear()
    with served(wikibase, tmp_path, files=FileRules(direct=False)) as client:
        gedcom = b"0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @Q1001@ INDI\n1 NAME Ann /Lee/\n0 TRLR\n"
        assert client.post("/files?name=a.ged", content=gedcom).status_code == 201
        page = client.get("/person/Q1001")
        assert page.status_code == 200
        assert "portrait" not in page.text
        assert client.get("/portrait/Q1001").status_code == 404
    assert wikibase.requests == []


def test_without_being_told_to_nobody_asks_for_portraits():
    with TestClient(application(Explorer(Atlas())), base_url="http://localhost") as client:
        assert client.get("/portrait/Q9439").status_code == 404
        assert "portrait" not in client.get("/person/Q9439").text + client.get("/").text


def test_all_who_wait_are_looked_for_together_and_nobody_again_who_has_none():
    searches = []

    async def portraits_of(people):
        searches.append(people)
        await asyncio.sleep(0)
        if "Q3" in people:
            raise SourceError("gone")
        return {"Q1": SimpleNamespace(image=b"x")}

    async def looked():
        explorer = SimpleNamespace(live=False, portraits_of=portraits_of)
        faces = Faces(SimpleNamespace(common=SimpleNamespace(explorer=explorer)))
        first = await asyncio.gather(*map(faces.of, ["Q1", "Q2", "Q1", "nobody"]))
        later = await asyncio.gather(*map(faces.of, ["Q1", "Q2", "Q3"]))
        again = await faces.of("Q3")
        await faces.stopped()
        return [face and face.image for face in (*first, *later, again)]

    assert asyncio.run(looked()) == [b"x", None, b"x", None, b"x", None, None, None]
    assert searches == [["Q1", "Q2"], ["Q3"]]


def test_serve_wants_to_know_who_asks_before_it_offers_portraits(call, monkeypatch):
    monkeypatch.delenv("COUSINS_CONTACT", raising=False)
    code, _, complaint = call("serve", "--no-open", "--port", "0", "--portraits")
    assert (code, complaint.count("\n")) == (1, 1)
    assert "commons.wikimedia.org wants to know who asks" in complaint
