"""The page when branches fold: what is left closes up, and what was folded comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources

import pytest
from chromium import VIEW, in_browser, needs_chromium
from families import family

from cousins.drawing import lay_out, scene_of_tree
from cousins.drawing.scene.figures import Scene

DESCENT = """
Adam + Ann: Bob, Bea, Carl
Bob + Cleo: Dan, Dora, Dick, Doug
Bea + Hugo: Eve, Emilyjane, Ed
Carl + Cora: Finn, Fay
Dan + Dana: Gus, Gail
Eve + Eno: Hal, Hedy
Gus + Hal
"""
PEDIGREE = """
Bob + Bea: Adam
Carl + Cleo: Bob
Dan + Dora: Bea
Emil + Eve: Carl
Finn + Fay: Cleo
Gus + Gail: Dan
Gus + Gina: Dora
"""
MARRIED = """
Adam + Ann: Bob, Bea, Carl
Bob + Cleo: Dan, Dirk, Dean
Bea + Hugo: Eve, Elsa, Emma
Carl + Cora: Finn, Fay
""" + "".join(
    f"{man} + {woman}: {man}{woman}\n" for man in ("Dan", "Dirk", "Dean") for woman in ("Eve", "Elsa", "Emma")
)
PLACED = """(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const figures = data.people.map((_, place) => document.getElementById("p" + place));
  const shape = (figure) => figure.querySelector(":scope > rect, :scope > circle");
  const boxes = figures.map((figure) => shape(figure).getBBox());
  const placing = makePlacing(data, boxes, (place) => shape(figures[place]).tagName === "rect");
  const { x, top, bottom } = placing.place(() => true);
  const rows = placing.rowOf.slice(0, placing.size + data.households.length);
  return [[...x].slice(0, rows.length), rows.map((row) => top[row]), [top, bottom]];
})()"""
DRAWN = """[...document.querySelectorAll("main svg *:not(title)")].map((each) => [...each.attributes]
  .filter(({ name }) => !["class", "aria-expanded"].includes(name))
  .map(({ name, value }) => name + value).join()).join()"""
SHOWN = """(() => {
  const origin = document.querySelector(".g").getBoundingClientRect();
  const scale = document.querySelector("main svg").getScreenCTM().a;
  const boxes = [...document.querySelectorAll(".f:not(.gone)")].map((figure) => {
    const { left, top } = figure.querySelector(":scope > rect").getBoundingClientRect();
    return [figure.ariaLabel.split(",")[0], [(left - origin.left) / scale, (top - origin.top) / scale]];
  });
  return [Object.fromEntries(boxes), [origin.width / scale, origin.height / scale]];
})()"""
ENDS = """[...document.querySelectorAll("path[data-c]:not(.gone)")].map((path) => {
  const { x, y } = path.getPointAtLength(path.getTotalLength()).matrixTransform(path.getScreenCTM());
  const box = document.querySelector(`#p${path.dataset.c} > rect`).getBoundingClientRect();
  return x > box.left - 2 && x < box.right + 2 && y > box.top - 2 && y < box.bottom + 2;
})"""


def picture(drawing, **options):
    graph = family(drawing)
    scene = scene_of_tree(graph, [graph.number("Adam")], siblings="none", **options)
    # Three dots are of what a picture leaves out, and folding leaves nothing out.
    return replace(scene, figures=tuple(replace(each, hidden_parents=(), hidden_children=()) for each in scene.figures))


def without(scene, gone):
    """Return the scene as if some people were unknown."""
    kept = [place for place, figure in enumerate(scene.figures) if figure.person.id not in gone.split()]
    households = [
        replace(
            home,
            partners=tuple(map(kept.index, home.partners)),
            children=tuple(replace(each, place=kept.index(each.place)) for each in home.children if each.place in kept),
        )
        for home in scene.households
        if set(home.partners) <= set(kept)
    ]
    households = tuple(home for home in households if home.children or len(home.partners) > 1)
    return Scene(scene.title, tuple(scene.figures[place] for place in kept), households)


def at(name):
    return f"[...document.querySelectorAll('.f')].find((each) => each.ariaLabel.split(',')[0] === '{name}')"


async def folded(browser, layout, gone, key, *names, is_still):
    """Fold, compare what is left with a picture that never had more, and unfold."""
    await browser.open(layout)
    before = await browser.js(DRAWN)
    for name in names:
        await browser.js(f"{at(name)}.focus()")
        await browser.view()
        was = await browser.js(f"{at(name)}.querySelector(':scope > rect').getBoundingClientRect().toJSON()")
        await browser.keys(key)
        now = await browser.js(f"{at(name)}.querySelector(':scope > rect').getBoundingClientRect().toJSON()")
        assert (now["x"], now["y"]) == pytest.approx((was["x"], was["y"]), abs=0.5)
    alone = lay_out(without(layout.scene, gone), style=layout.style)
    height = alone.height - alone.top - alone.foot  # title and legend are written beside the picture
    settled = f"Math.abs(document.querySelector('.g').height.baseVal.value - {height}) < 0.1"
    assert not is_still or await browser.js(settled)
    await browser.until(settled)
    shown, size = await browser.js(SHOWN)
    scene = alone.scene
    # What is narrower than its words stands in the middle of them.
    left, start = min(each.x - each.width / 2 for each in alone.figures), min(x for x, _ in shown.values())
    expected = {
        scene.figures[each.place].person.id: (each.x - each.width / 2 - left, each.y - each.height / 2 - alone.top)
        for each in alone.figures
    }
    assert shown.keys() == expected.keys()
    for name, (x, y) in shown.items():
        assert (x - start, y) == pytest.approx(expected[name], abs=0.3), name
    assert size[1] == pytest.approx(height, abs=0.3)
    assert all(await browser.js(ENDS))
    await browser.keys("u")
    await browser.until("!document.querySelector('.f[transform]')")
    assert await browser.js("document.querySelectorAll('.gone, .n').length") == 0
    assert await browser.js(DRAWN) == before


@needs_chromium
def test_what_is_left_stands_as_if_there_had_never_been_more_and_comes_back_as_it_was(tmp_path):
    descent, pedigree = picture(DESCENT, descendants=None), picture(PEDIGREE, ancestors=None)
    married = picture(MARRIED, descendants=None)

    async def deed(browser):
        source = (resources.files("cousins.drawing.writers") / "page_placing.js").read_text(encoding="utf-8")
        placed = PLACED.replace("(() => {", "(() => {" + source, 1)
        for scene in (descent, married):
            layout = lay_out(scene)
            await browser.open(layout)
            xs, tops, _ = await browser.js(placed)
            heads = [each.x for each in layout.figures] + [each.x for each in layout.households]
            shifts = [place - x for place, x in zip(heads, xs, strict=True)]
            assert max(shifts) - min(shifts) < 0.2, "the page places as the layout does"
            sunk = [each.y - top for each, top in zip(layout.households, tops[len(scene) :], strict=True)]
            assert max(sunk) - min(sunk) < 0.2
        falls = []
        for hidden in (["Finn", "Fay"], ["Dan", "Dirk", "Dean"]):
            names = f"(place) => !{hidden}.includes(data.people[place].name)"
            *_, (top, bottom) = await browser.js(placed.replace("() => true", names))
            falls.append(top[5] - bottom[4])
        deepest = max(layout.grid.lanes.values())
        assert falls[0] >= deepest + layout.grid.rules["lane"] > falls[1], "only flat lines that are seen take room"
        for style, motion in (("rows", "no-preference"), ("across", "reduce")):
            await browser.do(
                "Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": motion}]
            )
            is_still, hidden = motion == "reduce", "Dan Dora Dick Doug Dana Gus Gail Hal Hedy"
            await folded(browser, lay_out(descent, style=style), hidden, "f", "Bob", "Eve", is_still=is_still)
            hidden = "Carl Cleo Emil Eve Finn Fay"
            await folded(browser, lay_out(pedigree, style=style), hidden, "a", "Bob", is_still=is_still)

    in_browser(lay_out(descent), tmp_path, deed)


@needs_chromium
def test_three_dots_name_who_is_not_drawn_and_keys_stand_behind_a_button_on_the_smallest_screen(tmp_path):
    graph = family("Adam + Ann: " + ", ".join(f"Child{number}" for number in range(30)))
    scene = scene_of_tree(graph, [graph.number("Adam")])

    async def deed(browser):
        assert await browser.js("document.documentElement.scrollWidth") == 320
        middle = await browser.js("""(() => {
          const { x, y, width, height } = document.querySelector(".m.around").getBoundingClientRect();
          return [x + width / 2, y + height / 2 + 6];
        })()""")
        await browser.drag("left", middle, middle)
        told = await browser.js(
            "[...document.querySelectorAll('#unseen-children + ul li')].map((li) => li.textContent)"
        )
        assert told == [f"Child{number}" for number in range(20)] + ["10 more"]
        assert (
            await browser.js("document.querySelector('.around title').textContent.slice(0, 30)")
            == "Children not shown: Child0, Ch"
        )
        await browser.keys("Escape")
        assert not await browser.js("document.querySelector('dialog').open")
        await browser.js("document.getElementById('help').focus()")
        await browser.js("document.getElementById('help').click()")
        assert await browser.js("document.querySelector('dialog').matches(':modal')")
        assert await browser.js("document.querySelector('dialog').scrollWidth <= 320")
        await browser.do("Input.dispatchKeyEvent", type="keyDown", key="Escape", windowsVirtualKeyCode=27)
        await browser.until("!document.querySelector('dialog').open")
        assert await browser.js("document.activeElement.id") == "help"
        # A picture that is larger than the window opens with letters of 11 pixels or more, on both of whom it is about.
        large = family("\n".join(f"P{number}: P{number + 1}, Q{number + 1}, R{number + 1}" for number in range(30)))
        layout = lay_out(scene_of_tree(large, [large.number("P0")], descendants=None))
        await browser.open(layout)
        left, top, width, _ = map(float, (await browser.js(VIEW)).split())
        assert width <= 320
        assert left < await browser.js("document.querySelector('#p0 > rect').getBBox().x") < left + width
        assert layout.top <= top < layout.top + 1
        await browser.js("document.getElementById('p60').focus()")
        await browser.keys("2")
        names = await browser.js(
            "[...document.querySelectorAll('.f:not(.gone)')].map((each) => each.ariaLabel.split(',')[0])"
        )
        assert names == ["P0", "P1", "Q1", "R1", "P2", "Q2", "R2"]
        await browser.js("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'u', bubbles: true }))")
        assert len(await browser.view()) == 4  # though the one who had the focus was nowhere

    in_browser(lay_out(scene), tmp_path, deed, size=(320, 640))
