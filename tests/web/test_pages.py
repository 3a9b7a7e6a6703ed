"""The pages as the server renders them, without a script, on the atlas and on a hostile family."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from importlib import resources
from urllib.parse import parse_qs, urlsplit

import pytest
from families import family
from starlette.testclient import TestClient

from cousins.drawing.writers.styles import DARK, LIGHT
from cousins.explorer import Explorer
from cousins.family.graph import FamilyGraph
from cousins.family.links import ParentLink, PartnerLink
from cousins.family.person import Person, PersonId
from cousins.sources.atlas import Atlas
from cousins.sources.memory import Memory
from cousins.web.application import application

COUPLE = "/relate?a=Elizabeth+II&b=Prince+Philip"
HOSTILE = "<script>alert('1')</script>\"'&{{ 7*7 }} ../\u202eevil"


class Tags(HTMLParser):
    """Collects tags with their attributes, and the text between them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def links(self, beginning):
        return [found["href"] for tag, found in self.tags if tag == "a" and found["href"].startswith(beginning)]


def opened(graph_or_source):
    source = Memory(graph_or_source) if isinstance(graph_or_source, FamilyGraph) else graph_or_source
    return TestClient(application(Explorer(source)), base_url="http://localhost")


@pytest.fixture(scope="module")
def client():
    with opened(Atlas()) as started:
        yield started


@pytest.fixture(scope="module")
def hostile():
    eve, ann, ben = (Person(PersonId(who), f"{HOSTILE} {who}") for who in ("e/v?e#", ".a&n'n", 'b"e<\nn'))
    links = [ParentLink(child.id, eve.id) for child in (ann, ben)]
    with opened(FamilyGraph.of([eve, ann, ben], links, [PartnerLink(eve.id, ann.id)])) as started:
        yield started


def heading(page):
    return html.unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1>(.*?)</h1>", page.text, re.DOTALL)[1]))


def test_an_answer_begins_with_the_sentence_and_goes_on_with_picture_lists_and_links(client):
    page = client.get(COUPLE)
    assert page.status_code == 200
    assert heading(page) == "Prince Philip, Duke of Edinburgh is the husband of Elizabeth II"
    assert "They are also second cousins once removed." in page.text
    tags = Tags(page.text)
    (picture,) = (found for tag, found in tags.tags if tag == "img" and "picture.svg" in found["src"])
    assert picture["alt"]
    assert {"/person/Q9682", "/person/Q80976", "/person/Q151305"} <= set(tags.links("/person/"))
    assert "George VI" in tags.texts


def test_a_share_link_asks_the_same_again(client):
    page = client.get(COUPLE)
    (share,) = re.findall(r'data-path="([^"]*)"', page.text)
    share = html.unescape(share)
    assert parse_qs(urlsplit(share).query) == {
        "a": ["Elizabeth II"],
        "a_id": ["Q9682"],
        "b": ["Prince Philip, Duke of Edinburgh"],
        "b_id": ["Q80976"],
    }
    assert heading(client.get(share)) == heading(page)
    assert heading(client.get(client.get(share).url.path + "?a=nobody&a_id=Q9682&b=x&b_id=Q80976")) == heading(page)


def test_who_is_no_kin_is_told_the_way_and_why(client):
    page = client.get("/relate?a=Napoleon&b=Queen+Victoria")
    assert heading(page) == "Victoria is the fourth cousin of the wife of Napoleon"
    for words in ("It has 8 steps.", "adopted daughter", "Why no kinship by blood is known", "11 of 16"):
        assert words in page.text


def test_more_relationships_are_a_link_away(client):
    (more,) = {link for link in Tags(client.get(COUPLE).text).links("/relate?") if "limit=" in link}
    assert client.get(more).text.count("<summary>") > client.get(COUPLE).text.count("<summary>")


