"""Pictures of one family by several programs, each in a page that a browser can read."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import cousins

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pictures_family import FamilyFile

    from cousins.answers.looks import Picture

PAGES = Path(__file__).with_name("pictures_pages")
GENERATIONS = 3


class MissingProgramError(Exception):
    """A program is not installed; the text says how to get it."""


@dataclass(frozen=True)
class Drawn:
    """A picture in a page, and where its people and lines are.

    Attributes:
        program: The name and version of the program.
        body: The picture as HTML.
        frame: The CSS selector of the picture itself.
        person: The CSS selector of the element of each person.
        line: The CSS selector of each line.
    """

    program: str
    body: str
    frame: str
    person: str
    line: str


@dataclass(frozen=True)
class Task:
    """What is to be drawn, of which file.

    Attributes:
        path: The GEDCOM file.
        family: The same file, read.
        persons: Who is at the beginning: one for descendants, or two whose relationship is to be shown.
        people: All who are to be in the picture, by id.
        tools: The folder with the programs.
    """

    path: Path
    family: FamilyFile
    persons: tuple[str, ...]
    people: frozenset[str]
    tools: Path


def asked(path: Path, persons: tuple[str, ...]) -> Picture:
    """Return our own answer: descendants of one person, or the nearest relationships of two."""
    if len(persons) == 1:
        return cousins.tree(persons[0], descendants=GENERATIONS, source=path)
    return cousins.relate(*persons, source=path).tree()


def ours(task: Task) -> Drawn:
    """Return our picture; its people are numbered as in our JSON."""
    tree = asked(task.path, task.persons)
    marks = [person["id"] for person in json.loads(written(tree, task, "json"))["persons"]]
    svg = written(tree, task, "svg")
    svg = re.sub(r'<g id="\w+p(\d+)" class="f', lambda found: f'<g data-person="{marks[int(found[1])]}" class="f', svg)
    return Drawn(f"cousins {metadata.version('cousins')}", svg, "svg", "svg g.f", "svg g.l path:not(.i)")


def written(tree: Picture, task: Task, ending: str) -> str:
    """Return what a file of our picture holds."""
    path = task.tools / f"ours.{ending}"
    tree.write(path)
    return path.read_text("utf-8")


def topola_across(task: Task) -> Drawn:
    """Return Topola's chart with generations as columns."""
    return topola(task, horizontal=True)


def topola(task: Task, *, horizontal: bool = False) -> Drawn:
    """Return Topola's chart of a file with these people alone, for it knows no limit of generations."""
    chart = "DescendantChart" if len(task.persons) == 1 else "RelativesChart"
    script = bundle(task, "topola")
    values = {
        "GEDCOM": task.family.without_others(task.people),
        "CHART": chart,
        "START": task.persons[0],
        "HORIZONTAL": horizontal,
    }
    body = f'<svg id="picture"><g></g></svg>{_values(values)}<script>{script}</script>'
    program = f"Topola {version(task, 'topola')}, {chart}{', horizontal' if horizontal else ''}"
    return Drawn(program, body, "#picture", "#picture g.indi", "#picture path.link")


def entitree(task: Task) -> Drawn:
    """Return what EntiTree's layout makes of everybody's children and partners, opened one after the other."""
    if len(task.persons) > 1:
        message = "EntiTree (no picture of two people: partners' parents cannot be opened in its page)"
        raise MissingProgramError(message)
    people: dict[str, dict[str, object]] = {}

    def opened(mark: str, person: str, generations: int) -> str:
        partners = [f"{mark}r{number}" for number in range(len(task.family.partners(person)))]
        children = task.family.children(person) if generations else []
        people[mark] = {"person": person, "lines": task.family.lines(person), "partners": partners}
        for each, partner in zip(partners, task.family.partners(person), strict=True):
            people[each] = {"person": partner, "lines": task.family.lines(partner)}
        below = [opened(f"{mark}d{number}", child, generations - 1) for number, child in enumerate(children)]
        people[mark]["children"] = below
        return mark

    script = bundle(task, "entitree")
    values = {"ROOT": opened("0", task.persons[0], GENERATIONS), "PEOPLE": people}
    body = f'<div id="picture"></div>{_values(values)}<script>{script}</script>'
    program = f"EntiTree's layout (entitree-flex {version(task, 'entitree-flex')})"
    return Drawn(program, body, "#picture", "#picture .card", "#picture path")


