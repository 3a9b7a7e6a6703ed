"""The page in a real browser under its real policy: by keyboard, on a phone, in the dark, and what axe finds."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager

import pytest
import uvicorn
from axe_playwright_python import sync_playwright as axe
from chromium import CHROMIUM
from fakes import FakeWikibase, numbered
from families import family
from playwright import sync_api as playwright

from cousins.explorer import Explorer
from cousins.settings import Settings
from cousins.sources import source_named
from cousins.sources.atlas import Atlas
from cousins.web.application import application

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
KIN = family("Adam + Eve: Bob, Dora\nBob + Cleo: Carl\nDora + Dan: Fay\nCarl + Gail: Hans\nFay + Finn: Helen")
COUPLE = "/relate?a=Elizabeth+II&b=Prince+Philip"


@contextmanager
def served(explorer):
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(explorer), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="module")
def address():
    with served(Explorer(Atlas())) as opened:
        yield opened


@pytest.fixture
def live(tmp_path):
    """The page over a source that takes its time, and that source."""
    settings = Settings.load({}, {"cache_folder": str(tmp_path)})
    with (
        FakeWikibase(numbered(KIN), latency=0.5) as wikibase,
        served(Explorer(source_named(wikibase.url, settings), settings=settings)) as opened,
    ):
        yield opened, wikibase


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@contextmanager
def looking(browser, address, *, status="none", **options):
    """Open a page that complains about nothing, but for a status that browsers tell of, and asks nobody else."""
    context = browser.new_context(base_url=address, **options)
    page = context.new_page()
    page.set_default_timeout(10_000)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert [words for words in said if f"status of {status}" not in words] == []
    assert [url for url in asked if not url.startswith(address)] == []


def test_two_names_are_typed_chosen_and_asked_by_keyboard_alone(browser, address):
    with looking(browser, address) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        first = page.get_by_role("combobox").first
        assert page.locator(":focus").get_attribute("id") == "a"
        page.keyboard.type("charles iii")
        options = page.locator("#a-list [role=option]")
        options.first.wait_for()
        assert page.get_by_role("status").first.inner_text() == f"{options.count()} suggestions"
        assert first.get_attribute("aria-activedescendant") is None
        page.keyboard.press("ArrowUp")
        assert first.get_attribute("aria-activedescendant") == f"a-option-{options.count() - 1}"
        page.keyboard.press("ArrowDown")
        assert first.get_attribute("aria-activedescendant") == "a-option-0"
        assert options.first.get_attribute("aria-selected") == "true"
        page.keyboard.press("Enter")
        assert (first.input_value(), page.locator("#a-id").input_value()) == ("Charles III", "Q43274")
        assert first.get_attribute("aria-expanded") == "false"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("felipe vi")
        page.locator("#b-list [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        assert page.locator("#b-id").input_value() == "Q191045"
        page.keyboard.press("Enter")
        page.wait_for_url("**/relate?**")
        assert "cousins once removed" in page.get_by_role("heading", level=1).inner_text()


def test_the_list_opens_closes_and_clears_as_the_practices_say(browser, address):
    with looking(browser, address) as page:
        page.goto("/")
        box, options = page.locator("#a"), page.locator("#a-list [role=option]")
        box.fill("nap")
        options.first.wait_for()
        page.keyboard.press("Alt+ArrowUp")
        assert box.get_attribute("aria-expanded") == "false"
        page.keyboard.press("Alt+ArrowDown")
        options.first.wait_for()
        assert box.get_attribute("aria-activedescendant") is None
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Home")
        assert box.get_attribute("aria-activedescendant") is None
        page.keyboard.press("Escape")
        assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", "nap")
        page.keyboard.press("Escape")
        assert box.input_value() == ""
        box.fill("napoleon")
        options.first.click()
        assert page.locator("#a-id").input_value() == "Q517"
        page.keyboard.type("x")
        assert page.locator("#a-id").input_value() == ""
        page.locator("#b").fill("Victoria")
        page.get_by_role("button", name="Swap").click()
        assert (box.input_value(), page.locator("#b").input_value()) == ("Victoria", "Napoleonx")


def test_the_answer_has_its_picture_its_numbers_and_a_way_back(browser, address):
    with looking(browser, address) as page:
        page.goto("/")
        page.get_by_role("link", name="Elizabeth II and Prince Philip").click()
        page.get_by_role("heading", level=1).wait_for()
        inside = page.frame_locator("iframe")
        inside.get_by_role("searchbox").wait_for()
        page.get_by_role("button", name="Move, zoom and search").click()
        inside.get_by_role("searchbox").fill("mary of teck")
        page.get_by_text("Compute them").click()
        page.get_by_text("Kinship φ").wait_for()
        page.get_by_role("button", name="Copy the address").click()
        page.locator("#done:not(:empty)").wait_for()
        page.get_by_role("link", name="George VI", exact=True).first.click()
        page.wait_for_url("**/person/**")
        page.go_back()
        assert "husband of Elizabeth II" in page.get_by_role("heading", level=1).inner_text()
        page.go_back()
        page.go_forward()
        assert "husband of Elizabeth II" in page.get_by_role("heading", level=1).inner_text()


def test_without_a_script_all_but_suggestions_works(browser, address):
    with looking(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.locator("#a").fill("Elizabeth II")
        page.locator("#b").fill("Prince Philip")
        page.get_by_role("button", name="How are they related?").click()
        assert "husband of Elizabeth II" in page.get_by_role("heading", level=1).inner_text()
        page.get_by_text("Compute them").click()
        page.get_by_role("link", name="Degrees and coefficients of").click()
        page.get_by_text("Kinship φ").wait_for()
        page.go_back()
        page.get_by_role("link", name="The picture of the lines").click()
        assert page.url.startswith(f"{address}/picture?")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(browser, address, width, scheme):
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with looking(browser, address, status="409", **options) as page:
        for path in (
            "/",
            COUPLE,
            "/relate?a=Napolean&b=Queen+Victoria",
            "/relate?a=Charles&b=x",
            "/person/Q9439",
            "/api",
        ):
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            if path == "/":
                page.locator("#a").press_sequentially("vic")
                page.locator("#a-list [role=option]").first.wait_for()
                page.keyboard.press("ArrowDown")
            if "/relate?a=E" in path:
                page.get_by_text("Kinship φ").wait_for()
            assert axe.Axe().run(page, options=RULES).response["violations"] == []
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_search_is_watched_stopped_and_taken_up_again(browser, live):
    address, wikibase = live
    ids = {person.name: person.id for person in numbered(KIN).people}
    asked = f"/relate?a={ids['Hans']}&b={ids['Helen']}"
    with looking(browser, address, viewport={"width": 320, "height": 700}, color_scheme="dark") as page:
        page.goto("/")
        page.goto(asked)
        page.get_by_role("heading", name="How are Hans and Helen related?").wait_for()
        assert page.locator(".growing circle").count() == 2
        assert axe.Axe().run(page, options=RULES).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.get_by_role("button", name="Stop the search").click()
        page.get_by_text("The search was stopped.").wait_for()
        before = len(wikibase.requests)
        page.wait_for_timeout(700)
        assert len(wikibase.requests) == before
        assert page.locator(":focus").inner_text() == "Search again"
        page.keyboard.press("Enter")
        page.get_by_text("They meet in Adam and Eve.").wait_for()
        page.get_by_role("heading", name="Hans and Helen are second cousins").wait_for()
        page.go_back()
        assert page.url == f"{address}/"


def test_a_search_whose_page_is_left_ends(browser, live):
    address, wikibase = live
    with looking(browser, address) as page:
        page.goto("/relate?a=Q1001&b=Q1004")
        page.get_by_text("The search has begun").wait_for()
    wikibase.requests.clear()
    with looking(browser, address) as page:
        page.wait_for_timeout(1000)
        left = len(wikibase.requests)
        page.wait_for_timeout(1000)
    assert len(wikibase.requests) == left
