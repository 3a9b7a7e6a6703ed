"""Two files of one export are known by their stamp; files without one go with each other."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pyarrow.parquet as pq
import pytest
from families import family

from cousins import formats
from cousins.errors import FormatError
from cousins.formats import pair_stamps
from cousins.formats.tables import links_path

OLD, NEW = family("Adam + Eve: Bob"), family("Adam + Eve: Bob, Dora\nBob + Cleo: Carl")


@pytest.fixture(params=["csv", "parquet"])
def written(request, tmp_path):
    """Return who writes a family into a folder of its own, and returns the file of the people."""

    def write(graph, folder):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / f"family.{request.param}"
        formats.write(graph, path)
        return path

    return write


@pytest.mark.parametrize("graph", [OLD, NEW, OLD.subset([])], ids=["old", "new", "nobody"])
def test_what_was_written_together_is_read(written, graph):
    assert formats.read(written(graph, "a"))[0].ids == graph.ids


@pytest.mark.parametrize("pair", [(OLD, NEW), (NEW, OLD), (OLD, OLD.subset([])), (OLD.subset([]), NEW)])
def test_a_mixed_pair_is_one_clear_line(written, pair):
    one, other = written(pair[0], "a"), written(pair[1], "b")
    shutil.copy(links_path(other), links_path(one))
    with pytest.raises(
        FormatError, match=r"is not of the same export as family\.links\..*: write both again, or"
    ) as caught:
        formats.read(one)
    assert "\n" not in str(caught.value)


def test_the_same_family_has_the_same_stamp_so_that_copies_go_with_each_other(written):
    one, other = written(NEW, "a"), written(NEW, "b")
    shutil.copy(links_path(other), links_path(one))
    assert formats.read(one)[0].ids == NEW.ids
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("lacking", ["people", "links"])
def test_new_people_beside_links_without_a_stamp_are_no_pair(tmp_path, lacking):
    path = tmp_path / "family.csv"
    formats.write(OLD, path)
    file = path if lacking == "people" else links_path(path)
    lines = [line.rpartition(",")[0] for line in file.read_text().splitlines()]
    file.write_text("\n".join(lines))
    with pytest.raises(FormatError, match="take the stamp"):
        formats.read(path)
    other = links_path(path) if lacking == "people" else path
    other.write_text("\n".join(line.rpartition(",")[0] for line in other.read_text().splitlines()))
    assert formats.read(path)[0].ids == OLD.ids


KILLED = """
import os, signal, sys
from pathlib import Path
replace, moves = Path.replace, []
def replaced(self, target):
    replace(self, target)
    os.kill(os.getpid(), signal.SIGKILL)
from cousins import formats
graph, _ = formats.read(sys.argv[2])
Path.replace = replaced
formats.write(graph, sys.argv[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
@pytest.mark.parametrize(("form", "there"), [("csv", True), ("csv", False), ("parquet", True)])
def test_who_is_killed_between_the_two_moves_leaves_a_pair_that_is_read_as_the_new_one(tmp_path, form, there):
    path = tmp_path / f"family.{form}"
    if there:
        formats.write(OLD, path)
    old = links_path(path).read_bytes() if there else b""
    formats.write(NEW, tmp_path / "new.json")
    assert subprocess.run([sys.executable, "-c", KILLED, path, tmp_path / "new.json"], check=False).returncode < 0
    assert (links_path(path).read_bytes() if there else b"") == old
    assert len(list(tmp_path.glob(".*.cousins"))) == 1 + there
    assert formats.read(path)[0].ids == NEW.ids
    assert links_path(path).read_bytes() != old
    formats.write(OLD, path)
    assert formats.read(path)[0].ids == OLD.ids
    assert not list(tmp_path.glob(".*.cousins"))


def test_a_pair_written_by_hand_has_no_stamp(tmp_path):
    path = tmp_path / "family.csv"
    path.write_text("id,name\nA,Ann\nB,Bob\n")
    links_path(path).write_text("link,kind,person,other\nparent,birth,A,B\n")
    assert formats.read(path)[0].ids == ["A", "B"]


def test_a_pair_that_is_replaced_while_it_is_read_is_said(written, monkeypatch):
    path = written(OLD, "a")
    other = written(NEW, "b")
    original = pair_stamps.same_pair

    class Replacing:
        """Reads the people, and then the links of another export."""

        def __init__(self, *arguments):
            self.inside = original(*arguments)

        def __enter__(self):
            self.inside.__enter__()
            shutil.copy(other, path)
            shutil.copy(links_path(other), links_path(path))

        def __exit__(self, *error):
            return self.inside.__exit__(*error)

    monkeypatch.setattr("cousins.formats.tables.same_pair", Replacing)
    with pytest.raises(FormatError, match="was replaced while it was read"):
        formats.read(path)


def test_other_readers_find_the_stamp_at_the_end(tmp_path):
    formats.write(OLD, tmp_path / "family.csv")
    first, second = (tmp_path / "family.csv").read_text().splitlines()[:2]
    assert first.rpartition(",")[2] == f"pair_{pair_stamps.csv_stamp(tmp_path / 'family.csv')}"
    assert first.count(",") == second.count(",")
    formats.write(OLD, tmp_path / "family.parquet")
    assert pq.read_schema(tmp_path / "family.parquet").names[-1] != first.rpartition(",")[2]


def test_tables_do_not_go_where_there_is_one_file_only():
    with pytest.raises(FormatError, match="tables are two"):
        formats.write(OLD, "/dev/null", form="csv")