def test_degrees_and_coefficients_are_a_page_of_their_own(client):
    (link,) = Tags(client.get(COUPLE).text).links("/numbers?")
    page = client.get(link)
    assert "Kinship φ" in page.text
    assert "Inbreeding F of Elizabeth II" in page.text
    rows = {name: value for name, value, _ in client.get(f"{link}&format=json").json()}
    assert rows["Civil degree"] == "7"
    assert rows["Canon degree"] == "4"
    assert all(f"<strong>{value}</strong>" in page.text for value in rows.values())


def test_a_name_that_several_have_leads_to_links_that_keep_the_other_name(client):
    page = client.get("/relate?a=Charles&b=Napoleon")
    assert (page.status_code, heading(page)) == (409, "Which Charles is meant?")
    links = Tags(page.text).links("/relate?")
    assert "/relate?a=Charles+III&a_id=Q43274&b=Napoleon" in links
    assert all(client.get(link).status_code == 200 for link in links[:2])
    second = client.get("/relate?a=Napoleon&b=Charles&a_id=Q517")
    assert all(parse_qs(urlsplit(link).query)["a_id"] == ["Q517"] for link in Tags(second.text).links("/relate?"))


def test_two_names_in_one_box_lead_to_the_question_about_the_two(client):
    page = client.get("/relate?a=Victoria+and+Albert&b=Napoleon")
    assert page.status_code == 409
    (link,) = (link for link in Tags(page.text).links("/relate?") if "Napoleon" not in link)
    assert "the husband of Victoria" in heading(client.get(link))


def test_a_name_that_nobody_has_leads_to_the_nearest_ones(client):
    page = client.get("/relate?a=Elizabeht+Wodvile&b=Napoleon")
    assert page.status_code == 404
    links = Tags(page.text).links("/relate?")
    assert links
    assert all("b=Napoleon" in link for link in links)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/relate", 400),
        ("/relate?a=+&b=Napoleon", 400),
        ("/relate?a=Napoleon&a=Victoria&b=x", 400),
        ("/relate?a=x&b=y&c=z", 400),
        (f"/relate?a={'x' * 201}&b=y", 400),
        ("/relate?a=Napoleon&b=Victoria&limit=0", 400),
        ("/relate?a=%00&b=Napoleon", 404),
        ("/relate?a=%FF&b=Napoleon", 404),
        ("/person/nobody", 404),
        ("/person/", 400),
        ("/picture", 400),
        ("/picture?a=Q9682", 400),
        ("/picture?person=Q9439&a=Q9682&b=Q80976", 400),
        ("/picture.svg?person=nobody", 404),
        ("/assets/x/site.css", 200),
        ("/assets/x/pages.py", 404),
        ("/assets/x/..%2Fpages.py", 404),
        ("/nowhere", 404),
    ],
)
def test_whatever_is_asked_there_is_a_page_under_the_policy(client, address, status):
    page = client.get(address)
    assert page.status_code == status
    if "/assets/" not in address or status != 200:
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "unsafe" not in page.headers["content-security-policy"]
        assert heading(page)


def test_hostile_names_are_text_wherever_they_stand(hostile):
    people = {"a_id": ".a&n'n", "b_id": 'b"e<\nn'}
    pages = [
        hostile.get("/relate", params=people),
        hostile.get("/numbers", params=people),
        hostile.get("/person?person=e%2Fv%3Fe%23"),
        hostile.get("/relate", params={"a": HOSTILE, "b": HOSTILE}),
        hostile.get("/relate", params={"a": "\u202eZyx<b onclick=alert('1')>", "b": "x"}),
        hostile.get("/", params={"a": HOSTILE, "b": HOSTILE}),
        hostile.get("/person/<i>zyxzyx"),
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 409, 404, 200, 404]
    for page in pages:
        scripts = [found for tag, found in Tags(page.text).tags if tag == "script"]
        assert all(found["src"].startswith("/assets/") for found in scripts)
        assert "alert('1')" not in page.text
        assert "\u202e" not in page.text.partition("<form")[0]
        assert "{{ 7*7 }}" in html.unescape(page.text) or "7*7" not in page.text
    links = set(Tags(pages[0].text).links("/person"))
    assert len(links) == 3
    assert all(hostile.get(link).status_code == 200 for link in links)
    assert hostile.get("/api/person/e%2Fv%3Fe%23").json()["id"] == "e/v?e#"


