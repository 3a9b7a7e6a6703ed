"""A page in one file: pan, zoom, search, fold, follow lines of descent, without a network.

Nothing in the page comes from anywhere else, and a content security policy
forbids it: only the one script and the one style sheet whose digests the page
names are run. Names are text, never markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from importlib import resources
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from cousins.drawing.layout.legend import SIGN, SWATCH, numbered
from cousins.drawing.layout.placed import Sign
from cousins.drawing.scene.figures import Role
from cousins.drawing.writers.captions import sign, swatch
from cousins.drawing.writers.descriptions import escaped, standing
from cousins.drawing.writers.styles import style_sheet
from cousins.drawing.writers.svg import line_kinds, svg
from cousins.family.links import ParentKind
from cousins.family.name_words import fold
from cousins.plain import harmless
from cousins.settings import WIKIDATA_PAGES
from cousins.wikibase.ids import is_item_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cousins.drawing.layout.placed import Layout
    from cousins.drawing.scene.figures import Scene
    from cousins.family.person import Person

_SCRIPTS = ("page_view.js", "page_family.js", "page_legend.js", "page.js")
_LETTERS = "ßæœøłđðþıς"  # with a spelling of their own, and no mark that could be taken away
_WORDS = {
    "close": "Close",
    "more": "More on Wikidata",
    "parents": "Parents",
    "partners": "Partners",
    "children": "Children",
    "fold": "Hide descendants",
    "unfold": "Show descendants",
    "hidden": "Hidden",
    "shown": "Shown again",
    "found": "found; Enter goes through them",
    "nobody": "Nobody found",
    "no_parents": "No parents in the picture",
    "no_children": "No children in the picture",
    "end": "End of the row",
    "portrait": "Portrait",
}
_LEGEND = "Legend"
_HINT = (
    "Drag to move, wheel or + and \N{MINUS SIGN} to zoom, 0 shows the whole, / searches. "
    "On a person: \N{LEFTWARDS ARROW} \N{RIGHTWARDS ARROW} along the row, \N{UPWARDS ARROW} to a parent, "
    "\N{DOWNWARDS ARROW} to a child (there and back again: to the next), Enter shows details, f folds the branch"
)


def html(layout: Layout) -> str:
    """Return the picture as a page that needs no other file.

    Args:
        layout: What to draw.
    """
    files = resources.files("cousins.drawing.writers")
    parts = "".join(files.joinpath(name).read_text(encoding="utf-8") for name in _SCRIPTS)
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
<p id="status" role="status"></p>
</div>
<p class="hint">{_HINT}</p>
</header>
<main>
{svg(layout, page=True)}<aside hidden aria-label="Details"></aside>
</main>
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
            for each in scene.households
        ],
        # As the arrow keys go: generation by generation, from left to right, stacks downwards.
        "rows": [list(row) for _, row in groupby(layout.order, key=lambda place: layout.figures[place].generation)],
        "letters": {letter: fold(letter) for letter in _LETTERS},
        "words": _WORDS,
        # The page opens where the first line of descent leads, or else where the picture begins.
        "first": next(chain((strand.end for strand in scene.strands), origins, range(len(scene.figures))), None),
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


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
    if is_item_id(person.id):
        record["link"] = f"{WIKIDATA_PAGES}{person.id}"
    portrait = scene.figures[place].portrait
    if portrait and scene.figures[place].named:
        record["credit"] = harmless(portrait.credit)
        if portrait.page.startswith("https://"):
            record["credit_page"] = portrait.page
    return record


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
