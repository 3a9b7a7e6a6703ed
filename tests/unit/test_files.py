"""Files that appear whole or not at all, behind links as well."""

from __future__ import annotations

import pytest

from cousins.errors import FormatError
from cousins.files import replaced, write_lines


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
