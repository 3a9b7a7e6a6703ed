"""Names of people in the language that a visitor chose, from one live source that is asked once for all of them."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from fakes import FakeWikibase, numbered
from families import family
from starlette.testclient import TestClient

from cousins.errors import SettingsError
from cousins.explorer import Explorer
from cousins.settings import Settings
from cousins.sources import source_named
from cousins.sources.atlas import Atlas
from cousins.terms.page_words import LANGUAGES
from cousins.web import desk as desks
from cousins.web import serving
from cousins.web.application import application
from cousins.web.desk import Desk

COUSINS = numbered(family("Adam + Eve: Bob, Dora\nBob: Carl\nDora: Fay"))
IDS = {person.name: person.id for person in COUSINS.people}
LABELS = {
    IDS["Adam"]: {"en": "Adam", "de": "Adamus <i>"},
    IDS["Carl"]: {"en": "Charles", "de": "Karl", "fr": "Charles"},
    IDS["Fay"]: {"en": "Faye"},
}
ASKED = f"/relate?a={IDS['Carl']}&b={IDS['Fay']}"


@pytest.fixture(scope="module")
def wikibase():
    with FakeWikibase(COUSINS, cirrus=False, labels=LABELS) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(wikibase, tmp_path_factory):
    settings = Settings(cache_folder=tmp_path_factory.mktemp("kept"), languages=("en", "de", "fr"))
    explorer = Explorer(source_named(wikibase.url, settings), settings=settings).naming(("en",))
    # All answers come at once, so that none is a page that shows the search.
    patience = pytest.MonkeyPatch()
    patience.setattr(desks, "_AT_ONCE", 60.0)
    with TestClient(application(explorer), base_url="http://localhost") as started:
        yield started
    patience.undo()


def heading(page):
    return html.unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1>(.*?)</h1>", page.text, re.DOTALL)[1]))


def links(page):
    found = re.findall(
        r'(?:href|data-path|data-frame|data-source|src)="(/(?:relate|person|numbers|picture)[^"]*)"', page.text
    )
    return [html.unescape(link) for link in found]


def test_names_come_in_the_language_that_was_chosen_and_nothing_is_fetched_twice_for_it(client, wikibase):
    plain = client.get(ASKED)
    before = len(wikibase.requests)
    assert [heading(client.get(ASKED + names)) for names in ("", "&names=", "&names=en", "&names=de", "&names=fr")] == [
        "Charles and Faye are first cousins",
        "Charles and Faye are first cousins",
        "Charles and Faye are first cousins",
        "Karl and Faye are first cousins",
        "Charles and Faye are first cousins",
    ]
    assert len(wikibase.requests) == before
    assert "Adamus" not in plain.text
    assert not [link for link in links(plain) if "names=" in link]


def test_every_link_form_and_picture_keeps_the_language(client):
    for path in (f"{ASKED}&names=de", f"/person/{IDS['Carl']}?names=de", f"/numbers{ASKED[7:]}&names=de"):
        page = client.get(path)
        assert page.status_code == 200
        assert "Karl" in page.text
        assert links(page)
        assert [link for link in links(page) if parse_qs(urlsplit(link).query).get("names") != ["de"]] == []
        assert '<input type="hidden" name="names" value="de">' in page.text or "numbers" in path
        assert '<a class="brand" href="/?names=de">' in page.text
    picture = next(link for link in links(client.get(f"{ASKED}&names=de")) if "picture.svg" in link)
    assert "Adamus &lt;i&gt;" in client.get(picture).text


def test_the_languages_are_offered_by_their_own_names_and_suggestions_come_in_the_chosen_one(client):
    home = client.get("/?names=de").text
    options = re.findall(r'<option value="(\w*)"[^>]*?( selected)?>(\w+)</option>', home)
    assert options == [("", "", "English"), ("de", " selected", "Deutsch"), ("fr", "", "Français")]
    assert [each["name"] for each in client.get("/suggest?text=Karl&names=de").json()] == ["Karl"]
    assert client.get("/suggest?text=Karl").json() == []
    (charles,) = client.get("/suggest?text=Charles&names=de").json()
    assert (charles["name"], charles["also"]) == ("Karl", "Charles")
    answer = client.get(f"{ASKED}&names=de").text
    assert re.search(r'<form class="naming" action="/relate">.*?name="a_id" value="Q\d+".*?<select', answer, re.DOTALL)


@pytest.mark.parametrize(("names", "status"), [("es", 200), ("", 200), ("xx", 400), ("de&names=fr", 400)])
def test_a_language_that_this_source_is_not_asked_for_changes_nothing_and_nonsense_is_refused(client, names, status):
    page = client.get(f"{ASKED}&names={names}")
    assert page.status_code == status
    if status == 200:
        assert heading(page) == "Charles and Faye are first cousins"


def test_serve_asks_a_live_source_for_all_languages_and_names_people_in_those_of_the_settings(
    monkeypatch, wikibase, call
):
    served = []
    monkeypatch.setattr(serving, "serve", lambda explorer, *_: served.append(explorer))
    assert call("serve", "--from", wikibase.url, "--languages", "nl,en")[0] == 0
    assert list(served[0].languages) == ["nl", "en"]
    assert set(served[0].settings.languages) == set(LANGUAGES)
    assert Desk(served[0]).languages[0] == "nl"


def test_a_source_at_hand_has_no_other_names():
    with TestClient(application(Explorer(Atlas())), base_url="http://localhost") as client:
        page = client.get("/relate?a=Q9682&b=Q80976&names=de").text
    assert "<select" not in page
    assert "names=" not in page
    with pytest.raises(SettingsError, match="atlas has names in no other languages"):
        Explorer(Atlas()).naming(("de",))
