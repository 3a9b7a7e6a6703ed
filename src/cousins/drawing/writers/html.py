"""A page in one file: pan, zoom, search, fold, follow lines of descent, without a network.

Nothing in the page comes from anywhere else, and a content security policy
forbids it: only the one script and the one style sheet whose digests the page
names are run. Names are text, never markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from importlib import resources
from itertools import chain, groupby, zip_longest
from typing import TYPE_CHECKING, Any

from cousins.drawing.layout.legend import SIGN, SWATCH, numbered
from cousins.drawing.layout.placed import Sign
from cousins.drawing.scene.figures import Role
from cousins.drawing.writers.captions import sign, swatch
from cousins.drawing.writers.descriptions import MOST_UNSEEN, by_age, escaped, standing, unseen
from cousins.drawing.writers.styles import style_sheet
from cousins.drawing.writers.svg import line_kinds, svg
from cousins.family.links import ParentKind
from cousins.family.name_words import fold
from cousins.plain import harmless
from cousins.settings import WIKIDATA_PAGES
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.scene.figures import Scene
    from cousins.family.person import Person

_SCRIPTS = ("page_view.js", "page_placing.js", "page_stage.js", "page_family.js", "page_legend.js", "page.js")
_LETTERS = "ßæœøłđðþıς"  # with a spelling of their own, and no mark that could be taken away
_WORDS = {
    "close": "Close",
    "more": "More on Wikidata",
    "parents": "Parents",
    "partners": "Partners",
    "children": "Children",
    "hide": {"parents": "Hide ancestors", "children": "Hide descendants"},
    "show": {"parents": "Show ancestors", "children": "Show descendants"},
    "held": "All ancestors are reached by other lines, too",
    "unseen": {"parents": "Parents not shown", "partners": "Partners not shown", "children": "Children not shown"},
    "hidden": "Hidden",
    "shown": "Shown again",
    "found": "found; Enter goes through them",
    "nobody": "Nobody found",
    "fixed": "Nothing folds in a fan",
    "none": {"parents": "No parents in the picture", "children": "No children in the picture"},
    "end": "End of the row",
    "portrait": "Portrait",
}
_LEGEND = "Legend"
_ASIDE = re.compile(r"^[ \t]*/\*.*?\*/\s*|^[ \t]+", re.MULTILINE | re.DOTALL)
"""What a browser does not need of our scripts, a sixth of them: comments that have lines of their own, indentation."""
_KEYS = (
    ("Drag, two fingers, Shift and an arrow", "moves the picture"),
    ("Wheel, two fingers, + \N{MINUS SIGN}", "zooms"),
    ("0", "shows the whole"),
    ("/", "searches; Enter goes through those found"),
    ("1 to 9", "leaves so many generations, and folds the others"),
    ("u", "unfolds everything"),
    ("Esc", "closes the details"),
)
_PERSON_KEYS = (
    ("\N{LEFTWARDS ARROW} \N{RIGHTWARDS ARROW} Home End", "along the row"),
    ("\N{UPWARDS ARROW} \N{DOWNWARDS ARROW}", "to a parent, to a child; there and back again: to the next"),
    ("Enter, click, tap", "shows details, and who is not drawn where three dots are"),
    ("f", "folds or unfolds descendants"),
    ("a", "folds or unfolds ancestors"),
)


def html(layout: Layout) -> str:
    """Return the picture as a page that needs no other file.

    Args:
        layout: What to draw.
    """
    files = resources.files("cousins.drawing.writers")
    parts = "".join(_ASIDE.sub("", files.joinpath(name).read_text(encoding="utf-8")) for name in _SCRIPTS)
    script = f'"use strict";\n(() => {{\n{parts}}})();\n'
    style = files.joinpath("page.css").read_text(encoding="utf-8") + style_sheet(layout.scene)
    title = escaped(layout.scene.title)
    sources = f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:"
    policy = f"{sources}; base-uri 'none'; form-action 'none'"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1><bdi>{title}</bdi></h1>
<div class="tools">
<input id="search" type="search" placeholder="Search" aria-label="Search for a name or a year" autocomplete="off"
 autocapitalize="off" spellcheck="false" enterkeyhint="search" aria-describedby="status">
<button id="out" type="button" aria-label="Zoom out">&minus;</button>
<button id="in" type="button" aria-label="Zoom in">+</button>
<button id="fit" type="button">Whole<span> picture</span></button>
<button id="help" type="button" aria-label="Keys" aria-haspopup="dialog">?</button>
<p id="status" role="status"></p>
</div>
</header>
<main>
{svg(layout, page=True)}<aside hidden aria-label="Details"></aside>
</main>
<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">Keys and gestures</h2>
{_told(_KEYS)}
<h3>On a person</h3>
{_told(_PERSON_KEYS)}
<form method="dialog"><button class="close" aria-label="Close">&times;</button></form>
</dialog>
{"".join(_legend(layout))}<script type="application/json" id="data">{_data(layout)}</script>
<script>{script}</script>
</body>
</html>
"""


