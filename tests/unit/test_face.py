"""What the package shows: its names, and what importing it costs."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import cousins
from cousins.family.graph import FamilyGraph

ROOT = Path(cousins.__file__).parents[2]
SOURCE = ast.parse(Path(cousins.__file__).read_text(encoding="utf-8"))


def homes_for_type_checkers():
    (block,) = [node for node in SOURCE.body if isinstance(node, ast.If)]
    return {
        alias.name: node.module.removeprefix("cousins.")
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_every_public_name_is_there():
    for name in cousins.__all__:
        assert getattr(cousins, name) is not None
    assert set(cousins.__all__) <= set(dir(cousins))


def test_names_are_sorted_and_each_stands_once():
    assert cousins.__all__ == sorted(set(cousins.__all__))


def test_type_checkers_see_what_programs_get():
    homes = homes_for_type_checkers()
    assert homes == cousins._HOME_OF
    assert sorted(homes) == cousins.__all__


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="nobody"):
        _ = cousins.nobody


def test_importing_the_package_loads_nothing_of_it():
    asked = "import sys, typing; before = set(sys.modules); import cousins; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert {name for name in done.stdout.split() if name.split(".")[0] == "cousins"} == {"cousins"}
    assert set(done.stdout.split()) <= {"cousins", "__future__"}


def imports(code):
    """Yield the modules of the package that Python code imports from."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "cousins":
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "cousins")


def shown_code():
    """Yield each block of Python in the pages and in the notebook, with its place."""
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
            prompts = re.findall(r"^(?:>>>|\.\.\.) ?(.*)$", block, flags=re.MULTILINE)
            yield page.name, dedent("\n".join(prompts) if prompts else block)
    for notebook in (ROOT / "docs").glob("*.ipynb"):
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                lines = "".join(cell["source"]).splitlines()
                yield notebook.name, "\n".join(line for line in lines if not line.startswith(("!", "%")))


def test_pages_and_notebook_import_from_the_package_only():
    shown = list(shown_code())
    assert {place for place, _ in shown} >= {"README.md", "exercise.ipynb"}
    assert [(place, name) for place, code in shown for name in imports(code) if name != "cousins"] == []


@pytest.fixture(scope="module")
def answers():
    return [
        cousins.relate("Elizabeth II", "Prince Philip", limit=3),
        cousins.ancestors("Queen Victoria", generations=2),
        cousins.descendants("Queen Victoria", generations=1),
        cousins.check("atlas"),
    ]


def test_answers_are_rows_of_plain_values_with_the_same_columns(answers):
    for answer in answers:
        records = answer.records()
        assert len(records) == len(list(answer)) > 0
        assert len({tuple(record) for record in records}) == 1
        for record in records:
            json.dumps(record)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_table_libraries_take_the_rows_as_they_are(answers, library):
    tables = pytest.importorskip(library)
    for answer in answers:
        assert len(tables.DataFrame(answer.records())) == len(list(answer))


def test_a_family_is_read_written_and_checked(tmp_path):
    family = cousins.read("atlas")
    assert isinstance(family, FamilyGraph)
    few = family.subset(range(20))
    cousins.write(few, tmp_path / "few.json")
    again = cousins.read(str(tmp_path / "few.json"))
    assert [person.id for person in again.people] == [person.id for person in few.people]
    assert cousins.check(str(tmp_path / "few.json")).report is not None


WITHOUT = """
import sys

class Blocked:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in {"msgspec", "aiohttp", "rapidfuzz", "anyio"}:
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Blocked())
import cousins

print(cousins.relate("Elizabeth II", "Prince Philip").relationships[1].b_is)
print(cousins.relate("Ann", "Bob", source=sys.argv[1]).relationships[0].b_is)
print(cousins.find("alexandra 1844")[0].person.id)
try:
    cousins.show("Princess Alise of Battenberg")
except cousins.PersonNotFoundError as error:
    print(error.suggestions[0])
"""


def test_the_atlas_and_files_answer_where_a_browser_has_only_python(tmp_path):
    file = tmp_path / "few.ged"
    file.write_text(
        "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @I1@ INDI\n1 NAME Ann //\n0 @I2@ INDI\n1 NAME Bob //\n1 SEX M\n"
        "0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I2@\n0 TRLR\n"
    )
    done = subprocess.run([sys.executable, "-c", WITHOUT, file], capture_output=True, text=True, check=False)
    said = ["second cousin once removed", "son", "Q152260", "Princess Alice of Battenberg"]
    assert (done.stdout.splitlines(), done.stderr) == (said, "")
