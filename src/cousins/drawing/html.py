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
from importlib import resources
from typing import TYPE_CHECKING, Any

from cousins.drawing.metrics import clean
from cousins.drawing.styles import style_sheet
from cousins.drawing.svg import svg
from cousins.drawing.words import escaped, printable

if TYPE_CHECKING:
    from cousins.drawing.cast import Scene
    from cousins.drawing.layout import Layout

_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,17}")
_WORDS = {
    "close": "Close",
    "more": "More on Wikidata",
    "parents": "Parents",
    "partners": "Partners",
    "children": "Children",
    "fold": "Hide descendants",
    "unfold": "Show descendants",
    "found": "found; Enter goes through them",
    "portrait": "Portrait",
    "hint": "Drag to move, wheel or + and - to zoom, arrow keys walk through the family, / to search",
}


def html(layout: Layout) -> str:
    """Return the picture as a page that needs no other file.

    Args:
        layout: What to draw.
    """
    files = resources.files("cousins.drawing")
    script = files.joinpath("page.js").read_text(encoding="utf-8")
    style = files.joinpath("page.css").read_text(encoding="utf-8") + style_sheet(layout.scene)
    title = escaped(printable(layout.scene.title))
    sources = f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:"
    policy = f"{sources}; base-uri 'none'; form-action 'none'"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="hint" role="status">{escaped(_WORDS["hint"])}</p>
<input id="search" type="search" placeholder="Search" aria-label="Search for a name" autocomplete="off">
<button id="out" type="button" aria-label="Zoom out">&minus;</button>
<button id="in" type="button" aria-label="Zoom in">+</button>
<button id="fit" type="button">Whole picture</button>
</header>
<main>
{svg(layout, page=True)}<aside hidden aria-live="polite"></aside>
</main>
<script type="application/json" id="data">{_data(layout.scene)}</script>
<script>{script}</script>
</body>
</html>
"""


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(scene: Scene) -> str:
    """Return what the script knows, as JSON that no parser of HTML can mistake for markup."""
    ends = [strand.end for strand in scene.strands] or [strand.origin for strand in scene.strands]
    known = {
        "people": [_person(scene, place) for place in range(len(scene))],
        "households": [
            {"partners": each.partners, "children": [child.place for child in each.children]}
            for each in scene.households
        ],
        "words": _WORDS,
        "first": ends[0] if ends else (0 if len(scene) else None),
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _person(scene: Scene, place: int) -> dict[str, Any]:
    person = scene.figures[place].person
    births, unions = scene.homes(place)
    parents = dict.fromkeys(partner for number in births for partner in scene.households[number].partners)
    siblings = dict.fromkeys(child.place for number in births for child in scene.households[number].children)
    partners = dict.fromkeys(partner for number in unions for partner in scene.households[number].partners)
    children = dict.fromkeys(child.place for number in unions for child in scene.households[number].children)
    told: dict[str, Any] = {
        "name": clean(str(person)),
        "label": clean(person.label),
        "facts": _facts(scene, place),
        "parents": list(parents),
        "siblings": [each for each in siblings if each != place],
        "partners": [each for each in partners if each != place],
        "children": list(children),
    }
    if _WIKIDATA.fullmatch(person.id):
        told["link"] = f"https://www.wikidata.org/wiki/{person.id}"
    portrait = scene.figures[place].portrait
    if portrait and scene.figures[place].named:
        told["credit"] = clean(portrait.credit)
        if portrait.page.startswith("https://"):
            told["credit_page"] = portrait.page
    return told


def _facts(scene: Scene, place: int) -> list[str]:
    person = scene.figures[place].person
    born = f"Born {person.born.text}" if person.born else ""
    died = f"Died {person.died.text}" if person.died else ""
    return [clean(fact) for fact in (born, died) if fact]