def _legend(layout: Layout) -> Iterator[str]:
    """Yield the legend, its entries as buttons that light their lines up, and the key of signs."""
    scene, kinds = layout.scene, line_kinds(layout)
    if not layout.legend:
        return
    yield f'<details id="legend" open>\n<summary>{_LEGEND}</summary>\n<ul>\n'
    for entry in scene.legend:
        words = f"<bdi>{escaped(numbered(entry))}</bdi>"
        if entry.strands:
            drawn = f'<svg class="l" width="{SWATCH:g}" height="10" aria-hidden="true">'
            drawn += f"{swatch(scene, entry, kinds, 0, 5)}</svg>"
            lines, people = (" ".join(map(str, each)) for each in (entry.strands, entry.places(scene)))
            about = f'data-lines="{lines}" data-people="{people}"'
            words = f'<button type="button" aria-pressed="false" {about}>{drawn}{words}</button>'
        yield f"<li>{words}</li>\n"
    yield '</ul>\n<p class="key">'
    for note in layout.legend:
        if isinstance(note.about, Sign):
            drawn = f'<svg width="{SIGN:g}" height="12" aria-hidden="true">{sign(note.about, 0, 6)}</svg>'
            yield f"<span>{drawn}{escaped(note.about.value)}</span>\n"
    yield "</p>\n</details>\n"