def test_suggestions_put_who_is_called_just_so_first(client):
    found = client.get("/suggest?text=charles%20iii").json()
    assert found[0] == {"id": "Q43274", "name": "Charles III", "years": "* 1948"}
    assert len(found) == 6
    assert client.get("/suggest?text=felipe%20vi").json()[0]["name"] == "Felipe VI of Spain"
    (tsar,) = (each for each in client.get("/suggest?text=tsar%20nicholas").json() if each["id"] == "Q40787")
    assert "Tsar Nicholas" in tsar["also"]
    assert client.get("/suggest?text=qzqzqz").json() == []
    refused = client.get("/suggest?text=")
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")


def test_pictures_come_with_a_policy_that_allows_their_own_style_alone(client):
    pair = "a=Q9682&b=Q80976"
    drawn = client.get(f"/picture.svg?{pair}")
    (style,) = re.findall(r"<style>(.*?)</style>", drawn.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in drawn.headers["content-security-policy"]
    page = client.get(f"/picture?{pair}")
    policy = page.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert html.unescape(re.search(r'Policy" content="([^"]*)"', page.text)[1]) in policy
    assert client.get("/picture.png?person=Q9439&descendants=1").content[:4] == b"\x89PNG"
    again = client.get(f"/picture.svg?{pair}", headers={"If-None-Match": drawn.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_person_has_a_page_on_which_each_name_is_a_link(client):
    page = client.get("/person/Q9439")
    for words in ("24 May 1819", "Half-siblings", "Prince Albert of Saxe-Coburg", "Königin Victoria"):
        assert words in page.text
    assert {"/person/Q20875", "/person/Q60508"} <= set(Tags(page.text).links("/person/"))
    assert heading(client.get("/person/Charles")) == "Which Charles is meant?"


def test_links_stand_under_the_path_at_which_a_proxy_has_us():
    with TestClient(application(Explorer(Atlas())), base_url="http://localhost", root_path="/kin") as started:
        tags = Tags(started.get(f"/kin{COUPLE}").text)
    addresses = [found.get("href") or found.get("src") or found.get("action") for _, found in tags.tags]
    ours = [address for address in addresses if address and not address.startswith(("http", "#"))]
    assert ours
    assert all(address.startswith("/kin/") for address in ours)


def test_a_family_of_ones_own_has_no_examples_of_others():
    with opened(family("Adam + Eve: Carl, Dora")) as started:
        page = started.get("/").text
        assert "Napoleon" not in page
        assert heading(started.get("/relate?a=Carl&b=Dora")) == "Dora is the sister of Carl"
        assert heading(started.get("/relate?a=Carl&b=Carl")) == "Carl and Carl are the same person"


def test_the_page_has_the_colours_of_the_drawing():
    style = resources.files("cousins.web").joinpath("assets/site.css").read_text(encoding="utf-8")
    light, dark = style.split("@media (prefers-color-scheme: dark)")[:2]
    for theme, sheet in ((LIGHT, light), (DARK, dark)):
        for colour in (theme.ground, theme.band, theme.ink, theme.faint, theme.border, theme.end, theme.origin):
            assert colour in sheet
        assert theme.strand(0, 0) in sheet
        assert theme.strand(1, 0) in sheet


def test_the_scripts_of_the_question_are_small():
    assets = resources.files("cousins.web").joinpath("assets")
    assert sum(len(assets.joinpath(name).read_bytes()) for name in ("combobox.js", "answer.js")) < 15_000
