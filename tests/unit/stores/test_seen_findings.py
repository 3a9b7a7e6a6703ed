"""What somebody has looked at is kept in a text file that may be edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from cousins.errors import FormatError
from cousins.stores.seen_findings import mark_seen, seen_file, seen_keys


@pytest.fixture
def path(tmp_path):
    return tmp_path / "family.ged.seen"


def test_the_file_stands_beside_the_family():
    assert seen_file(Path("trees/family.ged")) == Path("trees/family.ged.seen")


def test_where_there_is_no_file_nothing_was_seen(path):
    assert seen_keys(path) == frozenset()


def test_what_is_marked_is_seen(path):
    assert mark_seen(path, {"very young parent: I1 I2": "Bob # 7", "dead before born: I3": ""}) == 2
    assert seen_keys(path) == {"very young parent: I1 I2", "dead before born: I3"}
    assert path.read_text(encoding="utf-8").splitlines() == [
        "# Findings of family.ged that were looked at: `cousins check` leaves them out.",
        "very young parent: I1 I2  # Bob # 7",
        "dead before born: I3",
    ]


def test_what_stands_there_stays_and_nothing_is_marked_twice(path):
    before = b"\xef\xbb\xbf# mine, in Latin-1: \xe4\r\n\r\n  dead   before born: I3  # asked aunt May"
    path.write_bytes(before)
    assert mark_seen(path, {"dead before born: I3": "other words"}) == 0
    assert path.read_bytes() == before
    assert mark_seen(path, {"dead before born: I3": "", "dead before born: I4": "\u00e4"}) == 1
    assert path.read_bytes().splitlines() == [
        b"# mine, in Latin-1: \xe4",
        b"",
        b"  dead   before born: I3  # asked aunt May",
        "dead before born: I4  # \u00e4".encode(),
    ]
    assert seen_keys(path) == {"dead before born: I3", "dead before born: I4"}


def test_a_file_that_cannot_be_read_or_written_is_said(path, tmp_path):
    path.mkdir()
    with pytest.raises(FormatError, match="cannot be read"):
        seen_keys(path)
    with pytest.raises(FormatError, match="cannot be read"):
        mark_seen(path, {"a": ""})
    with pytest.raises(FormatError, match="cannot be written"):
        mark_seen(tmp_path / "nowhere" / "family.ged.seen", {"a": ""})
