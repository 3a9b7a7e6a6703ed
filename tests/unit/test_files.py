"""Files that appear whole or not at all, behind links as well."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cousins.errors import FormatError
from cousins.files import _machine, replaced, replaced_together, write_lines


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def break_off(path):
    """Begin to write a file and give up."""
    with replaced(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_a_file_is_replaced_only_once_it_is_whole(tmp_path):
    path = tmp_path / "family.ged"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        break_off(path)
    assert path.read_text() == "old"
    write_lines(path, ["new"])
    assert path.read_text() == "new\n"
    assert names(tmp_path) == ["family.ged"]


@pytest.mark.parametrize("old", ["old", None])
def test_a_link_stays_and_the_file_it_leads_to_is_replaced_or_made(tmp_path, old):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if old:
        (folder / "family.ged").write_text(old)
    (tmp_path / "second.ged").symlink_to("elsewhere/family.ged")
    (tmp_path / "first.ged").symlink_to(tmp_path / "second.ged")
    with pytest.raises(KeyboardInterrupt):
        break_off(tmp_path / "first.ged")
    assert names(folder) == (["family.ged"] if old else [])
    write_lines(tmp_path / "first.ged", ["new"])
    assert (folder / "family.ged").read_text() == "new\n"
    assert names(folder) == ["family.ged"]
    assert (tmp_path / "first.ged").is_symlink()
    assert (tmp_path / "second.ged").is_symlink()


def test_links_in_a_circle_are_said_and_stay(tmp_path):
    one, other = tmp_path / "one.ged", tmp_path / "other.ged"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(FormatError, match="cannot be written"):
        write_lines(one, ["new"])
    assert names(tmp_path) == ["one.ged", "other.ged"]


def test_a_link_into_no_folder_is_said(tmp_path):
    (tmp_path / "link.ged").symlink_to(tmp_path / "nowhere" / "family.ged")
    with pytest.raises(FormatError, match="cannot be written"):
        write_lines(tmp_path / "link.ged", ["new"])


def pair(tmp_path, people="old people", links="old links"):
    one, other = tmp_path / "family.csv", tmp_path / "family.links.csv"
    for path, text in ((one, people), (other, links)):
        if text:
            path.write_text(text)
    return one, other


def write_both(one, other):
    with replaced_together(one, other) as files:
        for file in files:
            file.write(b"new")


def texts(*paths):
    return [path.read_text() if path.exists() else None for path in paths]


def test_files_take_their_places_together(tmp_path):
    one, other = pair(tmp_path)
    write_both(one, other)
    assert texts(one, other) == ["new", "new"]
    assert names(tmp_path) == ["family.csv", "family.links.csv"]


@pytest.mark.parametrize(
    "there", [("old people", "old links"), (None, None), (None, "old links"), ("old people", None)]
)
@pytest.mark.parametrize("call", ["fsync", "chmod"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_full_disk_leaves_both_as_they_were(tmp_path, monkeypatch, there, call, number):
    one, other = pair(tmp_path, *there)
    left = [number]

    def full(*_arguments):
        left[0] -= 1
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "chmod":
        monkeypatch.setattr(Path, "chmod", full)
    else:
        monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FormatError, match="cannot be written \\(No space left on device\\)"):
        write_both(one, other)
    assert texts(one, other) == list(there)
    assert names(tmp_path) == [path.name for path, text in zip((one, other), there, strict=True) if text]


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
@pytest.mark.parametrize("there", [("old people", "old links"), (None, "old links")])
def test_when_the_second_cannot_take_its_place_the_first_goes_back(tmp_path, monkeypatch, there, links):
    one, other = pair(tmp_path, *there)
    replace = Path.replace

    def refused(self, target):
        if target == other:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        return replace(self, target)

    def unable(*_arguments):
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    monkeypatch.setattr(Path, "replace", refused)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", unable)
    with pytest.raises(FormatError, match="cannot be written"):
        write_both(one, other)
    assert texts(one, other) == list(there)
    assert names(tmp_path) == [path.name for path, text in zip((one, other), there, strict=True) if text]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", [1, 2])
def test_ctrl_c_between_two_moves_finishes_both(tmp_path, monkeypatch, when, number):
    one, other = pair(tmp_path)
    replace = Path.replace
    left = [number]

    def interrupted(self, target):
        left[0] -= 1
        if left[0]:
            return replace(self, target)
        if when == "after":
            replace(self, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_both(one, other)
    assert texts(one, other) == ["new", "new"]
    assert names(tmp_path) == ["family.csv", "family.links.csv"]


def test_what_a_dead_process_left_is_removed_and_nothing_else(tmp_path):
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    process, machine = dead.stdout.decode().strip(), _machine()
    kept = [
        f".family.csv.abc.{machine}-{os.getpid()}.cousins",  # somebody is at work on it
        f".family.csv.abc.elsewhere-{process}.cousins",
        f"family.csv.abc.{machine}-{process}.cousins",
        f".family.csv.abc.{machine}-{process}.other",
        ".notes.cousins",
        f".folder.abc.{machine}-{process}.cousins",
    ]
    for name in kept[:-1]:
        (tmp_path / name).write_text("")
    (tmp_path / kept[-1]).mkdir()
    for name in (f".other.ged.x_y.{machine}-{process}.cousins", f".family.csv.old.{machine}-{os.getpid()}.cousins"):
        (tmp_path / name).write_text("")
    os.utime(tmp_path / name, (1, 1))
    write_lines(tmp_path / "new.txt", ["new"])
    assert names(tmp_path) == sorted([*kept, "new.txt"])
