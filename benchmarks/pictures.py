"""What pictures of one family show, ours beside those of EntiTree, Topola, Gramps and webtrees.

Two tasks on a GEDCOM file: the descendants of one person three generations down with their partners, and how two
people are related. Every program draws the picture it has for that, and one reader in a headless browser reads all
of them, ours too: the people, their boxes, the size of their names and the lines, as points along them.

- *people*: different people with a name in the picture; *dots* are people drawn without one.
- *boxes*, *twice*: boxes with a name, and people who have more than one.
- *missing*: of the people asked for, those who are not there. For descendants these are all of them; for two people
  those on the lines of the nearest three relationships, as our own answer has them.
- *partners*: recorded partners of the descendants, or other parents of the people along the lines, who are not there.
- *crossings*: places where two lines cross outside boxes. Lines that meet, part, or run upon each other do not cross,
  and crossings less than 8 pixels apart are one.
- *name, px*: the smallest name at the picture's own size, and when all of it is seen 1,280 pixels wide.
- *said*: words of relationship, such as "cousins", that stand beside the people.

Set up, for the file royal92.ged in a folder of your own::

    apt-get install chromium graphviz nodejs npm python3-venv python3-gi-cairo gir1.2-gtk-3.0
    npm install --prefix TOOLS topola entitree-flex esbuild
    /usr/bin/python3 -m venv --system-site-packages TOOLS/gramps
    TOOLS/gramps/bin/pip install gramps orjson
    python benchmarks/pictures.py royal92.ged TOOLS

What is missing is said and left out. The pages stay in TOOLS/pages, to be looked at.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pictures_crossings import crossings
from pictures_family import FamilyFile
from pictures_makers import (
    GENERATIONS,
    PAGES,
    Drawn,
    MissingProgramError,
    Task,
    asked,
    entitree,
    gramps,
    ours,
    topola,
    topola_across,
    webtrees,
    written,
)

SCREEN = 1280
COLUMNS = (
    "program",
    "people (dots)",
    "boxes",
    "twice",
    "missing",
    "partners missing",
    "size, px",
    "crossings",
    "name, px",
    "said",
)
TASKS = {"Victoria, 3 generations down": ("I1",), "Elizabeth II and Philip": ("I52", "I57")}
RELATIONSHIP = re.compile(r"cousin|nephew|niece|uncle|aunt|brother|sister|relationship", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """Who is to be in a picture: those asked for, and their partners or the other parents along the lines."""

    people: frozenset[str]
    partners: frozenset[str]


def main() -> None:
    """Print a table for each task."""
    path, tools = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    family = FamilyFile(path)
    for title, persons in TASKS.items():
        wanted = wanted_in(path, family, persons, tools)
        task = Task(path, family, persons, wanted.people | wanted.partners, tools)
        print(f"\n{title}: {len(wanted.people)} people asked for, {len(wanted.partners)} partners beside\n")
        print(f"| {' | '.join(COLUMNS)} |\n|---|{'---:|' * (len(COLUMNS) - 2)}---|")
        missing = []
        for maker in (ours, entitree, topola, topola_across, gramps, webtrees):
            page = tools / "pages" / f"{maker.__name__}-{persons[-1]}.html"
            try:
                picture = maker(task)
                print(row(picture, read(picture, page), family, wanted), flush=True)
            except MissingProgramError as error:
                missing.append(str(error))
        print("\nNot measured:", "; ".join(missing) or "–")


def wanted_in(path: Path, family: FamilyFile, persons: tuple[str, ...], tools: Path) -> Wanted:
    """Return who is asked for: descendants by the file alone, lines between two people as our answer has them."""
    if len(persons) == 1:
        people = family.descendants(persons[0], GENERATIONS)
        partners = {each for person in people for each in family.partners(person)}
    else:
        unmade = Task(path, family, persons, frozenset(), tools)
        lines = json.loads(written(asked(path, persons), unmade, "json"))["lines"]
        people = {person for line in lines for step in line["steps"] for person in step}
        partners = family.parents_of_each(people)
    return Wanted(frozenset(people), frozenset(partners - people))


def read(picture: Drawn, page: Path) -> dict[str, Any]:
    """Return what the reader finds in a picture, after it was written to a page.

    Raises:
        MissingProgramError: There is no browser, or it could not read the picture.
    """
    look = {"frame": picture.frame, "person": picture.person, "line": picture.line}
    reader = f"<script>const PICTURE = {json.dumps(look)};\n{(PAGES / 'reader.js').read_text('utf-8')}</script>"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f'<!doctype html><meta charset="utf-8"><body>{picture.body}{reader}', "utf-8")
    try:
        dumped = subprocess.run(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    except OSError as error:
        message = "all (apt-get install chromium)"
        raise MissingProgramError(message) from error
    found = re.search(r'<script id="measured"[^>]*>(.*?)</script>', dumped.stdout, re.DOTALL)
    if found is None:
        message = f"{picture.program} (the picture could not be read; open {page})"
        raise MissingProgramError(message)
    measured: dict[str, Any] = json.loads(found[1])
    return measured


def row(picture: Drawn, measured: dict[str, Any], family: FamilyFile, wanted: Wanted) -> str:
    """Return a line of the table."""
    people = [each for each in measured["people"] if not household(each)]
    named = [each for each in people if each["lines"]]
    drawn = Counter(identified(each, family, wanted) for each in named)
    dots = sum(not each["lines"] and each["mark"] is not None for each in people)
    smallest = min(each["pixels"] for each in named)
    width, height = measured["width"], measured["height"]
    crossed = crossings(
        [[(x, y) for x, y in line] for line in measured["lines"]], [each["box"] for each in measured["people"]]
    )
    said = [text for text in measured["beside"] if RELATIONSHIP.search(text)]
    values = [
        picture.program,
        f"{len(drawn)} ({dots})",
        len(named),
        sum(times > 1 for times in drawn.values()),
        len(wanted.people - drawn.keys()),
        len(wanted.partners - drawn.keys()),
        f"{width:,.0f} × {height:,.0f}",
        crossed,
        f"{smallest:.0f}; {smallest * min(1, SCREEN / width):.1f}",
        f"“{said[0]}”" if said else "–",
    ]
    return f"| {' | '.join(map(str, values))} |"


def household(drawn: dict[str, Any]) -> bool:
    """Return whether a box is that of a marriage or household, as Gramps draws them."""
    return (drawn["mark"] or "I").startswith("F") or " ".join(drawn["lines"]).split()[:1] == ["m."]


def identified(drawn: dict[str, Any], family: FamilyFile, wanted: Wanted) -> str:
    """Return who somebody in a picture is: by the mark at the element, or by the words in the box.

    Gramps's charts have words alone: "Hanover, Victoria", then "b. 1819-05-24" and "d. 1901-01-22". Where several
    people have the name, the year of birth decides, and those asked for come first.
    """
    if drawn["mark"] is not None:
        return re.sub(r"^([IF])0+(?=\d)", r"\1", drawn["mark"])
    surname, _, given = drawn["lines"][0].partition(",")
    name = f"{' '.join(given.split())} {surname.strip()}".strip()
    years = set(re.findall(r"\b\d{4}\b", " ".join(drawn["lines"][1:])))
    nearest = sorted(wanted.people | wanted.partners)
    alike = [each for each in nearest if " ".join(family.name(each).replace("/", " ").split()) == name]
    fitting = [each for each in alike if years.issuperset(re.findall(r"\b\d{4}\b", family.lines(each)[1]))]
    return (fitting or alike or [" ".join(drawn["lines"])])[0]


if __name__ == "__main__":
    main()