def _told(keys: Iterable[tuple[str, str]]) -> str:
    return f"<dl>{''.join(f'<dt>{escaped(key)}</dt><dd>{escaped(deed)}</dd>' for key, deed in keys)}</dl>"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(layout: Layout) -> str:
    """Return what the script knows, as JSON that no parser of HTML can mistake for markup."""
    scene = layout.scene
    origins = (place for place, figure in enumerate(scene.figures) if figure.role is Role.ORIGIN)
    known = {
        "people": [_person(scene, place) for place in range(len(scene.figures))],
        "households": [
            {"partners": each.partners, "children": [child.place for child in each.children]}
            | ({"rivals": list(each.rivals)} if each.rivals else {})
            for each in scene.households
        ],
        # As the arrow keys go: generation by generation, from left to right, stacks downwards.
        "rows": [list(row) for _, row in groupby(layout.order, key=lambda place: layout.figures[place].generation)],
        "grid": _grid(layout),
        "letters": {letter: fold(letter) for letter in _LETTERS},
        "words": _WORDS,
        "site": WIKIDATA_PAGES,
        # The page opens where the first line of descent leads, or else where the picture begins.
        "first": next(chain((strand.end for strand in scene.strands), origins, range(len(scene.figures))), None),
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _grid(layout: Layout) -> dict[str, Any] | None:
    """Return what the script places people again by, when branches fold; None where it can but hide them."""
    grid = layout.grid
    if grid is None:
        return None
    bends = []
    for number, household in enumerate(layout.scene.households):
        ends = [(partner, False) for partner in household.partners]
        for end, is_child in [*ends, *((child.place, True) for child in household.children)]:
            chain = grid.chains.get((number, grid.folded.get(end, end), is_child), ())
            if len(chain) > 2:  # noqa: PLR2004 (the two ends)
                bends.append((number, end, chain[1], len(chain) - 2))
    return {
        "rows": grid.rows,
        "nodes": max((node for row in grid.rows for node in row), default=-1) + 1,
        "bends": bends,
        "stacks": [(width, *places) for width, places in grid.stacks],
        "lanes": list(grid.lanes.items()),
        "rules": grid.rules,
        "isAcross": layout.style == "across",
        "isMirrored": layout.mirrored,
    }


def _person(scene: Scene, place: int) -> dict[str, Any]:
    person = scene.figures[place].person
    unions = scene.homes(place)[1]
    children = dict.fromkeys(child.place for number in unions for child in scene.households[number].children)
    dates = (("Born", person.born), ("Died", person.died))
    record: dict[str, Any] = {
        "name": harmless(str(person)),
        "label": harmless(person.label),
        "key": search_key(person),
        "facts": [harmless(f"{what} {date.text}") for what, date in dates if date],
        "parents": list(scene.parents(place)),
        "partners": scene.partners(place),
        "children": list(children),
    }
    ties = _ties(scene, place, children)
    if ties:
        record["ties"] = ties
    figure = scene.figures[place]
    hidden = {
        "parents": figure.hidden_parents,
        "partners": figure.hidden_partners,
        "children": figure.hidden_children,
    }
    if any(hidden.values()):
        record["unseen"] = {whom: _unseen(people) for whom, people in hidden.items() if people}
    if item := _item(person):
        record["item"] = item
    portrait = figure.portrait
    if portrait and figure.named:
        record["credit"] = harmless(portrait.credit)
        if portrait.page.startswith("https://"):
            record["credit_page"] = portrait.page
    return record


def _unseen(people: Sequence[Person]) -> list[tuple[str, str]]:
    """Return people whom the picture leaves out, each with the id of an item that says more, or an empty one."""
    items = [_item(each) for each in by_age(people)[:MOST_UNSEEN]]
    return list(zip_longest(unseen(people), items, fillvalue=""))


def _item(person: Person) -> str:
    """Return the id of the item that says more of a person; empty for none, and of whom no more is to be said."""
    return person.id if is_item_id(person.id) and not person.private else ""


def _ties(scene: Scene, place: int, children: Iterable[int]) -> dict[int, str]:
    """Return for parents and children who are not so by birth, or not certainly so, what they are."""
    kinds = scene.parents(place) | {child: scene.parents(child)[place] for child in children}
    ties = {other: kind.value for other, kind in kinds.items() if kind is not ParentKind.BIRTH}
    ties |= {parent: standing(scene, parent, count) for parent, count in scene.rivals(place).items()}
    return ties | {child: "possible" for child in children if place in scene.rivals(child)}


def search_key(person: Person) -> str:
    """Return the words by which the page's search finds somebody: of all names, and the years.

    Words are folded as the command line folds them, in their own letters and in
    Latin ones; those with an apostrophe or a hyphen also stand in one piece. The
    script does the same to what is typed, as far as it can.

    Example:
        >>> from cousins.family.person import Person, PersonId
        >>> search_key(Person(PersonId("1"), "Cl\N{LATIN SMALL LETTER E WITH ACUTE}mence O'Brien"))
        'clemence o brien obrien'
    """
    texts = [_bare(name) for name in (str(person), *person.aliases)]
    words = [word for text in texts for word in fold(text).split()]
    words += [fold("".join(filter(str.isalnum, word))) for text in texts for word in text.split()]
    latin = [fold(word, romanised=True) for word in words]
    return " ".join(dict.fromkeys([*words, *latin, *fold(person.years).split()]))


def _bare(text: str) -> str:
    """Return a text without marks, and with apostrophes for letters that only modify others."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kinds = ((letter, unicodedata.category(letter)) for letter in letters)
    return "".join("'" if kind == "Lm" else letter for letter, kind in kinds if not kind.startswith("M"))
