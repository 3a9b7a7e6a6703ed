"""The notebook of the exercise runs from top to bottom; Wikidata is on loopback then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_wikibase.server import FakeWikibase

from cousins.sources.atlas import atlas

NOTEBOOK = Path(__file__).parents[2] / "docs" / "exercise.ipynb"
MINUTE = 60
RUN = """
import sys, nbclient, nbformat
book = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(book, kernel_name="python3", timeout=60).execute()
nbformat.write(book, sys.argv[2])
"""
"""In a process of its own: what the notebook's machinery leaves open or warns of is not ours."""


@pytest.fixture(scope="module")
def wikidata():
    with FakeWikibase(atlas()) as server:
        yield server


@pytest.fixture(scope="module")
def outputs(tmp_path_factory, wikidata):
    """All outputs of the notebook, run by this very Python."""
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    folder = tmp_path_factory.mktemp("notebook")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COUSINS_") and "proxy" not in name.lower()
    }
    environment["COUSINS_WIKIDATA"] = wikidata.url
    places = {"IPYTHONDIR": "ipython", "JUPYTER_RUNTIME_DIR": "runtime", "MPLCONFIGDIR": "mpl", "HOME": "."}
    environment |= {name: str(folder / place) for name, place in places.items()}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(NOTEBOOK), str(folder / "run.ipynb")],
        env=environment,
        cwd=folder,
        timeout=MINUTE,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    cells = json.loads((folder / "run.ipynb").read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", ())]


@pytest.fixture(scope="module")
def printed(outputs):
    return "".join("".join(output.get("text", "")) for output in outputs)


def test_the_notebook_runs_and_complains_of_nothing(outputs):
    assert not [output for output in outputs if output.get("name") == "stderr"]


@pytest.mark.parametrize(
    "shown",
    [
        "30/30",
        "RuntimeError: asyncio.run() cannot be called from a running event loop",
        "hello from the loop",
        "not there: 404 /missing.txt",
        "30 fetched",
        "30 kept",
        "aiohttp:                   ClientConnectorError",
        "aiohttp, trust_env=True:   This is http://127.0.0.1:9/flag.txt.",
        "P40 [('normal', 'value'), ('normal', 'value'), ('normal', 'somevalue')]",
        "father: ['Q157009']",
        "degree 4: 110 people, 243 in all\n",
        "degree 4: 110 people, 243 in all, 8 requests",
        "third cousins",
        "Victoria → Edward VII → George V → George VI → Elizabeth II",
    ],
)
def test_the_notebook_prints_what_a_student_is_told_to_look_at(printed, shown):
    assert shown in printed


def test_the_notebook_asks_with_good_manners(outputs, wikidata):
    asked = wikidata.traffic.requests
    assert outputs
    assert wikidata.traffic.most_at_once <= 3
    assert len([each for each in asked if "Special:EntityData" in each.path]) == 13
    assert all("cousins" in each.headers["User-Agent"] for each in asked)


def test_the_notebook_shows_pictures(outputs):
    shown = [output["data"] for output in outputs if "data" in output]
    assert sum("image/svg+xml" in data for data in shown) == 4
    assert sum("image/png" in data for data in shown) == 1


def test_the_notebook_is_kept_without_outputs():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
