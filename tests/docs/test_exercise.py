"""The notebook of the exercise runs from top to bottom, without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
def outputs(tmp_path_factory):
    """All outputs of the notebook, run by this very Python."""
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    folder = tmp_path_factory.mktemp("notebook")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COUSINS_")}
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


def test_the_notebook_runs_without_a_network(outputs):
    printed = "".join("".join(output.get("text", "")) for output in outputs)
    assert "times as fast" in printed
    assert "degree 4: " in printed
    assert "third cousins" in printed
    assert "Victoria → Edward VII → George V → George VI → Elizabeth II" in printed
    assert not [output for output in outputs if output.get("name") == "stderr"]


def test_the_notebook_shows_pictures(outputs):
    shown = [output["data"] for output in outputs if "data" in output]
    assert sum("image/svg+xml" in data for data in shown) == 4
    assert sum("image/png" in data for data in shown) == 1


def test_the_notebook_is_kept_without_outputs():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
