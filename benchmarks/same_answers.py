"""Does another version of cousins give the same answers, to the byte?

Asks the same questions of two interpreters, each with its own version installed, and lists
every answer that differs: `relate`, `show`, `ancestors`, `descendants`, `tree`, `check` and
`export` over the atlas and over files of yours, about people drawn with a seed. Text and
pictures must be the same to the byte; JSON may have new keys, and keys named in `RENAMED`
may have their new names.

    python benchmarks/same_answers.py ../older/.venv/bin/python family.ged --people 12 --seed 1
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import re
import subprocess
import sys
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

RENAMED = {"relationship": "relatedness"}
"""Keys of an answer that have another name since, the older one first."""
PICTURES = ("svg", "html", "dot", "mmd", "graphml", "json")
EXPORTS = ("ged", "gdz", "csv", "jsonld", "graphml", "dot", "json")

Question = tuple[str, ...]


def people_of(source: str) -> list[str]:
    """Return the ids of everybody in the atlas or in a GEDCOM file."""
    if source == "atlas":
        folder = resources.files("cousins.sources")
        return re.findall(r"^(Q\d+)\t", folder.joinpath("atlas.tsv").read_text(encoding="utf-8"), re.MULTILINE)
    return re.findall(r"^0 @(\S+)@ INDI", Path(source).read_text(encoding="utf-8", errors="replace"), re.MULTILINE)


def questions(source: str, count: int, chance: random.Random) -> list[Question]:
    """Return what is asked of one source, about so many people."""
    drawn = chance.sample(people_of(source), count)
    place = ("--from", source)
    asked: list[Question] = [("check", source), ("check", source, "--format", "json"), ("check", source, "--report")]
    asked += [("export", f"all.{ending}", *place) for ending in EXPORTS]
    for one, other in zip(drawn, chance.sample(drawn, count), strict=True):
        pair = ("relate", one, other, *place)
        asked += [pair, (*pair, "--format", "json"), (*pair, "--all", "--limit", "40"), (*pair, "--coefficients")]
        asked += [(*pair, "-o", "-", "--as", ending) for ending in PICTURES]
        asked += [("show", one, *place), ("show", one, "--format", "json", *place)]
        for form in ("text", "json"):
            asked += [("ancestors", one, "--generations", "6", "--format", form, *place)]
            asked += [("descendants", one, "--generations", "3", "--format", form, *place)]
        asked += [("tree", one, "--ancestors", "3", *place), ("tree", one, "--descendants", "2", *place)]
        asked += [("tree", one, "--to", other, "-o", "-", "--as", ending, *place) for ending in PICTURES]
        asked += [("export", "part.ged", "--between", one, other, *place)]
        asked += [("export", "part.json", "--descendants", one, "--generations", "3", *place)]
    return asked


def answered(question: Question, folder: Path) -> str:
    """Return what the version that is installed here answers, with what it wrote to a file."""
    from cousins.cli import main  # noqa: PLC0415 (each interpreter has its own)

    said, complained = io.StringIO(), io.StringIO()
    arguments = [str(folder / each) if each.startswith(("all.", "part.")) else each for each in question]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        try:
            main(arguments)
        except SystemExit as left:
            print("left with", left.code)
    written = "".join(path.read_bytes().decode("latin-1") for path in sorted(folder.iterdir()))
    for path in folder.iterdir():
        path.unlink()
    return (said.getvalue() + complained.getvalue() + written).replace(str(folder), "")


def same(older: Any, newer: Any) -> bool:  # noqa: ANN401 (JSON is any)
    """Return whether a record of an older version stands in a newer one."""
    if isinstance(older, dict) and isinstance(newer, dict):
        return all(same(older[key], newer.get(key, newer.get(RENAMED.get(key, key)))) for key in older)
    if isinstance(older, list) and isinstance(newer, list):
        return len(older) == len(newer) and all(map(same, older, newer))
    return bool(older == newer)


def alike(question: Question, older: str, newer: str) -> bool:
    """Return whether two versions say the same."""
    if older == newer:
        return True
    if "json" not in question:
        return False
    try:
        return same(
            json.loads(older.split("left with", maxsplit=1)[0]), json.loads(newer.split("left with", maxsplit=1)[0])
        )
    except ValueError:
        return False


def main() -> None:
    """Ask both and print what differs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("other", help="the interpreter with the older version")
    options.add_argument("files", nargs="*", help="GEDCOM files to ask beside the atlas")
    options.add_argument("--people", type=int, default=8)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.answer:
        with tempfile.TemporaryDirectory() as folder:
            for line in sys.stdin:
                print(json.dumps(answered(tuple(json.loads(line)), Path(folder))), flush=True)
        return
    chance = random.Random(chosen.seed)
    asked = [each for source in ("atlas", *chosen.files) for each in questions(source, chosen.people, chance)]
    lines = "".join(json.dumps(question) + "\n" for question in asked)
    told = []
    for interpreter in (chosen.other, sys.executable):
        done = subprocess.run(
            [interpreter, __file__, "-", "--answer"], input=lines, capture_output=True, text=True, check=True
        )
        told.append([json.loads(line) for line in done.stdout.splitlines()])
    differing = [
        question for question, older, newer in zip(asked, *told, strict=True) if not alike(question, older, newer)
    ]
    for question in differing:
        print("differs: cousins", " ".join(question))
    print(f"{len(asked)} questions, {len(asked) - len(differing)} answered the same, {len(differing)} not")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
