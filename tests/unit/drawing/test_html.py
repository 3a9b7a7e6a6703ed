"""The page: what it knows and allows, and, where there is a browser, what keys, mouse and fingers do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from chromium import VIEW, in_browser, needs_chromium
from families import family

from cousins.drawing import lay_out, scene_of_tree
from cousins.drawing.scene.figures import Scene
from cousins.drawing.writers.html import html, search_key
from cousins.family.dates import Date
from cousins.family.person import Person, PersonId

THREE_GENERATIONS = "Adam + Ann: Bob, Bea, Carl\nBob + Cleo: Dan, Dora\nEmil + Bea: Eve\nEmil + Fay: Finn"


def tree(drawing, root="Adam", **options):
    graph = family(drawing)
    return scene_of_tree(graph, [graph.number(root)], **(options or {"descendants": None}))


def known(scene):
    return json.loads(re.search(r'id="data">(.*?)</script>', html(lay_out(scene)), re.DOTALL)[1])


def test_the_policy_allows_the_one_script_and_the_one_style_sheet_of_the_page():
    page = html(lay_out(tree(THREE_GENERATIONS)))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none';")
    for kind in ("script", "style"):
        (text,) = re.findall(f"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not re.search(r"<(link|base|iframe|object)|\s(on\w+|style)=|innerHTML|eval\(", page)


def test_every_word_the_script_asks_for_is_there():
    page = html(lay_out(tree(THREE_GENERATIONS)))
    asked = set(re.findall(r"\bwords\.(\w+)", page))
    assert asked == set(known(tree(THREE_GENERATIONS))["words"])


def test_the_page_opens_where_the_first_line_leads_or_else_where_the_picture_begins():
    lines = tree(THREE_GENERATIONS, to=[family(THREE_GENERATIONS).number("Finn")], root="Emil")
    assert known(lines)["first"] == lines.place("Finn")
    below = tree(THREE_GENERATIONS, root="Bob", ancestors=1, descendants=1)
    assert below.place("Bob") != 0
    assert known(below)["first"] == below.place("Bob")
    assert known(Scene("Nobody", (), ()))["first"] is None


def test_rows_have_everybody_once_from_left_to_right():
    scene = tree(THREE_GENERATIONS + "\nDora + Gus: " + ", ".join(f"K{number}" for number in range(30)))
    drawn = lay_out(scene, widest=400)
    rows = json.loads(re.search(r'"rows":(\[\[.*?\]\])', html(drawn))[1])
    assert sorted(place for row in rows for place in row) == list(range(len(scene)))
    for row in rows:
        lefts = [round(drawn.figures[place].x - drawn.figures[place].width / 2, 1) for place in row]
        assert all(one <= other for one, other in pairwise(lefts))
        assert len({drawn.figures[place].generation for place in row}) == 1


def test_ties_that_are_not_by_birth_say_what_they_are():
    scene = tree("Adam + Ann: Bob, adoptive Finn\nBob + Cleo: Gus\nAnn: foster Gus\nHans: Finn")
    people = known(scene)["people"]
    adam, ann, finn, gus = map(scene.place, ("Adam", "Ann", "Finn", "Gus"))
    assert people[ann]["ties"] == {str(finn): "adoptive", str(gus): "foster"}
    assert people[finn]["ties"] == {str(adam): "adoptive", str(ann): "adoptive"}
    assert people[gus]["ties"] == {str(ann): "foster"}
    assert "ties" not in people[scene.place("Bob")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Władysław II. Jagiełło", "wladyslaw ii jagiello"),
        ("Élodie d'Arc", "elodie d arc darc"),
        ("Jean-Luc Strauß", "jean luc strauss jeanluc"),
        ("דוד בן־גוריון", "דוד בן גוריון בןגוריון dvd vn gvryvn vngvryvn"),
        ("Пётр", "петр petr"),
        ("o\N{MODIFIER LETTER APOSTROPHE}Neill", "o neill oneill"),
    ],
)
def test_people_are_found_as_on_the_command_line(name, words):
    assert search_key(Person(PersonId("1"), name)) == words


def test_people_are_found_by_other_names_and_by_years():
    person = Person(PersonId("1"), "Elisabeth", born=Date.parse("1837"), died=Date.parse("1898"), aliases=("Sisi",))
    assert search_key(person) == "elisabeth sisi 1837 1898"


def test_no_name_becomes_markup():
    figures = tree("Adam: Bob").figures
    wicked = replace(figures[0].person, name="</script><img src=x onerror=alert(1)>&lt;")
    scene = replace(tree("Adam: Bob"), figures=(replace(figures[0], person=wicked), *figures[1:]), title="<b>x</b>")
    page = html(lay_out(scene))
    assert page.count("<script") == page.count("</script>") == 2
    assert "<b>" not in page
    assert "<img" not in page


PANE_IS_HIDDEN = "document.querySelector('aside').hidden"
TOLD = "document.getElementById('status').textContent"
FOCUSED = "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).split(',')[0]"
LIT = "[...document.querySelectorAll('.f.on')].map((each) => each.id).sort()"
NEXT = """(() => {
  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const figures = [...document.querySelectorAll(".f")], next = {};
  for (const figure of figures) {
    const found = next[figure.id] = [];
    for (const [key, back] of [["ArrowUp", "ArrowDown"], ["ArrowDown", "ArrowUp"], ["ArrowLeft"], ["ArrowRight"]]) {
      figure.focus();
      for (let turn = 0; turn < (back ? 12 : 1) && document.activeElement === figure; turn++) {
        press(key);
        found.push(document.activeElement.id);
        if (back) press(back);
      }
    }
  }
  return next;
})()"""


@needs_chromium
def test_arrow_keys_reach_everybody_and_other_keys_do_what_the_hint_says(tmp_path):
    dora = family(THREE_GENERATIONS).number("Dora")
    scene = tree(THREE_GENERATIONS, ancestors=None, descendants=None, to=[dora])

    async def deed(browser):
        following = await browser.js(NEXT)
        reached, waiting = {"p0"}, ["p0"]
        while waiting:
            new = set(following[waiting.pop()]) - reached
            reached |= new
            waiting += new
        assert reached == {f"p{place}" for place in range(len(scene))}

        await browser.keys("/", *"DORA", "Enter")
        assert await browser.js(TOLD) == "1 / 1: Dora"
        await browser.keys("Escape")
        assert await browser.js(FOCUSED) == "Dora"
        await browser.keys("ArrowUp", "f")
        assert await browser.js(f"[document.activeElement.ariaExpanded, {TOLD}]") == ["false", "Hidden: 2"]
        assert await browser.js("document.querySelector('.n').textContent") == "+2"
        await browser.keys("/", *"dan", "Enter")  # whoever is found is unfolded
        assert await browser.js("document.querySelectorAll('.gone, .n').length") == 0
        await browser.keys("Escape", "Enter")
        assert await browser.js("[document.activeElement.tagName, document.activeElement.textContent]") == ["H2", "Dan"]
        await browser.js("document.querySelector('aside li button').click()")
        assert await browser.js("[document.activeElement.tagName, document.activeElement.textContent]") == ["H2", "Bob"]
        await browser.js("document.getElementById('fold-children').focus()")
        await browser.keys("Enter")
        assert await browser.js(f"[{FOCUSED}, {PANE_IS_HIDDEN}]") == ["Show descendants", False]
        await browser.keys("Enter", "Escape")
        assert await browser.js(f"[{FOCUSED}, {PANE_IS_HIDDEN}]") == ["Bob", True]
        await browser.keys("/", *"xyz")
        assert await browser.js(TOLD) == "Nobody found"
        await browser.until("!document.querySelector('main .lit')")
        await browser.js("document.querySelector('#legend button').focus()")
        await browser.keys("Enter")
        await browser.until("!!document.querySelector('main .lit')")
        assert await browser.js(LIT) == [f"p{place}" for place in scene.legend[0].places(scene)]
        assert await browser.js("document.querySelectorAll('main .l > .s:not(.on), [aria-pressed=false]').length") == 0
        await browser.keys("Enter")
        await browser.until("!document.querySelector('.lit, .on, [aria-pressed=true]')")
        before = await browser.view()
        await browser.keys("0", "+", "f", modifiers=2)  # the browser's own
        assert await browser.view() == before

    in_browser(lay_out(scene), tmp_path, deed)


@needs_chromium
def test_a_tall_picture_opens_readable_zooms_prints_whole_and_is_never_lost(tmp_path):
    scene = tree("\n".join(f"P{number}: P{number + 1}" for number in range(40)), root="P0")

    async def deed(browser):
        opened = await browser.view()
        assert opened[2] == 1280  # one unit is one pixel
        await browser.drag("right", (600, 400), (700, 400))
        assert await browser.view() == opened
        await browser.drag("left", (600, 600), (600, 500))
        moved = await browser.view()
        assert moved[1] == pytest.approx(opened[1] + 100)
        assert await browser.js(PANE_IS_HIDDEN)
        await browser.keys("-", "-")
        assert (await browser.view())[3] == pytest.approx(1.96 * moved[3])
        await browser.js("window.dispatchEvent(new Event('beforeprint'))")
        printed = [float(each) for each in (await browser.js(VIEW)).split()]
        drawn = lay_out(scene)
        bottom = drawn.height - drawn.foot
        assert printed[:2] == [0, drawn.top]
        assert printed[3] == pytest.approx(bottom - drawn.top, abs=0.1)
        await browser.js("window.dispatchEvent(new Event('afterprint'))")
        for _ in range(12):
            await browser.drag("left", (640, 680), (640, 110))
        _, top, _, seen = await browser.view()
        assert top + seen / 2 == pytest.approx(bottom, abs=1)

    in_browser(lay_out(scene), tmp_path, deed)


@needs_chromium
def test_on_a_phone_two_fingers_pan_and_zoom_and_the_pane_leaves_the_person_free(tmp_path):
    scene = tree("\n".join(f"P{number}: P{number + 1}" for number in range(40)), root="P0")

    async def deed(browser):
        assert not await browser.js("document.getElementById('legend').open")
        opened = await browser.view()
        await browser.fingers("Start", (100, 500), (200, 500))
        for step in range(1, 11):
            await browser.fingers("Move", (100 - 5 * step, 500 - 5 * step), (200 + 5 * step, 500 - 5 * step))
        await browser.fingers("End")
        left, top, width, _ = await browser.view()
        assert width == pytest.approx(opened[2] / 2)
        middle = 150 * opened[2] / 390
        assert left + middle / 2 == pytest.approx(opened[0] + middle, abs=1)  # what is between the fingers stays there
        assert top > opened[1]
        await browser.keys("Escape", "0")
        await browser.view()
        await browser.js("document.getElementById('search').focus()")
        await browser.keys(*"P20", "Enter")
        await browser.view()
        person, pane = "document.querySelector('.found > rect')", "document.querySelector('aside')"
        edges = f"[{person}.getBoundingClientRect().bottom, {pane}.getBoundingClientRect().top]"
        bottom, top = await browser.js(edges)
        assert 0 < bottom < top
        await browser.fingers("Start", (20, 250))
        await browser.fingers("End")
        await browser.until(PANE_IS_HIDDEN)

    in_browser(lay_out(scene), tmp_path, deed, size=(390, 844), is_phone=True)