def gramps(task: Task) -> Drawn:
    """Return Gramps's descendant chart, or its graph of family lines at the size of its own letters."""
    made = task.tools / ("gramps.svg" if len(task.persons) == 1 else "gramps.gv")
    program = task.tools / "gramps/bin/gramps"
    if not program.exists() or not shutil.which("dot"):
        message = (
            "Gramps (apt-get install python3-venv python3-gi-cairo gir1.2-gtk-3.0 graphviz, then "
            f"/usr/bin/python3 -m venv --system-site-packages {program.parents[1]} and its pip install gramps orjson)"
        )
        raise MissingProgramError(message)
    if len(task.persons) == 1:
        household = next(mark for mark, each in task.family.families.items() if task.persons[0] in each.partners)
        options = f"name=descend_chart,pid={padded(household)},maxgen={GENERATIONS + 1},maxspouse=1"
        options += f",resize_page=True,scale_tree=0,off=svg,of={made}"
        look = ("svg", 'svg rect[style*="fill:#ffffff"]', "svg line")
    else:
        options = (
            f"name=familylines_graph,gidlist={' '.join(map(padded, task.persons))},followchild=False,off=dot,of={made}"
        )
        look = ("svg", "svg g.node", "svg g.edge path")
    made.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "GRAMPSHOME": str(task.tools / "gramps-home"),
        "LANG": "C.UTF-8",
        "LANGUAGE": "en",
        "PYTHONHASHSEED": "0",
    }
    (task.tools / "gramps-home").mkdir(exist_ok=True)
    subprocess.run(
        [program, "-i", task.path, "-a", "report", "-p", options], env=environment, capture_output=True, check=False
    )
    if not made.exists():
        message = f"Gramps (it wrote no picture with -a report -p {options})"
        raise MissingProgramError(message)
    drawn = made.read_text("utf-8")
    if len(task.persons) > 1:  # Gramps squeezes graphs onto a sheet; without that its letters have their own size.
        graph = re.sub(r'^\s*(?:size|ratio|dpi)="[^"]*";', "", drawn, flags=re.MULTILINE)
        drawn = subprocess.run(["dot", "-Tsvg"], input=graph, capture_output=True, text=True, check=True).stdout
    about = subprocess.run([program, "--version"], env=environment, capture_output=True, text=True, check=False).stdout
    found = re.search(r"gramps\D{0,20}([\d.]+\d)", about, re.IGNORECASE)
    return Drawn(
        f"Gramps {found[1] if found else ''}, {options[5:].split(',')[0]}", drawn[drawn.index("<svg") :], *look
    )


def padded(mark: str) -> str:
    """Return an id as Gramps writes it: with four digits."""
    return f"{mark[0]}{int(mark[1:]):04}"


def webtrees(_: Task) -> Drawn:
    """Raise, for webtrees is a server in PHP that none of the registries used here has.

    Raises:
        MissingProgramError: Always.
    """
    message = "webtrees (no package of PyPI, npm or Debian)"
    raise MissingProgramError(message)


def bundle(task: Task, name: str) -> str:
    """Return one of the scripts in `pictures_pages` together with the packages that it imports.

    Raises:
        MissingProgramError: esbuild or a package is not there.
    """
    modules = task.tools / "node_modules"
    made = task.tools / f"{name}.bundle.js"
    try:
        subprocess.run(
            [modules / ".bin/esbuild", PAGES / f"{name}.js", "--bundle", "--log-level=error", f"--outfile={made}"],
            env={**os.environ, "NODE_PATH": str(modules)}, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        message = f"{name} (npm install --prefix {task.tools} topola entitree-flex esbuild)"
        raise MissingProgramError(message) from error
    return made.read_text("utf-8").replace("</script", "<\\/script")


def version(task: Task, package: str) -> str:
    """Return the version of an installed package of npm."""
    about = json.loads((task.tools / "node_modules" / package / "package.json").read_text("utf-8"))
    return str(about["version"])


def _values(values: Mapping[str, object]) -> str:
    text = json.dumps(values).replace("<", "\\u003c")
    return f"<script>Object.assign(window, {text})</script>"
